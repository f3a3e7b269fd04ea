//! The exhibition itself: its catalogue and its signing keys.

use shared::catalogue::Catalogue;
use shared::ids::{ExhibitionId, KeyId};
use shared::protocol::v1::PublicKey;
use shared::time::UnixMs;

use super::{SqlRow, SqlTx, unreadable, values};
use crate::ports::{CatalogueVersion, PortError, ReadCatalogue, StoredDraft, WriteCatalogue};

impl<T: SqlTx> ReadCatalogue for T {
    fn has_exhibition(&self) -> Result<bool, PortError> {
        let made = "SELECT EXISTS (SELECT 1 FROM exhibition)";
        self.sql().value(made, &[])
    }

    fn made(&self) -> Result<UnixMs, PortError> {
        self.sql().value("SELECT made_ms FROM exhibition", &[])
    }

    fn epoch(&self) -> Result<String, PortError> {
        self.sql().value("SELECT epoch FROM exhibition", &[])
    }

    fn catalogue_in_force(&self) -> Result<(u64, Catalogue), PortError> {
        read(self, None)?.ok_or_else(|| unreadable("there is no catalogue"))
    }

    fn catalogue_version(&self, version: u64) -> Result<Option<Catalogue>, PortError> {
        Ok(read(self, Some(version))?.map(|(_, catalogue)| catalogue))
    }

    fn catalogue_versions(&self) -> Result<Vec<CatalogueVersion>, PortError> {
        let versions = "SELECT version, made_ms FROM catalogues ORDER BY version";
        self.sql().read(versions, &[], |row| {
            Ok(CatalogueVersion {
                version: row.get(0)?,
                since: row.get(1)?,
            })
        })
    }

    fn catalogue_draft(&self) -> Result<Option<StoredDraft>, PortError> {
        let draft = "SELECT revision, made_from, json, changed_ms, author FROM catalogue_drafts";
        let read = |row: SqlRow| {
            let catalogue = Catalogue::from_json(row.text(2)?);
            Ok(StoredDraft {
                revision: row.get(0)?,
                made_from: row.get(1)?,
                catalogue: catalogue.map_err(|error| unreadable(format!("the draft: {error}")))?,
                changed: row.get(3)?,
                author: row.get(4)?,
            })
        };
        self.sql().row(draft, &[])?.map(read).transpose()
    }

    fn public_keys(&self) -> Result<Vec<PublicKey>, PortError> {
        let keys = "SELECT id, public FROM signing_keys WHERE retired_ms IS NULL ORDER BY id";
        self.sql().read(keys, &[], |row| {
            Ok(PublicKey {
                id: KeyId(row.get(0)?),
                public: row.get(1)?,
            })
        })
    }

    fn last_key(&self) -> Result<KeyId, PortError> {
        let last = "SELECT coalesce(max(id), 0) FROM signing_keys";
        self.sql().value(last, &[]).map(KeyId)
    }

    fn signing_keys(&self) -> Result<Vec<(KeyId, [u8; 32])>, PortError> {
        let keys = "SELECT id, seed FROM signing_keys WHERE retired_ms IS NULL ORDER BY id";
        let read = |row: &SqlRow| Ok((KeyId(row.get(0)?), row.get(1)?));
        self.sql().read(keys, &[], read)
    }
}

impl<T: SqlTx> WriteCatalogue for T {
    fn insert_exhibition(
        &self,
        number: ExhibitionId,
        epoch: &str,
        now: UnixMs,
    ) -> Result<(), PortError> {
        let insert = "INSERT INTO exhibition (id, number, epoch, made_ms) VALUES (1, $1, $2, $3)";
        let params = values![number.0, epoch, now];
        self.sql().execute(insert, &params).map(drop)
    }

    fn insert_catalogue(&self, catalogue: &Catalogue, now: UnixMs) -> Result<u64, PortError> {
        let json = serde_json::to_string(catalogue);
        let json = json.map_err(|error| unreadable(error.to_string()))?;
        self.sql().value(
            "INSERT INTO catalogues (version, json, made_ms)
             SELECT coalesce(max(version), 0) + 1, $1, $2 FROM catalogues RETURNING version",
            &values![json, now],
        )
    }

    fn put_catalogue_draft(&self, draft: &StoredDraft) -> Result<(), PortError> {
        let json = serde_json::to_string(&draft.catalogue);
        let json = json.map_err(|error| unreadable(error.to_string()))?;
        self.delete_catalogue_draft()?;
        self.sql().execute(
            "INSERT INTO catalogue_drafts (id, revision, made_from, json, changed_ms, author)
             VALUES (1, $1, $2, $3, $4, $5)",
            &values![
                draft.revision,
                draft.made_from,
                json,
                draft.changed,
                &draft.author
            ],
        )?;
        Ok(())
    }

    fn delete_catalogue_draft(&self) -> Result<(), PortError> {
        let delete = "DELETE FROM catalogue_drafts";
        self.sql().execute(delete, &[]).map(drop)
    }

    fn pass_ticket_numbers(&self, last: u32, now: UnixMs) -> Result<(), PortError> {
        let pass =
            "UPDATE exhibition SET ticket_floor = $1, set_back_ms = $2 WHERE ticket_floor < $1";
        self.sql().execute(pass, &values![last, now]).map(drop)
    }

    fn insert_key(
        &self,
        id: KeyId,
        seed: &[u8; 32],
        public: &[u8; 32],
        now: UnixMs,
    ) -> Result<(), PortError> {
        let insert = "INSERT INTO signing_keys (id, seed, public, made_ms) VALUES ($1, $2, $3, $4)";
        let params = values![id.0, seed, public, now];
        self.sql().execute(insert, &params).map(drop)
    }

    fn retire_key(&self, id: KeyId, now: UnixMs) -> Result<bool, PortError> {
        let retire = "UPDATE signing_keys SET retired_ms = $2 WHERE id = $1 AND retired_ms IS NULL";
        let retired = self.sql().execute(retire, &values![id.0, now])?;
        Ok(retired > 0)
    }
}

/// Returns a version of the catalogue; without a number, the one in force.
pub(super) fn read(
    tx: &impl SqlTx,
    version: Option<u64>,
) -> Result<Option<(u64, Catalogue)>, PortError> {
    let row = tx.sql().row(
        "SELECT version, json FROM catalogues WHERE version = coalesce($1, version)
         ORDER BY version DESC LIMIT 1",
        &values![version],
    )?;
    let read = |row: SqlRow| {
        let version = row.get(0)?;
        let catalogue = Catalogue::from_json(row.text(1)?)
            .map_err(|error| unreadable(format!("catalogue {version}: {error}")))?;
        Ok((version, catalogue))
    };
    row.map(read).transpose()
}
