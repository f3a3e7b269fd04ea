//! Seats of sessions that have only so many: kiosks say what they hold, allocators answer.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};
use shared::catalogue::Catalogue;
use shared::ids::{Incarnation, KioskId};
use shared::programme::Programme;
use shared::protocol::v1::{AllocationReport, AllocatorReply, SeatsElsewhere};
use shared::seats::{SeatAllocator, SeatTerms};
use shared::time::UnixMs;

use crate::ports::{PortError, Published, SeatAllocators, SeatsTx, StoredAllocator};

/// How many bits of an allocator's epoch tell databases apart.
const EPOCH_BITS: u32 = 20;
/// The latest time that leaves room for them.
const LATEST_MS: i64 = (1 << (63 - EPOCH_BITS)) - 1;

/// What a kiosk says of its allocations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AllocationReports {
    /// Who says it.
    pub(crate) kiosk: KioskId,
    /// Whether it holds no other allocations.
    pub(crate) whole: bool,
    /// The allocations.
    pub(crate) allocations: Vec<AllocationReport>,
    /// When it came, by the server's clock.
    pub(crate) received: UnixMs,
}

/// What came of an exchange.
pub(crate) struct SeatExchange {
    /// What the allocators answer each kiosk, in the order in which these reported.
    pub(crate) answers: Vec<Vec<AllocatorReply>>,
    /// The allocators as they are now.
    pub(crate) allocators: SeatAllocators,
    /// Whether anything was written.
    pub(crate) changed: bool,
    /// Kiosks whose clocks turned out to be behind, and by how many milliseconds.
    pub(crate) behind: BTreeMap<KioskId, i64>,
}

/// Gives the allocators what kiosks report, and writes what changed.
pub(crate) fn exchange_seats(
    tx: &dyn SeatsTx,
    published: &Published,
    reports: &[AllocationReports],
    now: UnixMs,
) -> Result<SeatExchange, PortError> {
    let before = tx.stored_allocators()?;
    let mut seats = Seats {
        terms: terms(&published.catalogue),
        published,
        allocators: restored(tx, before.clone(), &published.epoch, now)?,
        kiosks: tx.seat_kiosks()?,
        behind: BTreeMap::new(),
    };
    let kiosks_before = seats.kiosks.clone();
    let answers = reports.iter().map(|report| seats.take(report)).collect();
    let mut changed = false;
    for (session, stored) in &seats.allocators {
        if before.get(session) != Some(stored) {
            tx.write_allocator(session, stored)?;
            changed = true;
        }
    }
    for (kiosk, gives) in &seats.kiosks {
        if kiosks_before.get(kiosk) != Some(gives) {
            tx.set_gives_seats(kiosk, *gives)?;
            changed = true;
        }
    }
    Ok(SeatExchange {
        answers,
        changed,
        behind: seats.behind,
        allocators: allocators_of(seats.allocators),
    })
}

/// Returns the allocators as kiosks would find them at `now` in an epoch.
pub(crate) fn seat_allocators(
    tx: &dyn SeatsTx,
    epoch: &str,
    now: UnixMs,
) -> Result<SeatAllocators, PortError> {
    let stored = restored(tx, tx.stored_allocators()?, epoch, now)?;
    Ok(allocators_of(stored))
}

/// An allocator that was written in another epoch came back with a backup: it begins anew from what kiosks hold.
fn restored(
    tx: &dyn SeatsTx,
    mut allocators: BTreeMap<String, StoredAllocator>,
    epoch: &str,
    now: UnixMs,
) -> Result<BTreeMap<String, StoredAllocator>, PortError> {
    if allocators.values().any(|stored| stored.epoch != epoch) {
        let kiosks: Vec<KioskId> = tx.seat_kiosks()?.into_keys().collect();
        for stored in allocators.values_mut().filter(|it| it.epoch != epoch) {
            let kiosks = kiosks.iter().cloned();
            stored
                .allocator
                .restored(allocator_epoch(epoch, now), kiosks);
            epoch.clone_into(&mut stored.epoch);
        }
    }
    Ok(allocators)
}

fn allocators_of(stored: BTreeMap<String, StoredAllocator>) -> SeatAllocators {
    let stored = stored.into_iter();
    stored
        .map(|(session, stored)| (session, stored.allocator))
        .collect()
}

/// The terms of every session of a catalogue that has only so many seats.
fn terms(catalogue: &Catalogue) -> HashMap<&str, SeatTerms> {
    let programme = Programme::new(catalogue);
    let slots = programme.slots().iter();
    let limited = slots.filter_map(|slot| {
        let session = catalogue.sessions.get(slot.session)?;
        let terms = SeatTerms::new(session.places?, slot.starts);
        Some((session.id.as_str(), terms))
    });
    limited.collect()
}

/// All allocators within one transaction.
struct Seats<'a> {
    published: &'a Published,
    terms: HashMap<&'a str, SeatTerms>,
    allocators: BTreeMap<String, StoredAllocator>,
    /// The kiosks, and whether each gives out seats.
    kiosks: BTreeMap<KioskId, bool>,
    /// Those whose clock turned out to be behind, and by how many milliseconds.
    behind: BTreeMap<KioskId, i64>,
}

impl Seats<'_> {
    /// Takes in what a kiosk reports, and answers it.
    fn take(&mut self, report: &AllocationReports) -> Vec<AllocatorReply> {
        if (report.whole || !report.allocations.is_empty())
            && let Some(gives) = self.kiosks.get_mut(&report.kiosk)
        {
            *gives = !report.allocations.is_empty();
        }
        if report.whole {
            // What a kiosk does not name it does not hold: nobody need wait to hear of it.
            let is_named = |id: &String| report.allocations.iter().any(|it| it.session == *id);
            let others = self.allocators.iter_mut().filter(|(id, _)| !is_named(id));
            for (_, stored) in others {
                stored.allocator.give_up(&report.kiosk);
            }
        }
        let allocations = report.allocations.iter();
        allocations
            .filter_map(|allocation| self.answer(&report.kiosk, allocation, report.received))
            .collect()
    }

    /// Returns what the allocator of a session answers, where there is one.
    fn answer(
        &mut self,
        kiosk: &KioskId,
        allocation: &AllocationReport,
        now: UnixMs,
    ) -> Option<AllocatorReply> {
        let terms = *self.terms.get(allocation.session.as_str())?;
        let report = allocation.checked()?;
        let giving = self.kiosks.values().filter(|gives| **gives).count();
        let published = self.published;
        let stored = self
            .allocators
            .entry(allocation.session.clone())
            .or_insert_with(|| {
                // A database that was made anew never goes back to an epoch that kiosks know.
                let mut allocator = SeatAllocator::new(terms);
                allocator.restored(allocator_epoch(&published.epoch, now), []);
                StoredAllocator {
                    allocator,
                    epoch: published.epoch.clone(),
                }
            });
        let allocator = &mut stored.allocator;
        allocator.set_terms(terms);
        let giving = u32::try_from(giving).unwrap_or(u32::MAX);
        let was_behind = allocator.is_behind(kiosk).is_some();
        let message = allocator.accept_report(kiosk, report, giving, now);
        if let (false, Some(ms)) = (was_behind, allocator.is_behind(kiosk)) {
            self.behind.insert(kiosk.clone(), ms);
        }
        let elsewhere = elsewhere(allocator, kiosk, report.incarnation);
        Some(AllocatorReply {
            session: allocation.session.clone(),
            message,
            elsewhere,
        })
    }
}

/// Returns the tickets that have seats from anyone but this incarnation of a kiosk.
fn elsewhere(
    allocator: &SeatAllocator,
    kiosk: &KioskId,
    incarnation: Incarnation,
) -> Vec<SeatsElsewhere> {
    let mut elsewhere: Vec<SeatsElsewhere> = Vec::new();
    for (from, its_incarnation, given) in allocator.given() {
        if from == kiosk && its_incarnation == incarnation {
            continue;
        }
        let known = elsewhere
            .iter_mut()
            .find(|known| known.ticket == given.ticket && known.kiosk == *from);
        match known {
            Some(known) => known.people = known.people.saturating_add(1),
            None => elsewhere.push(SeatsElsewhere {
                ticket: given.ticket,
                kiosk: from.clone(),
                people: 1,
            }),
        }
    }
    elsewhere
}

/// Returns an allocator's epoch within an epoch of the database: another one for each, also where the clock says twice the
/// same. Kiosks of earlier versions take the greater one for the later one, so it begins with the time.
fn allocator_epoch(epoch: &str, now: UnixMs) -> u64 {
    let [a, b, c, ..] = <[u8; 32]>::from(Sha256::digest(epoch));
    let of_database = u64::from(u32::from_be_bytes([0, a, b, c]) >> 4);
    (now.0.clamp(0, LATEST_MS).unsigned_abs() << EPOCH_BITS) | of_database
}
