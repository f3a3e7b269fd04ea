//! A disk on which records can't be stored.

use crate::kiosk::{code, post};
use crate::records::database;
use crate::venue::Venue;

#[test]
fn failed_commit_counts_once_on_retry() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).push(&venue);
    database(&venue)
        .execute_batch(
            "CREATE TRIGGER disk_full BEFORE INSERT ON records WHEN NEW.seq = 3
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
        )
        .unwrap();
    kiosk.entry(2, 1).entry(3, 2);
    let body = serde_json::to_vec(&kiosk.batch(&kiosk.journal)).unwrap();
    let (status, answer) = post(&venue, Some(&kiosk.token), None, &body);
    assert_eq!((status, code(&answer).as_str()), (503, "store"));
    assert!(
        !answer.contains("disk_full"),
        "no inside of the server leaks"
    );
    assert_eq!(venue.day().entries, 2);
    assert_eq!(health(&venue), 503);
    // Other things can still be written, and were by the time another kiosk is known. That does not
    // make the server well.
    assert_eq!(venue.kiosk("B1").push_answer(&venue).0, 200);
    assert_eq!(health(&venue), 503);
    database(&venue)
        .execute_batch("DROP TRIGGER disk_full")
        .unwrap();
    Venue::until("the server is well without another record", || {
        health(&venue) == 200
    });
    assert_eq!(kiosk.push(&venue).contiguous_ack, 3);
    assert_eq!(venue.day().entries, 6);
    assert_eq!(health(&venue), 200);
}

#[test]
fn health_check_says_what_does_not_work() {
    let venue = Venue::open();
    venue.kiosk("A1");
    let other = database(&venue);
    let waits_for = |sentence: &str| {
        Venue::until(sentence, || {
            let answer = health_answer(&venue);
            answer.contains(sentence)
        });
    };
    waits_for("ok\n");
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    waits_for("can be read but not written to");
    other.execute_batch("ROLLBACK").unwrap();
    waits_for("ok\n");
    other
        .execute_batch("ALTER TABLE records RENAME TO elsewhere")
        .unwrap();
    waits_for("not read");
    other
        .execute_batch("ALTER TABLE elsewhere RENAME TO records")
        .unwrap();
}

fn health_answer(venue: &Venue) -> String {
    let asked = ureq::get(venue.url("/healthz"))
        .config()
        .http_status_as_error(false)
        .build();
    let mut answer = asked.call().unwrap();
    answer.body_mut().read_to_string().unwrap()
}

fn health(venue: &Venue) -> u16 {
    let asked = ureq::get(venue.url("/healthz"))
        .config()
        .http_status_as_error(false)
        .build();
    asked.call().unwrap().status().as_u16()
}
