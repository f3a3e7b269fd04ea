//! What a scan is set beside: less work on the same disk.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, params};

use crate::SHOWN;
use crate::exhibition::{ROUNDS, TICKETS, shuffled};

/// What one would write in an afternoon: no signature, no rules, no chain, nobody else to tell.
pub(crate) fn bare_loop(dir: &Path) -> Vec<f64> {
    let db = Connection::open(dir.join("bare.db")).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;
         CREATE TABLE admissions (id INTEGER PRIMARY KEY, ticket INTEGER, at_ms INTEGER, gate TEXT);
         CREATE INDEX by_ticket ON admissions (ticket); BEGIN",
    )
    .unwrap();
    {
        let mut insert = db
            .prepare("INSERT INTO admissions (ticket, at_ms, gate) VALUES (?1, ?2, 'main')")
            .unwrap();
        for round in 0..ROUNDS {
            for ticket in shuffled(TICKETS) {
                insert.execute(params![ticket, round]).unwrap();
            }
        }
    }
    db.execute_batch(
        "COMMIT; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL; PRAGMA cache_size = -16384",
    )
    .unwrap();
    let mut times = Vec::new();
    for ticket in crate::shown() {
        let begun = Instant::now();
        db.execute_batch("BEGIN IMMEDIATE").unwrap();
        let earlier: i64 = db
            .prepare_cached("SELECT count(*) FROM admissions WHERE ticket = ?1 AND at_ms >= 4")
            .unwrap()
            .query_row([ticket], |row| row.get(0))
            .unwrap();
        db.prepare_cached("INSERT INTO admissions (ticket, at_ms, gate) VALUES (?1, ?2, 'main')")
            .unwrap()
            .execute(params![ticket, earlier])
            .unwrap();
        db.execute_batch("COMMIT").unwrap();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times
}

/// The least that anything durable can take here.
pub(crate) fn bare_disk(dir: &Path) -> Vec<f64> {
    let mut file = std::fs::File::create(dir.join("page")).unwrap();
    let mut times = Vec::new();
    for _ in 0..SHOWN / 4 {
        let begun = Instant::now();
        file.write_all(&[1; 4096]).unwrap();
        file.sync_data().unwrap();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times
}
