//! What one passage contributes to the tally.

use jiff::civil::Date;

use crate::checkin::{Closed, Direction, Mark, Passage, Rules, Standing, Walk, replay};
use crate::ids::{GateId, ZoneBit};
use crate::time::UnixMs;

/// What one passage adds to the tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    date: Date,
    zone: ZoneBit,
    people: i64,
    event: Event,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Event {
    /// A ticket's passage.
    Ticket(Mark),
    /// A passage without a ticket, or with one that nobody knows.
    NoTicket(Direction),
    /// Something at a gate that the exhibition never had.
    SetAside,
}

/// By how much the number of people inside a zone changes, among those who came in on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rise {
    /// The date on which they came in.
    pub date: Date,
    /// The zone.
    pub zone: ZoneBit,
    /// How many people more; fewer when negative.
    pub people: i64,
}

/// What a ticket's passages, in order, contribute.
#[must_use]
pub fn effects(rules: &Rules, standing: Standing, passages: &[Passage]) -> Vec<Effect> {
    let (marks, _) = replay(rules, standing, passages);
    passages
        .iter()
        .zip(marks)
        .map(|(passage, mark)| Effect::of(rules, passage, mark))
        .collect()
}

impl Effect {
    /// What one passage contributes, judged as `mark`.
    #[must_use]
    pub fn of(rules: &Rules, passage: &Passage, mark: Mark) -> Self {
        Self {
            people: i64::from(passage.people),
            ..Self::at(rules, passage.place.at, &passage.gate, Event::Ticket(mark))
        }
    }

    /// What people without a ticket contribute.
    #[must_use]
    pub fn of_walk(rules: &Rules, walk: &Walk) -> Self {
        Self {
            people: i64::from(walk.people),
            ..Self::at(
                rules,
                walk.place.at,
                &walk.gate,
                Event::NoTicket(walk.direction),
            )
        }
    }

    fn at(rules: &Rules, at: UnixMs, gate: &GateId, event: Event) -> Self {
        Self {
            date: rules.calendar.date_at(at),
            zone: rules.of_gate(gate).zone,
            people: 0,
            event: if rules.gates.contains_key(gate) {
                event
            } else {
                Event::SetAside
            },
        }
    }

    /// By how much it changes who is inside. An exit may let people out of several zones, and out
    /// of a date before its own.
    pub fn rises(&self) -> impl Iterator<Item = Rise> {
        let Self { date, zone, .. } = *self;
        let here = |people| Rise { date, zone, people };
        let (own, closes): (_, &[Closed]) = match &self.event {
            Event::Ticket(Mark::Entry { enters, .. }) => (Some(here(i64::from(*enters))), &[]),
            Event::Ticket(Mark::Exit { closes }) => (None, closes),
            Event::Ticket(Mark::Conflict(_) | Mark::SetAside) | Event::SetAside => (None, &[]),
            Event::NoTicket(Direction::In) => (Some(here(self.people)), &[]),
            Event::NoTicket(Direction::Out) => (Some(here(-self.people)), &[]),
        };
        let left = |closed: &Closed| Rise {
            date: closed.since,
            zone: closed.zone,
            people: -i64::from(closed.people),
        };
        own.into_iter().chain(closes.iter().map(left))
    }
}
