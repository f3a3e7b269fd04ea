//! What the writer takes over from the database: everything at start, and whatever another process
//! changed while the server runs.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use shared::checkin::{Rules, Standing};
use shared::time::UnixMs;

use super::load::{self, StandingChange};
use super::memory::note_timing;
use super::places;
use super::writer::{HEARD_ALONE, Writer};
use crate::ledger::Ledger;
use crate::store::{Published, StoreError};

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
        for (id, safe) in load::safe(&self.db)? {
            let mut journals = self.journals.values_mut();
            if let Some(journal) = journals.find(|journal| journal.id == id) {
                journal.safe = safe;
            }
        }
        let published = load::published(&self.db)?;
        let old = self.shared.published();
        let new_catalogue = published.catalogue_version != old.catalogue_version;
        let new_edition = new_catalogue || !same(&published, &old);
        // Published last: when one of the steps before fails, the next look takes all of it again.
        if new_catalogue {
            self.fold(published.catalogue.rules())?;
        } else {
            self.stand()?;
        }
        let kiosks = load::kiosks(&self.db)?;
        let offices = places::known(&self.db, &published)?;
        let mut memory = self.shared.memory();
        memory.kiosks.retain(|id, _| kiosks.contains_key(id));
        for (id, state) in kiosks {
            let (gate, role) = (state.gate.clone(), state.role);
            let kept = memory.kiosks.entry(id).or_insert(state);
            (kept.gate, kept.role) = (gate, role);
        }
        memory.offices = offices;
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

    /// Makes the ledger anew from the records and the standings, by these rules.
    pub(super) fn fold(&mut self, rules: Rules) -> Result<(), StoreError> {
        let calendar = rules.calendar.clone();
        let mut ledger = Ledger::new(rules);
        let odd = load::records(&self.db, &self.journals, &calendar, &mut ledger)?;
        let changes = load::standings(&self.db, 0, i32::MAX as usize)?;
        let standings = stand(&mut ledger, &changes).unwrap_or(0);
        let kiosks = load::kiosks(&self.db)?;
        let offices = places::known(&self.db, &self.shared.published())?;
        let arrival = load::last_arrival(&self.db)?;
        let mut memory = self.shared.memory();
        memory.ledger = ledger;
        memory.offices = offices;
        for (id, state) in kiosks {
            let state = memory.kiosks.entry(id).or_insert(state);
            (state.ahead, state.untimed) = (0, 0);
            for timing in odd.get(&state.id).into_iter().flatten() {
                note_timing(Some(state), *timing, 1);
            }
        }
        drop(memory);
        self.standings = standings;
        self.shared.mark.send_modify(|mark| mark.arrival = arrival);
        Ok(())
    }

    /// Takes new changes of standing into the ledger.
    fn stand(&mut self) -> Result<(), StoreError> {
        let changes = load::standings(&self.db, self.standings, i32::MAX as usize)?;
        let last = stand(&mut self.shared.memory().ledger, &changes);
        self.standings = last.unwrap_or(self.standings);
        Ok(())
    }
}

/// Takes changes of standing into a ledger; gives the place of the last one.
fn stand(ledger: &mut Ledger, changes: &[StandingChange]) -> Option<u64> {
    // Only the last word on a ticket counts.
    let latest: HashMap<_, Standing> = changes
        .iter()
        .map(|(_, ticket, standing, _)| (*ticket, *standing))
        .collect();
    for (ticket, standing) in latest {
        ledger.stand(ticket, standing);
    }
    changes.last().map(|(arrival, ..)| *arrival)
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
