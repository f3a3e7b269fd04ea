//! The totals in memory: every ticket's passages in order, and what they add up to.
//!
//! The ledger is derived from the records and from nothing else. It is made anew at every start,
//! and moved on only after a commit went well.

use std::collections::{HashMap, HashSet};

use shared::checkin::{Passage, Reason, Rules, Standing, Visits, judge, replay};
use shared::ids::{GateId, TicketNumber};
use shared::record::{Fact, Origin, Record};
use shared::tally::{Effect, Tally, effects};
use shared::time::UnixMs;

/// The tally with what is needed to move it on.
#[derive(Debug)]
pub(crate) struct Ledger {
    rules: Rules,
    tally: Tally,
    tickets: HashMap<TicketNumber, History>,
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
    pub(crate) fn new(rules: Rules) -> Self {
        Self {
            rules,
            tally: Tally::default(),
            tickets: HashMap::new(),
            gates: HashSet::new(),
        }
    }

    /// What everything adds up to.
    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Takes in records of one journal, in any order.
    pub(crate) fn record<'a>(
        &mut self,
        origin: &Origin,
        records: impl IntoIterator<Item = (u64, &'a Record)>,
    ) {
        let mut passages = Vec::new();
        for (seq, record) in records {
            if let Fact::Refused { reason, .. } = &record.fact {
                self.refuse(record.stamp.corrected(), *reason);
            }
            passages.extend(record.passage(origin, seq));
        }
        self.pass(passages);
    }

    /// Takes in a refused scan.
    pub(crate) fn refuse(&mut self, at: UnixMs, reason: Reason) {
        let date = self.rules.calendar.zone.local(at).date;
        self.tally.add_refusal(date, reason);
    }

    /// Takes in passages, in any order.
    pub(crate) fn pass(&mut self, mut passages: Vec<Passage>) {
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
    pub(crate) fn stand(&mut self, ticket: TicketNumber, standing: Standing) {
        let history = self.tickets.entry(ticket).or_default();
        history.change(&self.rules, &mut self.tally, |history| {
            history.standing = standing;
        });
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
