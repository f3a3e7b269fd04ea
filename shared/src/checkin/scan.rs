//! One scan at a gate, and what is decided of it.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::ids::GateId;
use crate::ticket::Claims;
use crate::time::UnixMs;

coded! {
    /// Which way a gate leads.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    pub enum Direction {
        /// Into the exhibition.
        In = "in",
        /// Out of it.
        Out = "out",
    }
}

/// Whether the organisers still honour a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "(u8, i64)", into = "(u8, i64)")]
pub enum TicketStatus {
    /// They do.
    #[default]
    Good,
    /// Withdrawn (refunded, replaced) from this instant on.
    Revoked(UnixMs),
    /// Stopped for a talk with staff from this instant on.
    Blocked(UnixMs),
}

impl From<(u8, i64)> for TicketStatus {
    fn from((status, since): (u8, i64)) -> Self {
        match status {
            0 => Self::Good,
            1 => Self::Revoked(UnixMs(since)),
            _ => Self::Blocked(UnixMs(since)),
        }
    }
}

impl From<TicketStatus> for (u8, i64) {
    fn from(status: TicketStatus) -> Self {
        match status {
            TicketStatus::Good => (0, 0),
            TicketStatus::Revoked(since) => (1, since.0),
            TicketStatus::Blocked(since) => (2, since.0),
        }
    }
}

/// One presentation of a genuine ticket at a gate.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'a> {
    /// What the ticket grants.
    pub claims: &'a Claims,
    /// When, by the corrected clock.
    pub at: UnixMs,
    /// The gate.
    pub gate: &'a GateId,
    /// Which way the gate leads.
    pub direction: Direction,
    /// How many people want to pass: the whole party, or for a party that comes in parts, this one.
    pub people: u16,
}

/// What to tell the person at the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// They may come in.
    Admitted {
        /// Whether they were in before today, and come again.
        again: bool,
        /// How many of the party may still come in after them; `None` for a ticket that admits its
        /// party as a whole.
        people_left: Option<u16>,
    },
    /// They go out. An exit is never refused and uses nothing up.
    Exited {
        /// Whether an entry that was still open is now closed.
        matched: bool,
    },
    /// They may not come in.
    Refused(Refusal),
}
