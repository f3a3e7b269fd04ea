//! What a kiosk writes down, and the chain that shows when a record was lost, changed or made twice.

mod chain;
mod clock;
pub(crate) mod order;

use crate::booths::{Lookups, Visit};
use crate::checkin::{Direction, Passage, Reason, WalkIn};
use crate::ids::{BoothNumber, GateId, StaffId, StaffReason, TicketNumber, TicketType};
use crate::staff::StaffAct;
use crate::ticket::{Claims, ScanProof};
use crate::time::UnixMs;

pub use chain::ChainHash;
pub use clock::ClockStatement;
pub use order::{Origin, RecordId, RecordOrder};

/// One thing that happened at a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A party passed a gate.
    Passed {
        /// The gate.
        gate: GateId,
        /// Which way they went.
        direction: Direction,
        /// The ticket they showed.
        claims: Claims,
        /// How many people went.
        people: u16,
        /// How the kiosk came to know the ticket.
        source: TicketSource,
    },
    /// A scan was refused.
    Refused {
        /// The gate.
        gate: GateId,
        /// Why.
        reason: Reason,
        /// The ticket, when it was a genuine one.
        claims: Option<Claims>,
    },
    /// Staff let a party in that the rules, or the lack of a ticket we know, would have kept out.
    Overridden {
        /// The gate.
        gate: GateId,
        /// The ticket, when it was a genuine one. Without it the ticket stays unknown, and the
        /// party counts like one without a ticket.
        claims: Option<Claims>,
        /// How many people went in.
        people: u16,
        /// What the rules had said.
        refused: Option<Reason>,
        /// Why staff decided otherwise.
        reason: StaffReason,
        /// Who decided, where the kiosk knows.
        staff: Option<StaffId>,
    },
    /// People passed without a ticket, and staff counted them.
    Walked {
        /// The gate.
        gate: GateId,
        /// Which way they went.
        direction: Direction,
        /// As what kind of visitor they count.
        kind: TicketType,
        /// How many people went.
        people: u16,
        /// Who counted them, where the kiosk knows.
        staff: Option<StaffId>,
    },
    /// An earlier passage was a mistake and does not count. A refusal, a rehearsal and another
    /// annulment can't be annulled: they let nobody in.
    Annulled {
        /// The gate at which this was decided.
        gate: GateId,
        /// The record that does not count.
        target: RecordId,
        /// The ticket in that record, where it has one, to find it by.
        ticket: Option<TicketNumber>,
        /// Who decided, where the kiosk knows.
        staff: Option<StaffId>,
    },
    /// Staff did something else at the kiosk. It is kept for the audit and never counted.
    Staffed {
        /// The gate.
        gate: GateId,
        /// Who; nobody is known behind a wrong PIN.
        staff: Option<StaffId>,
        /// What.
        act: StaffAct,
    },
    /// A party showed its ticket at a booth. It opens nothing, and can't be annulled.
    Visited {
        /// The booth.
        booth: BoothNumber,
        /// The ticket they showed.
        claims: Claims,
        /// How many people the ticket is for.
        people: u16,
    },
    /// A booth's page was opened on this kiosk so many times since it last said so. Nobody is known.
    LookedUp {
        /// The booth.
        booth: BoothNumber,
        /// How many times; a kiosk that was asked more often says so twice.
        times: u16,
    },
    /// The kiosk has heard the server: this record's time is right, and by it the time of every earlier record of the
    /// same run of the device is known. See [`ClockStatement`].
    ClockKnown,
    /// Something that was only rehearsed. It is never counted.
    Rehearsed(Box<Self>),
    /// Something that a later version of the kiosk records. Kept, not understood.
    Unknown {
        /// What that version calls it.
        kind: String,
    },
}

/// How a kiosk came to know the ticket of a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum TicketSource {
    /// Its code was scanned.
    Scanned(ScanProof),
    /// One of the staff entered it by hand.
    Entered(StaffId),
    /// The kiosk does not say, as earlier versions did not.
    #[default]
    Unstated,
}

/// When something happened, as far as a kiosk can know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The device's own clock.
    pub device: UnixMs,
    /// What to add to the device's clock to get the server's, in milliseconds, by the best estimate at the time.
    pub offset_ms: i64,
    /// Names one run of the device, from power-on to power-off.
    pub boot: String,
    /// Milliseconds since power-on; never jumps when the clock is set.
    pub mono_ms: u64,
}

impl Stamp {
    /// Returns the instant by the corrected clock: what decides order and day.
    #[must_use]
    pub fn corrected(&self) -> UnixMs {
        self.device.plus(self.offset_ms)
    }
}

/// A record that was understood, with everything needed to judge it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// When it happened.
    pub stamp: Stamp,
    /// What happened.
    pub fact: Fact,
}

impl Record {
    /// Returns the passage of a ticket this record tells of, if it tells of one that counts.
    #[must_use]
    pub fn passage(&self, origin: &Origin, seq: u64) -> Option<Passage> {
        self.fact.passage(self.order(origin, seq))
    }

    /// Returns where this record stands among all others.
    #[must_use]
    pub fn order(&self, origin: &Origin, seq: u64) -> RecordOrder {
        origin.order(seq, self.stamp.corrected())
    }
}

impl Fact {
    /// Returns what the wire calls it.
    #[must_use]
    pub fn kind(&self) -> &str {
        let by_direction = |direction, inward, outward| match direction {
            Direction::In => inward,
            Direction::Out => outward,
        };
        match self {
            Self::Passed { direction, .. } => by_direction(*direction, "entry", "exit"),
            Self::Refused { .. } => "refused",
            Self::Overridden { .. } => "override",
            Self::Walked { direction, .. } => by_direction(*direction, "walk_in", "walk_out"),
            Self::Annulled { .. } => "annul",
            Self::Staffed { .. } => "staff",
            Self::Visited { .. } => "visit",
            Self::LookedUp { .. } => "lookup",
            Self::ClockKnown => "clock",
            Self::Rehearsed(_) => "rehearsal",
            Self::Unknown { kind } => kind,
        }
    }

    /// Returns the gate at which it happened.
    #[must_use]
    pub fn gate(&self) -> Option<&GateId> {
        match self {
            Self::Passed { gate, .. }
            | Self::Refused { gate, .. }
            | Self::Overridden { gate, .. }
            | Self::Walked { gate, .. }
            | Self::Annulled { gate, .. }
            | Self::Staffed { gate, .. } => Some(gate),
            _ => None,
        }
    }

    /// Returns how many people it is about.
    #[must_use]
    pub fn people(&self) -> Option<u16> {
        match self {
            Self::Passed { people, .. }
            | Self::Overridden { people, .. }
            | Self::Walked { people, .. }
            | Self::Visited { people, .. } => Some(*people),
            _ => None,
        }
    }

    /// Returns the member of the staff whose act it is.
    #[must_use]
    pub fn staff(&self) -> Option<&StaffId> {
        match self {
            Self::Passed {
                source: TicketSource::Entered(staff),
                ..
            } => Some(staff),
            Self::Overridden { staff, .. }
            | Self::Walked { staff, .. }
            | Self::Annulled { staff, .. }
            | Self::Staffed { staff, .. } => staff.as_ref(),
            _ => None,
        }
    }

    /// Returns the genuine ticket that this fact is about.
    #[must_use]
    pub fn claims(&self) -> Option<&Claims> {
        match self {
            Self::Passed { claims, .. } | Self::Visited { claims, .. } => Some(claims),
            Self::Refused { claims, .. } | Self::Overridden { claims, .. } => claims.as_ref(),
            _ => None,
        }
    }

    /// Returns the ticket that this fact names, a rehearsed one and that of an annulled record included.
    #[must_use]
    pub fn ticket(&self) -> Option<TicketNumber> {
        match self {
            Self::Rehearsed(fact) => fact.ticket(),
            Self::Annulled { ticket, .. } => *ticket,
            fact => fact.claims().map(|claims| claims.number),
        }
    }

    /// Returns the passage of a ticket that this fact tells of. A rehearsed passage is none: ask what is inside
    /// [`Fact::Rehearsed`].
    #[must_use]
    pub fn passage(&self, order: RecordOrder) -> Option<Passage> {
        match self {
            Self::Passed {
                gate,
                direction,
                claims,
                people,
                ..
            } => Some(Passage {
                order,
                gate: gate.clone(),
                direction: *direction,
                claims: *claims,
                people: *people,
                by_staff: false,
            }),
            Self::Overridden {
                gate,
                claims: Some(claims),
                people,
                ..
            } => Some(Passage {
                order,
                gate: gate.clone(),
                direction: Direction::In,
                claims: *claims,
                people: *people,
                by_staff: true,
            }),
            _ => None,
        }
    }

    /// Returns whether an annulment takes this fact out: only what let people through a gate.
    #[must_use]
    pub fn can_be_annulled(&self) -> bool {
        matches!(
            self,
            Self::Passed { .. } | Self::Overridden { .. } | Self::Walked { .. }
        )
    }

    /// Returns the visit to a booth that this fact tells of.
    #[must_use]
    pub fn visit(&self, order: RecordOrder) -> Option<Visit> {
        match self {
            Self::Visited {
                booth,
                claims,
                people,
            } => Some(Visit {
                order,
                booth: *booth,
                ticket: claims.number,
                people: *people,
            }),
            _ => None,
        }
    }

    /// Returns the look-ups of a booth that this fact tells of.
    #[must_use]
    pub fn lookups(&self, at: UnixMs) -> Option<Lookups> {
        match self {
            Self::LookedUp { booth, times } => Some(Lookups {
                at,
                booth: *booth,
                times: *times,
            }),
            _ => None,
        }
    }

    /// Returns the passage without a known ticket that this fact tells of.
    #[must_use]
    pub fn walk_in(&self, order: RecordOrder) -> Option<WalkIn> {
        match self {
            Self::Walked {
                gate,
                direction,
                kind,
                people,
                ..
            } => Some(WalkIn {
                order,
                gate: gate.clone(),
                direction: *direction,
                kind: Some(*kind),
                people: *people,
            }),
            Self::Overridden {
                gate,
                claims: None,
                people,
                ..
            } => Some(WalkIn {
                order,
                gate: gate.clone(),
                direction: Direction::In,
                kind: None,
                people: *people,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_follows_the_corrected_clock() {
        let stamp = Stamp {
            device: UnixMs(1000),
            offset_ms: -250,
            boot: "b".to_owned(),
            mono_ms: 5,
        };
        assert_eq!(stamp.corrected(), UnixMs(750));
    }
}
