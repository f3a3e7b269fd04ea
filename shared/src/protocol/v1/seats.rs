//! Seats of sessions that have only so many: what kiosks report of their allocations, and what the server's allocators
//! answer. [`crate::seats`] says what the numbers mean, and why a message may be lost or come twice.

use serde::{Deserialize, Serialize};

use crate::ids::{ExhibitionId, KioskId, TicketNumber};
use crate::seats::{AllocationMessage, AllocatorMessage};
use crate::time::UnixMs;

/// The most tokens, seats or people one report may name. No session has nearly as many, and sums of them do not
/// overflow.
pub const MAX_SEATS: u32 = 100_000;

/// The body of `POST /api/v1/places`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsPush {
    /// The exhibition.
    pub exhibition: ExhibitionId,
    /// The kiosk, which must be the one the token belongs to.
    pub kiosk: KioskId,
    /// Whether the kiosk holds no other allocations than these. A kiosk that does not know the time yet asks for
    /// nothing else, and keeps its allocations to itself.
    #[serde(default)]
    pub whole: bool,
    /// The kiosk's allocations.
    #[serde(rename = "shares")]
    pub allocations: Vec<AllocationReport>,
}

/// A kiosk's report of its allocation of one session's seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocationReport {
    /// The session, by the catalogue's name.
    pub session: String,
    /// The report, which may name more than there can be.
    #[serde(flatten)]
    pub message: AllocationMessage,
}

/// The answer of `POST /api/v1/places`: one for each session that is known and has only so many seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsReply {
    /// The server's clock as it answered.
    pub server_time_ms: UnixMs,
    /// The answers.
    pub words: Vec<AllocatorReply>,
}

/// The allocator's answer to a kiosk for one session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocatorReply {
    /// The session.
    pub session: String,
    /// The answer.
    #[serde(flatten)]
    pub message: AllocatorMessage,
    /// Tickets that have seats from another kiosk, or from a former incarnation of this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<SeatsElsewhere>,
}

/// Seats that a ticket has from another kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsElsewhere {
    /// The ticket.
    pub ticket: TicketNumber,
    /// The kiosk.
    pub kiosk: KioskId,
    /// How many.
    pub people: u16,
}

impl AllocationReport {
    /// Returns a report on its way.
    #[must_use]
    pub fn new(session: &str, message: AllocationMessage) -> Self {
        Self {
            session: session.to_owned(),
            message,
        }
    }

    /// Returns the report; `None` when it names more than [`MAX_SEATS`].
    #[must_use]
    pub fn checked(&self) -> Option<&AllocationMessage> {
        let message = &self.message;
        let given = u32::try_from(message.given.len()).unwrap_or(u32::MAX);
        let counts = [
            message.stock.granted,
            message.late.granted,
            message.waiting,
            given,
        ];
        (counts.iter().max() <= Some(&MAX_SEATS)).then_some(message)
    }
}
