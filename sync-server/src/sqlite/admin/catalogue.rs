//! The exhibition itself: its catalogue and its signing keys.

use rusqlite::params;
use shared::catalogue::Catalogue;
use shared::ids::{ExhibitionId, KeyId};
use shared::protocol::v1::PublicKey;
use shared::time::UnixMs;

use super::super::load;
use super::SqliteTx;
use crate::ports::{CatalogueVersion, PortError, ReadCatalogue, WriteCatalogue};
use crate::sqlite::SqliteError;

impl ReadCatalogue for SqliteTx<'_> {
    fn has_exhibition(&self) -> Result<bool, PortError> {
        let made = "SELECT EXISTS (SELECT 1 FROM exhibition)";
        Ok(self.db.query_row(made, [], |row| row.get(0))?)
    }

    fn epoch(&self) -> Result<String, PortError> {
        let epoch = "SELECT epoch FROM exhibition";
        Ok(self.db.query_row(epoch, [], |row| row.get(0))?)
    }

    fn catalogue_in_force(&self) -> Result<(u64, Catalogue), PortError> {
        Ok(load::catalogue(&self.db)?)
    }

    fn catalogue_version(&self, version: u64) -> Result<Option<Catalogue>, PortError> {
        Ok(load::catalogue_version(&self.db, version)?)
    }

    fn catalogue_versions(&self) -> Result<Vec<CatalogueVersion>, PortError> {
        let mut found = self
            .db
            .prepare("SELECT version, made_ms FROM catalogues ORDER BY version")?;
        let versions = found.query_map([], |row| {
            Ok(CatalogueVersion {
                version: row.get::<_, i64>(0)? as u64,
                since: UnixMs(row.get(1)?),
            })
        })?;
        Ok(versions.collect::<Result<_, _>>()?)
    }

    fn public_keys(&self) -> Result<Vec<PublicKey>, PortError> {
        Ok(load::public_keys(&self.db)?)
    }

    fn last_key(&self) -> Result<KeyId, PortError> {
        let last = "SELECT coalesce(max(id), 0) FROM signing_keys";
        Ok(KeyId(self.db.query_row(last, [], |row| row.get(0))?))
    }

    fn signing_keys(&self) -> Result<Vec<(KeyId, [u8; 32])>, PortError> {
        let mut found = self
            .db
            .prepare("SELECT id, seed FROM signing_keys WHERE retired_ms IS NULL ORDER BY id")?;
        let keys = found.query_map([], |row| Ok((KeyId(row.get(0)?), row.get(1)?)))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }
}

impl WriteCatalogue for SqliteTx<'_> {
    fn insert_exhibition(
        &self,
        number: ExhibitionId,
        epoch: &str,
        now: UnixMs,
    ) -> Result<(), PortError> {
        self.db.execute(
            "INSERT INTO exhibition (id, number, epoch, made_ms) VALUES (1, ?1, ?2, ?3)",
            params![number.0, epoch, now.0],
        )?;
        Ok(())
    }

    fn insert_catalogue(&self, catalogue: &Catalogue, now: UnixMs) -> Result<u64, PortError> {
        let json = serde_json::to_string(catalogue)
            .map_err(|error| SqliteError::Damaged(error.to_string()))?;
        self.db.execute(
            "INSERT INTO catalogues (version, json, made_ms)
             SELECT coalesce(max(version), 0) + 1, ?1, ?2 FROM catalogues",
            params![json, now.0],
        )?;
        // `version` is the table's row id.
        Ok(self.db.last_insert_rowid() as u64)
    }

    fn pass_ticket_numbers(&self, last: u32) -> Result<(), PortError> {
        self.db.execute(
            "UPDATE exhibition SET ticket_floor = max(ticket_floor, ?1)",
            [last],
        )?;
        Ok(())
    }

    fn insert_key(
        &self,
        id: KeyId,
        seed: &[u8; 32],
        public: &[u8; 32],
        now: UnixMs,
    ) -> Result<(), PortError> {
        self.db.execute(
            "INSERT INTO signing_keys (id, seed, public, made_ms) VALUES (?1, ?2, ?3, ?4)",
            params![id.0, seed, public, now.0],
        )?;
        Ok(())
    }

    fn retire_key(&self, id: KeyId, now: UnixMs) -> Result<bool, PortError> {
        let retired = self.db.execute(
            "UPDATE signing_keys SET retired_ms = ?2 WHERE id = ?1 AND retired_ms IS NULL",
            params![id.0, now.0],
        )?;
        Ok(retired > 0)
    }
}
