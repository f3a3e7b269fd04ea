//! Importing the list of another seller: shown first, with its columns, then taken in.

use std::io::{Read, Write};

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::error::DeskError;
use super::form::FileForm;
use super::import_page as pages;
use super::import_words::list_error;
use super::issue::{LIST_BYTES_MOST, days_of};
use super::signed_in::SignedIn;
use crate::operations::tickets::import::{
    self, Columns, ColumnsError, Field, ImportError, ImportRequest, ListError, ListFile, MAX_BYTES,
    Outcome, Unlisted,
};
use crate::ports::{Database, DeskPermission};

/// `GET /admin/tickets/import`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    show(&signed_in, &FileForm::default(), None).await
}

async fn show(
    signed_in: &SignedIn,
    form: &FileForm,
    problem: Option<&str>,
) -> Result<Response, DeskError> {
    let read = |database: &dyn Database| database.read()?.sellers();
    let sellers = signed_in.app.operate(read).await??;
    let page = pages::start(signed_in, form, &sellers, problem);
    Ok(match problem {
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
        None => page,
    })
}

/// `POST /admin/tickets/import`: says what a list would change; with `go`, takes it in.
pub(super) async fn import(signed_in: SignedIn, request: Request) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    let (parts, body) = request.into_parts();
    let Some(mut form) = FileForm::read(&parts.headers, body, LIST_BYTES_MOST).await? else {
        let text = signed_in.say(text_id!("desk-list-too-large"));
        return show(&signed_in, &FileForm::default(), Some(&text)).await;
    };
    let file = match form.file() {
        Some((name, bytes)) => Some(ListFile { name, bytes }),
        None => unpack(&form.text("packed")).map(|bytes| ListFile {
            name: form.text("name"),
            bytes,
        }),
    };
    let Some(file) = file else {
        let text = signed_in.say(text_id!("desk-import-no-file"));
        return show(&signed_in, &form, Some(&text)).await;
    };
    let request = request_of(&form);
    let (has_columns, now) = (form.has("column-code"), signed_in.app.now());
    let import = move |database: &dyn Database| {
        let mut request = request;
        if !has_columns {
            request.columns = import::saved_columns(database, request.seller.trim())?;
        }
        let headings = import::headings(&file);
        let report = import::import(database, &file, &request, now);
        // A question about columns is asked below; the importer is there to answer it.
        if let Err(ImportError::List { source, .. }) = &report
            && request.dry_run
            && !matches!(source, ListError::Columns(_))
        {
            import::note_failed(database, &file, &request)?;
        }
        Ok::<_, ImportError>((file, request, headings, report))
    };
    let (file, request, headings, report) = match signed_in.operate(import).await? {
        Ok(done) => done,
        Err(error) => return Err(failed(&error)),
    };
    let problem = match &report {
        Ok(report) if report.outcome == Outcome::Imported => {
            return Ok(pages::done(&signed_in, report));
        }
        Ok(_) => None,
        Err(ImportError::Database(error)) => return Err(failed(error)),
        Err(error) => Some(list_error(signed_in.language, error)),
    };
    let Ok(headings) = headings else {
        return show(&signed_in, &form, problem.as_deref()).await;
    };
    let unused = match &report {
        Err(ImportError::List {
            source: ListError::Columns(ColumnsError::Unused(column)),
            ..
        }) => Some(column),
        _ => None,
    };
    let draft = pages::ImportDraft {
        packed: pack(&file.bytes).ok_or(DeskError::Failed)?,
        name: &file.name,
        form: &form,
        columns: &request.columns,
        headings: &headings,
        unused,
    };
    Ok(pages::preview(
        &signed_in,
        &draft,
        report.as_ref().ok(),
        problem.as_deref(),
    ))
}

fn failed(error: &dyn std::error::Error) -> DeskError {
    tracing::error!("importing a list: {error}");
    DeskError::Failed
}

fn request_of(form: &FileForm) -> ImportRequest {
    let asked = Field::all().filter_map(|field| {
        let name = form.text(&format!("column-{}", field.word()));
        match name.as_str() {
            pages::GUESS => None,
            pages::NONE => Some((field, String::new())),
            _ => Some((field, name)),
        }
    });
    let words = form.text("valid");
    let words = words
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    ImportRequest {
        seller: form.text("seller"),
        kind: form.text("kind"),
        days: days_of(form),
        party: None,
        columns: Columns {
            asked: asked.collect(),
            ignored: form.texts("ignored").collect(),
        },
        delimiter: None,
        sheet: None,
        valid_statuses: words.map(str::to_owned).collect(),
        unlisted: if form.has("replace") {
            Unlisted::Withdraw
        } else {
            Unlisted::Keep
        },
        with_names: form.has("with-names"),
        strict: false,
        dry_run: !form.has("go"),
    }
}

/// Returns a file as a form holds it: packed, in hexadecimal digits.
fn pack(bytes: &[u8]) -> Option<String> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).ok()?;
    Some(hex::encode(packer.finish().ok()?))
}

/// Returns the file of a form; a larger one than a list may be is cut off, and refused as such.
fn unpack(packed: &str) -> Option<Vec<u8>> {
    let packed = hex::decode(packed).ok().filter(|it| !it.is_empty())?;
    let mut bytes = Vec::new();
    let mut unpacked = DeflateDecoder::new(&packed[..]).take(MAX_BYTES + 1);
    unpacked.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
