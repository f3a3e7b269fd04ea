//! Pictures and videos by the hash of their content, for kiosks and for pages. What a hash names never changes, so it may
//! be kept for ever; a download that broke off goes on where it was.
//!
//! Files are read in small pieces as the client takes them in, a few at a time, so that slow clients hold neither memory
//! nor the threads that read the database.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::catalogue::ContentHash;
use tokio::sync::{Semaphore, mpsc};
use tokio_stream::wrappers::ReceiverStream;
use tracing::warn;

use super::budget::{Budget, Client, Turn};
use super::error::ApiError;
use crate::media::{keep, path_of};
use crate::ports::Database;

/// For a year, which is as long as caches keep anything.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// How many files are read at once. Each read has a thread for as long as the disk takes.
const READS: usize = 4;
/// How much of a file is read at a time.
const PIECE: u64 = 32 << 10;
/// How many bytes say what a content is.
const HEAD: usize = 12;

/// The files of an exhibition, as one audience may read them.
pub(crate) struct MediaFiles {
    data: PathBuf,
    /// What has the files that are not in the folder.
    database: Option<Arc<dyn Database>>,
    budget: Budget,
    reads: Arc<Semaphore>,
}

impl MediaFiles {
    /// Returns the files in the folder of an exhibition's data, for kiosks. A kiosk loads one after the other.
    pub(crate) fn for_kiosks(data: &Path, database: Option<Arc<dyn Database>>) -> Arc<Self> {
        Self::new(data, database, Budget::new(128, 4))
    }

    /// Returns the same for phones. Many may share the address of a router.
    pub(crate) fn for_phones(data: &Path, database: Option<Arc<dyn Database>>) -> Arc<Self> {
        Self::new(data, database, Budget::new(128, 32))
    }

    fn new(data: &Path, database: Option<Arc<dyn Database>>, budget: Budget) -> Arc<Self> {
        Arc::new(Self {
            data: data.to_owned(),
            database,
            budget,
            reads: Arc::new(Semaphore::new(READS)),
        })
    }

    /// Answers with the content of a hash, or the part of it that the request asks for.
    pub(crate) async fn serve(
        self: Arc<Self>,
        Client(client): Client,
        hash: &str,
        headers: &HeaderMap,
    ) -> Result<Response, ApiError> {
        let turn = self.budget.turn(client).await?;
        let nowhere = || ApiError::NotFound(format!("/media/{hash}"));
        let hash: ContentHash = hash.parse().map_err(|_| nowhere())?;
        let files = self.clone();
        let opened = self.read(move || {
            let mut file = files.open(&hash)?;
            let mut head = [0; HEAD];
            let read = file.read(&mut head)?;
            let length = file.metadata()?.len();
            Ok((file, length, kind(&head[..read])))
        });
        let (file, length, kind) = opened.await.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => nowhere(),
            _ => ApiError::Packing(error),
        })?;
        let asked = headers.get(header::RANGE);
        let (status, part) = match asked.map(|asked| part_of(asked, length)) {
            None | Some(Asked::Whole) => (StatusCode::OK, 0..length),
            Some(Asked::Part(part)) => (StatusCode::PARTIAL_CONTENT, part),
            Some(Asked::Nothing) => (StatusCode::RANGE_NOT_SATISFIABLE, 0..0),
        };
        let content_range = match status {
            StatusCode::PARTIAL_CONTENT => {
                Some(format!("bytes {}-{}/{length}", part.start, part.end - 1))
            }
            StatusCode::RANGE_NOT_SATISFIABLE => Some(format!("bytes */{length}")),
            _ => None,
        };
        let fixed = [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_LENGTH, (part.end - part.start).to_string()),
            (header::ACCEPT_RANGES, "bytes".to_owned()),
        ];
        let body = self.stream(file, part, turn);
        let mut response = (status, fixed, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
        if let Some(range) = content_range.and_then(|it| it.parse().ok()) {
            headers.insert(header::CONTENT_RANGE, range);
        }
        Ok(response)
    }

    /// Opens the content of a hash; where another server has put it into the database, keeps it in the folder first.
    fn open(&self, hash: &ContentHash) -> io::Result<File> {
        let path = path_of(&self.data, hash);
        let opened = File::open(&path);
        let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        let Some(database) = self
            .database
            .as_ref()
            .filter(|_| opened.as_ref().is_err_and(is_missing))
        else {
            return opened;
        };
        let content = database
            .media()
            .open(hash)
            .map_err(|error| error.to_string());
        let kept =
            content.and_then(|it| keep(&self.data, hash, it).map_err(|error| error.to_string()));
        if let Err(error) = kept {
            warn!("fetching the content {hash} from the database: {error}");
        }
        File::open(path)
    }

    /// Returns a body that reads a piece when the one before was taken in. The turn ends with it.
    fn stream(self: Arc<Self>, file: File, part: Range<u64>, turn: Turn) -> Body {
        if part.is_empty() {
            return Body::empty();
        }
        let (pieces, body) = mpsc::channel(1);
        tokio::spawn(async move {
            let _turn = turn;
            let file = Arc::new(file);
            let mut at = part.start;
            while at < part.end {
                // Reading ahead of a client that is gone would be for nothing.
                let Ok(place) = pieces.reserve().await else {
                    return;
                };
                let (file, length) = (file.clone(), PIECE.min(part.end - at));
                let piece = self.read(move || {
                    let mut piece = vec![0; length as usize];
                    let mut file = &*file;
                    file.seek(SeekFrom::Start(at))?;
                    file.read_exact(&mut piece)?;
                    Ok(Bytes::from(piece))
                });
                let piece = piece.await;
                let failed = piece.is_err();
                place.send(piece);
                if failed {
                    return;
                }
                at += length;
            }
        });
        Body::from_stream(ReceiverStream::new(body))
    }

    /// Reads on a thread that may wait for the disk.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce() -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let turn = self.reads.clone().acquire_owned().await;
        let reading = tokio::task::spawn_blocking(move || {
            // Kept on the thread: a request that is gone does not free a disk that hangs.
            let _turn = turn;
            read()
        });
        reading.await.unwrap_or_else(|error| Err(error.into()))
    }
}

/// What a request wants of a file.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Whole,
    Part(Range<u64>),
    /// Nothing that there is.
    Nothing,
}

/// Reads a `Range` header (RFC 9110, 14.2). Several ranges at once, and other units than bytes, are answered with the
/// whole.
fn part_of(asked: &HeaderValue, length: u64) -> Asked {
    let Some(ranges) = asked.as_bytes().strip_prefix(b"bytes=") else {
        return Asked::Whole;
    };
    if ranges.contains(&b',') {
        return Asked::Whole;
    }
    let ranges = std::str::from_utf8(ranges).unwrap_or_default();
    let part = ranges.split_once('-').and_then(|(first, last)| {
        Some(match (first, last) {
            ("", last) => length.saturating_sub(position(last)?)..length,
            (first, "") => position(first)?..length,
            (first, last) => position(first)?..position(last)?.saturating_add(1).min(length),
        })
    });
    match part {
        Some(part) if !part.is_empty() => Asked::Part(part),
        _ => Asked::Nothing,
    }
}

/// Reads a number, which may be longer than any file.
fn position(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn damaged_range_lies_in_the_file() {
        let samples: [&[u8]; 4] = [b"bytes=0-99", b"bytes=7-", b"bytes=-5", b"bytes=0-1,3-4"];
        damaged_input::each("range", 1_024, &samples, |bytes| {
            let Ok(asked) = HeaderValue::from_bytes(bytes) else {
                return Ok("no header".to_owned());
            };
            Ok(match part_of(&asked, 100) {
                Asked::Part(part) => {
                    prop_assert!(part.start < part.end && part.end <= 100);
                    "a part"
                }
                Asked::Whole => "the whole",
                Asked::Nothing => "nothing",
            }
            .to_owned())
        });
    }

    #[test]
    fn pictures_differ_from_what_a_browser_runs() {
        assert_eq!(kind(b"RIFF....WEBP"), "image/webp");
        assert_eq!(kind(b"\x89PNG\r\n"), "image/png");
        assert_eq!(kind(b"\x1a\x45\xdf\xa3...."), "video/webm");
        assert_eq!(kind(b"<html>"), "application/octet-stream");
        assert_eq!(kind(b""), "application/octet-stream");
    }
}
