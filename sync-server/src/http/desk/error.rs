//! Why a page of the desk is not shown, as a page.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use tracing::error;

use super::frame::{self, DeskFrame};
use super::session;
use crate::http::error::ApiError;
use crate::http::state::AppState;
use crate::operations::accounts::AccountError;
use crate::operations::people::PeopleError;
use crate::ports::PortError;
use crate::store::StoreError;

/// Why a page of the desk is not shown.
#[derive(Debug, Clone)]
pub(crate) enum DeskError {
    /// Nobody is signed in; afterwards this path is shown.
    NotSignedIn(String),
    /// A password that somebody else gave has to be changed first.
    MustChange,
    /// There are no accounts yet.
    NoOwner,
    /// The account's role does not allow it.
    Forbidden,
    /// The form is not one of this session.
    Forged,
    /// There is no such page.
    NotFound,
    /// It can't be done, as a sentence in the reader's language says.
    Refused(String),
    /// The server fails; its log says why.
    Failed,
}

impl From<ApiError> for DeskError {
    fn from(error: ApiError) -> Self {
        // It logs the reason.
        drop(error.into_response());
        Self::Failed
    }
}

impl From<PortError> for DeskError {
    fn from(error: PortError) -> Self {
        ApiError::from(StoreError::from(error)).into()
    }
}

impl From<PeopleError> for DeskError {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::Database(error) => error.into(),
            PeopleError::NoBooth(_) | PeopleError::NoSubmission(_) => Self::NotFound,
            error => {
                error!("people's data: {error}");
                Self::Failed
            }
        }
    }
}

impl From<AccountError> for DeskError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Database(error) => error.into(),
            error => {
                error!("an account of the desk: {error}");
                Self::Failed
            }
        }
    }
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        ApiError::from(error).into()
    }
}

impl IntoResponse for DeskError {
    fn into_response(self) -> Response {
        let mut response = match &self {
            Self::NotSignedIn(path) => return redirect("/admin/sign-in?to=", path),
            Self::MustChange => return redirect("/admin/password", ""),
            Self::NoOwner => return redirect("/admin/owner", ""),
            Self::Forbidden | Self::Forged => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failed => StatusCode::SERVICE_UNAVAILABLE,
        }
        .into_response();
        response.extensions_mut().insert(self);
        response
    }
}

fn redirect(page: &str, to: &str) -> Response {
    Redirect::to(&format!("{page}{to}")).into_response()
}

/// Turns errors into pages, and keeps the language that was chosen in the address.
pub(super) async fn render(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let query = request.uri().query();
    let language = session::language(query, request.headers());
    let chosen = session::language_cookie(query);
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<DeskError>() {
        let (title, text) = match &error {
            DeskError::Refused(text) => (text_id!("desk-refused"), text.clone()),
            DeskError::Forbidden => (
                text_id!("desk-forbidden"),
                language.say(text_id!("desk-forbidden-next")),
            ),
            DeskError::Forged => (
                text_id!("desk-forged"),
                language.say(text_id!("desk-forged-next")),
            ),
            DeskError::NotFound => (
                text_id!("desk-not-found"),
                language.say(text_id!("desk-not-found-next")),
            ),
            _ => (
                text_id!("desk-failed"),
                language.say(text_id!("desk-failed-next")),
            ),
        };
        let title = language.say(title);
        let frame = DeskFrame::outside(&app, language, &title, &path);
        let body = html! {
            p.lead { (text) }
            p { a.button href="/admin" { (language.say(text_id!("desk-to-home"))) } }
        };
        let page = frame::page(&frame, &body);
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        response = (status, page).into_response();
        for (name, value) in headers {
            if let Some(name) =
                name.filter(|it| *it == header::RETRY_AFTER || *it == header::SET_COOKIE)
            {
                response.headers_mut().append(name, value);
            }
        }
    }
    if let Some(cookie) = chosen {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
        .headers_mut()
        .append(header::VARY, HeaderValue::from_static("cookie"));
    response
}
