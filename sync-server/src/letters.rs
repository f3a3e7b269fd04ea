//! `POST /api/v1/letters`: a kiosk hands in what visitors left with their name on it.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use shared::protocol::MAX_BATCH;
use shared::protocol::v1::{LettersPush, LettersReply, WireLetter};

use crate::app::App;
use crate::auth::FromKiosk;
use crate::error::ApiError;
use crate::ingest;
use crate::store::Mail;

/// Stores letters and says which of them the kiosk may forget. Sending one again is harmless.
pub(crate) async fn letters(
    State(app): State<App>,
    FromKiosk(kiosk): FromKiosk,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<LettersReply>, ApiError> {
    let body = ingest::body(&kiosk, &headers, body).await?;
    // What is wrong with them is not repeated: it would stand in the log with what is in them.
    let push: LettersPush = serde_json::from_slice(&body).map_err(|_| ApiError::NoLetters)?;
    drop(body);
    if push.letters.len() > MAX_BATCH {
        return Err(ApiError::TooLarge);
    }
    let here = app.store.published().catalogue.exhibition;
    if push.exhibition != here {
        return Err(ApiError::OtherExhibition {
            found: push.exhibition,
            here,
        });
    }
    let mut refused = Vec::new();
    let mut letters = Vec::new();
    // One of a later version is left with its kiosk, until this server is of that version too.
    for letter in push.letters.into_iter().filter_map(WireLetter::read) {
        match letter.check() {
            Ok(()) => letters.push(letter),
            Err(_) => refused.push(letter.id),
        }
    }
    let mail = Mail {
        kiosk,
        received: app.now(),
        letters,
    };
    let kept = app.store.keep_letters(mail).await?;
    Ok(Json(LettersReply {
        kept,
        refused,
        server_time_ms: app.now(),
    }))
}
