//! The ports: what a transaction promises to operations.

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::pin::StaffPin;
use sync_server::operations::{staff, tickets};
use sync_server::ports::{Database, WriteTx};
use sync_server::tickets::IssueRequest;

use crate::venue::{OPENING, Venue, catalogue};

const TICKET: TicketNumber = TicketNumber(1);

/// A venue with a ticket that is good.
fn venue() -> Venue {
    let venue = Venue::closed();
    let one = IssueRequest {
        count: 1,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    tickets::issue(&venue.database(), &one, OPENING).unwrap();
    venue
}

/// Changes a bit of everything.
fn change(change: &dyn WriteTx) {
    let pin = StaffPin {
        id: "door-1".parse().unwrap(),
        hash: "none".to_owned(),
    };
    change.put_staff(&pin, OPENING).unwrap();
    let revoked = TicketStatus::Revoked(OPENING);
    change.set_ticket_status(TICKET, revoked, OPENING).unwrap();
    change.insert_catalogue(&catalogue(), OPENING).unwrap();
}

/// Staff, whether the ticket is good, and the version of the catalogue.
fn state(database: &dyn Database) -> (usize, bool, u64) {
    let view = database.read().unwrap();
    let history = view.ticket_history(TICKET).unwrap();
    (
        view.staff().unwrap().len(),
        history.status == TicketStatus::Good,
        view.catalogue_in_force().unwrap().0,
    )
}

#[test]
fn uncommitted_change_leaves_nothing() {
    let venue = venue();
    let database = venue.database();
    let begun = database.write().unwrap();
    change(&*begun);
    assert_eq!(begun.staff().unwrap().len(), 1, "within the change");
    drop(begun);
    assert_eq!(state(&database), (0, true, 1));
}

#[test]
fn committed_change_comes_whole() {
    let venue = venue();
    let database = venue.database();
    let begun = database.write().unwrap();
    change(&*begun);
    assert_eq!(state(&database), (0, true, 1), "before the commit");
    begun.commit().unwrap();
    assert_eq!(state(&database), (1, false, 2));
}

#[test]
fn reader_keeps_its_moment() {
    let venue = venue();
    let database = venue.database();
    let view = database.read().unwrap();
    assert_eq!(view.staff().unwrap(), []);
    staff::add(&database, &"door-1".parse().unwrap(), None, false, OPENING).unwrap();
    assert_eq!(view.staff().unwrap(), []);
    assert_eq!(database.read().unwrap().staff().unwrap().len(), 1);
}
