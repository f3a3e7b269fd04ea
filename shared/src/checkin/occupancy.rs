//! How many people are inside.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::ids::ZoneBit;
use crate::tally::Tally;

/// How many people are inside each zone, as far as whoever decides knows. A zone that is not known
/// is never full.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Occupancy(BTreeMap<ZoneBit, u32>);

impl Occupancy {
    /// Nothing is known, so nothing is full: how records are judged again, for whoever was let in
    /// is in, and did nothing wrong.
    pub const UNKNOWN: Self = Self(BTreeMap::new());

    /// From people by zone.
    #[must_use]
    pub fn of(zones: impl IntoIterator<Item = (ZoneBit, u32)>) -> Self {
        Self(zones.into_iter().collect())
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

    /// How many people are in a zone; `None` when that is not known.
    #[must_use]
    pub fn inside(&self, zone: ZoneBit) -> Option<u32> {
        self.0.get(&zone).copied()
    }
}
