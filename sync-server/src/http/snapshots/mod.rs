//! Snapshots of the totals for the live stream. Each is encoded once, and all readers share its bytes.
//!
//! They go through a `watch`: a slow reader misses some, gets the next one whole, and is never wrong.

mod encoded;
mod gzip;
mod patch;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use serde_json::Value;
use shared::protocol::v1::Totals;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep, sleep_until};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt, once};
use tracing::error;

use crate::clock::Clock;
use crate::store::Store;
use encoded::EncodedEvent;
use gzip::GzipMember;

/// At most four snapshots a second.
const PACE: Duration = Duration::from_millis(250);
/// While someone reads, a snapshot at least this often: kiosks are heard, and days begin, without any record. It also
/// keeps the connection alive.
const REFRESH: Duration = Duration::from_secs(3);

/// How a reader wants the stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StreamForm {
    /// Whether snapshots may come as changes to the one before.
    pub(crate) changes: bool,
    /// Whether the stream is compressed.
    pub(crate) gzip: bool,
}

/// The stream of snapshots.
#[derive(Clone)]
pub(crate) struct Snapshots {
    /// Behind an `Arc`, so that the count of receivers is the count of readers and one.
    latest: Arc<watch::Receiver<Option<Arc<Snapshot>>>>,
    reader_came: Arc<Notify>,
}

/// One snapshot as it goes over the wire.
struct Snapshot {
    number: u64,
    whole: EncodedEvent,
    /// What changed since the snapshot before this one; `None` for the first.
    changes: Option<EncodedEvent>,
}

impl Snapshots {
    /// Starts the task that makes snapshots while someone reads, of the totals as `view` shows them. It ends, and with it
    /// every stream, when told to.
    pub(crate) fn start(
        store: Arc<Store>,
        view: impl Fn(Totals) -> Totals + Send + 'static,
        clock: Clock,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let (sender, latest) = watch::channel(None);
        let reader_came = Arc::new(Notify::new());
        tokio::spawn(make_snapshots(
            store,
            view,
            clock,
            stopping,
            sender,
            reader_came.clone(),
        ));
        Self {
            latest: Arc::new(latest),
            reader_came,
        }
    }

    /// Returns the stream in a form, the first snapshot whole.
    pub(crate) fn read(
        &self,
        form: StreamForm,
    ) -> impl Stream<Item = Bytes> + Send + 'static + use<> {
        let latest = watch::Receiver::clone(&self.latest);
        self.reader_came.notify_one();
        let mut reader = Reader {
            changes: form.changes,
            seen: None,
            gzip: form.gzip.then(GzipMember::default),
        };
        let head = reader.gzip.as_ref().map(|_| GzipMember::HEAD);
        let snapshots = WatchStream::new(latest).filter_map(|snapshot| snapshot);
        let chunks = snapshots.map(Some).chain(once(None));
        let chunks = chunks.filter_map(move |snapshot| match snapshot {
            Some(snapshot) => reader.chunk(&snapshot),
            None => reader.gzip.as_ref().map(GzipMember::tail),
        });
        tokio_stream::iter(head).chain(chunks)
    }
}

/// What one reader has had.
struct Reader {
    changes: bool,
    seen: Option<u64>,
    gzip: Option<GzipMember>,
}

impl Reader {
    fn chunk(&mut self, snapshot: &Snapshot) -> Option<Bytes> {
        let follows = self.seen.is_some_and(|seen| seen + 1 == snapshot.number);
        let changes = snapshot.changes.as_ref();
        let event = changes.filter(|_| self.changes && follows);
        let event = event.unwrap_or(&snapshot.whole);
        let chunk = match &mut self.gzip {
            Some(member) => member.append(event.deflated()?),
            None => event.plain(),
        };
        self.seen = Some(snapshot.number);
        Some(chunk)
    }
}

async fn make_snapshots(
    store: Arc<Store>,
    view: impl Fn(Totals) -> Totals,
    clock: Clock,
    mut stopping: watch::Receiver<bool>,
    latest: watch::Sender<Option<Arc<Snapshot>>>,
    reader_came: Arc<Notify>,
) {
    let mut changes = store.changes();
    let mut number = 0;
    let mut before = None;
    loop {
        let nobody_reads = || latest.receiver_count() == 1;
        if nobody_reads() {
            // The next reader gets nothing old.
            before = None;
            latest.send_replace(None);
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = reader_came.notified() => {}
            }
        }
        changes.mark_unchanged();
        match store.totals(clock()).await {
            Ok(totals) => {
                number += 1;
                match snapshot(number, &view(totals), before.as_ref()).await {
                    Ok((snapshot, json)) => {
                        latest.send_replace(Some(Arc::new(snapshot)));
                        before = Some(json);
                    }
                    Err(error) => error!("the live page's totals can't be encoded: {error}"),
                }
            }
            Err(error) => error!("no totals for the live page: {error}"),
        }
        let refresh = Instant::now() + REFRESH;
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = sleep(PACE) => {}
        }
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            news = changes.changed() => if news.is_err() { return },
            () = reader_came.notified() => {}
            () = sleep_until(refresh) => {}
        }
    }
}

/// Returns a snapshot, and its JSON, which the next one is compared with.
async fn snapshot(
    number: u64,
    totals: &Totals,
    before: Option<&Value>,
) -> Result<(Snapshot, Value), axum::Error> {
    let json = serde_json::to_value(totals).map_err(axum::Error::new)?;
    let changes = match before {
        None => None,
        Some(before) => {
            let patch = patch::between(before, &json);
            Some(EncodedEvent::new("changes", &patch).await?)
        }
    };
    let snapshot = Snapshot {
        number,
        whole: EncodedEvent::new("totals", totals).await?,
        changes,
    };
    Ok((snapshot, json))
}

#[cfg(test)]
mod tests;
