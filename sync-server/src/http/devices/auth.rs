//! Which kiosk is asking, and what it sends.

use std::time::Instant;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use shared::ids::{ExhibitionId, KioskId};
use tracing::{info, warn};

use crate::auth::token_hash;
use crate::http::allowance::Delivery;
use crate::http::budget::Turn;
use crate::http::connections::{Holder, OpenConnection};
use crate::http::error::ApiError;
use crate::http::limits;
use crate::http::state::AppState;
use crate::operations::{device_tokens, devices, lost_kiosks};
use crate::ports::{DeviceToken, ServerSecret};

/// A kiosk that proved itself with its token. A handler that takes this is closed to everyone else.
#[derive(Debug)]
pub(super) struct FromKiosk(pub(super) KioskId);

impl FromRequestParts<AppState> for FromKiosk {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        let token = bearer(&parts.headers)?;
        let hash = token_hash(token);
        let known = || app.store.published().tokens.get(&hash).cloned();
        if known().is_none() {
            // The kiosk may have been added by another process a moment ago.
            app.store.look().await?;
        }
        if known().is_none() && !app.store.published().revoked_tokens.contains(&hash) {
            recall(app, token, hash).await?;
        }
        let kiosk = known().ok_or_else(|| {
            if app.store.published().revoked_tokens.contains(&hash) {
                ApiError::RevokedToken
            } else {
                ApiError::UnknownToken
            }
        })?;
        let is_next = |token: &DeviceToken| token.next_sha256 == Some(hash);
        if app
            .store
            .published()
            .device_tokens
            .get(&kiosk)
            .is_some_and(is_next)
        {
            end_token_before(app, &kiosk, hash).await;
        }
        if let Some(connection) = parts.extensions.get::<OpenConnection>() {
            connection.belongs_to(&kiosk);
        }
        Ok(Self(kiosk))
    }
}

/// Returns the token of a request.
pub(super) fn bearer(headers: &HeaderMap) -> Result<&str, ApiError> {
    let header = headers
        .get(AUTHORIZATION)
        .and_then(|header| header.to_str().ok());
    let (scheme, token) = header
        .and_then(|text| text.split_once(' '))
        .ok_or(ApiError::NoToken)?;
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    is_bearer.then_some(token.trim()).ok_or(ApiError::NoToken)
}

/// Takes a kiosk into service again that the organisers have come back, where its token says what it is.
async fn recall(app: &AppState, token: &str, sha256: [u8; 32]) -> Result<(), ApiError> {
    let published = app.store.published();
    let key = published.device_key();
    let Some(place) = key.and_then(|key| device_tokens::open(key, token)) else {
        return Ok(());
    };
    let (now, kiosk) = (app.now(), place.kiosk.clone());
    let returning = published.secrets.get(&ServerSecret::Returning);
    if !device_tokens::is_welcome(returning.map(Vec::as_slice), &kiosk, now) {
        warn!(
            "kiosk {kiosk} shows a token of this exhibition that this server does not know; unless the device was lost, stolen or replaced, `sync-server kiosk welcome --id {kiosk}` has it come back"
        );
        let noted = app.operate(move |it| lost_kiosks::note(it, &kiosk, now));
        if let Err(error) = noted.await? {
            warn!("that kiosk can't be named on the desk now: {error}");
        }
        return Ok(());
    }
    let recalled =
        app.operate(move |database| device_tokens::recall(database, &place, sha256, now));
    match recalled.await? {
        Ok(true) => {
            info!("kiosk {kiosk} is in service again");
            app.store.look().await?;
        }
        Ok(false) => warn!(
            "kiosk {kiosk} can't come back by this token: it has a newer one, was taken out of service, or its gate is gone"
        ),
        Err(error) => warn!("kiosk {kiosk} can't come back now: {error}"),
    }
    Ok(())
}

/// Ends a kiosk's token once the next one was used. Should that fail, both are good until the next request.
async fn end_token_before(app: &AppState, kiosk: &KioskId, used: [u8; 32]) {
    let (now, id) = (app.now(), kiosk.clone());
    let ended = app.operate(move |database| devices::use_next_token(database, &id, &used, now));
    match ended.await {
        Ok(Ok(())) => {
            // Should it fail, the store looks by itself in a moment.
            let _ = app.store.look().await;
        }
        Ok(Err(error)) => warn!("kiosk {kiosk}'s token before stays good: {error}"),
        Err(error) => warn!("kiosk {kiosk}'s token before stays good: {error}"),
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
        let json = limits::json_body(&format!("kiosk {kiosk}"), &parts.headers, body).await?;
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
    let holder = Holder::Kiosk(kiosk.clone());
    let taken = app.allowances.take(holder, delivery, count, Instant::now());
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
