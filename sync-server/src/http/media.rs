//! Pictures and videos by the hash of their content, for kiosks and for pages. What a hash names never changes, so it may
//! be kept for ever; a download that broke off goes on where it was.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::catalogue::ContentHash;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::error::ApiError;
use crate::media::path_of;

/// How much is read at a time, in bytes.
const CHUNK: usize = 64 << 10;
/// How many chunks may wait for a slow reader.
const AHEAD: usize = 4;
/// For a year, which is as long as caches keep anything.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Answers with the content of a hash, or the rest of it from the byte that the headers ask for.
pub(crate) async fn serve(
    data: &Path,
    hash: &str,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let nowhere = || ApiError::NotFound(format!("/media/{hash}"));
    let hash: ContentHash = hash.parse().map_err(|_| nowhere())?;
    let path = path_of(data, &hash);
    let from = headers.get(header::RANGE).and_then(first_byte);
    let (answer, chunks) = mpsc::channel(AHEAD);
    // The disk is read on a thread that may wait for it.
    let opened = tokio::task::spawn_blocking(move || open(&path, from.unwrap_or(0)));
    let opened = opened
        .await
        .map_err(|error| ApiError::Packing(error.into()))?;
    let (file, length, kind) = opened.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => nowhere(),
        _ => ApiError::Packing(error),
    })?;
    let start = from.unwrap_or(0);
    if from.is_some_and(|from| from >= length) {
        let whole = format!("bytes */{length}");
        return Ok((
            StatusCode::RANGE_NOT_SATISFIABLE,
            [(header::CONTENT_RANGE, whole)],
        )
            .into_response());
    }
    tokio::task::spawn_blocking(move || read(file, &answer));
    let mut response = Response::new(Body::from_stream(ReceiverStream::new(chunks)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, (length - start).into());
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::ACCEPT_RANGES, "bytes"),
        (header::CACHE_CONTROL, FOR_EVER),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if from.is_some() {
        let range = format!("bytes {start}-{}/{length}", length - 1);
        let range = HeaderValue::try_from(range)
            .map_err(|error| ApiError::Packing(io::Error::other(error)))?;
        headers.insert(header::CONTENT_RANGE, range);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// The first byte that is wanted of a header `Range: bytes=START-`. Any other range is answered with the whole, as the
/// protocol allows.
fn first_byte(range: &HeaderValue) -> Option<u64> {
    range
        .to_str()
        .ok()?
        .strip_prefix("bytes=")?
        .strip_suffix('-')?
        .parse()
        .ok()
}

/// The file from a byte on, how long it is in all, and what it is.
fn open(path: &Path, from: u64) -> io::Result<(File, u64, &'static str)> {
    let mut file = File::open(path)?;
    let mut head = [0; 12];
    let got = file.read(&mut head)?;
    file.seek(SeekFrom::Start(from))?;
    let length = file.metadata()?.len();
    Ok((file, length, kind(&head[..got])))
}

/// What a content is, by how it begins. Whatever else it is, no browser may run it.
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

fn read(mut file: File, answer: &mpsc::Sender<io::Result<Bytes>>) {
    let mut chunk = vec![0; CHUNK];
    loop {
        let next = match file.read(&mut chunk) {
            Ok(0) => return,
            Ok(count) => Ok(Bytes::copy_from_slice(&chunk[..count])),
            Err(error) => Err(error),
        };
        let ended = next.is_err();
        // Whoever asked may have gone.
        if answer.blocking_send(next).is_err() || ended {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_goes_on_from_a_byte_and_odd_ranges_mean_the_whole() {
        let first = |text: &'static str| first_byte(&HeaderValue::from_static(text));
        assert_eq!(first("bytes=0-"), Some(0));
        assert_eq!(first("bytes=4096-"), Some(4096));
        for odd in [
            "bytes=-5",
            "bytes=1-2",
            "bytes=0-,9-",
            "lines=3-",
            "bytes=x-",
            "",
        ] {
            assert_eq!(first(odd), None, "{odd}");
        }
    }

    #[test]
    fn pictures_are_told_from_what_a_browser_might_run() {
        assert_eq!(kind(b"RIFF....WEBP"), "image/webp");
        assert_eq!(kind(b"\x89PNG\r\n"), "image/png");
        assert_eq!(kind(b"\x1a\x45\xdf\xa3...."), "video/webm");
        assert_eq!(kind(b"<html>"), "application/octet-stream");
        assert_eq!(kind(b""), "application/octet-stream");
    }
}
