//! The exhibition by hand: its lists, and one booth, artisan, session, village or area at a time, saved into the draft.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::entry_page::{self as pages, EntryPage};
use super::entry_paths::{entry_path, list_path};
use super::error::DeskError;
use super::signed_in::SignedIn;
use super::working::{refused, workbook_language, working};
use crate::operations::catalogue_draft::{self, DraftChange, WorkingCatalogue};
use crate::operations::setup::SetupError;
use crate::operations::workbook::{
    EntryCells, EntryError, changed_cells, entry_cells, entry_form, entry_lines, with_entry,
};
use crate::ports::{Database, DeskPermission};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    /// What is looked for.
    q: String,
}

/// Why an entry was not saved.
enum EntrySaveError {
    /// Somebody else changed it since it was opened; what it says now.
    Changed(EntryCells),
    Entry(EntryError),
}

impl From<SetupError> for EntrySaveError {
    fn from(error: SetupError) -> Self {
        Self::Entry(error.into())
    }
}

/// `GET /admin/exhibition/{list}`.
pub(super) async fn list(
    signed_in: SignedIn,
    Path(list): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let working = working(&signed_in).await?;
    let words = workbook_language(&signed_in);
    let lines = entry_lines(&working.catalogue, &list, words).map_err(|it| failed(&it))?;
    Ok(pages::list(
        &signed_in,
        &list,
        &lines,
        &query.q,
        working.draft.as_ref(),
    ))
}

/// `GET /admin/exhibition/{list}/{name}`.
pub(super) async fn page(
    signed_in: SignedIn,
    Path((list, name)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    show(&signed_in, &list, Some(&name)).await
}

/// `GET /admin/exhibition/new/{list}`.
pub(super) async fn new_page(
    signed_in: SignedIn,
    Path(list): Path<String>,
) -> Result<Response, DeskError> {
    show(&signed_in, &list, None).await
}

async fn show(signed_in: &SignedIn, list: &str, name: Option<&str>) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let working = working(signed_in).await?;
    let words = workbook_language(signed_in);
    let cells = entry_cells(&working.catalogue, list, name, words).map_err(|it| failed(&it))?;
    let page = EntryPage::new(list, name);
    render(signed_in, &working, &page, &cells, &cells)
}

/// Returns the page of an entry with what its fields say, on top of what they said when it was opened.
fn render(
    signed_in: &SignedIn,
    working: &WorkingCatalogue,
    page: &EntryPage<'_>,
    base: &EntryCells,
    cells: &EntryCells,
) -> Result<Response, DeskError> {
    let words = workbook_language(signed_in);
    let is_new = page.name.is_none();
    let form = entry_form(&working.catalogue, page.list, is_new, cells, words);
    let form = form.map_err(|it| failed(&it))?;
    let base = serde_json::to_string(base).unwrap_or_default();
    Ok(pages::entry(
        signed_in,
        page,
        &form,
        &base,
        &working.catalogue,
    ))
}

/// `POST /admin/exhibition/{list}/{name}`: saves it into the draft, or takes it out.
pub(super) async fn save(
    signed_in: SignedIn,
    Path((list, name)): Path<(String, String)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, DeskError> {
    store(signed_in, list, Some(name), fields).await
}

/// `POST /admin/exhibition/new/{list}`.
pub(super) async fn add(
    signed_in: SignedIn,
    Path(list): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, DeskError> {
    store(signed_in, list, None, fields).await
}

async fn store(
    signed_in: SignedIn,
    list: String,
    name: Option<String>,
    fields: Vec<(String, String)>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let value = |wanted: &str| {
        let mut found = fields.iter().filter(|(name, _)| name == wanted);
        found.next().map_or("", |(_, value)| value.as_str())
    };
    let base: EntryCells = serde_json::from_str(value("base")).unwrap_or_default();
    let removes = value("act") == "remove";
    let mine = fields.iter().filter(|(name, _)| name.contains('.'));
    let mine: EntryCells = mine.cloned().collect();
    let words = workbook_language(&signed_in);
    let who = DraftChange {
        author: signed_in.account.name.to_string(),
        thing: format!("{list} {}", name.as_deref().unwrap_or("+")),
        words,
        now: signed_in.app.now(),
    };
    let (asked_list, asked_name) = (list.clone(), name.clone());
    let (asked_base, asked_mine) = (base.clone(), mine.clone());
    let change = move |database: &dyn Database| {
        catalogue_draft::change(database, &who, |current| {
            let name = asked_name.as_deref();
            let theirs = entry_cells(current, &asked_list, name, words);
            let theirs = theirs.map_err(EntrySaveError::Entry)?;
            if name.is_some() && !changed_cells(&asked_base, &theirs, &asked_mine).is_empty() {
                return Err(EntrySaveError::Changed(theirs));
            }
            let cells = (!removes).then_some(&asked_mine);
            let saved = with_entry(current, &asked_list, name, cells, words);
            saved.map_err(EntrySaveError::Entry)
        })
    };
    let saved = signed_in.operate(change).await?;
    let working = working(&signed_in).await?;
    let mut page = EntryPage::new(&list, name.as_deref());
    let refused = |page: &EntryPage<'_>| {
        let page = render(&signed_in, &working, page, &base, &mine)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    match saved {
        Ok(_) if removes => Ok(SignedIn::back(&list_path(&list), "draft-removed")),
        Ok(name) => Ok(SignedIn::back(&entry_path(&list, &name), "draft-saved")),
        Err(EntrySaveError::Entry(EntryError::Faults(faults))) => {
            page.faults = faults;
            refused(&page)
        }
        Err(EntrySaveError::Entry(EntryError::Unknown)) if name.is_some() && !removes => {
            // Nothing that was written is lost: saved again, it is a new entry.
            page.name = None;
            page.faults = vec![(None, signed_in.say(text_id!("desk-entry-gone")))];
            refused(&page)
        }
        Err(EntrySaveError::Entry(error)) => Err(failed(&error)),
        Err(EntrySaveError::Changed(theirs)) => {
            page.others = changed_cells(&base, &theirs, &mine);
            let mut merged = mine.clone();
            for (field, [_, is], own) in &page.others {
                if own.is_none() {
                    merged.insert(field.clone(), is.clone());
                }
            }
            let page = render(&signed_in, &working, &page, &theirs, &merged)?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

/// Returns the page of an entry as it is in the draft, with what went wrong beside its form.
pub(super) async fn with_fault(
    signed_in: &SignedIn,
    list: &str,
    name: &str,
    fault: String,
) -> Result<Response, DeskError> {
    let working = working(signed_in).await?;
    let words = workbook_language(signed_in);
    let cells = entry_cells(&working.catalogue, list, Some(name), words);
    let cells = cells.map_err(|it| failed(&it))?;
    let mut page = EntryPage::new(list, Some(name));
    page.faults = vec![(None, fault)];
    let page = render(signed_in, &working, &page, &cells, &cells)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn failed(error: &EntryError) -> DeskError {
    match error {
        EntryError::Unknown => DeskError::NotFound,
        EntryError::Setup(error) => refused(error),
        EntryError::Faults(faults) => {
            let words: Vec<&str> = faults.iter().map(|(_, words)| words.as_str()).collect();
            DeskError::Refused(words.join(" "))
        }
    }
}
