//! The log on standard error, as text or as JSON lines.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::FmtContext;
use tracing_subscriber::fmt::format::{FormatEvent, FormatFields, Writer};
use tracing_subscriber::registry::LookupSpan;

/// A message that equals the last one is only counted for so long: a kiosk with a wrong token asks all day, and must
/// neither hide other lines nor fill the disk.
const QUIET: Duration = Duration::from_secs(10);

/// How the log is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Writes this program's log to standard error from now on. Later calls change nothing.
pub fn init(format: LogFormat) {
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false);
    // The only error is that a log is set up already.
    let _ = match format {
        LogFormat::Text => log
            .map_event_format(|lines| WithoutRepeats::new(lines, notice_text))
            .try_init(),
        LogFormat::Json => log
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .map_event_format(|lines| WithoutRepeats::new(lines, notice_json))
            .try_init(),
    };
}

/// Formats events, but for those that repeat the message before.
struct WithoutRepeats<F> {
    lines: F,
    /// Formats the line that says how often the last message was repeated.
    notice: fn(jiff::Timestamp, u64) -> String,
    last: Mutex<Option<LastMessage>>,
}

struct LastMessage {
    text: String,
    written: Instant,
    repeats: u64,
}

impl<F> WithoutRepeats<F> {
    fn new(lines: F, notice: fn(jiff::Timestamp, u64) -> String) -> Self {
        Self {
            lines,
            notice,
            last: Mutex::new(None),
        }
    }

    /// Returns how often the message before was repeated; `None` when this one repeats it.
    fn repeats_before(&self, text: String) -> Option<u64> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let mut repeats = 0;
        if let Some(last) = last.as_mut() {
            if last.text == text && last.written.elapsed() < QUIET {
                last.repeats += 1;
                return None;
            }
            repeats = last.repeats;
        }
        *last = Some(LastMessage {
            text,
            written: Instant::now(),
            repeats: 0,
        });
        Some(repeats)
    }
}

impl<S, N, F> FormatEvent<S, N> for WithoutRepeats<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut message = Message::default();
        event.record(&mut message);
        match self.repeats_before(message.0) {
            None => return Ok(()),
            Some(0) => {}
            Some(repeats) => {
                writeln!(writer, "{}", (self.notice)(jiff::Timestamp::now(), repeats))?
            }
        }
        self.lines.format_event(context, writer, event)
    }
}

/// The message of an event.
#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

fn notice_text(now: jiff::Timestamp, repeats: u64) -> String {
    format!("{now:.6}  INFO the last line came {repeats} more times")
}

fn notice_json(now: jiff::Timestamp, repeats: u64) -> String {
    let message = format!("the last line came {repeats} more times");
    let timestamp = format!("{now:.6}");
    serde_json::json!({"timestamp": timestamp, "level": "INFO", "message": message, "repeats": repeats}).to_string()
}
