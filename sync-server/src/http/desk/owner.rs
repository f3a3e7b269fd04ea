//! The first account, which is made on the server's own computer.

use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use shared::password::Password;

use super::error::DeskError;
use super::sign_in::enter;
use super::signed_in::Guest;
use crate::http::texts::Language;
use crate::operations::accounts::{self, AccountError, Credentials};
use crate::ports::AccountName;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct OwnerForm {
    pub(super) name: String,
    pub(super) password: String,
    pub(super) again: String,
}

impl OwnerForm {
    pub(super) fn credentials<'a>(&'a self, name: &'a AccountName) -> Credentials<'a> {
        Credentials {
            name,
            password: &self.password,
            code: "",
        }
    }

    /// Returns name and password, or the text that says what is wrong with them.
    pub(super) fn read(&self) -> Result<(AccountName, Password), &'static str> {
        let name = self.name.parse().map_err(|_| text_id!("desk-name-bad"))?;
        Ok((name, new_password(&self.password, &self.again)?))
    }
}

/// Returns a password that was typed twice, or the text that says what is wrong with it.
pub(super) fn new_password(typed: &str, again: &str) -> Result<Password, &'static str> {
    let password = typed
        .parse()
        .map_err(|_| text_id!("desk-password-length"))?;
    if typed != again {
        return Err(text_id!("desk-password-differs"));
    }
    Ok(password)
}

/// Returns the fields of a new password, typed twice.
pub(super) fn new_password_fields(language: &Language) -> Markup {
    html! {
        label { (language.say(text_id!("desk-password-new")))
            input type="password" name="password" autocomplete="new-password" minlength="8" maxlength="128" required;
            span.note { (language.say(text_id!("desk-password-length"))) }
        }
        label { (language.say(text_id!("desk-password-again")))
            input type="password" name="again" autocomplete="new-password" minlength="8" maxlength="128" required;
        }
    }
}

/// `GET /admin/owner`.
pub(super) async fn page(guest: Guest) -> Response {
    show(&guest, &OwnerForm::default(), None)
}

/// `POST /admin/owner`.
pub(super) async fn make(guest: Guest, Form(form): Form<OwnerForm>) -> Result<Response, DeskError> {
    let (name, password) = match form.read() {
        Ok(read) => read,
        Err(problem) => return Ok(show(&guest, &form, Some(problem))),
    };
    let now = guest.app.now();
    let made = guest.app.operate(move |database| {
        accounts::make_owner(database, &name, &password, now)?;
        accounts::sign_in(database, form.credentials(&name), now)
    });
    let token = match made.await? {
        Err(AccountError::HasOwner) => return Err(DeskError::NotSignedIn("/admin".to_owned())),
        made => made?,
    };
    guest.app.store.look().await?;
    Ok(enter(&guest, &token, "/admin"))
}

fn show(guest: &Guest, form: &OwnerForm, problem: Option<&str>) -> Response {
    if !guest.is_first() {
        return Redirect::to("/admin/sign-in").into_response();
    }
    let say = |id: &str| guest.language.say(id);
    let body = html! {
        p.lead { (say(text_id!("desk-owner-lead"))) }
        form.card method="post" action="/admin/owner" {
            @if let Some(problem) = problem {
                p.problem role="alert" { (say(problem)) }
            }
            label { (say(text_id!("desk-name")))
                input name="name" value=(form.name) autocomplete="username" autocapitalize="words" maxlength="60" required autofocus;
            }
            (new_password_fields(guest.language))
            button type="submit" { (say(text_id!("desk-owner-make"))) }
        }
    };
    guest.page(&say(text_id!("desk-owner")), &body)
}
