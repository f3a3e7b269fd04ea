//! Compares what is stored with itself: chains and times of records, and what follows from them.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use shared::protocol::v1::parse_body;
use shared::record::{ChainHash, Origin};

use super::rebuild::compare_with_records;
use super::records::SqliteRecords;
use super::{layout, load};
use crate::ports::{Aside, CheckReport, RecordsTx};
use crate::sqlite::SqliteError;

/// How many records are read at once: no reader may keep the log from being emptied for long.
const STEP: usize = 2_000;

/// Checks every record of a database; ends early once `go_on` says no.
pub(super) fn check_records(
    db: &Connection,
    mut go_on: impl FnMut() -> bool,
) -> Result<CheckReport, SqliteError> {
    let (_, catalogue) = load::catalogue(db)?;
    let mut report = CheckReport::default();
    for (journal, origin) in load::origins(db, catalogue.exhibition)? {
        let mut chain = Chain {
            last: 0,
            link: ChainHash::start(&origin),
            origin,
            report: &mut report,
        };
        while go_on() && chain.step(db, journal)? {}
    }
    Ok(report)
}

/// Checks the newest records, at most so many.
pub(super) fn check_newest(db: &Connection, count: usize) -> Result<CheckReport, SqliteError> {
    let (_, catalogue) = load::catalogue(db)?;
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
        let mut chain = Chain {
            last: (*first as u64).saturating_sub(1),
            link: before.map_or_else(|_| ChainHash::start(&origin), ChainHash),
            origin,
            report: &mut report,
        };
        while chain.step(db, journal)? {}
    }
    Ok(report)
}

/// Compares everything that follows from records with the records.
pub(super) fn check_counted(db: &Connection) -> Result<CheckReport, SqliteError> {
    let view = db.unchecked_transaction()?;
    let (_, catalogue) = load::catalogue(&view)?;
    let report = compare_with_records(&view, &catalogue.rules())?;
    Ok(CheckReport {
        records: report.records,
        faults: report.differences,
    })
}

/// Returns what SQLite finds wrong with a database file.
pub(super) fn integrity(db: &Connection) -> Result<Vec<String>, SqliteError> {
    let mut found = db.prepare("PRAGMA integrity_check")?;
    let lines = found.query_map([], |row| row.get(0))?;
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// One journal on the way along its chain.
struct Chain<'a> {
    origin: Origin,
    last: u64,
    link: ChainHash,
    report: &'a mut CheckReport,
}

impl Chain<'_> {
    /// Checks the next records; `false` at the end of the journal.
    fn step(&mut self, db: &Connection, journal: i64) -> Result<bool, SqliteError> {
        // One view: a record and its kiosk's clock may both be given another time meanwhile.
        let view = db.unchecked_transaction()?;
        // Earlier layouts had no times of their own.
        let clocks = layout::is_of_this_layout(&view)?.then(|| SqliteRecords::new(&view));
        let mut found = view.prepare_cached(
            "SELECT seq, hash, body, aside, at_ms FROM records WHERE journal = ?1 AND seq > ?2
             ORDER BY seq LIMIT ?3",
        )?;
        let mut rows = found.query(params![journal, self.last as i64, STEP as i64])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            self.report.records += 1;
            let seq = row.get::<_, i64>(0)? as u64;
            let link = match row.get(1) {
                Ok(hash) => ChainHash(hash),
                Err(_) => ChainHash([0; 32]),
            };
            // What is no text any more can't fit its hash.
            let body: String = row.get(2).unwrap_or_default();
            let aside = Aside::from_number(row.get(3)?);
            if seq != self.last + 1 {
                self.fault(seq, "the records before it are missing");
            } else if aside != Some(Aside::BrokenChain) && self.link.next(seq, &body) != link {
                self.fault(seq, "its bytes do not fit its hash");
            }
            (self.last, self.link) = (seq, link);
            if aside.is_none()
                && let Some(clocks) = &clocks
                && let Ok(record) = parse_body(&body)
            {
                let stated = clocks.clock(&self.origin.kiosk, &record.stamp.boot)?;
                let corrected = record.stamp.corrected();
                let at = stated.map_or(corrected, |stated| stated.time_of(&record.stamp));
                if row.get::<_, Option<i64>>(4)? != Some(at.0) {
                    self.fault(seq, "it is counted at another time than its own");
                }
            }
        }
        Ok(count == STEP)
    }

    fn fault(&mut self, seq: u64, what: &str) {
        self.report.faults.push(format!(
            "record {seq} of kiosk {} (incarnation {}): {what}",
            self.origin.kiosk, self.origin.incarnation.0
        ));
    }
}
