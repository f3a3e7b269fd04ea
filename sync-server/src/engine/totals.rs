//! The totals, put together from counters and from what kiosks and organisers said. The time it takes does not depend on
//! the length of the history.

use std::collections::BTreeMap;

use jiff::civil::Date;
use shared::catalogue::{AccessZone, Booth, Catalogue, Localized};
use shared::ids::{VillageId, ZoneBit};
use shared::ledger::{Counter, Counters};
use shared::programme::Programme;
use shared::protocol::v1::{
    AreaName, DayTotals, GateFlow, KioskState, SessionTotals, StoreWarning, Totals, UnknownGate,
};
use shared::time::UnixMs;

use crate::ports::{Published, SeatAllocators};

/// What totals are made of.
pub(crate) struct TotalsInput<'a> {
    /// What the organisers decided.
    pub(crate) published: &'a Published,
    /// The kiosks by name; what is counted of them is filled in.
    pub(crate) kiosks: Vec<KioskState>,
    /// The counters, read after the kiosks: what kiosks vouch for is in them.
    pub(crate) counters: &'a Counters,
    /// The seats of sessions by the session's name.
    pub(crate) seats: &'a SeatAllocators,
    /// What is wrong with the server's own data.
    pub(crate) warnings: Vec<StoreWarning>,
}

/// Returns the totals as of now.
pub(crate) fn totals(input: TotalsInput<'_>, now: UnixMs) -> Totals {
    let TotalsInput {
        published,
        mut kiosks,
        counters,
        seats,
        warnings,
    } = input;
    let catalogue = &published.catalogue;
    let calendar = catalogue.calendar();
    let mut dates: Vec<Date> = counters.dates();
    dates.extend(&calendar.days);
    dates.sort_unstable();
    dates.dedup();
    let days: Vec<DayTotals> = dates
        .into_iter()
        .map(|date| DayTotals::of(date, counters))
        .collect();
    for kiosk in &mut kiosks {
        let count = |counter| counters.get(None, counter).max(0) as u64;
        kiosk.set_aside = count(Counter::Damaged(kiosk.id.clone()));
        kiosk.ahead = count(Counter::Ahead(kiosk.id.clone()));
        kiosk.untimed = count(Counter::Untimed(kiosk.id.clone()));
    }
    let unknown_gates = counters.on(None).filter_map(|(counter, records)| {
        let Counter::UnknownGate(gate) = counter else {
            return None;
        };
        Some(UnknownGate {
            gate: gate.clone(),
            records,
        })
    });
    let booths = busy_booths(catalogue, &days);
    let retired = &catalogue.retired;
    let gates = retired.gates.iter().chain(&catalogue.gates);
    let types = retired.ticket_types.iter().chain(&catalogue.ticket_types);
    let areas = catalogue.zones.iter().filter(|it| it.bit != ZoneBit(0));
    let area = |zone: &AccessZone| AreaName {
        zone: zone.bit,
        name: zone.name.clone(),
        capacity: zone.capacity,
    };
    let name = |booth: &&Booth| (booth.number, booth.name.clone());
    let village = |booth: &&Booth| (booth.number, booth.village.clone());
    Totals {
        exhibition: catalogue.exhibition,
        name: catalogue.name.clone(),
        utc_offset_minutes: catalogue.utc_offset_minutes,
        server_time_ms: now,
        today: calendar.date_at(now),
        complete_to_ms: complete_to(&kiosks),
        capacity: catalogue.rules().of_zone(ZoneBit(0)).capacity,
        gate_names: gates
            .map(|gate| (gate.id.clone(), gate.name.clone()))
            .collect(),
        type_names: types.map(|kind| (kind.id, kind.name.clone())).collect(),
        booth_names: booths.iter().map(name).collect(),
        booth_villages: booths.iter().map(village).collect(),
        village_names: village_names(catalogue, &booths),
        sessions: sessions(catalogue, seats, now),
        warnings,
        issued: published.issued.clone(),
        unknown_gates: unknown_gates.collect(),
        gates_now: GateFlow::of(
            &published.gates(),
            calendar.date_at(now),
            calendar.minute_at(now),
            counters,
        ),
        areas: areas.map(area).collect(),
        kiosks,
        days,
    }
}

/// The booths that anybody has visited or looked up.
fn busy_booths<'a>(catalogue: &'a Catalogue, days: &[DayTotals]) -> Vec<&'a Booth> {
    let busy = |booth: &&Booth| {
        let mut booths = days.iter().flat_map(|day| &day.booths);
        booths.any(|it| it.booth == booth.number)
    };
    catalogue.booths.iter().filter(busy).collect()
}

/// What people call the villages of these booths.
fn village_names(catalogue: &Catalogue, booths: &[&Booth]) -> BTreeMap<VillageId, Localized> {
    let villages = catalogue.villages.iter();
    let named = villages.filter(|village| booths.iter().any(|booth| booth.village == village.id));
    named
        .map(|village| (village.id.clone(), village.name.clone()))
        .collect()
}

/// The sessions with only so many places. One that no kiosk has asked about yet has all of them left.
fn sessions(catalogue: &Catalogue, seats: &SeatAllocators, now: UnixMs) -> Vec<SessionTotals> {
    let calendar = catalogue.calendar();
    let programme = Programme::new(catalogue);
    let slots = programme.slots().iter();
    let limited = slots.filter_map(|slot| {
        let session = catalogue.sessions.get(slot.session)?;
        let places = u32::from(session.places?);
        let untouched = SessionTotals {
            session: session.id.clone(),
            title: session.title.clone(),
            date: calendar.date_at(slot.starts),
            minute: calendar.minute_at(slot.starts),
            starts_ms: slot.starts,
            places,
            taken: 0,
            left: places,
            kiosks: Vec::new(),
            waits_for: Vec::new(),
        };
        Some(match seats.get(&session.id) {
            Some(allocator) => untouched.known_to(allocator, now),
            None => untouched,
        })
    });
    limited.collect()
}

/// The least of what the kiosks vouch for. A kiosk that was heard and vouches for nothing leaves
/// the whole without a promise.
fn complete_to(kiosks: &[KioskState]) -> Option<UnixMs> {
    let heard = kiosks.iter().filter(|kiosk| kiosk.last_seen_ms.is_some());
    // `None` is less than any instant.
    heard.map(|kiosk| kiosk.complete_to_ms).min().flatten()
}
