//! The catalogue that organisers are working on together: changed entry by entry, looked at as differences, and put into
//! force at once.

use shared::catalogue::Catalogue;
use shared::time::UnixMs;

use super::catalogue::{self, PublishReport};
use super::setup_error::SetupError;
use super::workbook::{
    CatalogueDraft, Difference, OthersChanges, WorkbookLanguage, WorkbookReadError, differences,
    merge, publish_draft,
};
use crate::ports::{ChangeNote, Database, ReadTx, StoredDraft};

/// What the log of changes calls a change of the draft, and its end.
const CHANGED: &str = "draft_changed";
const DISCARDED: &str = "draft_discarded";
/// How many sentences of a change the log has, and how many characters of each.
const SENTENCES: usize = 3;
const SENTENCE_CHARS: usize = 300;

/// The catalogue that is being worked on.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkingCatalogue {
    /// The version that it was begun from.
    pub made_from: u64,
    /// Its number, when it was changed and by whom; nothing while it is the catalogue in force.
    pub draft: Option<DraftStamp>,
    /// It.
    pub catalogue: Catalogue,
}

/// Which draft it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftStamp {
    /// Another one with every change.
    pub revision: u64,
    /// When it was last changed.
    pub changed: UnixMs,
    /// By whom.
    pub author: String,
}

/// The draft that a workbook is taken in beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftBeside {
    /// Which draft it is.
    pub stamp: DraftStamp,
    /// What it changes.
    pub changes: Vec<Difference>,
    /// What both change: those of the workbook.
    pub conflicts: Vec<Difference>,
}

/// Who changes the draft, what of it, and when.
#[derive(Debug, Clone)]
pub struct DraftChange {
    /// The name of their account.
    pub author: String,
    /// What they change, as the log has it: `booths 12`.
    pub thing: String,
    /// The language in which the log says what changed.
    pub words: WorkbookLanguage,
    /// The time.
    pub now: UnixMs,
}

/// Why a draft did not come into force.
#[derive(Debug, thiserror::Error)]
pub enum DraftPublishError {
    /// It is another one than was looked at.
    #[error("the draft was changed meanwhile; nothing was published. Look at it again")]
    Changed,
    /// As with a workbook.
    #[error(transparent)]
    Publish(#[from] WorkbookReadError),
}

/// Returns the draft; without one, the catalogue in force.
///
/// # Errors
/// [`SetupError`] when it can't be read.
pub fn working(database: &dyn Database) -> Result<WorkingCatalogue, SetupError> {
    read(&*database.read()?)
}

fn read(view: &dyn ReadTx) -> Result<WorkingCatalogue, SetupError> {
    if let Some(draft) = view.catalogue_draft()? {
        return Ok(WorkingCatalogue {
            made_from: draft.made_from,
            draft: Some(DraftStamp {
                revision: draft.revision,
                changed: draft.changed,
                author: draft.author,
            }),
            catalogue: draft.catalogue,
        });
    }
    let (made_from, catalogue) = view.catalogue_in_force()?;
    Ok(WorkingCatalogue {
        made_from,
        draft: None,
        catalogue,
    })
}

/// Changes the draft, which is begun where there is none. `change` may be called again with another catalogue, when somebody
/// else was faster.
///
/// # Errors
/// Those of `change`, and [`SetupError`] when the draft can't be stored; then it stays as it was.
pub fn change<T, E: From<SetupError>>(
    database: &dyn Database,
    who: &DraftChange,
    mut change: impl FnMut(&Catalogue) -> Result<(Catalogue, T), E>,
) -> Result<T, E> {
    let failed = |error| E::from(SetupError::Database(error));
    loop {
        // Checking a catalogue takes longer than a server waits to store records, so nothing is held meanwhile.
        let seen = working(database)?;
        let (catalogue, result) = change(&seen.catalogue)?;
        if catalogue == seen.catalogue {
            return Ok(result);
        }
        let changed = in_words(&seen.catalogue, &catalogue, who.words)
            .map_err(|error| E::from(SetupError::CatalogueJson(error)))?;
        let tx = database.write().map_err(failed)?;
        let found = read(&*tx)?;
        if found.draft != seen.draft || found.made_from != seen.made_from {
            continue;
        }
        let last = found.draft.map_or(0, |it| it.revision);
        let draft = StoredDraft {
            revision: (last + 1).max(who.now.0.unsigned_abs()),
            made_from: found.made_from,
            catalogue,
            changed: who.now,
            author: who.author.clone(),
        };
        tx.put_catalogue_draft(&draft).map_err(failed)?;
        tx.note_change(ChangeNote::of(CHANGED, &who.thing).after(&changed))
            .map_err(failed)?;
        tx.commit().map_err(failed)?;
        return Ok(result);
    }
}

/// Returns the first sentences of what differs between two catalogues, each in a line.
fn in_words(
    before: &Catalogue,
    after: &Catalogue,
    words: WorkbookLanguage,
) -> Result<String, serde_json::Error> {
    let found = differences(before, after, words)?;
    let sentence = |it: &Difference| {
        let sentence = it.words(words);
        let mut printable = sentence.chars().filter(|it| !it.is_control());
        let mut short: String = printable.by_ref().take(SENTENCE_CHARS).collect();
        short.extend(printable.next().map(|_| '…'));
        short
    };
    let mut lines: Vec<String> = found.iter().take(SENTENCES).map(sentence).collect();
    if let Some(more) = found.len().checked_sub(SENTENCES).filter(|more| *more > 0) {
        lines.push(words.say_with("difference-more", &[("count", more.to_string())]));
    }
    Ok(lines.join("\n"))
}

/// Returns the draft beside a workbook, where there is one that changes anything.
///
/// # Errors
/// [`SetupError`] when it can't be read.
pub fn beside(
    database: &dyn Database,
    workbook: &CatalogueDraft,
    language: WorkbookLanguage,
) -> Result<Option<DraftBeside>, SetupError> {
    let working = working(database)?;
    let Some(stamp) = working.draft else {
        return Ok(None);
    };
    let compare = |version, after| {
        let before = catalogue::read(database, Some(version))?;
        differences(&before, after, language).map_err(SetupError::CatalogueJson)
    };
    let changes = compare(working.made_from, &working.catalogue)?;
    if changes.is_empty() {
        return Ok(None);
    }
    let mut conflicts = compare(workbook.made_from, &workbook.catalogue)?;
    conflicts.retain(|mine| changes.iter().any(|it| mine.conflicts_with(it)));
    Ok(Some(DraftBeside {
        stamp,
        changes,
        conflicts,
    }))
}

/// Takes the changes of a workbook into the draft of this number. Where both change the same, the workbook holds.
///
/// # Errors
/// [`DraftPublishError`]; then the draft stays as it was.
pub fn take_in(
    database: &dyn Database,
    workbook: &CatalogueDraft,
    revision: u64,
    who: &DraftChange,
) -> Result<(), DraftPublishError> {
    let failed = |error: SetupError| DraftPublishError::Publish(error.into());
    let draft = working(database).map_err(failed)?.draft;
    draft
        .filter(|it| it.revision == revision)
        .ok_or(DraftPublishError::Changed)?;
    let base = catalogue::read(database, Some(workbook.made_from)).map_err(failed)?;
    let taken_in = change(database, who, |draft| {
        let merged = merge(&base, &workbook.catalogue, draft);
        Ok((merged.map_err(SetupError::CatalogueJson)?, ()))
    });
    taken_in.map_err(failed)
}

/// Throws the draft away, if it is still the one of this number.
///
/// # Errors
/// [`SetupError`] when it can't be.
pub fn discard(database: &dyn Database, revision: u64) -> Result<bool, SetupError> {
    let tx = database.write()?;
    let is_same = tx
        .catalogue_draft()?
        .is_some_and(|draft| draft.revision == revision);
    if is_same {
        tx.delete_catalogue_draft()?;
        tx.note_change(ChangeNote::of(DISCARDED, ""))?;
        tx.commit()?;
    }
    Ok(is_same)
}

/// Puts the draft of this number into force.
///
/// # Errors
/// [`DraftPublishError`]; then the draft stays.
pub fn publish(
    database: &dyn Database,
    revision: u64,
    others: Option<(OthersChanges, u64)>,
    confirmed: bool,
    now: UnixMs,
) -> Result<PublishReport, DraftPublishError> {
    let failed = |error: SetupError| DraftPublishError::Publish(error.into());
    let working = working(database).map_err(failed)?;
    let stamp = working.draft.filter(|it| it.revision == revision);
    stamp.ok_or(DraftPublishError::Changed)?;
    let draft = CatalogueDraft {
        made_from: working.made_from,
        catalogue: working.catalogue,
    };
    let report = publish_draft(database, &draft, others, confirmed, now)?;
    // What was changed in this moment stays a draft.
    let end = || -> Result<(), SetupError> {
        let tx = database.write()?;
        if tx
            .catalogue_draft()?
            .is_some_and(|it| it.revision == revision)
        {
            tx.delete_catalogue_draft()?;
            tx.commit()?;
        }
        Ok(())
    };
    end().map_err(failed)?;
    Ok(report)
}
