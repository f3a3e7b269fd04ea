//! What organisers ask of this kiosk.

use rusqlite::Transaction;
use shared::protocol::v1::DeviceInstructions;
use shared::time::UnixMs;

use super::{Journal, JournalError, WriteTx, knowledge};

impl Journal {
    /// Forgets what was asked under another token of `kiosk.toml` than the one with this hash: another token means another
    /// enrolment, which says anew where the kiosk stands.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn bind_instructions(&mut self, token_sha256: &[u8; 32]) -> Result<(), JournalError> {
        self.db.execute(
            "UPDATE state SET instructions = NULL, instructions_token = ?1, knowledge = knowledge + 1
             WHERE instructions_token IS NOT ?1",
            [token_sha256],
        )?;
        Ok(())
    }

    /// Returns when the order to rehearse, or not, was given that was carried out last.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn rehearsal_order(&self) -> Result<UnixMs, JournalError> {
        let last = "SELECT rehearsal_ms FROM state";
        Ok(UnixMs(self.db.query_row(last, [], |row| row.get(0))?))
    }
}

impl WriteTx<'_> {
    /// Notes that an order to rehearse, or not, was carried out.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn note_rehearsal_order(&mut self, order: UnixMs) -> Result<(), JournalError> {
        self.db()
            .execute("UPDATE state SET rehearsal_ms = ?1", [order.0])?;
        Ok(())
    }
}

/// Takes over what a server says that it asks; one that says nothing asks nothing new. `true` when that is news.
pub(super) fn take(
    tx: &Transaction<'_>,
    asked: Option<&DeviceInstructions>,
) -> Result<bool, JournalError> {
    let Some(asked) = asked else {
        return Ok(false);
    };
    if knowledge::instructions(tx)? == *asked {
        return Ok(false);
    }
    let json = serde_json::to_string(asked)
        .map_err(|error| JournalError::Foreign(format!("its instructions: {error}")))?;
    tx.execute("UPDATE state SET instructions = ?1", [json])?;
    Ok(true)
}
