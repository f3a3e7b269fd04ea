//! What time it is while only the device's own clock can say: after a power cut without a network, that clock may have
//! stood still, or begun anew in another year.

use journal::clock::{Clock, SET_MS};
use shared::time::UnixMs;

use super::{Desk, DeskError};

/// A clock that is behind the server's last known time by less, in milliseconds, is slow; one that is further behind says
/// no time at all.
const SLOW_MS: i64 = 600_000;

impl Desk {
    /// Sets a clock by what the server told last; `true` when nobody knows the time.
    ///
    /// Nothing before the last own record or the server's last known time is a time, and nothing in a year without the
    /// exhibition. The clock then goes on from there, where this kiosk has recorded something; otherwise from 1970, which
    /// no rule takes for a time, so that staff decide.
    ///
    /// # Errors
    /// [`DeskError::Journal`] when the journal can't be read.
    pub fn set_clock(&mut self, clock: &Clock) -> Result<bool, DeskError> {
        clock.set_offset_ms(self.journal.clock_offset_ms()?);
        self.doubt(clock)
    }

    /// The same after somebody has set the device's clock by hand: it is taken to be right, unless that can't be.
    pub(super) fn clock_was_set(&mut self, clock: &Clock) -> Result<bool, DeskError> {
        clock.set_offset_ms(0);
        self.doubt(clock)
    }

    /// Takes in that the server tells the time.
    pub(super) fn time_is_known(&mut self) {
        self.time_unsure = false;
    }

    fn doubt(&mut self, clock: &Clock) -> Result<bool, DeskError> {
        self.time_unsure = self.is_time_unsure(clock)?;
        Ok(self.time_unsure)
    }

    fn is_time_unsure(&self, clock: &Clock) -> Result<bool, DeskError> {
        let stamp = clock.stamp();
        if let Some(heard) = self.journal.heard_in_run(&stamp.boot)? {
            clock.set_offset_ms(heard.time_at(stamp.mono_ms).since(stamp.device));
            return Ok(false);
        }
        let calendar = self.known.rules.as_ref().map(|rules| &rules.calendar);
        let possible = |at: UnixMs| calendar.is_none_or(|calendar| calendar.is_possible(at));
        let recorded = self.journal.last_recorded(possible)?;
        let heard = self.journal.server_time()?.filter(|at| possible(*at));
        let last = recorded.max(heard);
        let behind_ms = |at: UnixMs| last.map_or(0, |last| last.since(at));
        let plausible = |at: UnixMs| possible(at) && behind_ms(at) <= 0;
        let at = stamp.corrected();
        if self.journal.known_time(&stamp)?.is_some() || plausible(at) {
            return Ok(false);
        }
        if plausible(stamp.device) {
            // Its clock was put right while it was off.
            clock.set_offset_ms(0);
            return Ok(false);
        }
        let behind_ms = behind_ms(at);
        let slow = possible(at) && behind_ms <= SLOW_MS;
        let from = last.filter(|_| recorded.is_some() || slow);
        clock.set_offset_ms(from.unwrap_or(UnixMs(0)).since(stamp.device));
        // The clock of a demonstration does not let itself be set, and is right.
        let was_set = clock.offset_ms() != stamp.offset_ms;
        Ok(was_set && !(slow && behind_ms < SET_MS))
    }
}
