//! Which kiosk is asking.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use sha2::{Digest, Sha256};
use shared::ids::KioskId;

use crate::app::App;
use crate::error::ApiError;

/// A kiosk that proved itself with its token. A handler that takes this is closed to everyone else.
#[derive(Debug)]
pub(crate) struct FromKiosk(pub(crate) KioskId);

impl FromRequestParts<App> for FromKiosk {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let header = parts.headers.get(AUTHORIZATION).ok_or(ApiError::NoToken)?;
        let (scheme, token) = header
            .to_str()
            .ok()
            .and_then(|text| text.split_once(' '))
            .ok_or(ApiError::NoToken)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(ApiError::NoToken);
        }
        let hash = token_hash(token.trim());
        let known = || app.store.published().tokens.get(&hash).cloned();
        if let Some(kiosk) = known() {
            return Ok(Self(kiosk));
        }
        // The kiosk may have been added by another process a moment ago.
        app.store.look().await?;
        known().map(Self).ok_or(ApiError::UnknownToken)
    }
}

/// What is kept of a token. A token has 256 random bits, so a plain hash can't be guessed back, and
/// looking one up by its hash gives away nothing by how long it takes.
pub(crate) fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
