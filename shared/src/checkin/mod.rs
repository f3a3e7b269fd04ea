//! Who may pass: the rules of check-in as pure functions.
//!
//! A kiosk asks [`decide`] about the person in front of it; the server asks the same function about
//! every record it receives, through [`replay`]. There is no second rule engine to disagree with.

mod reason;
mod replay;

use jiff::civil::Date;

pub use reason::Reason;
pub use replay::{Mark, Passage, Place, judge, replay};

use crate::ids::{ExhibitionId, GateId};
use crate::ticket::{Claims, EntryPolicy};
use crate::time::{Calendar, UnixMs};

/// What the exhibition has decided about entry; comes from its data, never from code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The exhibition whose tickets are good.
    pub exhibition: ExhibitionId,
    /// Its days and its zone.
    pub calendar: Calendar,
    /// Whether a party that was scanned out may come in again on the same day, where its ticket
    /// admits only once.
    pub reentry: bool,
}

/// Which way a gate leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Into the exhibition.
    In,
    /// Out of it.
    Out,
}

/// Whether the organisers still honour a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// They do.
    #[default]
    Good,
    /// Withdrawn (refunded, replaced) from this instant on.
    Revoked(UnixMs),
    /// Stopped for a talk with staff from this instant on.
    Blocked(UnixMs),
}

/// One presentation of a genuine ticket at a gate.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'a> {
    /// What the ticket grants.
    pub claims: &'a Claims,
    /// When, by the corrected clock.
    pub at: UnixMs,
    /// Which way the gate leads.
    pub direction: Direction,
}

/// What is known of a ticket's earlier passages; made by [`replay`] or [`Visits::apply`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visits {
    /// The last entry that counted.
    pub last_entry: Option<Seen>,
    /// The date of the entry that has not been left again, while the party is inside.
    pub inside_since: Option<Date>,
}

/// Where and when a ticket was admitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The instant, by the corrected clock.
    pub at: UnixMs,
    /// The local date of that instant.
    pub date: Date,
    /// The gate.
    pub gate: GateId,
}

/// What to tell the person at the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// They may come in.
    Admitted {
        /// Whether they were in before today, and come again.
        again: bool,
    },
    /// They go out. An exit is never refused and uses nothing up.
    Exited {
        /// Whether an entry that was still open is now closed.
        matched: bool,
    },
    /// They may not come in.
    Refused(Refusal),
}

/// A refusal with the facts that the screen shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// The earlier admission that used the ticket up.
    pub earlier: Option<Seen>,
    /// The next date the ticket is valid on.
    pub next_valid: Option<Date>,
    /// The last date it was valid on.
    pub last_valid: Option<Date>,
}

impl Refusal {
    /// A refusal with no facts beyond its reason.
    #[must_use]
    pub fn bare(reason: Reason) -> Self {
        Self {
            reason,
            earlier: None,
            next_valid: None,
            last_valid: None,
        }
    }
}

/// Decides one scan from what is known at this place and time.
#[must_use]
pub fn decide(rules: &Rules, standing: Standing, visits: &Visits, scan: Scan<'_>) -> Decision {
    if scan.direction == Direction::Out {
        return Decision::Exited {
            matched: visits.inside_since.is_some(),
        };
    }
    let verdict = check_exhibition(rules, scan.claims)
        .and_then(|()| check_standing(standing, scan.at))
        .and_then(|()| check_day(rules, scan))
        .and_then(|today| check_use(rules, visits, scan.claims.policy, today));
    match verdict {
        Ok(again) => Decision::Admitted { again },
        Err(refusal) => Decision::Refused(refusal),
    }
}

fn check_exhibition(rules: &Rules, claims: &Claims) -> Result<(), Refusal> {
    if claims.exhibition == rules.exhibition {
        Ok(())
    } else {
        Err(Refusal::bare(Reason::WrongExhibition))
    }
}

fn check_standing(standing: Standing, at: UnixMs) -> Result<(), Refusal> {
    match standing {
        Standing::Revoked(since) if at >= since => Err(Refusal::bare(Reason::Revoked)),
        Standing::Blocked(since) if at >= since => Err(Refusal::bare(Reason::Blocked)),
        _ => Ok(()),
    }
}

/// Today's date when the ticket is valid today.
fn check_day(rules: &Rules, scan: Scan<'_>) -> Result<Date, Refusal> {
    let calendar = &rules.calendar;
    let today = calendar.zone.local(scan.at).date;
    let valid = || {
        scan.claims
            .valid_days()
            .filter_map(|day| calendar.date_of(day))
    };
    if calendar
        .day_of(scan.at)
        .is_some_and(|day| scan.claims.valid_on(day))
    {
        return Ok(today);
    }
    let next_valid = valid().filter(|date| *date > today).min();
    let last_valid = valid().filter(|date| *date < today).max();
    let reason = match (last_valid, next_valid) {
        (None, Some(_)) => Reason::NotYetValid,
        (Some(_), None) => Reason::Expired,
        // Valid days on both sides of today, or on days that the exhibition does not have.
        _ => Reason::WrongDay,
    };
    Err(Refusal {
        reason,
        earlier: None,
        next_valid,
        last_valid,
    })
}

/// Whether this admission is a further one today, or the refusal because the ticket is used up.
fn check_use(
    rules: &Rules,
    visits: &Visits,
    policy: EntryPolicy,
    today: Date,
) -> Result<bool, Refusal> {
    let Some(last) = &visits.last_entry else {
        return Ok(false);
    };
    let came_today = last.date == today;
    let used_up = match policy {
        EntryPolicy::Unlimited => false,
        EntryPolicy::OncePerDay => came_today,
        EntryPolicy::Single => true,
    };
    let went_out = visits.inside_since.is_none();
    if !used_up || (rules.reentry && came_today && went_out) {
        return Ok(came_today);
    }
    Err(Refusal {
        earlier: Some(last.clone()),
        ..Refusal::bare(Reason::AlreadyUsed)
    })
}

impl Visits {
    /// Takes a decision into account. Refusals change nothing.
    pub fn apply(&mut self, decision: &Decision, seen: Seen) {
        match decision {
            Decision::Admitted { .. } => {
                self.inside_since = Some(seen.date);
                self.last_entry = Some(seen);
            }
            Decision::Exited { .. } => self.inside_since = None,
            Decision::Refused(_) => {}
        }
    }
}

#[cfg(test)]
mod tests;
