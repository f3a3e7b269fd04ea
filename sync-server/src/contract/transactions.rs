//! What a transaction promises to operations.

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::pin::StaffPin;

use super::journal::{catalogue, opening};
use super::tickets::issue;
use super::{RecordsDatabase, contract};
use crate::operations::setup;
use crate::operations::staff::{self, PinUse};
use crate::ports::{Database, StaffEntry, WriteTx};
use crate::postgres::contract::PostgresContract;

contract! { crate::contract::exhibition:
    uncommitted_change_leaves_nothing
    committed_change_comes_whole
    reader_keeps_its_moment
    second_exhibition_is_refused
    staff_pin_replaces_the_one_before
}

const TICKET: TicketNumber = TicketNumber(1);

/// Changes a bit of everything.
fn change(change: &dyn WriteTx) {
    let pin = StaffPin {
        id: "door-1".parse().unwrap(),
        hash: "none".to_owned(),
    };
    change
        .put_staff(&StaffEntry {
            pin,
            in_halls: false,
            since: opening(),
            name: String::new(),
        })
        .unwrap();
    let revoked = TicketStatus::Revoked(opening());
    change
        .set_ticket_status(TICKET, revoked, opening())
        .unwrap();
    change.insert_catalogue(&catalogue(), opening()).unwrap();
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

fn uncommitted_change_leaves_nothing(db: &mut impl RecordsDatabase) {
    let db = db.database();
    issue(db, 1);
    let begun = db.write().unwrap();
    change(&*begun);
    assert_eq!(begun.staff().unwrap().len(), 1, "within the change");
    drop(begun);
    assert_eq!(state(db), (0, true, 1));
}

fn committed_change_comes_whole(db: &mut impl RecordsDatabase) {
    let db = db.database();
    issue(db, 1);
    let begun = db.write().unwrap();
    change(&*begun);
    assert_eq!(state(db), (0, true, 1), "before the commit");
    begun.commit().unwrap();
    assert_eq!(state(db), (1, false, 2));
}

fn reader_keeps_its_moment(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let view = db.read().unwrap();
    assert_eq!(view.staff().unwrap(), []);
    staff::add(
        db,
        &"door-1".parse().unwrap(),
        None,
        PinUse::Doors,
        opening(),
    )
    .unwrap();
    assert_eq!(view.staff().unwrap(), []);
    assert_eq!(db.read().unwrap().staff().unwrap().len(), 1);
}

fn second_exhibition_is_refused(db: &mut impl RecordsDatabase) {
    let again = setup::init(db.database(), &catalogue(), None, opening());
    assert!(matches!(again, Err(setup::SetupError::Exists)), "{again:?}");
}

fn staff_pin_replaces_the_one_before(db: &mut impl RecordsDatabase) {
    let db = db.database();
    let [first, second] = ["b", "B"].map(|id| id.parse().unwrap());
    for (id, purpose, later) in [
        (&first, PinUse::Halls, 0),
        (&second, PinUse::Doors, 1),
        (&first, PinUse::Renewal, 2),
    ] {
        staff::add(db, id, None, purpose, opening().plus(later)).unwrap();
    }
    let staff = staff::list(db).unwrap().into_iter();
    let staff = staff.map(|it| (it.pin.id, it.in_halls, it.since));
    let expected = [
        (second.clone(), false, opening().plus(1)),
        (first.clone(), true, opening().plus(2)),
    ];
    assert_eq!(staff.collect::<Vec<_>>(), expected);
    staff::remove(db, &first).unwrap();
    assert!(staff::remove(db, &first).is_err());
    assert_eq!(db.read().unwrap().staff().unwrap().len(), 1);
}

#[test]
fn postgres_without_exhibition_is_named() {
    let db = PostgresContract::new();
    let Err(error) = db.database().read() else {
        panic!("there is no exhibition");
    };
    assert!(error.to_string().contains("no exhibition"), "{error}");
}
