//! The pictures of a booth, an artisan or a village: uploaded, described, put in order, removed; and shown.

use axum::extract::{Path, Request};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use shared::catalogue::Localized;

use super::entries::with_fault;
use super::entry_paths::entry_path;
use super::error::DeskError;
use super::form::FileForm;
use super::signed_in::SignedIn;
use super::working::{refused, workbook_language};
use crate::http::budget::Client;
use crate::http::texts::Language;
use crate::operations::catalogue_draft::DraftChange;
use crate::operations::pictures::{
    self, PictureChange, PictureChangeError, PictureError, PictureOwner,
};
use crate::operations::setup::SetupError;
use crate::ports::{Database, DeskPermission};

/// The most bytes of a form with pictures.
pub(super) const FORM_BYTES_MOST: usize = pictures::UPLOAD_BYTES_MOST + (1 << 20);

/// `POST /admin/exhibition/{list}/{name}/pictures`: takes files in, or changes one picture.
pub(super) async fn act(
    signed_in: SignedIn,
    Path((list, name)): Path<(String, String)>,
    request: Request,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let (parts, body) = request.into_parts();
    let back = format!("{}#pictures", entry_path(&list, &name));
    let Some(mut form) = FileForm::read(&parts.headers, body, FORM_BYTES_MOST).await? else {
        let error = PictureError::TooLarge(FORM_BYTES_MOST >> 20, FORM_BYTES_MOST >> 20);
        let text = picture_words(signed_in.language, &error);
        return with_fault(&signed_in, &list, &name, text).await;
    };
    let owner = PictureOwner {
        step: form.text("step").parse().ok(),
        list: list.clone(),
        name: name.clone(),
    };
    let who = DraftChange {
        author: signed_in.account.name.to_string(),
        thing: format!("{list} {name}"),
        words: workbook_language(&signed_in),
        now: signed_in.app.now(),
    };
    let file = form.text("file");
    let change = match form.text("act").as_str() {
        "describe" => Some(PictureChange::Describe {
            alt: texts(&form, "alt"),
            caption: texts(&form, "caption"),
        }),
        "earlier" => Some(PictureChange::Earlier),
        "later" => Some(PictureChange::Later),
        "remove" => Some(PictureChange::Remove),
        _ => None,
    };
    let mut files = Vec::new();
    while let Some(file) = form.file() {
        files.push(file);
    }
    if change.is_none() && files.is_empty() {
        let text = signed_in.say(text_id!("desk-pictures-no-file"));
        return with_fault(&signed_in, &list, &name, text).await;
    }
    let operation = move |database: &dyn Database| {
        if let Some(change) = change {
            let changed = pictures::change(database, &who, &owner, &file, &change);
            return changed.map_err(|error| (String::new(), error));
        }
        for (name, content) in files {
            pictures::add(database, &who, &owner, &content).map_err(|error| (name, error))?;
        }
        Ok(())
    };
    match signed_in.operate(operation).await? {
        Ok(()) => Ok(Redirect::to(&back).into_response()),
        Err((file, error)) => {
            let mut text = words(&signed_in, &error)?;
            if !file.is_empty() {
                text = format!("{file}: {text}");
            }
            with_fault(&signed_in, &list, &name, text).await
        }
    }
}

/// Returns the texts of a field in the languages of the form.
fn texts(form: &FileForm, field: &str) -> Localized {
    let languages = ["vi", "en"].into_iter();
    let texts = languages.map(|it| (it.to_owned(), form.text(&format!("{field}.{it}"))));
    Localized(texts.collect())
}

/// `GET /admin/media/{hash}`: a picture, also one of the draft.
pub(super) async fn file(
    signed_in: SignedIn,
    client: Client,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeExhibition)?;
    let media = signed_in.app.phones_media.clone();
    let served = media.serve(client, &hash, &headers).await;
    Ok(
        served.unwrap_or_else(|error| match error.into_response().status() {
            StatusCode::NOT_FOUND => DeskError::NotFound.into_response(),
            _ => DeskError::Failed.into_response(),
        }),
    )
}

fn words(signed_in: &SignedIn, error: &PictureChangeError) -> Result<String, DeskError> {
    match error {
        PictureChangeError::Unknown => Err(DeskError::NotFound),
        PictureChangeError::Picture(error) => Ok(picture_words(signed_in.language, error)),
        PictureChangeError::Setup(SetupError::Catalogue(problems)) => {
            let language = workbook_language(signed_in);
            let words: Vec<String> = problems.iter().map(|it| language.problem(it)).collect();
            Ok(words.join(" "))
        }
        PictureChangeError::Setup(error) => Err(refused(error)),
    }
}

/// Returns why a file is not taken in, and what to do.
pub(super) fn picture_words(language: &Language, error: &PictureError) -> String {
    match error {
        PictureError::Empty => language.say(text_id!("picture-empty")),
        PictureError::TooLarge(size, most) => language.say_with(
            text_id!("picture-too-large"),
            [("size", (*size).into()), ("most", (*most).into())],
        ),
        PictureError::Heic => language.say(text_id!("picture-heic")),
        PictureError::NoPicture => language.say(text_id!("picture-none")),
        PictureError::TooManyPixels(width, height) => {
            let pixels = format!("{width} × {height}");
            language.say_with(
                text_id!("picture-too-many-pixels"),
                [("pixels", pixels.into())],
            )
        }
        PictureError::Damaged => language.say(text_id!("picture-damaged")),
    }
}
