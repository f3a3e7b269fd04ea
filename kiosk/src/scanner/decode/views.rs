//! The looks that a picture can be given: at which size, against which threshold, how closely.

use std::cell::OnceCell;

use rxing::qrcode::cpp_port::detector::FinderPatternSet;

use super::super::bend::read_bent;
use super::super::look::{Budget, Enough, Seen, guarded, look};
use super::super::picture::Picture;
use super::super::relief::Relief;
use super::super::threshold::{Threshold, black, reach};
use super::located::Located;

/// A picture at the sizes the cascade asks for, each made once.
pub(super) struct Views<'a> {
    full: &'a Picture,
    half: OnceCell<Option<Picture>>,
}

impl<'a> Views<'a> {
    pub(super) fn new(full: &'a Picture) -> Self {
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

    pub(super) fn look(&self, step: &Step, enough: Enough, budget: &Budget) -> Seen {
        let Some(mut bits) = self
            .at(step.size)
            .and_then(|view| guarded(|| black(view, step.threshold)))
        else {
            return Seen::default();
        };
        if step.inverted {
            bits.flip_self();
        }
        look(&bits, step.close, enough, budget)
    }

    /// The first of these symbols that can be pulled straight.
    pub(super) fn look_bent(&self, unread: &Unread, budget: &Budget) -> Option<Located> {
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
            if let Some(found) = corners
                .iter()
                .find_map(|corners| guarded(|| read_bent(&relief, corners, budget)))
            {
                return Some(found);
            }
        }
        None
    }
}

/// The window that takes the light out of a picture for [`read_bent`], as in [`Threshold::Window`].
const BENT_WINDOW: u32 = 8;

/// Corners of symbols that were seen and not read: those of black symbols and those of white ones, each with the
/// size of the picture they were seen at.
#[derive(Debug, Default)]
pub(super) struct Unread {
    black: Option<(Size, Vec<FinderPatternSet>)>,
    white: Option<(Size, Vec<FinderPatternSet>)>,
}

impl Unread {
    /// Keeps what `step` saw when it sees better than the steps before: at full size, block by block.
    pub(super) fn keep(&mut self, seen: Vec<FinderPatternSet>, step: &Step) {
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
pub(super) struct Step {
    size: Size,
    threshold: Threshold,
    inverted: bool,
    close: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Full,
    Half,
}

pub(super) const fn step(size: Size, threshold: Threshold) -> Step {
    Step {
        size,
        threshold,
        inverted: false,
        close: true,
    }
}

pub(super) const fn inverted(size: Size, threshold: Threshold) -> Step {
    Step {
        size,
        threshold,
        inverted: true,
        close: true,
    }
}

pub(super) const QUICK: Step = Step {
    size: Size::Full,
    threshold: Threshold::Global,
    inverted: false,
    close: false,
};
pub(super) const BESIDE: Step = step(Size::Full, Threshold::Blocks);
