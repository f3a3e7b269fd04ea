//! The exhibition as an Excel workbook: written from the catalogue in force, changed in Excel, and read back whole or not at
//! all.
//!
//! The sheets and columns are one table, `layout`; each list of the catalogue is a sheet, and each list within its entries
//! another one. Sheets, columns and rows are found by their names, so their order does not matter. A sheet or a column that
//! is missing keeps what the catalogue has; one that is not known is an error, as something would be lost. Cells that say
//! what the workbook was made with keep their value to the letter, so a workbook that was not changed changes nothing.
//! What no cell can hold, such as the floor plan, stays as it is.

mod cell;
mod cell_change;
mod difference;
mod draft;
mod entry;
mod fault;
mod file;
mod layout;
mod merge;
mod pictures;
mod plan_difference;
mod problem;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod words;
mod write;

use shared::catalogue::Catalogue;
use shared::time::UnixMs;

pub use cell_change::Difference;
pub use difference::differences;
pub use entry::{
    ENTRY_LISTS, EntryCells, EntryError, EntryField, EntryForm, EntryInput, EntryLine,
    EntrySection, changed_cells, entry_cells, entry_form, entry_lines, with_entry,
};
pub use fault::{CellError, CellErrors, CellFault};
pub use file::{WORKBOOK_BYTES_MOST, WorkbookFileError};
pub use words::WorkbookLanguage;
pub use write::WorkbookWriteError;

pub(super) use file::check_unpacked;
use file::{FileCell, FileSheet};
pub(super) use merge::merge;

use super::catalogue::{Publication, PublishReport, publish};
use super::setup_error::SetupError;
use crate::ports::Database;

/// Why a workbook can't be taken in.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookReadError {
    /// The file is none, or none that is read.
    #[error("{}", .0.words(WorkbookLanguage::English))]
    File(WorkbookFileError),
    /// Something is wrong in its cells.
    #[error("nothing was taken in, since these places of the workbook are wrong:\n{0}")]
    Cells(#[from] CellErrors),
    /// The database, or the catalogue.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// Others have published since the workbook was made, and nobody has said what becomes of their changes.
    #[error(
        "version {} came into force after version {}, which this was made from; nothing was changed. Say whether both changes are kept, or the others' dropped", .0.in_force, .0.made_from
    )]
    ChoiceNeeded(Box<WorkbookPreview>),
}

/// What becomes of what others published since a workbook was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OthersChanges {
    /// It stays; where both changed the same, the workbook holds.
    Keep,
    /// It goes.
    Drop,
}

/// A catalogue that is to be published, and the version that it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogueDraft {
    /// The version.
    pub made_from: u64,
    /// The catalogue.
    pub catalogue: Catalogue,
}

/// What a draft changes, and what others have changed since it was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookPreview {
    /// The version that the draft was made from.
    pub made_from: u64,
    /// The version in force.
    pub in_force: u64,
    /// What the draft changes.
    pub changes: Vec<Difference>,
    /// What others have changed since.
    pub others: Vec<Difference>,
    /// What both changed: those of the draft.
    pub conflicts: Vec<Difference>,
}

/// Returns the workbook of the catalogue in force, or of another version.
///
/// # Errors
/// [`SetupError`] when it can't be read; [`WorkbookWriteError`] when it fits no workbook.
pub fn write(catalogue: &Catalogue, version: u64) -> Result<Vec<u8>, WorkbookWriteError> {
    write::write(catalogue, version)
}

/// Reads a workbook on top of the version that it was made from; on the one in force, where it does not say which that was.
///
/// # Errors
/// [`WorkbookReadError`]; of wrong cells, all there are.
pub fn read(database: &dyn Database, bytes: &[u8]) -> Result<CatalogueDraft, WorkbookReadError> {
    let sheets = file::sheets(bytes).map_err(WorkbookReadError::File)?;
    let view = database.read().map_err(SetupError::from)?;
    let (in_force, catalogue) = view.catalogue_in_force().map_err(SetupError::from)?;
    let base = match version(&sheets) {
        Some(version) => view
            .catalogue_version(version)
            .map_err(SetupError::from)?
            .map(|it| (version, it)),
        None => None,
    };
    let (made_from, base) = base.unwrap_or((in_force, catalogue));
    Ok(CatalogueDraft {
        made_from,
        catalogue: draft::draft(&sheets, &base)?,
    })
}

/// Returns the version that a workbook was made from.
fn version(sheets: &[FileSheet]) -> Option<u64> {
    let names = WorkbookLanguage::ALL.map(|it| table::folded(&it.sheet("readme")));
    let sheet = sheets
        .iter()
        .find(|it| names.contains(&table::folded(&it.name)))?;
    let labels = WorkbookLanguage::ALL.map(|it| table::folded(&it.say("readme-version")));
    let text = |cell: Option<&FileCell>| match cell {
        Some(FileCell::Text(text)) => Some(text.clone()),
        _ => None,
    };
    sheet.rows.values().find_map(|cells| {
        let label = text(cells.get(&0))?;
        labels.contains(&table::folded(&label)).then_some(())?;
        text(cells.get(&1))?.parse().ok()
    })
}

/// Returns what a draft changes, and what others have changed meanwhile.
///
/// # Errors
/// [`SetupError`] when the database can't be read.
pub fn preview(
    database: &dyn Database,
    draft: &CatalogueDraft,
    language: WorkbookLanguage,
) -> Result<WorkbookPreview, SetupError> {
    let view = database.read()?;
    let (in_force, current) = view.catalogue_in_force()?;
    let missing = || SetupError::NoVersion(draft.made_from);
    let base = view
        .catalogue_version(draft.made_from)?
        .ok_or_else(missing)?;
    let compare =
        |after: &Catalogue| differences(&base, after, language).map_err(SetupError::CatalogueJson);
    let (changes, others) = (compare(&draft.catalogue)?, compare(&current)?);
    let conflicts = changes
        .iter()
        .filter(|mine| others.iter().any(|it| mine.conflicts_with(it)));
    Ok(WorkbookPreview {
        made_from: draft.made_from,
        in_force,
        conflicts: conflicts.cloned().collect(),
        changes,
        others,
    })
}

/// Puts a draft into force. What becomes of others' changes is said for those up to a version.
///
/// # Errors
/// [`WorkbookReadError::ChoiceNeeded`] when others have published since it was made, and `others` does not say what becomes
/// of that; else as [`publish`].
pub fn publish_draft(
    database: &dyn Database,
    draft: &CatalogueDraft,
    others: Option<(OthersChanges, u64)>,
    confirmed: bool,
    now: UnixMs,
) -> Result<PublishReport, WorkbookReadError> {
    let preview = preview(database, draft, WorkbookLanguage::English)?;
    let catalogue = if preview.others.is_empty() {
        draft.catalogue.clone()
    } else {
        let others = others.filter(|(_, seen)| *seen == preview.in_force);
        match others.map(|(others, _)| others) {
            None => return Err(WorkbookReadError::ChoiceNeeded(Box::new(preview))),
            Some(OthersChanges::Drop) => draft.catalogue.clone(),
            Some(OthersChanges::Keep) => {
                let read = |version| super::catalogue::read(database, Some(version));
                let (base, current) = (read(draft.made_from)?, read(preview.in_force)?);
                merge::merge(&base, &draft.catalogue, &current)
                    .map_err(SetupError::CatalogueJson)?
            }
        }
    };
    let publication = Publication::new(&catalogue).over(preview.in_force);
    Ok(publish(database, publication.confirmed(confirmed), now)?)
}
