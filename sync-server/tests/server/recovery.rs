//! After the server's computer is lost.

use shared::ticket::{KeyRing, verify};
use sync_server::SqliteDatabase;
use sync_server::keys;
use sync_server::operations::recovery::{RecoveryError, RecoverySheet, recover, sheet};
use sync_server::ports::Database;

use crate::ticket_list::issue;
use crate::venue::{OPENING, Venue, catalogue};

#[test]
fn sheet_keeps_sold_tickets_good() {
    let venue = Venue::closed();
    keys::add(&venue.database(), OPENING).unwrap();
    let sold = issue(&venue, 3);
    let text = sheet(&venue.database()).unwrap().text();
    let folder = venue.path("new");
    let database = SqliteDatabase::at(&folder);
    let typed = RecoverySheet::read(&text.replace('\n', "  ").to_uppercase()).unwrap();
    let made = typed.made.unwrap();
    recover(&database, &typed, &catalogue(), None, made).unwrap();
    let mut keys = KeyRing::default();
    for key in database.read().unwrap().public_keys().unwrap() {
        keys.trust(key.id, &key.public).unwrap();
    }
    for ticket in &sold {
        verify(&ticket.digits, &keys, typed.exhibition).unwrap();
    }
    let code_key = |database: &dyn Database| sheet(database).unwrap().code_key.unwrap();
    assert_eq!(code_key(&database), code_key(&venue.database()));
    let next = database.read().unwrap().last_ticket_number().unwrap();
    assert!(next >= 1_000_003, "{next}");
    // The same sheet on another computer, a second later.
    let second = SqliteDatabase::at(venue.path("second"));
    recover(&second, &typed, &catalogue(), None, made.plus(1_000)).unwrap();
    let other = second.read().unwrap().last_ticket_number().unwrap();
    assert!(other >= next + 200, "{other}");
    let again = recover(&database, &typed, &catalogue(), None, OPENING);
    assert!(again.is_err(), "what is there is never touched");
}

#[test]
fn sheet_of_other_exhibition_is_refused() {
    let venue = Venue::closed();
    let mut wrong = sheet(&venue.database()).unwrap();
    wrong.exhibition.0 += 1;
    let database = SqliteDatabase::at(venue.path("new"));
    let refused = recover(&database, &wrong, &catalogue(), None, OPENING);
    assert!(matches!(
        refused,
        Err(RecoveryError::OtherExhibition { .. })
    ));
    assert!(!venue.path("new").exists());
}
