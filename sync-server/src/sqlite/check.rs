//! Compares what is stored with itself: chains and times of records, and what follows from them.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use shared::record::ChainHash;
use shared::time::UnixMs;

use super::{layout, load};
use crate::engine::{ChainCheck, ChainedRecord, RunClocks};
use crate::ports::{Aside, CheckReport, ReadCatalogue};
use crate::sql::compare_with_records;
use crate::sqlite::SqliteError;

/// How many records are read at once: no reader may keep the log from being emptied for long.
const STEP: usize = 2_000;

/// Checks every record of a database; ends early once `go_on` says no.
pub(super) fn check_records(
    db: &Connection,
    mut go_on: impl FnMut() -> bool,
) -> Result<CheckReport, SqliteError> {
    let (_, catalogue) = db.catalogue_in_force()?;
    let mut report = CheckReport::default();
    for (journal, origin) in load::origins(db, catalogue.exhibition)? {
        let mut chain = ChainCheck::after(origin, None, &mut report);
        while go_on() && step(&mut chain, db, journal)? {}
    }
    Ok(report)
}

/// Checks the newest records, at most so many.
pub(super) fn check_newest(db: &Connection, count: usize) -> Result<CheckReport, SqliteError> {
    let (_, catalogue) = db.catalogue_in_force()?;
    let mut report = CheckReport::default();
    // The first of the newest records in each journal.
    let mut found = db.prepare(
        "SELECT journal, min(seq) FROM (SELECT journal, seq FROM records ORDER BY arrival DESC LIMIT ?1)
         GROUP BY journal",
    )?;
    let firsts = found.query_map([count as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let firsts: HashMap<i64, i64> = firsts.collect::<Result<_, _>>()?;
    for (journal, origin) in load::origins(db, catalogue.exhibition)? {
        let Some(first) = firsts.get(&journal) else {
            continue;
        };
        let before = db.query_row(
            "SELECT hash FROM records WHERE journal = ?1 AND seq = ?2",
            [journal, first - 1],
            |row| row.get(0),
        );
        let before = before
            .ok()
            .map(|chain_hash| (*first as u64 - 1, ChainHash(chain_hash)));
        let mut chain = ChainCheck::after(origin, before, &mut report);
        while step(&mut chain, db, journal)? {}
    }
    Ok(report)
}

/// Compares everything that follows from records with the records.
pub(super) fn check_counted(db: &Connection) -> Result<CheckReport, SqliteError> {
    let view = db.unchecked_transaction()?;
    let (_, catalogue) = view.catalogue_in_force()?;
    Ok(compare_with_records(&*view, &catalogue.rules())?)
}

/// Returns what SQLite finds wrong with a database file.
pub(super) fn integrity(db: &Connection) -> Result<Vec<String>, SqliteError> {
    let mut found = db.prepare("PRAGMA integrity_check")?;
    let lines = found.query_map([], |row| row.get(0))?;
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Checks the next records of a journal; `false` at its end.
fn step(chain: &mut ChainCheck<'_>, db: &Connection, journal: i64) -> Result<bool, SqliteError> {
    // One view: a record and its kiosk's clock may both be given another time meanwhile.
    let view = db.unchecked_transaction()?;
    // Earlier layouts had no times of their own.
    let mut clocks = layout::is_of_this_layout(&view)?.then(|| RunClocks::new(&*view));
    let mut found = view.prepare_cached(
        "SELECT seq, hash, body, aside, at_ms FROM records WHERE journal = ?1 AND seq > ?2
         ORDER BY seq LIMIT ?3",
    )?;
    let mut rows = found.query(params![journal, chain.last() as i64, STEP as i64])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        count += 1;
        // What is no text any more can't fit its hash.
        let body: String = row.get(2).unwrap_or_default();
        let record = ChainedRecord {
            seq: row.get::<_, i64>(0)? as u64,
            chain_hash: ChainHash(row.get(1).unwrap_or_default()),
            body: &body,
            aside: Aside::from_number(row.get(3)?),
            at: row.get::<_, Option<i64>>(4)?.map(UnixMs),
        };
        chain.check(&record, clocks.as_mut())?;
    }
    Ok(count == STEP)
}
