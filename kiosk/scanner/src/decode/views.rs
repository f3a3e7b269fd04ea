//! The looks that a picture can be given: at which size, against which threshold, how closely.

use std::cell::OnceCell;

use super::super::bend::{Laid, Modules, Shape, follow, lay};
use super::super::corners::Corners;
use super::super::located::Located;
use super::super::look::{Budget, Enough, Seen, guarded, look};
use super::super::picture::Picture;
use super::super::quiet_zone::{CutOut, cut_out};
use super::super::threshold::{Threshold, black};
use super::look_step::{LookStep, Size};
use super::unread::Unread;

/// A picture at the sizes the cascade asks for, each made once.
pub(super) struct Views<'a> {
    full: &'a Picture,
    half: OnceCell<Option<Picture>>,
    quarter: OnceCell<Option<Picture>>,
}

impl<'a> Views<'a> {
    pub(super) fn new(full: &'a Picture) -> Self {
        Self {
            full,
            half: OnceCell::new(),
            quarter: OnceCell::new(),
        }
    }

    fn at(&self, size: Size) -> Option<&Picture> {
        match size {
            Size::Full => Some(self.full),
            Size::Half => self.half.get_or_init(|| self.full.half()).as_ref(),
            Size::Quarter => {
                let quarter = || self.at(Size::Half).and_then(Picture::half);
                self.quarter.get_or_init(quarter).as_ref()
            }
        }
    }

    /// Takes one look.
    pub(super) fn look(&self, step: &LookStep, enough: Enough, budget: &Budget) -> Seen {
        let Some(mut bits) = self
            .at(step.size)
            .and_then(|view| guarded(|| black(view, step.threshold)))
        else {
            return Seen::default();
        };
        if step.inverted {
            bits.flip_self();
        }
        // One threshold for all is the quick look, and small codes are left to the others.
        let close = step.threshold != Threshold::Global;
        look(&bits, close, enough, budget)
    }

    /// Looks for symbols that lie without a quiet zone on a ground of their own colour, black ones and white ones.
    pub(super) fn look_without_quiet_zones(&self, budget: &Budget) -> Vec<Located> {
        let mut codes = Vec::new();
        for inverted in [false, true] {
            let turned = inverted.then(|| self.full.inverted());
            let picture = turned.as_ref().unwrap_or(self.full);
            let Some(bits) = guarded(|| black(picture, Threshold::Global)) else {
                continue;
            };
            for cut in cut_out(picture, &bits) {
                if budget.spent() {
                    return codes;
                }
                let seen = guarded(|| black(&cut.picture, Threshold::Global))
                    .map(|bits| look(&bits, true, Enough::All, budget));
                let codes_in = seen.into_iter().flat_map(|seen| seen.codes);
                codes.extend(codes_in.map(|code| self.out_of(&cut, code)));
            }
        }
        codes
    }

    /// A code that was found in a part of the picture, with its place in the whole.
    fn out_of(&self, cut: &CutOut, code: Located) -> Located {
        let whole = |at: f32, part: u32, offset: f32, full: u32| {
            ((at * part as f32 + offset) / full.max(1) as f32).clamp(0.0, 1.0)
        };
        let corners = code.corners.map(|[x, y]| {
            [
                whole(x, cut.picture.width(), cut.offset.0, self.full.width()),
                whole(y, cut.picture.height(), cut.offset.1, self.full.height()),
            ]
        });
        Located { corners, ..code }
    }

    /// Lays sheets on these symbols until one is read: that one last, those before it as far as they could be told.
    /// Their shapes are in pixels of the full picture. What was laid on is taken out of `unread`.
    pub(super) fn lay(&self, unread: &mut Unread, budget: &Budget) -> Vec<(Laid, bool)> {
        let laid = self.lay_on(unread.take_sets(), budget);
        if laid.is_empty() {
            return self.lay_on(unread.take_guesses(), budget);
        }
        laid
    }

    fn lay_on(
        &self,
        sets: impl IntoIterator<Item = (Corners, bool)>,
        budget: &Budget,
    ) -> Vec<(Laid, bool)> {
        let mut laid = Vec::new();
        for (corners, inverted) in sets {
            if budget.spent() {
                break;
            }
            let size = clear_enough(corners.module);
            let Some(view) = self.at(size) else { continue };
            let corners = corners.scaled(size.part());
            let Some(found) = guarded(|| lay(view, &corners, inverted, budget)) else {
                continue;
            };
            let read = found.text.is_some();
            laid.push((in_full(found, size), inverted));
            if read {
                break;
            }
        }
        laid
    }

    /// Looks again for a symbol near where it was a moment ago, its corners seen or not.
    pub(super) fn follow(&self, shape: &Shape, modules: &Modules, inverted: bool) -> Option<Laid> {
        let size = clear_enough(shape.module());
        let view = self.at(size)?;
        let shape = shape.scaled(size.part());
        let found = guarded(|| follow(view, &shape, modules, inverted))?;
        Some(in_full(found, size))
    }

    /// A code with its place.
    pub(super) fn located(&self, text: String, shape: &Shape) -> Located {
        let size = (self.full.width(), self.full.height());
        Located::new(text, shape.corners(), size)
    }
}

fn in_full(laid: Laid, size: Size) -> Laid {
    let shape = laid.shape.scaled(1.0 / size.part());
    Laid { shape, ..laid }
}

/// The smallest size at which a symbol with modules of so many pixels is still as clear as it gets.
fn clear_enough(module: f32) -> Size {
    if module > 14.0 {
        Size::Quarter
    } else if module > 5.5 {
        Size::Half
    } else {
        Size::Full
    }
}
