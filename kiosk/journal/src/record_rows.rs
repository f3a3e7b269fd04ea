//! Rows of records as the disk gives them back, readable or not, and whether they fit the chain.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};
use serde_json::value::RawValue;
use shared::ids::Incarnation;
use shared::record::{ChainHash, Origin};

use super::JournalError;

/// A row of `records` as far as it can be read.
#[derive(Debug, Default)]
pub(super) struct FoundRow {
    pub(super) chain_hash: Option<ChainHash>,
    /// A body that is JSON.
    pub(super) body: Option<String>,
    pub(super) hash_bytes: Option<Vec<u8>>,
    pub(super) body_bytes: Option<Vec<u8>>,
}

/// Returns a row that was sent, and its chain hash as it was before it was changed, where the row behind it shows that.
pub(super) fn changed_hash(
    db: &Connection,
    origin: &Origin,
    seq: u64,
    next: Option<&FoundRow>,
) -> Result<Option<(FoundRow, ChainHash)>, JournalError> {
    let fits = |hash: ChainHash| {
        let next = next.and_then(|next| Some((next.body.as_ref()?, next.chain_hash?)));
        next.is_some_and(|(body, claimed)| hash.next(seq + 1, body) == claimed)
    };
    let incarnation = origin.incarnation;
    if link_of(db, incarnation, seq)?.is_some_and(fits) {
        return Ok(None);
    }
    let computed = computed_hash(db, origin, seq)?;
    Ok(computed.filter(|(_, hash)| fits(*hash)))
}

/// Returns a row, and the chain hash that follows from its body and the record before it.
fn computed_hash(
    db: &Connection,
    origin: &Origin,
    seq: u64,
) -> Result<Option<(FoundRow, ChainHash)>, JournalError> {
    let incarnation = origin.incarnation;
    let before = match seq - 1 {
        0 => Some(ChainHash::start(origin)),
        seq => link_of(db, incarnation, seq)?,
    };
    let row = rows_between(db, incarnation, seq - 1, seq, 1)?.remove(&seq);
    let (Some(before), Some(row)) = (before, row) else {
        return Ok(None);
    };
    let hash = row.body.as_ref().map(|body| before.next(seq, body));
    Ok(hash.map(|hash| (row, hash)))
}

/// Returns whether a record has the chain hash that follows from its body and the record before it.
pub(super) fn is_chained(db: &Connection, origin: &Origin, seq: u64) -> Result<bool, JournalError> {
    let computed = computed_hash(db, origin, seq)?;
    Ok(computed.is_some_and(|(row, hash)| row.chain_hash == Some(hash)))
}

pub(super) fn rows_between(
    db: &Connection,
    incarnation: Incarnation,
    after: u64,
    last: u64,
    count: usize,
) -> Result<BTreeMap<u64, FoundRow>, JournalError> {
    let mut statement = db.prepare_cached(
        "SELECT seq, link, body FROM records
         WHERE incarnation = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq LIMIT ?4",
    )?;
    let mut rows = statement.query((incarnation.0, after as i64, last as i64, count as i64))?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (chain_hash, body) = (row.get_ref(1)?, row.get_ref(2)?);
        let text = body.as_str().ok().map(str::to_owned);
        let seq: i64 = row.get(0)?;
        let row = FoundRow {
            chain_hash: as_hash(chain_hash),
            body: text.filter(|text| is_json(text)),
            hash_bytes: bytes(chain_hash),
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

fn as_hash(value: ValueRef<'_>) -> Option<ChainHash> {
    let bytes = bytes(value)?;
    let chain_hash = <[u8; 32]>::try_from(bytes).ok().map(ChainHash);
    chain_hash.filter(|chain_hash| *chain_hash != ChainHash::UNKNOWN)
}

pub(super) fn link_of(
    db: &Connection,
    incarnation: Incarnation,
    seq: u64,
) -> Result<Option<ChainHash>, JournalError> {
    let chain_hash = db
        .prepare_cached("SELECT link FROM records WHERE incarnation = ?1 AND seq = ?2")?
        .query_row((incarnation.0, seq as i64), |row| {
            Ok(as_hash(row.get_ref(0)?))
        })
        .optional()?;
    Ok(chain_hash.flatten())
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
