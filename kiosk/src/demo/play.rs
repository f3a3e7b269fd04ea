//! The demonstration without a display: the script's hour, through everything that a real hour goes
//! through. Each ticket is a picture file that is read and decoded, each door a kiosk with a journal
//! of its own, each record travels over HTTP; only the hour itself is not waited for.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use journal::clock::{Clock, Reading, TimeSource};
use kiosk_config::Config;
use scanner::decode;
use shared::protocol::v1::DayTotals;
use shared::time::UnixMs;
use sync_server::ticket_folder;
use sync_server::tickets::{self, IssuedTicket};
use uplink::{self, News, Uplink};
use view::Outcome;

use super::DemoError;
use super::script::{Act, CUT_FROM_S, CUT_TO_S, Door, Expected, HOUR_S, Script, Totals};
use super::stage::Stage;
use desk::Desk;

/// How long news may take from one door to another, or to the totals, before the demonstration gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Plays the hour and prints what came of it; the last line is the day's totals as a JSON object.
///
/// # Errors
/// [`DemoError`], above all [`DemoError::Unexpected`] and [`DemoError::Differs`] when a verdict or a
/// total is not what the script says.
pub(super) fn play(stage: &Stage, now: UnixMs, out: &mut impl Write) -> Result<(), DemoError> {
    let script = Script::hour();
    let began = Instant::now();
    let hour = begin_of_the_hour(stage, now);
    let issued = issue_all(stage, &script, hour)?;
    writeln!(out, "live page       {}/", stage.url())?;
    writeln!(
        out,
        "ticket pictures {} in {}",
        issued.len(),
        stage.tickets_dir().display()
    )?;
    let clock = Arc::new(PlayedClock(AtomicI64::new(hour.0)));
    let mut doors = BTreeMap::new();
    for door in Door::ALL {
        doors.insert(door, DoorKiosk::open(stage, door, &clock)?);
    }
    let mut shown = vec![0_usize; issued.len()];
    for act in &script.acts {
        let cut = (CUT_FROM_S..CUT_TO_S).contains(&act.second);
        for (place, kiosk) in &mut doors {
            kiosk.connect(*place != Door::River || !cut)?;
        }
        let Some(door) = doors.get_mut(&act.door) else {
            continue;
        };
        clock
            .0
            .store(hour.plus(i64::from(act.second) * 1000).0, Ordering::Relaxed);
        if act.outcome.needs_news() {
            door.wait_for_news(&issued[act.ticket], act, shown[act.ticket])?;
        }
        door.present(stage, &issued, act)?;
        shown[act.ticket] += usize::from(!matches!(act.outcome, Expected::Refused(_)));
    }
    let scans = script.acts.len();
    writeln!(
        out,
        "played          {scans} scans at three doors, one of them cut off for ten minutes, in {:.1} s",
        began.elapsed().as_secs_f64()
    )?;
    let totals = settled_totals(stage, &script.expected())?;
    for door in doors.values_mut() {
        door.connect(false)?;
    }
    report(&totals, out)
}

/// The hour ends now, but begins no earlier than today, since the tickets are for today.
fn begin_of_the_hour(stage: &Stage, now: UnixMs) -> UnixMs {
    let zone = stage.catalogue.calendar().zone;
    let midnight = zone.midnight(zone.local(now).date);
    midnight.max(now.plus(-i64::from(HOUR_S) * 1000))
}

fn issue_all(
    stage: &Stage,
    script: &Script,
    since: UnixMs,
) -> Result<Vec<IssuedTicket>, DemoError> {
    let mut issued = Vec::new();
    for order in &script.orders {
        issued.extend(stage.issue(order, since)?);
    }
    ticket_folder::write(&stage.tickets_dir(), &issued)?;
    Ok(issued)
}

/// A clock that shows the time of the script.
struct PlayedClock(AtomicI64);

impl TimeSource for PlayedClock {
    fn read(&self) -> Reading {
        let now = self.0.load(Ordering::Relaxed);
        Reading {
            device: UnixMs(now),
            boot: "demo".into(),
            mono_ms: now.unsigned_abs(),
        }
    }
}

/// A kiosk at its door.
struct DoorKiosk {
    data: PathBuf,
    config: Config,
    desk: Desk,
    clock: Clock,
    uplink: Option<Uplink>,
}

impl DoorKiosk {
    fn open(stage: &Stage, door: Door, clock: &Arc<PlayedClock>) -> Result<Self, DemoError> {
        let data = stage.kiosk_dir(door);
        let config = Config::read(&data)?;
        let desk = Desk::open(&data, config.clone())?;
        desk.with_uplink_beside()?;
        let clock = Clock::from_source(Arc::clone(clock) as Arc<dyn TimeSource>);
        Ok(Self {
            data,
            config,
            desk,
            clock,
            uplink: None,
        })
    }

    /// Plugs the network in or pulls it out.
    fn connect(&mut self, plugged: bool) -> Result<(), DemoError> {
        match (&self.uplink, plugged) {
            (None, true) => {
                // The uplink has a clock of its own: it measures real distances between real clocks.
                let clock = Clock::of_this_device();
                let report = Arc::new(|_: News| ());
                self.uplink = Some(uplink::start(&self.data, &self.config, &clock, report)?);
            }
            (Some(_), false) => self.uplink = None,
            _ => {}
        }
        Ok(())
    }

    /// Shows a ticket's picture to the door and checks the verdict.
    fn present(
        &mut self,
        stage: &Stage,
        issued: &[IssuedTicket],
        act: &Act,
    ) -> Result<(), DemoError> {
        let ticket = &issued[act.ticket];
        let file = if act.forged {
            forge(stage, ticket, &issued[act.ticket - 1])?
        } else {
            stage.tickets_dir().join(tickets::picture_name(ticket))
        };
        let texts = decode::read_file(&file)?;
        let texts = self
            .desk
            .worth_judging(texts, self.clock.stamp().corrected());
        let text = texts
            .first()
            .ok_or_else(|| DemoError::Unread(file.clone()))?;
        let judged = self.desk.scan(text, &self.clock.stamp())?;
        if let Some(uplink) = &self.uplink {
            uplink.wake();
        }
        let outcome = judged.verdict.outcome;
        let fits = match (&outcome, act.outcome) {
            (Outcome::Admitted { again }, Expected::Enters | Expected::AdmittedUnaware) => !again,
            (Outcome::Admitted { again }, Expected::EntersAgain) => *again,
            (Outcome::Exited, Expected::Leaves) => true,
            (Outcome::Refused(refusal), Expected::Refused(expected)) => refusal.reason == expected,
            _ => false,
        };
        if fits {
            Ok(())
        } else {
            Err(DemoError::Unexpected {
                act: *act,
                outcome: Box::new(outcome),
            })
        }
    }

    /// Waits until this door knows as much of a ticket as was shown at the others.
    fn wait_for_news(
        &self,
        ticket: &IssuedTicket,
        act: &Act,
        shown: usize,
    ) -> Result<(), DemoError> {
        let journal = self.desk.journal();
        wait_until(|| {
            let history = journal.history(ticket.number)?;
            let passages = history.passages.len();
            let revoked = history.status != shared::checkin::TicketStatus::Good;
            let expects_revoked =
                act.outcome == Expected::Refused(shared::checkin::Reason::Revoked);
            Ok(passages >= shown && (revoked || !expects_revoked))
        })?
        .then_some(())
        .ok_or(DemoError::NoNews(*act))
    }
}

/// A ticket whose number was changed to its neighbour's, as a picture of its own.
fn forge(
    stage: &Stage,
    ticket: &IssuedTicket,
    neighbour: &IssuedTicket,
) -> Result<PathBuf, DemoError> {
    let mut forged = ticket.clone();
    // The first 46 digits hold the claims and a little of the signature.
    forged.digits.replace_range(..34, &neighbour.digits[..34]);
    let file = stage
        .tickets_dir()
        .join(format!("forged-{}", tickets::picture_name(ticket)));
    ticket_folder::write_picture(&file, &forged)?;
    Ok(file)
}

/// The day's totals as the live page shows them, once every door's records have arrived.
fn settled_totals(stage: &Stage, expected: &Totals) -> Result<DayTotals, DemoError> {
    let mut last = None;
    let settled = wait_until(|| {
        let totals = stage.totals()?;
        let today = stage.today();
        last = totals.days.into_iter().find(|day| Some(day.date) == today);
        Ok(last
            .as_ref()
            .is_some_and(|day| Totals::from(day) == *expected))
    })?;
    match last {
        Some(day) if settled => Ok(day),
        other => Err(DemoError::Differs {
            expected: Box::new(expected.clone()),
            found: Box::new(other.as_ref().map(Totals::from).unwrap_or_default()),
        }),
    }
}

fn wait_until(mut come_true: impl FnMut() -> Result<bool, DemoError>) -> Result<bool, DemoError> {
    let end = Instant::now() + PATIENCE;
    while !come_true()? {
        if Instant::now() > end {
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(2));
    }
    Ok(true)
}

impl From<&DayTotals> for Totals {
    fn from(day: &DayTotals) -> Self {
        let entered = day.gates.iter().filter(|gate| gate.entries != 0);
        Self {
            entries: day.entries,
            reentries: day.reentries,
            exits: day.exits,
            inside: day.inside,
            unique_visitors: day.unique_visitors,
            tickets: day.tickets,
            refused: day.refused,
            conflicts: day.conflicts,
            entries_by_gate: entered
                .map(|gate| (gate.gate.to_string(), gate.entries))
                .collect(),
        }
    }
}

fn report(day: &DayTotals, out: &mut impl Write) -> Result<(), DemoError> {
    writeln!(
        out,
        "\n{}: the server's totals, equal to what was played",
        day.date
    )?;
    for (name, value) in [
        ("entries", day.entries),
        ("  of them again", day.reentries),
        ("exits", day.exits),
        ("inside now", day.inside),
        ("unique visitors", day.unique_visitors),
        ("tickets", day.tickets),
        ("refused scans", day.refused),
        ("used at two doors", day.conflicts),
    ] {
        writeln!(out, "  {name:<18}{value:>6}")?;
    }
    writeln!(out, "{}", serde_json::to_string(&Totals::from(day))?)?;
    Ok(())
}
