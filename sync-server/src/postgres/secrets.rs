//! What the server keeps to itself.

use std::collections::BTreeMap;

use super::PostgresTx;
use crate::ports::{PortError, ReadSecrets, ServerSecret, WriteSecrets};

impl PostgresTx {
    /// Returns all secrets.
    pub(super) fn secrets(&self) -> Result<BTreeMap<ServerSecret, Vec<u8>>, PortError> {
        let mut secrets = BTreeMap::new();
        for secret in ServerSecret::ALL {
            if let Some(value) = self.secret(secret)? {
                secrets.insert(secret, value);
            }
        }
        Ok(secrets)
    }
}

impl ReadSecrets for PostgresTx {
    fn secret(&self, secret: ServerSecret) -> Result<Option<Vec<u8>>, PortError> {
        let value = "SELECT value FROM server_secrets WHERE name = $1";
        let rows = self.db.query(value, &[&secret.name()])?;
        Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
    }
}

impl WriteSecrets for PostgresTx {
    fn put_secret(&self, secret: ServerSecret, value: Option<&[u8]>) -> Result<(), PortError> {
        match value {
            None => self.db.execute(
                "DELETE FROM server_secrets WHERE name = $1",
                &[&secret.name()],
            )?,
            Some(value) => self.db.execute(
                "INSERT INTO server_secrets (name, value) VALUES ($1, $2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                &[&secret.name(), &value],
            )?,
        };
        Ok(())
    }
}
