//! A ticket before the camera of a laptop or a telephone.

use axum::Extension;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::error::DeskError;
use super::form::FileForm;
use super::frame::{CAMERA, drawing_head};
use super::pictures::{FORM_BYTES_MOST, picture_words};
use super::signed_in::SignedIn;
use super::story::story_path;
use super::tickets::{not_found, results};
use crate::http::budget::{Budget, Client};
use crate::operations::pictures::PictureError;
use crate::operations::tickets::{self, read_code};
use crate::ports::DeskPermission;

/// `GET /admin/tickets/camera`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTickets)?;
    Ok(show(&signed_in, None))
}

/// `POST /admin/tickets/camera`: leads to the ticket in a picture.
pub(super) async fn read(
    signed_in: SignedIn,
    client: Client,
    Extension(budget): Extension<Budget>,
    request: Request,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTickets)?;
    let _turn = budget.turn(client.0).await?;
    let (parts, body) = request.into_parts();
    let form = FileForm::read(&parts.headers, body, FORM_BYTES_MOST).await?;
    let read = tokio::task::spawn_blocking(move || {
        let most = FORM_BYTES_MOST >> 20;
        let mut form = form.ok_or(PictureError::TooLarge(most, most))?;
        let (_, content) = form.file().ok_or(PictureError::Empty)?;
        read_code(&content)
    });
    // A reader that ends by a panic has read nothing.
    let code = match read.await.unwrap_or(Ok(None)) {
        Ok(Some(code)) => code,
        Ok(None) => {
            return Ok(refuse(
                &signed_in,
                &signed_in.say(text_id!("desk-camera-none")),
            ));
        }
        Err(error) => {
            return Ok(refuse(
                &signed_in,
                &picture_words(signed_in.language, &error),
            ));
        }
    };
    let wanted = code.clone();
    let found = signed_in
        .app
        .operate(move |it| tickets::search(it, &wanted));
    let found = found.await??;
    Ok(match found.tickets.as_slice() {
        [] => refuse(&signed_in, &not_found(&signed_in, &code)),
        [only] => Redirect::to(&story_path(only.claims.number)).into_response(),
        _ => signed_in.page(
            &signed_in.say(text_id!("desk-tickets")),
            &results(&signed_in, &found),
        ),
    })
}

fn refuse(signed_in: &SignedIn, wrong: &str) -> Response {
    let page = show(signed_in, Some(wrong));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn show(signed_in: &SignedIn, wrong: Option<&str>) -> Response {
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        p.lead { (say(text_id!("desk-camera-lead"))) }
        @if let Some(wrong) = wrong {
            ul.problem role="alert" { li { (wrong) } }
        }
        section.camera hidden data-denied=(say(text_id!("desk-camera-denied"))) data-looking=(say(text_id!("desk-camera-looking"))) {
            video muted playsinline aria-label=(say(text_id!("desk-camera"))) {}
            p.note role="status" { (say(text_id!("desk-camera-ask"))) }
        }
        form.camera.drop method="post" enctype="multipart/form-data" action=(signed_in.action(CAMERA)) {
            label { (say(text_id!("desk-camera-file")))
                input type="file" name="picture" accept="image/*" capture="environment" required;
            }
            button type="submit" { (say(text_id!("desk-camera-read"))) }
        }
    };
    signed_in.page_with_script(
        &say(text_id!("desk-camera")),
        &drawing_head("camera.js"),
        &body,
    )
}
