//! `POST /api/v1/letters`: a kiosk hands in what visitors left with their name on it.

use axum::Json;
use axum::extract::State;
use shared::protocol::MAX_BATCH;
use shared::protocol::v1::{SubmissionItem, SubmissionsPush, SubmissionsReply};

use super::auth::{KioskBody, allow, check_exhibition};
use crate::http::allowance::Delivery;
use crate::http::error::ApiError;
use crate::http::state::AppState;
use crate::ports::SubmissionBatch;

/// Stores submissions and says which of them the kiosk may delete. Sending one again is harmless.
pub(super) async fn letters(
    State(app): State<AppState>,
    KioskBody {
        kiosk,
        json,
        turn: _turn,
    }: KioskBody,
) -> Result<Json<SubmissionsReply>, ApiError> {
    // What is wrong with them is not repeated: it would stand in the log with what is in them.
    let push: SubmissionsPush = serde_json::from_slice(&json).map_err(|_| ApiError::NoLetters)?;
    drop(json);
    if push.letters.len() > MAX_BATCH {
        return Err(ApiError::TooLarge);
    }
    check_exhibition(&app, push.exhibition)?;
    allow(&app, &kiosk, Delivery::Submissions, push.letters.len())?;
    let mut refused = Vec::new();
    let mut letters = Vec::new();
    // One of a later version is left with its kiosk, until this server is of that version too.
    for letter in push.letters.into_iter().filter_map(SubmissionItem::read) {
        match letter.check() {
            Ok(()) => letters.push(letter),
            Err(_) => refused.push(letter.id),
        }
    }
    let mail = SubmissionBatch {
        kiosk,
        received: app.now(),
        letters,
    };
    let kept = app.store.keep_submissions(mail).await?;
    Ok(Json(SubmissionsReply {
        kept,
        refused,
        server_time_ms: app.now(),
    }))
}
