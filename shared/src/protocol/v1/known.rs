//! What a feed tells, item by item: revocations, and what happened at other doors.

use serde::{Deserialize, Serialize};

use crate::checkin::{Direction, Passage, RecordOrder, TicketStatus, WalkIn};
use crate::ids::{BoothNumber, GateId, Incarnation, KioskId, TicketNumber, TicketType};
use crate::record::RecordId;
use crate::ticket::{CLAIMS_LEN, Claims, ClaimsError};
use crate::time::UnixMs;

/// One item of the feed; a kind of a later version is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FeedItem {
    /// One that this version understands.
    Known(KnownItem),
    /// One that it does not.
    Unknown(serde_json::Value),
}

/// The kinds of item that this version understands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KnownItem {
    /// A party came in.
    Entry(PassageItem),
    /// A party went out.
    Exit(PassageItem),
    /// Staff let a party in against the rules.
    Override(PassageItem),
    /// People came in without a ticket that anybody knows.
    WalkIn(WalkInItem),
    /// People went out without one.
    WalkOut(WalkInItem),
    /// A passage told of before, or one still to come, does not count.
    Annul(AnnulItem),
    /// A ticket was withdrawn.
    Revoked(TicketStatusItem),
    /// A ticket was stopped for a talk with staff.
    Blocked(TicketStatusItem),
    /// A ticket is good again.
    Reinstated(TicketStatusItem),
    /// A ticket was shown at a booth; told only to those who ask for visits.
    Visit(VisitItem),
}

/// A passage at some door, with the identity of the record it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageItem {
    /// The kiosk that recorded it.
    pub kiosk: KioskId,
    /// The life of that kiosk's journal.
    pub incarnation: Incarnation,
    /// The record's number in that journal.
    pub seq: u64,
    /// The corrected time.
    pub at_ms: UnixMs,
    /// The time that was told of before, where the kiosk has learnt since that it was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_ms: Option<UnixMs>,
    /// The gate.
    pub gate: GateId,
    /// The claims of the ticket, 32 hexadecimal digits.
    #[serde(with = "hex::serde")]
    pub claims: [u8; CLAIMS_LEN],
    /// How many people.
    pub people: u16,
}

/// People without a ticket at some door, with the identity of the record it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkInItem {
    /// The kiosk that recorded it.
    pub kiosk: KioskId,
    /// The life of that kiosk's journal.
    pub incarnation: Incarnation,
    /// The record's number in that journal.
    pub seq: u64,
    /// The corrected time.
    pub at_ms: UnixMs,
    /// The time that was told of before, where the kiosk has learnt since that it was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_ms: Option<UnixMs>,
    /// The gate.
    pub gate: GateId,
    /// As what kind of visitor they count; `None` for those whom staff let in with a ticket that
    /// stays unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<TicketType>,
    /// How many people.
    pub people: u16,
}

/// The record of a passage that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnulItem {
    /// The kiosk that recorded it.
    pub kiosk: KioskId,
    /// The life of that kiosk's journal.
    pub incarnation: Incarnation,
    /// The record's number in that journal.
    pub seq: u64,
    /// The ticket, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketNumber>,
}

/// A visit to a booth, as little of it as a stamp card needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitItem {
    /// The ticket.
    pub ticket: TicketNumber,
    /// The booth.
    pub booth: BoothNumber,
    /// The corrected time.
    pub at_ms: UnixMs,
}

/// A ticket whose standing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketStatusItem {
    /// The ticket.
    pub ticket: TicketNumber,
    /// From when on.
    pub since_ms: UnixMs,
}

impl KnownItem {
    /// The item that tells other kiosks of a passage.
    ///
    /// # Errors
    /// [`ClaimsError`] for claims that could not be read back; stored passages never have such.
    pub fn passed(passage: &Passage) -> Result<Self, ClaimsError> {
        let item = PassageItem {
            kiosk: passage.place.kiosk.clone(),
            incarnation: passage.place.incarnation,
            seq: passage.place.seq,
            at_ms: passage.place.at,
            was_ms: None,
            gate: passage.gate.clone(),
            claims: passage.claims.to_bytes()?,
            people: passage.people,
        };
        Ok(match passage.direction {
            Direction::In if passage.by_staff => Self::Override(item),
            Direction::In => Self::Entry(item),
            Direction::Out => Self::Exit(item),
        })
    }

    /// The item that tells other kiosks of people without a ticket.
    #[must_use]
    pub fn walked(walk: &WalkIn) -> Self {
        let item = WalkInItem {
            kiosk: walk.place.kiosk.clone(),
            incarnation: walk.place.incarnation,
            seq: walk.place.seq,
            at_ms: walk.place.at,
            was_ms: None,
            gate: walk.gate.clone(),
            ticket_type: walk.kind,
            people: walk.people,
        };
        match walk.direction {
            Direction::In => Self::WalkIn(item),
            Direction::Out => Self::WalkOut(item),
        }
    }

    /// The same passage, told of at another time before.
    #[must_use]
    pub fn corrected_from(mut self, was: UnixMs) -> Self {
        match &mut self {
            Self::Entry(item) | Self::Exit(item) | Self::Override(item) => item.was_ms = Some(was),
            Self::WalkIn(item) | Self::WalkOut(item) => item.was_ms = Some(was),
            _ => {}
        }
        self
    }

    /// The time at which a passage was told of before, where that was wrong.
    #[must_use]
    pub fn was(&self) -> Option<UnixMs> {
        match self {
            Self::Entry(item) | Self::Exit(item) | Self::Override(item) => item.was_ms,
            Self::WalkIn(item) | Self::WalkOut(item) => item.was_ms,
            _ => None,
        }
    }

    /// The people without a ticket this item tells of; `None` when it tells of something else.
    #[must_use]
    pub fn walk(&self) -> Option<WalkIn> {
        let (item, direction) = match self {
            Self::WalkIn(item) => (item, Direction::In),
            Self::WalkOut(item) => (item, Direction::Out),
            _ => return None,
        };
        Some(WalkIn {
            place: RecordOrder {
                at: item.at_ms,
                kiosk: item.kiosk.clone(),
                incarnation: item.incarnation,
                seq: item.seq,
            },
            gate: item.gate.clone(),
            direction,
            kind: item.ticket_type,
            people: item.people,
        })
    }

    /// The item that tells other kiosks of an annulment.
    #[must_use]
    pub fn annulled(target: &RecordId, ticket: Option<TicketNumber>) -> Self {
        Self::Annul(AnnulItem {
            kiosk: target.kiosk.clone(),
            incarnation: target.incarnation,
            seq: target.seq,
            ticket,
        })
    }

    /// The record that does not count, and its ticket where that is known; `None` when the item
    /// tells of something else.
    #[must_use]
    pub fn annulment(&self) -> Option<(RecordId, Option<TicketNumber>)> {
        let Self::Annul(item) = self else {
            return None;
        };
        let target = RecordId {
            kiosk: item.kiosk.clone(),
            incarnation: item.incarnation,
            seq: item.seq,
        };
        Some((target, item.ticket))
    }

    /// The passage this item tells of; `None` when it tells of something else.
    ///
    /// # Errors
    /// [`ClaimsError`] when the claims can't be read.
    pub fn passage(&self) -> Result<Option<Passage>, ClaimsError> {
        let (item, direction, by_staff) = match self {
            Self::Entry(item) => (item, Direction::In, false),
            Self::Exit(item) => (item, Direction::Out, false),
            Self::Override(item) => (item, Direction::In, true),
            _ => return Ok(None),
        };
        Ok(Some(Passage {
            place: RecordOrder {
                at: item.at_ms,
                kiosk: item.kiosk.clone(),
                incarnation: item.incarnation,
                seq: item.seq,
            },
            gate: item.gate.clone(),
            direction,
            claims: Claims::from_bytes(&item.claims)?,
            people: item.people,
            by_staff,
        }))
    }

    /// The ticket and its new standing; `None` when the item tells of something else.
    #[must_use]
    pub fn standing(&self) -> Option<(TicketNumber, TicketStatus)> {
        match self {
            Self::Revoked(item) => Some((item.ticket, TicketStatus::Revoked(item.since_ms))),
            Self::Blocked(item) => Some((item.ticket, TicketStatus::Blocked(item.since_ms))),
            Self::Reinstated(item) => Some((item.ticket, TicketStatus::Good)),
            _ => None,
        }
    }
}
