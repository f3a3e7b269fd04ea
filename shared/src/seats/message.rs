//! What kiosks and the allocator tell each other, as it travels. Each message is complete by itself: the next one makes
//! up for one that is lost.

use serde::{Deserialize, Serialize};

use super::{TokenKind, never};
use crate::ids::{Incarnation, TicketNumber};
use crate::time::UnixMs;

/// Tokens of one kind that went to a kiosk and came back, in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatTokens {
    /// Granted by the allocator.
    pub granted: u32,
    /// Returned by the kiosk.
    pub returned: u32,
}

impl SeatTokens {
    /// Returns how many are with the kiosk.
    #[must_use]
    pub fn held(self) -> u32 {
        self.granted.saturating_sub(self.returned)
    }

    /// Raises both numbers to those of another message.
    pub(super) fn merge(&mut self, other: Self) {
        self.granted = self.granted.max(other.granted);
        self.returned = self.returned.max(other.returned);
    }
}

/// A seat that was given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenSeat {
    /// Its number, from 1, counted by the kiosk's incarnation. No number comes twice.
    pub number: u32,
    /// The ticket it was given to.
    pub ticket: TicketNumber,
    /// The kind of token it took.
    #[serde(rename = "late", alias = "kind", default, with = "late")]
    pub kind: TokenKind,
    /// Whether the allocator has confirmed it, as far as the kiosk knows: an allocator that was restored from a backup
    /// keeps promises that it does not remember.
    #[serde(default)]
    pub confirmed: bool,
    /// Whether the time until which it was kept is over: the kiosk learnt of a later last call only afterwards.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub overdue: bool,
}

/// A kiosk's report of its allocation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocationMessage {
    /// The allocator's epoch as far as the kiosk knows, 0 for none.
    pub epoch: u64,
    /// The kiosk's incarnation.
    #[serde(rename = "life")]
    pub incarnation: Incarnation,
    /// The report's number, from 1: the later counts.
    pub number: u64,
    /// What the kiosk's corrected clock shows, where it knows the time.
    #[serde(rename = "now_ms", default, skip_serializing_if = "Option::is_none")]
    pub now: Option<UnixMs>,
    /// The last call of its stock, as far as it knows.
    #[serde(
        rename = "last_call_ms",
        default = "never",
        skip_serializing_if = "is_never"
    )]
    pub last_call: UnixMs,
    /// Whether it still gives out seats of its stock. It closes by its own clock.
    pub open: bool,
    /// Its stock.
    pub stock: SeatTokens,
    /// Its late tokens.
    pub late: SeatTokens,
    /// The seats it has given out and not taken back.
    pub given: Vec<GivenSeat>,
    /// How many people wait in front of it for a seat.
    pub waiting: u32,
}

/// The allocator's answer to a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocatorMessage {
    /// The allocator's epoch. No two are the same, and a later one may be smaller.
    pub epoch: u64,
    /// The incarnation it is for. A kiosk that has begun another ignores it.
    #[serde(rename = "life")]
    pub incarnation: Incarnation,
    /// The number of the report that this answers, taken in or not: by it a kiosk knows which epoch is the later one.
    /// An allocator of an earlier version does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<u64>,
    /// The number of the last report that the allocator has received.
    #[serde(rename = "heard")]
    pub last_report: u64,
    /// Whether that came in this epoch, so that its maker knows of the epoch.
    #[serde(
        rename = "heard_here",
        default,
        skip_serializing_if = "crate::is_default"
    )]
    pub is_of_this_epoch: bool,
    /// What the kiosk's clock showed in it, by which it knows its own report from another one of the same number.
    #[serde(
        rename = "heard_now_ms",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub report_now: Option<UnixMs>,
    /// The last call of the stock.
    #[serde(rename = "last_call_ms")]
    pub last_call: UnixMs,
    /// The last call that is over, if any: stock that was granted under it is void.
    #[serde(rename = "called_ms", default, skip_serializing_if = "Option::is_none")]
    pub called: Option<UnixMs>,
    /// Stock granted, in all.
    pub stock_granted: u32,
    /// Late tokens granted, in all.
    pub late_granted: u32,
    /// How much stock the kiosk is asked to have returned, in all.
    pub asked_back: u32,
    /// The numbers of the seats that are confirmed.
    pub confirmed: Vec<u32>,
    /// The numbers of the seats that have lapsed.
    pub lapsed: Vec<u32>,
    /// The numbers of the seats that the organisers have taken from their tickets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub released: Vec<u32>,
    /// How many seats nobody has yet, as far as the allocator knows.
    pub left: u32,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_never(at: &UnixMs) -> bool {
    *at == never()
}

/// A seat's kind of token as it travels: whether it is a late one. Allocators of earlier versions are stored with its
/// name.
mod late {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::TokenKind;

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum WrittenKind {
        IsLate(bool),
        Name(TokenKind),
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it with a reference"
    )]
    pub(super) fn serialize<S: Serializer>(kind: &TokenKind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bool(*kind == TokenKind::Late)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<TokenKind, D::Error> {
        Ok(match WrittenKind::deserialize(from)? {
            WrittenKind::IsLate(true) => TokenKind::Late,
            WrittenKind::IsLate(false) => TokenKind::Stock,
            WrittenKind::Name(kind) => kind,
        })
    }
}
