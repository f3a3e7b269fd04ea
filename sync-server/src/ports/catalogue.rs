//! The exhibition itself: its catalogue, its signing keys, its epoch.

use shared::catalogue::Catalogue;
use shared::ids::{ExhibitionId, KeyId};
use shared::protocol::v1::PublicKey;
use shared::time::UnixMs;

use super::PortError;

/// One version of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogueVersion {
    /// Its number; the highest is in force.
    pub version: u64,
    /// When it came into force.
    pub since: UnixMs,
}

/// The catalogue that organisers are working on.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDraft {
    /// Its number among all that were ever stored.
    pub revision: u64,
    /// The version that it was begun from.
    pub made_from: u64,
    /// The catalogue as it is to become.
    pub catalogue: Catalogue,
    /// When it was last changed.
    pub changed: UnixMs,
    /// By whom.
    pub author: String,
}

/// Reads the catalogue and the keys.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadCatalogue {
    /// Whether an exhibition was made.
    fn has_exhibition(&self) -> Result<bool, PortError>;

    /// Returns when the exhibition was made.
    fn made(&self) -> Result<UnixMs, PortError>;

    /// Returns the name of the database's epoch.
    fn epoch(&self) -> Result<String, PortError>;

    /// Returns the catalogue in force and its version.
    fn catalogue_in_force(&self) -> Result<(u64, Catalogue), PortError>;

    /// Returns the catalogue in force.
    fn catalogue(&self) -> Result<Catalogue, PortError> {
        Ok(self.catalogue_in_force()?.1)
    }

    /// Returns a version of the catalogue; `None` when there is none of that number.
    fn catalogue_version(&self, version: u64) -> Result<Option<Catalogue>, PortError>;

    /// Returns all versions of the catalogue, oldest first.
    fn catalogue_versions(&self) -> Result<Vec<CatalogueVersion>, PortError>;

    /// Returns the catalogue that organisers are working on; `None` when there is none.
    fn catalogue_draft(&self) -> Result<Option<StoredDraft>, PortError>;

    /// Returns the public keys of the signing keys in force, oldest first.
    fn public_keys(&self) -> Result<Vec<PublicKey>, PortError>;

    /// Returns the number of the newest key, in force or retired; 0 without any.
    fn last_key(&self) -> Result<KeyId, PortError>;

    /// Returns the signing keys in force with their secret seeds, oldest first. The last one signs new tickets.
    fn signing_keys(&self) -> Result<Vec<(KeyId, [u8; 32])>, PortError>;
}

/// Changes the catalogue and the keys.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteCatalogue {
    /// Makes the exhibition.
    fn insert_exhibition(
        &self,
        number: ExhibitionId,
        epoch: &str,
        now: UnixMs,
    ) -> Result<(), PortError>;

    /// Puts a catalogue into force under the next version, which is returned.
    fn insert_catalogue(&self, catalogue: &Catalogue, now: UnixMs) -> Result<u64, PortError>;

    /// Stores what organisers are working on in place of what was stored before.
    fn put_catalogue_draft(&self, draft: &StoredDraft) -> Result<(), PortError>;

    /// Deletes what organisers are working on.
    fn delete_catalogue_draft(&self) -> Result<(), PortError>;

    /// Notes that tickets were given out of which nothing is known here: no number up to this one is given out again.
    fn pass_ticket_numbers(&self, last: u32, now: UnixMs) -> Result<(), PortError>;

    /// Adds a signing key.
    fn insert_key(
        &self,
        id: KeyId,
        seed: &[u8; 32],
        public: &[u8; 32],
        now: UnixMs,
    ) -> Result<(), PortError>;

    /// Takes a key out of force; `false` when none of that number is in force.
    fn retire_key(&self, id: KeyId, now: UnixMs) -> Result<bool, PortError>;
}
