//! The exhibition: out as a workbook, in again with a preview, its versions, and back to an earlier one.

use std::io::{Read, Write};

use axum::Form;
use axum::extract::{Query, Request};
use axum::response::{Redirect, Response};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Deserialize;
use shared::catalogue::Catalogue;

use super::downloads::{XLSX, download};
use super::draft_banner::DRAFT;
use super::entry_paths::EXHIBITION;
use super::error::DeskError;
use super::exhibition_page as pages;
use super::form::FileForm;
use super::signed_in::SignedIn;
use super::working::{done, refused, words, workbook_language, working};
use crate::operations::catalogue;
use crate::operations::catalogue_draft::{self, DraftBeside, DraftChange, DraftPublishError};
use crate::operations::refused_imports;
use crate::operations::setup::SetupError;
use crate::operations::workbook::{
    self, CatalogueDraft, OthersChanges, WORKBOOK_BYTES_MOST, WorkbookLanguage, WorkbookPreview,
    WorkbookReadError, WorkbookWriteError,
};
use crate::ports::{Database, DeskPermission};

/// The most bytes of a form with a workbook.
pub(super) const UPLOAD_BYTES_MOST: usize = WORKBOOK_BYTES_MOST + (1 << 20);
/// The most bytes of a catalogue that a form holds.
const DRAFT_BYTES_MOST: u64 = 32 << 20;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct VersionForm {
    version: Option<u64>,
    confirm: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DraftForm {
    draft: String,
    made_from: u64,
    /// The version in force when the preview was shown.
    seen: u64,
    others: String,
    confirm: Option<String>,
    /// The number of the draft that was shown beside it; 0 for none.
    revision: u64,
    /// Whether it goes into that draft instead.
    into: Option<String>,
}

/// What a workbook changes, and the draft that others work on meanwhile.
type Shown = (WorkbookPreview, Option<DraftBeside>);

fn look(
    database: &dyn Database,
    draft: &CatalogueDraft,
    language: WorkbookLanguage,
) -> Result<Shown, SetupError> {
    let preview = workbook::preview(database, draft, language)?;
    Ok((preview, catalogue_draft::beside(database, draft, language)?))
}

/// `GET /admin/exhibition`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    show(&signed_in, None).await
}

/// Leads to the page from what is shown after a form was sent, as the switch of languages does.
pub(super) async fn to_page() -> Redirect {
    Redirect::to(EXHIBITION)
}

/// Shows the page, with what is wrong.
async fn show(signed_in: &SignedIn, problems: Option<Vec<String>>) -> Result<Response, DeskError> {
    let read = |database: &dyn Database| {
        let versions = catalogue::versions(database)?.into_iter().rev();
        let versions = versions.take(pages::VERSIONS_SHOWN);
        let named = versions.map(|it| Ok((it, catalogue::publisher(database, it.version)?)));
        named.collect::<Result<Vec<_>, SetupError>>()
    };
    let versions = signed_in.app.operate(read).await?;
    let versions = versions.map_err(|error| refused(&error))?;
    let problems = problems.unwrap_or_default();
    let working = working(signed_in).await?;
    Ok(pages::overview(signed_in, &working, &versions, &problems))
}

/// `GET /admin/exhibition/workbook.xlsx`.
pub(super) async fn workbook(
    signed_in: SignedIn,
    Query(form): Query<VersionForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let write = move |database: &dyn Database| {
        let in_force = catalogue::versions(database)?.last().map(|it| it.version);
        let version = form.version.or(in_force).unwrap_or_default();
        let catalogue = catalogue::read(database, Some(version))?;
        Ok((version, workbook::write(&catalogue, version)))
    };
    let written: Result<_, SetupError> = signed_in.app.operate(write).await?;
    let (version, bytes) = written.map_err(|error| refused(&error))?;
    let bytes = bytes.map_err(|error: WorkbookWriteError| DeskError::Refused(error.to_string()))?;
    Ok(download(
        XLSX,
        &format!("exhibition-v{version}.xlsx"),
        bytes,
    ))
}

/// `POST /admin/exhibition/upload`: says what a workbook changes. Nothing is kept.
pub(super) async fn upload(signed_in: SignedIn, request: Request) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let (parts, body) = request.into_parts();
    let language = workbook_language(&signed_in);
    let form = FileForm::read(&parts.headers, body, UPLOAD_BYTES_MOST).await?;
    let Some(mut form) = form else {
        let error = workbook::WorkbookFileError::TooLarge;
        return show(&signed_in, Some(vec![error.words(language)])).await;
    };
    let (name, file) = form.file().unwrap_or_default();
    let read = move |database: &dyn Database| {
        let draft = workbook::read(database, &file)?;
        let shown = look(database, &draft, language)?;
        Ok((draft, shown))
    };
    let read: Result<_, WorkbookReadError> = signed_in.app.operate(read).await?;
    let wrong = match &read {
        Err(WorkbookReadError::File(_)) => Some(0),
        Err(WorkbookReadError::Cells(errors)) => Some(errors.errors.len() + errors.more),
        Err(WorkbookReadError::Setup(SetupError::Catalogue(problems))) => Some(problems.len()),
        _ => None,
    };
    if let Some(wrong) = wrong.filter(|_| !name.is_empty()) {
        let note = move |it: &dyn Database| refused_imports::note_workbook(it, &name, wrong);
        signed_in.operate(note).await??;
    }
    match read {
        Ok((draft, (preview, beside))) => {
            let packed = pack(&draft.catalogue).ok_or(DeskError::Failed)?;
            let beside = beside.as_ref();
            Ok(pages::preview(&signed_in, packed, &preview, beside, None))
        }
        Err(error) => show(&signed_in, Some(words(&error, language))).await,
    }
}

/// `POST /admin/exhibition/publish`: puts what was shown into force, or into the draft that others work on.
pub(super) async fn publish(
    signed_in: SignedIn,
    Form(form): Form<DraftForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let catalogue = unpack(&form.draft).ok_or(DeskError::Forged)?;
    let draft = CatalogueDraft {
        made_from: form.made_from,
        catalogue,
    };
    if form.into.is_some() {
        return into_draft(&signed_in, draft, form.revision).await;
    }
    let others = match form.others.as_str() {
        "keep" => Some((OthersChanges::Keep, form.seen)),
        "drop" => Some((OthersChanges::Drop, form.seen)),
        _ => None,
    };
    let (confirmed, now) = (form.confirm.is_some(), signed_in.app.now());
    let (language, revision) = (workbook_language(&signed_in), form.revision);
    let change = move |database: &dyn Database| {
        let shown = look(database, &draft, language)?;
        // A draft that was begun or changed since the page was made has not been looked at.
        let beside = shown.1.as_ref().map_or(0, |it| it.stamp.revision);
        let published = (beside == revision)
            .then(|| workbook::publish_draft(database, &draft, others, confirmed, now));
        Ok((published, shown))
    };
    let changed: Result<_, SetupError> = signed_in.operate(change).await?;
    let (published, (preview, beside)) = changed.map_err(|error| refused(&error))?;
    let again = |comparison| {
        let packed = form.draft.clone();
        let beside = beside.as_ref();
        Ok(pages::preview(
            &signed_in, packed, &preview, beside, comparison,
        ))
    };
    let Some(published) = published else {
        return again(None);
    };
    match published {
        Ok(report) => {
            settle(&signed_in).await?;
            Ok(done(&report))
        }
        Err(WorkbookReadError::ChoiceNeeded(_)) => again(None),
        Err(WorkbookReadError::Setup(SetupError::Unconfirmed(comparison))) => {
            again(Some((form.others.as_str(), &comparison)))
        }
        Err(error) => Err(DeskError::Refused(words(&error, language).join(" "))),
    }
}

/// Settles the workbooks that were refused, now that one was taken in.
async fn settle(signed_in: &SignedIn) -> Result<(), DeskError> {
    let (author, now) = (signed_in.author().name, signed_in.app.now());
    let settle = move |it: &dyn Database| refused_imports::settle_workbooks(it, &author, now);
    Ok(signed_in.operate(settle).await??)
}

/// Takes what was shown into the draft of this number.
async fn into_draft(
    signed_in: &SignedIn,
    workbook: CatalogueDraft,
    revision: u64,
) -> Result<Response, DeskError> {
    let who = DraftChange {
        author: signed_in.author().name,
        thing: "workbook".to_owned(),
        words: workbook_language(signed_in),
        now: signed_in.app.now(),
    };
    let take_in = move |database: &dyn Database| {
        catalogue_draft::take_in(database, &workbook, revision, &who)
    };
    match signed_in.operate(take_in).await? {
        Ok(()) => {
            settle(signed_in).await?;
            Ok(SignedIn::back(DRAFT, "draft-saved"))
        }
        Err(DraftPublishError::Changed) => Ok(SignedIn::back(DRAFT, "draft-moved")),
        Err(DraftPublishError::Publish(error)) => {
            let language = workbook_language(signed_in);
            Err(DeskError::Refused(words(&error, language).join(" ")))
        }
    }
}

/// `POST /admin/exhibition/roll-back`: puts an earlier version into force again.
pub(super) async fn roll_back(
    signed_in: SignedIn,
    Form(form): Form<VersionForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let (version, confirmed) = (form.version, form.confirm.is_some());
    let version = version.ok_or(DeskError::NotFound)?;
    let (now, language) = (signed_in.app.now(), workbook_language(&signed_in));
    let change = move |database: &dyn Database| {
        let (before, after) = (
            catalogue::read(database, None)?,
            catalogue::read(database, Some(version))?,
        );
        let changes = workbook::differences(&before, &after, language);
        let changes = changes.map_err(SetupError::CatalogueJson)?;
        Ok((
            changes,
            catalogue::roll_back(database, Some(version), confirmed, now),
        ))
    };
    let read: Result<_, SetupError> = signed_in.operate(change).await?;
    let (changes, rolled_back) = read.map_err(|error| refused(&error))?;
    match rolled_back {
        Ok(report) => Ok(done(&report)),
        Err(SetupError::Unconfirmed(comparison)) => Ok(pages::confirm_roll_back(
            &signed_in,
            version,
            &changes,
            &comparison,
        )),
        Err(error) => Err(refused(&error)),
    }
}

/// Returns a catalogue as a form holds it: packed, in hexadecimal digits.
fn pack(catalogue: &Catalogue) -> Option<String> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    packer
        .write_all(&serde_json::to_vec(catalogue).ok()?)
        .ok()?;
    Some(hex::encode(packer.finish().ok()?))
}

fn unpack(packed: &str) -> Option<Catalogue> {
    let packed = hex::decode(packed).ok()?;
    let mut json = Vec::new();
    let mut unpacked = DeflateDecoder::new(&packed[..]).take(DRAFT_BYTES_MOST);
    unpacked.read_to_end(&mut json).ok()?;
    serde_json::from_slice(&json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_draft_is_read_or_refused() {
        let small = catalogue::small();
        let packed = pack(&small).unwrap();
        let outcome = |catalogue: Option<Catalogue>| {
            Ok(if catalogue.is_some() {
                "read"
            } else {
                "refused"
            }
            .to_owned())
        };
        damaged_input::each("packed-draft", 64, &[packed.as_bytes()], |bytes| {
            outcome(unpack(&String::from_utf8_lossy(bytes)))
        });
        let json = serde_json::to_vec(&small).unwrap();
        damaged_input::each("draft", 64, &[&json], |json| {
            let mut plain = DeflateEncoder::new(Vec::new(), Compression::none());
            plain.write_all(json).unwrap();
            outcome(unpack(&hex::encode(plain.finish().unwrap())))
        });
    }

    #[test]
    fn draft_survives_its_form_and_damage_is_seen() {
        let sample = catalogue::sample().unwrap();
        let packed = pack(&sample).unwrap();
        assert_eq!(unpack(&packed), Some(sample));
        assert_eq!(unpack(&packed[..packed.len() / 2]), None);
        assert_eq!(unpack("zz"), None);
    }
}
