//! The columns that were chosen for a seller's lists, as the log of changes has them.

use std::collections::BTreeMap;

use super::columns::{Columns, Field};
use crate::ports::{ChangeNote, ChangeQuery, Database, PortError, ReadTx, WriteTx};

/// What the log of changes calls it.
const CHOSEN: &str = "import_columns_chosen";

/// Under which the columns stand that are left out.
const IGNORED: &str = "ignored";

/// Returns the columns that were chosen when a list of the seller was last imported; none where they were found by their
/// headings.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn saved_columns(database: &dyn Database, seller: &str) -> Result<Columns, PortError> {
    let saved = saved(&*database.read()?, seller)?;
    Ok(saved.and_then(|text| read(&text)).unwrap_or_default())
}

/// Notes the columns that were chosen, where they are others than before.
pub(super) fn save(change: &dyn WriteTx, seller: &str, columns: &Columns) -> Result<(), PortError> {
    let asked = columns.asked.iter();
    let mut chosen: BTreeMap<&str, String> = asked
        .map(|(field, name)| (field.word(), name.clone()))
        .collect();
    if !columns.ignored.is_empty() {
        chosen.insert(IGNORED, columns.ignored.join("\n"));
    }
    if chosen.is_empty() {
        return Ok(());
    }
    let text = serde_json::to_string(&chosen).unwrap_or_default();
    let before = saved(change, seller)?;
    if before.as_ref() == Some(&text) {
        return Ok(());
    }
    let note = ChangeNote::of(CHOSEN, seller).after(&text);
    change.note_change(ChangeNote {
        before: before.as_deref(),
        ..note
    })
}

fn saved<T: ReadTx + ?Sized>(view: &T, seller: &str) -> Result<Option<String>, PortError> {
    let query = ChangeQuery {
        what: Some(CHOSEN),
        thing: Some(seller.to_owned()),
        limit: 1,
        ..ChangeQuery::default()
    };
    Ok(view.changes(&query)?.pop().and_then(|change| change.after))
}

fn read(text: &str) -> Option<Columns> {
    let mut chosen: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
    let ignored = chosen.remove(IGNORED).unwrap_or_default();
    let field = |word: &str| Field::all().find(|field| field.word() == word);
    let asked = chosen.into_iter();
    let asked = asked.filter_map(|(word, name)| Some((field(&word)?, name)));
    Some(Columns {
        asked: asked.collect(),
        ignored: ignored.lines().map(str::to_owned).collect(),
    })
}
