//! `GET /api/v1/totals` and `GET /api/v1/live`: attendance, once or as a stream.
//!
//! The stream carries whole snapshots through a `watch`: a slow reader misses some and is never
//! wrong. Each snapshot is encoded once, however many read it.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use shared::protocol::v1::Totals;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep, sleep_until};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use crate::app::{App, Clock};
use crate::error::ApiError;
use crate::log;
use crate::store::Store;

/// At most four snapshots a second.
const PACE: Duration = Duration::from_millis(250);
/// While someone reads, a snapshot at least this often: kiosks are heard, and days begin, without
/// any record. It also keeps the connection alive.
const REFRESH: Duration = Duration::from_secs(3);

/// The totals as of now.
pub(crate) async fn totals(State(app): State<App>) -> Result<Json<Totals>, ApiError> {
    Ok(Json(app.store.totals(app.now()).await?))
}

/// The stream of totals.
#[derive(Clone)]
pub(crate) struct Live {
    /// Behind an `Arc`, so that the count of receivers is the count of readers and one.
    frames: Arc<watch::Receiver<Bytes>>,
    someone_came: Arc<Notify>,
}

impl Live {
    /// Starts the task that makes the snapshots. It ends, and with it every stream, when told to.
    pub(crate) fn start(
        store: Arc<dyn Store>,
        clock: Clock,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        // A comment, for whoever comes before the first snapshot is made.
        let (sender, frames) = watch::channel(Bytes::from_static(b": welcome\n\n"));
        let someone_came = Arc::new(Notify::new());
        tokio::spawn(snapshots(
            store,
            clock,
            stopping,
            sender,
            someone_came.clone(),
        ));
        Self {
            frames: Arc::new(frames),
            someone_came,
        }
    }
}

/// Streams the totals as server-sent events, one `totals` event with the JSON of [`Totals`] a snapshot.
pub(crate) async fn live(State(app): State<App>) -> Response {
    let frames =
        WatchStream::new(watch::Receiver::clone(&app.live.frames)).map(Ok::<_, Infallible>);
    app.live.someone_came.notify_one();
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/event-stream"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // Asks a proxy in front of the server not to collect the stream.
        (
            header::HeaderName::from_static("x-accel-buffering"),
            HeaderValue::from_static("no"),
        ),
    ];
    (headers, Body::from_stream(frames)).into_response()
}

async fn snapshots(
    store: Arc<dyn Store>,
    clock: Clock,
    mut stopping: watch::Receiver<bool>,
    frames: watch::Sender<Bytes>,
    someone_came: Arc<Notify>,
) {
    let mut changes = store.changes();
    loop {
        changes.mark_unchanged();
        match store.totals(clock()).await {
            Ok(totals) => {
                if let Some(frame) = frame(&totals) {
                    frames.send_replace(frame);
                }
            }
            Err(error) => log::line(format_args!("no totals for the live page: {error}")),
        }
        let refresh = Instant::now() + REFRESH;
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = sleep(PACE) => {}
        }
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            news = changes.changed() => if news.is_err() { return },
            () = someone_came.notified() => {}
            () = sleep_until(refresh), if frames.receiver_count() > 1 => {}
        }
    }
}

fn frame(totals: &Totals) -> Option<Bytes> {
    let mut frame = b"event: totals\ndata: ".to_vec();
    // JSON written by serde holds no line break, so one `data:` line is enough.
    serde_json::to_writer(&mut frame, totals).ok()?;
    frame.extend_from_slice(b"\n\n");
    Some(Bytes::from(frame))
}
