//! Staff at a door: the running desk, as the window and the scanners see it.

mod admissions;
mod locks;
mod lookups;
mod modes;
mod roles;

use std::cell::Cell;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock, mpsc};
use std::time::Duration;

use journal::Journal;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::catalogue::{GateDirection, Localized, TicketKind};
use shared::checkin::{Direction, Reason};
use shared::ids::TicketType;
use shared::pin::{SALT_LEN, StaffPin};
use shared::protocol::v1::{FeedReply, parse_body};
use shared::record::Fact;
use shared::staff::OverrideReason;
use shared::ticket::EntryPolicy;
use view::Role;
use view::{
    Command, LaneView, Outcome, Pin, Question, Reply, ScannerKind, ScannerState, ScannerStatus,
    StaffCommand, StaffState, TicketChoice, Verdict, View,
};

use super::{CheckPin, by_hash};
use crate::scene::*;
use crate::thread::start_with;
use crate::{DeskHandle, Event, StartParts};

const PATIENCE: Duration = Duration::from_mins(1);
const PIN: &str = "246810";
const VISITOR: TicketType = TicketType(1);

/// The hash of [`PIN`], made once.
fn door_1() -> StaffPin {
    static HASH: OnceLock<String> = OnceLock::new();
    let hash = HASH.get_or_init(|| {
        let pin: shared::pin::Pin = PIN.parse().unwrap();
        pin.hash(&[7; SALT_LEN]).unwrap()
    });
    StaffPin {
        id: "door-1".parse().unwrap(),
        hash: hash.clone(),
    }
}

/// What the server says first: the small exhibition with a kind of ticket, and who may open staff mode.
fn told() -> FeedReply {
    let mut told = first_feed();
    let catalogue = told.catalogue.as_mut().unwrap();
    catalogue.ticket_types = vec![TicketKind {
        id: VISITOR,
        key: "visitor".to_owned(),
        name: Localized::default(),
        policy: EntryPolicy::OncePerDay,
        party: 1,
        zones: 1,
        rules: shared::catalogue::EntryRules::default(),
    }];
    told.staff = Some(vec![door_1()]);
    told
}

/// A kiosk at the main gate whose time the test sets.
struct StaffedDoor {
    dir: tempfile::TempDir,
    clock: Arc<Stopped>,
    handle: DeskHandle,
    changes: mpsc::Receiver<()>,
    fences: Cell<u32>,
    role: Role,
}

impl StaffedDoor {
    fn open() -> Self {
        Self::with(|_| {})
    }

    /// A door that the server told something else.
    fn with(change: impl FnOnce(&mut FeedReply)) -> Self {
        Self::checking_with(change, by_hash())
    }

    /// A gate that leads both ways.
    fn both_ways() -> Self {
        Self::with(|told| {
            told.catalogue.as_mut().unwrap().gates[0].direction = GateDirection::Both;
        })
    }

    fn checking_with(change: impl FnOnce(&mut FeedReply), check_pin: CheckPin) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut told = told();
        change(&mut told);
        journal(dir.path()).apply_feed(&told).unwrap();
        let clock = Arc::new(Stopped(AtomicI64::new(MORNING.0)));
        Self::start(dir, clock, check_pin, Role::Door)
    }

    fn start(dir: tempfile::TempDir, clock: Arc<Stopped>, check_pin: CheckPin, role: Role) -> Self {
        let (teller, changes) = mpsc::channel();
        let parts = StartParts {
            data: dir.path().to_owned(),
            config: Config {
                role,
                ..config("http://127.0.0.1:1", "in")
            },
            clock: Clock::from_source(Arc::clone(&clock) as Arc<_>),
            decode: Arc::new(|_| Vec::new()),
            samples: None,
            on_change: Arc::new(move || {
                let _ = teller.send(());
            }),
            with_uplink: false,
        };
        Self {
            handle: start_with(parts, check_pin).unwrap(),
            dir,
            clock,
            changes,
            fences: Cell::new(0),
            role,
        }
    }

    /// The power fails, and comes back.
    fn restart(self) -> Self {
        let role = self.role;
        self.restart_as(role)
    }

    /// Somebody changes what the kiosk is there for, and starts it again.
    fn restart_as(self, role: Role) -> Self {
        self.handle.shutdown();
        Self::start(self.dir, self.clock, by_hash(), role)
    }

    fn view(&self) -> Arc<View> {
        self.handle.view()
    }

    fn state(&self) -> StaffState {
        self.view().staff.state.clone()
    }

    fn until<T>(&self, wanted: impl Fn(&View) -> Option<T>) -> T {
        loop {
            if let Some(found) = wanted(&self.view()) {
                return found;
            }
            self.changes
                .recv_timeout(PATIENCE)
                .expect("the view changes");
        }
    }

    /// Sends something and waits until the desk has done it.
    fn send(&self, event: Event) {
        self.handle.events().send(event).unwrap();
        self.until_done();
    }

    /// Asks for something and waits until the desk has done it.
    fn wish(&self, command: Command) {
        assert!(self.handle.send(command));
        self.until_done();
    }

    fn until_done(&self) {
        self.fences.set(self.fences.get() + 1);
        let mark = Some(self.fences.get().to_string());
        let fence = ScannerStatus {
            name: "fence".to_owned(),
            kind: ScannerKind::Folder,
            state: ScannerState::Working,
            detail: mark.clone(),
        };
        self.handle.events().send(Event::Scanner(fence)).unwrap();
        self.until(|view| {
            view.status
                .scanners
                .iter()
                .any(|it| it.detail == mark)
                .then_some(())
        });
    }

    fn staff(&self, command: StaffCommand) {
        self.wish(Command::Staff(command));
    }

    /// Asks for something; gives the answer.
    fn ask(&self, command: StaffCommand) -> Reply {
        let before = self.view().staff.reply.map(|(number, _)| number);
        self.staff(command);
        let (number, reply) = self.view().staff.reply.expect("an answer");
        assert_ne!(Some(number), before, "a new answer");
        reply
    }

    /// Types a PIN and waits until it was checked.
    fn type_pin(&self, typed: &str) -> StaffState {
        self.staff(StaffCommand::Unlock(Pin(typed.to_owned())));
        self.until(|view| {
            let state = view.staff.state.clone();
            (state != StaffState::Checking).then_some(state)
        })
    }

    fn unlock(&self) {
        assert_eq!(self.type_pin(PIN), StaffState::Open(door_1().id));
    }

    /// Shows a code to the scanner; gives what the lane says.
    fn scan(&self, code: &str) -> LaneView {
        self.send(Event::Scanned(code.to_owned()));
        self.view().lane.clone()
    }

    fn verdict(&self, code: &str) -> Verdict {
        match self.scan(code) {
            LaneView::Verdict(verdict) => verdict,
            other => panic!("no verdict: {other:?}"),
        }
    }

    fn outcome(&self, code: &str) -> Outcome {
        self.verdict(code).outcome
    }

    /// The verdict in the lane.
    fn shown(&self) -> Verdict {
        match self.view().lane.clone() {
            LaneView::Verdict(verdict) => verdict,
            other => panic!("no verdict: {other:?}"),
        }
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::Relaxed);
        self.send(Event::Tick);
    }

    fn journal(&self) -> Journal {
        journal(self.dir.path())
    }

    /// Everything that was recorded.
    fn facts(&self) -> Vec<Fact> {
        let mut journal = self.journal();
        let outbox = journal.outbox().unwrap();
        let batch = journal.batch(outbox.current, 0, 500, 1 << 20).unwrap();
        batch
            .records
            .iter()
            .map(|record| parse_body(record.body.get()).unwrap().fact)
            .collect()
    }

    /// What staff did, by its code in the audit, and whether it was known who.
    fn acts(&self) -> Vec<(&'static str, bool)> {
        self.facts()
            .iter()
            .filter_map(|fact| match fact {
                Fact::Staffed { staff, act, .. } => Some((act.code(), staff.is_some())),
                _ => None,
            })
            .collect()
    }
}

const ADMITTED: Outcome = Outcome::Admitted { again: false };

fn by_override(ticket: TicketChoice, people: u16) -> StaffCommand {
    StaffCommand::Override {
        ticket,
        people,
        reason: OverrideReason::ListError.id(),
    }
}

fn walk(direction: Direction, people: u16) -> StaffCommand {
    StaffCommand::Walk {
        direction,
        kind: VISITOR,
        people,
    }
}

fn refused(outcome: &Outcome) -> Reason {
    match outcome {
        Outcome::Refused(refusal) => refusal.reason,
        other => panic!("not refused: {other:?}"),
    }
}

fn question(lane: &LaneView) -> Question {
    match lane {
        LaneView::Asking(question) => question.clone(),
        other => panic!("no question: {other:?}"),
    }
}
