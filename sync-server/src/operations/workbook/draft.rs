//! The catalogue that a changed workbook stands for.

mod complete;

use std::collections::HashMap;

use serde_json::{Value, json};
use shared::catalogue::Catalogue;

use super::cell::{CellContext, get, object_at, set, tidy};
use super::fault::{CellError, CellErrors, CellFault};
use super::file::FileSheet;
use super::layout::{CellKind, ColumnLayout, SHEETS, name_field};
use super::rows::{document, entries, name_of};
use super::table::{SheetTable, TableColumn, TableRow, folded};
use super::words::WorkbookLanguage;

struct Draft<'a> {
    /// The catalogue that the workbook was made from.
    base: Value,
    /// The catalogue as it becomes.
    document: Value,
    tables: Vec<SheetTable<'a>>,
    /// The rows of the entries of each list, by the list's sheet.
    rows: HashMap<&'static str, Vec<u32>>,
    errors: CellErrors,
}

/// Reads a catalogue from the sheets of a workbook. Cells that say what the workbook was made with keep their value as it
/// is; sheets and columns that are missing keep theirs.
///
/// # Errors
/// Everything that is wrong.
pub(super) fn draft(sheets: &[FileSheet], base: &Catalogue) -> Result<Catalogue, CellErrors> {
    let mut errors = CellErrors::default();
    let tables = tables(sheets, &mut errors);
    let before = document(base).map_err(|error| unlocated(&error))?;
    let mut draft = Draft {
        document: before.clone(),
        base: before,
        tables: Vec::new(),
        rows: HashMap::new(),
        errors,
    };
    for table in tables {
        match table.layout.child {
            None => draft.read_list(&table),
            Some(child) => draft.read_children(&table, child),
        }
        draft.tables.push(table);
    }
    draft.complete();
    draft.check_references();
    draft.finish(base)
}

fn unlocated(error: &serde_json::Error) -> CellErrors {
    let fault = CellFault::Catalogue(error.to_string());
    let mut errors = CellErrors::default();
    errors.push(CellError {
        sheet: String::new(),
        row: None,
        column: None,
        fault,
    });
    errors
}

/// Finds the sheets that are known, in the order in which they are read.
fn tables<'a>(sheets: &'a [FileSheet], errors: &mut CellErrors) -> Vec<SheetTable<'a>> {
    let mut found: HashMap<&str, &FileSheet> = HashMap::new();
    let at = |sheet: &FileSheet, fault| CellError {
        sheet: sheet.name.clone(),
        row: None,
        column: None,
        fault,
    };
    for sheet in sheets {
        let name = folded(&sheet.name);
        let is = |id: &str| {
            WorkbookLanguage::ALL
                .iter()
                .any(|it| folded(&it.sheet(id)) == name)
        };
        if let Some(layout) = SHEETS.iter().find(|layout| is(layout.id)) {
            if found.insert(layout.id, sheet).is_some() {
                errors.push(at(sheet, CellFault::SheetTwice));
            }
        } else if !is("readme") && !sheet.rows.is_empty() {
            let all = SHEETS
                .iter()
                .map(|it| WorkbookLanguage::Vietnamese.sheet(it.id));
            let nearest = all.min_by_key(|it| strsim::osa_distance(&folded(it), &name));
            let nearest = nearest.filter(|it| strsim::osa_distance(&folded(it), &name) < 4);
            errors.push(at(
                sheet,
                CellFault::UnknownSheet(sheet.name.clone(), nearest),
            ));
        }
    }
    if found.is_empty() {
        errors.push(CellError {
            sheet: String::new(),
            row: None,
            column: None,
            fault: CellFault::NoSheets,
        });
    }
    let tables = SHEETS.iter().filter_map(|layout| {
        let sheet = found.get(layout.id)?;
        Some(SheetTable::new(layout, sheet, errors))
    });
    tables.collect()
}

impl Draft<'_> {
    fn fault(
        &mut self,
        table: &SheetTable<'_>,
        row: Option<u32>,
        column: Option<&TableColumn>,
        fault: CellFault,
    ) {
        self.errors.push(table.error(row, column, fault));
    }

    /// Reads a sheet whose rows are entries of a list of the catalogue, or the catalogue itself.
    fn read_list(&mut self, table: &SheetTable<'_>) {
        let layout = table.layout;
        let key = layout
            .columns
            .iter()
            .find(|it| layout.key == Some(it.field));
        let key_column = key.map(|key| table.column(key.id));
        if let (Some(key), Some(None)) = (key, key_column) {
            self.no_column(table, key);
            return;
        }
        let key_column = key_column.flatten();
        let base = self.base.clone();
        let before = entries(&base, layout);
        let by_name: HashMap<String, &Value> = (before.iter().rev())
            .map(|entry| (tidy(&entry.name), entry.value))
            .collect();
        let mut seen: HashMap<String, u32> = HashMap::new();
        let (mut list, mut rows) = (Vec::new(), Vec::new());
        for row in table.rows() {
            if let ("", [first]) = (layout.list, rows.as_slice()) {
                let name = WorkbookLanguage::Vietnamese.entry(layout.id);
                self.fault(
                    table,
                    Some(row.number),
                    None,
                    CellFault::Twice(name, *first),
                );
                continue;
            }
            let old = match key_column.map(|column| (column, row.cell(column))) {
                None => before.get(list.len()).map(|entry| entry.value),
                Some((column, Err(fault))) => {
                    self.fault(table, Some(row.number), Some(column), fault);
                    continue;
                }
                Some((column, Ok(""))) => {
                    self.fault(table, Some(row.number), Some(column), CellFault::Missing);
                    continue;
                }
                Some((column, Ok(name))) => {
                    if let Some(first) = seen.insert(name.to_owned(), row.number) {
                        seen.insert(name.to_owned(), first);
                        let fault = CellFault::Twice(name.to_owned(), first);
                        self.fault(table, Some(row.number), Some(column), fault);
                        continue;
                    }
                    by_name.get(name).copied()
                }
            };
            let entry = self.read_entry(table, &row, old, list.len());
            list.push(entry);
            rows.push(row.number);
        }
        self.rows.insert(layout.id, rows);
        match layout.list {
            "" => {
                if let Some(read) = list.into_iter().next() {
                    self.document = read;
                }
            }
            list_name => self.document[list_name] = list.into(),
        }
    }

    /// Reads a sheet whose rows are entries of a list within entries.
    fn read_children(&mut self, table: &SheetTable<'_>, child: &str) {
        let layout = table.layout;
        let Some(parent_column) = table.column("of") else {
            self.no_column(table, &layout.columns[0]);
            return;
        };
        let name = name_field(layout.list);
        let parents = self.document[layout.list]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let position: HashMap<String, usize> = (parents.iter().enumerate())
            .map(|(position, parent)| (tidy(&name_of(parent, name)), position))
            .collect();
        let base = self.base.clone();
        let before: HashMap<(String, usize), &Value> = (entries(&base, layout).into_iter())
            .map(|entry| ((tidy(&entry.name), entry.position), entry.value))
            .collect();
        let mut lists: Vec<Vec<Value>> = vec![Vec::new(); parents.len()];
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); parents.len()];
        for row in table.rows() {
            let of = match row.cell(parent_column) {
                Ok("") => Err(CellFault::Missing),
                Ok(of) => match position.get(of) {
                    Some(position) => Ok((*position, of.to_owned())),
                    None => Err(CellFault::Unlisted(layout.list, of.to_owned())),
                },
                Err(fault) => Err(fault),
            };
            match of {
                Err(fault) => self.fault(table, Some(row.number), Some(parent_column), fault),
                Ok((position, of)) => {
                    let not_own = child == "hours.own" && !parents[position]["hours"].is_object();
                    if not_own {
                        let fault = CellFault::HoursNotOwn(of);
                        self.fault(table, Some(row.number), Some(parent_column), fault);
                        continue;
                    }
                    let ordinal = lists[position].len();
                    let old = before.get(&(of, ordinal)).copied();
                    let entry = self.read_entry(table, &row, old, ordinal);
                    lists[position].push(entry);
                    rows[position].push(row.number);
                }
            }
        }
        self.rows.insert(layout.id, rows.concat());
        for (parent, children) in self.document[layout.list]
            .as_array_mut()
            .into_iter()
            .flatten()
            .zip(lists)
        {
            if !children.is_empty() || get(parent, child).is_some() {
                set(parent, child, Some(children.into()));
            }
        }
    }

    /// Reads a row on top of the entry that it was written from.
    fn read_entry(
        &mut self,
        table: &SheetTable<'_>,
        row: &TableRow<'_>,
        old: Option<&Value>,
        position: usize,
    ) -> Value {
        // The row of the catalogue itself has all its lists, as read so far.
        let mut entry = match table.layout.list {
            "" => self.document.clone(),
            _ => old.cloned().unwrap_or_else(|| json!({})),
        };
        for column in table.columns() {
            let read = row
                .cell(column)
                .and_then(|text| self.read_cell(column, text, old, position, &mut entry));
            if let Err(fault) = read {
                self.fault(table, Some(row.number), Some(column), fault);
            }
        }
        entry
    }

    fn read_cell(
        &self,
        column: &TableColumn,
        text: &str,
        old: Option<&Value>,
        position: usize,
        entry: &mut Value,
    ) -> Result<(), CellFault> {
        let (layout, language) = (column.layout, column.language.as_deref());
        let (kind, field) = (layout.kind, layout.field);
        match kind {
            CellKind::Parent => return Ok(()),
            CellKind::Position if text.is_empty() || text == (position + 1).to_string() => {
                return Ok(());
            }
            CellKind::Position => {
                return Err(CellFault::Position(text.to_owned(), position + 1));
            }
            _ => {}
        }
        let is_as_written = |old: &Value| {
            let mut languages = WorkbookLanguage::ALL.into_iter();
            languages.any(|words| {
                let zones = self.base.get("zones");
                let shown = CellContext { words, zones }.show(kind, language, get(old, field));
                tidy(&shown) == text
            })
        };
        if old.is_some_and(is_as_written) {
            return Ok(());
        }
        if let Some(language) = language {
            if text.is_empty() && get(entry, field).is_none() {
                return Ok(());
            }
            if let Some(texts) = object_at(entry, field) {
                match text {
                    "" => drop(texts.remove(language)),
                    text => drop(texts.insert(language.to_owned(), text.into())),
                }
            }
            return Ok(());
        }
        let context = CellContext {
            words: WorkbookLanguage::Vietnamese,
            zones: self.document.get("zones"),
        };
        let value = context.read(kind, text)?;
        if value.is_none() && layout.required && layout.container().is_none() {
            return Err(CellFault::Missing);
        }
        set(entry, field, value);
        Ok(())
    }

    fn no_column(&mut self, table: &SheetTable<'_>, column: &ColumnLayout) {
        let name = WorkbookLanguage::Vietnamese.column(table.layout.id, column.id, None);
        self.fault(table, None, None, CellFault::NoColumn(name));
    }
}
