//! One line on standard error for each thing that the person who runs the server should know.

use std::fmt::Display;
use std::io::Write;

/// Writes a line with the time in UTC. Errors of the console itself have nowhere to go.
pub(crate) fn line(message: impl Display) {
    let now = jiff::Timestamp::now();
    // One write, so that lines of several threads do not mix.
    let text = format!("{now:.3} {message}\n");
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
