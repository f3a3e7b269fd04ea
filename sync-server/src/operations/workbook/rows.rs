//! A catalogue as rows of cells: what is written into the workbook, and what is compared.

use std::collections::BTreeSet;

use serde_json::Value;
use shared::catalogue::Catalogue;
use texts::Language;

use super::cell::{CellContext, get};
use super::layout::{CellKind, ColumnLayout, SHEETS, SheetLayout, name_field};
use super::pictures;
use super::words::WorkbookLanguage;

/// The rows of one sheet.
#[derive(Debug)]
pub(super) struct SheetRows {
    /// The sheet.
    pub(super) layout: &'static SheetLayout,
    /// Its columns, with the language of those that have one.
    pub(super) columns: Vec<(&'static ColumnLayout, Option<String>)>,
    /// Its rows, each by the name of its entry.
    pub(super) rows: Vec<(RowName, Vec<String>)>,
}

/// What tells a row from others of its sheet: the entry, and the position among the rows of that entry.
pub(super) type RowName = (String, usize);

/// Returns a catalogue as the workbook sees it: all pictures in one list, and without what no sheet has.
///
/// # Errors
/// Never for a catalogue that was read from JSON.
pub(super) fn document(catalogue: &Catalogue) -> Result<Value, serde_json::Error> {
    let mut document = serde_json::to_value(catalogue)?;
    if let Some(object) = document.as_object_mut() {
        for field in ["plan", "media", "retired"] {
            object.remove(field);
        }
    }
    pictures::take_out(&mut document);
    Ok(document)
}

/// Returns the rows of all sheets.
pub(super) fn rows(document: &Value, words: WorkbookLanguage) -> Vec<SheetRows> {
    let languages = languages(document);
    let context = CellContext {
        words,
        zones: document.get("zones"),
    };
    let sheets = SHEETS.iter().map(|layout| {
        let columns = layout.columns.iter().flat_map(|column| {
            let languages = (column.kind == CellKind::Localized).then_some(&languages);
            let localized = languages.into_iter().flatten();
            let localized = localized.map(move |it| (column, Some(it.clone())));
            let plain = languages.is_none().then_some((column, None));
            localized.chain(plain)
        });
        let columns: Vec<_> = columns.collect();
        let rows = entries(document, layout).into_iter();
        let rows = rows.map(|entry| {
            let cells = columns.iter().map(|(column, language)| match column.kind {
                CellKind::Parent => entry.name.clone(),
                CellKind::Position => (entry.position + 1).to_string(),
                kind => context.show(kind, language.as_deref(), get(entry.value, column.field)),
            });
            let cells = cells.collect();
            ((entry.name, entry.position), cells)
        });
        SheetRows {
            layout,
            rows: rows.collect(),
            columns,
        }
    });
    sheets.collect()
}

/// One entry that is a row.
pub(super) struct RowEntry<'a> {
    /// The name of the entry, or of the one that it is part of; empty where only the position tells it apart.
    pub(super) name: String,
    /// Its position among those of that name.
    pub(super) position: usize,
    /// It.
    pub(super) value: &'a Value,
}

/// Returns the entries that are the rows of a sheet.
pub(super) fn entries<'a>(document: &'a Value, layout: &SheetLayout) -> Vec<RowEntry<'a>> {
    let top: Vec<&Value> = match layout.list {
        "" => vec![document],
        list => get(document, list)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .collect(),
    };
    let Some(child) = layout.child else {
        let named = top
            .into_iter()
            .enumerate()
            .map(|(position, value)| match layout.key {
                Some(key) => RowEntry {
                    name: name_of(value, key),
                    position: 0,
                    value,
                },
                None => RowEntry {
                    name: String::new(),
                    position,
                    value,
                },
            });
        return named.collect();
    };
    let inner = top.into_iter().flat_map(|parent| {
        let name = name_of(parent, name_field(layout.list));
        let children = get(parent, child)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        children.enumerate().map(move |(position, value)| RowEntry {
            name: name.clone(),
            position,
            value,
        })
    });
    inner.collect()
}

/// Returns the name of an entry by a field of it.
pub(super) fn name_of(entry: &Value, field: &str) -> String {
    let name = get(entry, field);
    name.map_or_else(String::new, |name| {
        name.as_str()
            .map_or_else(|| name.to_string(), str::to_owned)
    })
}

/// Returns the languages of the screens, then those that only the catalogue's texts have.
fn languages(document: &Value) -> Vec<String> {
    let mut more = BTreeSet::new();
    for layout in &SHEETS {
        let localized = layout
            .columns
            .iter()
            .filter(|it| it.kind == CellKind::Localized);
        for column in localized {
            for entry in entries(document, layout) {
                let texts = get(entry.value, column.field).and_then(Value::as_object);
                more.extend(texts.into_iter().flat_map(|it| it.keys().cloned()));
            }
        }
    }
    let known = Language::all().map(|it| it.code().to_owned());
    let more = more
        .into_iter()
        .filter(|it| Language::from_code(it).is_none());
    known.chain(more).collect()
}
