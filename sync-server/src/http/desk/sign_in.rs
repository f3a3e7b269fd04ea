//! Signing in and out.

use std::time::Instant;

use axum::Form;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;
use tracing::{info, warn};

use super::error::DeskError;
use super::pauses::Guessed;
use super::signed_in::{Guest, SignedIn};
use crate::http::budget::Client;
use crate::operations::accounts::{self, AccountError, Credentials};
use crate::ports::AccountName;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    name: String,
    password: String,
    /// A one-time code, from those who use them.
    code: String,
    /// Which page is shown afterwards.
    to: String,
}

/// `GET /admin/sign-in`.
pub(super) async fn page(guest: Guest, Query(form): Query<SignInForm>) -> Response {
    show(&guest, &form, None)
}

/// `POST /admin/sign-in`.
pub(super) async fn sign_in(
    guest: Guest,
    client: Client,
    Form(form): Form<SignInForm>,
) -> Result<Response, DeskError> {
    let Ok(name) = form.name.parse::<AccountName>() else {
        return Ok(show(&guest, &form, Some(text_id!("desk-sign-in-wrong"))));
    };
    let pauses = guest.app.sign_in_pauses.clone();
    let guessed = [
        Guessed::Account(name.key()),
        Guessed::Address(client.0.clone()),
    ];
    let _turn = pauses.turns.turn(client.0).await?;
    tokio::time::sleep(pauses.pause(&guessed, Instant::now())).await;
    let now = guest.app.now();
    let (tried, typed) = (name.clone(), form.clone());
    let signed_in = guest
        .app
        .operate(move |database| {
            let credentials = Credentials {
                name: &tried,
                password: &typed.password,
                code: &typed.code,
            };
            accounts::sign_in(database, credentials, now)
        })
        .await?;
    match signed_in {
        Ok(token) => {
            info!("signed in at the desk: {name}");
            pauses.forget(&guessed);
            guest.app.store.look().await?;
            Ok(enter(&guest, &token, &form.to))
        }
        Err(AccountError::Wrong) => {
            warn!("wrong password at the desk for {name}");
            pauses.note_wrong(&guessed, Instant::now());
            Ok(show(&guest, &form, Some(text_id!("desk-sign-in-wrong"))))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /admin/sign-out`.
pub(super) async fn sign_out(signed_in: SignedIn) -> Result<Response, DeskError> {
    let session = signed_in.session.clone();
    signed_in
        .operate(move |database| accounts::sign_out(database, &session))
        .await??;
    let end = signed_in.transport.session_cookie("");
    let to_sign_in = Redirect::to("/admin/sign-in").into_response();
    Ok(with_cookie(to_sign_in, end))
}

/// Leads to a page with a new session.
pub(super) fn enter(guest: &Guest, token: &str, to: &str) -> Response {
    let to = if is_path(to) { to } else { "/admin" };
    let cookie = guest.transport.session_cookie(token);
    with_cookie(Redirect::to(to).into_response(), cookie)
}

/// Returns an answer with a cookie.
pub(super) fn with_cookie(mut response: Response, cookie: Option<header::HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Returns whether a text is the path of a page of the desk, and leads nowhere else.
fn is_path(text: &str) -> bool {
    text == "/" || text == "/admin" || text.starts_with("/admin/")
}

fn show(guest: &Guest, form: &SignInForm, problem: Option<&str>) -> Response {
    let say = |id: &str| guest.language.say(id);
    let published = guest.app.store.published();
    let mut accounts = published.accounts.accounts.values();
    let has_codes = accounts.any(|account| account.totp_key.is_some());
    let body = html! {
        @if guest.is_first() {
            p.lead { (say(text_id!("desk-sign-in-nobody"))) }
        } @else {
            form.card method="post" action="/admin/sign-in" {
                @if let Some(problem) = problem {
                    p.problem role="alert" { (say(problem)) }
                }
                input type="hidden" name="to" value=(form.to);
                label { (say(text_id!("desk-name")))
                    input name="name" value=(form.name) autocomplete="username" autocapitalize="words" required autofocus[problem.is_none()];
                }
                label { (say(text_id!("desk-password")))
                    input type="password" name="password" autocomplete="current-password" required autofocus[problem.is_some()];
                }
                @if has_codes {
                    label { (say(text_id!("desk-code-if")))
                        input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7";
                    }
                }
                button type="submit" { (say(text_id!("desk-sign-in"))) }
                p.note { (say(text_id!("desk-sign-in-forgotten"))) }
            }
        }
    };
    let page = guest.page(&say(text_id!("desk-sign-in")), &body);
    match problem {
        Some(_) => (StatusCode::FORBIDDEN, page).into_response(),
        None => page,
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use hyper::service::Service;
    use hyper_util::service::TowerToHyperService;
    use std::time::Duration;

    use super::super::{DeskTransport, routes};
    use super::*;
    use crate::http::connections::Holder;
    use crate::http::state::tests::new_exhibition;

    #[tokio::test]
    async fn right_password_forgets_the_wrong_ones() {
        let folder = tempfile::tempdir().unwrap();
        let (app, _stop) = new_exhibition(folder.path()).await;
        let name: AccountName = "An".parse().unwrap();
        let (owner, now) = (name.clone(), app.now());
        let password = "gom-kim-lan".parse().unwrap();
        let made = app.operate(move |it| accounts::make_owner(it, &owner, &password, now));
        made.await.unwrap().unwrap();
        let guessed = [
            Guessed::Account(name.key()),
            Guessed::Address(Holder::Nobody),
        ];
        let note_wrong = || app.sign_in_pauses.note_wrong(&guessed, Instant::now());
        note_wrong();
        note_wrong();
        let desk = routes(&app, DeskTransport::Local).with_state(app.clone());
        let request = Request::post("/admin/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("name=An&password=gom-kim-lan"))
            .unwrap();
        let answer = TowerToHyperService::new(desk).call(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        note_wrong();
        let pause = app.sign_in_pauses.pause(&guessed, Instant::now());
        assert_eq!(pause, Duration::ZERO);
    }

    #[test]
    fn sign_in_leads_to_pages_of_the_desk_alone() {
        for (text, leads) in [
            ("/", true),
            ("/admin/accounts", true),
            ("//evil.example", false),
            ("/\\evil.example", false),
            ("https://evil.example/admin/", false),
            ("/administrator", false),
            ("", false),
        ] {
            assert_eq!(is_path(text), leads, "{text}");
        }
    }
}
