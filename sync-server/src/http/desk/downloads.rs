//! Files that a page of the desk hands out.

use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use tokio::sync::mpsc::{self, Sender};
use tokio_stream::wrappers::ReceiverStream;
use tracing::error;

/// The type of a workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The type of a table as text.
pub(super) const CSV: &str = "text/csv; charset=utf-8";
/// The types of a document and of an archive.
pub(super) const PDF: &str = "application/pdf";
pub(super) const ZIP: &str = "application/zip";

/// How many parts of a file wait for a browser that takes it in slowly, and their bytes.
const PARTS_WAITING: usize = 8;
const PART_BYTES: usize = 64 << 10;

/// Returns a file to keep.
pub(super) fn download(kind: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Response {
    (headers(kind, name), bytes.into()).into_response()
}

/// Returns a file to keep that is written while it is sent. Where it can't be, the browser sees that it is not whole.
pub(super) fn streamed<E>(
    kind: &str,
    name: &str,
    write: impl FnOnce(BufWriter<SentParts>) -> Result<(), E> + Send + 'static,
) -> Response
where
    E: std::error::Error + Send + Sync + 'static,
{
    let (sender, parts) = mpsc::channel(PARTS_WAITING);
    let file = name.to_owned();
    tokio::task::spawn_blocking(move || {
        let out = BufWriter::with_capacity(PART_BYTES, SentParts(sender.clone()));
        let written = catch_unwind(AssertUnwindSafe(|| write(out).map_err(io::Error::other)));
        // The panic itself is in the log already.
        let written = written.unwrap_or_else(|_| Err(io::Error::other("the program failed")));
        // A browser that has gone wants no more of it.
        if let Err(why) = written
            && !sender.is_closed()
        {
            error!("{file} can't be written: {why}");
            let _ = sender.blocking_send(Err(why));
        }
    });
    let body = Body::from_stream(ReceiverStream::new(parts));
    (headers(kind, name), body).into_response()
}

fn headers(kind: &str, name: &str) -> impl axum::response::IntoResponseParts {
    let name = format!("attachment; filename=\"{name}\"");
    [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)]
}

/// Hands what is written to a response that is being sent.
pub(super) struct SentParts(Sender<io::Result<Bytes>>);

impl Write for SentParts {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let part = Bytes::copy_from_slice(bytes);
        let sent = self.0.blocking_send(Ok(part));
        sent.map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
