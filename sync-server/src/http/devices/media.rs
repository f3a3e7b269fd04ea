//! `GET /api/v1/media/{sha256}`: a picture or video for a kiosk.

use axum::extract::{Path, Request, State};
use axum::response::Response;

use super::auth::FromKiosk;
use crate::http::error::ApiError;
use crate::http::media;
use crate::http::state::AppState;

/// Answers with the file that has this hash.
pub(super) async fn file(
    State(app): State<AppState>,
    FromKiosk(_): FromKiosk,
    Path(hash): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    app.keep_media(&hash).await;
    media::serve(&app.data, &hash, request).await
}
