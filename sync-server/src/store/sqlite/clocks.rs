//! The times of records, as far as kiosks have learnt them since.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use shared::ids::{Incarnation, KioskId};
use shared::protocol::v1::parse_body;
use shared::record::{ClockStatement, Fact, Origin, Record, Stamp};
use shared::time::UnixMs;

use super::load;
use crate::store::StoreError;

/// What kiosks have stated of their clocks, by kiosk and run of the device.
#[derive(Debug, Default)]
pub(super) struct Clocks(HashMap<(KioskId, String), ClockStatement>);

/// A stored record that was given another time.
#[derive(Debug)]
pub(super) struct Retimed {
    /// The journal it belongs to.
    pub(super) origin: Origin,
    /// Its number there.
    pub(super) seq: u64,
    /// What it says.
    pub(super) fact: Fact,
    /// When it was received.
    pub(super) received: UnixMs,
    /// The time it had.
    pub(super) from: UnixMs,
    /// The time it has.
    pub(super) to: UnixMs,
}

impl Clocks {
    /// Reads what was stated so far.
    pub(super) fn load(db: &Connection) -> Result<Self, StoreError> {
        let mut found = db.prepare("SELECT kiosk, boot, mono_ms, at_ms FROM clocks")?;
        let mut rows = found.query([])?;
        let mut clocks = HashMap::new();
        while let Some(row) = rows.next()? {
            let statement = ClockStatement {
                mono_ms: row.get::<_, i64>(2)? as u64,
                at: UnixMs(row.get(3)?),
            };
            clocks.insert((load::name(row, 0)?, row.get(1)?), statement);
        }
        Ok(Self(clocks))
    }

    /// The time of a record, by its stamp and all that was stated.
    pub(super) fn time_of(&self, kiosk: &KioskId, stamp: &Stamp) -> UnixMs {
        if self.0.is_empty() {
            return stamp.corrected();
        }
        let run = (kiosk.clone(), stamp.boot.clone());
        let stated = self.0.get(&run);
        stated.map_or_else(|| stamp.corrected(), |stated| stated.time_of(stamp))
    }

    /// Takes in what a stored record states of its kiosk's clock, and gives the stored records of the same run the times
    /// that follow from it. `arrival` is the last place of the feed that is taken.
    pub(super) fn state(
        &mut self,
        change: &Connection,
        origin: &Origin,
        record: &Record,
        arrival: &mut u64,
    ) -> Result<Vec<Retimed>, StoreError> {
        let Some(mut new) = ClockStatement::of(record) else {
            return Ok(Vec::new());
        };
        // What the table can't hold is no count of any device.
        new.mono_ms = new.mono_ms.min(i64::MAX as u64);
        let run = (origin.kiosk.clone(), record.stamp.boot.clone());
        if self.0.get(&run).is_some_and(|held| *held <= new) {
            return Ok(Vec::new());
        }
        change
            .prepare_cached(
                "INSERT INTO clocks (kiosk, boot, mono_ms, at_ms) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET mono_ms = excluded.mono_ms, at_ms = excluded.at_ms",
            )?
            .execute(params![run.0.as_str(), run.1, new.mono_ms as i64, new.at.0])?;
        let retimed = retime(change, origin, &record.stamp.boot, &new, arrival)?;
        self.0.insert(run, new);
        Ok(retimed)
    }
}

fn retime(
    change: &Connection,
    origin: &Origin,
    boot: &str,
    stated: &ClockStatement,
    arrival: &mut u64,
) -> Result<Vec<Retimed>, StoreError> {
    let mut found = change.prepare_cached(
        "SELECT r.arrival, j.incarnation, r.seq, r.at_ms, r.received_ms, r.body
         FROM records r JOIN journals j ON j.id = r.journal
         WHERE j.exhibition = ?1 AND j.kiosk = ?2 AND r.aside = 0
           AND CASE json_valid(r.body) WHEN 1 THEN json_extract(r.body, '$.boot') = ?3 END
         ORDER BY r.arrival",
    )?;
    let mut set = change.prepare_cached("UPDATE records SET at_ms = ?2 WHERE arrival = ?1")?;
    let mut tell = change
        .prepare_cached("INSERT INTO retimed (arrival, record, was_ms) VALUES (?1, ?2, ?3)")?;
    let mut rows = found.query(params![origin.exhibition.0, origin.kiosk.as_str(), boot])?;
    let mut retimed = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(5)?;
        let Ok(record) = parse_body(&body) else {
            continue;
        };
        let from = row.get::<_, Option<i64>>(3)?;
        let from = from.map_or_else(|| record.stamp.corrected(), UnixMs);
        let to = stated.time_of(&record.stamp);
        if to == from {
            continue;
        }
        let place: i64 = row.get(0)?;
        *arrival += 1;
        set.execute((place, to.0))?;
        tell.execute((*arrival as i64, place, from.0))?;
        retimed.push(Retimed {
            origin: Origin {
                incarnation: Incarnation(row.get(1)?),
                ..origin.clone()
            },
            seq: row.get::<_, i64>(2)? as u64,
            fact: record.fact,
            received: UnixMs(row.get(4)?),
            from,
            to,
        });
    }
    Ok(retimed)
}
