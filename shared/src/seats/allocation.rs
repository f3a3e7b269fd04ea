//! A kiosk's side: what it holds, what it has given out.

mod answer;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AllocationMessage, GivenSeat, SeatTokens, TokenKind, never, stock_is_open};
use crate::ids::{Incarnation, TicketNumber};
use crate::time::UnixMs;

/// The allocation of one session's seats that one incarnation of a kiosk holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatAllocation {
    #[serde(rename = "life")]
    incarnation: Incarnation,
    epoch: u64,
    /// How many reports were made by the time the epoch was learnt.
    #[serde(default)]
    epoch_learnt_at: u64,
    reports: u64,
    /// What the clock showed in the last report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    report_now: Option<UnixMs>,
    #[serde(rename = "heard")]
    last_report: u64,
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
    #[serde(rename = "standing")]
    status: SeatStatus,
    /// Until when it was kept, once that was over before a later last call was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    overdue: Option<UnixMs>,
}

/// How sure a seat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatStatus {
    /// Kept until the last call, unless it is confirmed before.
    UntilLastCall,
    /// Kept to the end.
    Confirmed,
    /// Given to someone else after the last call, because it was not reported in time.
    Lapsed,
}

/// Why no seat can be given out now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSeat {
    /// The session has begun.
    #[error("the session has begun; no place is given out any more")]
    Closed,
    /// There is none in the allocation, and there may be one elsewhere.
    #[error(
        "no place is left at this kiosk; report who waits, and ask again after the server's answer"
    )]
    Ask,
    /// There is none anywhere, by the allocator's last answer.
    #[error("all places are taken; one that comes free is offered after the server's next answer")]
    Full,
    /// The kiosk does not know the time, so it cannot know whether the last call is over.
    #[error(
        "the clock of this kiosk is not set; no place is given out until the server was reached"
    )]
    NoClock,
}

impl SeatAllocation {
    /// Returns the empty allocation of a new incarnation.
    #[must_use]
    pub fn new(incarnation: Incarnation) -> Self {
        Self {
            incarnation,
            last_call: never(),
            left: u32::MAX,
            ..Self::default()
        }
    }

    /// Gives out a seat to a ticket. Returns its number. `now` is the corrected time, `None` where it is not known;
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
        let status = match kind {
            TokenKind::Stock => SeatStatus::UntilLastCall,
            TokenKind::Late => SeatStatus::Confirmed,
        };
        let place = HeldSeat {
            ticket,
            kind,
            status,
            overdue: None,
        };
        self.given.insert(self.last_number, place);
        Ok(self.last_number)
    }

    /// Takes a seat back that a visitor does not want. Returns whether there was one.
    pub fn take_back(&mut self, number: u32) -> bool {
        let Some(place) = self.given.remove(&number) else {
            return false;
        };
        if place.overdue.is_some() && place.status == SeatStatus::UntilLastCall {
            // Its token may be with somebody else already.
            self.stock.returned += 1;
        }
        true
    }

    /// Returns until when seats of the stock are kept that are not confirmed yet; `None` before the first answer.
    #[must_use]
    pub fn last_call(&self) -> Option<UnixMs> {
        (self.epoch > 0).then_some(self.last_call)
    }

    /// Returns how sure a seat is; `None` when no such seat was given out.
    #[must_use]
    pub fn status(&self, number: u32) -> Option<SeatStatus> {
        self.given.get(&number).map(|place| place.status)
    }

    /// Returns until when a seat is kept while it is not confirmed; `None` when no such seat was given out.
    #[must_use]
    pub fn kept_until(&self, number: u32) -> Option<UnixMs> {
        let place = self.given.get(&number)?;
        Some(place.overdue.unwrap_or(self.last_call))
    }

    /// Returns the seats given out and not taken back, with how sure each is.
    pub fn given(&self) -> impl Iterator<Item = (GivenSeat, SeatStatus)> {
        self.given.iter().map(|(number, place)| {
            let given = GivenSeat {
                number: *number,
                ticket: place.ticket,
                kind: place.kind,
                confirmed: place.status == SeatStatus::Confirmed,
                overdue: place.overdue.is_some(),
            };
            (given, place.status)
        })
    }

    /// Returns how many tokens of a kind nobody has yet.
    #[must_use]
    pub fn free(&self, kind: TokenKind) -> u32 {
        let held = match kind {
            TokenKind::Stock => self.stock.held(),
            TokenKind::Late => self.late.held(),
        };
        let places = self.given.values();
        let used = places.filter(|p| p.kind == kind && p.status != SeatStatus::Lapsed);
        held.saturating_sub(used.count() as u32)
    }

    /// Returns how many seats nobody had anywhere by the last answer; `None` before the first.
    #[must_use]
    pub fn left(&self) -> Option<u32> {
        (self.left < u32::MAX).then_some(self.left)
    }

    /// Returns whether the next report returns something that the allocator waits for.
    #[must_use]
    pub fn owes(&self) -> bool {
        self.stock.returned > self.told_returned
    }

    /// Returns the incarnation that holds this allocation.
    #[must_use]
    pub fn incarnation(&self) -> Incarnation {
        self.incarnation
    }

    /// Returns the allocator's epoch by the last answer, 0 before the first.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Returns the next report, with the number of people who wait in front of the kiosk. What cannot be given out any
    /// more is returned with it.
    pub fn report(&mut self, waiting: u32, now: Option<UnixMs>) -> AllocationMessage {
        let over = now.is_some_and(|now| !stock_is_open(self.last_call, now));
        if over {
            self.stock.returned += self.free(TokenKind::Stock);
        }
        self.told_returned = self.stock.returned;
        self.late.returned += self.free(TokenKind::Late).saturating_sub(waiting);
        self.reports += 1;
        self.report_now = now;
        AllocationMessage {
            epoch: self.epoch,
            incarnation: self.incarnation,
            number: self.reports,
            now,
            last_call: self.last_call,
            open: now.is_some() && !over,
            stock: self.stock,
            late: self.late,
            given: self
                .given()
                .filter(|(_, status)| *status != SeatStatus::Lapsed)
                .map(|(given, _)| given)
                .collect(),
            waiting,
        }
    }
}
