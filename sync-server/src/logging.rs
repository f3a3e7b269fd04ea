//! The log on standard error, as text or as JSON lines.
//!
//! Nobody can fill the disk with it or hide other lines: of each cause, a burst is written once and summed up. Nobody can
//! forge a line either: control characters are escaped.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write as _};
use std::hash::{Hash, Hasher};
use std::io::Write as _;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use serde_json::json;
use tracing::callsite::Identifier;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::FmtContext;
use tracing_subscriber::fmt::format::{FormatEvent, FormatFields, Writer};
use tracing_subscriber::registry::LookupSpan;

/// How long a burst lasts until it is summed up.
const BURST: Duration = Duration::from_secs(10);
/// How many different lines of one burst are written.
const LINES: usize = 10;
/// How much of a message stands in the sum of its burst.
const SUMMED_CHARS: usize = 120;

/// The log's format, and the bursts of this process.
static LOG: OnceLock<(LogFormat, Mutex<Bursts>)> = OnceLock::new();

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
    if LOG.set((format, Mutex::default())).is_err() {
        return;
    }
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false);
    // The only error is that a log is set up already.
    let _ = match format {
        LogFormat::Text => log.map_event_format(Bounded).try_init(),
        LogFormat::Json => log
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .map_event_format(Bounded)
            .try_init(),
    };
    // Without the thread, bursts are summed up at the end alone.
    let _ = std::thread::Builder::new()
        .name("log".to_owned())
        .spawn(|| {
            loop {
                std::thread::sleep(BURST / 10);
                sum_up(BURST);
            }
        });
}

/// Writes what is still to be said: the sums of all bursts.
pub fn finish() {
    sum_up(Duration::ZERO);
}

/// Sums up the bursts that began so long ago.
fn sum_up(age: Duration) {
    let Some((format, bursts)) = LOG.get() else {
        return;
    };
    let ended = bursts
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .end(age);
    for burst in ended {
        let _ = writeln!(std::io::stderr(), "{}", escaped(&burst.sum(*format)));
    }
}

/// What is logged for the same reason: from one line of the code, under one code of an error.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct BurstCause {
    callsite: Identifier,
    code: String,
}

struct Burst {
    began: Instant,
    /// The hashes of the messages that were written.
    written: HashSet<u64>,
    /// The last message that was not.
    message: String,
    left_out: u64,
}

#[derive(Default)]
struct Bursts(HashMap<BurstCause, Burst>);

impl Bursts {
    /// Whether a message is to be written. Otherwise it is counted.
    fn admit(&mut self, cause: BurstCause, message: &str) -> bool {
        let burst = self.0.entry(cause).or_insert_with(|| Burst {
            began: Instant::now(),
            written: HashSet::new(),
            message: String::new(),
            left_out: 0,
        });
        let mut hasher = DefaultHasher::new();
        message.hash(&mut hasher);
        if burst.written.len() < LINES && burst.written.insert(hasher.finish()) {
            return true;
        }
        burst.left_out += 1;
        burst.message = message.chars().take(SUMMED_CHARS).collect();
        false
    }

    /// Ends the bursts that began so long ago, and returns those of which lines were left out.
    fn end(&mut self, age: Duration) -> Vec<Burst> {
        let ended = self.0.extract_if(|_, burst| burst.began.elapsed() >= age);
        let ended = ended.map(|(_, burst)| burst);
        ended.filter(|burst| burst.left_out > 0).collect()
    }
}

impl Burst {
    fn sum(&self, format: LogFormat) -> String {
        let (time, level) = (format!("{:.6}", jiff::Timestamp::now()), "INFO");
        let repeats = self.left_out;
        let message = format!("{repeats} more like this: {}", self.message);
        match format {
            LogFormat::Text => format!("{time}  {level} {message}"),
            LogFormat::Json => {
                json!({"timestamp": time, "level": level, "message": message, "repeats": repeats})
                    .to_string()
            }
        }
    }
}

/// Formats events on one line each, but for those that a burst leaves out.
struct Bounded<F>(F);

impl<S, N, F> FormatEvent<S, N> for Bounded<F>
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
        let mut said = Said::default();
        event.record(&mut said);
        let cause = BurstCause {
            callsite: of.callsite(),
            code: said.code,
        };
        let is_left_out = LOG.get().is_some_and(|(_, bursts)| {
            let mut bursts = bursts.lock().unwrap_or_else(PoisonError::into_inner);
            !bursts.admit(cause, &said.message)
        });
        if is_left_out {
            return Ok(());
        }
        let mut line = String::new();
        self.0
            .format_event(context, Writer::new(&mut line), event)?;
        writeln!(writer, "{}", escaped(line.trim_end()))
    }
}

/// Returns a line in which nothing ends it, moves the cursor, or turns the direction of writing: what a stranger sends may
/// be in it. The escapes are JSON's.
fn escaped(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    for character in line.chars() {
        let is_harmful = character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if is_harmful {
            let _ = write!(escaped, "\\u{:04x}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// What an event says.
#[derive(Default)]
struct Said {
    message: String,
    code: String,
}

impl Visit for Said {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            "code" => self.code = format!("{value:?}"),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_can_not_be_forged() {
        let forged = "bad\r\n2026 ERROR all is lost\u{1b}[2J\u{9b}\u{202e}\u{2028}";
        let line = escaped(forged);
        assert_eq!(
            line,
            "bad\\u000d\\u000a2026 ERROR all is lost\\u001b[2J\\u009b\\u202e\\u2028"
        );
        assert_eq!(escaped("Khách sạn “Gốm”"), "Khách sạn “Gốm”");
        let json: String = serde_json::from_str(&format!("\"{line}\"")).unwrap();
        assert_eq!(json, forged);
    }

    #[test]
    fn burst_is_written_in_part_and_summed_up() {
        let mut bursts = Bursts::default();
        let callsite =
            tracing::callsite!(name: "test", kind: tracing::metadata::Kind::EVENT, fields: message);
        let cause = |code: &str| BurstCause {
            callsite: tracing::callsite::Callsite::metadata(callsite).callsite(),
            code: code.to_owned(),
        };
        let mut admitted = 0;
        for number in 0..1_000 {
            admitted += usize::from(bursts.admit(cause("a"), "the same"));
            admitted += usize::from(bursts.admit(cause("a"), &format!("number {number}")));
        }
        assert_eq!(admitted, LINES);
        assert!(bursts.admit(cause("b"), "the same"));
        assert!(bursts.end(BURST).is_empty());
        let ended = bursts.end(Duration::ZERO);
        assert_eq!(ended.len(), 1);
        assert_eq!(ended[0].left_out, 2_000 - LINES as u64);
        assert!(
            ended[0]
                .sum(LogFormat::Text)
                .ends_with("1990 more like this: number 999")
        );
    }
}
