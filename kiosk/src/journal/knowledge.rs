//! What the kiosk knows of the exhibition: catalogue, rules and keys.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};
use shared::catalogue::Catalogue;
use shared::checkin::Rules;
use shared::ids::KeyId;
use shared::ticket::KeyRing;

use super::{Journal, JournalError, revoked};

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
}

impl Journal {
    /// Catalogue, rules and keys, read again only when they have changed: cheap enough to ask for
    /// at every scan. A key that is no key is passed over, as if it had not been sent.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn knowledge(&mut self) -> Result<Arc<Knowledge>, JournalError> {
        let tx = self.db.transaction()?;
        self.known = current(&tx, &self.known)?;
        Ok(Arc::clone(&self.known))
    }
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
    let mut keys = db.prepare("SELECT id, public FROM keys")?;
    let mut rows = keys.query([])?;
    while let Some(row) = rows.next()? {
        let public: [u8; 32] = row.get(1)?;
        // A bad key must not keep the good ones from working.
        let _ = ring.trust(KeyId(row.get(0)?), &public);
    }
    Ok(Arc::new(Knowledge {
        version: version as u64,
        rules: catalogue
            .as_ref()
            .map(|catalogue| Arc::new(catalogue.rules())),
        catalogue: catalogue.map(Arc::new),
        ring,
        revoked: revoked::is_revoked(db)?,
    }))
}
