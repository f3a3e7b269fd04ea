//! `POST /api/v1/places`: a kiosk reports its allocations of seats and hears what the allocator grants it.

use axum::Json;
use axum::extract::State;
use shared::protocol::v1::{SeatsPush, SeatsReply};

use super::auth::{KioskBody, check_exhibition, check_kiosk};
use crate::engine::AllocationReports;
use crate::http::error::ApiError;
use crate::http::state::AppState;

/// Takes a kiosk's report in, and answers when what is granted is stored.
pub(super) async fn exchange(
    State(app): State<AppState>,
    KioskBody {
        kiosk,
        json,
        turn: _turn,
    }: KioskBody,
) -> Result<Json<SeatsReply>, ApiError> {
    let push: SeatsPush = serde_json::from_slice(&json).map_err(ApiError::Places)?;
    check_kiosk(&kiosk, push.kiosk)?;
    check_exhibition(&app, push.exhibition)?;
    let said = AllocationReports {
        kiosk,
        whole: push.whole,
        allocations: push.allocations,
        received: app.now(),
    };
    let words = app.store.places(said).await?;
    Ok(Json(SeatsReply {
        server_time_ms: app.now(),
        words,
    }))
}
