//! A database that was set back begins a new epoch: kiosks send again what it lacks.

use crate::clock::system_time;
use crate::ports::{PortError, ReadCatalogue, ReadTickets, last_ticket_by_clock};

use super::PostgresTx;
use super::error::PostgresError;
use crate::sql::{SqlConnection, values};

impl PostgresTx {
    /// Begins a new epoch and returns its name.
    pub(super) fn begin_epoch(&self) -> Result<String, PortError> {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).map_err(|error| PostgresError::Random(error.to_string()))?;
        let epoch = hex::encode(bytes);
        let [.., a, b, c, d] = bytes;
        let random = u32::from_be_bytes([a, b, c, d]);
        let now = system_time();
        let floor = last_ticket_by_clock(self.last_ticket_number()?, self.made()?, now, random);
        self.db.execute(
            "UPDATE exhibition SET epoch = $1, ticket_floor = $2, set_back_ms = $3",
            &values![&epoch, floor, now],
        )?;
        // No kiosk was heard in this epoch, and no backup is of it. Who signed out since would be signed in again, and
        // a token that was revoked would be good.
        self.db.batch(
            "UPDATE journals SET safe = 0;
             UPDATE kiosks SET last_heard_ms = NULL, complete_to_ms = NULL;
             DELETE FROM account_sessions;
             DELETE FROM api_tokens;
             DELETE FROM api_calls;",
        )?;
        Ok(epoch)
    }

    /// Forgets how far the end of the exhibition was: its archive is of another state, and devices that are to go on would
    /// be wiped.
    pub(super) fn forget_closing(&self) -> Result<(), PortError> {
        let forget = "DELETE FROM server_secrets WHERE name = 'closing'";
        self.db.execute(forget, &[])?;
        Ok(())
    }
}
