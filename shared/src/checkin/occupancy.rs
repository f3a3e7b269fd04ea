//! How many people are inside.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::ids::ZoneBit;
use crate::tally::Tally;

/// How many people are inside each zone, as far as whoever decides knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Occupancy(Option<BTreeMap<ZoneBit, u32>>);

impl Occupancy {
    /// Nothing is known, so nothing is full: how records are judged again, for whoever was let in
    /// is in, and did nothing wrong.
    pub const UNKNOWN: Self = Self(None);

    /// From people by zone. Nobody is in a zone that is not named.
    #[must_use]
    pub fn of(zones: impl IntoIterator<Item = (ZoneBit, u32)>) -> Self {
        Self(Some(zones.into_iter().collect()))
    }

    /// What a tally says for a date. Whoever came in on another date and was not scanned out is
    /// not taken to be inside still.
    #[must_use]
    pub fn on(tally: &Tally, date: Date) -> Self {
        let people = |inside: i64| u32::try_from(inside.max(0)).unwrap_or(u32::MAX);
        let day = tally.days.get(&date);
        let whole = day.map_or(0, |day| people(day.inside));
        let zones = day.into_iter().flat_map(|day| &day.zones);
        Self::of(
            zones
                .map(|(zone, inner)| (*zone, people(inner.inside)))
                .chain([(ZoneBit(0), whole)]),
        )
    }

    /// How many people are in a zone; `None` when nothing is known.
    #[must_use]
    pub fn inside(&self, zone: ZoneBit) -> Option<u32> {
        let zones = self.0.as_ref()?;
        Some(zones.get(&zone).copied().unwrap_or(0))
    }
}
