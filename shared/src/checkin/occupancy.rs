//! How many people are inside.

use std::collections::BTreeMap;

use crate::ids::ZoneBit;

/// How many people are inside each zone, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Occupancy(Option<BTreeMap<ZoneBit, u32>>);

impl Occupancy {
    /// Nothing is known, so nothing is full: how records are judged again, since
    /// people who were let in are inside.
    pub const UNKNOWN: Self = Self(None);

    /// From people by zone. Nobody is in a zone that is not named.
    #[must_use]
    pub fn of(zones: impl IntoIterator<Item = (ZoneBit, u32)>) -> Self {
        Self(Some(zones.into_iter().collect()))
    }

    /// Returns how many people are in a zone; `None` when nothing is known.
    #[must_use]
    pub fn inside(&self, zone: ZoneBit) -> Option<u32> {
        let zones = self.0.as_ref()?;
        Some(zones.get(&zone).copied().unwrap_or(0))
    }
}
