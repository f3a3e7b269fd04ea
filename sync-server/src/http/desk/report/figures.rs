//! The tables of a report. Every figure is one of the live page's, or a sum of these.

mod acts;
mod hours;

use std::collections::BTreeMap;

use jiff::civil::Date;
use shared::catalogue::{Catalogue, Localized};
use shared::ids::{BoothNumber, GateId, TicketType, VillageId, ZoneBit};
use shared::ledger::Counters;
use shared::protocol::v1::{
    BoothTotals, DayTotals, GateTotals, KioskRole, KioskState, Totals, TypeTotals,
};
use shared::time::UnixMs;

use super::table::ColumnKind::{Day, Key, Level, Sum};
use super::table::{ColumnKind, ReportCell, ReportTable};
use crate::http::texts::Language;
use crate::operations::audit::AuditEntry;
use crate::ports::StaffEntry;

/// What a report is made of.
#[derive(Clone, Copy)]
pub(crate) struct ReportInput<'a> {
    pub(crate) totals: &'a Totals,
    pub(crate) catalogue: &'a Catalogue,
    /// The counters of parts of days, of the same moment as the totals.
    pub(crate) within_days: &'a Counters,
    /// The days that the report is about.
    pub(crate) days: &'a [&'a DayTotals],
    /// What staff did on them.
    pub(crate) acts: &'a [AuditEntry],
    /// Who has a PIN.
    pub(crate) staff: &'a [StaffEntry],
    pub(crate) language: &'static Language,
}

/// Returns the tables of a report; those without rows too.
pub(crate) fn tables(input: ReportInput<'_>) -> Vec<ReportTable> {
    vec![
        input.by_day(),
        input.by_hour(),
        input.by_door(),
        input.by_door_and_hour(),
        input.by_area(),
        input.by_type(),
        input.issued(),
        input.by_booth(),
        input.by_booth_and_hour(),
        input.by_village(),
        input.by_session(),
        input.refusals(),
        input.staff(),
        input.staff_acts(),
        input.completeness(),
    ]
}

/// When most people were inside: the day, the minute at which it ends, and how many they were.
pub(crate) fn peak(days: &[&DayTotals]) -> Option<(Date, u16, i64)> {
    let points = days.iter().flat_map(|day| {
        let points = day.curve.iter();
        points.map(|point| (day.date, point.minute + 15, point.inside))
    });
    // The first of equals, as the live page has it.
    points
        .rev()
        .max_by_key(|(.., inside)| *inside)
        .filter(|(.., inside)| *inside > 0)
}

/// Returns the visits to one booth by day, also on days without any.
pub(crate) fn booth_days(days: &[DayTotals], number: BoothNumber) -> ReportTable {
    let counts = |day: &DayTotals| {
        let counts = day.booths.iter().find(|it| it.booth == number);
        counts.copied().unwrap_or(BoothTotals::empty(number))
    };
    let rows = days.iter().map(|day| {
        let mut row = vec![ReportCell::Date(day.date)];
        row.extend(booth_cells(counts(day)));
        row
    });
    let columns = [("date", Day)].into_iter().chain(BOOTH_COLUMNS);
    table("booth-days", columns, rows)
}

const FLOW_COLUMNS: [(&str, ColumnKind); 2] = [("entries", Sum), ("exits", Sum)];
const BOOTH_COLUMNS: [(&str, ColumnKind); 4] = [
    ("people", Sum),
    ("visits", Sum),
    ("repeats", Sum),
    ("lookups", Sum),
];

fn table(
    id: &'static str,
    columns: impl IntoIterator<Item = (&'static str, ColumnKind)>,
    rows: impl IntoIterator<Item = Vec<ReportCell>>,
) -> ReportTable {
    ReportTable {
        id,
        columns: columns.into_iter().collect(),
        rows: rows.into_iter().collect(),
    }
}

fn numbers<const N: usize>(numbers: [i64; N]) -> [ReportCell; N] {
    numbers.map(ReportCell::Number)
}

fn booth_cells(counts: BoothTotals) -> [ReportCell; 4] {
    numbers([counts.people, counts.visits, counts.repeats, counts.lookups])
}

impl ReportInput<'_> {
    fn words(&self, text: Option<&Localized>, otherwise: String) -> ReportCell {
        let text = text.map(|text| text.get(self.language.code));
        let text = text.filter(|text| !text.is_empty());
        ReportCell::Text(text.map_or(otherwise, str::to_owned))
    }

    /// Returns a name, with the id behind it where another thing has the same: rows of both are told apart.
    fn distinct<'n>(
        &self,
        name: Option<&Localized>,
        id: &impl ToString,
        all: impl IntoIterator<Item = &'n Localized>,
    ) -> ReportCell {
        let words = self.words(name, id.to_string());
        let all = all.into_iter();
        let same = all.filter(|other| self.words(Some(other), String::new()) == words);
        match words {
            ReportCell::Text(text) if same.count() > 1 => {
                ReportCell::Text(format!("{text} ({})", id.to_string()))
            }
            words => words,
        }
    }

    fn door_name(&self, gate: &GateId) -> ReportCell {
        let names = &self.totals.gate_names;
        self.distinct(names.get(gate), gate, names.values())
    }

    fn by_day(&self) -> ReportTable {
        let rows = self.days.iter().map(|day| {
            let figures = [
                day.unique_visitors,
                day.entries,
                day.reentries,
                day.exits,
                day.inside,
                day.tickets,
                day.refused,
            ];
            let mut row = vec![ReportCell::Date(day.date)];
            row.extend(numbers(figures));
            row
        });
        let columns = [
            ("date", Day),
            ("visitors", Sum),
            ("entries", Sum),
            ("reentries", Sum),
            ("exits", Sum),
            ("not-out", Sum),
            ("tickets", Sum),
            ("refused", Sum),
        ];
        table("days-table", columns, rows)
    }

    /// All days begin with the same hour, so that their rows can be drawn over each other.
    fn by_hour(&self) -> ReportTable {
        let points = self.days.iter().flat_map(|day| &day.curve);
        let first = points.map(|point| point.minute / 60).min().unwrap_or(0);
        let mut rows = Vec::new();
        for day in self.days {
            let last = day.curve.last().map(|point| point.minute / 60);
            let mut inside = 0;
            for hour in last.into_iter().flat_map(|last| first..=last) {
                let points = day.curve.iter().filter(|it| it.minute / 60 == hour);
                let (mut entries, mut exits) = (0, 0);
                for point in points {
                    entries += point.entries;
                    exits += point.exits;
                    inside = point.inside;
                }
                let mut row = vec![ReportCell::Date(day.date), ReportCell::Minute(hour * 60)];
                row.extend(numbers([entries, exits, inside]));
                rows.push(row);
            }
        }
        let columns = [("date", Day), ("hour", Key)].into_iter();
        let columns = columns.chain(FLOW_COLUMNS).chain([("inside", Level)]);
        table("hours", columns, rows)
    }

    /// The doors of the exhibition itself: people who go on into an inner area are there once already.
    fn by_door(&self) -> ReportTable {
        let quiet = |gate: &GateId| GateTotals {
            gate: gate.clone(),
            entries: 0,
            exits: 0,
        };
        let rules = self.catalogue.rules();
        let mut rows = Vec::new();
        for day in self.days {
            let gates = with_missing(
                self.catalogue.gates.iter().map(|gate| quiet(&gate.id)),
                &day.gates,
                |it| it.gate.clone(),
            );
            let outer = |it: &&GateTotals| rules.of_gate(&it.gate).zone == ZoneBit(0);
            for gate in gates.iter().filter(outer) {
                let mut row = vec![ReportCell::Date(day.date), self.door_name(&gate.gate)];
                row.extend(numbers([gate.entries, gate.exits]));
                rows.push(row);
            }
        }
        let columns = [("date", Day), ("door", Key)].into_iter();
        table("doors", columns.chain(FLOW_COLUMNS), rows)
    }

    fn by_area(&self) -> ReportTable {
        let zones = &self.catalogue.zones;
        let rows = self.days.iter().flat_map(|day| {
            day.zones.iter().map(|totals| {
                let zone = zones.iter().find(|zone| zone.bit == totals.zone);
                let name = zone.map(|zone| &zone.name);
                let names = zones.iter().map(|zone| &zone.name);
                let mut row = vec![
                    ReportCell::Date(day.date),
                    self.distinct(name, &totals.zone, names),
                ];
                row.extend(numbers([totals.entries, totals.exits, totals.inside]));
                row
            })
        });
        let columns = [("date", Day), ("area", Key)].into_iter();
        let columns = columns.chain(FLOW_COLUMNS).chain([("not-out", Level)]);
        table("areas", columns, rows)
    }

    fn by_type(&self) -> ReportTable {
        let mut rows = Vec::new();
        for day in self.days {
            let known = self.catalogue.ticket_types.iter();
            let known = known.map(|kind| TypeTotals {
                kind: kind.id,
                entries: 0,
                exits: 0,
            });
            let types = with_missing(known, &day.types, |it| it.kind);
            let mut add = |name, entries, exits| {
                let mut row = vec![ReportCell::Date(day.date), name];
                row.extend(numbers([entries, exits]));
                rows.push(row);
            };
            for of_type in types {
                add(self.type_name(of_type.kind), of_type.entries, of_type.exits);
            }
            let without = self.language.say(text_id!("report-without-ticket"));
            let flow = day.without_ticket;
            add(ReportCell::Text(without), flow.entries, flow.exits);
        }
        let columns = [("date", Day), ("type", Key)].into_iter();
        table("types", columns.chain(FLOW_COLUMNS), rows)
    }

    fn type_name(&self, kind: TicketType) -> ReportCell {
        let names = &self.totals.type_names;
        self.distinct(names.get(&kind), &kind, names.values())
    }

    fn issued(&self) -> ReportTable {
        let rows = self.totals.issued.iter().map(|issued| {
            let tickets = i64::try_from(issued.tickets).unwrap_or(i64::MAX);
            vec![self.type_name(issued.kind), ReportCell::Number(tickets)]
        });
        table("issued", [("type", Key), ("issued", Sum)], rows)
    }

    fn by_booth(&self) -> ReportTable {
        let mut rows = Vec::new();
        for day in self.days {
            let booths = self.catalogue.booths.iter();
            let quiet = booths.map(|booth| BoothTotals::empty(booth.number));
            for counts in with_missing(quiet, &day.booths, |it| it.booth) {
                let booth = self.catalogue.booth(counts.booth);
                let village = booth.and_then(|booth| self.catalogue.village(&booth.village));
                let mut row = vec![
                    ReportCell::Date(day.date),
                    ReportCell::Number(counts.booth.0.into()),
                    self.words(booth.map(|it| &it.name), String::new()),
                    self.words(village.map(|it| &it.name), String::new()),
                ];
                row.extend(booth_cells(counts));
                rows.push(row);
            }
        }
        let columns = [
            ("date", Day),
            ("booth", Key),
            ("name", Key),
            ("village", Key),
        ]
        .into_iter();
        table("booths", columns.chain(BOOTH_COLUMNS), rows)
    }

    fn by_village(&self) -> ReportTable {
        let mut rows = Vec::new();
        for day in self.days {
            let mut sums: BTreeMap<&VillageId, BoothTotals> = BTreeMap::new();
            for counts in &day.booths {
                if let Some(booth) = self.catalogue.booth(counts.booth) {
                    let sum = sums.entry(&booth.village).or_default();
                    sum.visits += counts.visits;
                    sum.people += counts.people;
                    sum.repeats += counts.repeats;
                    sum.lookups += counts.lookups;
                }
            }
            for village in &self.catalogue.villages {
                let counts = sums.get(&village.id).copied().unwrap_or_default();
                let names = self.catalogue.villages.iter().map(|it| &it.name);
                let name = self.distinct(Some(&village.name), &village.id, names);
                let mut row = vec![ReportCell::Date(day.date), name];
                row.extend(booth_cells(counts));
                rows.push(row);
            }
        }
        let columns = [("date", Day), ("village", Key)].into_iter();
        table("villages", columns.chain(BOOTH_COLUMNS), rows)
    }

    fn by_session(&self) -> ReportTable {
        let sessions = self.totals.sessions.iter();
        let sessions = sessions.filter(|it| self.days.iter().any(|day| day.date == it.date));
        let rows = sessions.map(|session| {
            let mut row = vec![
                ReportCell::Date(session.date),
                ReportCell::Minute(session.minute),
                self.words(Some(&session.title), session.session.clone()),
            ];
            row.extend(numbers(
                [session.places, session.taken, session.left].map(i64::from),
            ));
            row
        });
        let columns = [
            ("session-date", Key),
            ("hour", Key),
            ("session", Key),
            ("places", Sum),
            ("taken", Sum),
            ("left", Sum),
        ];
        table("sessions", columns, rows)
    }

    fn refusals(&self) -> ReportTable {
        let rows = self.days.iter().flat_map(|day| {
            day.reasons.iter().map(|reason| {
                vec![
                    ReportCell::Date(day.date),
                    ReportCell::Text(self.language.refusal(&reason.code)),
                    ReportCell::Number(reason.count),
                ]
            })
        });
        let columns = [("date", Day), ("reason", Key), ("scans", Sum)];
        table("refusals", columns, rows)
    }

    fn staff(&self) -> ReportTable {
        let rows = self.days.iter().map(|day| {
            let mut row = vec![ReportCell::Date(day.date)];
            row.extend(numbers([day.walk_ins, day.overrides, day.conflicts]));
            row
        });
        let columns = [
            ("date", Day),
            ("walk-ins", Sum),
            ("overrides", Sum),
            ("conflicts", Sum),
        ];
        table("staff", columns, rows)
    }

    /// Up to when each device's records are counted, doors first.
    fn completeness(&self) -> ReportTable {
        let zone = self.catalogue.calendar().zone;
        let moment = |at: Option<UnixMs>| {
            at.map_or(ReportCell::Empty, |at| {
                ReportCell::Moment(zone.local_datetime(at))
            })
        };
        let mut kiosks: Vec<&KioskState> = self.totals.kiosks.iter().collect();
        kiosks.sort_by_key(|kiosk| match kiosk.role {
            KioskRole::Door => (0, 0),
            KioskRole::Hall => (1, 0),
            KioskRole::Booth(number) => (2, number.0),
        });
        let rows = kiosks.into_iter().map(|kiosk| {
            let place = match kiosk.role {
                KioskRole::Door => self.door_name(&kiosk.gate),
                KioskRole::Hall => ReportCell::Text(self.language.say(text_id!("report-hall"))),
                KioskRole::Booth(number) => {
                    let number = [("number", number.to_string().into())];
                    ReportCell::Text(self.language.say_with(text_id!("report-at-booth"), number))
                }
            };
            vec![
                place,
                ReportCell::Text(kiosk.id.to_string()),
                moment(kiosk.complete_to_ms),
                moment(kiosk.last_seen_ms),
                ReportCell::Number(i64::try_from(kiosk.waiting).unwrap_or(i64::MAX)),
            ]
        });
        let columns = [
            ("place", Key),
            ("device", Key),
            ("complete-to", Level),
            ("last-seen", Level),
            ("waiting", Sum),
        ];
        table("completeness", columns, rows)
    }
}

/// Returns what was counted in the order of the catalogue, with a row of zeros for what it lacks; and what is not in the
/// catalogue any more.
fn with_missing<T: Clone, K: PartialEq>(
    known: impl Iterator<Item = T>,
    counted: &[T],
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let known: Vec<T> = known.collect();
    let is_known = |it: &&T| known.iter().any(|other| key(other) == key(it));
    let others: Vec<T> = counted.iter().filter(|it| !is_known(it)).cloned().collect();
    let in_order = known.into_iter().map(|quiet| {
        let found = counted.iter().find(|it| key(it) == key(&quiet));
        found.cloned().unwrap_or(quiet)
    });
    in_order.chain(others).collect()
}
