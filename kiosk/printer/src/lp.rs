//! A slip for a CUPS queue: handed to `lp`, which speaks IPP.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::PrintError;
use crate::picture::Picture;
use crate::settings::PrinterSettings;

/// How often `lp` is looked at.
const LOOK: Duration = Duration::from_millis(50);
/// As much of what `lp` says as is passed on.
const ANSWER: u64 = 300;

/// Prints a slip. It counts as printed when the queue has it.
pub(crate) fn print(
    queue: &str,
    settings: &PrinterSettings,
    slip: &Picture,
) -> Result<(), PrintError> {
    let refused = |answer: String| PrintError::Refused {
        printer: settings.target.to_string(),
        answer,
    };
    let (status, answer) = run(queue, settings, slip).map_err(|error| match error.kind() {
        io::ErrorKind::TimedOut => settings.line_error(error),
        io::ErrorKind::StorageFull => PrintError::NoRoom(error),
        _ => refused(format!("{}: {error}", settings.lp.display())),
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(refused(answer))
    }
}

fn run(
    queue: &str,
    settings: &PrinterSettings,
    slip: &Picture,
) -> io::Result<(ExitStatus, String)> {
    // Files, not pipes: neither side ever waits for the other.
    let mut job = tempfile::tempfile()?;
    job.write_all(&slip.to_pbm())?;
    job.rewind()?;
    let mut said = tempfile::tempfile()?;
    let mut lp = Command::new(&settings.lp)
        // Without the resolution, CUPS would blow the picture up to the whole page.
        .args(["-d", queue, "-t", "slip", "-o", "ppi=203"])
        .stdin(job)
        .stdout(Stdio::null())
        .stderr(said.try_clone()?)
        .spawn()?;
    let status = wait(&mut lp, settings.accept)?;
    Ok((status, read_answer(&mut said)?))
}

fn wait(lp: &mut Child, within: Duration) -> io::Result<ExitStatus> {
    let ends = Instant::now() + within;
    loop {
        if let Some(status) = lp.try_wait()? {
            return Ok(status);
        }
        if Instant::now() >= ends {
            lp.kill()?;
            lp.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(LOOK);
    }
}

fn read_answer(said: &mut File) -> io::Result<String> {
    said.rewind()?;
    let mut answer = Vec::new();
    said.take(ANSWER).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).trim().to_owned())
}
