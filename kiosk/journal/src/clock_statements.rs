//! What the server told of the time, for each run of the device.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use shared::protocol::v1::parse_body;
use shared::record::{ClockStatement, Record, Stamp};
use shared::time::UnixMs;

use super::JournalError;

/// The clock statements of all runs of the device, by the name of the run.
pub(super) struct Statements(HashMap<String, ClockStatement>);

impl Statements {
    /// Reads those that records state.
    pub(super) fn read(db: &Connection) -> Result<Self, JournalError> {
        let mut found =
            db.prepare_cached("SELECT boot, mono_ms, at_ms FROM clocks WHERE stated = 1")?;
        let mut rows = found.query([])?;
        let mut statements = HashMap::new();
        while let Some(row) = rows.next()? {
            statements.insert(row.get(0)?, statement(row.get(1)?, row.get(2)?));
        }
        Ok(Self(statements))
    }

    /// What a body says, with a stamp that says when that was by all that is known now. A body of a later version that
    /// can't be read says nothing.
    pub(super) fn record(&self, body: &str) -> Option<Record> {
        let mut record = parse_body(body).ok()?;
        if let Some(statement) = self.0.get(&record.stamp.boot) {
            record.stamp = corrected(record.stamp, statement);
        }
        Some(record)
    }
}

/// Takes in when an own record was made, by a statement that this journal does not have.
pub(super) fn learn(db: &Connection, stamp: &Stamp, at: UnixMs) -> Result<(), JournalError> {
    db.prepare_cached(
        "INSERT INTO clocks (boot, mono_ms, at_ms, stated) VALUES (?1, ?2, ?3, 1)
         ON CONFLICT (boot) DO UPDATE SET mono_ms = excluded.mono_ms, at_ms = excluded.at_ms, stated = 1
         WHERE stated = 0 OR mono_ms < excluded.mono_ms",
    )?
    .execute(params![stamp.boot, stamp.mono_ms as i64 + 1, at.0 + 1])?;
    Ok(())
}

/// Returns the runs of the device whose statement no own record makes.
pub(super) fn learnt_runs(db: &Connection) -> Result<Vec<String>, JournalError> {
    let mut found = db.prepare_cached(
        "SELECT boot FROM clocks WHERE stated = 1 AND NOT EXISTS
             (SELECT 1 FROM records WHERE instr(body, '\"clock\"') > 0 AND instr(body, boot) > 0)",
    )?;
    let runs = found.query_map([], |row| row.get(0))?;
    Ok(runs.collect::<Result<_, _>>()?)
}

/// Forgets the statement of a run.
pub(super) fn forget(db: &Connection, run: &str) -> Result<(), JournalError> {
    db.prepare_cached("DELETE FROM clocks WHERE boot = ?1")?
        .execute([run])?;
    Ok(())
}

/// Returns what the server told of the time in a run of the device.
pub(super) fn heard_in_run(
    db: &Connection,
    boot: &str,
) -> Result<Option<ClockStatement>, JournalError> {
    let found = db
        .prepare_cached("SELECT mono_ms, at_ms FROM clocks WHERE boot = ?1")?
        .query_row([boot], |row| Ok(statement(row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found)
}

fn statement(mono_ms: i64, at_ms: i64) -> ClockStatement {
    ClockStatement {
        mono_ms: mono_ms as u64,
        at: UnixMs(at_ms),
    }
}

fn corrected(stamp: Stamp, statement: &ClockStatement) -> Stamp {
    let at = statement.time_of(&stamp);
    Stamp {
        offset_ms: at.since(stamp.device),
        ..stamp
    }
}
