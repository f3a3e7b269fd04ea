//! `GET /api/v1/register`: every ticket the organisers know, page by page.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use shared::protocol::v1::{REGISTER_PAGE, RegisterQuery, RegisterReply};

use crate::app::App;
use crate::auth::FromKiosk;
use crate::error::ApiError;

/// A page of tickets packs to a third in a few milliseconds; more effort gains little.
const LEVEL: i32 = 3;

/// Answers with the tickets that were added or changed after the cursor, as zstd for whoever
/// accepts it: a register is most of what a new kiosk loads over the venue's Wi-Fi.
pub(crate) async fn register(
    State(app): State<App>,
    FromKiosk(_): FromKiosk,
    headers: HeaderMap,
    query: Result<Query<RegisterQuery>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(query) = query?;
    let epoch = app.store.published().epoch.clone();
    // A cursor of another life of the store means nothing here.
    let after = if query.epoch == epoch { query.after } else { 0 };
    let page = app.store.register(after, REGISTER_PAGE).await?;
    let reply = serde_json::to_vec(&RegisterReply {
        epoch,
        next: page.next,
        more: page.more,
        tickets: page.tickets,
    });
    let reply = reply.map_err(|error| ApiError::Packing(error.into()))?;
    let json = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if !accepts_zstd(&headers) {
        return Ok(([json], reply).into_response());
    }
    let packed = zstd::bulk::compress(&reply, LEVEL).map_err(ApiError::Packing)?;
    let zstd = (CONTENT_ENCODING, HeaderValue::from_static("zstd"));
    Ok(([json, zstd], packed).into_response())
}

fn accepts_zstd(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT_ENCODING).iter();
    accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| coding.split(';').next().unwrap_or_default().trim() == "zstd")
}
