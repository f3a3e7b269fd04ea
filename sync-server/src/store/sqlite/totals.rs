//! The totals, put together from what is kept in memory. The time it takes does not depend on the length of the history.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::Ordering;

use shared::catalogue::{Booth, Catalogue, Localized};
use shared::ids::{KioskId, VillageId};
use shared::programme::Programme;
use shared::protocol::v1::{
    DayTotals, KioskState, SessionTotals, StoreWarning, Totals, UnknownGate,
};
use shared::tally::{DayTally, Tally};
use shared::time::UnixMs;

use super::Shared;
use super::places::Offices;

impl Shared {
    /// The totals as of now.
    pub(super) fn totals(&self, now: UnixMs) -> Totals {
        let published = self.published();
        let catalogue = &published.catalogue;
        let calendar = catalogue.calendar();
        let today = calendar.date_at(now);
        let memory = self.memory();
        let tally = memory.ledger.tally();
        let mut days: BTreeMap<_, _> = tally
            .days
            .iter()
            .map(|(date, day)| (*date, DayTotals::of(*date, day)))
            .collect();
        for date in calendar.days {
            let empty = || DayTotals::of(date, &DayTally::default());
            days.entry(date).or_insert_with(empty);
        }
        let booths = busy_booths(catalogue, tally);
        let unknown_gates = tally.unknown_gates.iter();
        let unknown_gates = unknown_gates.map(|(gate, records)| UnknownGate {
            gate: gate.clone(),
            records: *records,
        });
        let unknown_gates = unknown_gates.collect();
        let kiosks: Vec<KioskState> = memory.kiosks.values().cloned().collect();
        let sessions = sessions(catalogue, &memory.offices, now);
        drop(memory);
        let retired = &catalogue.retired;
        let gates = retired.gates.iter().chain(&catalogue.gates);
        let types = retired.ticket_types.iter().chain(&catalogue.ticket_types);
        let name = |booth: &&Booth| (booth.number, booth.name.clone());
        let village = |booth: &&Booth| (booth.number, booth.village.clone());
        Totals {
            exhibition: catalogue.exhibition,
            name: catalogue.name.clone(),
            utc_offset_minutes: catalogue.utc_offset_minutes,
            server_time_ms: now,
            today,
            complete_to_ms: complete_to(&kiosks),
            gate_names: gates
                .map(|gate| (gate.id.clone(), gate.name.clone()))
                .collect(),
            type_names: types.map(|kind| (kind.id, kind.name.clone())).collect(),
            booth_names: booths.iter().map(name).collect(),
            booth_villages: booths.iter().map(village).collect(),
            village_names: village_names(catalogue, &booths),
            sessions,
            warnings: self.warnings(),
            issued: published.issued.clone(),
            unknown_gates,
            kiosks,
            days: days.into_values().collect(),
        }
    }
}

impl Shared {
    /// What is wrong with the server's own data.
    fn warnings(&self) -> Vec<StoreWarning> {
        let gone = self.watch.gone().map(|path| {
            let file = path.file_name().unwrap_or_default();
            StoreWarning::DatabaseGone {
                file: file.to_string_lossy().into_owned(),
            }
        });
        let faults = self.faults.load(Ordering::Relaxed);
        let damaged = (faults > 0).then_some(StoreWarning::Damaged { faults });
        let failed = self.backup_failed.load(Ordering::Relaxed);
        let backup = failed.then_some(StoreWarning::BackupFailed);
        let warnings = [gone, damaged, self.set_back(), backup];
        warnings.into_iter().flatten().collect()
    }

    /// Says which kiosks were not heard since the database was set back.
    fn set_back(&self) -> Option<StoreWarning> {
        if !self.published().was_set_back {
            return None;
        }
        let memory = self.memory();
        let kiosks = memory.kiosks.values();
        let unheard = kiosks.filter(|kiosk| kiosk.last_heard_ms.is_none());
        let unheard: Vec<KioskId> = unheard.map(|kiosk| kiosk.id.clone()).collect();
        (!unheard.is_empty()).then_some(StoreWarning::SetBack { unheard })
    }

    /// How many places nobody has, by session. Records wait for the memory meanwhile, so only what was given is counted.
    pub(super) fn places_left(&self) -> HashMap<String, u32> {
        let catalogue = self.published().catalogue.clone();
        let sessions = catalogue.sessions.iter();
        let limited = sessions.filter_map(|it| Some((it.id.as_str(), u32::from(it.places?))));
        let memory = self.memory();
        let left = limited.map(|(session, places)| {
            let office = memory.offices.get(session);
            let given = office.map_or(0, |office| office.given().count() as u32);
            (session.to_owned(), places.saturating_sub(given))
        });
        left.collect()
    }
}

/// The booths that anybody has visited or looked up.
fn busy_booths<'a>(catalogue: &'a Catalogue, tally: &Tally) -> Vec<&'a Booth> {
    let busy = |booth: &&Booth| {
        let mut days = tally.days.values();
        days.any(|day| day.booths.contains_key(&booth.number))
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
fn sessions(catalogue: &Catalogue, offices: &Offices, now: UnixMs) -> Vec<SessionTotals> {
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
        Some(match offices.get(&session.id) {
            Some(office) => untouched.known_to(office, now),
            None => untouched,
        })
    });
    limited.collect()
}

/// The least of what the kiosks vouch for. A kiosk that was heard and vouches for nothing leaves
/// the whole without a promise.
fn complete_to(kiosks: &[KioskState]) -> Option<UnixMs> {
    let heard = kiosks.iter().filter(|kiosk| kiosk.last_heard_ms.is_some());
    // `None` is less than any instant.
    heard.map(|kiosk| kiosk.complete_to_ms).min().flatten()
}
