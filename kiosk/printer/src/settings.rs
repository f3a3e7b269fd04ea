//! How a printer is spoken to.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::error::PrintError;
use crate::target::PrinterTarget;

/// How a printer is spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrinterSettings {
    /// Where it is.
    pub target: PrinterTarget,
    /// How long a connection may take to come about.
    pub connect: Duration,
    /// How long a printer may take to say whether it has paper. One that does not answer prints all the same.
    pub answer: Duration,
    /// How long a printer or a CUPS queue may take to accept a slip.
    pub accept: Duration,
    /// The program that hands jobs to CUPS.
    pub lp: PathBuf,
}

impl PrinterSettings {
    /// The usual limits.
    #[must_use]
    pub fn new(target: PrinterTarget) -> Self {
        Self {
            target,
            connect: Duration::from_secs(3),
            answer: Duration::from_secs(1),
            accept: Duration::from_secs(15),
            lp: PathBuf::from("lp"),
        }
    }

    pub(crate) fn no_line(&self, source: io::Error) -> PrintError {
        PrintError::Unreachable {
            printer: self.target.to_string(),
            source,
        }
    }

    /// An error of a printer that was reached.
    pub(crate) fn line_error(&self, source: io::Error) -> PrintError {
        let printer = self.target.to_string();
        match source.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => PrintError::Stalled {
                printer,
                seconds: self.accept.as_secs(),
            },
            // What the system says where a device tells of its paper by an error.
            io::ErrorKind::StorageFull => PrintError::NoPaper(printer),
            _ => PrintError::BrokenOff { printer, source },
        }
    }
}
