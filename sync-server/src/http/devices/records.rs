//! `POST /api/v1/records`: a kiosk hands in what it recorded.

use axum::Json;
use axum::extract::State;
use shared::protocol::v1::{Push, PushReply};

use super::auth::{KioskBody, check_exhibition, check_kiosk};
use crate::engine::Batch;
use crate::http::error::ApiError;
use crate::http::state::AppState;

/// Stores a batch and says how far the kiosk's journal is stored now.
pub(super) async fn records(
    State(app): State<AppState>,
    KioskBody { kiosk, json }: KioskBody,
) -> Result<Json<PushReply>, ApiError> {
    let push: Push = serde_json::from_slice(&json)?;
    drop(json);
    check_kiosk(&kiosk, push.kiosk.clone())?;
    check_exhibition(&app, push.exhibition)?;
    let epoch = app.store.published().epoch.clone();
    let ack = app.store.ingest(Batch::read(push, app.now())?).await?;
    Ok(Json(PushReply {
        epoch,
        contiguous_ack: ack.contiguous,
        safe: ack.safe,
        rejected: ack.rejected,
        server_time_ms: app.now(),
    }))
}
