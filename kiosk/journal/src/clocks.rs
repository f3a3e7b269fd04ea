//! What the server told of the time, and the times of records that were made before it was known.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use shared::ids::Incarnation;
use shared::protocol::v1::parse_body;
use shared::record::{ClockStatement, Fact, Origin, Record, Stamp};
use shared::time::UnixMs;

use super::damaged::text;
use super::ledger::Ledger;
use super::{Journal, JournalError};

/// A record whose time was wrong by less, in milliseconds, is not corrected: its kiosk knew the time.
const WORTH_CORRECTING_MS: i64 = 1_000;

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

impl Journal {
    /// Takes in that the server was heard, so that the time of a stamp is known to be right. Where records of the same
    /// run of the device were made at other times than they say, that is recorded, and their times are corrected;
    /// `true` then.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to; then nothing has changed.
    pub fn hear_time(&mut self, stamp: &Stamp) -> Result<bool, JournalError> {
        if heard_in_run(&self.db, &stamp.boot)?.is_some() {
            return Ok(false);
        }
        let (exhibition, kiosk) = (self.exhibition, self.kiosk.clone());
        let mut tx = self.begin()?;
        let statement = ClockStatement::at(stamp);
        let inserted = tx
            .db()
            .prepare_cached(
                "INSERT INTO clocks (boot, mono_ms, at_ms, stated) VALUES (?1, ?2, ?3, 0) ON CONFLICT DO NOTHING",
            )?
            .execute(params![stamp.boot, stamp.mono_ms as i64, statement.at.0])?;
        tx.db()
            .execute("UPDATE state SET server_ms = ?1", [statement.at.0])?;
        let earlier = if inserted > 0 {
            of_run(tx.db(), stamp)?
        } else {
            Vec::new()
        };
        let wrong_ms = |record: &Record| {
            let at = statement.time_of(&record.stamp);
            at.since(record.stamp.corrected()).saturating_abs()
        };
        let states = earlier
            .iter()
            .any(|(_, _, record)| wrong_ms(record) >= WORTH_CORRECTING_MS);
        if states {
            tx.record(&Fact::ClockKnown, stamp)?;
            tx.db().execute(
                "UPDATE clocks SET stated = 1 WHERE boot = ?1",
                [&stamp.boot],
            )?;
            let mut ledger = Ledger::new(tx.db(), tx.known())?;
            for (incarnation, seq, record) in &earlier {
                let origin = Origin {
                    exhibition,
                    kiosk: kiosk.clone(),
                    incarnation: Incarnation(*incarnation),
                };
                let from = record.order(&origin, *seq);
                let at = statement.time_of(&record.stamp);
                ledger.retime(&record.fact, &from, at)?;
            }
            ledger.store()?;
        }
        tx.commit()?;
        Ok(states)
    }

    /// When the server was first heard in a run of the device; `None` where it was not yet.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn heard_in_run(&self, boot: &str) -> Result<Option<ClockStatement>, JournalError> {
        heard_in_run(&self.db, boot)
    }

    /// The server's clock when it was last heard with news, or as `bootstrap.json` was written.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn server_time(&self) -> Result<Option<UnixMs>, JournalError> {
        let at: Option<i64> = self
            .db
            .prepare_cached("SELECT server_ms FROM state")?
            .query_row([], |row| row.get(0))?;
        Ok(at.map(UnixMs))
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

/// The records of a stamp's run of the device that were made before it, with their life and number, newest first.
fn of_run(db: &Connection, stamp: &Stamp) -> Result<Vec<(u32, u64, Record)>, JournalError> {
    let mut found = db.prepare_cached(
        "SELECT r.incarnation, r.seq, r.body FROM lives l JOIN records r USING (incarnation)
         WHERE r.moved_to IS NULL ORDER BY l.number DESC, r.seq DESC",
    )?;
    let mut rows = found.query([])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        // A body of a later version amounts to nothing here.
        let Ok(record) = parse_body(&text(row.get_ref(2)?)) else {
            continue;
        };
        if record.stamp.boot != stamp.boot {
            break;
        }
        if record.stamp.mono_ms < stamp.mono_ms {
            records.push((row.get(0)?, row.get::<_, i64>(1)? as u64, record));
        }
    }
    Ok(records)
}

fn heard_in_run(db: &Connection, boot: &str) -> Result<Option<ClockStatement>, JournalError> {
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
