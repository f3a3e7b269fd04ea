//! One entry of a list, changed by hand: the cells of its rows as a form, and back through the same reading and the same
//! checks as a whole workbook.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::catalogue::Catalogue;

use super::cell::{get, tidy};
use super::draft;
use super::fault::{CellError, CellErrors, CellFault};
use super::file::{FileCell, FileSheet};
use super::layout::{CellKind, ColumnLayout, SheetLayout, name_field};
use super::rows::{SheetRows, document, rows};
use super::table::letters;
use super::words::WorkbookLanguage;
use crate::operations::setup_error::SetupError;

/// The lists whose entries are changed by hand.
pub const ENTRY_LISTS: [&str; 5] = ["booths", "artisans", "sessions", "villages", "areas"];
/// How many empty rows a form has for what is part of an entry.
const EMPTY_ROWS: usize = 2;
/// The most rows that a form may send.
const ROWS_MOST: usize = 500;
/// The columns whose texts are sentences.
const SENTENCES: [&str; 4] = ["about", "description", "story", "text"];

/// What the fields of a form say, by their names: `booths.0.name.vi`, `products.2.product.en`.
pub type EntryCells = BTreeMap<String, String>;

/// An entry as a line of its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// Its name in the catalogue.
    pub name: String,
    /// Its title in the reader's language.
    pub title: String,
    /// What else tells it apart, such as its producer.
    pub more: Vec<String>,
}

/// A form of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryForm {
    /// The entry itself first, then the lists that are part of it.
    pub sections: Vec<EntrySection>,
}

/// Fields that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntrySection {
    /// The sheet that they are from.
    pub sheet: &'static str,
    /// What it is called.
    pub title: String,
    /// Its rows; of the entry itself there is one.
    pub rows: Vec<Vec<EntryField>>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryField {
    /// Its name in the form.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What it holds, in a sentence or two.
    pub note: String,
    /// The language of its text, where it has one.
    pub language: Option<String>,
    /// How it is filled in.
    pub input: EntryInput,
    /// Whether it names the entry, and so stays as it is.
    pub is_key: bool,
    /// What it says.
    pub text: String,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryInput {
    /// A line.
    Line,
    /// Sentences.
    Sentences,
    /// A whole number between these.
    Whole(i64, i64),
    /// A time of day.
    Time,
    /// A box to tick; ticked it says this word.
    Tick(String),
    /// One of these, each with what it is called.
    Choice(Vec<(String, String)>),
}

/// Why an entry is not taken in.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// There is no such list, or no such entry in it.
    #[error("there is no such entry")]
    Unknown,
    /// Something is wrong: in a field, by its name, or in the whole.
    #[error("something is wrong with the entry")]
    Faults(Vec<(Option<String>, String)>),
    /// The database, or the catalogue.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

/// The sheets of a list within a catalogue: the entries and what is part of them.
struct EntrySheets {
    list: &'static str,
    document: Value,
    sheets: Vec<SheetRows>,
    words: WorkbookLanguage,
}

impl EntrySheets {
    fn new(catalogue: &Catalogue, list: &str, words: WorkbookLanguage) -> Result<Self, EntryError> {
        let mut lists = ENTRY_LISTS.into_iter();
        let list = lists.find(|it| *it == list).ok_or(EntryError::Unknown)?;
        let document = document(catalogue).map_err(SetupError::CatalogueJson)?;
        let mut sheets = rows(&document, words);
        sheets.retain(|sheet| sheet.layout.list == list);
        Ok(Self {
            list,
            document,
            sheets,
            words,
        })
    }

    /// Returns the rows of an entry in a sheet, by their position in it.
    fn own<'a>(
        &self,
        sheet: &'a SheetRows,
        name: &'a str,
    ) -> impl Iterator<Item = (usize, &'a Vec<String>)> + use<'a> {
        let column = self.naming(sheet);
        let all = sheet.rows.iter().enumerate();
        all.filter(move |(_, (_, cells))| column.is_some_and(|at| tidy(&cells[at]) == tidy(name)))
            .map(|(position, (_, cells))| (position, cells))
    }

    /// Returns the column of a sheet that names the entry.
    fn naming(&self, sheet: &SheetRows) -> Option<usize> {
        let key = name_field(self.list);
        let mut columns = sheet.columns.iter();
        columns.position(|(column, _)| match sheet.layout.child {
            Some(_) => column.kind == CellKind::Parent,
            None => column.field == key,
        })
    }

    fn has(&self, name: &str) -> bool {
        let own = |sheet| self.own(sheet, name).next().is_some();
        self.sheets.first().is_some_and(own)
    }
}

/// Returns the entries of a list.
///
/// # Errors
/// [`EntryError::Unknown`] for a list that is not changed by hand.
pub fn entry_lines(
    catalogue: &Catalogue,
    list: &str,
    words: WorkbookLanguage,
) -> Result<Vec<EntryLine>, EntryError> {
    let all = EntrySheets::new(catalogue, list, words)?;
    let Some(sheet) = all.sheets.first() else {
        return Ok(Vec::new());
    };
    let naming = all.naming(sheet).unwrap_or_default();
    let language = words.code();
    let lines = sheet.rows.iter().map(|(_, cells)| {
        let columns = || sheet.columns.iter().zip(cells);
        let localized = |id: Option<&str>| {
            let wanted = move |column: &ColumnLayout| {
                column.kind == CellKind::Localized && id.is_none_or(|id| column.id == id)
            };
            let in_language = |code: &str| {
                let mut found = columns().filter(|((column, it), cell)| {
                    wanted(column) && it.as_deref() == Some(code) && !cell.is_empty()
                });
                found.next().map(|(_, cell)| cell.clone())
            };
            in_language(language).or_else(|| in_language("vi"))
        };
        let shown = |((column, _), cell): (&(&ColumnLayout, _), &String)| match column.kind {
            CellKind::Reference(list) => Some(all.title(list, cell)),
            CellKind::Day | CellKind::Time => Some(all.option_words(column.kind, cell)),
            _ => None,
        };
        let producer = localized(Some("producer"));
        EntryLine {
            name: cells[naming].clone(),
            title: localized(None).unwrap_or_default(),
            more: producer
                .into_iter()
                .chain(columns().filter_map(shown))
                .collect(),
        }
    });
    Ok(lines.collect())
}

/// Returns what the fields of an entry say; of one that is not there yet, nothing.
///
/// # Errors
/// [`EntryError::Unknown`] when there is no such entry.
pub fn entry_cells(
    catalogue: &Catalogue,
    list: &str,
    name: Option<&str>,
    words: WorkbookLanguage,
) -> Result<EntryCells, EntryError> {
    let all = EntrySheets::new(catalogue, list, words)?;
    let Some(name) = name else {
        return Ok(EntryCells::new());
    };
    if !all.has(name) {
        return Err(EntryError::Unknown);
    }
    let mut cells = EntryCells::new();
    for sheet in &all.sheets {
        for (position, (_, texts)) in all.own(sheet, name).enumerate() {
            for (column, text) in sheet.columns.iter().zip(texts) {
                if column.0.kind != CellKind::Parent && !text.is_empty() {
                    cells.insert(field_name(sheet.layout, position, column), tidy(text));
                }
            }
        }
    }
    Ok(cells)
}

/// Returns the form of an entry with what its fields say.
///
/// # Errors
/// [`EntryError::Unknown`] for a list that is not changed by hand.
pub fn entry_form(
    catalogue: &Catalogue,
    list: &str,
    is_new: bool,
    cells: &EntryCells,
    words: WorkbookLanguage,
) -> Result<EntryForm, EntryError> {
    let all = EntrySheets::new(catalogue, list, words)?;
    let sections = all.sheets.iter().map(|sheet| {
        let count = match sheet.layout.child {
            None => 1,
            Some(_) => row_count(sheet.layout, cells) + EMPTY_ROWS,
        };
        let rows = (0..count).map(|row| {
            let columns = sheet.columns.iter();
            let columns = columns.filter(|(column, _)| column.kind != CellKind::Parent);
            let fields = columns.map(|column| all.field(sheet.layout, row, column, is_new, cells));
            fields.collect()
        });
        EntrySection {
            sheet: sheet.layout.id,
            title: words.sheet(sheet.layout.id),
            rows: rows.collect(),
        }
    });
    Ok(EntryForm {
        sections: sections.collect(),
    })
}

/// Returns a catalogue with an entry as the fields say, or without it where there are none; and the entry's name.
///
/// # Errors
/// [`EntryError::Faults`] with all that is wrong, in the words of the reader.
pub fn with_entry(
    catalogue: &Catalogue,
    list: &str,
    name: Option<&str>,
    cells: Option<&EntryCells>,
    words: WorkbookLanguage,
) -> Result<(Catalogue, String), EntryError> {
    let all = EntrySheets::new(catalogue, list, words)?;
    if name.is_some_and(|name| !all.has(name)) {
        return Err(EntryError::Unknown);
    }
    let key = |sheet: &SheetRows| {
        let column = sheet.columns.get(all.naming(sheet)?)?;
        Some(tidy(cells?.get(&field_name(sheet.layout, 0, column))?))
    };
    let new_name = match name {
        Some(name) => name.to_owned(),
        None => all.sheets.first().and_then(key).unwrap_or_default(),
    };
    let mut written = WrittenSheets::default();
    for sheet in &all.sheets {
        written.write(&all, sheet, name, &new_name, cells);
    }
    match draft::draft(&written.sheets, catalogue) {
        Ok(catalogue) => Ok((catalogue, new_name)),
        Err(errors) => Err(EntryError::Faults(written.faults(&errors, words))),
    }
}

/// Returns what somebody else changed in an entry, by the names of its fields: what was there, what they wrote, and what
/// `mine` has where that is another change.
#[must_use]
pub fn changed_cells(
    base: &EntryCells,
    theirs: &EntryCells,
    mine: &EntryCells,
) -> Vec<(String, [String; 2], Option<String>)> {
    let text = |cells: &EntryCells, name: &str| cells.get(name).cloned().unwrap_or_default();
    let mut names: Vec<&String> = base.keys().chain(theirs.keys()).collect();
    names.sort();
    names.dedup();
    let changed = names.into_iter().filter_map(|name| {
        let [was, is, own] = [base, theirs, mine].map(|it| text(it, name));
        let conflict = (own != was && own != is).then_some(own);
        (was != is).then(|| (name.clone(), [was, is], conflict))
    });
    changed.collect()
}

impl EntrySheets {
    fn field(
        &self,
        layout: &SheetLayout,
        row: usize,
        column: &(&'static ColumnLayout, Option<String>),
        is_new: bool,
        cells: &EntryCells,
    ) -> EntryField {
        let (of, language) = column;
        let name = field_name(layout, row, column);
        let is_key = layout.child.is_none() && of.field == name_field(self.list);
        EntryField {
            label: match of.kind {
                CellKind::Reference(list) => self.words.entry(list),
                CellKind::Day => self.words.entry("days"),
                _ => self.words.column(layout.id, of.id, None),
            },
            // What one chooses from says enough.
            note: match of.kind {
                CellKind::Reference(_) | CellKind::Day | CellKind::Flag | CellKind::Choice(_) => {
                    String::new()
                }
                _ => self.words.note(layout.id, of.id),
            },
            language: language.clone(),
            input: self.input(of),
            is_key: is_key && !is_new,
            text: cells.get(&name).cloned().unwrap_or_default(),
            name,
        }
    }

    fn input(&self, column: &ColumnLayout) -> EntryInput {
        let words = self.words;
        let choice = |names: Vec<String>| {
            let named = names
                .into_iter()
                .map(|name| (name.clone(), self.option_words(column.kind, &name)));
            EntryInput::Choice(named.collect())
        };
        match column.kind {
            CellKind::Localized if SENTENCES.contains(&column.id) => EntryInput::Sentences,
            CellKind::Whole(least, most) => EntryInput::Whole(least, most),
            CellKind::Time => EntryInput::Time,
            CellKind::Flag => EntryInput::Tick(words.choice("yes")),
            CellKind::Choice(ids) => choice(ids.iter().map(|id| words.choice(id)).collect()),
            CellKind::Reference(list) => choice(self.names(list)),
            CellKind::Day => {
                let days = self.document["days"].as_array().map_or(0, Vec::len);
                choice((1..=days).map(|day| day.to_string()).collect())
            }
            _ => EntryInput::Line,
        }
    }

    fn names(&self, list: &str) -> Vec<String> {
        let entries = self.document[list].as_array().into_iter().flatten();
        let named = entries.map(|it| super::rows::name_of(it, name_field(list)));
        named.collect()
    }

    /// Returns what a name is called in a list to choose from.
    fn option_words(&self, kind: CellKind, name: &str) -> String {
        match kind {
            CellKind::Reference(list) => match self.title(list, name) {
                title if title.is_empty() || title == name => name.to_owned(),
                title => format!("{title} ({name})"),
            },
            CellKind::Day => {
                let position = name.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
                let day = position.and_then(|it| self.document["days"].get(it));
                let date =
                    day.and_then(|it| it["date"].as_str()?.parse::<jiff::civil::Date>().ok());
                let day = format!("{} {name}", self.words.entry("days"));
                date.map_or(day.clone(), |it| {
                    format!("{day} · {}", it.strftime("%d/%m"))
                })
            }
            _ => name.to_owned(),
        }
    }

    /// Returns the title of an entry of any list.
    fn title(&self, list: &str, name: &str) -> String {
        let mut entries = self.document[list].as_array().into_iter().flatten();
        let entry = entries.find(|it| super::rows::name_of(it, name_field(list)) == name);
        let texts = entry.and_then(|it| get(it, "name"));
        let text = |code: &str| texts.and_then(|it| it[code].as_str());
        let title = text(self.words.code()).or_else(|| text("vi"));
        title.unwrap_or(name).to_owned()
    }
}

fn field_name(
    layout: &SheetLayout,
    row: usize,
    (column, language): &(&'static ColumnLayout, Option<String>),
) -> String {
    let name = format!("{}.{row}.{}", layout.id, column.id);
    match language {
        Some(language) => format!("{name}.{language}"),
        None => name,
    }
}

/// Returns how many rows of a sheet the fields speak of.
fn row_count(layout: &SheetLayout, cells: &EntryCells) -> usize {
    let row = |name: &String| {
        let rest = name.strip_prefix(layout.id)?.strip_prefix('.')?;
        rest.split('.').next()?.parse::<usize>().ok()
    };
    let filled = cells.iter().filter(|(_, text)| !text.trim().is_empty());
    let last = filled.filter_map(|(name, _)| row(name)).max();
    last.map_or(0, |last| last.saturating_add(1).min(ROWS_MOST))
}

/// Sheets as a workbook has them, and which of their cells are fields of the form.
#[derive(Default)]
struct WrittenSheets {
    sheets: Vec<FileSheet>,
    /// By sheet and row from 1: the names of its fields by the letters of their columns.
    fields: BTreeMap<(String, u32), BTreeMap<String, String>>,
}

impl WrittenSheets {
    fn write(
        &mut self,
        all: &EntrySheets,
        sheet: &SheetRows,
        name: Option<&str>,
        new_name: &str,
        cells: Option<&EntryCells>,
    ) {
        let mut file = FileSheet {
            name: all.words.sheet(sheet.layout.id),
            ..FileSheet::default()
        };
        let headings = sheet.columns.iter().map(|(column, language)| {
            all.words
                .column(sheet.layout.id, column.id, language.as_deref())
        });
        let row = |texts: Vec<String>| {
            let filled = (0..).zip(texts).filter(|(_, text)| !text.is_empty());
            filled
                .map(|(at, text)| (at, FileCell::Text(text)))
                .collect()
        };
        file.rows.insert(0, row(headings.collect()));
        let own: Vec<usize> = name.map_or_else(Vec::new, |name| {
            all.own(sheet, name).map(|(position, _)| position).collect()
        });
        let mut number = 1;
        for (position, (_, texts)) in sheet.rows.iter().enumerate() {
            if sheet.layout.child.is_none() && own.contains(&position) {
                if let Some(cells) = cells {
                    let texts = self.own_row(&file.name, number, sheet, 0, new_name, cells);
                    file.rows.insert(number, row(texts));
                    number += 1;
                }
            } else if !own.contains(&position) {
                file.rows
                    .insert(number, row(texts.iter().map(|it| tidy(it)).collect()));
                number += 1;
            }
        }
        let added = match (sheet.layout.child, cells) {
            (_, None) => 0,
            (None, Some(_)) => usize::from(own.is_empty()),
            (Some(_), Some(cells)) => row_count(sheet.layout, cells),
        };
        for place in 0..added {
            let Some(cells) = cells else { continue };
            let texts = self.own_row(&file.name, number, sheet, place, new_name, cells);
            let parent = all.naming(sheet);
            let is_empty = |(at, text): (usize, &String)| text.is_empty() || Some(at) == parent;
            if sheet.layout.child.is_some() && texts.iter().enumerate().all(is_empty) {
                continue;
            }
            file.rows.insert(number, row(texts));
            number += 1;
        }
        self.sheets.push(file);
    }

    /// Returns the texts of a row of the form.
    fn own_row(
        &mut self,
        sheet_name: &str,
        number: u32,
        sheet: &SheetRows,
        place: usize,
        name: &str,
        cells: &EntryCells,
    ) -> Vec<String> {
        let mut fields = BTreeMap::new();
        let texts = (0..).zip(&sheet.columns).map(|(at, column)| {
            if column.0.kind == CellKind::Parent {
                return name.to_owned();
            }
            let field = field_name(sheet.layout, place, column);
            let text = cells.get(&field).map_or_else(String::new, |it| tidy(it));
            fields.insert(letters(at), field);
            text
        });
        let texts = texts.collect();
        self.fields
            .insert((sheet_name.to_owned(), number + 1), fields);
        texts
    }

    /// Returns what is wrong, with the field that it is in.
    fn faults(
        &self,
        errors: &CellErrors,
        words: WorkbookLanguage,
    ) -> Vec<(Option<String>, String)> {
        let fault = |error: &CellError| {
            let row = error.row.unwrap_or_default();
            let Some(fields) = self.fields.get(&(error.sheet.clone(), row)) else {
                return match &error.fault {
                    CellFault::Problem(problem) => (None, words.problem(problem)),
                    _ => (None, error.words(words)),
                };
            };
            let column = error.column.as_ref();
            let field = column.and_then(|(letters, _)| fields.get(letters)).cloned();
            let text = match &error.fault {
                CellFault::Twice(text, _) => {
                    words.say_with("fault-taken", &[("found", text.clone())])
                }
                CellFault::Problem(problem) => words.problem(problem),
                fault => fault.words(words),
            };
            (field, text)
        };
        errors.errors.iter().map(fault).collect()
    }
}
