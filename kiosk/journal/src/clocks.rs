//! The first word of the server in a run of the device, and the times of records that were made before it was known.

use rusqlite::{Connection, params};
use shared::ids::Incarnation;
use shared::protocol::v1::parse_body;
use shared::record::{ClockStatement, Fact, Origin, Record, Stamp};
use shared::time::UnixMs;

use super::clock_statements::heard_in_run;
use super::ledger::Ledger;
use super::record_rows::text;
use super::{Journal, JournalError};

/// A record whose time was wrong by less, in milliseconds, is not corrected: its kiosk knew the time.
const WORTH_CORRECTING_MS: i64 = 1_000;

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
