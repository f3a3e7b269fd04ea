//! Records in any order of arrival, and what they add up to.
//!
//! A ledger is derived from the records and from nothing else, so it can be made anew at any time.
//! Whatever the order and the grouping in which the same records come, it comes to the same: each
//! ticket's passages are kept in the order of their [`crate::checkin::Place`] and judged again when
//! an earlier one arrives late, and an annulment may come before what it annuls.

use std::collections::{HashMap, HashSet};

use crate::booths::{self, Lookups, Visit};
use crate::checkin::{
    Occupancy, Passage, Place, Reason, Rules, Standing, Visits, Walk, judge, replay,
};
use crate::ids::{GateId, TicketNumber};
use crate::record::{Fact, Origin, Record, RecordId};
use crate::tally::{Effect, Tally, effects};
use crate::time::UnixMs;

/// The tally with what is needed to move it on.
#[derive(Debug)]
pub struct Ledger {
    rules: Rules,
    tally: Tally,
    tickets: HashMap<TicketNumber, History>,
    /// Passages that belong to no ticket, in case they are annulled.
    loose: HashMap<RecordId, Effect>,
    annulled: HashSet<RecordId>,
    booths: booths::Visits,
    gates: HashSet<GateId>,
}

/// What is known of one ticket.
#[derive(Debug, Default)]
struct History {
    standing: Standing,
    passages: Vec<Passage>,
    /// Where the passages led, so that one that comes last is judged without the ones before it.
    visits: Visits,
}

impl Ledger {
    /// A ledger in which nothing has happened.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            tally: Tally::default(),
            tickets: HashMap::new(),
            loose: HashMap::new(),
            annulled: HashSet::new(),
            booths: booths::Visits::default(),
            gates: HashSet::new(),
        }
    }

    /// What everything adds up to.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// How many people are inside at an instant of today.
    #[must_use]
    pub fn occupancy(&self, now: UnixMs) -> Occupancy {
        Occupancy::on(&self.tally, self.rules.calendar.date_at(now))
    }

    /// A ticket's standing and what is known of its visits.
    #[must_use]
    pub fn ticket(&self, ticket: TicketNumber) -> (Standing, Visits) {
        self.tickets
            .get(&ticket)
            .map(|history| (history.standing, history.visits.clone()))
            .unwrap_or_default()
    }

    /// A ticket's standing and what was known of its visits before an instant.
    #[must_use]
    pub fn ticket_before(&self, ticket: TicketNumber, at: UnixMs) -> (Standing, Visits) {
        let Some(history) = self.tickets.get(&ticket) else {
            return Default::default();
        };
        let earlier = history.passages.partition_point(|it| it.place.at < at);
        let passages = history.passages.get(..earlier).unwrap_or_default();
        let (_, visits) = replay(&self.rules, history.standing, passages);
        (history.standing, visits)
    }

    /// Takes in records of one journal, in any order, each once, at the times that their stamps say.
    pub fn record<'a>(
        &mut self,
        origin: &Origin,
        records: impl IntoIterator<Item = (u64, &'a Record)>,
    ) {
        let records = records.into_iter();
        self.take(records.map(|(seq, record)| (record.place(origin, seq), &record.fact)));
    }

    /// Takes in what records say, in any order, each once.
    pub fn take<'a>(&mut self, records: impl IntoIterator<Item = (Place, &'a Fact)>) {
        let mut passages = Vec::new();
        for (place, fact) in records {
            match fact {
                Fact::Visited { .. } => {
                    if let Some(visit) = fact.visit(place) {
                        self.visit(&visit);
                    }
                }
                Fact::LookedUp { .. } => {
                    if let Some(lookups) = fact.lookups(place.at) {
                        self.look_up(lookups);
                    }
                }
                Fact::Refused { gate, reason, .. } => self.refuse(gate, place.at, *reason),
                Fact::Annulled { target, ticket, .. } => {
                    // What it annuls may be in this very batch.
                    self.pass(std::mem::take(&mut passages));
                    self.annul(target, *ticket);
                }
                fact => match fact.walk(place.clone()) {
                    Some(walk) => self.walk(&walk),
                    None => passages.extend(fact.passage(place)),
                },
            }
        }
        self.pass(passages);
    }

    /// Takes out again what a record says, which was taken in at this place. An annulment holds whenever it was made,
    /// and stays.
    pub fn remove(&mut self, place: &Place, fact: &Fact) {
        let calendar = &self.rules.calendar;
        if let Fact::Refused { gate, reason, .. } = fact {
            self.refused(gate, place.at, *reason, -1);
        } else if let Some(visit) = fact.visit(place.clone()) {
            self.booths.remove(calendar, &mut self.tally, &visit);
        } else if let Some(lookups) = fact.lookups(place.at) {
            booths::look_up(calendar, &mut self.tally, lookups, -1);
        } else if let Some(effect) = self.loose.remove(&place.id()) {
            self.tally.remove(&[effect]);
        } else if let Some(passage) = fact.passage(place.clone())
            && let Some(history) = self.tickets.get_mut(&passage.claims.number)
        {
            history.change(&self.rules, &mut self.tally, |history| {
                history.passages.retain(|it| it.place != *place);
            });
        }
        self.tally.forget_zeros();
    }

    /// Takes in a refused scan.
    pub fn refuse(&mut self, gate: &GateId, at: UnixMs, reason: Reason) {
        self.refused(gate, at, reason, 1);
    }

    fn refused(&mut self, gate: &GateId, at: UnixMs, reason: Reason, scans: i64) {
        if self.rules.gates.contains_key(gate) {
            let date = self.rules.calendar.date_at(at);
            self.tally.add_refusals(date, reason, scans);
        } else {
            self.tally.set_aside(gate, scans);
        }
    }

    /// Takes in a visit to a booth.
    pub fn visit(&mut self, visit: &Visit) {
        let calendar = &self.rules.calendar;
        self.booths.visit(calendar, &mut self.tally, visit);
    }

    /// Takes in look-ups of a booth.
    pub fn look_up(&mut self, lookups: Lookups) {
        booths::look_up(&self.rules.calendar, &mut self.tally, lookups, 1);
    }

    /// Takes in people without a ticket.
    pub fn walk(&mut self, walk: &Walk) {
        let id = walk.place.id();
        if !self.annulled.contains(&id) {
            let effect = Effect::of_walk(&self.rules, walk);
            self.tally.add(std::slice::from_ref(&effect));
            self.loose.insert(id, effect);
        }
    }

    /// Takes in passages of tickets, in any order.
    pub fn pass(&mut self, mut passages: Vec<Passage>) {
        if !self.annulled.is_empty() {
            passages.retain(|passage| !self.annulled.contains(&passage.place.id()));
        }
        passages.sort_by(|a, b| {
            let ticket = |passage: &Passage| passage.claims.number;
            ticket(a)
                .cmp(&ticket(b))
                .then_with(|| a.place.cmp(&b.place))
        });
        let mut rest = passages.into_iter().peekable();
        while let Some(first) = rest.next() {
            let number = first.claims.number;
            let mut new = vec![first];
            while let Some(next) = rest.next_if(|next| next.claims.number == number) {
                new.push(next);
            }
            for passage in &mut new {
                passage.gate = interned(&mut self.gates, &passage.gate);
            }
            let history = self.tickets.entry(number).or_default();
            history.insert(&self.rules, &mut self.tally, new);
        }
    }

    /// Changes a ticket's standing, and with it how its passages are judged.
    pub fn stand(&mut self, ticket: TicketNumber, standing: Standing) {
        let history = self.tickets.entry(ticket).or_default();
        history.change(&self.rules, &mut self.tally, |history| {
            history.standing = standing;
        });
    }

    /// Takes a passage out for good, whether it is known already or comes later. `ticket` says where
    /// to look first; it need not be right.
    pub fn annul(&mut self, target: &RecordId, ticket: Option<TicketNumber>) {
        if !self.annulled.insert(target.clone()) {
            return;
        }
        if let Some(effect) = self.loose.remove(target) {
            return self.tally.remove(&[effect]);
        }
        let holds = |history: &History| history.passages.iter().any(|it| it.place.is(target));
        let named = ticket.filter(|number| self.tickets.get(number).is_some_and(holds));
        // Without a good hint every ticket is looked at. Annulments are rare, and an index over
        // millions of passages would cost more than they ever do.
        let number = named.or_else(|| {
            let mut all = self.tickets.iter();
            all.find(|(_, history)| holds(history))
                .map(|(number, _)| *number)
        });
        if let Some(history) = number.and_then(|number| self.tickets.get_mut(&number)) {
            history.change(&self.rules, &mut self.tally, |history| {
                history.passages.retain(|passage| !passage.place.is(target));
            });
        }
    }
}

impl History {
    /// Takes in new passages, which are in order among themselves.
    fn insert(&mut self, rules: &Rules, tally: &mut Tally, new: Vec<Passage>) {
        let in_order = match (self.passages.last(), new.first()) {
            (Some(last), Some(first)) => last.place < first.place,
            _ => true,
        };
        if in_order {
            for passage in &new {
                let mark = judge(rules, self.standing, &mut self.visits, passage);
                tally.add(&[Effect::of(rules, passage, mark)]);
            }
            self.passages.extend(new);
        } else {
            self.change(rules, tally, |history| {
                history.passages.extend(new);
                history.passages.sort_by(|a, b| a.place.cmp(&b.place));
            });
        }
    }

    fn change(&mut self, rules: &Rules, tally: &mut Tally, change: impl FnOnce(&mut Self)) {
        tally.remove(&effects(rules, self.standing, &self.passages));
        change(self);
        tally.add(&effects(rules, self.standing, &self.passages));
        (_, self.visits) = replay(rules, self.standing, &self.passages);
    }
}

/// One copy of each gate's name, however many passages there are.
fn interned(gates: &mut HashSet<GateId>, gate: &GateId) -> GateId {
    if let Some(known) = gates.get(gate) {
        return known.clone();
    }
    gates.insert(gate.clone());
    gate.clone()
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
