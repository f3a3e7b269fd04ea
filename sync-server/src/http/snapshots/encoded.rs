//! One event, encoded once in each form that anybody asks for.

use std::convert::Infallible;
use std::sync::OnceLock;

use axum::body::{Bytes, to_bytes};
use axum::response::IntoResponse;
use axum::response::sse::{Event, Sse};
use serde::Serialize;

use super::gzip::Deflated;

/// An event of the stream.
pub(super) struct EncodedEvent {
    plain: Bytes,
    deflated: OnceLock<Option<Deflated>>,
}

impl EncodedEvent {
    /// Encodes an event with JSON in it.
    pub(super) async fn new(name: &str, json: &impl Serialize) -> Result<Self, axum::Error> {
        let event = Event::default().event(name).json_data(json)?;
        let stream = Sse::new(tokio_stream::once(Ok::<_, Infallible>(event)));
        let plain = to_bytes(stream.into_response().into_body(), usize::MAX).await?;
        Ok(Self {
            plain,
            deflated: OnceLock::new(),
        })
    }

    pub(super) fn plain(&self) -> Bytes {
        self.plain.clone()
    }

    /// Returns the event as a part of any gzip member. The first reader who asks compresses it for all.
    pub(super) fn deflated(&self) -> Option<&Deflated> {
        let deflated = self
            .deflated
            .get_or_init(|| Deflated::new(&self.plain).ok());
        deflated.as_ref()
    }
}
