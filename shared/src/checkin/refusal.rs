//! What goes with a refusal: the facts that a screen, or an explanation, shows.

use jiff::civil::Date;

use super::rules::{Limit, Span};
use super::{Admission, Reason};
use crate::ids::{TicketType, ZoneBit};
use crate::time::UnixMs;

/// A refusal with the facts that the screen shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// When, where, until when.
    pub facts: Facts,
}

/// When, where, until when. Only what matters to the rule in question is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The earlier admission that used the ticket up, or that was too short a while ago.
    pub earlier: Option<Admission>,
    /// The next date the ticket is valid on.
    pub next_valid: Option<Date>,
    /// The last date it was valid on.
    pub last_valid: Option<Date>,
    /// When the organisers withdrew or stopped the ticket.
    pub since: Option<UnixMs>,
    /// When this gate opens next for this ticket, or when it opened.
    pub opens_at: Option<UnixMs>,
    /// When it closes, or when it closed today.
    pub closes_at: Option<UnixMs>,
    /// The first instant at which the ticket would be admitted again.
    pub wait_until: Option<UnixMs>,
    /// How often the ticket admits.
    pub limit: Option<Limit>,
    /// How many people of the party may still come in; for a full house, how many there is room for.
    pub people_left: Option<u16>,
    /// The zone the gate leads into.
    pub zone: Option<ZoneBit>,
    /// How many people may be inside.
    pub capacity: Option<u32>,
    /// How many people are inside, as far as this place knows.
    pub inside: Option<u32>,
    /// Nobody knows what time it is.
    pub time_unknown: bool,
    /// The text has fewer characters than any ticket's code.
    pub too_short: bool,
    /// What the catalogue in force does not have.
    pub missing: Option<Missing>,
}

/// What a rule needs to know and the catalogue in force does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The kind of ticket.
    TicketType(TicketType),
    /// The gate.
    Gate,
}

impl Refusal {
    /// Returns a refusal with no facts beyond its reason.
    #[must_use]
    pub fn bare(reason: Reason) -> Self {
        Self::with(reason, Facts::default())
    }

    /// Returns whether it might be none at another time of day, or on another day.
    #[must_use]
    pub fn is_about_time(&self) -> bool {
        match self.reason {
            Reason::NotYetValid
            | Reason::Expired
            | Reason::WrongDay
            | Reason::NotOpen
            | Reason::TooSoon => true,
            Reason::AlreadyUsed | Reason::LimitReached => {
                let limit = self.facts.limit;
                limit.is_some_and(|limit| limit.span == Span::Day)
            }
            _ => false,
        }
    }

    /// Returns a refusal with its facts.
    #[must_use]
    pub fn with(reason: Reason, facts: Facts) -> Self {
        Self { reason, facts }
    }
}

impl Facts {
    /// Whole minutes, rounded up, from `now` until the ticket would be admitted again.
    #[must_use]
    pub fn minutes_to_wait(&self, now: UnixMs) -> Option<i64> {
        let wait = self.wait_until?.since(now).max(0);
        Some(wait / 60_000 + i64::from(wait % 60_000 > 0))
    }
}
