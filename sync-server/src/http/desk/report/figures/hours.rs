//! Doors and booths by hour.

use std::collections::{BTreeMap, BTreeSet};

use shared::ids::{BoothNumber, GateId, ZoneBit};
use shared::ledger::{Counter, GATE_STEP_MINUTES};

use super::super::table::ColumnKind::{Day, Key, Sum};
use super::super::table::{ReportCell, ReportTable};
use super::{FLOW_COLUMNS, ReportInput, numbers, table};

impl ReportInput<'_> {
    /// The doors of the exhibition itself, each with the same hours on every day.
    pub(super) fn by_door_and_hour(&self) -> ReportTable {
        let mut counts: BTreeMap<_, [i64; 3]> = BTreeMap::new();
        for day in self.days {
            for (counter, value) in self.within_days.on(Some(day.date)) {
                if let Counter::GateStep(gate, step, event) = counter {
                    let key = (day.date, gate, step * GATE_STEP_MINUTES / 60);
                    counts.entry(key).or_default()[*event as usize] += value;
                }
            }
        }
        let rules = self.catalogue.rules();
        let hours: BTreeSet<u16> = counts.keys().map(|(.., hour)| *hour).collect();
        let known = self.catalogue.gates.iter().map(|gate| &gate.id);
        let mut gates: Vec<&GateId> = known.collect();
        let counted: BTreeSet<&GateId> = counts.keys().map(|(_, gate, _)| *gate).collect();
        gates.extend(
            counted
                .into_iter()
                .filter(|gate| self.catalogue.gate(gate).is_none()),
        );
        gates.retain(|gate| rules.of_gate(gate).zone == ZoneBit(0));
        let mut rows = Vec::new();
        for day in self.days {
            for gate in &gates {
                for hour in span(&hours) {
                    let of_hour = counts.get(&(day.date, *gate, hour));
                    let mut row = vec![
                        ReportCell::Date(day.date),
                        self.door_name(gate),
                        ReportCell::Minute(hour * 60),
                    ];
                    row.extend(numbers(of_hour.copied().unwrap_or_default()));
                    rows.push(row);
                }
            }
        }
        let columns = [("date", Day), ("door", Key), ("hour", Key)].into_iter();
        let columns = columns.chain(FLOW_COLUMNS).chain([("refused", Sum)]);
        table("door-hours", columns, rows)
    }

    /// The booths that anybody visited, each with the same hours on every day.
    pub(super) fn by_booth_and_hour(&self) -> ReportTable {
        let mut counts: BTreeMap<_, i64> = BTreeMap::new();
        for day in self.days {
            for (counter, value) in self.within_days.on(Some(day.date)) {
                if let Counter::BoothHour(booth, hour) = counter {
                    counts.insert((day.date, *booth, *hour), value);
                }
            }
        }
        let hours: BTreeSet<u16> = counts.keys().map(|(.., hour)| *hour).collect();
        let booths: BTreeSet<BoothNumber> = counts.keys().map(|(_, booth, _)| *booth).collect();
        let mut rows = Vec::new();
        for day in self.days {
            for booth in &booths {
                let name = self.catalogue.booth(*booth).map(|it| &it.name);
                for hour in span(&hours) {
                    let people = counts.get(&(day.date, *booth, hour));
                    rows.push(vec![
                        ReportCell::Date(day.date),
                        ReportCell::Number(booth.0.into()),
                        self.words(name, String::new()),
                        ReportCell::Minute(hour * 60),
                        ReportCell::Number(people.copied().unwrap_or_default()),
                    ]);
                }
            }
        }
        let columns = [
            ("date", Day),
            ("booth", Key),
            ("name", Key),
            ("hour", Key),
            ("people", Sum),
        ];
        table("booth-hours", columns, rows)
    }
}

/// Returns every hour from the first to the last.
fn span(hours: &BTreeSet<u16>) -> impl Iterator<Item = u16> {
    let ends = hours.first().zip(hours.last());
    ends.into_iter().flat_map(|(first, last)| *first..=*last)
}
