//! Limits of a request's body: how long it is, packed and unpacked, how long it takes, and what it is.

use std::io::Read;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use shared::protocol::MAX_BODY_BYTES;
use tokio_stream::StreamExt;
use tower_http::limit::RequestBodyLimitLayer;

use super::error::ApiError;

/// The longest a body may take to arrive; patchy Wi-Fi is slow, but a body is a megabyte at most.
const PATIENCE: Duration = Duration::from_mins(1);
/// How much is read of any body. It is more than [`MAX_BODY_BYTES`], so that the other side, which is busy sending, gets
/// to read the refusal.
const READ_BYTES: usize = 8 * MAX_BODY_BYTES;
/// The largest zstd window, as a power of two: what unpacking may cost in memory.
const WINDOW_LOG: u32 = 23;

/// Returns the layer that reads no more than a limit of any body.
pub(crate) fn layer() -> RequestBodyLimitLayer {
    RequestBodyLimitLayer::new(READ_BYTES)
}

/// Returns a device's JSON, whole and unpacked.
///
/// # Errors
/// [`ApiError`] for a body of another type or encoding, one that is too long or takes too long, or is cut off.
pub(crate) async fn json_body(
    sender: &str,
    headers: &HeaderMap,
    body: Body,
) -> Result<Vec<u8>, ApiError> {
    check_type(headers)?;
    unpacked(headers, in_time(sender, body, PATIENCE).await?)
}

/// Refuses what says that it is something other than JSON. A body that says nothing is taken as JSON.
fn check_type(headers: &HeaderMap) -> Result<(), ApiError> {
    let Some(value) = headers.get(CONTENT_TYPE) else {
        return Ok(());
    };
    let value = value.to_str().unwrap_or("?");
    let essence = value.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(ApiError::ContentType(value.chars().take(80).collect()))
}

async fn in_time(sender: &str, body: Body, patience: Duration) -> Result<Vec<u8>, ApiError> {
    match tokio::time::timeout(patience, whole(body, MAX_BODY_BYTES)).await {
        Ok(Ok(body)) => body.ok_or(ApiError::TooLarge),
        Ok(Err(_)) => Err(ApiError::Interrupted {
            sender: sender.to_owned(),
        }),
        Err(_) => Err(ApiError::TooSlow {
            sender: sender.to_owned(),
            seconds: patience.as_secs(),
        }),
    }
}

/// Returns the body, or `None` when there is more of it than is allowed: then it is read and dropped, as the other side is
/// busy sending.
///
/// # Errors
/// Why it breaks off.
pub(crate) async fn whole(body: Body, most: usize) -> Result<Option<Vec<u8>>, axum::Error> {
    let mut bytes = Vec::with_capacity(body.size_hint().lower().min(most as u64) as usize);
    let mut length = 0;
    let mut parts = body.into_data_stream();
    while let Some(part) = parts.next().await {
        let part = match part {
            Ok(part) => part,
            // The layer reads no further.
            Err(_) if length > most => return Ok(None),
            Err(error) => return Err(error),
        };
        length += part.len();
        if length <= most {
            bytes.extend_from_slice(&part);
        }
    }
    Ok((length <= most).then_some(bytes))
}

/// Returns the body without its encoding. Unpacking stops as soon as there is more than is allowed, so a few bytes that
/// unpack to gigabytes cost a megabyte.
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
        _ => Err(ApiError::Encoding(encoding.chars().take(80).collect())),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use tokio_stream::{iter, pending};

    use super::*;

    #[tokio::test]
    async fn body_that_does_not_end_in_time_is_refused() {
        let begun = iter([Ok::<_, std::io::Error>(Bytes::from_static(b"{"))]);
        let body = Body::from_stream(begun.chain(pending()));
        let refused = in_time("A1", body, Duration::from_millis(20)).await;
        assert!(
            matches!(refused, Err(ApiError::TooSlow { .. })),
            "{refused:?}"
        );
    }

    #[tokio::test]
    async fn body_is_taken_up_to_its_limit() {
        for (length, taken) in [(MAX_BODY_BYTES, true), (MAX_BODY_BYTES + 1, false)] {
            let body = whole(Body::from(vec![b' '; length]), MAX_BODY_BYTES)
                .await
                .unwrap();
            assert_eq!(body.is_some(), taken);
        }
    }

    #[test]
    fn json_and_untyped_bodies_alone_are_taken() {
        let taken = |kind: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, kind.parse().unwrap());
            check_type(&headers).is_ok()
        };
        assert!(check_type(&HeaderMap::new()).is_ok());
        assert!(taken("application/json") && taken("Application/JSON; charset=utf-8"));
        for other in ["text/plain", "multipart/form-data; boundary=x", "", "é"] {
            assert!(!taken(other), "{other}");
        }
    }
}
