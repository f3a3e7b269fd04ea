//! One line on standard error for each thing that the person who runs the server should know.

use std::fmt::Display;
use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A line that says the same as the last one is only counted for so long: a kiosk with a wrong
/// token asks all day, and must neither hide other lines nor fill the disk.
const QUIET: Duration = Duration::from_secs(10);

struct Last {
    text: String,
    said: Instant,
    again: u64,
}

static LAST: Mutex<Option<Last>> = Mutex::new(None);

/// Writes a line with the time in UTC. Errors of the console itself have nowhere to go.
pub(crate) fn line(message: impl Display) {
    let text = message.to_string();
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let mut again = 0;
    if let Some(last) = last.as_mut() {
        if last.text == text && last.said.elapsed() < QUIET {
            last.again += 1;
            return;
        }
        again = last.again;
    }
    let now = jiff::Timestamp::now();
    let mut lines = format!("{now:.3} {text}\n");
    if again > 0 {
        lines.insert_str(
            0,
            &format!("{now:.3} the last line came {again} more times\n"),
        );
    }
    // One write, so that lines of several processes do not mix.
    let _ = std::io::stderr().lock().write_all(lines.as_bytes());
    *last = Some(Last {
        text,
        said: Instant::now(),
        again: 0,
    });
}
