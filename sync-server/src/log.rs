//! What the store has to say to the person who runs the server.

use std::fmt::Display;

/// Writes a line to the log.
pub(crate) fn line(message: impl Display) {
    tracing::warn!("{message}");
}
