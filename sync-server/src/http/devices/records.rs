//! `POST /api/v1/records`: a kiosk hands in what it recorded.

use axum::Json;
use axum::extract::State;
use shared::protocol::v1::{Push, PushReply};
use shared::record::Fact;

use super::auth::{KioskBody, allow, check_exhibition, check_kiosk};
use crate::engine::Batch;
use crate::http::allowance::Delivery;
use crate::http::error::ApiError;
use crate::http::state::AppState;

/// Stores a batch and says how far the kiosk's journal is stored now.
pub(super) async fn records(
    State(app): State<AppState>,
    KioskBody {
        kiosk,
        json,
        turn: _turn,
    }: KioskBody,
) -> Result<Json<PushReply>, ApiError> {
    let push: Push = serde_json::from_slice(&json)?;
    drop(json);
    check_kiosk(&kiosk, push.kiosk.clone())?;
    check_exhibition(&app, push.exhibition)?;
    app.store.compare(&push).await?;
    let epoch = app.store.published().epoch.clone();
    let batch = Batch::read(push, app.now())?;
    let facts = batch.records.iter().flat_map(|it| &it.reading);
    let annulments = facts.filter(|it| matches!(it.fact, Fact::Annulled { .. }));
    allow(&app, &kiosk, Delivery::Annulments, annulments.count())?;
    allow(&app, &kiosk, Delivery::Records, batch.records.len())?;
    let ack = app.store.ingest(batch).await?;
    Ok(Json(PushReply {
        epoch,
        contiguous_ack: ack.contiguous,
        safe: ack.safe,
        rejected: ack.rejected,
        server_time_ms: app.now(),
    }))
}
