//! The figures that a scene names, as the totals have them.

use shared::ids::ZoneBit;
use shared::protocol::v1::DayTotals;

/// A figure of a day by its name in the scenes: `entries`, `zone2.inside`; `None` when there is none of that name.
#[must_use]
pub fn figure(day: &DayTotals, name: &str) -> Option<i64> {
    Some(match name {
        "entries" => day.entries,
        "reentries" => day.reentries,
        "exits" => day.exits,
        "inside" => day.inside,
        "unique" => day.unique_visitors,
        "tickets" => day.tickets,
        "refused" => day.refused,
        "conflicts" => day.conflicts,
        "walk_ins" => day.walk_ins,
        "overrides" => day.overrides,
        zone => {
            let (bit, name) = zone.strip_prefix("zone")?.split_once('.')?;
            let bit = ZoneBit(bit.parse().ok()?);
            let zone = day.zones.iter().find(|it| it.zone == bit);
            match name {
                "entries" => zone.map_or(0, |zone| zone.entries),
                "exits" => zone.map_or(0, |zone| zone.exits),
                "inside" => zone.map_or(0, |zone| zone.inside),
                _ => return None,
            }
        }
    })
}
