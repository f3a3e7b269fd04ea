//! Places in a session that has only so many, given out by kiosks that may be cut off, and never twice.
//!
//! Every place is a token. The server's [`Office`] has all of them at first and hands *shares* to kiosks; a kiosk gives
//! out what is in its [`Share`] without asking anyone. What it does not need it returns, and the office hands it on.
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
//! - From [`MARGIN_MS`] after the last call on, by its own clock, the office hands out again whatever it has not heard
//!   of. If it hears later that such a place was given out, it confirms it while there is one left, and otherwise lets
//!   it *lapse*.
//! - From then on the office hands out tokens only one by one, to kiosks where someone waits for one.
//!
//! Clocks may be wrong by the whole margin, on either side, before a place could be promised to two people. The margin
//! is two minutes: a kiosk corrects its clock at every contact, and a cheap crystal drifts by half a minute in four days.
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

mod message;
mod office;
mod share;

pub use message::{Given, Report, Tokens, Word};
pub use office::{Office, Part};
pub use share::{NoPlace, Share, Standing};

use serde::{Deserialize, Serialize};

use crate::time::UnixMs;

/// How wrong a corrected clock may be, in milliseconds, on either side.
pub const MARGIN_MS: i64 = 120_000;

/// How long before a session begins its last call is, in milliseconds.
pub const LAST_CALL_MS: i64 = 600_000;

/// What holds for a session's places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// How many places there are.
    pub capacity: u32,
    /// Until when a place is kept that the office has not heard of.
    pub last_call: UnixMs,
    /// From when on no place is given out any more: when the session begins.
    pub closes: UnixMs,
}

impl Terms {
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
pub enum Kind {
    /// In stock: given out before the last call, to whoever comes.
    Stock,
    /// Late: granted for someone who waits, after the stock was closed.
    Late,
}

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
