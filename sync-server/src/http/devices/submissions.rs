//! `POST /api/v1/submissions`: a kiosk hands in what visitors left with their name on it.

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
pub(super) async fn submissions(
    State(app): State<AppState>,
    KioskBody {
        kiosk,
        json,
        turn: _turn,
    }: KioskBody,
) -> Result<Json<SubmissionsReply>, ApiError> {
    // What is wrong with them is not repeated: it would stand in the log with what is in them.
    let push: SubmissionsPush =
        serde_json::from_slice(&json).map_err(|_| ApiError::NotSubmissions)?;
    drop(json);
    if push.submissions.len() > MAX_BATCH {
        return Err(ApiError::TooLarge);
    }
    check_exhibition(&app, push.exhibition)?;
    allow(&app, &kiosk, Delivery::Submissions, push.submissions.len())?;
    let mut refused = Vec::new();
    let mut submissions = Vec::new();
    // One of a later version is left with its kiosk, until this server is of that version too.
    for submission in push
        .submissions
        .into_iter()
        .filter_map(SubmissionItem::read)
    {
        match submission.check() {
            Ok(()) => submissions.push(submission),
            Err(_) => refused.push(submission.id),
        }
    }
    let mail = SubmissionBatch {
        kiosk,
        received: app.now(),
        submissions,
    };
    let kept = app.store.keep_submissions(mail).await?;
    Ok(Json(SubmissionsReply {
        kept,
        refused,
        server_time_ms: app.now(),
    }))
}
