//! Entries that are changed by the fields of a form.

use super::*;
use crate::operations::workbook::{EntryCells, EntryError, entry_cells, with_entry};

#[test]
fn damaged_fields_of_an_entry_are_taken_in_or_refused() {
    const ENGLISH: WorkbookLanguage = WorkbookLanguage::English;
    let entries = [
        ("booths", "1"),
        ("artisans", "artisan-1"),
        ("sessions", "d1-1830-wheel"),
        ("villages", "bat-trang"),
    ];
    let forms = entries.map(|(list, name)| {
        let cells = entry_cells(&SMALL, list, Some(name), ENGLISH).unwrap();
        let fields = cells
            .iter()
            .map(|(field, text)| format!("\n{field}\t{text}"));
        format!("{list}\t{name}{}", fields.collect::<String>())
    });
    let samples = forms.each_ref().map(String::as_bytes);
    damaged_input::each("entry-form", 64, &samples, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.split('\n').filter_map(|it| it.split_once('\t'));
        let (list, name) = lines.next().unwrap_or_default();
        let fields = lines.map(|(field, text)| (field.to_owned(), text.to_owned()));
        let cells: EntryCells = fields.collect();
        Ok(
            match with_entry(&SMALL, list, Some(name), Some(&cells), ENGLISH) {
                Ok((catalogue, _)) => {
                    format!("taken in, {} problems", catalogue.problems().len().min(1))
                }
                Err(EntryError::Faults(mut faults)) => {
                    faults.pop().map_or_else(String::new, |it| it.1)
                }
                Err(EntryError::Unknown) => "unknown".to_owned(),
                Err(EntryError::Setup(error)) => error.to_string(),
            },
        )
    });
}

#[test]
fn row_beyond_every_row_changes_nothing() {
    const ENGLISH: WorkbookLanguage = WorkbookLanguage::English;
    let cells = entry_cells(&SMALL, "booths", Some("1"), ENGLISH).unwrap();
    let mut more = cells.clone();
    let field = format!("products.{}.product.vi", usize::MAX);
    more.insert(field, "Ấm chén".to_owned());
    let written = [cells, more].map(|cells| {
        let (catalogue, _) =
            with_entry(&SMALL, "booths", Some("1"), Some(&cells), ENGLISH).unwrap();
        serde_json::to_value(catalogue).unwrap()
    });
    assert_eq!(written[0], written[1]);
}
