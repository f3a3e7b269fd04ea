//! Seats in a session that has only so many, given out by kiosks that may be cut off, and never twice.
//!
//! Every seat is a token. The server's [`SeatAllocator`] has all of them at first and grants some to each kiosk; a kiosk
//! gives out what is in its [`SeatAllocation`] without asking. It returns what it does not need, and the allocator grants
//! that to others.
//!
//! # Why no message makes a seat
//!
//! The allocator states how many tokens it has granted to a kiosk *in all*, the kiosk how many it has returned *in all*.
//! These numbers only grow, and each side keeps the greater. So a message that is lost, comes twice or comes late changes
//! nothing. A kiosk holds `granted − returned` of what it knows; the allocator counts as away `granted − returned` of
//! what *it* knows, which is never less.
//!
//! # The last call
//!
//! What a kiosk gives out while it is cut off is unknown. Its allocation therefore stays reserved, until ten minutes
//! before the session begins: the *last call*. The allocator states it with every grant, and both sides keep the latest
//! that was stated.
//!
//! - From [`MARGIN_MS`] before the last call, by its own corrected clock, a kiosk gives out nothing from its stock.
//!   A kiosk that does not know the time never does.
//! - A seat that was not reported yet is *kept until the last call*, and the kiosk tells the visitor so. Once reported it
//!   is *confirmed* and kept to the end.
//! - From [`MARGIN_MS`] after the last call, by all clocks, the allocator grants again whatever was not reported. A seat
//!   that is reported later is confirmed while there is one left, and otherwise *lapses*.
//! - From then on it grants tokens only one by one, to kiosks where someone waits.
//!
//! Clocks may be wrong by the whole margin, on either side, before a seat could be promised to two people. It is two
//! minutes: a kiosk corrects its clock at every contact, and a cheap crystal drifts by half a minute in four days. A
//! server that comes up with its clock an hour ahead must not grant a kept seat. So a last call is over when it is over
//! by the allocator's clock *and* by the clocks of all kiosks in contact. If one of these turns out to be earlier, or the
//! allocator's clock is put right, the last call is taken back, and what is still unused is kept for those who had it.
//! What was granted by then stays granted.
//!
//! # Changed terms
//!
//! A session may get more or fewer seats, and begin earlier or later, at any time.
//!
//! - *Fewer seats*: as long as more tokens are away than there are seats, the allocator grants none and asks unused stock
//!   back, first from kiosks in contact, always from the one with the most to spare. A kiosk returns it at once, also if
//!   it is cut off right then. What was given out by then stands.
//! - *Earlier*: a last call is never earlier than one that was stated before. No seat is given out after the session has
//!   begun by the catalogue that the kiosk has.
//! - *Later*, before the last call: seats are kept until the later one, as soon as both sides know of it.
//! - *Later*, after the last call: what was granted stays granted. The stock under the last call that is over is *void*.
//!   A kiosk returns it before a later last call opens its stock again; it knows from the allocator or by its own clock,
//!   so that neither a clock that is behind nor a restored allocator makes it give out what is void. Its seats that were
//!   kept until then are *overdue*: confirmed while there is room, and otherwise they lapse. Then stock is granted anew
//!   to each kiosk that reports the later last call, without waiting for those that are cut off.
//!
//! # Release
//!
//! Organisers may release a ticket's seats: its kiosk is broken, or it was revoked. The token is granted to others once
//! the kiosk has returned it; until then the visitor might return the seat there, and the next visitor take it. The token
//! of an incarnation that is over, or of a kiosk that was removed, is granted at once. After the last call a token of the
//! stock need not be returned; one that was granted after it must be.
//!
//! # What cannot be promised
//!
//! - With fewer seats than before: that no more have a seat than there are. At most those are over that were given out
//!   or in stock at kiosks that had not learnt of the change.
//! - With a kiosk that is cut off and behind by more than the margin: that its visitors are told the right time until
//!   which their seats are kept. It gives out stock after the last call, and those seats may lapse.
//! - With the clocks of the server and of every kiosk in contact ahead by more than the margin: that seats given out by
//!   a kiosk while cut off are kept until the time that it states.
//! - After `give_up`, or a release at a kiosk that was removed and still gives out seats: that what it gives is not
//!   given to others.
//!
//! The simulation beside this module holds the rest, over changed terms and wrong clocks.
//!
//! # Incarnations and epochs
//!
//! A kiosk that has lost its disk begins a new *incarnation* with an empty allocation; what the former one holds stays
//! reserved until the last call has passed. An allocator that was restored from a backup begins a new *epoch*: it may
//! have granted more than it remembers, so it grants nothing until every kiosk has reported, and kiosks ignore answers of
//! the epoch before. Epochs have no order of their own: the same backup may be restored twice, under clocks that are
//! wrong. Each answer names the report that it answers, and a kiosk follows another epoch than its own only where that
//! report was made after it had learnt of its own: no earlier allocator can answer that. A disk that was copied and runs twice is found by the chain of records.
//!
//! A kiosk whose disk was set back begins a new incarnation too. It finds out by the first answer, before it gives out
//! anything: the allocator has received a report of this incarnation that the allocation did not make, knows of a seat
//! that it did not give out, or was told by it in an epoch of which it does not know. A report that nobody remembers,
//! since both disks were set back, is lost with what it said.
//!
//! Everything here is pure: allocations and allocators are stored before anything that they answer is shown or sent.

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

/// What holds for a session's seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatTerms {
    /// How many seats there are.
    pub capacity: u32,
    /// Until when a seat is kept that was not reported.
    pub last_call: UnixMs,
    /// From when on no seat is given out any more: when the session begins.
    pub closes: UnixMs,
}

impl SeatTerms {
    /// Returns the terms of a session with a number of seats that begins at an instant.
    #[must_use]
    pub fn new(capacity: u16, starts: UnixMs) -> Self {
        Self {
            capacity: u32::from(capacity),
            last_call: starts.plus(-LAST_CALL_MS),
            closes: starts,
        }
    }
}

/// Returns the last call of stock that no allocator has granted.
fn never() -> UnixMs {
    UnixMs(i64::MIN)
}

/// Returns whether a kiosk whose clock shows `now` may give out seats of its stock, and an allocator grant them.
fn stock_is_open(last_call: UnixMs, now: UnixMs) -> bool {
    now < last_call.plus(-MARGIN_MS)
}

/// Returns whether an allocator whose clock shows `now` may grant again what was not reported.
fn is_over(last_call: UnixMs, now: UnixMs) -> bool {
    now >= last_call.plus(MARGIN_MS)
}

/// The two kinds of token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// In stock: given out before the last call, to anyone.
    #[default]
    Stock,
    /// Late: granted for someone who waits, after the stock was closed.
    Late,
}

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
