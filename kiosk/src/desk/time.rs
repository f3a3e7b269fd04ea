//! What time it is while only the device's own clock can say: after a power cut without a network, that clock may have
//! stood still, or begun anew in another year.

use super::{Desk, DeskError};
use crate::clock::{Clock, SET_MS};

impl Desk {
    /// Sets a clock by the distance from the server's that was known last; `true` when it was behind what is recorded
    /// already, so that nobody knows the time. It then goes on from the last record: nothing is ever recorded as
    /// earlier than what came before it.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be read.
    pub fn set_clock(&self, clock: &Clock) -> Result<bool, DeskError> {
        clock.set_offset_ms(self.journal.clock_offset_ms()?);
        self.doubt(clock)
    }

    /// The same after somebody has set the device's clock by hand: it is taken to be right, unless that can't be.
    pub(super) fn clock_was_set(&self, clock: &Clock) -> Result<bool, DeskError> {
        clock.set_offset_ms(0);
        self.doubt(clock)
    }

    fn doubt(&self, clock: &Clock) -> Result<bool, DeskError> {
        let stamp = clock.stamp();
        let Some(last) = self.journal.last_recorded()? else {
            return Ok(false);
        };
        let behind_ms = last.since(stamp.corrected());
        if behind_ms <= 0 || self.journal.known_time(&stamp)?.is_some() {
            return Ok(false);
        }
        clock.set_offset_ms(stamp.offset_ms.saturating_add(behind_ms));
        // The clock of a demonstration does not let itself be set, and is right.
        Ok(behind_ms >= SET_MS && clock.now() >= last)
    }
}
