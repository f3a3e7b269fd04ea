//! The totals, put together from what is in memory.

use std::collections::BTreeMap;

use shared::protocol::v1::{DayTotals, KioskState, Totals};
use shared::time::UnixMs;

use super::Shared;

impl Shared {
    /// The totals as of now; the time this takes does not depend on the length of the history.
    pub(super) fn totals(&self, now: UnixMs) -> Totals {
        let published = self.published();
        let catalogue = &published.catalogue;
        let calendar = catalogue.calendar();
        let memory = self.memory();
        let tally = memory.ledger.tally();
        let mut days: BTreeMap<_, _> = tally
            .days
            .iter()
            .map(|(date, day)| (*date, DayTotals::of(*date, day)))
            .collect();
        for date in calendar.days {
            let empty = || DayTotals::of(date, &shared::tally::DayTally::default());
            days.entry(date).or_insert_with(empty);
        }
        let gates = catalogue.gates.iter();
        let gate_names = gates.map(|gate| (gate.id.clone(), gate.name.clone()));
        let types = catalogue.ticket_types.iter();
        let type_names = types.map(|kind| (kind.id, kind.name.clone()));
        let booth_names = catalogue.booths.iter().filter(|booth| {
            let mut days = tally.days.values();
            days.any(|day| day.booths.contains_key(&booth.number))
        });
        let booth_names = booth_names
            .map(|booth| (booth.number, booth.name.clone()))
            .collect();
        let kiosks: Vec<KioskState> = memory.kiosks.values().cloned().collect();
        drop(memory);
        Totals {
            exhibition: catalogue.exhibition,
            name: catalogue.name.clone(),
            utc_offset_minutes: catalogue.utc_offset_minutes,
            server_time_ms: now,
            today: calendar.zone.local(now).date,
            complete_to_ms: complete_to(&kiosks),
            gate_names: gate_names.collect(),
            type_names: type_names.collect(),
            booth_names,
            kiosks,
            days: days.into_values().collect(),
        }
    }
}

/// The least of what the kiosks vouch for. A kiosk that was heard and vouches for nothing leaves
/// the whole without a promise.
fn complete_to(kiosks: &[KioskState]) -> Option<UnixMs> {
    let heard = kiosks.iter().filter(|kiosk| kiosk.last_heard_ms.is_some());
    // `None` is less than any instant.
    heard.map(|kiosk| kiosk.complete_to_ms).min().flatten()
}
