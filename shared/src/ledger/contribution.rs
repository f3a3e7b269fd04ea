//! What one passage, booth visit or refusal contributes to the counters.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::counters::{
    BoothCounter, CURVE_STEP_MINUTES, Counter, Counters, GATE_STEP_MINUTES, GateEvent, OUTERMOST,
};
use crate::booths::{Lookups, Visit};
use crate::checkin::{Closed, Direction, Mark, Passage, Reason, Rules, WalkIn};
use crate::ids::{GateId, TicketType, ZoneBit};
use crate::time::{Calendar, UnixMs};

/// Adds what a passage judged as `mark` contributes; subtracts it with a `sign` of -1.
pub(super) fn count_passage(
    rules: &Rules,
    passage: &Passage,
    mark: &Mark,
    sign: i64,
    counters: &mut Counters,
) {
    let Some(mut at) = Crossing::of(rules, &passage.gate, passage.order.at, sign, counters) else {
        return;
    };
    let people = i64::from(passage.people);
    match mark {
        Mark::Entry {
            first_today,
            new_people,
            enters,
        } => {
            if passage.by_staff {
                at.add(Counter::Overrides, people);
            }
            at.flow(Some(passage.claims.kind), Direction::In, people);
            if at.zone == OUTERMOST {
                let new_people = i64::from(*new_people);
                at.add(Counter::UniqueVisitors, new_people);
                at.add(Counter::Reentries, people - new_people);
                at.add(Counter::Tickets, i64::from(*first_today));
            }
            at.rise(at.zone, at.date, i64::from(*enters));
        }
        Mark::Exit { closes } => {
            at.flow(Some(passage.claims.kind), Direction::Out, people);
            for Closed {
                zone,
                since,
                people,
            } in closes
            {
                at.rise(*zone, *since, -i64::from(*people));
            }
        }
        Mark::Conflict(_) => {
            at.add(Counter::Conflicts, 1);
            let of_ticket = Counter::TicketConflicts(passage.claims.number);
            at.counters.add(None, of_ticket, sign);
        }
        Mark::SetAside => {}
    }
}

/// Adds what people without a ticket contribute; subtracts it with a `sign` of -1.
pub(super) fn count_walk_in(rules: &Rules, walk_in: &WalkIn, sign: i64, counters: &mut Counters) {
    let Some(mut at) = Crossing::of(rules, &walk_in.gate, walk_in.order.at, sign, counters) else {
        return;
    };
    let people = i64::from(walk_in.people);
    at.flow(None, walk_in.direction, people);
    if walk_in.direction == Direction::Out {
        return at.rise(at.zone, at.date, -people);
    }
    let by = match walk_in.kind {
        Some(_) => Counter::WalkIns,
        None => Counter::Overrides,
    };
    at.add(by, people);
    if at.zone == OUTERMOST {
        at.add(Counter::UniqueVisitors, people);
    }
    at.rise(at.zone, at.date, people);
}

/// Adds a refused scan; subtracts it with a `sign` of -1.
pub(super) fn count_refusal(
    rules: &Rules,
    gate: &GateId,
    at: UnixMs,
    reason: Reason,
    sign: i64,
    counters: &mut Counters,
) {
    if let Some(mut at) = Crossing::of(rules, gate, at, sign, counters) {
        at.add(Counter::Refused(reason), 1);
        at.step(GateEvent::Refusal, 1);
    }
}

/// Adds all booth visits of one ticket, which must be in record order; subtracts them with a `sign` of -1. The first to
/// a booth on a date is a visit, the others are repeats.
pub(super) fn count_booth_visits(
    calendar: &Calendar,
    visits: &[Visit],
    sign: i64,
    counters: &mut Counters,
) {
    let mut visited = BTreeSet::new();
    for visit in visits {
        let date = calendar.date_at(visit.order.at);
        let hour = Counter::BoothHour(visit.booth, calendar.minute_at(visit.order.at) / 60);
        let mut add = |counter, by: i64| counters.add(Some(date), counter, by * sign);
        let of_booth = |what| Counter::Booth(visit.booth, what);
        if visited.insert((visit.booth, date)) {
            add(of_booth(BoothCounter::Visits), 1);
            add(of_booth(BoothCounter::People), i64::from(visit.people));
            add(hour, i64::from(visit.people));
        } else {
            add(of_booth(BoothCounter::Repeats), 1);
        }
    }
}

/// Adds look-ups of a booth; subtracts them with a `sign` of -1.
pub(super) fn count_lookups(
    calendar: &Calendar,
    lookups: Lookups,
    sign: i64,
    counters: &mut Counters,
) {
    let date = calendar.date_at(lookups.at);
    let counter = Counter::Booth(lookups.booth, BoothCounter::Lookups);
    counters.add(Some(date), counter, i64::from(lookups.times) * sign);
}

/// Where and when a gate of the exhibition was crossed.
struct Crossing<'a> {
    date: Date,
    minute: u16,
    gate: &'a GateId,
    zone: ZoneBit,
    sign: i64,
    counters: &'a mut Counters,
}

impl<'a> Crossing<'a> {
    /// Returns `None` at a gate that the exhibition never had, after counting that.
    fn of(
        rules: &Rules,
        gate: &'a GateId,
        at: UnixMs,
        sign: i64,
        counters: &'a mut Counters,
    ) -> Option<Self> {
        if !rules.gates.contains_key(gate) {
            counters.add(None, Counter::UnknownGate(gate.clone()), sign);
            return None;
        }
        Some(Self {
            date: rules.calendar.date_at(at),
            minute: rules.calendar.minute_at(at),
            gate,
            zone: rules.of_gate(gate).zone,
            sign,
            counters,
        })
    }

    fn add(&mut self, counter: Counter, by: i64) {
        self.counters.add(Some(self.date), counter, by * self.sign);
    }

    fn step(&mut self, event: GateEvent, by: i64) {
        let step = self.minute / GATE_STEP_MINUTES;
        self.add(Counter::GateStep(self.gate.clone(), step, event), by);
    }

    fn curve_step(&self) -> u16 {
        self.minute / CURVE_STEP_MINUTES
    }

    /// Gates of an inner zone count by gate and zone only: their people were counted at an outer gate.
    fn flow(&mut self, kind: Option<TicketType>, direction: Direction, people: i64) {
        self.add(Counter::Gate(self.gate.clone(), direction), people);
        self.step(direction.into(), people);
        self.add(Counter::Zone(self.zone, direction), people);
        if self.zone == OUTERMOST {
            let by_type = match kind {
                Some(kind) => Counter::Type(kind, direction),
                None => Counter::WithoutTicket(direction),
            };
            self.add(by_type, people);
            self.add(Counter::CurveFlow(self.curve_step(), direction), people);
        }
    }

    /// An exit may let people out of several zones, and out of a date before its own.
    fn rise(&mut self, zone: ZoneBit, date: Date, people: i64) {
        let by = people * self.sign;
        self.counters.add(Some(date), Counter::Inside(zone), by);
        if (zone, date) == (OUTERMOST, self.date) {
            self.add(Counter::CurveRise(self.curve_step()), people);
        }
    }
}
