//! Sessions with only so many places, as the live page shows them: how many are taken, and what is not known for sure.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::Localized;
use crate::ids::KioskId;
use crate::seats::{AllocationState, SeatAllocator};
use crate::time::UnixMs;

/// The places of one session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SessionTotals {
    /// The catalogue's name of it.
    pub session: String,
    /// What it is.
    pub title: Localized,
    /// The local date on which it begins.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Date))]
    pub date: Date,
    /// The minute of that day.
    pub minute: u16,
    /// The instant at which it begins; from then on no place is given out.
    pub starts_ms: UnixMs,
    /// How many places there are.
    pub places: u32,
    /// How many of them are known to be taken.
    pub taken: u32,
    /// How many nobody has, as far as is known; some of them may be with kiosks.
    pub left: u32,
    /// The kiosks that have given out some, or hold some still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kiosks: Vec<AllocationState>,
    /// Kiosks that must be heard, after a backup was restored, before any further place is granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<KioskId>,
}

impl SessionTotals {
    /// Takes over what the allocator knows.
    #[must_use]
    pub fn known_to(mut self, allocator: &SeatAllocator, now: UnixMs) -> Self {
        let states = allocator.states(now);
        self.taken = states.iter().map(|state| state.taken).sum();
        self.left = self.places.saturating_sub(self.taken);
        let states = states.into_iter().filter(|it| it.taken + it.unused > 0);
        self.kiosks = states.collect();
        self.waits_for = allocator.awaited().cloned().collect();
        self
    }
}
