//! The one check of what is stored, for the command, for the start of a server and beside it: chains and rows of records,
//! and the rows of tickets and their histories, some at a time.

use std::collections::VecDeque;

use shared::ids::{ExhibitionId, Incarnation};
use shared::record::{ChainHash, Origin};

use super::row_hash::{HISTORIES, HashedTable, PAGE, RECORDS};
use super::ticket_rows::TICKETS;
use super::{SqlRow, SqlTx, values};
use crate::engine::{ChainCheck, ChainedRecord, RunClocks};
use crate::ports::{CheckReport, PortError, SetAsideReason};

/// How many records are read at once: no reader may keep a log from being emptied, or old rows from being cleared away,
/// for long.
const STEP: u64 = 2_000;

/// How many rows of tickets, and as many of histories, are checked with the newest records.
const ROWS_AT_START: usize = 50_000;

/// A check on its way.
pub(crate) struct StoredCheck {
    /// How many of the newest records are checked; without a number all of them.
    newest: Option<usize>,
    /// What is left of the journals; `None` before the first step.
    journals: Option<VecDeque<JournalToCheck>>,
    /// What is left of the tables whose rows carry a hash, each with the last key that was checked.
    tables: VecDeque<(HashedTable, i64)>,
    /// How many rows of the first of them were checked.
    rows: usize,
    pub(crate) report: CheckReport,
}

/// A journal, and the record before the first one that is to be checked.
struct JournalToCheck {
    id: i64,
    origin: Origin,
    before: Option<(u64, ChainHash)>,
}

impl StoredCheck {
    /// Begins a check of everything, or of what a server looks at before it serves.
    pub(crate) fn new(newest: Option<usize>) -> Self {
        Self {
            newest,
            journals: None,
            tables: [TICKETS, HISTORIES].map(|table| (table, i64::MIN)).into(),
            rows: 0,
            report: CheckReport::default(),
        }
    }

    /// Checks the next rows; returns whether there are more. A database of an earlier layout has records alone to check.
    pub(crate) fn step(
        &mut self,
        tx: &impl SqlTx,
        is_of_this_layout: bool,
    ) -> Result<bool, PortError> {
        let journals = match &mut self.journals {
            Some(journals) => journals,
            none => none.insert(journals_to_check(tx, self.newest)?),
        };
        if let Some(journal) = journals.front_mut() {
            if !check_journal(tx, journal, is_of_this_layout, &mut self.report)? {
                journals.pop_front();
            }
            return Ok(true);
        }
        let Some((table, after)) = self.tables.front_mut().filter(|_| is_of_this_layout) else {
            return Ok(false);
        };
        let faults = &mut self.report.faults;
        let before = faults.len();
        let last = table.check_page(tx.sql(), *after, |fault| faults.push(fault))?;
        if table.name == HISTORIES.name {
            self.report.miscounted += faults.len() - before;
        }
        self.rows += PAGE;
        if let Some(last) = last.filter(|_| self.newest.is_none() || self.rows < ROWS_AT_START) {
            *after = last;
        } else {
            self.tables.pop_front();
            self.rows = 0;
        }
        Ok(true)
    }
}

/// Returns the journals; with a count, those that have one of so many newest records, from the first of them on.
fn journals_to_check(
    tx: &impl SqlTx,
    newest: Option<usize>,
) -> Result<VecDeque<JournalToCheck>, PortError> {
    let read = |row: &SqlRow| {
        let seq: Option<u64> = row.get(4)?;
        let hash: Option<_> = row.get(5)?;
        Ok(JournalToCheck {
            id: row.get(0)?,
            origin: Origin {
                exhibition: ExhibitionId(row.get(1)?),
                kiosk: row.name(2)?,
                incarnation: Incarnation(row.get(3)?),
            },
            before: seq.zip(hash.map(ChainHash)),
        })
    };
    let Some(count) = newest else {
        let all =
            "SELECT id, exhibition, kiosk, incarnation, CAST(NULL AS BIGINT), CAST(NULL AS BYTEA)
             FROM journals ORDER BY id";
        return tx.sql().read(all, &[], read);
    };
    tx.sql().read(
        "SELECT j.id, j.exhibition, j.kiosk, j.incarnation, b.seq, b.hash
         FROM (SELECT journal, min(seq) AS first
               FROM (SELECT journal, seq FROM records ORDER BY arrival DESC LIMIT $1) AS newest
               GROUP BY journal) AS f
             JOIN journals j ON j.id = f.journal
             LEFT JOIN records b ON b.journal = f.journal AND b.seq = f.first - 1
         ORDER BY j.id",
        &values![count as u64],
        read,
    )
}

/// Checks the next records of a journal; returns whether there are more.
fn check_journal(
    tx: &impl SqlTx,
    journal: &mut JournalToCheck,
    is_of_this_layout: bool,
    report: &mut CheckReport,
) -> Result<bool, PortError> {
    let columns = if is_of_this_layout {
        RECORDS.select("r")
    } else {
        "r.arrival, r.journal, r.seq, r.hash, r.body, r.received_ms, r.aside, r.at_ms".to_owned()
    };
    let after = journal.before.map_or(0, |(seq, _)| seq);
    let found = tx.sql().query(
        &format!(
            "SELECT {columns} FROM records r WHERE r.journal = $1 AND r.seq > $2 ORDER BY r.seq LIMIT $3"
        ),
        &values![journal.id, after, STEP],
    )?;
    let mut clocks = is_of_this_layout.then(|| RunClocks::new(tx));
    let mut chain = ChainCheck::after(journal.origin.clone(), journal.before, report);
    for row in &found {
        let record = ChainedRecord {
            seq: row.get(2)?,
            // What is no hash or no text any more does not fit.
            chain_hash: ChainHash(row.get(3).unwrap_or_default()),
            body: row.text(4).unwrap_or_default(),
            aside: SetAsideReason::from_number(row.get(6)?),
            at: row.get(7)?,
            is_whole: !is_of_this_layout || RECORDS.is_whole(row),
        };
        chain.check(&record, clocks.as_mut())?;
        journal.before = Some((record.seq, record.chain_hash));
    }
    Ok(found.len() as u64 == STEP)
}
