//! Unsent records that the disk gives back changed or not at all. Each is set aside with what is left of it, and a
//! placeholder is sent in its place, so that the server counts on and knows what is missing.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use serde_json::value::RawValue;
use shared::ids::Incarnation;
use shared::record::{ChainHash, Origin};

use super::lives::{Life, lives};
use super::{Journal, JournalError};

/// The most numbers in a row that are taken for missing records. A wider gap means that a number itself was changed.
const GAP: u64 = 1_000;
/// How much of a damaged body goes into its placeholder, in characters.
const TEXT: usize = 2_000;

/// A record that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedRecord {
    /// The journal's incarnation.
    pub incarnation: Incarnation,
    /// The record's number.
    pub seq: u64,
    /// What is wrong with it.
    pub why: String,
}

/// A row of `records` as far as it can be read.
#[derive(Debug, Default)]
struct FoundRow {
    link: Option<ChainHash>,
    /// A body that is JSON.
    body: Option<String>,
    link_bytes: Option<Vec<u8>>,
    body_bytes: Option<Vec<u8>>,
}

/// What has to be done about a row.
enum Mend {
    /// Its body is sound; its link was changed and is this.
    Relink(ChainHash),
    /// It goes aside; the chain goes on from this link.
    SetAside(&'static str, ChainHash),
}

impl Journal {
    /// The records that were set aside, oldest first.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn damaged(&self) -> Result<Vec<DamagedRecord>, JournalError> {
        let mut statement = self.db.prepare_cached(
            "SELECT incarnation, seq, why FROM damaged ORDER BY incarnation, seq",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(DamagedRecord {
                incarnation: Incarnation(row.get(0)?),
                seq: row.get::<_, i64>(1)? as u64,
                why: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sets aside every unsent record that is missing, can't be read, or does not fit the chain, and returns how many
    /// rows it changed. Writes nothing when all are sound.
    pub(super) fn set_damaged_aside(&mut self) -> Result<usize, JournalError> {
        if self.mends(&self.db)?.is_empty() {
            return Ok(0);
        }
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let origin = |incarnation| Origin {
            exhibition: self.exhibition,
            kiosk: self.kiosk.clone(),
            incarnation,
        };
        let mends = mends(&tx, &origin)?;
        for (incarnation, seq, row, mend) in &mends {
            apply(&tx, *incarnation, *seq, row, mend)?;
        }
        tx.commit()?;
        Ok(mends.len())
    }

    fn mends(&self, db: &Connection) -> Result<Vec<FoundMend>, JournalError> {
        mends(db, &|incarnation| self.origin(incarnation))
    }
}

type FoundMend = (Incarnation, u64, FoundRow, Mend);

fn mends(
    db: &Connection,
    origin: &dyn Fn(Incarnation) -> Origin,
) -> Result<Vec<FoundMend>, JournalError> {
    let mut mends = Vec::new();
    for life in lives(db)? {
        if life.ack < life.last {
            of_life(db, &origin(life.incarnation), &life, &mut mends)?;
        }
    }
    Ok(mends)
}

fn of_life(
    db: &Connection,
    origin: &Origin,
    life: &Life,
    mends: &mut Vec<FoundMend>,
) -> Result<(), JournalError> {
    let mut rows = unsent(db, life)?;
    let mut before = match life.ack {
        0 => Some(ChainHash::start(origin)),
        ack => link_of(db, life.incarnation, ack)?,
    };
    let mut seq = life.ack;
    while let Some((&next, _)) = rows.range(seq + 1..).next() {
        if next - seq > GAP {
            return Err(JournalError::Damaged(format!(
                "after record {seq} of incarnation {} comes record {next}",
                life.incarnation.0
            )));
        }
        seq += 1;
        let row = rows.remove(&seq).unwrap_or_default();
        if set_aside_before(db, life.incarnation, seq)? {
            before = row.link;
            continue;
        }
        let next = rows.get(&(seq + 1));
        let (mend, link) = judge(seq, before, &row, next);
        before = Some(link).filter(|link| *link != ChainHash::UNKNOWN);
        if let Some(mend) = mend {
            mends.push((life.incarnation, seq, row, mend));
        }
    }
    Ok(())
}

/// What to do about a row, and the link that the chain goes on from.
fn judge(
    seq: u64,
    before: Option<ChainHash>,
    row: &FoundRow,
    next: Option<&FoundRow>,
) -> (Option<Mend>, ChainHash) {
    let computed = match (before, &row.body) {
        (Some(before), Some(body)) => Some(before.next(seq, body)),
        _ => None,
    };
    let fits_next = |link: ChainHash| {
        let (body, claimed) = (next?.body.as_ref()?, next?.link?);
        Some(link.next(seq + 1, body) == claimed)
    };
    let aside = |why, link: Option<ChainHash>| {
        // A link that the record behind it contradicts is as good as none.
        let link = link.filter(|link| fits_next(*link) != Some(false));
        let link = link.unwrap_or(ChainHash::UNKNOWN);
        (Some(Mend::SetAside(why, link)), link)
    };
    match (&row.body, row.link, computed) {
        (Some(_), Some(link), Some(computed)) if link == computed => (None, link),
        // What comes before is lost; there is nothing to check it by but its own form.
        (Some(_), Some(link), None) if fits_next(link) != Some(false) => (None, link),
        (Some(_), _, Some(computed)) if fits_next(computed) == Some(true) => {
            (Some(Mend::Relink(computed)), computed)
        }
        (Some(_), None, Some(computed)) if fits_next(computed).is_none() => {
            (Some(Mend::Relink(computed)), computed)
        }
        (Some(_), link, _) => aside("it was changed", link),
        (None, link, _) if row.body_bytes.is_some() => aside("it can't be read", link),
        (None, ..) => aside("it is missing", None),
    }
}

fn apply(
    db: &Connection,
    incarnation: Incarnation,
    seq: u64,
    row: &FoundRow,
    mend: &Mend,
) -> Result<(), JournalError> {
    let id = (incarnation.0, seq as i64);
    let (link, body) = match mend {
        Mend::Relink(link) => (link, row.body.clone().unwrap_or_default()),
        Mend::SetAside(why, link) => {
            db.execute(
                "INSERT OR REPLACE INTO damaged (incarnation, seq, why, link, body)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                (id.0, id.1, why, &row.link_bytes, &row.body_bytes),
            )?;
            (link, placeholder(why, row.body_bytes.as_deref()))
        }
    };
    db.execute(
        "INSERT OR REPLACE INTO records (incarnation, seq, link, body) VALUES (?1, ?2, ?3, ?4)",
        (id.0, id.1, link.0, body),
    )?;
    Ok(())
}

/// What is sent in the place of a damaged record. No server counts it.
fn placeholder(why: &str, body: Option<&[u8]>) -> String {
    let text = body.map(String::from_utf8_lossy).unwrap_or_default();
    let text: String = text.chars().take(TEXT).collect();
    serde_json::json!({"kind": "damaged", "why": why, "text": text}).to_string()
}

fn unsent(db: &Connection, life: &Life) -> Result<BTreeMap<u64, FoundRow>, JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT seq, link, body FROM records
         WHERE incarnation = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq",
    )?;
    let mut rows = statement.query((life.incarnation.0, life.ack as i64, life.last as i64))?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (link, body) = (row.get_ref(1)?, row.get_ref(2)?);
        let text = body.as_str().ok().map(str::to_owned);
        let seq: i64 = row.get(0)?;
        let row = FoundRow {
            link: as_link(link),
            body: text.filter(|text| is_json(text)),
            link_bytes: bytes(link),
            body_bytes: bytes(body),
        };
        found.insert(seq as u64, row);
    }
    Ok(found)
}

/// A text that goes over the wire as it is: JSON, and nothing around it.
fn is_json(text: &str) -> bool {
    RawValue::from_string(text.to_owned()).is_ok_and(|raw| raw.get() == text)
}

/// The bytes of a text or blob, even of one that is no text any more.
pub(super) fn bytes(value: ValueRef<'_>) -> Option<Vec<u8>> {
    match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(bytes.to_vec()),
        _ => None,
    }
}

/// The text of a body, with signs in the place of what is no text any more.
pub(super) fn text(body: ValueRef<'_>) -> String {
    let bytes = bytes(body).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn as_link(value: ValueRef<'_>) -> Option<ChainHash> {
    let bytes = bytes(value)?;
    let link = <[u8; 32]>::try_from(bytes).ok().map(ChainHash);
    link.filter(|link| *link != ChainHash::UNKNOWN)
}

fn link_of(
    db: &Connection,
    incarnation: Incarnation,
    seq: u64,
) -> Result<Option<ChainHash>, JournalError> {
    let link = db
        .prepare_cached("SELECT link FROM records WHERE incarnation = ?1 AND seq = ?2")?
        .query_row((incarnation.0, seq as i64), |row| {
            Ok(as_link(row.get_ref(0)?))
        })
        .optional()?;
    Ok(link.flatten())
}

pub(super) fn set_aside_before(
    db: &Connection,
    incarnation: Incarnation,
    seq: u64,
) -> Result<bool, JournalError> {
    Ok(db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM damaged WHERE incarnation = ?1 AND seq = ?2)",
        )?
        .query_row((incarnation.0, seq as i64), |row| row.get(0))?)
}
