//! What programs send, read so that what is wrong with it is said in the one shape of all errors.

use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::error::MachineError;
use crate::http::limits;
use crate::http::state::AppState;

/// The query of a request.
pub(super) struct ApiQuery<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = MachineError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, MachineError> {
        let read = Query::from_request_parts(parts, state).await;
        let Query(query) =
            read.map_err(|error: QueryRejection| MachineError::Query(error.body_text()))?;
        Ok(Self(query))
    }
}

/// The JSON of a request.
pub(super) struct ApiBody<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<AppState> for ApiBody<T> {
    type Rejection = MachineError;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, MachineError> {
        let (parts, body) = request.into_parts();
        let json = limits::json_body("a program", &parts.headers, body).await?;
        let mut json = serde_json::Deserializer::from_slice(&json);
        let read = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| MachineError::Body(error.to_string()))?;
        json.end()
            .map_err(|error| MachineError::Body(error.to_string()))?;
        Ok(Self(read))
    }
}
