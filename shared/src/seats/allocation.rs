//! A kiosk's side: what it holds, what it has given out.

mod hear;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AllocationMessage, GivenSeat, SeatTokens, TokenKind, stock_is_open};
use crate::ids::{Incarnation, TicketNumber};
use crate::time::UnixMs;

/// The share of one session's places that one life of a kiosk holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatAllocation {
    life: Incarnation,
    epoch: u64,
    reports: u64,
    heard: u64,
    last_call: UnixMs,
    stock: SeatTokens,
    late: SeatTokens,
    /// How much stock the last report said was returned.
    #[serde(default)]
    told_returned: u32,
    asked_back: u32,
    left: u32,
    last_number: u32,
    given: BTreeMap<u32, HeldSeat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct HeldSeat {
    ticket: TicketNumber,
    kind: TokenKind,
    standing: SeatStatus,
    /// Until when it was kept, once that was over before a later last call was heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    overdue: Option<UnixMs>,
}

/// How sure a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatStatus {
    /// Kept until the last call, unless the office hears of it before.
    UntilLastCall,
    /// Kept to the end.
    Confirmed,
    /// Given to someone else after the last call, because the office had not heard of it.
    Lapsed,
}

/// Why no place can be given out now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSeat {
    /// The session has begun.
    #[error("the session has begun; no place is given out any more")]
    Closed,
    /// There is none in the share, and there may be one elsewhere.
    #[error(
        "no place is left at this kiosk; report who waits, and ask again after the server's answer"
    )]
    Ask,
    /// There is none anywhere, as far as the office knew when it last spoke.
    #[error("all places are taken; one that comes free is offered after the server's next answer")]
    Full,
    /// The kiosk does not know the time, so it cannot know whether the last call is over.
    #[error(
        "the clock of this kiosk is not set; no place is given out until the server was reached"
    )]
    NoClock,
}

impl SeatAllocation {
    /// The empty share of a new life.
    #[must_use]
    pub fn new(life: Incarnation) -> Self {
        Self {
            life,
            epoch: 0,
            reports: 0,
            heard: 0,
            last_call: UnixMs(i64::MIN),
            stock: SeatTokens::default(),
            late: SeatTokens::default(),
            told_returned: 0,
            asked_back: 0,
            left: u32::MAX,
            last_number: 0,
            given: BTreeMap::new(),
        }
    }

    /// Gives out a place to a ticket, and answers its number. `now` is the corrected time, `None` where it is not known;
    /// `closes` is when the session begins.
    ///
    /// # Errors
    /// [`NoSeat`] says why there is none; then nothing has changed.
    pub fn give(
        &mut self,
        ticket: TicketNumber,
        closes: UnixMs,
        now: Option<UnixMs>,
    ) -> Result<u32, NoSeat> {
        let now = now.ok_or(NoSeat::NoClock)?;
        if now >= closes {
            return Err(NoSeat::Closed);
        }
        let kind = if self.free(TokenKind::Late) > 0 {
            TokenKind::Late
        } else if self.free(TokenKind::Stock) > 0 && stock_is_open(self.last_call, now) {
            TokenKind::Stock
        } else if self.left == 0 {
            return Err(NoSeat::Full);
        } else {
            return Err(NoSeat::Ask);
        };
        self.last_number += 1;
        let standing = match kind {
            TokenKind::Stock => SeatStatus::UntilLastCall,
            TokenKind::Late => SeatStatus::Confirmed,
        };
        let place = HeldSeat {
            ticket,
            kind,
            standing,
            overdue: None,
        };
        self.given.insert(self.last_number, place);
        Ok(self.last_number)
    }

    /// Takes a place back that a visitor does not want; answers whether there was one.
    pub fn take_back(&mut self, number: u32) -> bool {
        let Some(place) = self.given.remove(&number) else {
            return false;
        };
        if place.overdue.is_some() && place.standing == SeatStatus::UntilLastCall {
            // Its token may be with somebody else already.
            self.stock.returned += 1;
        }
        true
    }

    /// Until when places of the stock are kept that are not confirmed yet; `None` before the office has ever spoken.
    #[must_use]
    pub fn last_call(&self) -> Option<UnixMs> {
        (self.epoch > 0).then_some(self.last_call)
    }

    /// How sure a place is; `None` when no such place was given out.
    #[must_use]
    pub fn standing(&self, number: u32) -> Option<SeatStatus> {
        self.given.get(&number).map(|place| place.standing)
    }

    /// Until when a place is kept while it is not confirmed; `None` when no such place was given out.
    #[must_use]
    pub fn kept_until(&self, number: u32) -> Option<UnixMs> {
        let place = self.given.get(&number)?;
        Some(place.overdue.unwrap_or(self.last_call))
    }

    /// The places given out and not taken back, with how sure each is.
    pub fn given(&self) -> impl Iterator<Item = (GivenSeat, SeatStatus)> {
        self.given.iter().map(|(number, place)| {
            let given = GivenSeat {
                number: *number,
                ticket: place.ticket,
                kind: place.kind,
                confirmed: place.standing == SeatStatus::Confirmed,
                overdue: place.overdue.is_some(),
            };
            (given, place.standing)
        })
    }

    /// How many tokens of a kind nobody has yet.
    #[must_use]
    pub fn free(&self, kind: TokenKind) -> u32 {
        let held = match kind {
            TokenKind::Stock => self.stock.held(),
            TokenKind::Late => self.late.held(),
        };
        let places = self.given.values();
        let used = places.filter(|p| p.kind == kind && p.standing != SeatStatus::Lapsed);
        held.saturating_sub(used.count() as u32)
    }

    /// How many places nobody had anywhere when the office last spoke; `None` when it has never spoken.
    #[must_use]
    pub fn left(&self) -> Option<u32> {
        (self.left < u32::MAX).then_some(self.left)
    }

    /// Whether the next report has something to return that the office waits for.
    #[must_use]
    pub fn owes(&self) -> bool {
        self.stock.returned > self.told_returned
    }

    /// The life that holds this share.
    #[must_use]
    pub fn life(&self) -> Incarnation {
        self.life
    }

    /// The office's epoch as far as it was heard, 0 for never.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// What to say to the office, with so many people in front of the kiosk who wait for a place. What cannot be given
    /// out any more goes back with it.
    pub fn report(&mut self, waiting: u32, now: Option<UnixMs>) -> AllocationMessage {
        let over = now.is_some_and(|now| !stock_is_open(self.last_call, now));
        if over {
            self.stock.returned += self.free(TokenKind::Stock);
        }
        self.told_returned = self.stock.returned;
        self.late.returned += self.free(TokenKind::Late).saturating_sub(waiting);
        self.reports += 1;
        AllocationMessage {
            epoch: self.epoch,
            life: self.life,
            number: self.reports,
            now,
            last_call: self.last_call,
            open: now.is_some() && !over,
            stock: self.stock,
            late: self.late,
            given: self
                .given()
                .filter(|(_, standing)| *standing != SeatStatus::Lapsed)
                .map(|(given, _)| given)
                .collect(),
            waiting,
        }
    }
}
