//! A ticket's earlier passages.

use jiff::civil::Date;

use super::rules::{Limit, Rules, Span};
use crate::ids::{GateId, ZoneBit};
use crate::ticket::Claims;
use crate::time::UnixMs;

/// A ticket's earlier passages, zone by zone; made by [`super::replay`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visits(Vec<ZoneVisits>);

/// A ticket's earlier passages into and out of one zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneVisits {
    zone: ZoneBit,
    /// The last entry that counted.
    pub last_entry: Option<Admission>,
    /// Who has not gone out again.
    pub inside: Option<Inside>,
    /// What the ticket has used up in all.
    used: ZoneUse,
    /// The same on the date of the last entry.
    used_today: ZoneUse,
    /// On how many dates the ticket was admitted.
    days: u32,
    /// Different people who came in on the date of the last entry.
    people_today: u16,
}

/// Admissions, or heads for a party that comes in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ZoneUse {
    /// Those that were no return.
    pub(super) anew: u32,
    /// Returns after an exit on the same date.
    pub(super) returns: u32,
}

impl ZoneUse {
    /// Those that a limit counts.
    fn counted_by(self, limit: Limit) -> u32 {
        let returns = if limit.counts_returns {
            self.returns
        } else {
            0
        };
        self.anew.saturating_add(returns)
    }

    fn add(&mut self, more: Self) {
        self.anew = self.anew.saturating_add(more.anew);
        self.returns = self.returns.saturating_add(more.returns);
    }
}

/// People of a party who have not gone out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inside {
    /// The date on which they came in.
    pub since: Date,
    /// How many.
    pub people: u16,
}

/// Where and when a ticket was admitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// The instant, by the corrected clock.
    pub at: UnixMs,
    /// The local date of that instant.
    pub date: Date,
    /// The gate.
    pub gate: GateId,
}

/// How an admission is put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Booking {
    /// What it uses up.
    pub(super) uses: ZoneUse,
    /// Nobody of the party was in before today.
    pub(super) first_today: bool,
    /// People who were not in before today.
    pub(super) new_people: u16,
    /// People who were not inside before.
    pub(super) enters: u16,
}

/// Someone who, by an exit, is no longer inside a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// The zone.
    pub zone: ZoneBit,
    /// The date on which they had come in.
    pub since: Date,
    /// How many people.
    pub people: u16,
}

static NEVER: ZoneVisits = ZoneVisits::never(ZoneBit(0));

impl Visits {
    /// Returns the passages of one zone.
    #[must_use]
    pub fn zone(&self, zone: ZoneBit) -> &ZoneVisits {
        self.0
            .iter()
            .find(|visits| visits.zone == zone)
            .unwrap_or(&NEVER)
    }

    /// Takes an admission into account.
    pub(super) fn enter(&mut self, zone: ZoneBit, seen: Admission, booking: Booking) {
        let place = self.0.iter().position(|visits| visits.zone == zone);
        let place = place.unwrap_or_else(|| {
            self.0.push(ZoneVisits::never(zone));
            self.0.len() - 1
        });
        let Some(visits) = self.0.get_mut(place) else {
            return;
        };
        if !visits.came_on(seen.date) {
            (visits.used_today, visits.people_today) = (ZoneUse::default(), 0);
            visits.days = visits.days.saturating_add(1);
        }
        let before = visits.inside_on(seen.date);
        visits.inside = Some(Inside {
            since: seen.date,
            people: before.saturating_add(booking.enters),
        });
        visits.used.add(booking.uses);
        visits.used_today.add(booking.uses);
        visits.people_today = visits.people_today.saturating_add(booking.new_people);
        visits.last_entry = Some(seen);
    }

    /// Takes an exit into account and says who is no longer inside. Nobody who has left the
    /// exhibition is still in a zone of it, scanned or not.
    pub(super) fn leave(&mut self, zone: ZoneBit, people: u16) -> Vec<Closed> {
        let mut closed = Vec::new();
        let outermost = zone == ZoneBit(0);
        let before = self.zone(ZoneBit(0)).inside;
        for visits in &mut self.0 {
            let Some(inside) = &mut visits.inside else {
                continue;
            };
            let remain = match before {
                _ if visits.zone == zone => inside.people.saturating_sub(people),
                _ if !outermost => continue,
                Some(all) => all.people.saturating_sub(people).min(inside.people),
                None => inside.people.saturating_sub(people),
            };
            let leaving = inside.people - remain;
            if leaving > 0 {
                closed.push(Closed {
                    zone: visits.zone,
                    since: inside.since,
                    people: leaving,
                });
            }
            inside.people = remain;
            if remain == 0 {
                visits.inside = None;
            }
        }
        closed
    }
}

impl ZoneVisits {
    const fn never(zone: ZoneBit) -> Self {
        Self {
            zone,
            last_entry: None,
            inside: None,
            used: ZoneUse {
                anew: 0,
                returns: 0,
            },
            used_today: ZoneUse {
                anew: 0,
                returns: 0,
            },
            days: 0,
            people_today: 0,
        }
    }

    /// Returns whether the party came in on a date.
    #[must_use]
    pub fn came_on(&self, date: Date) -> bool {
        self.last_entry
            .as_ref()
            .is_some_and(|seen| seen.date == date)
    }

    /// People who came in on a date and have not gone out.
    #[must_use]
    pub fn inside_on(&self, date: Date) -> u16 {
        self.inside
            .filter(|inside| inside.since == date)
            .map_or(0, |inside| inside.people)
    }

    /// Returns how many admissions, or heads, a limit has left; without end on a day that it allows.
    fn left_of(&self, limit: Limit, heads: u32, date: Date) -> u32 {
        let granted = u32::from(limit.admissions);
        let used = match limit.span {
            Span::Exhibition => self.used,
            Span::Day if self.came_on(date) => self.used_today,
            Span::Day => ZoneUse::default(),
            Span::Days if self.came_on(date) || self.days < granted => return u32::MAX,
            Span::Days => return 0,
        };
        (granted * heads).saturating_sub(used.counted_by(limit))
    }

    /// People who were in today, went out, and may come back.
    fn may_return(&self, rules: &Rules, claims: &Claims, date: Date) -> u16 {
        if !rules.knows_returns(claims.kind) || !self.came_on(date) {
            return 0;
        }
        self.people_today.saturating_sub(self.inside_on(date))
    }

    /// Returns how an admission of so many people would be put down.
    pub(super) fn book(&self, rules: &Rules, claims: &Claims, date: Date, people: u16) -> Booking {
        let came = self.came_on(date);
        let seen_today = if came { self.people_today } else { 0 };
        let inside = self.inside_on(date);
        let party = u16::from(claims.party).max(people);
        if rules.of_type(claims.kind).partial {
            // Who went out comes back before anybody new is counted: nobody is counted twice.
            let back = people.min(self.may_return(rules, claims, date));
            let fresh = people - back;
            return Booking {
                uses: ZoneUse {
                    anew: u32::from(fresh),
                    returns: u32::from(back),
                },
                first_today: !came,
                new_people: fresh.min(party.saturating_sub(seen_today)),
                enters: people.min(party.saturating_sub(inside)),
            };
        }
        let returns = self.returns(rules, claims, date, people);
        // Who comes back joins those inside; otherwise it is the party itself that went out unseen.
        let inside_then = if returns {
            inside.saturating_add(people)
        } else {
            inside.max(people)
        };
        Booking {
            uses: ZoneUse {
                anew: u32::from(!returns),
                returns: u32::from(returns),
            },
            first_today: !came,
            new_people: inside_then.saturating_sub(seen_today),
            enters: inside_then - inside,
        }
    }

    /// Returns whether a party whose ticket admits it as a whole comes back from outside.
    fn returns(&self, rules: &Rules, claims: &Claims, date: Date, people: u16) -> bool {
        let inside = self.inside_on(date);
        let were_out = inside == 0 || inside.saturating_add(people) <= self.people_today;
        self.came_on(date) && were_out && rules.knows_returns(claims.kind)
    }

    /// Returns how many people of the party may come in now by how often the ticket admits, and the limit that allows
    /// fewest.
    #[must_use]
    pub fn left(
        &self,
        rules: &Rules,
        claims: &Claims,
        zone: ZoneBit,
        date: Date,
    ) -> (u16, Option<Limit>) {
        let limits = rules.limits(claims, zone).into_iter().flatten();
        let people = limits.map(|limit| (self.people_by(limit, rules, claims, date), limit));
        let party = u16::from(claims.party);
        let tightest = people.min_by_key(|(people, _)| *people);
        tightest.map_or((party, None), |(people, limit)| {
            let people = u16::try_from(people).unwrap_or(u16::MAX);
            (people.min(party), Some(limit))
        })
    }

    /// Returns the limit that keeps so many people out, if one does.
    pub(super) fn kept_out_by(
        &self,
        rules: &Rules,
        claims: &Claims,
        zone: ZoneBit,
        date: Date,
        uses: ZoneUse,
    ) -> Option<Limit> {
        let heads = heads(rules, claims);
        let limits = rules.limits(claims, zone).into_iter().flatten();
        let left = limits.map(|limit| (self.left_of(limit, heads, date), limit));
        left.filter(|(left, limit)| uses.counted_by(*limit) > *left)
            .min_by_key(|(left, _)| *left)
            .map(|(_, limit)| limit)
    }

    /// Returns how many people of the party a limit lets in now; more than there are where it does not bind.
    fn people_by(&self, limit: Limit, rules: &Rules, claims: &Claims, date: Date) -> u32 {
        let left = self.left_of(limit, heads(rules, claims), date);
        if !rules.of_type(claims.kind).partial {
            return left.saturating_mul(u32::from(claims.party));
        }
        let returns = if limit.counts_returns {
            0
        } else {
            self.may_return(rules, claims, date)
        };
        left.saturating_add(u32::from(returns))
    }
}

/// Returns how many heads an admission is: a party that comes in parts is counted by the head.
fn heads(rules: &Rules, claims: &Claims) -> u32 {
    if rules.of_type(claims.kind).partial {
        u32::from(claims.party)
    } else {
        1
    }
}
