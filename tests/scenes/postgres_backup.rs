//! Backups of an exhibition in PostgreSQL, which a running server makes.

use std::path::PathBuf;

use sync_server::SqliteDatabase;
use sync_server::backup::{plan_restore, restore};
use sync_server::operations::transfer::transfer;
use sync_server::ports::Database;
use sync_server::postgres::PostgresDatabase;

use crate::scanning::{Running, sync};
use crate::venue::{PATIENCE, Venue, wait_until};

#[test]
fn scheduled_backup_of_postgres_is_restored() {
    let mut venue = Venue::open_in_postgres();
    let data = venue.kiosk("A1", "main");
    let ticket = venue.tickets("visitor", 2).remove(0);
    let mut scanning = Running::start(&data);
    scanning.present(&ticket.digits);
    scanning.verdicts.recv_timeout(PATIENCE).unwrap();
    scanning.end();
    sync(&data);
    let folder = tempfile::tempdir().unwrap();
    venue.stop_server();
    venue.backups = Some(folder.path().to_owned());
    venue.start_server();
    let made = || -> Option<PathBuf> {
        let mut entries = folder
            .path()
            .read_dir()
            .unwrap()
            .map(|it| it.unwrap().path());
        entries.find(|path| path.extension().is_none() && path.join("exhibition.db").exists())
    };
    wait_until("a backup is there", || made().is_some());
    let restored = folder.path().join("restored");
    restore(&plan_restore(&made().unwrap(), &restored).unwrap()).unwrap();
    let database = SqliteDatabase::at(&restored);
    let (before, after) = (venue.database(), database.read().unwrap());
    let before = before.read().unwrap();
    assert_eq!(after.counters().unwrap(), before.counters().unwrap());
    assert_eq!(after.tickets().unwrap(), before.tickets().unwrap());
    assert_ne!(after.epoch().unwrap(), before.epoch().unwrap());
    assert!(database.check().unwrap().faults.is_empty());
    // Moved back as it is, it has the pictures that lie beside it.
    let moved = PostgresDatabase::at(&private_postgres::new_schema()).unwrap();
    let backup = SqliteDatabase::at(made().unwrap());
    let report = transfer(&backup, &moved, &mut |_, _| {}).unwrap();
    assert!(report.media > 0, "{report:?}");
}
