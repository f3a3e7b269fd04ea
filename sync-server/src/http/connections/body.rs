//! A body that must arrive at a pace, so that nobody holds a connection by a form that never ends.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

use super::paced::Pace;

/// The body of a request.
pub(super) struct PacedBody {
    body: Incoming,
    pace: Pace,
    taken: u64,
    /// When somebody began to read, and by when more must have come.
    reading: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl PacedBody {
    pub(super) fn new(body: Incoming, pace: Pace) -> Self {
        Self {
            body,
            pace,
            taken: 0,
            reading: None,
        }
    }
}

impl HttpBody for PacedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = &mut *self;
        let Pace { bytes, within } = this.pace;
        let (began, end) = this
            .reading
            .get_or_insert_with(|| (Instant::now(), Box::pin(sleep(within))));
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            let length = frame.as_ref().and_then(|it| it.as_ref().ok()?.data_ref());
            this.taken += length.map_or(0, |it| it.len() as u64);
            let pieces = u32::try_from(this.taken / bytes as u64).unwrap_or(u32::MAX);
            end.as_mut()
                .reset(*began + within.saturating_mul(pieces.saturating_add(1)));
            return Poll::Ready(frame.map(|it| it.map_err(axum::Error::new)));
        }
        ready!(end.as_mut().poll(context));
        Poll::Ready(Some(Err(axum::Error::new(io::Error::from(
            io::ErrorKind::TimedOut,
        )))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
