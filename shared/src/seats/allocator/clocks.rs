//! What time it is, by all clocks that can be asked.
//!
//! A server that comes up with its clock ahead would hand out what kiosks still give. So it takes no seat away before
//! the clocks of the kiosks in contact say so too.

use super::SeatAllocator;
use crate::ids::KioskId;
use crate::seats::{MARGIN_MS, is_over};
use crate::time::UnixMs;

impl SeatAllocator {
    /// Returns the earliest of what the allocator's own clock shows and those of the kiosks that reported a moment ago.
    pub(super) fn agreed(&self, now: UnixMs) -> UnixMs {
        let newest = self.accounts.values();
        let newest = newest.filter_map(|incarnations| incarnations.values().next_back());
        let clocks = newest.filter_map(|account| account.clock(now));
        clocks.fold(now, UnixMs::min)
    }

    /// Returns by how many milliseconds the clock of a kiosk was behind the allocator's when it last reported, where that
    /// is more than clocks may be wrong: one of them has to be set.
    #[must_use]
    pub fn is_behind(&self, kiosk: &KioskId) -> Option<i64> {
        let newest = self.accounts.get(kiosk)?.values().next_back()?;
        (newest.behind_ms > 2 * MARGIN_MS).then_some(newest.behind_ms)
    }

    /// Lets go of what was not reported as given, once the last call is over by all clocks. An allocator that lacks a
    /// kiosk's report since it was restored does not know yet what was given. Where the clocks turn out not to have come
    /// so far, what is still unused is kept for those who had it.
    pub(super) fn call(&mut self, now: UnixMs) {
        self.called_to = self.called_at(now);
        self.handed_on_to = self.handed_on_to.max(self.called_to);
    }

    /// Returns the last call that is over by all clocks at an instant.
    pub(super) fn called_at(&self, now: UnixMs) -> Option<UnixMs> {
        let agreed = self.agreed(now);
        if self.awaited.is_empty() && is_over(self.terms.last_call, agreed) {
            return Some(self.terms.last_call);
        }
        self.called_to
            .filter(|called| agreed >= called.plus(-MARGIN_MS))
    }
}
