//! What the server keeps to itself.

use std::collections::BTreeMap;

use super::{SqlTx, values};
use crate::ports::{PortError, ReadSecrets, ServerSecret, WriteSecrets};

impl<T: SqlTx> ReadSecrets for T {
    fn secret(&self, secret: ServerSecret) -> Result<Option<Vec<u8>>, PortError> {
        let value = "SELECT value FROM server_secrets WHERE name = $1";
        let row = self.sql().row(value, &values![secret.name()])?;
        row.map(|row| row.get(0)).transpose()
    }
}

impl<T: SqlTx> WriteSecrets for T {
    fn put_secret(&self, secret: ServerSecret, value: Option<&[u8]>) -> Result<(), PortError> {
        match value {
            None => self.sql().execute(
                "DELETE FROM server_secrets WHERE name = $1",
                &values![secret.name()],
            )?,
            Some(value) => self.sql().execute(
                "INSERT INTO server_secrets (name, value) VALUES ($1, $2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                &values![secret.name(), value],
            )?,
        };
        Ok(())
    }
}

/// Returns all secrets. A later version may keep others.
pub(super) fn all(tx: &impl SqlTx) -> Result<BTreeMap<ServerSecret, Vec<u8>>, PortError> {
    let mut secrets = BTreeMap::new();
    let all = "SELECT name, value FROM server_secrets";
    tx.sql().each(all, &[], &mut |row| {
        let name = row.text(0)?;
        let mut known = ServerSecret::ALL.into_iter();
        if let Some(secret) = known.find(|secret| secret.name() == name) {
            secrets.insert(secret, row.get(1)?);
        }
        Ok(())
    })?;
    Ok(secrets)
}
