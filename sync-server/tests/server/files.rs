//! Files of an exhibition that are deleted, replaced, missing or damaged.

use std::fs;
use sync_server::operations::people::SubmissionKind;

use shared::protocol::v1::StoreWarning;
use sync_server::ports::PortError;
use sync_server::{ServeError, StoreError, setup};

use crate::command::{run, said, text};
use crate::kiosk::{Kiosk, code, post};
use crate::submissions;
use crate::venue::{OPENING, Venue, catalogue};

/// The answer to all of a kiosk's records.
fn answer(venue: &Venue, kiosk: &Kiosk) -> (u16, String) {
    let body = serde_json::to_vec(&kiosk.batch(&kiosk.journal)).unwrap();
    let (status, text) = post(venue, Some(&kiosk.token), None, &body);
    (status, if status == 200 { text } else { code(&text) })
}

fn health(venue: &Venue) -> u16 {
    let asked = ureq::get(venue.url("/healthz"))
        .config()
        .http_status_as_error(false)
        .build();
    asked.call().unwrap().status().as_u16()
}

#[test]
fn deleted_database_file_ends_every_acknowledgement() {
    for file in ["exhibition.db", "exhibition.db-wal", "exhibition.db-shm"] {
        let mut venue = Venue::open();
        let mut kiosk = venue.kiosk("A1");
        kiosk.entry(1, 0).push(&venue);
        fs::remove_file(venue.data().join(file)).unwrap();
        kiosk.entry(2, 1);
        let refused = (503, "store_gone".to_owned());
        assert_eq!(answer(&venue, &kiosk), refused, "{file}");
        assert_eq!(health(&venue), 503);
        let gone = StoreWarning::DatabaseGone {
            file: file.to_owned(),
        };
        assert_eq!(venue.totals().warnings, [gone]);
        assert!(
            !venue.data().join(file).exists(),
            "nothing is made in its place"
        );
        let ended = venue.stop_with_error();
        assert!(matches!(
            ended,
            ServeError::Store(StoreError::Database(PortError::Gone(_)))
        ));
    }
}

#[test]
fn replaced_database_is_noticed_without_any_request() {
    let mut venue = Venue::open();
    assert!(venue.totals().warnings.is_empty());
    let database = venue.database().file();
    let other = venue.path("other.db");
    fs::copy(&database, &other).unwrap();
    fs::rename(&other, &database).unwrap();
    Venue::until("the live page says it", || {
        !venue.totals().warnings.is_empty()
    });
    venue.stop_with_error();
}

#[test]
fn deleted_letters_are_acknowledged_no_more() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let (letters_db, aside) = (venue.data().join("letters.db"), venue.path("aside.db"));
    fs::rename(&letters_db, &aside).unwrap();
    assert_eq!(submissions::refusal(&venue, &kiosk).0, 503);
    assert!(!letters_db.exists(), "nothing is made in its place");
    fs::rename(&aside, &letters_db).unwrap();
    submissions::hand_in(
        &venue,
        &kiosk,
        &[submissions::submission(1, "Trần Văn Mẫu")],
    );
    // A backup in its place is what letters go to from then on.
    fs::copy(&letters_db, &aside).unwrap();
    fs::rename(&aside, &letters_db).unwrap();
    submissions::hand_in(&venue, &kiosk, &[submissions::submission(2, "Lê Mẫu")]);
    let listed = sync_server::operations::people::list(&venue.database(), SubmissionKind::Network)
        .unwrap()
        .csv()
        .unwrap();
    assert_eq!(listed.lines().count(), 3, "{listed}");
}

#[test]
fn exhibition_without_its_database_is_not_made_anew() {
    let mut venue = Venue::open();
    venue.stop();
    let database = venue.database().file();
    let data = venue.data();
    for emptied in [false, true] {
        let _ = fs::remove_file(&database);
        if emptied {
            fs::write(&database, "").unwrap();
        }
        let data = text(&data);
        let served = said(&run(&["serve", "--data", data, "--listen", "127.0.0.1:0"]));
        assert!(served.contains("letters.db"), "{served}");
        assert!(served.contains("sync-server restore"), "{served}");
        assert!(!served.contains("sync-server init"), "{served}");
        let refused = setup::init(&venue.database(), &catalogue(), None, OPENING);
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("is missing or empty"), "{refused}");
        assert_eq!(fs::metadata(&database).map_or(0, |file| file.len()), 0);
    }
}

#[test]
fn damaged_file_is_called_by_its_name() {
    let mut venue = Venue::open();
    venue.stop();
    let data = venue.data();
    let garbage = "no database at all, but long enough to be one".repeat(99);
    fs::write(data.join("letters.db"), &garbage).unwrap();
    let listed = said(&run(&["network", "export", "--csv", "--data", text(&data)]));
    assert!(listed.contains("letters.db"), "{listed}");
    assert!(!listed.contains("exhibition.db"), "{listed}");
    fs::write(data.join("exhibition.db"), &garbage).unwrap();
    let listed = said(&run(&["tickets", "list", "--data", text(&data)]));
    assert!(listed.contains("exhibition.db"), "{listed}");
    assert!(listed.contains("sync-server restore"), "{listed}");
    assert!(!listed.contains("letters.db"), "{listed}");
}

/// POSIX drops all locks of a process on a file as soon as the process closes any handle of it.
#[cfg(target_os = "linux")]
#[test]
fn commands_beside_the_server_leave_its_locks() {
    use std::os::unix::fs::MetadataExt;

    let venue = Venue::open();
    // A server that answers has opened its database.
    venue.totals();
    let database = fs::metadata(venue.database().file()).unwrap();
    let held = || {
        let locks = fs::read_to_string("/proc/locks").unwrap();
        let inode = format!(":{} ", database.ino());
        let held = locks.lines().filter(|line| line.contains("POSIX"));
        held.filter(|line| line.contains(&inode)).count()
    };
    let before = held();
    assert!(before > 0, "a server that runs holds its database");
    setup::init(&venue.database(), &catalogue(), None, OPENING).unwrap_err();
    assert_eq!(held(), before);
}
