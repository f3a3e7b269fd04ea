//! What the writer takes over from the database: everything at start, and whatever another process
//! changed while the server runs.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use shared::time::UnixMs;

use super::load;
use super::records::SqliteRecords;
use super::writer::{HEARD_ALONE, Writer};
use crate::engine::seat_allocators;
use crate::ports::Published;
use crate::store::StoreError;

/// A clock may be behind by so much, in milliseconds, before it is wrong: two computers that keep the time are not.
const BEHIND_MS: i64 = 600_000;

impl Writer {
    /// Takes over what another process changed: revocations, kiosks, keys, PINs, the catalogue.
    pub(super) fn look(&mut self) -> Result<(), StoreError> {
        let due = self.heard_failing || self.heard_written.elapsed() >= HEARD_ALONE;
        if due && !self.heard.is_empty() {
            self.write_heard()?;
        }
        let data_version = data_version(&self.db)?;
        if data_version == self.data_version {
            return Ok(());
        }
        let published = load::published(&self.db)?;
        let old = self.shared.published();
        let new_catalogue = published.catalogue_version != old.catalogue_version;
        let new_edition = new_catalogue || !same(&published, &old);
        let kiosks = load::kiosks(&self.db)?;
        let seats = seat_allocators(&SqliteRecords::new(&self.db), &published.epoch, UnixMs(0))?;
        let mut memory = self.shared.memory();
        // Published last: when one of the steps before fails, the next look takes all of it again.
        memory.kiosks.retain(|id, _| kiosks.contains_key(id));
        for (id, state) in kiosks {
            let (gate, role) = (state.gate.clone(), state.role);
            let kept = memory.kiosks.entry(id).or_insert(state);
            (kept.gate, kept.role) = (gate, role);
        }
        memory.seats = seats;
        drop(memory);
        let arrival = load::last_arrival(&self.db)?;
        self.shared.publish(published);
        self.data_version = data_version;
        self.shared.mark.send_if_modified(|mark| {
            let newer = new_edition || arrival > mark.arrival;
            mark.edition += u64::from(new_edition);
            mark.arrival = mark.arrival.max(arrival);
            newer
        });
        Ok(())
    }
}

/// Refuses a clock that is far behind the record that was stored last.
pub(super) fn check_clock(db: &Connection, now: UnixMs) -> Result<(), StoreError> {
    let mut newest = db.prepare("SELECT received_ms FROM records ORDER BY arrival DESC LIMIT 1")?;
    let newest = newest.query_row([], |row| row.get(0)).optional()?;
    match newest.map(UnixMs) {
        Some(newest) if newest.since(now) > BEHIND_MS => Err(StoreError::ClockBehind {
            now: seconds(now),
            newest: seconds(newest),
        }),
        _ => Ok(()),
    }
}

fn seconds(at: UnixMs) -> Timestamp {
    Timestamp::from_second(at.0.div_euclid(1_000)).unwrap_or_default()
}

/// SQLite's mark of changes by other connections.
pub(super) fn data_version(db: &Connection) -> Result<i64, StoreError> {
    let mut statement = db.prepare_cached("PRAGMA data_version")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

fn same(new: &Published, old: &Published) -> bool {
    let secrets = new.keys == old.keys && new.staff == old.staff && new.tokens == old.tokens;
    new.epoch == old.epoch && new.register == old.register && secrets
}
