//! How staff set the door up, kept for the next start.

use rusqlite::OptionalExtension;
use shared::checkin::Direction;
use view::Mode;

use super::{Journal, JournalError, WriteTx};

impl Journal {
    /// How the door was set up last; `None` when nobody set it up, or when `kiosk.toml` says other
    /// ways now (`configured`) than it did then: a changed file is meant.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn mode(&self, configured: Mode) -> Result<Option<Mode>, JournalError> {
        Ok(self
            .db
            .query_row(
                "SELECT outward, both_ways, confirm_first, rehearsal, unattended FROM mode
                 WHERE configured = ?1 AND configured_both = ?2",
                [configured.direction == Direction::Out, configured.both_ways],
                |row| {
                    Ok(Mode {
                        direction: if row.get(0)? {
                            Direction::Out
                        } else {
                            Direction::In
                        },
                        both_ways: row.get(1)?,
                        confirm_first: row.get(2)?,
                        rehearsal: row.get(3)?,
                        unattended: row.get(4)?,
                    })
                },
            )
            .optional()?)
    }
}

impl WriteTx<'_> {
    /// Keeps how the door is set up, where `kiosk.toml` sets it up as `configured`.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn keep_mode(&mut self, configured: Mode, mode: Mode) -> Result<(), JournalError> {
        self.db().execute(
            "INSERT INTO mode (one, configured, outward, both_ways, confirm_first, rehearsal, unattended,
                configured_both)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET configured = excluded.configured, outward = excluded.outward,
                both_ways = excluded.both_ways, confirm_first = excluded.confirm_first,
                rehearsal = excluded.rehearsal, unattended = excluded.unattended,
                configured_both = excluded.configured_both",
            (
                configured.direction == Direction::Out,
                mode.direction == Direction::Out,
                mode.both_ways,
                mode.confirm_first,
                mode.rehearsal,
                mode.unattended,
                configured.both_ways,
            ),
        )?;
        Ok(())
    }
}
