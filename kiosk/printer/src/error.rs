//! Why a slip is not printed.

use std::io;

/// Why a slip is not printed. The door never depends on one.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The setting names no printer.
    #[error(
        "\"{0}\" is no printer; write \"usb:/dev/usb/lp0\", \"tcp:192.168.1.50:9100\" or \"cups:QUEUE\""
    )]
    NoTarget(String),
    /// The paper has a width that no slip is drawn for.
    #[error("{0} mm is no paper width; write 58 or 80")]
    NoPaperWidth(u16),
    /// The system gives no thread.
    #[error("the printer's thread can't be started: {0}; start the kiosk again")]
    Thread(io::Error),
    /// Other slips wait already.
    #[error(
        "the printer is still busy with earlier slips; this one was dropped, ask for it again later"
    )]
    QueueFull,
    /// The printer's thread is gone.
    #[error("the printer's thread has ended; start the kiosk again")]
    Ended,
    /// The printer can't be opened or connected to.
    #[error(
        "printer {printer} can't be reached: {source}; check that it is switched on and plugged in, that the kiosk's user is in the group lp, and `printer` in kiosk.toml"
    )]
    Unreachable {
        /// The printer.
        printer: String,
        /// What the system said.
        source: io::Error,
    },
    /// The paper is used up.
    #[error("printer {0} has no paper; put in a new roll")]
    NoPaper(String),
    /// The slip was not taken in time.
    #[error(
        "printer {printer} did not take the slip within {seconds} s; look for jammed paper, an empty roll and an open lid, then switch it off and on"
    )]
    Stalled {
        /// The printer.
        printer: String,
        /// The limit.
        seconds: u64,
    },
    /// The printer went away while it was printing.
    #[error("printer {printer} broke off: {source}; check its cable")]
    BrokenOff {
        /// The printer.
        printer: String,
        /// What the system said.
        source: io::Error,
    },
    /// The slip can't be laid down for CUPS.
    #[error("the slip can't be written to the folder for temporary files: {0}; free some space")]
    NoRoom(io::Error),
    /// CUPS does not take the slip.
    #[error(
        "printer {printer}: {answer}; check the queue with `lpstat -p`, and that `lp` is installed (cups-client)"
    )]
    Refused {
        /// The queue.
        printer: String,
        /// What `lp` said.
        answer: String,
    },
}
