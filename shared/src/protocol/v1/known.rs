//! What a feed tells, item by item: revocations, and what happened at other doors.

use serde::{Deserialize, Serialize};

use crate::checkin::{Direction, Passage, TicketStatus, WalkIn};
use crate::ids::{BoothNumber, GateId, TicketNumber, TicketType};
use crate::record::{RecordId, RecordOrder};
use crate::ticket::{CLAIMS_LEN, Claims, ClaimsError};
use crate::time::UnixMs;

/// One item of the feed; a kind of a later version is ignored.
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

/// People who crossed a gate, with the record that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossingItem {
    /// The record.
    #[serde(flatten)]
    pub record: RecordId,
    /// The corrected time.
    pub at_ms: UnixMs,
    /// The time that an earlier item said, where the kiosk has learnt since that it was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_ms: Option<UnixMs>,
    /// It was taken back and counts again.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub released: bool,
    /// The gate.
    pub gate: GateId,
    /// How many people.
    pub people: u16,
}

/// A passage at some door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageItem {
    /// Who, where and when.
    #[serde(flatten)]
    pub crossing: CrossingItem,
    /// The claims of the ticket, 32 hexadecimal digits.
    #[serde(with = "hex::serde")]
    pub claims: [u8; CLAIMS_LEN],
}

/// People without a ticket at some door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkInItem {
    /// Who, where and when.
    #[serde(flatten)]
    pub crossing: CrossingItem,
    /// As what kind of visitor they count; `None` for those whom staff let in with a ticket that
    /// stays unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<TicketType>,
}

/// The record of a passage that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnulItem {
    /// The record.
    #[serde(flatten)]
    pub record: RecordId,
    /// The ticket, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketNumber>,
    /// The corrected time of the passage, where it is known: the kiosk that made it, and was set back, may know it under
    /// another record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_ms: Option<UnixMs>,
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

/// A ticket whose status changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketStatusItem {
    /// The ticket.
    pub ticket: TicketNumber,
    /// From when on.
    pub since_ms: UnixMs,
}

impl CrossingItem {
    fn new(order: &RecordOrder, gate: &GateId, people: u16) -> Self {
        Self {
            record: order.id(),
            at_ms: order.at,
            was_ms: None,
            released: false,
            gate: gate.clone(),
            people,
        }
    }

    fn order(&self) -> RecordOrder {
        self.record.clone().made_at(self.at_ms)
    }
}

impl KnownItem {
    /// Returns the item that tells other kiosks of a passage.
    ///
    /// # Errors
    /// [`ClaimsError`] for claims that could not be read back; stored passages never have such.
    pub fn passed(passage: &Passage) -> Result<Self, ClaimsError> {
        let item = PassageItem {
            crossing: CrossingItem::new(&passage.order, &passage.gate, passage.people),
            claims: passage.claims.to_bytes()?,
        };
        Ok(match passage.direction {
            Direction::In if passage.by_staff => Self::Override(item),
            Direction::In => Self::Entry(item),
            Direction::Out => Self::Exit(item),
        })
    }

    /// Returns the item that tells other kiosks of people without a ticket.
    #[must_use]
    pub fn walked(walk_in: &WalkIn) -> Self {
        let item = WalkInItem {
            crossing: CrossingItem::new(&walk_in.order, &walk_in.gate, walk_in.people),
            ticket_type: walk_in.kind,
        };
        match walk_in.direction {
            Direction::In => Self::WalkIn(item),
            Direction::Out => Self::WalkOut(item),
        }
    }

    /// Returns the item that tells other kiosks of an annulment.
    #[must_use]
    pub fn annulled(target: &RecordId, ticket: Option<TicketNumber>) -> Self {
        Self::Annul(AnnulItem {
            record: target.clone(),
            ticket,
            at_ms: None,
        })
    }

    /// Returns the same item of an annulment with the time of the passage.
    #[must_use]
    pub fn of_time(mut self, at: Option<UnixMs>) -> Self {
        if let Self::Annul(item) = &mut self {
            item.at_ms = at;
        }
        self
    }

    /// Returns the same item with the time that an earlier one said.
    #[must_use]
    pub fn corrected_from(mut self, was: UnixMs) -> Self {
        if let Some(crossing) = self.crossing_mut() {
            crossing.was_ms = Some(was);
        }
        self
    }

    /// Returns the same item of what was taken back and counts again.
    #[must_use]
    pub fn released(mut self) -> Self {
        if let Some(crossing) = self.crossing_mut() {
            crossing.released = true;
        }
        self
    }

    fn crossing_mut(&mut self) -> Option<&mut CrossingItem> {
        match self {
            Self::Entry(PassageItem { crossing, .. })
            | Self::Exit(PassageItem { crossing, .. })
            | Self::Override(PassageItem { crossing, .. })
            | Self::WalkIn(WalkInItem { crossing, .. })
            | Self::WalkOut(WalkInItem { crossing, .. }) => Some(crossing),
            _ => None,
        }
    }

    fn crossing(&self) -> Option<&CrossingItem> {
        match self {
            Self::Entry(item) | Self::Exit(item) | Self::Override(item) => Some(&item.crossing),
            Self::WalkIn(item) | Self::WalkOut(item) => Some(&item.crossing),
            _ => None,
        }
    }

    /// Returns the time that an earlier item said, where that was wrong.
    #[must_use]
    pub fn was(&self) -> Option<UnixMs> {
        self.crossing()?.was_ms
    }

    /// Returns whether it tells of what was taken back and counts again.
    #[must_use]
    pub fn is_released(&self) -> bool {
        self.crossing().is_some_and(|crossing| crossing.released)
    }

    /// Returns the passage; `None` for another item.
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
            order: item.crossing.order(),
            gate: item.crossing.gate.clone(),
            direction,
            claims: Claims::from_bytes(&item.claims)?,
            people: item.crossing.people,
            by_staff,
        }))
    }

    /// Returns the people without a ticket; `None` for another item.
    #[must_use]
    pub fn walk_in(&self) -> Option<WalkIn> {
        let (item, direction) = match self {
            Self::WalkIn(item) => (item, Direction::In),
            Self::WalkOut(item) => (item, Direction::Out),
            _ => return None,
        };
        Some(WalkIn {
            order: item.crossing.order(),
            gate: item.crossing.gate.clone(),
            direction,
            kind: item.ticket_type,
            people: item.crossing.people,
        })
    }

    /// Returns the record that does not count, and its ticket where that is known; `None` for another item.
    #[must_use]
    pub fn annulment(&self) -> Option<(RecordId, Option<TicketNumber>)> {
        match self {
            Self::Annul(item) => Some((item.record.clone(), item.ticket)),
            _ => None,
        }
    }

    /// Returns the ticket and its new status; `None` for another item.
    #[must_use]
    pub fn ticket_status(&self) -> Option<(TicketNumber, TicketStatus)> {
        match self {
            Self::Revoked(item) => Some((item.ticket, TicketStatus::Revoked(item.since_ms))),
            Self::Blocked(item) => Some((item.ticket, TicketStatus::Blocked(item.since_ms))),
            Self::Reinstated(item) => Some((item.ticket, TicketStatus::Good)),
            _ => None,
        }
    }
}
