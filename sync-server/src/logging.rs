//! The log on standard error, as text or as JSON lines.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
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
            .map_event_format(|lines| WithoutRepeats::new(lines, format))
            .try_init(),
        LogFormat::Json => log
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .map_event_format(|lines| WithoutRepeats::new(lines, format))
            .try_init(),
    };
}

/// Formats events, but for those that repeat the message before.
struct WithoutRepeats<F> {
    lines: F,
    format: LogFormat,
    last: Mutex<Option<LastMessage>>,
}

struct LastMessage {
    text: String,
    written: Instant,
    repeats: u64,
}

impl<F> WithoutRepeats<F> {
    fn new(lines: F, format: LogFormat) -> Self {
        let last = Mutex::new(None);
        Self {
            lines,
            format,
            last,
        }
    }

    /// Returns how often the message before was repeated; `None` when this one repeats it.
    fn repeats_before(&self, text: String) -> Option<u64> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.as_mut()
            && last.text == text
            && last.written.elapsed() < QUIET
        {
            last.repeats += 1;
            return None;
        }
        let before = last.replace(LastMessage {
            text,
            written: Instant::now(),
            repeats: 0,
        });
        Some(before.map_or(0, |before| before.repeats))
    }

    /// Returns the line that says how often the message before was repeated.
    fn notice(&self, repeats: u64) -> String {
        let (time, level) = (format!("{:.6}", jiff::Timestamp::now()), "INFO");
        let message = format!("the last line came {repeats} more times");
        match self.format {
            LogFormat::Text => format!("{time}  {level} {message}"),
            LogFormat::Json => {
                json!({"timestamp": time, "level": level, "message": message, "repeats": repeats})
                    .to_string()
            }
        }
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
        let of = event.metadata();
        // Libraries around this program, such as a window's, have their say only when they fail.
        if !of.target().starts_with("sync_server") && *of.level() > Level::ERROR {
            return Ok(());
        }
        let mut message = Message::default();
        event.record(&mut message);
        let Some(repeats) = self.repeats_before(message.0) else {
            return Ok(());
        };
        if repeats > 0 {
            writeln!(writer, "{}", self.notice(repeats))?;
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
