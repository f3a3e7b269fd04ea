//! Links that open the live page without any other proof, and what guessing them costs.

use std::time::Duration;

use axum::extract::{RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::http::budget::{Budget, Client};
use crate::http::error::ApiError;
use crate::http::state::AppState;
use crate::operations::links::{self, LinkKind};
use crate::ports::DeskPermission;

/// A wrong guess is answered so late. A link that was made a moment ago is known by then.
const PAUSE: Duration = Duration::from_secs(1);
/// How many wrong guesses wait at once.
const GUESSES: usize = 16;

/// Lets those in who have a link.
#[derive(Clone)]
pub(super) struct LinkGate {
    app: AppState,
    kind: LinkKind,
    guesses: Budget,
}

/// What opens the live page for a request.
#[derive(Clone)]
pub(in crate::http) enum OpenedBy {
    /// A link, by the hash of its secret.
    Link(LinkKind, [u8; 32]),
    /// A session of the desk, by the hash of its token.
    Session([u8; 32]),
    /// A program's token, by its hash.
    Token([u8; 32]),
}

impl OpenedBy {
    /// Returns whether the link was neither ended nor replaced, and the session not ended.
    pub(super) fn is_good(&self, app: &AppState) -> bool {
        let published = app.store.published();
        match self {
            Self::Link(kind, hash) => {
                let kept = published.secrets.get(&kind.hash_name());
                kept.is_some_and(|kept| kept == hash)
            }
            Self::Session(hash) => {
                let open = published.accounts.signed_in(hash, app.now());
                open.is_some_and(|(account, _)| account.role.may(DeskPermission::SeeTotals))
            }
            Self::Token(hash) => {
                let token = published.api_tokens.get(hash);
                token.is_some_and(|token| token.is_good(app.now()))
            }
        }
    }
}

impl LinkGate {
    pub(super) fn new(app: AppState, kind: LinkKind) -> Self {
        Self {
            app,
            kind,
            guesses: Budget::new(GUESSES, 1),
        }
    }
}

/// Lets a request pass whose path has the secret of the link in force. Each client has one wrong guess a second.
pub(super) async fn check(
    State(gate): State<LinkGate>,
    params: RawPathParams,
    client: Client,
    mut request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let secret = params.iter().find(|(name, _)| *name == "secret");
    let hash = links::hash(secret.map_or("", |(_, secret)| secret));
    let opened = OpenedBy::Link(gate.kind, hash);
    if !opened.is_good(&gate.app) {
        let _turn = gate.guesses.turn(client.0).await?;
        tokio::time::sleep(PAUSE).await;
        if !opened.is_good(&gate.app) {
            return Err(ApiError::WrongLink);
        }
    }
    request.extensions_mut().insert(opened);
    Ok(next.run(request).await)
}
