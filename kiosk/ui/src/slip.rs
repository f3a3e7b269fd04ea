//! The slip that a visitor takes along: what stands on it, and how screens get it printed.

use std::fmt::Debug;
use std::sync::Arc;

use texts::Key;

/// How large a line of a slip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipSize {
    /// What is looked for in the hall: the number.
    Number,
    /// Names.
    Name,
    /// Everything else.
    Text,
}

/// What stands on a slip, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Its language, by which letters are chosen that several languages share.
    pub language: &'static str,
    /// Its lines.
    pub lines: Vec<(SlipSize, String)>,
}

/// What became of the slip that was asked for last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipProgress {
    /// It waits or is being printed.
    Printing,
    /// It is there.
    Done,
    /// There is no paper; it was dropped.
    NoPaper,
    /// It was dropped for another reason.
    Failed,
}

impl SlipProgress {
    /// Returns the words that a visitor reads about it.
    #[must_use]
    pub fn words(self) -> Key {
        match self {
            Self::Printing => Key::SlipPrinting,
            Self::Done => Key::SlipDone,
            Self::NoPaper => Key::SlipNoPaper,
            Self::Failed => Key::SlipFailed,
        }
    }
}

/// How the printer is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrinterHealth {
    /// It has printed nothing yet.
    NotYet,
    /// It took the last slip, or is about to.
    Working,
    /// The last slip found no paper.
    NoPaper,
    /// The last slip failed; why and what to do about it, in English, for the device's own page.
    Failed(String),
}

/// The printer, as a screen sees it. No method may wait: they are called while a frame is drawn.
pub trait SlipPrinter: Debug {
    /// Returns how it is doing; `None` where the kiosk has none.
    fn health(&self) -> Option<PrinterHealth>;

    /// Asks for a slip.
    fn print(&self, slip: &Slip);

    /// Returns what became of the slip that was asked for last, if any was.
    fn progress(&self) -> Option<SlipProgress>;

    /// Hands over what to call when that changes, so that it shows at once.
    fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>);
}

/// A kiosk without a printer.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoPrinter;

impl SlipPrinter for NoPrinter {
    fn health(&self) -> Option<PrinterHealth> {
        None
    }

    fn print(&self, _slip: &Slip) {}

    fn progress(&self) -> Option<SlipProgress> {
        None
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}
