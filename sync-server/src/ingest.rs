//! `POST /api/v1/records`: a kiosk hands in what it wrote down.

use std::io::Read;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, HttpBody};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_ENCODING;
use shared::ids::KioskId;
use shared::protocol::MAX_BODY_BYTES;
use shared::protocol::v1::{Push, PushReply};
use tokio_stream::StreamExt;

use crate::app::App;
use crate::auth::FromKiosk;
use crate::engine::Batch;
use crate::error::ApiError;

/// The longest a body may take to arrive; patchy Wi-Fi is slow, but a body is a megabyte at most.
const PATIENCE: Duration = Duration::from_mins(1);
/// How much of a body that is too long is still read, so that the other side, which is busy
/// sending, gets to read the refusal.
const DRAIN_BYTES: usize = 8 * MAX_BODY_BYTES;
/// The largest zstd window, as a power of two: what unpacking may cost in memory.
const WINDOW_LOG: u32 = 23;

/// Stores a batch and says how far the kiosk's journal is stored now.
pub(crate) async fn records(
    State(app): State<App>,
    FromKiosk(kiosk): FromKiosk,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<PushReply>, ApiError> {
    let body = self::body(&kiosk, &headers, body).await?;
    let push: Push = serde_json::from_slice(&body)?;
    drop(body);
    let published = app.store.published();
    if push.kiosk != kiosk {
        return Err(ApiError::OtherKiosk {
            token: kiosk,
            push: push.kiosk,
        });
    }
    let here = published.catalogue.exhibition;
    if push.exhibition != here {
        return Err(ApiError::OtherExhibition {
            found: push.exhibition,
            here,
        });
    }
    let ack = app.store.ingest(Batch::read(push, app.now())?).await?;
    Ok(Json(PushReply {
        epoch: published.epoch.clone(),
        contiguous_ack: ack.contiguous,
        safe: ack.safe,
        rejected: ack.rejected,
        server_time_ms: app.now(),
    }))
}

/// A kiosk's body, whole and unpacked.
pub(crate) async fn body(
    kiosk: &KioskId,
    headers: &HeaderMap,
    body: Body,
) -> Result<Vec<u8>, ApiError> {
    let interrupted = |why: &str| ApiError::Interrupted {
        kiosk: kiosk.clone(),
        why: why.to_owned(),
    };
    let body = match tokio::time::timeout(PATIENCE, whole(body)).await {
        Ok(Ok(body)) => body.ok_or(ApiError::TooLarge)?,
        Ok(Err(_)) => return Err(interrupted("the connection ended")),
        Err(_) => return Err(interrupted("they took more than a minute")),
    };
    unpacked(headers, body)
}

/// The body, or `None` when there is more of it than is allowed.
async fn whole(body: Body) -> Result<Option<Vec<u8>>, axum::Error> {
    let mut bytes =
        Vec::with_capacity(body.size_hint().lower().min(MAX_BODY_BYTES as u64) as usize);
    let mut length = 0;
    let mut parts = body.into_data_stream();
    while let Some(part) = parts.next().await {
        let part = part?;
        length += part.len();
        if length <= MAX_BODY_BYTES {
            bytes.extend_from_slice(&part);
        } else if length > DRAIN_BYTES {
            break;
        }
    }
    Ok((length <= MAX_BODY_BYTES).then_some(bytes))
}

/// The body without its encoding. Unpacking stops as soon as there is more than is allowed, so a
/// few bytes that unpack to gigabytes cost a megabyte.
fn unpacked(headers: &HeaderMap, body: Vec<u8>) -> Result<Vec<u8>, ApiError> {
    let encoding = match headers.get(CONTENT_ENCODING) {
        None => return Ok(body),
        Some(value) => value.to_str().unwrap_or("?").trim().to_ascii_lowercase(),
    };
    match encoding.as_str() {
        "identity" => Ok(body),
        "zstd" => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(body.as_slice())
                .map_err(ApiError::Unpacking)?;
            decoder
                .window_log_max(WINDOW_LOG)
                .map_err(ApiError::Unpacking)?;
            let mut plain = Vec::new();
            decoder
                .take(MAX_BODY_BYTES as u64 + 1)
                .read_to_end(&mut plain)
                .map_err(ApiError::Unpacking)?;
            if plain.len() > MAX_BODY_BYTES {
                return Err(ApiError::TooLarge);
            }
            Ok(plain)
        }
        _ => Err(ApiError::Encoding(encoding)),
    }
}
