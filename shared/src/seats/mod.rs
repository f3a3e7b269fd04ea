//! Places in a session that has only so many, given out by kiosks that may be cut off, and never twice.
//!
//! Every place is a token. The server's [`SeatAllocator`] has all of them at first and hands *shares* to kiosks; a kiosk gives
//! out what is in its [`SeatAllocation`] without asking anyone. What it does not need it returns, and the office hands it on.
//!
//! # Why a place is never made by a message
//!
//! The office says how many tokens it has granted to a kiosk *in all*, the kiosk says how many it has returned *in all*.
//! These numbers only grow, and whoever hears one keeps the greater. So a message that is lost, comes twice or comes
//! late changes nothing that another did not. A kiosk holds `granted − returned` of what it knows; the office counts as
//! away `granted − returned` of what *it* knows, which is never less.
//!
//! # The last call
//!
//! Nobody can know what a kiosk has given out while it was cut off. Its share therefore stays reserved, but not for
//! ever: ten minutes before a session begins is its *last call*. The office says when it is with every grant, and both
//! sides keep the latest they have said or heard, so that a session that is moved catches nobody out.
//!
//! - From [`MARGIN_MS`] before the last call on, by its own corrected clock, a kiosk gives out nothing from its stock.
//!   A kiosk that does not know the time gives out nothing from its stock at all.
//! - A place that the office has not heard of yet is *kept until the last call*, and the kiosk says so to the visitor.
//!   Once the office has heard of it, it is *confirmed* and kept to the end.
//! - From [`MARGIN_MS`] after the last call on, by all clocks, the office hands out again whatever it has not heard
//!   of. If it hears later that such a place was given out, it confirms it while there is one left, and otherwise lets
//!   it *lapse*.
//! - From then on the office hands out tokens only one by one, to kiosks where someone waits for one.
//!
//! Clocks may be wrong by the whole margin, on either side, before a place could be promised to two people. The margin
//! is two minutes: a kiosk corrects its clock at every contact, and a cheap crystal drifts by half a minute in four days.
//! What matters most is that no place is handed on too early, and a server that comes up with its clock an hour ahead
//! would do that. So a last call is over when it is over by the office's clock *and* by the clocks of all kiosks in
//! contact, the one that speaks among them. Where a kiosk says afterwards that it is earlier, or the office's clock was
//! put right, the last call is taken back, and what is still unused is kept for those who had it.
//! What was handed on by then stays handed on: a place that is heard of afterwards is confirmed while there is room.
//!
//! # Other terms
//!
//! A session may get more or fewer places, and begin earlier or later, at any time.
//!
//! - *Fewer places*: as long as more tokens are away than there are places, the office grants none and asks unused stock
//!   back, first from kiosks in contact, always from the one with the most to spare. A kiosk returns it as it hears of
//!   it, so that it gives none of it out even if it is cut off right then. What was given out by then stands.
//! - *Earlier*: a last call is never earlier than one that was said before. No place is given out after the session has
//!   begun by the catalogue that the kiosk has.
//! - *Later*, before the last call: places are kept until the later one, as soon as both sides know of it.
//! - *Later*, after the last call: what was handed on stays handed on. The stock under the last call that is over is
//!   *void*. A kiosk returns it before a later last call opens its stock again; it knows by the office's word or by its
//!   own clock, so that neither a clock that is behind nor an office that was restored can make it give out what is
//!   void. Its places that were kept until then are *overdue*: confirmed while there is room, and otherwise they lapse.
//!   Then the stock is shared out anew, to each kiosk as it says that it knows of the later last call. Nobody waits for
//!   one that is cut off.
//!
//! # Places that are taken away
//!
//! Organisers may release a ticket's places: its kiosk is broken, or it was withdrawn. The token goes to others once the
//! kiosk has returned it. Until then the visitor might bring the place back there, and the next take it. Of a life that
//! is over, or a kiosk that was removed before, it goes at once. After the last call a token of the stock goes without
//! being returned; one that was granted after it, and is used whenever it is, does not.
//!
//! # What cannot be promised
//!
//! - With fewer places than before: that no more have a place than there are. There are at most as many as were given
//!   out or in stock at kiosks that had not heard of it; each returns what it has left when it hears.
//! - To a kiosk that is cut off and whose clock is behind by more than the margin: that its visitors are told the right
//!   time until which their places are kept. It gives out its stock after the last call, and those places may lapse.
//! - If the server's clock is ahead by more than the margin, and so is that of every kiosk in contact (they take it over
//!   when they are started): that places which a kiosk gave out while cut off are kept until the time that it says. They
//!   may lapse earlier.
//! - After `give_up`, or a release at a kiosk that was removed and still gives out places: that what it gives is not
//!   with others.
//!
//! The simulation beside this holds the rest, over changed terms and wrong clocks.
//!
//! # Lives and epochs
//!
//! A kiosk that has lost its disk begins a new *life* with an empty share; what its former life holds stays reserved
//! until the last call has passed. An office that was restored from a backup begins a new *epoch*: it may have granted
//! more than it remembers, so it grants nothing until it has heard every kiosk, and kiosks no longer listen to what the
//! epoch before has said. What this cannot see is a disk that was copied and runs twice; the chain of records finds
//! that out.
//!
//! Everything here is pure: a share and an office are stored by whoever has them, before anything that they answer is
//! shown or sent.

mod allocation;
mod allocator;
mod message;

pub use allocation::{NoSeat, SeatAllocation, SeatStatus};
pub use allocator::{AllocationState, SeatAllocator, SeatRelease};
pub use message::{AllocationMessage, AllocatorMessage, GivenSeat, SeatTokens};

use serde::{Deserialize, Serialize};

use crate::time::UnixMs;

/// How wrong a corrected clock may be, in milliseconds, on either side.
pub const MARGIN_MS: i64 = 120_000;

/// How long before a session begins its last call is, in milliseconds.
pub const LAST_CALL_MS: i64 = 600_000;

/// What holds for a session's places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatTerms {
    /// How many places there are.
    pub capacity: u32,
    /// Until when a place is kept that the office has not heard of.
    pub last_call: UnixMs,
    /// From when on no place is given out any more: when the session begins.
    pub closes: UnixMs,
}

impl SeatTerms {
    /// The terms of a session with so many places that begins at an instant.
    #[must_use]
    pub fn new(capacity: u16, starts: UnixMs) -> Self {
        Self {
            capacity: u32::from(capacity),
            last_call: starts.plus(-LAST_CALL_MS),
            closes: starts,
        }
    }
}

/// Whether a kiosk whose clock shows `now` may give out places of its stock, and an office grant them.
fn stock_is_open(last_call: UnixMs, now: UnixMs) -> bool {
    now < last_call.plus(-MARGIN_MS)
}

/// Whether an office whose clock shows `now` may hand out again what it has not heard of.
fn is_over(last_call: UnixMs, now: UnixMs) -> bool {
    now >= last_call.plus(MARGIN_MS)
}

/// The two kinds of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// In stock: given out before the last call, to whoever comes.
    Stock,
    /// Late: granted for someone who waits, after the stock was closed.
    Late,
}

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
