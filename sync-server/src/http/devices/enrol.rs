//! `POST /api/v1/enrol`: a device without a token shows the secret of a code.

use std::time::Instant;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use shared::protocol::v1::{EnrolReply, EnrolRequest};
use tracing::info;

use crate::http::allowance::Delivery;
use crate::http::budget::Client;
use crate::http::error::ApiError;
use crate::http::limits;
use crate::http::state::AppState;
use crate::operations::devices;

/// How much of what a device says of itself stands in the log.
const DEVICE_CHARS: usize = 80;

/// Makes the device the kiosk that its code is for.
pub(super) async fn enrol(
    State(app): State<AppState>,
    client: Client,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<EnrolReply>, ApiError> {
    let taken = app
        .allowances
        .take(client.0, Delivery::Enrolments, 1, Instant::now());
    taken.map_err(|seconds| ApiError::TooManyCodes { seconds })?;
    let json = limits::json_body("a device that is to be enrolled", &headers, body).await?;
    let request: EnrolRequest = serde_json::from_slice(&json).map_err(|_| ApiError::NoEnrolment)?;
    let device: String = request.device.chars().take(DEVICE_CHARS).collect();
    let now = app.now();
    let enrolled = app.operate(move |database| devices::enrol(database, &request, now));
    let reply = enrolled.await?.map_err(ApiError::Enrolment)?;
    info!(kiosk = %reply.kiosk, device, "a device was enrolled");
    // It comes back with its token at once.
    app.store.look().await?;
    Ok(Json(reply))
}
