//! The offices that hand out places: read, asked and written down again in one durable commit, before anyone is
//! answered. What is kept of them in memory is for the live page only, so what a command changes beside the server
//! counts at once.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use shared::catalogue::Catalogue;
use shared::ids::{Incarnation, KioskId};
use shared::places::{Office, Terms};
use shared::programme::Programme;
use shared::protocol::v1::{OfficeWord, PlacesElsewhere, ShareReport};
use shared::time::UnixMs;
use tracing::warn;

use super::{load, mark};
use crate::store::{Published, SharesSaid, StoreError};

/// The offices by session.
pub(super) type Offices = BTreeMap<String, Office>;

/// What came of an exchange.
pub(super) struct Exchanged {
    /// What the offices say to each kiosk, in the order in which these spoke.
    pub(super) words: Vec<Vec<OfficeWord>>,
    /// The offices as they are now.
    pub(super) offices: Offices,
}

/// Lets the offices hear what several kiosks say; `None` when none of them said anything.
pub(super) fn exchange(
    db: &mut Connection,
    published: &Published,
    said: &[SharesSaid],
) -> Result<Option<Exchanged>, StoreError> {
    let Some(first) = said.first() else {
        return Ok(None);
    };
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut counter = Counter::open(&change, published, first.received)?;
    let words = said.iter().map(|said| counter.hear(said)).collect();
    if counter.write(&change)? {
        mark::count_edit(&change)?;
    }
    let behind = std::mem::take(&mut counter.behind);
    let offices = offices_of(counter.offices);
    change.commit()?;
    for (kiosk, ms) in behind {
        warn!(
            "kiosk {kiosk}: its clock is {} minutes behind this computer's; set the one that is wrong. Until then, places in sessions are kept for as long as it takes by both",
            ms / 60_000
        );
    }
    Ok(Some(Exchanged { words, offices }))
}

/// The offices as kiosks would find them now.
pub(super) fn known(db: &Connection, published: &Published) -> Result<Offices, StoreError> {
    // Nothing is written down, so it does not matter which epoch an office that was restored comes to.
    Ok(offices_of(current(db, &published.epoch, UnixMs(0))?))
}

/// Every office by the session's name, as kiosks find it in this life of the database: one that was written down in
/// another was restored from a backup.
pub(super) fn current(
    db: &Connection,
    epoch: &str,
    now: UnixMs,
) -> Result<BTreeMap<String, Kept>, StoreError> {
    let mut offices = offices(db)?;
    if offices.values().any(|kept| kept.epoch != epoch) {
        let kiosks: Vec<KioskId> = kiosks(db)?.into_keys().collect();
        for kept in offices.values_mut().filter(|kept| kept.epoch != epoch) {
            kept.office.restored(epoch_at(now), kiosks.iter().cloned());
            epoch.clone_into(&mut kept.epoch);
        }
    }
    Ok(offices)
}

/// Every office as it was last written down.
fn offices(db: &Connection) -> Result<BTreeMap<String, Kept>, StoreError> {
    let mut found = db.prepare_cached("SELECT session, epoch, office FROM offices")?;
    let mut rows = found.query([])?;
    let mut offices = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let session: String = row.get(0)?;
        let written: String = row.get(2)?;
        let office = serde_json::from_str(&written)
            .map_err(|error| StoreError::Damaged(format!("the places of {session}: {error}")))?;
        let kept = Kept {
            office,
            epoch: row.get(1)?,
            written,
        };
        offices.insert(session, kept);
    }
    Ok(offices)
}

fn offices_of(kept: BTreeMap<String, Kept>) -> Offices {
    let kept = kept.into_iter();
    kept.map(|(session, kept)| (session, kept.office)).collect()
}

/// Writes an office down; `false` when it is written down so already.
pub(super) fn write(db: &Connection, session: &str, kept: &Kept) -> Result<bool, StoreError> {
    let office = serde_json::to_string(&kept.office)
        .map_err(|error| StoreError::Damaged(format!("the places of {session}: {error}")))?;
    if office == kept.written {
        return Ok(false);
    }
    db.prepare_cached(
        "INSERT INTO offices (session, epoch, office) VALUES (?1, ?2, ?3)
         ON CONFLICT (session) DO UPDATE SET epoch = excluded.epoch, office = excluded.office",
    )?
    .execute(params![session, kept.epoch, office])?;
    Ok(true)
}

/// The terms of every session of a catalogue that has only so many places.
pub(super) fn terms(catalogue: &Catalogue) -> HashMap<&str, Terms> {
    let programme = Programme::new(catalogue);
    let slots = programme.slots().iter();
    let limited = slots.filter_map(|slot| {
        let session = catalogue.sessions.get(slot.session)?;
        let terms = Terms::new(session.places?, slot.starts);
        Some((session.id.as_str(), terms))
    });
    limited.collect()
}

/// An office with what the database says of it.
pub(super) struct Kept {
    pub(super) office: Office,
    /// The life of the database in which it was written down.
    epoch: String,
    /// The JSON in its row; empty for none.
    written: String,
}

/// All offices, while nobody else can write.
struct Counter<'a> {
    published: &'a Published,
    terms: HashMap<&'a str, Terms>,
    offices: BTreeMap<String, Kept>,
    /// The kiosks, and whether each gives out places.
    kiosks: BTreeMap<KioskId, bool>,
    /// Those of whom it is not written down so.
    turned: Vec<KioskId>,
    /// Those whose clock turned out to be behind, and by how many milliseconds.
    behind: BTreeMap<KioskId, i64>,
}

impl<'a> Counter<'a> {
    fn open(db: &Connection, published: &'a Published, now: UnixMs) -> Result<Self, StoreError> {
        Ok(Self {
            terms: terms(&published.catalogue),
            published,
            offices: current(db, &published.epoch, now)?,
            kiosks: kiosks(db)?,
            turned: Vec::new(),
            behind: BTreeMap::new(),
        })
    }

    /// Takes in what a kiosk says, and answers it.
    fn hear(&mut self, said: &SharesSaid) -> Vec<OfficeWord> {
        if said.whole || !said.shares.is_empty() {
            self.turn(&said.kiosk, !said.shares.is_empty());
        }
        if said.whole {
            // What a kiosk does not speak of it does not hold: nobody need wait to hear of it.
            let spoken_of = |id: &String| said.shares.iter().any(|share| share.session == *id);
            let others = self.offices.iter_mut().filter(|(id, _)| !spoken_of(id));
            for (_, kept) in others {
                kept.office.give_up(&said.kiosk);
            }
        }
        let shares = said.shares.iter();
        shares
            .filter_map(|share| self.answer(&said.kiosk, share, said.received))
            .collect()
    }

    /// What the office of a session says to a report, if there is one.
    fn answer(&mut self, kiosk: &KioskId, share: &ShareReport, now: UnixMs) -> Option<OfficeWord> {
        let terms = *self.terms.get(share.session.as_str())?;
        let report = share.report()?;
        let giving = self.kiosks.values().filter(|gives| **gives).count();
        let published = self.published;
        let kept = self
            .offices
            .entry(share.session.clone())
            .or_insert_with(|| {
                // Epochs go with the clock, so that a database that was made anew never goes back to one that kiosks know.
                let mut office = Office::new(terms);
                office.restored(epoch_at(now), []);
                Kept {
                    office,
                    epoch: published.epoch.clone(),
                    written: String::new(),
                }
            });
        kept.office.set_terms(terms);
        let giving = u32::try_from(giving).unwrap_or(u32::MAX);
        let was_behind = kept.office.is_behind(kiosk).is_some();
        let word = kept.office.hear(kiosk, &report, giving, now);
        if let (false, Some(ms)) = (was_behind, kept.office.is_behind(kiosk)) {
            self.behind.insert(kiosk.clone(), ms);
        }
        let elsewhere = elsewhere(&kept.office, kiosk, report.life);
        Some(OfficeWord::new(&share.session, word, elsewhere))
    }

    fn turn(&mut self, kiosk: &KioskId, gives: bool) {
        if let Some(known) = self.kiosks.get_mut(kiosk)
            && *known != gives
        {
            *known = gives;
            self.turned.push(kiosk.clone());
        }
    }

    /// Writes down what is new; `false` when no office changed.
    fn write(&self, change: &Transaction<'_>) -> Result<bool, StoreError> {
        let mut changed = false;
        for (session, kept) in &self.offices {
            changed |= write(change, session, kept)?;
        }
        for kiosk in &self.turned {
            let gives = self.kiosks.get(kiosk).copied().unwrap_or(true);
            change.execute(
                "UPDATE kiosks SET gives_places = ?2 WHERE id = ?1",
                params![kiosk.as_str(), gives],
            )?;
        }
        Ok(changed)
    }
}

/// Tickets that have places from anyone but this life of a kiosk.
fn elsewhere(office: &Office, kiosk: &KioskId, life: Incarnation) -> Vec<PlacesElsewhere> {
    let mut elsewhere: Vec<PlacesElsewhere> = Vec::new();
    for (from, its_life, given) in office.given() {
        if from == kiosk && its_life == life {
            continue;
        }
        let known = elsewhere
            .iter_mut()
            .find(|known| known.ticket == given.ticket && known.kiosk == *from);
        match known {
            Some(known) => known.people = known.people.saturating_add(1),
            None => elsewhere.push(PlacesElsewhere {
                ticket: given.ticket,
                kiosk: from.clone(),
                people: 1,
            }),
        }
    }
    elsewhere
}

fn epoch_at(now: UnixMs) -> u64 {
    now.0.max(0).unsigned_abs()
}

/// Every kiosk, and whether it gives out places.
fn kiosks(db: &Connection) -> Result<BTreeMap<KioskId, bool>, StoreError> {
    let mut found = db.prepare_cached("SELECT id, gives_places FROM kiosks")?;
    let mut rows = found.query([])?;
    let mut kiosks = BTreeMap::new();
    while let Some(row) = rows.next()? {
        kiosks.insert(load::name(row, 0)?, row.get(1)?);
    }
    Ok(kiosks)
}
