//! A stream that ends when the other side takes in too little of what it asked for.

use std::future::Future;
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::open::OpenConnection;

/// How much the other side must take in within [`Pace::within`] of waiting for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    pub(super) bytes: usize,
    pub(super) within: Duration,
}

/// A stream with a slowest pace of writing. Time in which there is nothing to write does not count.
pub(super) struct PacedStream<S> {
    stream: S,
    pace: Pace,
    connection: OpenConnection,
    /// Bytes taken in, and time waited, since the pace was last kept.
    taken: usize,
    waited: Duration,
    /// Since when the other side is waited for, and the end of that.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl<S> PacedStream<S> {
    pub(super) fn new(stream: S, pace: Pace, connection: OpenConnection) -> Self {
        Self {
            stream,
            pace,
            connection,
            taken: 0,
            waited: Duration::ZERO,
            waiting: None,
        }
    }

    /// Takes in how an attempt to write went.
    fn judge(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if let Poll::Ready(written) = written {
            if let Some((since, _)) = self.waiting.take() {
                self.waited += since.elapsed();
            }
            self.taken += written.as_ref().copied().unwrap_or_default();
            self.connection.note_activity();
            return Poll::Ready(written);
        }
        loop {
            let left = self.pace.within.saturating_sub(self.waited);
            let (_, end) = self.waiting.get_or_insert_with(|| {
                let now = Instant::now();
                (now, Box::pin(sleep_until(now + left)))
            });
            ready!(end.as_mut().poll(context));
            if self.taken < self.pace.bytes {
                return Poll::Ready(Err(ErrorKind::TimedOut.into()));
            }
            (self.taken, self.waited, self.waiting) = (0, Duration::ZERO, None);
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for PacedStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.judge(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for PacedStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}
