//! One commit: what is planned for each batch, put into the tables.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use shared::protocol::v1::{KioskState, Rejected};
use shared::record::{Fact, Link, Origin};
use shared::time::UnixMs;

use super::clocks::{Clocks, Retimed};
use super::columns::Columns;
use super::load;
use super::twins::Twins;
use super::writer::{Journal, Journals, key};
use crate::store::plan::{Aside, Head, Plan, Stored, plan};
use crate::store::{Batch, StoreError};

/// What became of a batch.
#[derive(Debug, Default)]
pub(super) struct Appended {
    /// Records that were stored, by their index in the batch; a mark for those set aside.
    pub(super) keep: Vec<(usize, Option<Aside>)>,
    /// The times of these records, as they were stored.
    pub(super) times: Vec<UnixMs>,
    /// Records stored before, or with these, that were given another time after that.
    pub(super) retimed: Vec<Retimed>,
    /// What to tell the kiosk.
    pub(super) rejected: Vec<Rejected>,
    /// Records set aside now that were not before.
    pub(super) newly_aside: u64,
    /// The place in the feed of the last record stored, 0 for none.
    pub(super) arrival: u64,
    /// Whether a second body came under a number already taken.
    pub(super) forked: bool,
}

/// Stores batches, and how current kiosks are, in one durable commit; then moves the journals' heads.
pub(super) fn append(
    db: &mut Connection,
    journals: &mut Journals,
    (twins, clocks): (&mut Twins, &mut Clocks),
    batches: &[Batch],
    heard: &[KioskState],
) -> Result<Vec<Appended>, StoreError> {
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read under the write lock: another process may have drawn numbers for changes of standing.
    let mut arrival = load::last_arrival(&change)?;
    let mut moved = Journals::new();
    let mut appended = Vec::with_capacity(batches.len());
    for batch in batches {
        if batch.records.is_empty() {
            appended.push(Appended::default());
            continue;
        }
        arrival = arrival.max(load::places_before(batch.received));
        let key = key(&batch.origin);
        let mut journal = match moved.get(&key).or_else(|| journals.get(&key)) {
            Some(journal) => journal.clone(),
            None => begin_journal(&change, &batch.origin)?,
        };
        let stored = sent_before(&change, &journal, batch)?;
        let mut plan = plan(journal.head, &stored, batch);
        twins.mark(&change, [&*journals, &moved], &journal, batch, &mut plan)?;
        journal.head = plan.head.unwrap_or(journal.head);
        appended.push(execute(
            &change,
            &journal,
            clocks,
            batch,
            plan,
            &mut arrival,
        )?);
        moved.insert(key, journal);
    }
    for state in heard {
        write_heard(&change, state)?;
    }
    change.commit()?;
    journals.extend(moved);
    Ok(appended)
}

fn begin_journal(change: &Transaction<'_>, origin: &Origin) -> Result<Journal, StoreError> {
    change
        .prepare_cached(
            "INSERT INTO journals (exhibition, kiosk, incarnation) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![
            origin.exhibition.0,
            origin.kiosk.as_str(),
            origin.incarnation.0
        ])?;
    Ok(Journal {
        id: change.last_insert_rowid(),
        origin: origin.clone(),
        head: Head {
            seq: 0,
            link: Link::start(origin),
        },
        safe: 0,
    })
}

/// Those of a batch's records that are stored already; a look-up only when there are any.
fn sent_before(
    change: &Transaction<'_>,
    journal: &Journal,
    batch: &Batch,
) -> Result<HashMap<u64, Stored>, StoreError> {
    let (Some(first), Some(last)) = (batch.records.first(), batch.records.last()) else {
        return Ok(HashMap::new());
    };
    if first.seq > journal.head.seq {
        return Ok(HashMap::new());
    }
    let last = last.seq.min(journal.head.seq);
    let mut found = change.prepare_cached(
        "SELECT seq, hash, aside FROM records WHERE journal = ?1 AND seq BETWEEN ?2 AND ?3",
    )?;
    let mut rows = found.query(params![journal.id, first.seq as i64, last as i64])?;
    let mut stored = HashMap::new();
    while let Some(row) = rows.next()? {
        let aside = match row.get::<_, i64>(2)? {
            0 => None,
            1 => Some(Aside::BrokenChain),
            2 => Some(Aside::BadBody),
            _ => Some(Aside::Twin),
        };
        let link = Link(row.get(1)?);
        stored.insert(row.get::<_, i64>(0)? as u64, Stored { link, aside });
    }
    Ok(stored)
}

fn execute(
    change: &Transaction<'_>,
    journal: &Journal,
    clocks: &mut Clocks,
    batch: &Batch,
    plan: Plan,
    arrival: &mut u64,
) -> Result<Appended, StoreError> {
    let mut newly_aside = 0;
    let mut times = Vec::with_capacity(plan.keep.len());
    let mut statements = Vec::new();
    let mut insert = change.prepare_cached(
        "INSERT INTO records (arrival, journal, seq, hash, body, received_ms, aside,
            kind, at_ms, gate, claims, people, reason, ticket_type, booth)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    for (index, aside) in &plan.keep {
        let Some(record) = batch.records.get(*index) else {
            continue;
        };
        *arrival += 1;
        newly_aside += u64::from(aside.and_then(Aside::code).is_some());
        let columns = if let (Ok(reading), None) = (&record.reading, aside) {
            let at = clocks.time_of(&journal.origin.kiosk, &reading.stamp);
            times.push(at);
            if reading.fact == Fact::ClockKnown {
                statements.push(reading);
            }
            Columns::of(reading, at)
        } else {
            times.push(batch.received);
            Columns::default()
        };
        insert.execute(params![
            *arrival as i64,
            journal.id,
            record.seq as i64,
            record.link.0,
            record.body.get(),
            batch.received.0,
            number_of(*aside),
            columns.kind,
            columns.at_ms,
            columns.gate,
            columns.claims,
            columns.people,
            columns.reason,
            columns.ticket_type,
            columns.booth,
        ])?;
    }
    for index in &plan.forks {
        let Some(record) = batch.records.get(*index) else {
            continue;
        };
        newly_aside += change
            .prepare_cached(
                "INSERT OR IGNORE INTO forks (journal, seq, hash, body, received_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                journal.id,
                record.seq as i64,
                record.link.0,
                record.body.get(),
                batch.received.0
            ])? as u64;
    }
    let mut retimed = Vec::new();
    for statement in statements {
        retimed.extend(clocks.state(change, &journal.origin, statement, arrival)?);
    }
    Ok(Appended {
        arrival: if plan.keep.is_empty() { 0 } else { *arrival },
        forked: !plan.forks.is_empty(),
        keep: plan.keep,
        times,
        retimed,
        rejected: plan.rejected,
        newly_aside,
    })
}

fn number_of(aside: Option<Aside>) -> i64 {
    match aside {
        None => 0,
        Some(Aside::BrokenChain) => 1,
        Some(Aside::BadBody) => 2,
        Some(Aside::Twin) => 3,
    }
}

fn write_heard(change: &Transaction<'_>, state: &KioskState) -> Result<(), StoreError> {
    change
        .prepare_cached(
            "UPDATE kiosks SET last_heard_ms = ?2, complete_to_ms = ?3, waiting = ?4 WHERE id = ?1",
        )?
        .execute(params![
            state.id.as_str(),
            state.last_heard_ms.map(|at| at.0),
            state.complete_to_ms.map(|at| at.0),
            state.waiting as i64
        ])?;
    Ok(())
}
