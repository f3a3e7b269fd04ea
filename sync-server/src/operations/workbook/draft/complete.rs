//! What a draft still lacks once all rows are read, and whether it is a catalogue.

use std::collections::HashSet;

use serde_json::{Value, json};
use serde_path_to_error::Segment;
use shared::catalogue::{Catalogue, CataloguePart, ProblemPlace};

use super::super::cell::{get, set};
use super::super::fault::{CellError, CellErrors, CellFault};
use super::super::layout::{CellKind, ColumnLayout, SHEETS, SheetLayout, name_field};
use super::super::pictures;
use super::super::rows::{entries, name_of};
use super::Draft;

/// Objects that are there only with what they need.
const CONTAINERS: [&str; 2] = ["wifi", "video"];
/// What the catalogue's own check calls the entries of a list.
const PLACES: [(CataloguePart, &str); 8] = [
    (CataloguePart::Gate, "gates"),
    (CataloguePart::Zone, "zones"),
    (CataloguePart::TicketType, "ticket_types"),
    (CataloguePart::Area, "areas"),
    (CataloguePart::Village, "villages"),
    (CataloguePart::Booth, "booths"),
    (CataloguePart::Artisan, "artisans"),
    (CataloguePart::Session, "sessions"),
];

impl Draft<'_> {
    /// Gives new entries the empty lists and texts that every entry has, and names what else they lack.
    pub(super) fn complete(&mut self) {
        let tables = std::mem::take(&mut self.tables);
        for layout in SHEETS.iter().filter(|it| it.child.is_none()) {
            let table = tables.iter().find(|it| it.layout.id == layout.id);
            let rows = self.rows.get(layout.id).cloned().unwrap_or_default();
            let mut document = std::mem::take(&mut self.document);
            let list: Vec<&mut Value> = match layout.list {
                "" => vec![&mut document],
                list => document[list]
                    .as_array_mut()
                    .into_iter()
                    .flatten()
                    .collect(),
            };
            for (position, entry) in list.into_iter().enumerate() {
                for missing in complete_entry(layout, entry) {
                    let Some(table) = table else { continue };
                    match table.column(missing.id) {
                        None => self.no_column(table, missing),
                        column => {
                            let row = rows.get(position).copied();
                            self.fault(table, row, column, CellFault::Missing);
                        }
                    }
                }
            }
            self.document = document;
        }
        for table in tables.iter().filter(|it| it.layout.child.is_some()) {
            let needed = table.layout.columns.iter().filter(|it| it.required);
            let absent =
                needed.filter(|it| it.kind != CellKind::Localized && table.column(it.id).is_none());
            for column in absent.collect::<Vec<_>>() {
                self.no_column(table, column);
            }
        }
        self.tables = tables;
    }

    /// Names every cell that refers to an entry that is not there.
    pub(super) fn check_references(&mut self) {
        let mut errors = Vec::new();
        let names = |list: &str| -> HashSet<String> {
            let list_entries = self.document[list].as_array().into_iter().flatten();
            let named = list_entries.enumerate().map(|(day, entry)| match list {
                "days" => day.to_string(),
                list => name_of(entry, name_field(list)),
            });
            named.collect()
        };
        for table in &self.tables {
            let rows = self.rows.get(table.layout.id);
            for column in table.columns() {
                let list = match column.layout.kind {
                    CellKind::Reference(list) | CellKind::References(list) => list,
                    CellKind::Day | CellKind::Days => "days",
                    _ => continue,
                };
                let known = names(list);
                let all = entries(&self.document, table.layout).into_iter();
                for (entry, row) in all.zip(rows.into_iter().flatten()) {
                    for (name, shown) in named(get(entry.value, column.layout.field)) {
                        if !known.contains(&name) {
                            let fault = CellFault::Unlisted(list, shown);
                            errors.push(table.error(Some(*row), Some(column), fault));
                        }
                    }
                }
            }
        }
        for error in errors {
            self.errors.push(error);
        }
    }

    /// Returns the catalogue, with what no sheet has from the one that the workbook was made from.
    pub(super) fn finish(mut self, base: &Catalogue) -> Result<Catalogue, CellErrors> {
        for (position, owner) in pictures::put_back(&mut self.document) {
            // Pictures of entries that go, go with them.
            let row = self.rows.get("pictures").and_then(|it| it.get(position));
            let table = self.tables.iter().find(|it| it.layout.id == "pictures");
            if let (Some(row), Some(table)) = (row, table) {
                let fault = CellFault::NoOwner(owner);
                let error = table.error(Some(*row), table.column("owner-id"), fault);
                self.errors.push(error);
            }
        }
        if !self.errors.errors.is_empty() {
            return Err(self.errors);
        }
        let read: Result<Catalogue, _> = serde_path_to_error::deserialize(&self.document);
        let mut catalogue = match read {
            Ok(catalogue) => catalogue,
            Err(error) => {
                let mut path = error.path().iter();
                let place = match (path.next(), path.next()) {
                    (Some(Segment::Map { key }), Some(Segment::Seq { index })) => {
                        self.place(key, *index)
                    }
                    _ => None,
                };
                let text = format!("{}: {}", error.path(), error.inner());
                self.push_problem(place, CellFault::Catalogue(text));
                return Err(self.errors);
            }
        };
        catalogue.plan.clone_from(&base.plan);
        catalogue.media.clone_from(&base.media);
        catalogue.retired.clone_from(&base.retired);
        take_off_plan(&mut catalogue);
        // What was wrong before is no fault of the change.
        let before = base.problems();
        let problems = catalogue.problems().into_iter();
        for problem in problems.filter(|it| !before.contains(it)) {
            let place = self.place_of(&problem.place);
            self.push_problem(place, CellFault::Problem(Box::new(problem)));
        }
        if self.errors.errors.is_empty() {
            Ok(catalogue)
        } else {
            Err(self.errors)
        }
    }

    fn push_problem(&mut self, place: Option<(String, u32)>, fault: CellFault) {
        let (sheet, row) = place.unzip();
        self.errors.push(CellError {
            sheet: sheet.unwrap_or_default(),
            row,
            column: None,
            fault,
        });
    }

    /// Returns the sheet and row of an entry of a list.
    fn place(&self, list: &str, index: usize) -> Option<(String, u32)> {
        let table = self.tables.iter().find(|it| it.layout.id == list)?;
        let row = *self.rows.get(list)?.get(index)?;
        Some((table.error(None, None, CellFault::Missing).sheet, row))
    }

    /// Returns where the entry is that the catalogue's own check names.
    fn place_of(&self, place: &ProblemPlace) -> Option<(String, u32)> {
        let (_, list) = PLACES.iter().find(|(part, _)| *part == place.part)?;
        let mut all = self.document[*list].as_array()?.iter();
        let index = all.position(|entry| name_of(entry, name_field(list)) == place.name)?;
        self.place(list, index)
    }
}

/// Returns the names in a value, or the numbers of days, each with what a cell says.
fn named(value: Option<&Value>) -> Vec<(String, String)> {
    let all: Vec<&Value> = match value {
        Some(Value::Array(list)) => list.iter().collect(),
        value => value.into_iter().collect(),
    };
    let named = all.into_iter().filter_map(|it| match it.as_u64() {
        Some(day) => Some((day.to_string(), (day + 1).to_string())),
        None => it.as_str().map(|name| (name.to_owned(), name.to_owned())),
    });
    named.collect()
}

/// Gives an entry the empty lists and texts that every entry has; returns the columns of what else it lacks.
fn complete_entry(layout: &'static SheetLayout, entry: &mut Value) -> Vec<&'static ColumnLayout> {
    for container in CONTAINERS {
        let empty = |it: &Value| match it {
            Value::Array(list) => list.is_empty(),
            Value::Object(object) => object.is_empty(),
            Value::String(text) => text.is_empty(),
            other => other.is_null(),
        };
        let unused = get(entry, container).and_then(Value::as_object);
        if unused.is_some_and(|it| it.values().all(empty)) {
            set(entry, container, None);
        }
    }
    let within = SHEETS
        .iter()
        .filter(|it| it.list == layout.list && it.child.is_some());
    for child in within.filter_map(|it| it.child) {
        let (container, field) = child.rsplit_once('.').unwrap_or(("", child));
        let is_there = get(entry, container).is_some_and(Value::is_object);
        if is_there && get(entry, child).is_none() && field != "own" {
            set(entry, child, Some(json!([])));
        }
    }
    let needed = layout.columns.iter().filter(|it| it.required);
    let missing = needed.filter(|column| {
        let container = column.container();
        let is_wanted =
            container.is_none_or(|it| CONTAINERS.contains(&it) && get(entry, it).is_some());
        if !is_wanted || column.field.is_empty() || get(entry, column.field).is_some() {
            return false;
        }
        match column.kind {
            CellKind::Localized => set(entry, column.field, Some(json!({}))),
            CellKind::Flag => set(entry, column.field, Some(false.into())),
            CellKind::Zones => set(entry, column.field, Some(0.into())),
            _ => return true,
        }
        false
    });
    missing.collect()
}

/// Takes off the floor plan what is in the catalogue no longer.
fn take_off_plan(catalogue: &mut Catalogue) {
    let Some(mut plan) = catalogue.plan.take() else {
        return;
    };
    plan.booths
        .retain(|spot| catalogue.booth(spot.number).is_some());
    plan.areas
        .retain(|spot| catalogue.areas.iter().any(|area| area.id == spot.area));
    plan.stands.retain(|stand| {
        stand
            .gate
            .as_ref()
            .is_none_or(|gate| catalogue.gate(gate).is_some())
    });
    for place in &mut plan.places {
        place.gate = place
            .gate
            .take()
            .filter(|gate| catalogue.gate(gate).is_some());
    }
    catalogue.plan = Some(plan);
}
