//! `kiosk scan`: the same desk, journal and rules as the screen, for people and scripts.
//!
//! One JSON line a code, printed as soon as the verdict is durable. Every code given is a
//! presentation of its own; there is no quiet time as before a camera. The door is as staff set it
//! up on the screen, but nobody is asked anything.

mod line;

use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use journal::JournalError;
use journal::clock::Clock;
use kiosk_config::{Config, ConfigError};
use serde::Serialize;
use uplink::{self, Uplink, UplinkError};
use view::Mode;
use view::Role;

use desk::{Desk, DeskError, moved_config};
use line::{FailedLine, VerdictLine};

/// How long to wait for a server that answers slowly.
#[derive(Debug, Clone, Copy)]
pub struct ScanPatience {
    /// For news before the first verdict.
    pub news: Duration,
    /// For the same on a kiosk that knows nothing yet, and so could not judge anything without.
    pub first_news: Duration,
    /// For the records to be on the server at the end.
    pub sending: Duration,
}

/// How long a person waits.
const PATIENCE: ScanPatience = ScanPatience {
    news: Duration::from_secs(1),
    first_news: Duration::from_secs(10),
    sending: Duration::from_secs(2),
};
/// The most bytes of a line that are looked at. No ticket is that long.
const LINE_MAX: u64 = 64 * 1024;

/// What `kiosk scan` is asked for. Codes come first, then files, then the lines of standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanArgs {
    /// The kiosk's data directory.
    pub data: PathBuf,
    /// What the codes say.
    pub codes: Vec<String>,
    /// Pictures of codes.
    pub files: Vec<PathBuf>,
    /// Whether to read codes from standard input, one a line.
    pub stdin: bool,
    /// How many people come with each code; `None` for the party, or as much of it as is left.
    pub people: Option<u16>,
    /// Whether to leave the server alone.
    pub offline: bool,
}

/// Why the command could not go on.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The kiosk is not set up.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The journal can't be used.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The uplink could not be started.
    #[error(transparent)]
    Uplink(#[from] UplinkError),
    /// The kiosk stands at no door.
    #[error(
        "this kiosk stands in a hall or at a booth and lets nobody in; scan with the kiosk.toml of a door, or in this kiosk's window"
    )]
    NoDoor,
    /// Neither a code nor a file nor standard input.
    #[error("nothing to scan; give --code DIGITS, picture files, or --stdin")]
    Nothing,
    /// Input or output failed.
    #[error("reading codes or printing verdicts failed: {0}")]
    Stream(#[from] io::Error),
}

impl From<JournalError> for ScanError {
    fn from(error: JournalError) -> Self {
        Self::Desk(error.into())
    }
}

/// Scans what is asked for and prints one JSON line a code to `out`; `err` gets what concerns the
/// run as a whole. The result is success when every code got a verdict, refusals included: a refusal
/// is an answer. It is failure when a file held no code or could not be read, or when the kiosk was
/// out of order; such a line has `"verdict": "unreadable"` or `"out_of_order"` and an `"error"`.
///
/// # Errors
/// [`ScanError`] when the kiosk can't work at all.
pub fn run(
    args: &ScanArgs,
    decode_file: impl Fn(&Path) -> Result<Vec<String>, String>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<ExitCode, ScanError> {
    let input = &mut io::stdin().lock();
    run_with(args, PATIENCE, decode_file, input, out, err)
}

/// The same with a patience of its own, and the lines of `input` in place of standard input.
///
/// # Errors
/// [`ScanError`] when the kiosk can't work at all.
pub fn run_with(
    args: &ScanArgs,
    patience: ScanPatience,
    decode_file: impl Fn(&Path) -> Result<Vec<String>, String>,
    input: &mut impl BufRead,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<ExitCode, ScanError> {
    if args.codes.is_empty() && args.files.is_empty() && !args.stdin {
        return Err(ScanError::Nothing);
    }
    let mut session = Session::open(args, patience, out)?;
    for code in &args.codes {
        session.present(code, None)?;
    }
    for file in &args.files {
        session.present_file(file, &decode_file)?;
    }
    if args.stdin {
        while let Some(line) = read_line(input)? {
            session.present(&line, None)?;
        }
    }
    session.end(patience.sending, err)
}

struct Session<'a, W: Write> {
    desk: Desk,
    mode: Mode,
    people: Option<u16>,
    clock: Clock,
    uplink: Option<Uplink>,
    out: &'a mut W,
    all_judged: bool,
}

impl<'a, W: Write> Session<'a, W> {
    fn open(args: &ScanArgs, patience: ScanPatience, out: &'a mut W) -> Result<Self, ScanError> {
        let config = moved_config(&args.data, Config::read(&args.data)?);
        if config.role != Role::Door {
            return Err(ScanError::NoDoor);
        }
        let mut desk = Desk::open(&args.data, config.clone())?;
        let clock = Clock::of_this_device();
        // With an uplink, the server tells the time; without one, nobody is there to be told of a doubt.
        let _ = desk.set_clock(&clock)?;
        let uplink = if args.offline {
            None
        } else {
            let uplink = uplink::start(&args.data, &config, &clock, Arc::new(drop))?;
            desk.with_uplink_beside()?;
            let at_most = if desk.ready().is_ok() {
                patience.news
            } else {
                patience.first_news
            };
            // Without news the kiosk decides by what it knows, as it does at a door.
            let _ = uplink.wait_for_news(at_most);
            let _ = desk.set_clock(&clock)?;
            Some(uplink)
        };
        desk.learn()?;
        desk.check_place()?;
        Ok(Self {
            mode: desk.mode()?,
            people: args.people,
            desk,
            clock,
            uplink,
            out,
            all_judged: true,
        })
    }

    fn present_file(
        &mut self,
        file: &Path,
        decode_file: &impl Fn(&Path) -> Result<Vec<String>, String>,
    ) -> Result<(), ScanError> {
        let texts = decode_file(file).and_then(|texts| {
            if texts.is_empty() {
                Err(
                    "no code was found in the picture; take it again, closer and sharper"
                        .to_owned(),
                )
            } else {
                Ok(texts)
            }
        });
        match texts {
            Ok(texts) => {
                let at = self.clock.stamp().corrected();
                let chosen = self.desk.worth_judging(texts, at);
                chosen
                    .iter()
                    .try_for_each(|text| self.present(text, Some(file)))
            }
            Err(error) => self.fail("unreadable", &error, Some(file)),
        }
    }

    fn present(&mut self, code: &str, file: Option<&Path>) -> Result<(), ScanError> {
        let stamp = self.clock.stamp();
        match self.desk.judge(code, self.mode, self.people, &stamp) {
            Ok(judged) => {
                let kiosk = self.desk.config().kiosk.to_string();
                let rehearsal = self.mode.rehearsal;
                self.print(&VerdictLine::of(&judged, kiosk, rehearsal, file))?;
                if let Some(uplink) = &self.uplink {
                    uplink.wake();
                }
                Ok(())
            }
            Err(error) => self.fail("out_of_order", &error.to_string(), file),
        }
    }

    fn fail(
        &mut self,
        verdict: &'static str,
        error: &str,
        file: Option<&Path>,
    ) -> Result<(), ScanError> {
        self.all_judged = false;
        self.print(&FailedLine::new(verdict, error, file))
    }

    /// A reader of the lines may act on each at once, so none is held back.
    fn print(&mut self, line: &impl Serialize) -> Result<(), ScanError> {
        let mut json = serde_json::to_vec(line).map_err(io::Error::from)?;
        json.push(b'\n');
        self.out.write_all(&json)?;
        self.out.flush()?;
        Ok(())
    }

    fn is_out_of_service(&mut self) -> bool {
        let ready = self.desk.ready();
        matches!(ready, Err(DeskError::Journal(JournalError::Revoked)))
    }

    fn end(mut self, at_most: Duration, err: &mut impl Write) -> Result<ExitCode, ScanError> {
        if let Some(uplink) = self.uplink.take() {
            let sent = uplink.wait_until_sent(at_most);
            uplink.stop();
            let waiting = self.desk.waiting()?;
            if !sent && waiting > 0 && self.is_out_of_service() {
                let kiosk = &self.desk.config().kiosk;
                writeln!(
                    err,
                    "{waiting} records stay in the journal: the server takes them once this device is kiosk {kiosk} again. Run `sync-server kiosk invite --id {kiosk} …` on the server, then `kiosk enrol` here with its code"
                )?;
            } else if !sent && waiting > 0 {
                writeln!(
                    err,
                    "{waiting} records wait in the journal for the server {}; they are sent as soon as it answers, or run `kiosk sync`",
                    self.desk.config().server
                )?;
            }
        }
        Ok(if self.all_judged {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// The next line without its end, cut at [`LINE_MAX`]; bytes that are no text make no ticket either.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if input.by_ref().take(LINE_MAX).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() as u64 == LINE_MAX && line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
}

#[cfg(test)]
mod tests;
