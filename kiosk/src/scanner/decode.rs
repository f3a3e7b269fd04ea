//! Reads the QR codes of a picture: quick looks first, harder ones only while nothing was read.
//!
//! The order was measured on real photographs, each look judged by what it reads that the ones before did not.

use std::cell::OnceCell;
use std::path::Path;
use std::time::Duration;

use super::ScanError;
use super::bend::read_bent;
pub use super::look::Budget;
use super::look::{Seen, guarded, look};
use super::picture::Picture;
use super::relief::Relief;
use super::threshold::{Threshold, black, reach};
use rxing::qrcode::cpp_port::detector::FinderPatternSet;

/// How long the looks at a still picture may take in all, a look under way included by a wide margin: no picture
/// should keep anybody waiting for more than a quarter of a second, reading the file included.
pub const STILL_BUDGET: Duration = Duration::from_millis(120);

/// How long the looks at one camera frame may take in all.
pub const FRAME_BUDGET: Duration = Duration::from_millis(25);

/// Reads all codes of a picture file within [`STILL_BUDGET`], opening it included.
///
/// # Errors
/// Those of [`Picture::open`].
pub fn read_file(path: &Path) -> Result<Vec<String>, ScanError> {
    let budget = Budget::of(STILL_BUDGET);
    Ok(read_still(&Picture::open(path)?, &budget))
}

/// Reads all codes of a picture file that is in memory, within [`STILL_BUDGET`]. `from` names it in errors.
///
/// # Errors
/// Those of [`Picture::from_bytes`].
pub fn read_bytes(bytes: &[u8], from: &Path) -> Result<Vec<String>, ScanError> {
    let budget = Budget::of(STILL_BUDGET);
    Ok(read_still(&Picture::from_bytes(bytes, from)?, &budget))
}

/// Reads all codes of a picture, each text once. Empty when there is none, or none that can be read in time.
#[must_use]
pub fn read_still(picture: &Picture, budget: &Budget) -> Vec<String> {
    let fitted = picture.fitted();
    let views = Views::new(fitted.as_ref().unwrap_or(picture));
    let mut unread = Unread::default();
    for step in &STILL {
        if budget.spent() {
            return Vec::new();
        }
        let mut seen = views.look(step, MANY, budget);
        if seen.texts.is_empty() {
            unread.keep(seen.unread, step);
            continue;
        }
        // A second, different look finds the codes that the first one missed beside the ones it read.
        if *step != BESIDE && !budget.spent() {
            for text in views.look(&BESIDE, MANY, budget).texts {
                if !seen.texts.contains(&text) {
                    seen.texts.push(text);
                }
            }
        }
        return seen.texts;
    }
    views.look_bent(&unread, budget).into_iter().collect()
}

/// Reads one code from each camera frame. An empty frame gets only quick looks and, in turn, one of the harder ones:
/// a code held up for a few frames meets them all, and a kiosk at rest stays cool.
#[derive(Debug, Default)]
pub struct FrameReader {
    turn: usize,
}

impl FrameReader {
    /// The code in `frame`, if there is one that can be read within `budget`.
    pub fn read(&mut self, frame: &Picture, budget: &Budget) -> Option<String> {
        let fitted = frame.fitted();
        let views = Views::new(fitted.as_ref().unwrap_or(frame));
        let mut promising = false;
        let mut unread = Unread::default();
        for step in &FRAME_FIRST {
            let seen = views.look(step, 1, budget);
            if let Some(text) = seen.texts.into_iter().next() {
                return Some(text);
            }
            promising |= seen.corners >= 3;
            unread.keep(seen.unread, step);
        }
        self.turn = (self.turn + 1) % FRAME_TURNS.len();
        let turns = if promising { FRAME_TURNS.len() } else { 1 };
        for more in 0..turns {
            if budget.spent() {
                return None;
            }
            let step = &FRAME_TURNS[(self.turn + more) % FRAME_TURNS.len()];
            let seen = views.look(step, 1, budget);
            if let Some(text) = seen.texts.into_iter().next() {
                return Some(text);
            }
            unread.keep(seen.unread, step);
        }
        views.look_bent(&unread, budget)
    }
}

/// Corners of symbols that were seen and not read: those of black symbols and those of white ones, each with the
/// size of the picture they were seen at.
#[derive(Debug, Default)]
struct Unread {
    black: Option<(Size, Vec<FinderPatternSet>)>,
    white: Option<(Size, Vec<FinderPatternSet>)>,
}

impl Unread {
    /// Keeps what `step` saw when it sees better than the steps before: at full size, block by block.
    fn keep(&mut self, seen: Vec<FinderPatternSet>, step: &Step) {
        let kept = if step.inverted {
            &mut self.white
        } else {
            &mut self.black
        };
        let better = step.size == Size::Full && step.threshold == Threshold::Blocks;
        if !seen.is_empty() && (kept.is_none() || better) {
            *kept = Some((step.size, seen));
        }
    }
}

/// One step of the cascade: at which size, against which threshold, how closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    size: Size,
    threshold: Threshold,
    inverted: bool,
    close: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Full,
    Half,
}

/// More codes than fit on a sheet of tickets.
const MANY: usize = 64;

const fn step(size: Size, threshold: Threshold) -> Step {
    Step {
        size,
        threshold,
        inverted: false,
        close: true,
    }
}

const fn inverted(size: Size, threshold: Threshold) -> Step {
    Step {
        size,
        threshold,
        inverted: true,
        close: true,
    }
}

const QUICK: Step = Step {
    size: Size::Full,
    threshold: Threshold::Global,
    inverted: false,
    close: false,
};
const BESIDE: Step = step(Size::Full, Threshold::Blocks);

const STILL: [Step; 7] = [
    QUICK,
    step(Size::Half, Threshold::Blocks),
    BESIDE,
    step(Size::Full, Threshold::Window(8)),
    step(Size::Half, Threshold::Window(8)),
    inverted(Size::Half, Threshold::Blocks),
    inverted(Size::Full, Threshold::Blocks),
];

const FRAME_FIRST: [Step; 2] = [QUICK, step(Size::Half, Threshold::Blocks)];
const FRAME_TURNS: [Step; 4] = [
    BESIDE,
    step(Size::Half, Threshold::Window(8)),
    inverted(Size::Half, Threshold::Blocks),
    step(Size::Full, Threshold::Window(8)),
];

/// A picture at the sizes the cascade asks for, each made once.
struct Views<'a> {
    full: &'a Picture,
    half: OnceCell<Option<Picture>>,
}

impl<'a> Views<'a> {
    fn new(full: &'a Picture) -> Self {
        Self {
            full,
            half: OnceCell::new(),
        }
    }

    fn at(&self, size: Size) -> Option<&Picture> {
        match size {
            Size::Full => Some(self.full),
            Size::Half => self.half.get_or_init(|| self.full.half()).as_ref(),
        }
    }

    fn look(&self, step: &Step, most: usize, budget: &Budget) -> Seen {
        let Some(mut bits) = self
            .at(step.size)
            .and_then(|view| guarded(|| black(view, step.threshold)))
        else {
            return Seen::default();
        };
        if step.inverted {
            bits.flip_self();
        }
        look(&bits, step.close, most, budget)
    }

    /// The text of the first of these symbols that can be pulled straight.
    fn look_bent(&self, unread: &Unread, budget: &Budget) -> Option<String> {
        for (kept, inverted) in [(&unread.black, false), (&unread.white, true)] {
            let Some((view, corners)) = kept
                .as_ref()
                .and_then(|(size, corners)| Some((self.at(*size)?, corners)))
            else {
                continue;
            };
            if budget.spent() {
                return None;
            }
            let relief = Relief::of(view, reach(view, BENT_WINDOW));
            let relief = if inverted { relief.inverted() } else { relief };
            if let Some(text) = corners
                .iter()
                .find_map(|corners| guarded(|| read_bent(&relief, corners, budget)))
            {
                return Some(text);
            }
        }
        None
    }
}

/// The window that takes the light out of a picture for [`read_bent`], as in [`Threshold::Window`].
const BENT_WINDOW: u32 = 8;

#[cfg(test)]
mod tests;
