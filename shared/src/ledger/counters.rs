//! Counters: named sums by date, which every record raises or lowers.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str::FromStr;

use jiff::civil::Date;

use crate::checkin::{Direction, Occupancy, Reason};
use crate::ids::{BoothNumber, GateId, KioskId, TicketNumber, TicketType, ZoneBit};
use crate::time::NIGHT_MINUTES_MOST;

/// Minutes in one step of the day's curve.
pub const CURVE_STEP_MINUTES: u16 = 15;
/// Minutes in one step of a gate's flow.
pub const GATE_STEP_MINUTES: u16 = 5;
/// Steps in a day's curve: 24 hours, and as long as a day may go on after midnight.
pub const CURVE_STEPS: u16 = (24 * 60 + NIGHT_MINUTES_MOST) / CURVE_STEP_MINUTES;

/// The zone that is the exhibition itself.
pub(crate) const OUTERMOST: ZoneBit = ZoneBit(0);

/// What a counter counts: people, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    /// Into or out of a zone, each time; zone 0 is the exhibition itself.
    Zone(ZoneBit, Direction),
    /// Inside a zone still, of those who came in on the date.
    Inside(ZoneBit),
    /// Into the exhibition again on the same date.
    Reentries,
    /// Into the exhibition at least once.
    UniqueVisitors,
    /// Tickets that came in at least once.
    Tickets,
    /// Admissions that the rules would not have granted with all that is known now.
    Conflicts,
    /// In without a ticket.
    WalkIns,
    /// Let in by staff against the rules.
    Overrides,
    /// Through a gate.
    Gate(GateId, Direction),
    /// With a type of ticket, through gates of the exhibition itself.
    Type(TicketType, Direction),
    /// Without a known ticket, through gates of the exhibition itself.
    WithoutTicket(Direction),
    /// Refused scans.
    Refused(Reason),
    /// At a booth.
    Booth(BoothNumber, BoothCounter),
    /// Through gates of the exhibition itself in one step of the day's curve.
    CurveFlow(u16, Direction),
    /// By how many the people inside rose in one step of the day's curve.
    CurveRise(u16),
    /// At a gate in one step of the day: people, or refused scans.
    GateStep(GateId, u16, GateEvent),
    /// At a booth in one hour of the day: people with tickets that visited it for the first time that day.
    BoothHour(BoothNumber, u16),
    /// Records set aside because the exhibition never had their gate.
    UnknownGate(GateId),
    /// Records of a kiosk with a time ahead of their receipt.
    Ahead(KioskId),
    /// Records of a kiosk with a time at which nothing can have happened.
    Untimed(KioskId),
    /// Records of a kiosk that can't be counted: damaged, or under a number already taken.
    Damaged(KioskId),
    /// The conflicts of one ticket.
    TicketConflicts(TicketNumber),
}

coded! {
    /// What is counted at a booth.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BoothCounter {
        /// Tickets that visited it.
        Visits = "visits",
        /// The people with these tickets.
        People = "people",
        /// Further visits of the same tickets on the same date.
        Repeats = "repeats",
        /// How many times it was looked up on a kiosk.
        Lookups = "lookups",
    }
}

coded! {
    /// What happens at a gate.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum GateEvent {
        /// People came in.
        Entry = "in",
        /// People went out.
        Exit = "out",
        /// A scan was refused.
        Refusal = "refused",
    }
}

impl From<Direction> for GateEvent {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::In => Self::Entry,
            Direction::Out => Self::Exit,
        }
    }
}

impl Counter {
    /// Returns whether it is of a part of a day. There are many of these, and totals need none.
    #[must_use]
    pub fn is_within_day(&self) -> bool {
        matches!(self, Self::GateStep(..) | Self::BoothHour(..))
    }
}

/// Counters that are not zero, by date; those that belong to no date come first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counters(BTreeMap<(Option<Date>, Counter), i64>);

impl Counters {
    /// Adds to a counter; subtracts when `by` is negative.
    pub fn add(&mut self, date: Option<Date>, counter: Counter, by: i64) {
        if by == 0 {
            return;
        }
        let key = (date, counter);
        let value = self.0.get(&key).copied().unwrap_or_default() + by;
        if value == 0 {
            self.0.remove(&key);
        } else {
            self.0.insert(key, value);
        }
    }

    /// Adds all counters of another set.
    pub fn merge(&mut self, other: Self) {
        for ((date, counter), by) in other.0 {
            self.add(date, counter, by);
        }
    }

    /// Returns the value of a counter.
    #[must_use]
    pub fn get(&self, date: Option<Date>, counter: Counter) -> i64 {
        self.0.get(&(date, counter)).copied().unwrap_or_default()
    }

    /// Returns every counter that is not zero, in order of date and counter.
    pub fn iter(&self) -> impl Iterator<Item = (Option<Date>, &Counter, i64)> {
        self.0
            .iter()
            .map(|((date, counter), value)| (*date, counter, *value))
    }

    /// Returns the counters of one date, or those of none.
    pub fn on(&self, date: Option<Date>) -> impl Iterator<Item = (&Counter, i64)> {
        // No counter comes before this one.
        let first = (date, Counter::Zone(ZoneBit(0), Direction::In));
        let counters = self.0.range(first..);
        counters
            .take_while(move |((of, _), _)| *of == date)
            .map(|((_, counter), value)| (counter, *value))
    }

    /// Returns the dates that have counters, ascending.
    #[must_use]
    pub fn dates(&self) -> Vec<Date> {
        let mut dates: Vec<Date> = self.0.keys().filter_map(|(date, _)| *date).collect();
        dates.dedup();
        dates
    }

    /// Returns how many people are inside on a date. People who came in on another date and were not scanned out are
    /// not taken to be inside still.
    #[must_use]
    pub fn occupancy(&self, date: Date) -> Occupancy {
        Occupancy::of(self.on(Some(date)).filter_map(|(counter, people)| {
            let Counter::Inside(zone) = counter else {
                return None;
            };
            Some((*zone, u32::try_from(people.max(0)).unwrap_or(u32::MAX)))
        }))
    }
}

/// The counters' names as databases keep them: `zone/0/in`, `booth/12/visits`.
impl Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zone(zone, way) => write!(f, "zone/{zone}/{}", way.code()),
            Self::Inside(zone) => write!(f, "inside/{zone}"),
            Self::Reentries => f.write_str("reentries"),
            Self::UniqueVisitors => f.write_str("visitors"),
            Self::Tickets => f.write_str("tickets"),
            Self::Conflicts => f.write_str("conflicts"),
            Self::WalkIns => f.write_str("walk-ins"),
            Self::Overrides => f.write_str("overrides"),
            Self::Gate(gate, way) => write!(f, "gate/{gate}/{}", way.code()),
            Self::Type(kind, way) => write!(f, "type/{kind}/{}", way.code()),
            Self::WithoutTicket(way) => write!(f, "without-ticket/{}", way.code()),
            Self::Refused(reason) => write!(f, "refused/{}", reason.code()),
            Self::Booth(booth, what) => write!(f, "booth/{booth}/{}", what.code()),
            Self::CurveFlow(step, way) => write!(f, "curve/{step}/{}", way.code()),
            Self::CurveRise(step) => write!(f, "rise/{step}"),
            Self::GateStep(gate, step, event) => {
                write!(f, "gate-step/{gate}/{step}/{}", event.code())
            }
            Self::BoothHour(booth, hour) => write!(f, "booth-hour/{booth}/{hour}"),
            Self::UnknownGate(gate) => write!(f, "unknown-gate/{gate}"),
            Self::Ahead(kiosk) => write!(f, "ahead/{kiosk}"),
            Self::Untimed(kiosk) => write!(f, "untimed/{kiosk}"),
            Self::Damaged(kiosk) => write!(f, "damaged/{kiosk}"),
            Self::TicketConflicts(ticket) => write!(f, "ticket-conflicts/{ticket}"),
        }
    }
}

/// The text is no counter's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no counter of this version")]
pub struct CounterNameError(String);

impl FromStr for Counter {
    type Err = CounterNameError;

    fn from_str(name: &str) -> Result<Self, CounterNameError> {
        parse(name).ok_or_else(|| CounterNameError(name.to_owned()))
    }
}

fn parse(name: &str) -> Option<Counter> {
    let mut parts = name.splitn(3, '/');
    let first = parts.next()?;
    Some(match (first, parts.next(), parts.next()) {
        ("zone", Some(zone), Some(way)) => {
            Counter::Zone(ZoneBit(zone.parse().ok()?), Direction::from_code(way)?)
        }
        ("inside", Some(zone), None) => Counter::Inside(ZoneBit(zone.parse().ok()?)),
        ("reentries", None, None) => Counter::Reentries,
        ("visitors", None, None) => Counter::UniqueVisitors,
        ("tickets", None, None) => Counter::Tickets,
        ("conflicts", None, None) => Counter::Conflicts,
        ("walk-ins", None, None) => Counter::WalkIns,
        ("overrides", None, None) => Counter::Overrides,
        ("gate", Some(gate), Some(way)) => {
            Counter::Gate(gate.parse().ok()?, Direction::from_code(way)?)
        }
        ("type", Some(kind), Some(way)) => {
            Counter::Type(TicketType(kind.parse().ok()?), Direction::from_code(way)?)
        }
        ("without-ticket", Some(way), None) => Counter::WithoutTicket(Direction::from_code(way)?),
        ("refused", Some(code), None) => Counter::Refused(Reason::from_code(code)?),
        ("booth", Some(booth), Some(what)) => Counter::Booth(
            BoothNumber(booth.parse().ok()?),
            BoothCounter::from_code(what)?,
        ),
        ("curve", Some(step), Some(way)) => {
            Counter::CurveFlow(step.parse().ok()?, Direction::from_code(way)?)
        }
        ("rise", Some(step), None) => Counter::CurveRise(step.parse().ok()?),
        ("gate-step", Some(gate), Some(rest)) => {
            let (step, event) = rest.split_once('/')?;
            Counter::GateStep(
                gate.parse().ok()?,
                step.parse().ok()?,
                GateEvent::from_code(event)?,
            )
        }
        ("booth-hour", Some(booth), Some(hour)) => {
            Counter::BoothHour(BoothNumber(booth.parse().ok()?), hour.parse().ok()?)
        }
        ("unknown-gate", Some(gate), None) => Counter::UnknownGate(gate.parse().ok()?),
        ("ahead", Some(kiosk), None) => Counter::Ahead(kiosk.parse().ok()?),
        ("untimed", Some(kiosk), None) => Counter::Untimed(kiosk.parse().ok()?),
        ("damaged", Some(kiosk), None) => Counter::Damaged(kiosk.parse().ok()?),
        ("ticket-conflicts", Some(ticket), None) => {
            Counter::TicketConflicts(TicketNumber(ticket.parse().ok()?))
        }
        _ => return None,
    })
}
