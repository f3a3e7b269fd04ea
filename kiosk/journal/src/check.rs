//! Whether what is kept beside the records is what the records say. The records are the truth: histories, annulments and
//! counters can be made from them again at any time.

use std::collections::HashSet;

use rusqlite::{Connection, TransactionBehavior};
use shared::ids::{Incarnation, KioskId};
use shared::ledger::Counters;
use shared::record::{ChainHash, RecordOrder};

use super::ledger::Ledger;
use super::{
    Journal, JournalError, Knowledge, counters, histories, knowledge, own, record_rows, recount,
    recount_mark, walk_ins,
};

/// What a walk along the whole chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerifiedChain {
    /// Records that count.
    pub records: u64,
    /// Records that were moved to a later life, and count there.
    pub moved: u64,
}

/// What a look over everything found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The chain of records, which holds.
    pub chain: VerifiedChain,
    /// Rows that own records say, and are not kept or are kept otherwise.
    pub lost: u64,
    /// Rows that are kept, and no record says, or can't be read.
    pub stray: u64,
    /// The counters as they are kept; `None` while they are being counted anew anyway.
    pub kept: Option<Counters>,
    /// The counters, counted anew from everything; `None` while no rules are known to count by.
    pub counted: Option<Counters>,
}

impl Checked {
    /// Whether everything that is kept is what the records say.
    #[must_use]
    pub fn agrees(&self) -> bool {
        let counted = match (&self.kept, &self.counted) {
            (Some(kept), Some(counted)) => kept == counted,
            _ => true,
        };
        self.lost == 0 && self.stray == 0 && counted
    }
}

impl Journal {
    /// Walks along all records and computes every chain hash anew.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] with the first record that is missing or was changed.
    pub fn verify_chain(&self) -> Result<VerifiedChain, JournalError> {
        let mut walked = VerifiedChain::default();
        let mut lives = self
            .db
            .prepare("SELECT incarnation FROM lives ORDER BY number")?;
        let incarnations: Vec<u32> = lives
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut records = self.db.prepare(
            "SELECT seq, link, body, moved_to IS NOT NULL FROM records WHERE incarnation = ?1 ORDER BY seq",
        )?;
        for incarnation in incarnations {
            let mut chain_hash = ChainHash::start(&self.origin(Incarnation(incarnation)));
            let mut expected: u64 = 1;
            let mut rows = records.query([incarnation])?;
            while let Some(row) = rows.next()? {
                let seq: i64 = row.get(0)?;
                let stored = row
                    .get::<_, [u8; 32]>(1)
                    .map_or(ChainHash::UNKNOWN, ChainHash);
                let aside =
                    record_rows::set_aside_before(&self.db, Incarnation(incarnation), expected)?;
                if aside || chain_hash == ChainHash::UNKNOWN {
                    chain_hash = stored;
                } else {
                    chain_hash = chain_hash.next(seq as u64, &record_rows::text(row.get_ref(2)?));
                }
                if seq as u64 != expected || stored != chain_hash {
                    return Err(JournalError::Damaged(format!(
                        "record {expected} of incarnation {incarnation} is missing or was changed"
                    )));
                }
                expected += 1;
                if row.get(3)? {
                    walked.moved += 1;
                } else {
                    walked.records += 1;
                }
            }
        }
        Ok(walked)
    }

    /// Walks along the chain, makes everything anew from the records, and compares. Nothing is
    /// changed, and nobody is kept waiting.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] with the first record that is missing or was changed.
    pub fn check(&mut self) -> Result<Checked, JournalError> {
        self.set_damaged_aside()?;
        let chain = self.verify_chain()?;
        // Temporary tables go before those of the file, take no lock on it, and end with the transaction.
        let tx = self.db.transaction()?;
        let known = knowledge::current(&tx, &self.known)?;
        let is_counting = recount_mark::counted_to(&tx)?.is_some();
        let kept = counters::kept(&tx)?;
        for table in ["state", "counters"]
            .into_iter()
            .chain(KEPT.map(|(table, _)| table))
        {
            copy(&tx, table)?;
        }
        rebuild(&tx, &self.kiosk, &known)?;
        let (mut lost, mut stray) = (0, 0);
        let count = |rows: String| {
            let sql = format!("SELECT count(*) FROM ({rows})");
            tx.query_row(&sql, [], |row| row.get::<_, i64>(0))
        };
        for (table, key) in KEPT {
            lost += count(format!(
                "SELECT * FROM temp.{table} EXCEPT SELECT * FROM main.{table}"
            ))?;
            stray += count(format!(
                "SELECT {key} FROM main.{table} EXCEPT SELECT {key} FROM temp.{table}"
            ))?;
        }
        let counted = counters::kept(&tx)?;
        Ok(Checked {
            chain,
            lost: lost as u64,
            stray: stray as u64,
            kept: (!is_counting).then_some(kept),
            counted: known.rules.is_some().then_some(counted),
        })
    }

    /// Makes everything anew from the records, and keeps it. What other kiosks recorded is asked for once more. A kiosk
    /// that runs meanwhile can't record anything until this is done.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to; then it is as it was.
    pub fn rebuild(&mut self) -> Result<(), JournalError> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = knowledge::current(&tx, &self.known)?;
        rebuild(&tx, &self.kiosk, &known)?;
        tx.execute("UPDATE state SET feed_next = 0", [])?;
        Ok(tx.commit()?)
    }
}

/// The tables that records are kept in besides their own, with their keys.
const KEPT: [(&str, &str); 4] = [
    ("histories", "ticket"),
    ("walks", "kiosk, incarnation, seq, at_ms"),
    ("annulled", "kiosk, incarnation, seq"),
    ("visits", "ticket, booth"),
];

/// Makes a temporary copy of a table.
fn copy(db: &Connection, table: &str) -> Result<(), JournalError> {
    let made: String = db.query_row(
        "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1",
        [table],
        |row| row.get(0),
    )?;
    db.execute_batch(&made.replacen("CREATE TABLE", "CREATE TEMP TABLE", 1))?;
    db.execute_batch(&format!(
        "INSERT INTO temp.{table} SELECT * FROM main.{table}"
    ))?;
    Ok(())
}

pub(super) fn rebuild(
    db: &Connection,
    kiosk: &KioskId,
    known: &Knowledge,
) -> Result<(), JournalError> {
    remove_own(db, kiosk)?;
    let mut ledger = Ledger::new(db, known)?;
    for (ticket, status) in histories::kept_statuses(db)? {
        ledger.set_status(ticket, status)?;
    }
    own::each(db, kiosk, |order, fact| {
        ledger.record(fact, order).map(drop)
    })?;
    ledger.store()?;
    recount_mark::begin(db)?;
    if let Some(rules) = &known.rules {
        recount::go_on(db, rules, usize::MAX)?;
    }
    Ok(())
}

/// Deletes the events of own records, but not those that a copy of this disk made under the same numbers. Deletes
/// histories that can't be read.
fn remove_own(db: &Connection, kiosk: &KioskId) -> Result<(), JournalError> {
    let mut orders = HashSet::new();
    own::each(
        db,
        kiosk,
        |RecordOrder {
             at,
             incarnation,
             seq,
             ..
         },
         _| {
            orders.insert((at, incarnation, seq));
            Ok(())
        },
    )?;
    let is_own =
        |it: &RecordOrder| it.kiosk == *kiosk && orders.contains(&(it.at, it.incarnation, it.seq));
    for walk_in in walk_ins::all(db)?
        .iter()
        .filter(|walk_in| is_own(&walk_in.order))
    {
        walk_ins::delete(db, &walk_in.order)?;
    }
    let mut last = -1;
    loop {
        // Nothing is written to a table while it is read.
        let mut changed = Vec::new();
        histories::each_after(db, last, |ticket, history| {
            last = i64::from(ticket.0);
            let mut history = history.unwrap_or_default();
            let before = history.passages.len();
            history.passages.retain(|it| !is_own(&it.order));
            if history.passages.len() < before || history.is_empty() {
                changed.push((ticket, history));
            }
            Ok(changed.len() < recount::STEP)
        })?;
        for (ticket, history) in &changed {
            histories::store(db, *ticket, history)?;
        }
        if changed.len() < recount::STEP {
            return Ok(());
        }
    }
}
