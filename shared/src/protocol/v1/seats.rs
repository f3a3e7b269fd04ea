//! Places in sessions that have only so many: what kiosks report of their shares, and what the server's office answers.
//!
//! What the numbers mean, and why a message may be lost or come twice, is told in [`crate::seats`].

use serde::{Deserialize, Serialize};

use crate::ids::{ExhibitionId, Incarnation, KioskId, TicketNumber};
use crate::seats::{AllocationMessage, AllocatorMessage, GivenSeat, SeatTokens, TokenKind};
use crate::time::UnixMs;

/// The most tokens, places or people one report may speak of. No session has nearly as many, and sums of them stay far
/// from the end of the numbers.
pub const MAX_SEATS: u32 = 100_000;

/// The body of `POST /api/v1/places`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsPush {
    /// The exhibition.
    pub exhibition: ExhibitionId,
    /// The kiosk, which must be the one the token belongs to.
    pub kiosk: KioskId,
    /// Whether the kiosk holds no other shares than these. A kiosk that does not know the time yet asks for nothing
    /// else, and keeps its shares to itself.
    #[serde(default)]
    pub whole: bool,
    /// The kiosk's shares.
    pub shares: Vec<AllocationReport>,
}

/// What a kiosk says of its share of one session's places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocationReport {
    /// The session, by the catalogue's name.
    pub session: String,
    /// The office's epoch as far as the kiosk knows, 0 for none.
    pub epoch: u64,
    /// The life of the share.
    pub life: Incarnation,
    /// The report's number, from 1.
    pub number: u64,
    /// What the kiosk's corrected clock shows, where it knows the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now_ms: Option<UnixMs>,
    /// The last call as far as the kiosk has heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_call_ms: Option<UnixMs>,
    /// Whether it gives out places of its stock still.
    pub open: bool,
    /// Its stock.
    pub stock: SeatTokensItem,
    /// Its late tokens.
    pub late: SeatTokensItem,
    /// The places it has given out.
    pub given: Vec<GivenSeatItem>,
    /// How many people wait in front of it for a place.
    pub waiting: u32,
}

/// Tokens that came and went, in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatTokensItem {
    /// Granted by the office.
    pub granted: u32,
    /// Returned by the kiosk.
    pub returned: u32,
}

/// A place that was given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenSeatItem {
    /// Its number.
    pub number: u32,
    /// The ticket it was given to.
    pub ticket: TicketNumber,
    /// Whether it took a late token.
    #[serde(default)]
    pub late: bool,
    /// Whether the office has confirmed it.
    #[serde(default)]
    pub confirmed: bool,
    /// Whether the time until which it was kept is over.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub overdue: bool,
}

/// The answer of `POST /api/v1/places`: a word on each session that is known and has only so many places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsReply {
    /// The server's clock as it answered.
    pub server_time_ms: UnixMs,
    /// The words.
    pub words: Vec<AllocatorReply>,
}

/// What the office says to a kiosk of one session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocatorReply {
    /// The session.
    pub session: String,
    /// The office's epoch.
    pub epoch: u64,
    /// The life it is said to.
    pub life: Incarnation,
    /// The last report that the office has heard.
    pub heard: u64,
    /// The last call of the stock.
    pub last_call_ms: UnixMs,
    /// The last call that is over, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_ms: Option<UnixMs>,
    /// Stock granted, in all.
    pub stock_granted: u32,
    /// Late tokens granted, in all.
    pub late_granted: u32,
    /// How much stock the kiosk is asked to return, in all.
    pub asked_back: u32,
    /// The numbers of the places that are confirmed.
    pub confirmed: Vec<u32>,
    /// The numbers of the places that have lapsed.
    pub lapsed: Vec<u32>,
    /// The numbers of the places that were taken away from their tickets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub released: Vec<u32>,
    /// How many places nobody has yet.
    pub left: u32,
    /// Tickets that have places from another kiosk, or from a former life of this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<SeatsElsewhere>,
}

/// Places that a ticket has from another kiosk.
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
    /// A report on its way.
    #[must_use]
    pub fn new(session: &str, report: &AllocationMessage) -> Self {
        let given = report.given.iter().map(|place| GivenSeatItem {
            number: place.number,
            ticket: place.ticket,
            late: place.kind == TokenKind::Late,
            confirmed: place.confirmed,
            overdue: place.overdue,
        });
        Self {
            session: session.to_owned(),
            epoch: report.epoch,
            life: report.life,
            number: report.number,
            now_ms: report.now,
            last_call_ms: (report.last_call > UnixMs(i64::MIN)).then_some(report.last_call),
            open: report.open,
            stock: report.stock.into(),
            late: report.late.into(),
            given: given.collect(),
            waiting: report.waiting,
        }
    }

    /// The report as the office hears it; `None` when it speaks of more than [`MAX_SEATS`].
    #[must_use]
    pub fn report(&self) -> Option<AllocationMessage> {
        let counts = [self.stock.granted, self.late.granted, self.waiting];
        let given = u32::try_from(self.given.len()).unwrap_or(u32::MAX);
        if counts.into_iter().chain([given]).any(|n| n > MAX_SEATS) {
            return None;
        }
        let given = self.given.iter().map(|place| GivenSeat {
            number: place.number,
            ticket: place.ticket,
            kind: if place.late {
                TokenKind::Late
            } else {
                TokenKind::Stock
            },
            confirmed: place.confirmed,
            overdue: place.overdue,
        });
        Some(AllocationMessage {
            epoch: self.epoch,
            life: self.life,
            number: self.number,
            now: self.now_ms,
            last_call: self.last_call_ms.unwrap_or(UnixMs(i64::MIN)),
            open: self.open,
            stock: self.stock.into(),
            late: self.late.into(),
            given: given.collect(),
            waiting: self.waiting,
        })
    }
}

impl AllocatorReply {
    /// A word on its way.
    #[must_use]
    pub fn new(session: &str, word: AllocatorMessage, elsewhere: Vec<SeatsElsewhere>) -> Self {
        Self {
            session: session.to_owned(),
            epoch: word.epoch,
            life: word.life,
            heard: word.heard,
            last_call_ms: word.last_call,
            called_ms: word.called,
            stock_granted: word.stock_granted,
            late_granted: word.late_granted,
            asked_back: word.asked_back,
            confirmed: word.confirmed,
            lapsed: word.lapsed,
            released: word.released,
            left: word.left,
            elsewhere,
        }
    }

    /// The word as the share hears it.
    #[must_use]
    pub fn word(&self) -> AllocatorMessage {
        AllocatorMessage {
            epoch: self.epoch,
            life: self.life,
            heard: self.heard,
            last_call: self.last_call_ms,
            called: self.called_ms,
            stock_granted: self.stock_granted,
            late_granted: self.late_granted,
            asked_back: self.asked_back,
            confirmed: self.confirmed.clone(),
            lapsed: self.lapsed.clone(),
            released: self.released.clone(),
            left: self.left,
        }
    }
}

impl From<SeatTokens> for SeatTokensItem {
    fn from(SeatTokens { granted, returned }: SeatTokens) -> Self {
        Self { granted, returned }
    }
}

impl From<SeatTokensItem> for SeatTokens {
    fn from(SeatTokensItem { granted, returned }: SeatTokensItem) -> Self {
        Self { granted, returned }
    }
}
