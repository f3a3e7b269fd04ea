//! Which kiosk is asking, and what it sends.

use std::time::Instant;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use shared::ids::{ExhibitionId, KioskId};

use crate::auth::token_hash;
use crate::http::allowance::Delivery;
use crate::http::budget::Turn;
use crate::http::connections::{Holder, OpenConnection};
use crate::http::error::ApiError;
use crate::http::limits;
use crate::http::state::AppState;

/// A kiosk that proved itself with its token. A handler that takes this is closed to everyone else.
#[derive(Debug)]
pub(super) struct FromKiosk(pub(super) KioskId);

impl FromRequestParts<AppState> for FromKiosk {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
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
        if known().is_none() {
            // The kiosk may have been added by another process a moment ago.
            app.store.look().await?;
        }
        let kiosk = known().ok_or_else(|| {
            if app.store.published().revoked_tokens.contains(&hash) {
                ApiError::RevokedToken
            } else {
                ApiError::UnknownToken
            }
        })?;
        if let Some(connection) = parts.extensions.get::<OpenConnection>() {
            connection.belongs_to(&kiosk);
        }
        Ok(Self(kiosk))
    }
}

/// What a kiosk sends: JSON, whole and unpacked.
pub(super) struct KioskBody {
    /// The kiosk that proved itself.
    pub(super) kiosk: KioskId,
    pub(super) json: Vec<u8>,
    /// Kept until it is answered: one kiosk does not fill the queue that others wait in.
    pub(super) turn: Turn,
}

impl FromRequest<AppState> for KioskBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, ApiError> {
        let (mut parts, body) = request.into_parts();
        let FromKiosk(kiosk) = FromKiosk::from_request_parts(&mut parts, app).await?;
        let json = limits::json_body(&kiosk, &parts.headers, body).await?;
        // Not before: a connection that died within a body would keep the kiosk's next one waiting.
        let turn = app.allowances.turns.turn(Holder::Kiosk(kiosk.clone()));
        let turn = turn.await?;
        Ok(Self { kiosk, json, turn })
    }
}

/// Refuses what another kiosk than the one that proved itself recorded.
pub(super) fn check_kiosk(token: &KioskId, push: KioskId) -> Result<(), ApiError> {
    if push == *token {
        return Ok(());
    }
    Err(ApiError::OtherKiosk {
        token: token.clone(),
        push,
    })
}

/// Takes so many from a kiosk's allowance.
///
/// # Errors
/// [`ApiError::TooMuch`], which the organisers see too.
pub(super) fn allow(
    app: &AppState,
    kiosk: &KioskId,
    delivery: Delivery,
    count: usize,
) -> Result<(), ApiError> {
    let taken = app.allowances.take(kiosk, delivery, count, Instant::now());
    taken.map_err(|seconds| {
        app.store.note_flood(kiosk, app.now());
        ApiError::TooMuch {
            kiosk: kiosk.clone(),
            what: delivery.name(),
            seconds,
        }
    })
}

/// Refuses what is of another exhibition.
pub(super) fn check_exhibition(app: &AppState, found: ExhibitionId) -> Result<(), ApiError> {
    let here = app.store.published().catalogue.exhibition;
    if found == here {
        return Ok(());
    }
    Err(ApiError::OtherExhibition { found, here })
}
