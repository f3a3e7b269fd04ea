//! Changing one's own password.

use axum::Form;
use axum::response::Response;
use maud::html;
use serde::Deserialize;

use super::error::DeskError;
use super::owner::{new_password, new_password_fields};
use super::signed_in::SignedIn;
use crate::operations::accounts::{self, AccountError};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PasswordForm {
    old: String,
    password: String,
    again: String,
}

/// `GET /admin/password`.
pub(super) async fn page(signed_in: SignedIn) -> Response {
    show(&signed_in, None)
}

/// `POST /admin/password`.
pub(super) async fn change(
    signed_in: SignedIn,
    Form(form): Form<PasswordForm>,
) -> Result<Response, DeskError> {
    let new = match new_password(&form.password, &form.again) {
        Ok(new) => new,
        Err(problem) => return Ok(show(&signed_in, Some(problem))),
    };
    let session = signed_in.session.clone();
    let changed = signed_in
        .operate(move |database| accounts::change_password(database, &session, &form.old, &new))
        .await?;
    match changed {
        Err(AccountError::Wrong) => Ok(show(&signed_in, Some(text_id!("desk-password-wrong")))),
        changed => {
            changed?;
            Ok(SignedIn::back("/admin", "password"))
        }
    }
}

fn show(signed_in: &SignedIn, problem: Option<&str>) -> Response {
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        @if signed_in.account.must_change {
            p.lead { (say(text_id!("desk-password-must"))) }
        }
        form.card method="post" action=(signed_in.action("/admin/password")) {
            @if let Some(problem) = problem {
                p.problem role="alert" { (say(problem)) }
            }
            input type="hidden" name="name" autocomplete="username" value=(signed_in.account.name);
            label { (say(text_id!("desk-password-old")))
                input type="password" name="old" autocomplete="current-password" required autofocus;
            }
            (new_password_fields(signed_in.language))
            button type="submit" { (say(text_id!("desk-password-change"))) }
        }
        @if !signed_in.account.must_change {
            p { a href="/admin/codes" { (say(text_id!("desk-codes"))) } }
        }
    };
    signed_in.page(&say(text_id!("desk-password-title")), &body)
}
