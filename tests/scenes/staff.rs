//! Staff at the doors, with a real server behind them: what they do is counted, told to the other doors, and audited.

use std::path::PathBuf;
use std::sync::Arc;

use desk::{self, Desk, DeskHandle, Event, StartParts};
use journal::Journal;
use journal::clock::Clock;
use kiosk_config::Config;
use shared::checkin::{Direction, Reason, TicketStatus};
use shared::ids::{StaffId, TicketNumber, TicketType};
use shared::staff::OverrideReason;
use sync_server::operations::audit::{self, Audit, AuditQuery};
use sync_server::operations::staff::{self, PinUse};
use sync_server::system_time;
use sync_server::tickets::{IssuedTicket, StatusChange, TicketName, change_status};
use view::{
    Command, LaneView, Outcome, Pin, Reply, StaffCommand, StaffState, TicketChoice, Verdict,
};

use crate::venue::{Venue, wait_until};

const PIN: &str = "246810";

/// A kiosk at its door, in touch with the server.
struct Door {
    data: PathBuf,
    handle: DeskHandle,
}

impl Door {
    fn at(venue: &Venue, name: &str, gate: &str) -> Self {
        let data = venue.kiosk(name, gate);
        let handle = desk::start(StartParts {
            data: data.clone(),
            config: Config::read(&data).unwrap(),
            clock: Clock::of_this_device(),
            decode: Arc::new(|_| Vec::new()),
            samples: None,
            on_change: Arc::new(|| ()),
            with_uplink: true,
        })
        .unwrap();
        Self { data, handle }
    }

    fn journal(&self) -> Journal {
        let config = Config::read(&self.data).unwrap();
        Journal::open(&self.data, config.exhibition, &config.kiosk).unwrap()
    }

    fn state(&self) -> StaffState {
        self.handle.view().staff.state.clone()
    }

    fn type_pin(&self, digits: &str) {
        let unlock = StaffCommand::Unlock(Pin(digits.to_owned()));
        assert!(self.handle.send(Command::Staff(unlock)));
    }

    fn unlock(&self) {
        self.type_pin(PIN);
        wait_until("the PIN opens", || {
            matches!(self.state(), StaffState::Open(_))
        });
    }

    /// Asks for something; gives the answer.
    fn ask(&self, command: StaffCommand) -> Reply {
        let reply = || self.handle.view().staff.reply;
        let before = reply();
        assert!(self.handle.send(Command::Staff(command)));
        wait_until("there is an answer", || reply() != before);
        reply().unwrap().1
    }

    /// Shows a ticket to the scanner and waits for a verdict that was not there before.
    fn scan(&self, ticket: &IssuedTicket) -> Outcome {
        let before = self.verdict().map(|verdict| verdict.id);
        let scanned = Event::Scanned(ticket.digits.clone());
        self.handle.events().send(scanned).unwrap();
        let new = || self.verdict().filter(|verdict| Some(verdict.id) != before);
        wait_until("there is a verdict", || new().is_some());
        new().unwrap().outcome
    }

    /// Judges a ticket from the command line, where no code is quiet after a verdict.
    fn judge(&self, ticket: &IssuedTicket) -> Outcome {
        let mut desk = Desk::open(&self.data, Config::read(&self.data).unwrap()).unwrap();
        let stamp = Clock::of_this_device().stamp();
        desk.scan(&ticket.digits, &stamp).unwrap().verdict.outcome
    }

    fn verdict(&self) -> Option<Verdict> {
        match &self.handle.view().lane {
            LaneView::Verdict(verdict) => Some(verdict.clone()),
            _ => None,
        }
    }

    fn entries_known(&self, ticket: TicketNumber) -> usize {
        self.journal().history(ticket).unwrap().passages.len()
    }
}

/// A venue where one of the staff has a PIN.
fn venue() -> Venue {
    let venue = Venue::open();
    give(&venue, PIN, PinUse::Doors);
    venue
}

fn door_1() -> StaffId {
    "door-1".parse().unwrap()
}

fn give(venue: &Venue, digits: &str, purpose: PinUse) {
    let pin = digits.parse().unwrap();
    staff::add(
        &*venue.database(),
        &door_1(),
        Some(pin),
        purpose,
        system_time(),
    )
    .unwrap();
}

fn audit(venue: &Venue) -> Audit {
    audit::list(&*venue.database(), &AuditQuery::default()).unwrap()
}

/// What stands in the audit, oldest first.
fn acts(venue: &Venue) -> Vec<String> {
    let entries = audit(venue).entries.into_iter();
    entries.map(|entry| entry.what).collect()
}

const ADMITTED: Outcome = Outcome::Admitted { again: false };

fn reason(outcome: &Outcome) -> Option<Reason> {
    match outcome {
        Outcome::Refused(refusal) => Some(refusal.reason),
        _ => None,
    }
}

#[test]
fn a_withdrawn_ticket_that_staff_let_in_counts_once_and_stands_in_the_audit() {
    let venue = venue();
    let tickets = venue.tickets("visitor", 1);
    let name = TicketName::Number(tickets[0].number);
    let now = system_time();
    change_status(&*venue.database(), name, StatusChange::Revoke, now).unwrap();
    let door = Door::at(&venue, "A1", "main");
    wait_until("the door knows what was withdrawn", || {
        door.journal().history(tickets[0].number).unwrap().status != TicketStatus::Good
    });
    assert_eq!(reason(&door.scan(&tickets[0])), Some(Reason::Revoked));
    door.unlock();
    let let_in = |ticket| StaffCommand::Override {
        ticket,
        people: 1,
        reason: OverrideReason::OrganiserGuest.id(),
    };
    let shown = || TicketChoice::Shown(door.verdict().unwrap().id);
    assert_eq!(door.ask(let_in(shown())), Reply::Done);
    assert_eq!(door.verdict().unwrap().outcome, ADMITTED);
    // Someone with a code of nobody's is let in too, and stays unknown.
    let scanned = Event::Scanned("https://example.org/a-poster".to_owned());
    door.handle.events().send(scanned).unwrap();
    wait_until("the poster is turned away", || {
        door.verdict()
            .is_some_and(|it| reason(&it.outcome) == Some(Reason::Malformed))
    });
    assert_eq!(door.ask(let_in(shown())), Reply::Done);

    wait_until("the server counts both", || venue.today().overrides == 2);
    let today = venue.today();
    assert_eq!(
        (today.entries, today.unique_visitors, today.tickets),
        (2, 2, 1)
    );
    assert_eq!((today.conflicts, today.refused, today.walk_ins), (0, 2, 0));
    let audit = audit(&venue);
    let overrides = audit.entries.iter().filter(|it| it.what == "override");
    let mut overrides: Vec<_> = overrides.collect();
    // A clock that is corrected between two acts may put them the other way round.
    overrides.sort_by_key(|it| it.record.seq);
    let [withdrawn, unknown] = overrides[..] else {
        panic!("two of them: {overrides:?}")
    };
    assert_eq!(withdrawn.staff, Some(door_1()));
    assert_eq!(withdrawn.ticket, Some(tickets[0].number));
    assert_eq!(withdrawn.refused, Some(Reason::Revoked));
    assert_eq!(withdrawn.reason, Some(OverrideReason::OrganiserGuest.id()));
    assert_eq!(
        (unknown.ticket, unknown.refused),
        (None, Some(Reason::Malformed))
    );
}

#[test]
fn a_scan_that_was_taken_back_lets_the_ticket_in_again_at_this_door_and_at_another() {
    let venue = venue();
    let (here, there) = (
        Door::at(&venue, "A1", "main"),
        Door::at(&venue, "B1", "river"),
    );
    let tickets = venue.tickets("visitor", 1);
    let ticket = &tickets[0];
    here.unlock();
    let take_back = || {
        let recent = here.handle.view().staff.recent.clone();
        let annul = StaffCommand::Annul(vec![recent[0].record.clone()]);
        assert_eq!(here.ask(annul), Reply::Done);
    };
    let heard = |entries| {
        wait_until("the other door has heard", || {
            there.entries_known(ticket.number) == entries
        });
    };
    assert_eq!(here.scan(ticket), ADMITTED);
    heard(1);
    assert_eq!(reason(&there.judge(ticket)), Some(Reason::AlreadyUsed));
    take_back();
    heard(0);
    assert_eq!(here.scan(ticket), ADMITTED, "at this door, at once");
    heard(1);
    take_back();
    heard(0);
    assert_eq!(there.scan(ticket), ADMITTED);
    wait_until("the server has it all", || {
        let today = venue.today();
        (today.entries, today.unique_visitors, today.inside) == (1, 1, 1)
    });
    assert_eq!(venue.today().conflicts, 0);
    let annulled: Vec<_> = acts(&venue)
        .into_iter()
        .filter(|act| *act == "annul")
        .collect();
    assert_eq!(annulled.len(), 2);
}

#[test]
fn people_without_a_ticket_are_in_the_totals_and_what_is_rehearsed_is_not() {
    let venue = venue();
    let door = Door::at(&venue, "A1", "main");
    let tickets = venue.tickets("visitor", 2);
    door.unlock();
    let walk = |direction, people| StaffCommand::Walk {
        direction,
        kind: kind(&venue, "visitor"),
        people,
    };
    assert_eq!(door.ask(walk(Direction::In, 5)), Reply::Done);
    assert_eq!(door.ask(walk(Direction::Out, 2)), Reply::Done);
    assert_eq!(door.ask(StaffCommand::Rehearse(true)), Reply::Done);
    assert_eq!(door.scan(&tickets[0]), ADMITTED);
    assert_eq!(door.ask(walk(Direction::In, 40)), Reply::Done);
    assert_eq!(door.ask(StaffCommand::Rehearse(false)), Reply::Done);
    assert_eq!(door.scan(&tickets[1]), ADMITTED);
    wait_until("the last scan is counted", || venue.today().tickets == 1);
    let today = venue.today();
    assert_eq!((today.walk_ins, today.entries, today.exits), (5, 6, 2));
    assert_eq!((today.unique_visitors, today.inside), (6, 4));
    let audit = audit(&venue);
    let rehearsed: Vec<_> = audit.entries.iter().filter(|it| it.rehearsal).collect();
    let [walked] = rehearsed[..] else {
        panic!("one act of staff was rehearsed: {rehearsed:?}")
    };
    assert_eq!((walked.what.as_str(), walked.people), ("walk_in", Some(40)));
    let acts = acts(&venue);
    let has = |act: &str| acts.iter().any(|it| it == act);
    assert!(has("rehearsal_on") && has("rehearsal_off"));
}

fn kind(venue: &Venue, key: &str) -> TicketType {
    let kinds = &venue.catalogue.ticket_types;
    kinds.iter().find(|kind| kind.key == key).unwrap().id
}

#[test]
fn a_pin_that_is_changed_while_the_kiosk_is_online_opens_nothing_a_moment_later() {
    let venue = venue();
    let door = Door::at(&venue, "A1", "main");
    door.unlock();
    give(&venue, "975311", PinUse::Renewal);
    wait_until("staff mode closes", || door.state() == StaffState::Locked);
    door.type_pin(PIN);
    let wrong = StaffState::WrongPin { tries_left: 4 };
    wait_until("the old PIN is wrong", || door.state() == wrong);
    door.type_pin("975311");
    wait_until("the new PIN opens", || {
        door.state() == StaffState::Open(door_1())
    });
    staff::remove(&*venue.database(), &door_1()).unwrap();
    wait_until("nobody may", || door.state() == StaffState::NoPin);
    let expected = ["unlocked", "locked", "wrong_pin", "unlocked", "locked"];
    wait_until("all of it is in the audit", || acts(&venue) == expected);
}
