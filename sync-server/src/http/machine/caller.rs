//! Which program asks, by its token, and what that may do.

use std::sync::PoisonError;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Uri};
use axum::middleware::Next;
use axum::response::Response;
use tracing::error;

use super::error::MachineError;
use crate::auth::token_hash;
use crate::http::allowance::Delivery;
use crate::http::connections::{Holder, OpenConnection};
use crate::http::state::AppState;
use crate::operations::api_tokens::TOKEN_PREFIX;
use crate::ports::{ApiScope, ApiToken};

/// How far apart it is written down that a token is in use, in milliseconds.
const NOTED_EVERY_MS: i64 = 5 * 60_000;
/// What others call a token in an address.
const TOKEN_PARAMETERS: [&str; 3] = ["token", "access_token", "api_key"];

/// What a route asks for.
#[derive(Clone)]
pub(super) struct Gate {
    app: AppState,
    scope: ApiScope,
    /// Whether no token is needed.
    is_open: bool,
}

/// What a request shows of a token.
pub(crate) struct ShownToken {
    secret: Option<String>,
    is_in_address: bool,
    /// Who sends the request.
    holder: Holder,
}

impl ShownToken {
    /// Returns what a request shows.
    pub(crate) fn of(request: &Request) -> Self {
        let connection = request.extensions().get::<OpenConnection>();
        Self {
            secret: bearer(request.headers()).map(str::to_owned),
            is_in_address: is_in_address(request.uri()),
            holder: connection.map_or(Holder::Nobody, OpenConnection::holder),
        }
    }
}

/// The program that asks.
#[derive(Clone)]
pub(super) struct ApiCaller(pub(super) ApiToken);

impl Gate {
    pub(super) fn new(app: AppState, scope: ApiScope, is_open: bool) -> Self {
        Self {
            app,
            scope,
            is_open,
        }
    }
}

impl ApiCaller {
    /// Returns whether its token has a scope.
    pub(super) fn may(&self, scope: ApiScope) -> bool {
        self.0.scopes.contains(&scope)
    }
}

/// Lets a request pass whose token has the scope.
pub(super) async fn check(
    State(gate): State<Gate>,
    mut request: Request,
    next: Next,
) -> Result<Response, MachineError> {
    if gate.is_open && !shows_token(request.headers(), request.uri()) {
        return Ok(next.run(request).await);
    }
    let shown = ShownToken::of(&request);
    let token = authorise(&gate.app, shown, gate.scope).await?;
    let turn = gate.app.allowances.turns.turn(Holder::Token(token.id));
    let _turn = turn.await?;
    request.extensions_mut().insert(ApiCaller(token));
    Ok(next.run(request).await)
}

/// Returns whether a request shows a token, rightly or in its address.
pub(crate) fn shows_token(headers: &HeaderMap, uri: &Uri) -> bool {
    headers.contains_key(AUTHORIZATION) || is_in_address(uri)
}

/// Returns the token of a request, if it has the scope.
pub(crate) async fn authorise(
    app: &AppState,
    shown: ShownToken,
    scope: ApiScope,
) -> Result<ApiToken, MachineError> {
    if shown.is_in_address {
        return Err(MachineError::TokenInAddress);
    }
    let hash = token_hash(&shown.secret.ok_or(MachineError::NoToken)?);
    let known = || app.store.published().api_tokens.get(&hash).cloned();
    let token = if let Some(token) = known() {
        token
    } else {
        take(app, shown.holder, Delivery::Guesses)?;
        // It may have been made by another process a moment ago.
        app.store.look().await?;
        known().ok_or(MachineError::UnknownToken)?
    };
    if !token.is_good(app.now()) {
        return Err(MachineError::UnknownToken);
    }
    take(app, Holder::Token(token.id), Delivery::Calls)?;
    if !token.scopes.contains(&scope) {
        return Err(MachineError::Scope(scope.code()));
    }
    note_use(app, token.id);
    Ok(token)
}

fn take(app: &AppState, holder: Holder, delivery: Delivery) -> Result<(), MachineError> {
    let taken = app.allowances.take(holder, delivery, 1, Instant::now());
    taken.map_err(|seconds| MachineError::TooManyCalls { seconds })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let header = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// Returns whether a token stands in an address, where logs and histories keep it.
fn is_in_address(uri: &Uri) -> bool {
    let query = uri.query().unwrap_or_default();
    let mut names = query.split('&').filter_map(|pair| pair.split('=').next());
    uri.path().contains(TOKEN_PREFIX)
        || query.contains(TOKEN_PREFIX)
        || names.any(|name| TOKEN_PARAMETERS.contains(&name))
}

/// Writes down every now and then that a token is in use.
fn note_use(app: &AppState, id: u32) {
    let now = app.now();
    let uses = app.api_uses.0.lock();
    let mut uses = uses.unwrap_or_else(PoisonError::into_inner);
    let is_noted = uses
        .get(&id)
        .is_some_and(|noted| now.since(*noted).abs() < NOTED_EVERY_MS);
    if is_noted {
        return;
    }
    uses.insert(id, now);
    drop(uses);
    let app = app.clone();
    tokio::spawn(async move {
        let noted = app
            .store
            .note(move |tx| tx.note_api_token_use(id, now).map(|()| true));
        if let Err(error) = noted.await {
            error!("noting that a token is in use: {error}");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn token_in_an_address_is_seen() {
        let is_seen = |uri: &'static str| is_in_address(&Uri::from_static(uri));
        for uri in [
            "/api/v1/totals?token=1",
            "/api/v1/tickets?q=1&access_token=2",
            "/api/v1/tickets?q=exh_00",
            "/api/v1/tickets/exh_00",
        ] {
            assert!(is_seen(uri), "{uri}");
        }
        assert!(!is_seen("/api/v1/tickets?q=17") && !is_seen("/api/v1/totals"));
    }
}
