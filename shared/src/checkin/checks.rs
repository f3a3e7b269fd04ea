//! The rules one by one, in the order in which they are asked. Each looks at the same case and
//! knows nothing of the others, so that they can be run to a verdict or all be explained.

use jiff::civil::Date;

use super::refusal::{Facts, Missing, Refusal};
use super::rules::{GateRule, Limit, Opening, Rules, Span, TypeRule};
use super::visits::ZoneVisits;
use super::{Decision, Direction, Occupancy, Reason, Scan, TicketStatus, Visits};
use crate::time::{Calendar, UnixMs};

coded! {
    /// One of the rules of entry.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Rule {
        /// The ticket is for this exhibition.
        Exhibition = "exhibition",
        /// The organisers honour the ticket.
        Status = "standing",
        /// The time is known.
        Time = "time",
        /// The exhibition has this kind of ticket.
        Type = "type",
        /// The ticket and its kind are valid today.
        Day = "day",
        /// The ticket opens this gate and the zone behind it.
        Gate = "gate",
        /// The gate is open for this kind of ticket at this hour.
        Hours = "hours",
        /// The kind of ticket can do without a person who decides.
        Staff = "staff",
        /// No more people come than the ticket is for.
        Party = "party",
        /// The ticket has admissions left.
        Limit = "limit",
        /// The last admission is long enough ago.
        Wait = "wait",
        /// There is room inside.
        Capacity = "capacity",
    }
}

/// Everything the rules look at.
pub(super) struct CheckCase<'a> {
    pub(super) rules: &'a Rules,
    pub(super) kind: &'a TypeRule,
    pub(super) gate: &'a GateRule,
    pub(super) status: TicketStatus,
    pub(super) visits: &'a ZoneVisits,
    pub(super) occupancy: &'a Occupancy,
    pub(super) scan: Scan<'a>,
    pub(super) today: Date,
    /// Whether it is a passage that was recorded, and no longer to be decided: what has left the catalogue is then
    /// judged by the rules it had.
    pub(super) recorded: bool,
}

/// What one rule says of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckStep {
    /// The rule.
    pub rule: Rule,
    /// The refusal, if it refuses. The first one decides.
    pub refused: Option<Reason>,
    /// What it goes by.
    pub facts: Facts,
}

/// A refusal, if a rule refuses, and the facts that it goes by.
type Finding = (Option<Reason>, Facts);

impl<'a> CheckCase<'a> {
    pub(super) fn of(
        rules: &'a Rules,
        status: TicketStatus,
        visits: &'a Visits,
        occupancy: &'a Occupancy,
        scan: Scan<'a>,
    ) -> Self {
        let gate = rules.of_gate(scan.gate);
        Self {
            rules,
            kind: rules.of_type(scan.claims.kind),
            gate,
            status,
            visits: visits.zone(gate.zone),
            occupancy,
            scan,
            today: rules.calendar.date_at(scan.at),
            recorded: false,
        }
    }

    /// Asks every rule until one refuses.
    pub(super) fn decide(&self) -> Decision {
        if self.scan.direction == Direction::Out {
            return Decision::Exited {
                matched: self.visits.inside.is_some(),
            };
        }
        for rule in Rule::ALL {
            let step = self.ask(rule);
            if let Some(reason) = step.refused {
                return Decision::Refused(Refusal::with(reason, step.facts));
            }
        }
        self.admitted()
    }

    /// Returns the admission that all rules allow.
    fn admitted(&self) -> Decision {
        let Scan { claims, people, .. } = self.scan;
        let booking = self.visits.book(self.rules, claims, self.today, people);
        let (left, _) = self
            .visits
            .left(self.rules, claims, self.gate.zone, self.today);
        let again = if self.kind.partial {
            booking.new_people == 0
        } else {
            !booking.first_today
        };
        Decision::Admitted {
            again,
            people_left: self.kind.partial.then_some(left.saturating_sub(people)),
        }
    }
}

impl CheckCase<'_> {
    /// Asks one rule.
    pub(super) fn ask(&self, rule: Rule) -> CheckStep {
        let (refused, facts) = match rule {
            Rule::Exhibition => self.exhibition(),
            Rule::Status => self.status(),
            Rule::Time => self.time(),
            Rule::Type => self.kind(),
            Rule::Day => self.day(),
            Rule::Gate => self.gate(),
            Rule::Hours => self.hours(),
            Rule::Staff => self.staff(),
            Rule::Party => self.party(),
            Rule::Limit => self.limit(),
            Rule::Wait => self.wait(),
            Rule::Capacity => self.capacity(),
        };
        CheckStep {
            rule,
            refused,
            facts,
        }
    }

    fn exhibition(&self) -> Finding {
        unless(
            self.scan.claims.exhibition != self.rules.exhibition,
            Reason::WrongExhibition,
            Facts::default(),
        )
    }

    fn status(&self) -> Finding {
        let (since, reason) = match self.status {
            TicketStatus::Good => return (None, Facts::default()),
            TicketStatus::Revoked(since) => (since, Reason::Revoked),
            TicketStatus::Blocked(since) => (since, Reason::Blocked),
        };
        let facts = Facts {
            since: Some(since),
            ..Facts::default()
        };
        // A change of status that was heard of has begun, even where the clock is not known to be right.
        let in_force = self.scan.at >= since || !self.time_is_known();
        unless(in_force, reason, facts)
    }

    /// Leaves the decision to a person where the device does not know the time.
    fn time(&self) -> Finding {
        let known = self.time_is_known();
        let facts = Facts {
            time_unknown: !known,
            earlier: self.visits.last_entry.clone().filter(|_| !known),
            ..Facts::default()
        };
        unless(!known, Reason::NeedsStaff, facts)
    }

    fn time_is_known(&self) -> bool {
        self.rules.calendar.is_possible(self.scan.at)
    }

    fn kind(&self) -> Finding {
        let kind = self.scan.claims.kind;
        let rule = self.rules.types.get(&kind);
        let known = rule.is_some_and(|rule| self.recorded || !rule.retired);
        let facts = Facts {
            missing: (!known).then_some(Missing::TicketType(kind)),
            ..Facts::default()
        };
        unless(!known, Reason::NeedsStaff, facts)
    }

    fn day(&self) -> Finding {
        if self.valid_dates().any(|date| date == self.today) {
            return (None, Facts::default());
        }
        let next_valid = self.valid_dates().filter(|date| *date > self.today).min();
        let last_valid = self.valid_dates().filter(|date| *date < self.today).max();
        let reason = match (last_valid, next_valid) {
            (None, Some(_)) => Reason::NotYetValid,
            (Some(_), None) => Reason::Expired,
            // Valid days on both sides of today, or on days that the exhibition does not have.
            _ => Reason::WrongDay,
        };
        let facts = Facts {
            next_valid,
            last_valid,
            ..Facts::default()
        };
        (Some(reason), facts)
    }

    fn gate(&self) -> Finding {
        let Scan { claims, gate, .. } = self.scan;
        let rule = self.rules.gates.get(gate);
        if !rule.is_some_and(|rule| self.recorded || !rule.retired) {
            let facts = Facts {
                missing: Some(Missing::Gate),
                ..Facts::default()
            };
            return (Some(Reason::NeedsStaff), facts);
        }
        let opens_zone = claims.zones >> self.gate.zone.0.min(15) & 1 == 1;
        // A gate's list names no kind that has left the catalogue; the kiosk asked the list it had.
        let for_kind = self.kind.retired
            || (self.gate.types.as_ref()).is_none_or(|types| types.contains(&claims.kind));
        let facts = Facts {
            zone: Some(self.gate.zone),
            ..Facts::default()
        };
        let kept_out = (self.gate.guarded && !opens_zone) || !for_kind;
        unless(kept_out, Reason::WrongGate, facts)
    }

    fn hours(&self) -> Finding {
        if self.gate.hours.is_none() && self.kind.hours.is_none() {
            return (None, Facts::default());
        }
        let at = self.scan.at;
        let mut today = self.windows(self.today);
        if let Some((opens, closes)) = today.find(|(opens, closes)| (*opens..*closes).contains(&at))
        {
            let facts = Facts {
                opens_at: Some(opens),
                closes_at: Some(closes),
                ..Facts::default()
            };
            return (None, facts);
        }
        let closed_at = self.windows(self.today).map(|(_, closes)| closes);
        let next = self
            .valid_dates()
            .filter(|date| *date >= self.today)
            .flat_map(|date| self.windows(date))
            .map(|(opens, _)| opens)
            .filter(|opens| *opens > at)
            .min();
        let facts = Facts {
            opens_at: next,
            closes_at: closed_at.filter(|closes| *closes <= at).max(),
            ..Facts::default()
        };
        (Some(Reason::NotOpen), facts)
    }

    fn staff(&self) -> Finding {
        // An admission of nobody would use a ticket up for nothing.
        let odd = self.kind.needs_staff || self.scan.people == 0;
        unless(odd, Reason::NeedsStaff, Facts::default())
    }

    fn party(&self) -> Finding {
        let party = u16::from(self.scan.claims.party);
        let facts = Facts {
            people_left: Some(party),
            ..Facts::default()
        };
        unless(self.scan.people > party, Reason::LimitReached, facts)
    }

    fn limit(&self) -> Finding {
        let Scan { claims, people, .. } = self.scan;
        let (rules, zone, today) = (self.rules, self.gate.zone, self.today);
        let booking = self.visits.book(rules, claims, today, people);
        let (left, tightest) = self.visits.left(rules, claims, zone, today);
        let kept_out_by = (self.visits).kept_out_by(rules, claims, zone, today, booking.uses);
        let limit = kept_out_by.or(tightest);
        let facts = Facts {
            limit,
            people_left: Some(left),
            earlier: self.visits.last_entry.clone(),
            ..Facts::default()
        };
        let once = |limit: Limit| limit.span != Span::Days && limit.admissions <= 1;
        let reason = if limit.is_some_and(once) && left == 0 {
            Reason::AlreadyUsed
        } else {
            Reason::LimitReached
        };
        unless(kept_out_by.is_some(), reason, facts)
    }

    fn wait(&self) -> Finding {
        // The second half of a group does not wait for the first.
        let last = match &self.visits.last_entry {
            Some(last) if self.kind.wait_ms > 0 && !self.kind.partial => last,
            _ => return (None, Facts::default()),
        };
        let until = last.at.plus(self.kind.wait_ms);
        let facts = Facts {
            earlier: Some(last.clone()),
            wait_until: Some(until),
            ..Facts::default()
        };
        unless(self.scan.at < until, Reason::TooSoon, facts)
    }

    fn capacity(&self) -> Finding {
        let zone = self.gate.zone;
        let Some(capacity) = self.rules.of_zone(zone).capacity else {
            return (None, Facts::default());
        };
        let Some(inside) = self.occupancy.inside(zone) else {
            return (None, Facts::default());
        };
        let room = capacity.saturating_sub(inside);
        let booking = self
            .visits
            .book(self.rules, self.scan.claims, self.today, self.scan.people);
        let facts = Facts {
            zone: Some(zone),
            capacity: Some(capacity),
            inside: Some(inside),
            people_left: Some(u16::try_from(room).unwrap_or(u16::MAX)),
            ..Facts::default()
        };
        let full = !self.kind.beyond_capacity && u32::from(booking.enters) > room;
        unless(full, Reason::Full, facts)
    }

    /// Returns the dates on which both the ticket and its kind are valid, ascending.
    fn valid_dates(&self) -> impl Iterator<Item = Date> {
        self.scan
            .claims
            .valid_days()
            .filter(|day| self.kind.days >> day.0 & 1 == 1)
            .filter_map(|day| self.rules.calendar.date_of(day))
            .chain(self.rules.rehearsed_on)
    }

    /// From when to when the gate is open on a date for this kind of ticket.
    fn windows(&self, date: Date) -> impl Iterator<Item = (UnixMs, UnixMs)> {
        let calendar = &self.rules.calendar;
        let all_day = (calendar.starts(date), calendar.ends(date));
        let gate = within(self.gate.hours.as_deref(), calendar, date, all_day);
        let (early, late) = (self.kind.early_ms, self.kind.late_ms);
        gate.flat_map(move |(opens, closes)| {
            within(self.kind.hours.as_deref(), calendar, date, all_day)
                .map(move |(from, to)| (opens.plus(-early).max(from), closes.plus(late).min(to)))
        })
        .filter(|(opens, closes)| opens < closes)
    }
}

/// Returns the hours of a date; the whole day where no hours are set.
fn within(
    hours: Option<&[Opening]>,
    calendar: &Calendar,
    date: Date,
    all_day: (UnixMs, UnixMs),
) -> impl Iterator<Item = (UnixMs, UnixMs)> {
    let set = hours.unwrap_or_default();
    set.iter()
        .filter_map(move |opening| opening.on(calendar, date))
        .chain(hours.is_none().then_some(all_day))
}

fn unless(wrong: bool, reason: Reason, facts: Facts) -> Finding {
    (wrong.then_some(reason), facts)
}
