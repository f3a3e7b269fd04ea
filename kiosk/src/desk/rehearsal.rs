//! A rehearsal feels like the real thing: what was rehearsed is remembered until the rehearsal is
//! over, so the same ticket twice is used, and a house filled in rehearsal is full. None of it ever
//! counts.

use std::collections::BTreeSet;

use shared::checkin::{Passage, Place, Rules, Standing};
use shared::ids::TicketNumber;
use shared::record::{Fact, Record, RecordId};
use shared::tally::{Effect, Inside, effects};

use crate::view::Mode;

/// What was rehearsed so far, and was not taken back.
#[derive(Debug, Default)]
pub(super) struct Rehearsal(Vec<(Place, Record)>);

impl Rehearsal {
    /// The rehearsal, when the door is set up for one; what was rehearsed before is forgotten as
    /// soon as it is not.
    pub(super) fn in_mode(&mut self, mode: Mode) -> Option<&mut Self> {
        if mode.rehearsal {
            return Some(self);
        }
        self.0.clear();
        None
    }

    /// Takes in what was rehearsed.
    pub(super) fn take(&mut self, place: Place, record: Record) {
        match &record.fact {
            Fact::Passed { .. } | Fact::Overridden { .. } | Fact::Walked { .. } => {
                self.0.push((place, record));
            }
            Fact::Annulled { target, .. } => self.0.retain(|(place, _)| !place.is(target)),
            _ => {}
        }
    }

    /// A ticket's rehearsed passages among the real ones, in order.
    pub(super) fn with(&self, ticket: TicketNumber, real: &[Passage]) -> Vec<Passage> {
        let rehearsed = self.passages().filter(|it| it.claims.number == ticket);
        let mut passages: Vec<Passage> = real.iter().cloned().chain(rehearsed).collect();
        passages.sort_by(|a, b| a.place.cmp(&b.place));
        passages
    }

    /// How many more are inside, by rehearsal, than really are. `real` gives a ticket's standing and
    /// its real passages.
    pub(super) fn inside<E>(
        &self,
        rules: &Rules,
        real: impl Fn(TicketNumber) -> Result<(Standing, Vec<Passage>), E>,
    ) -> Result<Inside, E> {
        let mut inside = Inside::default();
        let tickets: BTreeSet<TicketNumber> = self.passages().map(|it| it.claims.number).collect();
        for ticket in tickets {
            let (standing, real) = real(ticket)?;
            inside.remove(&effects(rules, standing, &real));
            inside.add(&effects(rules, standing, &self.with(ticket, &real)));
        }
        for (place, record) in &self.0 {
            if let Some(walk) = record.fact.walk(place.clone()) {
                inside.add([&Effect::of_walk(rules, &walk)]);
            }
        }
        Ok(inside)
    }

    /// The last passages that may be taken back, newest first.
    pub(super) fn last_passages(&self, at_most: usize) -> Vec<(RecordId, Record)> {
        let newest = self.0.iter().rev().take(at_most);
        newest
            .map(|(place, record)| (place.id(), record.clone()))
            .collect()
    }

    /// A rehearsed passage that may be taken back.
    pub(super) fn annullable(&self, id: &RecordId) -> Option<Record> {
        let found = self.0.iter().find(|(place, _)| place.is(id));
        found.map(|(_, record)| record.clone())
    }

    fn passages(&self) -> impl Iterator<Item = Passage> {
        self.0
            .iter()
            .filter_map(|(place, record)| record.fact.passage(place.clone()))
    }
}
