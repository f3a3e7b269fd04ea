//! A slip on its way to an ESC/POS printer, whatever the line to it is.

use std::io;
use std::time::{Duration, Instant};

use crate::error::PrintError;
use crate::escpos;
use crate::picture::Picture;
use crate::settings::PrinterSettings;

/// A line to a printer. What takes longer than it may is [`io::ErrorKind::TimedOut`].
pub(crate) trait PrinterLine {
    /// Sends some of the bytes.
    fn send(&mut self, bytes: &[u8], within: Duration) -> io::Result<usize>;

    /// Returns what the printer says; nothing when it says nothing.
    fn hear(&mut self, within: Duration) -> Vec<u8>;

    /// Waits until what was sent may be left to the printer.
    fn finish(&mut self, within: Duration) -> io::Result<()>;
}

/// Prints a slip.
pub(crate) fn print(
    mut line: impl PrinterLine,
    settings: &PrinterSettings,
    slip: &Picture,
) -> Result<(), PrintError> {
    let ends = Instant::now() + settings.accept;
    let failed = |error| settings.line_error(error);
    let answered = ask_for_paper(&mut line, settings, ends)?;
    send_all(&mut line, &escpos::encode(slip), ends).map_err(failed)?;
    if answered {
        // The paper may have ended in the middle of the slip.
        ask_for_paper(&mut line, settings, ends)?;
    }
    line.finish(left(ends)).map_err(failed)
}

/// Asks for paper. Returns whether the printer answered: many don't, and print all the same.
fn ask_for_paper(
    line: &mut impl PrinterLine,
    settings: &PrinterSettings,
    ends: Instant,
) -> Result<bool, PrintError> {
    send_all(line, &escpos::ASK_FOR_PAPER, ends).map_err(|error| settings.line_error(error))?;
    let heard = line.hear(settings.answer.min(left(ends)));
    match heard.into_iter().rev().find_map(escpos::has_paper) {
        Some(false) => Err(PrintError::NoPaper(settings.target.to_string())),
        Some(true) => Ok(true),
        None => Ok(false),
    }
}

fn send_all(line: &mut impl PrinterLine, mut bytes: &[u8], ends: Instant) -> io::Result<()> {
    while !bytes.is_empty() {
        let within = left(ends);
        if within.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match line.send(bytes, within) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(sent) => bytes = &bytes[sent..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn left(ends: Instant) -> Duration {
    ends.saturating_duration_since(Instant::now())
}
