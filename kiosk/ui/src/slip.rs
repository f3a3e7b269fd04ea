//! The slip that a visitor takes along: what stands on it, and how screens get it printed.

use std::fmt::Debug;
use std::sync::Arc;

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

/// The printer, as a screen sees it. No method may wait: they are called while a frame is drawn.
pub trait SlipPrinter: Debug {
    /// Returns whether the kiosk has one.
    fn is_there(&self) -> bool;

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
    fn is_there(&self) -> bool {
        false
    }

    fn print(&self, _slip: &Slip) {}

    fn progress(&self) -> Option<SlipProgress> {
        None
    }

    fn wake_with(&self, _wake: Arc<dyn Fn() + Send + Sync>) {}
}
