//! What the records add up to: a fold that can also be unfolded.
//!
//! The tally is the sum of what each ticket contributes. When a late record changes how a ticket's
//! passages are judged, its old [`Effect`]s are taken out and its new ones put in, so the result
//! never depends on the order in which records arrived.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::checkin::{Direction, Mark, Passage, Reason, Rules, Standing, replay};
use crate::ids::{GateId, TicketType};

/// Minutes in one step of the day's curve.
pub const CURVE_STEP_MINUTES: u16 = 15;
/// Steps in a day's curve.
pub const CURVE_STEPS: usize = 96;

/// Attendance by date. Dates without any record have no entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// One tally per local date.
    pub days: BTreeMap<Date, DayTally>,
}

/// Attendance on one date. People are counted, not tickets, unless it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayTally {
    /// People who came in, each time they came in.
    pub entries: i64,
    /// Of those, people who came in again that day.
    pub reentries: i64,
    /// People who went out.
    pub exits: i64,
    /// People who came in that day and have not gone out.
    pub inside: i64,
    /// People who came in at least once.
    pub unique_visitors: i64,
    /// Tickets that came in at least once.
    pub tickets: i64,
    /// Scans that were refused at a door.
    pub refused: i64,
    /// Admissions that the rules would not have granted with all that is known now.
    pub conflicts: i64,
    /// Entries and exits by gate.
    pub gates: BTreeMap<GateId, Flow>,
    /// Entries and exits by ticket type.
    pub types: BTreeMap<TicketType, Flow>,
    /// Refused scans by reason.
    pub reasons: BTreeMap<Reason, i64>,
    /// The day in steps of [`CURVE_STEP_MINUTES`].
    pub curve: Box<[CurveStep; CURVE_STEPS]>,
}

/// People in and out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flow {
    /// People who came in.
    pub entries: i64,
    /// People who went out.
    pub exits: i64,
}

/// One step of the day's curve.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CurveStep {
    /// People in and out in this step.
    pub flow: Flow,
    /// By how much the number inside rose in this step.
    pub rise: i64,
}

impl Default for DayTally {
    fn default() -> Self {
        Self {
            entries: 0,
            reentries: 0,
            exits: 0,
            inside: 0,
            unique_visitors: 0,
            tickets: 0,
            refused: 0,
            conflicts: 0,
            gates: BTreeMap::new(),
            types: BTreeMap::new(),
            reasons: BTreeMap::new(),
            curve: Box::new([CurveStep::default(); CURVE_STEPS]),
        }
    }
}

/// What one passage adds to the tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    date: Date,
    step: usize,
    gate: GateId,
    kind: TicketType,
    people: i64,
    mark: Mark,
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
        let local = rules.calendar.zone.local(passage.place.at);
        Self {
            date: local.date,
            step: usize::from(local.minute / CURVE_STEP_MINUTES),
            gate: passage.gate.clone(),
            kind: passage.claims.kind,
            people: i64::from(passage.people),
            mark,
        }
    }
}

impl Tally {
    /// Puts a ticket's contribution in.
    pub fn add(&mut self, effects: &[Effect]) {
        for effect in effects {
            self.shift(effect, 1);
        }
    }

    /// Takes a contribution out again; the inverse of [`Tally::add`].
    pub fn remove(&mut self, effects: &[Effect]) {
        for effect in effects {
            self.shift(effect, -1);
        }
    }

    /// Counts a scan that was refused at a door.
    pub fn add_refusal(&mut self, date: Date, reason: Reason) {
        let day = self.days.entry(date).or_default();
        day.refused += 1;
        *day.reasons.entry(reason).or_default() += 1;
    }

    fn shift(&mut self, effect: &Effect, sign: i64) {
        let people = effect.people * sign;
        let day = self.days.entry(effect.date).or_default();
        match effect.mark {
            Mark::Entry {
                first_today,
                enters,
            } => {
                day.entries += people;
                if first_today {
                    day.unique_visitors += people;
                    day.tickets += sign;
                } else {
                    day.reentries += people;
                }
                if enters {
                    day.inside += people;
                    day.rise(effect.step, people);
                }
                day.flow(effect, Direction::In, people);
            }
            Mark::Exit { closes } => {
                day.exits += people;
                day.flow(effect, Direction::Out, people);
                if closes == Some(effect.date) {
                    day.rise(effect.step, -people);
                }
                if let Some(date) = closes {
                    self.days.entry(date).or_default().inside -= people;
                }
            }
            Mark::Conflict(_) => day.conflicts += sign,
        }
    }
}

impl DayTally {
    fn rise(&mut self, step: usize, people: i64) {
        if let Some(step) = self.curve.get_mut(step) {
            step.rise += people;
        }
    }

    fn flow(&mut self, effect: &Effect, direction: Direction, people: i64) {
        let gate = self.gates.entry(effect.gate.clone()).or_default();
        gate.shift(direction, people);
        self.types
            .entry(effect.kind)
            .or_default()
            .shift(direction, people);
        if let Some(step) = self.curve.get_mut(effect.step) {
            step.flow.shift(direction, people);
        }
    }
}

impl Flow {
    fn shift(&mut self, direction: Direction, people: i64) {
        match direction {
            Direction::In => self.entries += people,
            Direction::Out => self.exits += people,
        }
    }
}

#[cfg(test)]
#[path = "tally_tests.rs"]
mod tests;
