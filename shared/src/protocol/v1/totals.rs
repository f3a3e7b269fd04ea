//! Totals as organisers and the live page see them. Every total says how complete it is.

mod gates;
mod kiosks;
mod sessions;
mod wall;
mod warnings;

pub use gates::{AreaName, GateFlow, GateStepTotals};
pub use kiosks::{KioskRole, KioskState};
pub use sessions::SessionTotals;
pub use warnings::StoreWarning;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::Localized;
use crate::checkin::Direction;
use crate::ids::{BoothNumber, ExhibitionId, GateId, TicketType, VillageId, ZoneBit};
use crate::ledger::{BoothCounter, CURVE_STEP_MINUTES, CURVE_STEPS, Counter, Counters};
use crate::time::UnixMs;

/// A snapshot of attendance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Totals {
    /// The exhibition's number.
    pub exhibition: ExhibitionId,
    /// Its name.
    pub name: Localized,
    /// The zone of all dates and minutes, in minutes ahead of UTC.
    pub utc_offset_minutes: i16,
    /// The server's clock when the snapshot was made.
    pub server_time_ms: UnixMs,
    /// Today's date at the exhibition.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Date))]
    pub today: Date,
    /// Every record made up to this instant, by every kiosk that has ever been heard, is counted.
    /// `None` until a first kiosk was heard.
    pub complete_to_ms: Option<UnixMs>,
    /// The most people whom the exhibition holds at once, where that is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// The kiosks, by name.
    pub kiosks: Vec<KioskState>,
    /// Every date that has records, and every day of the exhibition, ascending.
    pub days: Vec<DayTotals>,
    /// What people call the gates. A gate that is not in it goes by its id.
    #[serde(default)]
    pub gate_names: BTreeMap<GateId, Localized>,
    /// What people call the ticket types. A type that is not in it goes by its number.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, Localized>))]
    pub type_names: BTreeMap<TicketType, Localized>,
    /// What people call the booths that anybody has visited or looked up.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, Localized>))]
    pub booth_names: BTreeMap<BoothNumber, Localized>,
    /// From which village these booths come.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, VillageId>))]
    pub booth_villages: BTreeMap<BoothNumber, VillageId>,
    /// What people call these villages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub village_names: BTreeMap<VillageId, Localized>,
    /// The sessions with only so many places, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<SessionTotals>,
    /// What is wrong with the server's own data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<StoreWarning>,
    /// Tickets that the organisers know, their own and other sellers', by type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issued: Vec<IssuedTotals>,
    /// Records that are set aside because the exhibition never had their gate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_gates: Vec<UnknownGate>,
    /// What happened at the gates in the last minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates_now: Vec<GateFlow>,
    /// The areas within the exhibition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaName>,
}

/// Tickets of one type, whether or not they were ever used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct IssuedTotals {
    /// The ticket type's number.
    pub kind: TicketType,
    /// How many tickets.
    pub tickets: u64,
}

/// A gate that records name and no catalogue ever had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UnknownGate {
    /// The gate, as `kiosk.toml` has it.
    pub gate: GateId,
    /// How many records are set aside.
    pub records: i64,
}

/// Attendance on one date. People are counted, not tickets, unless the name says so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DayTotals {
    /// The local date.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Date))]
    pub date: Date,
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
    /// Refused scans.
    pub refused: i64,
    /// Admissions that the rules would not have granted with all that is known now.
    pub conflicts: i64,
    /// People who came in without a ticket; they are in the other figures too.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub walk_ins: i64,
    /// People whom staff let in against the rules; they are in the other figures too.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub overrides: i64,
    /// By gate.
    pub gates: Vec<GateTotals>,
    /// By zone within the exhibition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<ZoneTotals>,
    /// By ticket type; people without a ticket are in `without_ticket`.
    pub types: Vec<TypeTotals>,
    /// People without a ticket that anybody knows. Together with `types` they are all who came and went.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub without_ticket: FlowTotals,
    /// Refused scans by reason.
    pub reasons: Vec<ReasonTotals>,
    /// By booth, as far as anybody visited it or looked it up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub booths: Vec<BoothTotals>,
    /// The day's curve, from the first step with a passage to the last.
    pub curve: Vec<CurvePoint>,
}

/// People through one gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GateTotals {
    /// The gate.
    pub gate: GateId,
    /// People who came in.
    pub entries: i64,
    /// People who went out.
    pub exits: i64,
}

/// People in and out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FlowTotals {
    /// People who came in.
    pub entries: i64,
    /// People who went out.
    pub exits: i64,
}

/// People in one zone within the exhibition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ZoneTotals {
    /// The zone's bit, as tickets carry it.
    pub zone: ZoneBit,
    /// People who came in, each time they came in.
    pub entries: i64,
    /// People who went out.
    pub exits: i64,
    /// People who came in that day and have not gone out.
    pub inside: i64,
}

/// People with one type of ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TypeTotals {
    /// The ticket type's number.
    pub kind: TicketType,
    /// People who came in.
    pub entries: i64,
    /// People who went out.
    pub exits: i64,
}

/// Refused scans for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReasonTotals {
    /// The reason's stable code.
    pub code: String,
    /// How many scans.
    pub count: i64,
}

/// Visits to one booth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BoothTotals {
    /// The booth.
    pub booth: BoothNumber,
    /// Tickets that visited it.
    pub visits: i64,
    /// The people with these tickets.
    pub people: i64,
    /// Further visits of the same tickets on the same date.
    pub repeats: i64,
    /// How many times it was looked up on a kiosk.
    pub lookups: i64,
}

/// One step of a day's curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CurvePoint {
    /// The minute of the day at which the step begins, counted from the midnight at which the date begins; from 1440
    /// on the step is after the next midnight, and belongs to the evening's day.
    pub minute: u16,
    /// People in during the step.
    pub entries: i64,
    /// People out during the step.
    pub exits: i64,
    /// People inside at the end of the step.
    pub inside: i64,
}

impl DayTotals {
    /// Returns the totals of one date.
    #[must_use]
    pub fn of(date: Date, counters: &Counters) -> Self {
        let mut day = Self::empty(date);
        let mut curve = [(FlowTotals::default(), 0); CURVE_STEPS as usize];
        for (counter, value) in counters.on(Some(date)) {
            match counter {
                Counter::Zone(ZoneBit(0), Direction::In) => day.entries = value,
                Counter::Zone(ZoneBit(0), Direction::Out) => day.exits = value,
                Counter::Inside(ZoneBit(0)) => day.inside = value,
                Counter::Zone(zone, direction) => {
                    let zone = day.zone(*zone);
                    *by_direction(*direction, &mut zone.entries, &mut zone.exits) = value;
                }
                Counter::Inside(zone) => day.zone(*zone).inside = value,
                Counter::Reentries => day.reentries = value,
                Counter::UniqueVisitors => day.unique_visitors = value,
                Counter::Tickets => day.tickets = value,
                Counter::Conflicts => day.conflicts = value,
                Counter::WalkIns => day.walk_ins = value,
                Counter::Overrides => day.overrides = value,
                Counter::Gate(gate, direction) => {
                    let gate = last_or(
                        &mut day.gates,
                        |it| it.gate == *gate,
                        || GateTotals {
                            gate: gate.clone(),
                            entries: 0,
                            exits: 0,
                        },
                    );
                    *by_direction(*direction, &mut gate.entries, &mut gate.exits) = value;
                }
                Counter::Type(kind, direction) => {
                    let of_type = last_or(
                        &mut day.types,
                        |it| it.kind == *kind,
                        || TypeTotals {
                            kind: *kind,
                            entries: 0,
                            exits: 0,
                        },
                    );
                    *by_direction(*direction, &mut of_type.entries, &mut of_type.exits) = value;
                }
                Counter::WithoutTicket(direction) => day.without_ticket.set(*direction, value),
                Counter::Refused(reason) => {
                    day.refused += value;
                    day.reasons.push(ReasonTotals {
                        code: reason.code().to_owned(),
                        count: value,
                    });
                }
                Counter::Booth(booth, what) => {
                    let booth = last_or(
                        &mut day.booths,
                        |it| it.booth == *booth,
                        || BoothTotals::empty(*booth),
                    );
                    match what {
                        BoothCounter::Visits => booth.visits = value,
                        BoothCounter::People => booth.people = value,
                        BoothCounter::Repeats => booth.repeats = value,
                        BoothCounter::Lookups => booth.lookups = value,
                    }
                }
                Counter::CurveFlow(step, direction) => {
                    if let Some((flow, _)) = curve.get_mut(usize::from(*step)) {
                        flow.set(*direction, value);
                    }
                }
                Counter::CurveRise(step) => {
                    if let Some((_, rise)) = curve.get_mut(usize::from(*step)) {
                        *rise = value;
                    }
                }
                Counter::GateStep(..)
                | Counter::BoothHour(..)
                | Counter::UnknownGate(_)
                | Counter::Ahead(_)
                | Counter::Untimed(_)
                | Counter::Damaged(_)
                | Counter::TicketConflicts(_) => {}
            }
        }
        day.zones.sort_by_key(|it| it.zone);
        day.curve = curve_of(&curve);
        day
    }

    /// Returns the totals of a date without records.
    #[must_use]
    pub fn empty(date: Date) -> Self {
        Self {
            date,
            ..Self::default()
        }
    }

    fn zone(&mut self, zone: ZoneBit) -> &mut ZoneTotals {
        let at = self.zones.iter().position(|it| it.zone == zone);
        let at = at.unwrap_or(self.zones.len());
        if at == self.zones.len() {
            self.zones.push(ZoneTotals {
                zone,
                entries: 0,
                exits: 0,
                inside: 0,
            });
        }
        &mut self.zones[at]
    }
}

impl FlowTotals {
    fn set(&mut self, direction: Direction, people: i64) {
        *by_direction(direction, &mut self.entries, &mut self.exits) = people;
    }
}

impl BoothTotals {
    /// Returns the totals of a booth that nobody visited or looked up.
    #[must_use]
    pub fn empty(booth: BoothNumber) -> Self {
        Self {
            booth,
            ..Self::default()
        }
    }
}

fn by_direction<'a>(direction: Direction, entries: &'a mut i64, exits: &'a mut i64) -> &'a mut i64 {
    match direction {
        Direction::In => entries,
        Direction::Out => exits,
    }
}

/// Counters come in order, so those of one thing follow each other.
fn last_or<T>(list: &mut Vec<T>, is_it: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> &mut T {
    if !list.last().is_some_and(is_it) {
        list.push(new());
    }
    let at = list.len() - 1;
    &mut list[at]
}

fn curve_of(steps: &[(FlowTotals, i64)]) -> Vec<CurvePoint> {
    let mut inside = 0;
    let points: Vec<CurvePoint> = (0..)
        .step_by(usize::from(CURVE_STEP_MINUTES))
        .zip(steps)
        .map(|(minute, (flow, rise))| {
            inside += rise;
            CurvePoint {
                minute,
                entries: flow.entries,
                exits: flow.exits,
                inside,
            }
        })
        .collect();
    let busy = |point: &CurvePoint| point.entries != 0 || point.exits != 0;
    match (points.iter().position(busy), points.iter().rposition(busy)) {
        (Some(first), Some(last)) => points[first..=last].to_vec(),
        _ => Vec::new(),
    }
}
