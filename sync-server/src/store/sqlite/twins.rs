//! One event under two lives of a kiosk.
//!
//! A kiosk whose disk was set back more than once, to a server that was set back as well, can send a record a second
//! time under another of its lives: neither side remembers the first. A body holds the device's boot, its running
//! clock and its wall clock to the millisecond, so two records of one kiosk with the same bytes tell of one event. The
//! one that comes second takes its place in its journal and does not count.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;
use sha2::{Digest, Sha256};
use shared::ids::KioskId;

use super::writer::{Journal, Journals};
use crate::store::plan::{Aside, Plan};
use crate::store::{Batch, StoreError};

/// The bodies of those kiosks that have had more than one life. All others need no memory.
#[derive(Debug, Default)]
pub(super) struct Twins(HashMap<KioskId, HashMap<[u8; 32], i64>>);

impl Twins {
    /// Marks those of the planned records whose event has been stored under another life. To be called before they
    /// are stored; `moved` holds journals of this commit.
    pub(super) fn mark(
        &mut self,
        db: &Connection,
        known: [&Journals; 2],
        journal: &Journal,
        batch: &Batch,
        plan: &mut Plan,
    ) -> Result<(), StoreError> {
        let kiosk = &batch.origin.kiosk;
        let lives = known.into_iter().flat_map(Journals::values);
        let lives: HashSet<i64> = lives
            .filter(|life| life.origin.kiosk == *kiosk && life.id != journal.id)
            .map(|life| life.id)
            .collect();
        if lives.is_empty() {
            return Ok(());
        }
        if !self.0.contains_key(kiosk) {
            self.0.insert(kiosk.clone(), stored(db, kiosk)?);
        }
        let Some(bodies) = self.0.get_mut(kiosk) else {
            return Ok(());
        };
        for (index, aside) in &mut plan.keep {
            let Some(record) = batch.records.get(*index).filter(|_| aside.is_none()) else {
                continue;
            };
            let life = *bodies
                .entry(digest(record.body.get()))
                .or_insert(journal.id);
            if life != journal.id {
                *aside = Some(Aside::Twin);
            }
        }
        Ok(())
    }

    /// Forgets what may not have been stored after all.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

/// What a kiosk's records say, with the journal that each counts in.
fn stored(db: &Connection, kiosk: &KioskId) -> Result<HashMap<[u8; 32], i64>, StoreError> {
    let mut found = db.prepare_cached(
        "SELECT r.body, r.journal FROM records r JOIN journals j ON j.id = r.journal
         WHERE j.kiosk = ?1 AND r.aside = 0 ORDER BY r.arrival",
    )?;
    let mut rows = found.query([kiosk.as_str()])?;
    let mut bodies = HashMap::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(0)?;
        bodies.entry(digest(&body)).or_insert(row.get(1)?);
    }
    Ok(bodies)
}

fn digest(body: &str) -> [u8; 32] {
    Sha256::digest(body.as_bytes()).into()
}
