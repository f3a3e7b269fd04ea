//! What a device's word counts for: by its role, by where it stands, and by what the organisers know of tickets.
//!
//! What falls outside is stored and set aside with a reason. It is never counted and told to no other device.

use std::collections::HashMap;

use shared::checkin::{Direction, Rules};
use shared::ids::{KioskId, TicketNumber};
use shared::protocol::v1::KioskRole;
use shared::record::{Fact, TicketSource};
use shared::staff::MOST_PEOPLE;
use shared::ticket::{Claims, FIRST_OF_SELLERS, NO_KEY};
use shared::time::UnixMs;

use crate::ports::{Device, DevicePlace, ProvenTicket, SetAsideReason, Trust};

/// Over how long tickets that are entered by hand are counted, in milliseconds of the server's clock.
pub(super) const BY_HAND_MS: i64 = 2 * 3_600_000;
/// How many tickets the staff at one kiosk can enter by hand in that time, a day without a network included.
pub(super) const BY_HAND_MOST: usize = 1_000;

/// By how much a device's clock may be wrong when it is moved, in milliseconds.
const CLOCK_ERROR_MS: i64 = 2 * 60_000;

/// What a record is measured by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Permissions<'a> {
    pub(super) kiosk: &'a KioskId,
    pub(super) device: &'a Device,
    pub(super) rules: &'a Rules,
    pub(super) trust: &'a Trust,
    /// Those of the tickets that were issued.
    pub(super) issued: &'a HashMap<TicketNumber, ProvenTicket>,
    /// When the record was received, by the server's clock.
    pub(super) received: UnixMs,
}

/// What kind of thing a record says, as far as roles differ in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What happens at a gate, and what staff do about it.
    Gate,
    /// A ticket at a booth.
    BoothVisit,
    /// Look-ups, acts of staff, the clock, and what a later version says.
    Anything,
}

impl Permissions<'_> {
    /// Returns why a record that was made at an instant does not count; `None` where it does.
    pub(super) fn refuse(&self, fact: &Fact, at: UnixMs) -> Option<SetAsideReason> {
        let since = self.device.quarantined_since;
        if since.is_some_and(|since| self.received >= since) {
            return Some(SetAsideReason::Quarantined);
        }
        if self.device.places.is_empty() || matches!(fact, Fact::Rehearsed(_)) {
            return None;
        }
        self.refuse_place(fact, at)
            .or_else(|| self.refuse_content(fact))
    }

    fn refuse_place(&self, fact: &Fact, at: UnixMs) -> Option<SetAsideReason> {
        let places = self.device.places.iter();
        let mut allowed = places.filter(|place| {
            let is_before = place
                .since
                .is_some_and(|since| at.plus(CLOCK_ERROR_MS) < since);
            !is_before && may_record(place.role, Kind::of(fact))
        });
        let mut is_any = false;
        let is_there = allowed.any(|place| {
            is_any = true;
            self.stands(place, fact)
        });
        match (is_any, is_there) {
            (_, true) => None,
            (true, false) => Some(SetAsideReason::NotItsPlace),
            (false, false) => Some(SetAsideReason::NotItsRole),
        }
    }

    /// Returns whether a record is of a device's place.
    fn stands(&self, place: &DevicePlace, fact: &Fact) -> bool {
        match fact {
            Fact::Passed { gate, .. }
            | Fact::Refused { gate, .. }
            | Fact::Overridden { gate, .. }
            | Fact::Walked { gate, .. }
            | Fact::Annulled { gate, .. }
            | Fact::Staffed { gate, .. } => *gate == place.gate,
            Fact::Visited { booth, .. } => place.role == KioskRole::Booth(*booth),
            Fact::LookedUp { booth, .. } => self.rules.booths.contains(booth),
            Fact::ClockKnown | Fact::Rehearsed(_) | Fact::Unknown { .. } => true,
        }
    }

    fn refuse_content(&self, fact: &Fact) -> Option<SetAsideReason> {
        let (claims, people, most) = match fact {
            Fact::Annulled { target, .. } => {
                return (target.kiosk != *self.kiosk).then_some(SetAsideReason::OthersRecord);
            }
            Fact::Walked { people, .. } => (None, *people, MOST_PEOPLE),
            Fact::Overridden { claims, people, .. } => (claims.as_ref(), *people, MOST_PEOPLE),
            Fact::Passed {
                direction: Direction::Out,
                claims,
                people,
                ..
            } => (Some(claims), *people, MOST_PEOPLE.max(claims.party.into())),
            Fact::Passed { claims, people, .. } | Fact::Visited { claims, people, .. } => {
                (Some(claims), *people, claims.party.into())
            }
            _ => return None,
        };
        if people > most {
            return Some(SetAsideReason::TooManyPeople);
        }
        let claims = claims?;
        if !self.was_issued(claims) {
            return Some(SetAsideReason::NotIssued);
        }
        self.refuse_source(claims, fact)
    }

    /// Returns whether a ticket was issued, as far as that can be known: the numbers up to one may have been given out
    /// before the database was set back, and a database without any ticket may be all that is left of an exhibition. A
    /// seller's ticket that is missing then has the same number once its list is imported again.
    fn was_issued(&self, claims: &Claims) -> bool {
        match self.issued.get(&claims.number) {
            // The list of another seller may have changed since the kiosk read it.
            Some(ticket) if ticket.claims.key == NO_KEY => claims.key == NO_KEY,
            Some(ticket) => ticket.claims == *claims,
            None if self.trust.last_ticket == TicketNumber(0) && !self.trust.has_tickets => true,
            None if claims.key == NO_KEY && claims.number >= FIRST_OF_SELLERS => {
                self.trust.was_set_back || !self.trust.has_tickets
            }
            None => {
                let is_known = claims.key == NO_KEY || self.trust.keys.contains(&claims.key);
                claims.number <= self.trust.last_ticket && is_known
            }
        }
    }

    fn refuse_source(&self, claims: &Claims, fact: &Fact) -> Option<SetAsideReason> {
        let Fact::Passed { source, .. } = fact else {
            return None;
        };
        let expected = self.issued.get(&claims.number)?.proof?;
        let from = self.trust.proof_from;
        let key = self.trust.code_key.as_ref();
        let key = key.filter(|_| claims.key == NO_KEY);
        let is_right = match source {
            TicketSource::Scanned(proof) => {
                *proof == expected || key.is_some_and(|key| *proof == key.proof(expected))
            }
            TicketSource::Entered(_) => true,
            TicketSource::Unstated => from.is_none_or(|from| self.received < from),
        };
        (!is_right).then_some(SetAsideReason::Unproven)
    }
}

impl Kind {
    fn of(fact: &Fact) -> Self {
        match fact {
            Fact::Passed { .. }
            | Fact::Refused { .. }
            | Fact::Overridden { .. }
            | Fact::Walked { .. }
            | Fact::Annulled { .. } => Self::Gate,
            Fact::Visited { .. } => Self::BoothVisit,
            Fact::LookedUp { .. }
            | Fact::Staffed { .. }
            | Fact::ClockKnown
            | Fact::Rehearsed(_)
            | Fact::Unknown { .. } => Self::Anything,
        }
    }
}

/// Which role records what.
fn may_record(role: KioskRole, kind: Kind) -> bool {
    match (role, kind) {
        (_, Kind::Anything)
        | (KioskRole::Door, Kind::Gate)
        | (KioskRole::Booth(_), Kind::BoothVisit) => true,
        (KioskRole::Door, Kind::BoothVisit)
        | (KioskRole::Booth(_), Kind::Gate)
        | (KioskRole::Hall, Kind::Gate | Kind::BoothVisit) => false,
    }
}

/// Returns whether staff used a ticket up without its code.
pub(super) fn is_by_hand(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Passed {
            source: TicketSource::Entered(_),
            ..
        } | Fact::Overridden {
            claims: Some(_),
            ..
        }
    )
}

#[cfg(test)]
mod tests;
