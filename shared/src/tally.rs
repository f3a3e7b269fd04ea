//! What the records add up to: a fold that can also be unfolded.
//!
//! The tally is the sum of what each ticket contributes. When a late record changes how a ticket's
//! passages are judged, its old [`Effect`]s are taken out and its new ones put in, so the result
//! never depends on the order in which records arrived.

mod effect;
mod inside;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::booths::BoothTally;
use crate::checkin::{Direction, Mark, Reason};
use crate::ids::{BoothNumber, GateId, TicketType, ZoneBit};
use crate::time::NIGHT_MINUTES_MOST;
use effect::Event;
pub use effect::{Effect, Rise, effects};
pub use inside::Inside;

/// Minutes in one step of the day's curve.
pub const CURVE_STEP_MINUTES: u16 = 15;
/// Steps in a day's curve: 24 hours, and as long as a day may go on after midnight.
pub const CURVE_STEPS: usize =
    (24 * 60 + NIGHT_MINUTES_MOST as usize) / CURVE_STEP_MINUTES as usize;

/// Attendance by date. Dates without any record have no entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// One tally per local date.
    pub days: BTreeMap<Date, DayTally>,
    /// Records that are set aside because the exhibition never had their gate.
    pub unknown_gates: BTreeMap<GateId, i64>,
}

/// Attendance on one date. People are counted, not tickets, unless it says so. Gates that lead into
/// a zone within the exhibition count in `gates` and `zones` only: whoever passes them is counted as
/// a visitor at the outer gates.
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
    /// People who came in without a ticket; they are in the other figures too.
    pub walk_ins: i64,
    /// People whom staff let in against the rules; they are in the other figures too.
    pub overrides: i64,
    /// Entries and exits by gate.
    pub gates: BTreeMap<GateId, Flow>,
    /// The zones within the exhibition.
    pub zones: BTreeMap<ZoneBit, ZoneTally>,
    /// Entries and exits of people without a ticket that anybody knows.
    pub without_ticket: Flow,
    /// Entries and exits by the type of the ticket they had.
    pub types: BTreeMap<TicketType, Flow>,
    /// Refused scans by reason.
    pub reasons: BTreeMap<Reason, i64>,
    /// Visits and look-ups by booth.
    pub booths: BTreeMap<BoothNumber, BoothTally>,
    /// The day from its midnight on in steps of [`CURVE_STEP_MINUTES`]; hours after the next midnight come last.
    pub curve: Box<[CurveStep; CURVE_STEPS]>,
}

/// One zone within the exhibition on one date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ZoneTally {
    /// People in and out, each time.
    pub flow: Flow,
    /// People who came in that day and have not gone out.
    pub inside: i64,
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
            walk_ins: 0,
            overrides: 0,
            gates: BTreeMap::new(),
            zones: BTreeMap::new(),
            without_ticket: Flow::default(),
            types: BTreeMap::new(),
            reasons: BTreeMap::new(),
            booths: BTreeMap::new(),
            curve: Box::new([CurveStep::default(); CURVE_STEPS]),
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

    /// Counts scans that were refused at a door; fewer when `scans` is negative.
    pub fn add_refusals(&mut self, date: Date, reason: Reason, scans: i64) {
        let day = self.days.entry(date).or_default();
        day.refused += scans;
        *day.reasons.entry(reason).or_default() += scans;
    }

    /// Forgets what adds up to nothing, so that a record that was taken out leaves no trace.
    pub(crate) fn forget_zeros(&mut self) {
        for day in self.days.values_mut() {
            day.gates.retain(|_, it| *it != Flow::default());
            day.zones.retain(|_, it| *it != ZoneTally::default());
            day.types.retain(|_, it| *it != Flow::default());
            day.reasons.retain(|_, it| *it != 0);
            day.booths.retain(|_, it| *it != BoothTally::default());
        }
        self.days.retain(|_, day| *day != DayTally::default());
    }

    /// Counts so many records more at a gate that the exhibition never had.
    pub fn set_aside(&mut self, gate: &GateId, more: i64) {
        let records = self.unknown_gates.entry(gate.clone()).or_default();
        *records += more;
        if *records == 0 {
            self.unknown_gates.remove(gate);
        }
    }

    /// What is counted of a booth on a date.
    pub(crate) fn booth(&mut self, date: Date, booth: BoothNumber) -> &mut BoothTally {
        let day = self.days.entry(date).or_default();
        day.booths.entry(booth).or_default()
    }

    fn shift(&mut self, effect: &Effect, sign: i64) {
        if effect.event == Event::SetAside {
            return self.set_aside(&effect.gate, sign);
        }
        let people = effect.people * sign;
        let day = self.days.entry(effect.date).or_default();
        match &effect.event {
            Event::Ticket(Mark::Entry {
                first_today,
                new_people,
                ..
            }) => {
                if effect.by_staff {
                    day.overrides += people;
                }
                day.flow(effect, Direction::In, people);
                if effect.zone == OUTERMOST {
                    let new_people = i64::from(*new_people) * sign;
                    day.unique_visitors += new_people;
                    day.reentries += people - new_people;
                    day.tickets += if *first_today { sign } else { 0 };
                }
            }
            Event::Ticket(Mark::Exit { .. }) => day.flow(effect, Direction::Out, people),
            Event::Ticket(Mark::Conflict(_)) => day.conflicts += sign,
            Event::Ticket(Mark::SetAside) | Event::SetAside => {}
            Event::NoTicket(direction) => {
                day.flow(effect, *direction, people);
                if *direction == Direction::In {
                    if effect.by_staff {
                        day.overrides += people;
                    } else {
                        day.walk_ins += people;
                    }
                    if effect.zone == OUTERMOST {
                        day.unique_visitors += people;
                    }
                }
            }
        }
        for rise in effect.rises() {
            let people = rise.people * sign;
            let day = self.days.entry(rise.date).or_default();
            day.inside(rise.zone, people);
            if (rise.zone, rise.date) == (OUTERMOST, effect.date) {
                day.rise(effect.step, people);
            }
        }
    }
}

/// The zone that is the exhibition itself.
const OUTERMOST: ZoneBit = ZoneBit(0);

impl DayTally {
    fn inside(&mut self, zone: ZoneBit, people: i64) {
        if zone == OUTERMOST {
            self.inside += people;
        } else {
            self.zones.entry(zone).or_default().inside += people;
        }
    }

    fn rise(&mut self, step: usize, people: i64) {
        if let Some(step) = self.curve.get_mut(step) {
            step.rise += people;
        }
    }

    fn flow(&mut self, effect: &Effect, direction: Direction, people: i64) {
        let gate = self.gates.entry(effect.gate.clone()).or_default();
        gate.shift(direction, people);
        if effect.zone != OUTERMOST {
            let zone = self.zones.entry(effect.zone).or_default();
            return zone.flow.shift(direction, people);
        }
        match direction {
            Direction::In => self.entries += people,
            Direction::Out => self.exits += people,
        }
        match effect.kind {
            Some(kind) => self.types.entry(kind).or_default().shift(direction, people),
            None => self.without_ticket.shift(direction, people),
        }
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
