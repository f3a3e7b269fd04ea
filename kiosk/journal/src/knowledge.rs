//! What the kiosk knows of the exhibition: catalogue, rules and keys.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use shared::catalogue::Catalogue;
use shared::checkin::Rules;
use shared::ids::KeyId;
use shared::protocol::v1::DeviceInstructions;
use shared::ticket::KeyRing;

use super::JournalError;

/// What the kiosk knows of the exhibition, as the server told it.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    /// Changes whenever the rest does.
    pub version: u64,
    /// The catalogue, once the server has sent one.
    pub catalogue: Option<Arc<Catalogue>>,
    /// The rules that it sets.
    pub rules: Option<Arc<Rules>>,
    /// The keys that tickets may be signed with.
    pub ring: KeyRing,
    /// Whether the organisers took this kiosk out of service.
    pub revoked: bool,
    /// What organisers ask of this kiosk.
    pub instructions: DeviceInstructions,
}

/// What is known now: `held` where nothing has changed since.
pub(super) fn current(
    db: &Connection,
    held: &Arc<Knowledge>,
) -> Result<Arc<Knowledge>, JournalError> {
    let version: i64 = db
        .prepare_cached("SELECT knowledge FROM state")?
        .query_row([], |row| row.get(0))?;
    if version as u64 == held.version {
        return Ok(Arc::clone(held));
    }
    let document: Option<String> = db
        .query_row("SELECT document FROM catalogue", [], |row| row.get(0))
        .optional()?;
    let catalogue = document
        .map(|document| Catalogue::from_json(&document))
        .transpose()
        .map_err(|error| JournalError::Damaged(format!("the catalogue: {error}")))?;
    let mut ring = KeyRing::default();
    let mut keys = db.prepare("SELECT id, public, hash FROM keys")?;
    let mut rows = keys.query([])?;
    while let Some(row) = rows.next()? {
        let (id, public) = (row.get(0)?, row.get(1)?);
        if row.get_ref(2)?.as_blob().ok() != Some(&key_hash(id, &public)) {
            return Err(JournalError::Damaged(format!("the signing key {id}")));
        }
        // A bad key must not keep the good ones from working.
        let _ = ring.trust(KeyId(id), &public);
    }
    Ok(Arc::new(Knowledge {
        version: version as u64,
        rules: catalogue
            .as_ref()
            .map(|catalogue| Arc::new(catalogue.rules())),
        catalogue: catalogue.map(Arc::new),
        ring,
        revoked: is_revoked(db)?,
        instructions: instructions(db)?,
    }))
}

/// Returns what a key is kept with: with a flipped bit in it every ticket would be refused.
pub(super) fn key_hash(id: u8, public: &[u8; 32]) -> [u8; 32] {
    let hash = Sha256::new().chain_update([id]).chain_update(public);
    hash.finalize().into()
}

/// Adds the hashes of all keys, for a journal of a layout without.
pub(super) fn add_key_hashes(db: &Connection) -> Result<(), JournalError> {
    let mut keys = db.prepare("SELECT id, public FROM keys")?;
    let keys = keys.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let keys: Vec<(u8, [u8; 32])> = keys.collect::<Result<_, _>>()?;
    for (id, public) in keys {
        db.prepare_cached("UPDATE keys SET hash = ?2 WHERE id = ?1")?
            .execute((id, key_hash(id, &public)))?;
    }
    Ok(())
}

/// Returns whether the organisers took the kiosk out of service.
pub(super) fn is_revoked(db: &Connection) -> Result<bool, JournalError> {
    Ok(db
        .prepare_cached("SELECT revoked FROM state")?
        .query_row([], |row| row.get(0))?)
}

/// Returns what organisers ask of this kiosk.
pub(super) fn instructions(db: &Connection) -> Result<DeviceInstructions, JournalError> {
    let json: Option<String> = db
        .prepare_cached("SELECT instructions FROM state")?
        .query_row([], |row| row.get(0))?;
    Ok(json
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default())
}
