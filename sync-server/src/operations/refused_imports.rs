//! Imports that refused something, as the log of changes has them. Each waits until it is settled: by hand, or by a later
//! import from there that refuses nothing.

use std::collections::HashSet;

use shared::time::UnixMs;

use crate::ports::{
    ChangeNote, ChangeQuery, Database, Decision, LoggedChange, PortError, ReadTx, WriteTx,
};

/// What the log of changes calls a list that was imported.
pub(super) const IMPORTED: &str = "tickets_imported";
/// A list of which rows were refused: of a seller; after how many, its file.
const ROWS_REFUSED: &str = "import_refused";
/// A list of which nothing could be read: of a seller; its file.
const FAILED: &str = "import_failed";
/// A workbook: its file; how much is wrong in it.
const WORKBOOK_REFUSED: &str = "workbook_refused";
/// How many of a kind are looked for.
const LOOKED_AT: u32 = 200;
/// The kind of decisions about workbooks.
const WORKBOOK: &str = "workbook";

/// An import that refused something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedImport {
    /// Whose list it is; `None` for a workbook of the exhibition.
    pub seller: Option<String>,
    /// The name of the file.
    pub file: String,
    /// How many rows or places are wrong; 0 where nothing could be read.
    pub wrong: usize,
    /// When.
    pub at: UnixMs,
    /// Who tried.
    pub author: String,
    /// Its place in the log of changes.
    pub change: u64,
}

impl RefusedImport {
    /// Returns the kind of decisions about it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.seller {
            Some(_) => "import",
            None => WORKBOOK,
        }
    }

    /// Returns which one of its kind it is: each seller has one at most.
    #[must_use]
    pub fn subject(&self) -> &str {
        self.seller.as_ref().unwrap_or(&self.file)
    }

    fn of(change: LoggedChange) -> Self {
        let after = change.after.unwrap_or_default();
        let (seller, wrong, file) = match change.what.as_str() {
            WORKBOOK_REFUSED => (None, after.as_str(), change.thing.clone()),
            ROWS_REFUSED => {
                let (wrong, file) = after.split_once(", ").unwrap_or_default();
                (Some(change.thing), wrong, file.to_owned())
            }
            _ => (Some(change.thing), "0", after.clone()),
        };
        Self {
            seller,
            file,
            wrong: wrong.parse().unwrap_or_default(),
            at: change.at,
            author: change.author,
            change: change.id,
        }
    }
}

/// Notes that rows of a list were refused.
pub(super) fn note_rows(
    change: &dyn WriteTx,
    seller: &str,
    file: &str,
    rows: usize,
) -> Result<(), PortError> {
    let after = format!("{rows}, {}", ChangeNote::name_of(file));
    change.note_change(ChangeNote::of(ROWS_REFUSED, seller).after(&after))
}

/// Notes that nothing of a list could be read.
pub(super) fn note_list(
    database: &dyn Database,
    seller: &str,
    file: &str,
) -> Result<(), PortError> {
    let change = database.write()?;
    change.note_change(ChangeNote::of(FAILED, seller).after(&ChangeNote::name_of(file)))?;
    change.commit()
}

/// Notes that a workbook was refused, and how many places of it are wrong.
///
/// # Errors
/// [`PortError`]; then nothing is noted.
pub fn note_workbook(database: &dyn Database, file: &str, places: usize) -> Result<(), PortError> {
    let change = database.write()?;
    let (file, places) = (ChangeNote::name_of(file), places.to_string());
    change.note_change(ChangeNote::of(WORKBOOK_REFUSED, &file).after(&places))?;
    change.commit()
}

/// Settles the workbooks that were refused, since a later one was taken in.
///
/// # Errors
/// [`PortError`]; then they wait.
pub fn settle_workbooks(
    database: &dyn Database,
    author: &str,
    now: UnixMs,
) -> Result<(), PortError> {
    let change = database.write()?;
    for refused in workbooks(&*change)? {
        change.put_decision(&Decision {
            kind: WORKBOOK.to_owned(),
            subject: refused.file,
            up_to: refused.change as i64,
            choice: "settle".to_owned(),
            author: author.to_owned(),
            made: now,
        })?;
    }
    change.commit()
}

/// Returns the imports that refused something and that no later one has made good, the newest of each seller and file.
pub(super) fn waiting<T: ReadTx + ?Sized>(view: &T) -> Result<Vec<RefusedImport>, PortError> {
    let mut lists = newest(view, ROWS_REFUSED)?;
    lists.extend(newest(view, FAILED)?);
    lists.sort_by_key(|it| std::cmp::Reverse(it.change));
    let mut sellers = HashSet::new();
    lists.retain(|it| sellers.insert(it.seller.clone()));
    let mut waiting = Vec::new();
    for list in lists {
        let query = ChangeQuery {
            thing: list.seller.clone(),
            what: Some(IMPORTED),
            limit: 1,
            ..ChangeQuery::default()
        };
        // What is refused of a list is noted after the list itself.
        let imported = view.changes(&query)?.pop().map_or(0, |it| it.id);
        if imported < list.change {
            waiting.push(list);
        }
    }
    waiting.extend(workbooks(view)?);
    Ok(waiting)
}

fn workbooks<T: ReadTx + ?Sized>(view: &T) -> Result<Vec<RefusedImport>, PortError> {
    let mut workbooks = newest(view, WORKBOOK_REFUSED)?;
    let mut files = HashSet::new();
    workbooks.retain(|it| files.insert(it.file.clone()));
    Ok(workbooks)
}

fn newest<T: ReadTx + ?Sized>(
    view: &T,
    what: &'static str,
) -> Result<Vec<RefusedImport>, PortError> {
    let query = ChangeQuery {
        what: Some(what),
        limit: LOOKED_AT,
        ..ChangeQuery::default()
    };
    let changes = view.changes(&query)?.into_iter();
    Ok(changes.map(RefusedImport::of).collect())
}
