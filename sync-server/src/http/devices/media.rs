//! `GET /api/v1/media/{sha256}`: a picture or video for a kiosk.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::auth::FromKiosk;
use crate::http::budget::Client;
use crate::http::error::ApiError;
use crate::http::state::AppState;

/// Answers with the file that has this hash.
pub(super) async fn file(
    State(app): State<AppState>,
    FromKiosk(_): FromKiosk,
    client: Client,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    app.kiosks_media
        .clone()
        .serve(client, &hash, &headers)
        .await
}
