//! What the server keeps to itself.

use rusqlite::{OptionalExtension, params};

use super::SqliteTx;
use crate::ports::{PortError, ReadSecrets, ServerSecret, WriteSecrets};

impl ReadSecrets for SqliteTx<'_> {
    fn secret(&self, secret: ServerSecret) -> Result<Option<Vec<u8>>, PortError> {
        let mut found = self
            .db
            .prepare_cached("SELECT value FROM server_secrets WHERE name = ?1")?;
        let value = found.query_row([secret.name()], |row| row.get(0));
        Ok(value.optional()?)
    }
}

impl WriteSecrets for SqliteTx<'_> {
    fn put_secret(&self, secret: ServerSecret, value: Option<&[u8]>) -> Result<(), PortError> {
        match value {
            None => self.db.execute(
                "DELETE FROM server_secrets WHERE name = ?1",
                [secret.name()],
            )?,
            Some(value) => self.db.execute(
                "INSERT INTO server_secrets (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![secret.name(), value],
            )?,
        };
        Ok(())
    }
}
