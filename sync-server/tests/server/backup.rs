//! Backups of a server that runs, put back, and the check of what is stored.

use std::fs;
use std::path::PathBuf;
use sync_server::SqliteDatabase;
use sync_server::operations::people::SubmissionKind;

use rusqlite::Connection;
use shared::protocol::v1::StoreWarning;
use sync_server::SqliteError;
use sync_server::backup::{self, BackupError};
use sync_server::ports::Database;
use sync_server::system_time;
use sync_server::tickets::{self, IssueRequest};

use crate::command::{run, said, text};
use crate::submissions::{hand_in, submission};
use crate::venue::Venue;

fn backups(venue: &Venue) -> PathBuf {
    let folder = venue.path("backups");
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn backup_of_a_running_server_holds_everything() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    for ticket in 0..2_000 {
        kiosk.entry(ticket, 0);
    }
    for records in kiosk.journal.chunks(500) {
        assert_eq!(kiosk.push_these(&venue, records).safe, 0);
    }
    hand_in(&venue, &kiosk, &[submission(1, "Trần Văn Mẫu")]);
    let (data, to) = (venue.data(), backups(&venue));
    let made = said(&run(&["backup", "--data", text(&data), "--to", text(&to)]));
    assert!(made.contains("2000 records"), "{made}");
    Venue::until("kiosks hear what is safe", || {
        kiosk.push_these(&venue, &[]).safe == 2_000
    });
    let backup = fs::read_dir(&to).unwrap().next().unwrap().unwrap().path();
    let again = backup::back_up(&data, &backup);
    assert!(again.is_ok(), "a folder gets a new one in it");
    kiosk.entry(2_000, 1);
    let reply = kiosk.push_these(&venue, &kiosk.journal[2_000..]);
    assert_eq!((reply.contiguous_ack, reply.safe), (2_001, 2_000));
    let epoch = reply.epoch;

    let plan = backup::plan_restore(&backup, &data).unwrap();
    let refused = backup::restore(&plan);
    assert!(
        matches!(refused, Err(BackupError::Sqlite(SqliteError::InUse(_)))),
        "{refused:?}"
    );
    venue.stop();
    let restore = ["restore", "--from", text(&backup), "--data", text(&data)];
    let asked = run(&restore);
    assert!(said(&asked).contains("nothing was changed"));
    assert!(run(&[&restore[..], &["--yes"]].concat()).status.success());
    let kept = fs::read_dir(&data).unwrap().map(|it| it.unwrap().path());
    let mut kept = kept.filter(|path| path.join("exhibition.db").exists());
    assert!(kept.next().is_some(), "what was there is kept");
    venue.start();
    let reply = kiosk.push_these(&venue, &[]);
    assert_ne!(reply.epoch, epoch);
    assert_eq!((reply.contiguous_ack, reply.safe), (2_000, 0));
    let listed =
        sync_server::operations::people::list(&SqliteDatabase::at(data), SubmissionKind::Network)
            .unwrap()
            .csv()
            .unwrap();
    assert_eq!(listed.lines().count(), 2, "{listed}");
}

#[test]
fn backups_go_into_a_folder_that_is_made_for_them() {
    let venue = Venue::closed();
    let (data, to) = (venue.data(), venue.path("usb/backups"));
    for count in 1..=2 {
        let made = run(&["backup", "--data", text(&data), "--to", text(&to)]);
        assert!(made.status.success(), "{made:?}");
        assert_eq!(backup::backups_in(&to).unwrap().len(), count);
        assert!(!to.join("exhibition.db").exists());
    }
    let file = venue.path("file");
    fs::write(&file, "").unwrap();
    let refused = run(&["backup", "--data", text(&data), "--to", text(&file)]);
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains(text(&file)), "{said}");
}

#[test]
fn backup_restored_twice_repeats_no_number() {
    let venue = Venue::closed();
    let issue = |database: &SqliteDatabase| {
        let request = IssueRequest {
            count: 1,
            kind: "visitor".to_owned(),
            days: 0b1111,
            party: None,
        };
        tickets::issue(database, &request, system_time()).unwrap()[0].number
    };
    issue(&venue.database());
    let made = backup::back_up(&venue.data(), &venue.path("backup")).unwrap();
    let numbers = ["one", "two"].map(|computer| {
        let data = venue.path(computer);
        let plan = backup::plan_restore(&made.path, &data).unwrap();
        backup::restore(&plan).unwrap();
        issue(&SqliteDatabase::at(data))
    });
    assert!(numbers[0] < numbers[1], "{numbers:?}");
}

#[test]
fn damaged_backup_is_not_put_in_place() {
    let mut venue = Venue::open();
    venue.kiosk("A1").entry(1, 0).push(&venue);
    let made = backup::back_up(&venue.data(), &venue.path("backup")).unwrap();
    venue.stop();
    let db = Connection::open(made.path.join("exhibition.db")).unwrap();
    db.execute("UPDATE counters SET value = value + 1", [])
        .unwrap();
    db.close().unwrap();
    let refused = backup::plan_restore(&made.path, &venue.data());
    assert!(matches!(refused, Err(BackupError::Damaged { .. })));
}

#[test]
fn surplus_backups_are_deleted_oldest_first() {
    let venue = Venue::open();
    venue.totals();
    let to = backups(&venue);
    fs::write(to.join("exhibition-notes.txt"), "mine").unwrap();
    let made = [(); 4].map(|()| backup::back_up(&venue.data(), &to).unwrap().path);
    backup::rotate(&to, 2).unwrap();
    let left = made.map(|path| path.exists());
    assert_eq!(left, [false, false, true, true]);
    assert!(to.join("exhibition-notes.txt").exists());
}

#[test]
fn scheduled_backup_that_fails_is_shown() {
    let venue = Venue::closed();
    fs::write(venue.path("no-folder"), "").unwrap();
    for (to, warnings) in [
        ("no-folder", vec![StoreWarning::BackupFailed]),
        ("backups", vec![]),
    ] {
        let mut config = sync_server::Config::new(venue.data());
        config.backups = Some(sync_server::BackupSchedule {
            to: venue.path(to),
            every: std::time::Duration::from_mins(1),
            keep: 3,
        });
        let listeners = sync_server::Listeners::on_loopback().unwrap();
        let server = sync_server::Background::start(listeners, config).unwrap();
        let totals = || -> shared::protocol::v1::Totals {
            let url = format!("http://{}/api/v1/totals", server.addresses().desk);
            let text = ureq::get(url).call().unwrap().body_mut().read_to_string();
            serde_json::from_str(&text.unwrap()).unwrap()
        };
        Venue::until("the backup was tried", || {
            totals().warnings == warnings
                && (to != "backups" || fs::read_dir(venue.path(to)).is_ok_and(|it| it.count() > 0))
        });
        server.stop().unwrap();
    }
}

#[test]
fn flipped_bit_in_a_stored_record_is_noticed() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    for ticket in 0..60 {
        kiosk.entry(ticket, 0);
    }
    kiosk.push(&venue);
    let data = venue.data();
    let check = || run(&["check", "--data", text(&data)]);
    assert!(
        said(&check()).contains("60 records checked"),
        "{:?}",
        check()
    );
    venue.stop();
    let database = SqliteDatabase::at(&data).file();
    let mut bytes = fs::read(&database).unwrap();
    let body = kiosk.journal[29].body.get().as_bytes();
    let place = bytes
        .windows(body.len())
        .position(|part| part == body)
        .unwrap();
    // The last hexadecimal digit of the ticket's claims.
    let claims = body
        .windows(9)
        .position(|part| part == b"\"claims\":")
        .unwrap();
    bytes[place + claims + 9 + 32] ^= 1;
    fs::write(&database, &bytes).unwrap();
    let found = check();
    assert_eq!(found.status.code(), Some(1));
    assert!(
        said(&found).contains("record 30 of kiosk A1"),
        "{}",
        said(&found)
    );
    venue.start();
    let warnings = venue.totals().warnings;
    assert!(
        matches!(warnings[..], [StoreWarning::Damaged { faults: 1.. }]),
        "{warnings:?}"
    );
}

#[test]
fn totals_changed_while_nobody_serves_are_noticed() {
    let mut venue = Venue::open();
    venue.kiosk("A1").entry(1, 0).push(&venue);
    assert_eq!(venue.totals().warnings, []);
    venue.stop();
    let db = Connection::open(venue.database().file()).unwrap();
    db.execute("UPDATE counters SET value = value + 1", [])
        .unwrap();
    db.close().unwrap();
    for start in 1..3 {
        venue.start();
        let warnings = venue.totals().warnings;
        let faults = StoreWarning::Damaged { faults: 1 };
        assert_eq!(warnings, [faults], "start {start}");
        venue.stop();
    }
    venue.database().rebuild(true).unwrap();
    venue.start();
    assert_eq!(venue.totals().warnings, []);
}

#[test]
fn acknowledged_records_survive_the_deletion_of_the_database() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    for ticket in 0..20 {
        kiosk.entry(ticket, 0);
    }
    kiosk.push(&venue);
    let data = venue.data();
    for ending in ["db", "db-wal", "db-shm"] {
        fs::remove_file(data.join(format!("exhibition.{ending}"))).unwrap();
    }
    let rescued = || {
        let mut found = fs::read_dir(&data).unwrap().map(|it| it.unwrap().path());
        found.find(|path| path.join("exhibition.db").exists())
    };
    Venue::until("the server has copied what it holds", || {
        rescued().is_some()
    });
    venue.stop_with_error();
    let rescued = rescued().unwrap();
    let plan = backup::plan_restore(&rescued, &data).unwrap();
    assert_eq!(plan.records, 20);
    backup::restore(&plan).unwrap();
    venue.start();
    assert_eq!(kiosk.push_these(&venue, &[]).contiguous_ack, 20);
}
