//! The exhibition itself: its catalogue and its signing keys.

use postgres::Row;
use shared::catalogue::Catalogue;
use shared::ids::{ExhibitionId, KeyId};
use shared::protocol::v1::PublicKey;
use shared::time::UnixMs;

use super::connection::Connection;
use super::{PostgresTx, rows};
use crate::ports::{CatalogueVersion, PortError, ReadCatalogue, WriteCatalogue};

impl ReadCatalogue for PostgresTx {
    fn has_exhibition(&self) -> Result<bool, PortError> {
        let made = "SELECT EXISTS (SELECT FROM exhibition)";
        Ok(self.db.only(made, &[])?.try_get(0)?)
    }

    fn epoch(&self) -> Result<String, PortError> {
        let epoch = "SELECT epoch FROM exhibition";
        Ok(self.db.only(epoch, &[])?.try_get(0)?)
    }

    fn catalogue_in_force(&self) -> Result<(u64, Catalogue), PortError> {
        let found = read(&self.db, None)?;
        found.ok_or_else(|| rows::unreadable("there is no catalogue".to_owned()))
    }

    fn catalogue_version(&self, version: u64) -> Result<Option<Catalogue>, PortError> {
        Ok(read(&self.db, Some(version))?.map(|(_, catalogue)| catalogue))
    }

    fn catalogue_versions(&self) -> Result<Vec<CatalogueVersion>, PortError> {
        let versions = "SELECT version, made_ms FROM catalogues ORDER BY version";
        let read = |row: &Row| {
            Ok(CatalogueVersion {
                version: rows::count(row, 0)?,
                since: UnixMs(row.try_get(1)?),
            })
        };
        self.db.query(versions, &[])?.iter().map(read).collect()
    }

    fn public_keys(&self) -> Result<Vec<PublicKey>, PortError> {
        let keys = "SELECT id, public FROM signing_keys WHERE retired_ms IS NULL ORDER BY id";
        let read = |row: &Row| {
            Ok(PublicKey {
                id: key_id(row)?,
                public: rows::bytes(row, 1)?,
            })
        };
        self.db.query(keys, &[])?.iter().map(read).collect()
    }

    fn last_key(&self) -> Result<KeyId, PortError> {
        let last = "SELECT coalesce(max(id), 0::smallint) FROM signing_keys";
        key_id(&self.db.only(last, &[])?)
    }

    fn signing_keys(&self) -> Result<Vec<(KeyId, [u8; 32])>, PortError> {
        let keys = self.db.query(
            "SELECT id, seed FROM signing_keys WHERE retired_ms IS NULL ORDER BY id",
            &[],
        )?;
        let key = |row| {
            let id: i16 = postgres::Row::try_get(row, 0)?;
            Ok((KeyId(id as u8), rows::bytes(row, 1)?))
        };
        keys.iter().map(key).collect()
    }
}

impl WriteCatalogue for PostgresTx {
    fn insert_exhibition(
        &self,
        number: ExhibitionId,
        epoch: &str,
        now: UnixMs,
    ) -> Result<(), PortError> {
        self.db.execute(
            "INSERT INTO exhibition (id, number, epoch, made_ms) VALUES (1, $1, $2, $3)",
            &[&i32::from(number.0), &epoch, &now.0],
        )?;
        Ok(())
    }

    fn insert_catalogue(&self, catalogue: &Catalogue, now: UnixMs) -> Result<u64, PortError> {
        let json = serde_json::to_string(catalogue)
            .map_err(|error| rows::unreadable(error.to_string()))?;
        let row = self.db.only(
            "INSERT INTO catalogues (version, json, made_ms)
             SELECT coalesce(max(version), 0) + 1, $1, $2 FROM catalogues RETURNING version",
            &[&json, &now.0],
        )?;
        rows::count(&row, 0)
    }

    fn pass_ticket_numbers(&self, last: u32) -> Result<(), PortError> {
        self.db.execute(
            "UPDATE exhibition SET ticket_floor = greatest(ticket_floor, $1)",
            &[&i64::from(last)],
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
            "INSERT INTO signing_keys (id, seed, public, made_ms) VALUES ($1, $2, $3, $4)",
            &[
                &i16::from(id.0),
                &seed.as_slice(),
                &public.as_slice(),
                &now.0,
            ],
        )?;
        Ok(())
    }

    fn retire_key(&self, id: KeyId, now: UnixMs) -> Result<bool, PortError> {
        let retired = self.db.execute(
            "UPDATE signing_keys SET retired_ms = $2 WHERE id = $1 AND retired_ms IS NULL",
            &[&i16::from(id.0), &now.0],
        )?;
        Ok(retired > 0)
    }
}

/// Returns a version of the catalogue; without a number, the one in force.
pub(super) fn read(
    db: &Connection,
    version: Option<u64>,
) -> Result<Option<(u64, Catalogue)>, PortError> {
    let row = db.row(
        "SELECT version, json FROM catalogues WHERE version = coalesce($1, version)
         ORDER BY version DESC LIMIT 1",
        &[&version.map(|version| version as i64)],
    )?;
    let read = |row: Row| {
        let version = rows::count(&row, 0)?;
        let catalogue = Catalogue::from_json(row.try_get(1)?)
            .map_err(|error| rows::unreadable(format!("catalogue {version}: {error}")))?;
        Ok((version, catalogue))
    };
    row.map(read).transpose()
}

fn key_id(row: &Row) -> Result<KeyId, PortError> {
    let id: i16 = row.try_get(0)?;
    let fits = u8::try_from(id);
    fits.map(KeyId)
        .map_err(|_| rows::unreadable(format!("the key {id}")))
}
