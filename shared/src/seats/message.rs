//! What kiosks and the office say to each other. Each message says all there is to say, so that any of them may get
//! lost, and the next makes up for it.

use serde::{Deserialize, Serialize};

use super::TokenKind;
use crate::ids::{Incarnation, TicketNumber};
use crate::time::UnixMs;

/// Tokens of one kind that went to a kiosk and came back, in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatTokens {
    /// Granted by the office.
    pub granted: u32,
    /// Returned by the kiosk.
    pub returned: u32,
}

impl SeatTokens {
    /// How many are with the kiosk.
    #[must_use]
    pub fn held(self) -> u32 {
        self.granted.saturating_sub(self.returned)
    }

    /// Takes over what another message says, where it is more.
    pub(super) fn merge(&mut self, heard: Self) {
        self.granted = self.granted.max(heard.granted);
        self.returned = self.returned.max(heard.returned);
    }
}

/// A place that was given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenSeat {
    /// Its number, from 1, counted by the kiosk's life. No number comes twice.
    pub number: u32,
    /// The ticket it was given to.
    pub ticket: TicketNumber,
    /// The kind of token it took.
    pub kind: TokenKind,
    /// Whether the office has confirmed it, as far as the kiosk has heard: an office that was restored from a backup
    /// keeps promises that it does not remember.
    pub confirmed: bool,
    /// Whether the time until which it was kept is over: the kiosk has heard of a later last call only afterwards.
    pub overdue: bool,
}

/// What a kiosk says of its share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocationMessage {
    /// The office's epoch, as far as the kiosk knows.
    pub epoch: u64,
    /// The kiosk's life.
    pub life: Incarnation,
    /// The report's number, from 1: the later counts.
    pub number: u64,
    /// What the kiosk's corrected clock shows, where it knows the time.
    pub now: Option<UnixMs>,
    /// The last call of its stock, as far as it has heard.
    pub last_call: UnixMs,
    /// Whether it gives out places of its stock still. It closes by its own clock.
    pub open: bool,
    /// Its stock.
    pub stock: SeatTokens,
    /// Its late tokens.
    pub late: SeatTokens,
    /// The places it has given out and not taken back.
    pub given: Vec<GivenSeat>,
    /// How many people wait in front of it for a place.
    pub waiting: u32,
}

/// What the office says to a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocatorMessage {
    /// The office's epoch.
    pub epoch: u64,
    /// The life it is said to. A kiosk that has begun another does not listen.
    pub life: Incarnation,
    /// The last report that the office has heard.
    pub heard: u64,
    /// The last call of the stock.
    pub last_call: UnixMs,
    /// The last call that is over, if any: stock that was granted under it is void.
    pub called: Option<UnixMs>,
    /// Stock granted, in all.
    pub stock_granted: u32,
    /// Late tokens granted, in all.
    pub late_granted: u32,
    /// How much stock the kiosk is asked to have returned, in all.
    pub asked_back: u32,
    /// The numbers of the places that are confirmed.
    pub confirmed: Vec<u32>,
    /// The numbers of the places that have lapsed.
    pub lapsed: Vec<u32>,
    /// The numbers of the places that the organisers have taken away from their tickets.
    pub released: Vec<u32>,
    /// How many places nobody has yet, as far as the office knows.
    pub left: u32,
}
