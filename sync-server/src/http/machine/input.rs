//! What programs send, read so that what is wrong with it is said in the one shape of all errors.

use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::error::MachineError;
use crate::http::limits;
use crate::http::state::AppState;
use crate::operations::tickets::KeyedRequest;
use crate::ports::ApiToken;

/// The header with the key of a write.
const KEY: &str = "idempotency-key";
/// How many characters a key has at most.
const KEY_MOST: usize = 255;

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

/// The JSON of a request, and the key under which it is done once.
pub(super) struct ApiBody<T> {
    pub(super) body: T,
    /// The hashes of the key, and of what is asked.
    key: Option<[[u8; 32]; 2]>,
}

impl<T> ApiBody<T> {
    /// Returns the request as it is remembered, where it came with a key.
    pub(super) fn keyed(&self, token: &ApiToken) -> Option<KeyedRequest> {
        self.key.map(|[key_sha256, sha256]| KeyedRequest {
            token: token.id,
            key_sha256,
            sha256,
        })
    }
}

/// Returns the key of a request.
fn key_of(parts: &Parts) -> Result<Option<&[u8]>, MachineError> {
    let mut keys = parts.headers.get_all(KEY).iter();
    let Some(key) = keys.next() else {
        return Ok(None);
    };
    let key = key.as_bytes();
    let is_good = (1..=KEY_MOST).contains(&key.len()) && key.iter().all(u8::is_ascii_graphic);
    if !is_good || keys.next().is_some() {
        return Err(MachineError::Query(format!(
            "Idempotency-Key is one word of 1 to {KEY_MOST} letters, digits and signs"
        )));
    }
    Ok(Some(key))
}

impl<T: DeserializeOwned> FromRequest<AppState> for ApiBody<T> {
    type Rejection = MachineError;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, MachineError> {
        let (parts, body) = request.into_parts();
        let json = limits::json_body("a program", &parts.headers, body).await?;
        let asked = || {
            let method = parts.method.as_str().as_bytes();
            let path = parts.uri.path().as_bytes();
            Sha256::digest([method, path, &json[..]].join(&b' ')).into()
        };
        let key = key_of(&parts)?.map(|key| [Sha256::digest(key).into(), asked()]);
        let mut json = serde_json::Deserializer::from_slice(&json);
        let read = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| MachineError::Body(error.to_string()))?;
        json.end()
            .map_err(|error| MachineError::Body(error.to_string()))?;
        Ok(Self { body: read, key })
    }
}
