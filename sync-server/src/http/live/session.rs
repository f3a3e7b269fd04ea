//! Opens the live page for who is signed in at the desk.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::link::OpenedBy;
use crate::http::desk::{DeskTransport, open_session};
use crate::http::error::ApiError;
use crate::http::machine::{ShownToken, authorise, shows_token};
use crate::http::state::AppState;
use crate::listeners::Audience;
use crate::ports::{ApiScope, DeskPermission};

/// Lets a request pass that a session opens. Style sheets, scripts and fonts are no secret.
pub(super) async fn check(
    State((app, transport)): State<(AppState, DeskTransport)>,
    mut request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let path = request.uri().path();
    if path.starts_with("/api/") && shows_token(request.headers(), request.uri()) {
        return Ok(
            match authorise(&app, ShownToken::of(&request), ApiScope::Totals).await {
                Ok(token) => {
                    let opened = OpenedBy::Token(token.sha256);
                    request.extensions_mut().insert(opened);
                    next.run(request).await
                }
                Err(error) => error.into_response(),
            },
        );
    }
    let has_accounts = !app.store.published().accounts.accounts.is_empty();
    let is_page = path == "/";
    let is_secret = is_page || path.starts_with("/api/");
    if !is_secret || (!has_accounts && transport == DeskTransport::Local) {
        return Ok(next.run(request).await);
    }
    if !has_accounts {
        return Err(ApiError::NothingHere {
            path: path.to_owned(),
            audience: Audience::Desk,
            listening: app.listening,
        });
    }
    match open_session(&app, transport, request.headers()) {
        // A password that somebody else gave opens nothing but the page that changes it.
        Some((account, ..)) if account.must_change && is_page => {
            Ok(Redirect::to("/admin/password").into_response())
        }
        Some((account, ..)) if account.must_change => Err(ApiError::NotSignedIn),
        Some((account, ..)) if !account.role.may(DeskPermission::SeeTotals) => {
            Err(ApiError::NotForRole)
        }
        Some((_, session, _)) => {
            let opened = OpenedBy::Session(session.token_sha256);
            request.extensions_mut().insert(opened);
            Ok(next.run(request).await)
        }
        None if is_page => Ok(Redirect::to("/admin/sign-in?to=/").into_response()),
        None => Err(ApiError::NotSignedIn),
    }
}
