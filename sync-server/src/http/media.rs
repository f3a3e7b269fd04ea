//! Pictures and videos by the hash of their content, for kiosks and for pages. What a hash names never changes, so it may
//! be kept for ever; a download that broke off goes on where it was.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use shared::catalogue::ContentHash;
use tower_http::services::ServeFile;

use super::error::ApiError;
use crate::media::path_of;

/// For a year, which is as long as caches keep anything.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Answers with the content of a hash, or the part of it that the request asks for.
pub(crate) async fn serve(data: &Path, hash: &str, request: Request) -> Result<Response, ApiError> {
    let nowhere = || ApiError::NotFound(format!("/media/{hash}"));
    let hash: ContentHash = hash.parse().map_err(|_| nowhere())?;
    let path = path_of(data, &hash);
    let mut file = ServeFile::new(&path);
    // The disk is read on a thread that may wait for it.
    let kind = tokio::task::spawn_blocking(move || kind_of(&path)).await;
    let kind = kind.unwrap_or_else(|error| Err(error.into()));
    let kind = kind.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => nowhere(),
        _ => ApiError::Packing(error),
    })?;
    let answer = file.try_call(request).await.map_err(ApiError::Packing)?;
    let mut response = answer.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    Ok(response)
}

fn kind_of(path: &Path) -> io::Result<&'static str> {
    let mut head = Vec::new();
    File::open(path)?.take(12).read_to_end(&mut head)?;
    Ok(kind(&head))
}

/// Returns what a content is, by how it begins. Whatever else it is, no browser may run it.
fn kind(head: &[u8]) -> &'static str {
    match head {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P'] => "image/webp",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "video/mp4",
        [0x1a, 0x45, 0xdf, 0xa3, ..] => "video/webm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_told_from_what_a_browser_might_run() {
        assert_eq!(kind(b"RIFF....WEBP"), "image/webp");
        assert_eq!(kind(b"\x89PNG\r\n"), "image/png");
        assert_eq!(kind(b"\x1a\x45\xdf\xa3...."), "video/webm");
        assert_eq!(kind(b"<html>"), "application/octet-stream");
        assert_eq!(kind(b""), "application/octet-stream");
    }
}
