//! Why a program is not answered as it asked.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::protocol::v1::ErrorReply;
use tracing::warn;
use utoipa::IntoResponses;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};

use crate::http::error::ApiError;
use crate::ports::PortError;
use crate::store::StoreError;

/// Why a program is not answered as it asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MachineError {
    #[error(
        "this address wants a token; send the header \"Authorization: Bearer …\" with a token of the desk's page /admin/tokens"
    )]
    NoToken,
    #[error(
        "the token is not known here: it was revoked, has expired, or belongs to another exhibition; the owner makes another at /admin/tokens"
    )]
    UnknownToken,
    #[error(
        "a token stands in the address, where logs and histories keep it: revoke it at /admin/tokens, and send another in the header \"Authorization: Bearer …\""
    )]
    TokenInAddress,
    #[error("the token has no scope \"{0}\"; the owner makes one that has it at /admin/tokens")]
    Scope(&'static str),
    #[error("too many requests; go on in {seconds} s")]
    TooManyCalls { seconds: u64 },
    #[error("the query is not understood: {0}; /api/v1/openapi.json says what it may hold")]
    Query(String),
    #[error("the body is not understood: {0}; /api/v1/openapi.json says what it may hold")]
    Body(String),
    #[error("no ticket {0} is known here; write its number, or the code below its QR symbol")]
    NoTicket(String),
    #[error("there is no report of {0}; /api/v1/reports has the days there are")]
    NoReport(String),
    #[error("{0}")]
    Refused(String),
    #[error(transparent)]
    Api(Box<ApiError>),
}

impl From<ApiError> for MachineError {
    fn from(error: ApiError) -> Self {
        Self::Api(Box::new(error))
    }
}

impl From<StoreError> for MachineError {
    fn from(error: StoreError) -> Self {
        ApiError::from(error).into()
    }
}

impl From<PortError> for MachineError {
    fn from(error: PortError) -> Self {
        StoreError::from(error).into()
    }
}

impl IntoResponse for MachineError {
    fn into_response(self) -> Response {
        let (status, code) = match &self {
            Self::NoToken => (StatusCode::UNAUTHORIZED, "no_token"),
            Self::UnknownToken => (StatusCode::UNAUTHORIZED, "unknown_token"),
            Self::TokenInAddress => (StatusCode::BAD_REQUEST, "token_in_address"),
            Self::Scope(_) => (StatusCode::FORBIDDEN, "scope"),
            Self::TooManyCalls { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_calls"),
            Self::Query(_) => (StatusCode::BAD_REQUEST, "query"),
            Self::Body(_) => (StatusCode::BAD_REQUEST, "body"),
            Self::NoTicket(_) => (StatusCode::NOT_FOUND, "no_ticket"),
            Self::NoReport(_) => (StatusCode::NOT_FOUND, "no_report"),
            Self::Refused(_) => (StatusCode::UNPROCESSABLE_ENTITY, "refused"),
            Self::Api(_) => (StatusCode::INTERNAL_SERVER_ERROR, "server"),
        };
        let message = self.to_string();
        let retry_after = match self {
            // It logs itself.
            Self::Api(error) => return error.into_response(),
            Self::TooManyCalls { seconds } => Some(seconds),
            _ => None,
        };
        if [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&status)
            || code == "token_in_address"
        {
            warn!(status = status.as_u16(), code, "{message}");
        }
        let code = code.to_owned();
        let mut response = (status, Json(ErrorReply { code, message })).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// The failures that every operation shares, for the document.
pub(crate) enum Failures {}

impl IntoResponses for Failures {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        let failures = [
            (
                "400",
                "The request is not understood, or a token stands in its address.",
            ),
            (
                "401",
                "There is no token, or one that is not good, or no longer.",
            ),
            ("403", "The token lacks the scope."),
            (
                "429",
                "Too many requests; `Retry-After` says when to go on.",
            ),
            (
                "503",
                "The server can't read or store at the moment; `Retry-After` says when to try again.",
            ),
        ];
        failures
            .into_iter()
            .map(|(status, what)| (status.to_owned(), failure(what)))
            .collect()
    }
}

/// Returns the description of a failure.
fn failure(what: &str) -> RefOr<utoipa::openapi::Response> {
    let reply = Ref::from_schema_name("ErrorReply");
    let content = ContentBuilder::new().schema(Some(reply)).build();
    let response = ResponseBuilder::new().description(what);
    response.content("application/json", content).build().into()
}
