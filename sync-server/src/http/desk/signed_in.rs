//! Somebody who is signed in, and what their request may do.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::error::DeskError;
use super::frame::{self, DeskFrame};
use super::session::{self, DeskTransport, open_session};
use crate::http::state::AppState;
use crate::http::texts::Language;
use crate::operations::accounts::keep_open;
use crate::operations::inbox;
use crate::ports::{Account, AccountSession, Author, Database, DeskPermission};

/// How far apart it is written down that a session is in use.
const KEPT_EVERY_MS: i64 = 5 * 60_000;

/// As for every page of the desk, with scripts of this server that may ask it.
const SCRIPT_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Where a password is changed that somebody else gave.
const PASSWORD_PAGE: &str = "/admin/password";

/// Somebody who is signed in. A `POST` without the session's token is refused.
pub(crate) struct SignedIn {
    pub(crate) account: Account,
    /// The language of the page.
    pub(crate) language: &'static Language,
    pub(crate) app: AppState,
    pub(super) session: AccountSession,
    pub(super) transport: DeskTransport,
    /// Stands in every form of the session.
    token: String,
    path: String,
    done: Option<String>,
    /// How many things want a decision of this account.
    open: usize,
}

#[derive(Default, Deserialize)]
struct DeskQuery {
    token: Option<String>,
    done: Option<String>,
}

/// Somebody who is not signed in.
pub(super) struct Guest {
    pub(super) language: &'static Language,
    pub(super) app: AppState,
    pub(super) transport: DeskTransport,
    path: String,
}

impl FromRequestParts<AppState> for Guest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        let transport = parts.extensions.get::<DeskTransport>();
        Ok(Self {
            language: session::language(parts.uri.query(), &parts.headers),
            app: app.clone(),
            transport: transport.copied().unwrap_or(DeskTransport::Tls),
            path: parts.uri.path().to_owned(),
        })
    }
}

impl Guest {
    /// Returns a page.
    pub(super) fn page(&self, title: &str, body: &Markup) -> Response {
        let frame = DeskFrame::outside(&self.app, self.language, title, &self.path);
        frame::page(&frame, body).into_response()
    }

    /// Returns whether there are no accounts yet.
    pub(super) fn is_first(&self) -> bool {
        self.app.store.published().accounts.accounts.is_empty()
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = DeskError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, DeskError> {
        let Ok(guest) = Guest::from_request_parts(parts, app).await;
        let is_first = guest.is_first();
        let Guest {
            language,
            transport,
            path,
            ..
        } = guest;
        let query = Query::<DeskQuery>::try_from_uri(&parts.uri);
        let query = query.map(|Query(query)| query).unwrap_or_default();
        let Some((account, session, cookie)) = open_session(app, transport, &parts.headers) else {
            return Err(if is_first && transport == DeskTransport::Local {
                DeskError::NoOwner
            } else if parts.method.is_safe() {
                DeskError::NotSignedIn(path)
            } else {
                DeskError::NotSignedIn("/admin".to_owned())
            });
        };
        let token = form_token(&cookie);
        if !parts.method.is_safe() && query.token.as_deref() != Some(&token) {
            return Err(DeskError::Forged);
        }
        if account.must_change && ![PASSWORD_PAGE, "/admin/sign-out"].contains(&path.as_str()) {
            return Err(DeskError::MustChange);
        }
        keep(app, &session);
        let mut open = 0;
        if parts.method.is_safe() && account.role.may(DeskPermission::DecideRecords) {
            open = open_count(app).await?;
        }
        let done = query
            .done
            .and_then(|code| language.find(&format!("desk-done-{code}")));
        Ok(Self {
            account,
            language,
            app: app.clone(),
            session,
            transport,
            token,
            path,
            done,
            open,
        })
    }
}

impl SignedIn {
    /// Returns whether the account has a permission.
    pub(crate) fn may(&self, permission: DeskPermission) -> bool {
        self.account.role.may(permission)
    }

    /// Refuses an account without a permission.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub(crate) fn require(&self, permission: DeskPermission) -> Result<(), DeskError> {
        self.may(permission)
            .then_some(())
            .ok_or(DeskError::Forbidden)
    }

    /// Returns a page.
    pub(crate) fn page(&self, title: &str, body: &Markup) -> Response {
        self.page_with(title, &Markup::default(), body)
    }

    /// Returns a page with more in its head.
    fn page_with(&self, title: &str, head: &Markup, body: &Markup) -> Response {
        let frame = DeskFrame {
            head: head.clone(),
            account: Some((&self.account, self.action("/admin/sign-out"))),
            done: self.done.clone(),
            open: self.open,
            ..DeskFrame::outside(&self.app, self.language, title, &self.path)
        };
        frame::page(&frame, body).into_response()
    }

    /// Returns a page with a script, which `head` loads and which may ask this server. The page works without it, too.
    pub(super) fn page_with_script(&self, title: &str, head: &Markup, body: &Markup) -> Response {
        let policy = [(header::CONTENT_SECURITY_POLICY, SCRIPT_POLICY)];
        (policy, self.page_with(title, head, body)).into_response()
    }

    /// Returns where a form has to lead that posts to a path: with the session's token.
    pub(crate) fn action(&self, path: &str) -> String {
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("{path}{sign}token={}", self.token)
    }

    /// Leads to a page, which says what was done: the text `desk-done-` and the code.
    pub(crate) fn back(path: &str, done: &str) -> Response {
        let sign = if path.contains('?') { '&' } else { '?' };
        Redirect::to(&format!("{path}{sign}done={done}")).into_response()
    }

    /// Returns a text of the page's language.
    pub(crate) fn say(&self, id: &str) -> String {
        self.language.say(id)
    }

    /// Returns the account as the author of what it changes now.
    pub(super) fn author(&self) -> Author {
        Author {
            name: self.account.name.to_string(),
            at: Some(self.app.now()),
        }
    }

    /// Changes something in the name of the account. The server takes it over before this returns.
    ///
    /// # Errors
    /// [`DeskError::Failed`] when the server stops meanwhile.
    pub(crate) async fn operate<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&dyn Database) -> T + Send + 'static,
    ) -> Result<T, DeskError> {
        let author = self.author();
        let done = self.app.operate(|it| operation(&*it.by(author))).await?;
        self.app.open_count.clear();
        self.app.store.look().await?;
        Ok(done)
    }

    /// Takes over how many things want a decision from the page that lists them.
    pub(super) fn has_counted(&mut self, open: usize) {
        self.open = open;
        self.app.open_count.set(open);
    }
}

/// Returns how many things want a decision.
async fn open_count(app: &AppState) -> Result<usize, DeskError> {
    if let Some(open) = app.open_count.get() {
        return Ok(open);
    }
    let now = app.now();
    let inbox = app.operate(move |it| inbox::items(it, now)).await??;
    let open = inbox.items.len();
    app.open_count.set(open);
    Ok(open)
}

/// Returns the token of a session's forms. It follows from the session's own, and does not give it away.
fn form_token(session: &str) -> String {
    let hash = Sha256::digest(format!("form {session}"));
    hex::encode(&hash[..16])
}

/// Notes every now and then that a session is in use.
fn keep(app: &AppState, session: &AccountSession) {
    let now = app.now();
    if now.since(session.last_used) < KEPT_EVERY_MS {
        return;
    }
    let (app, session) = (app.clone(), session.clone());
    tokio::spawn(async move {
        let kept = app
            .operate(move |database| keep_open(database, &session, now))
            .await;
        if let Ok(Err(error)) = kept {
            tracing::error!("noting that a session is in use: {error}");
        }
    });
}
