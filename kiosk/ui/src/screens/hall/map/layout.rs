//! Where everything on the page goes, upright and across.

use egui::{Rect, pos2};
use shared::ids::BoothNumber;
use shared::route::Destination;

use super::super::super::DrawContext;
use crate::session::MapVisit;
use crate::theme::mm;

/// What stands beside the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel<'a> {
    /// A booth that was touched.
    Card(BoothNumber),
    /// The way to a destination.
    Way(&'a Destination),
    /// What the signs mean.
    Legend,
}

impl<'a> Panel<'a> {
    pub(super) fn new(visit: &MapVisit, goal: Option<&'a Destination>) -> Self {
        match (visit.picked(), goal) {
            (Some(picked), _) => Self::Card(picked),
            (None, Some(goal)) => Self::Way(goal),
            (None, None) => Self::Legend,
        }
    }
}

/// The places of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) map: Rect,
    pub(super) buttons: Rect,
    /// The levels, where there is more than one.
    pub(super) levels: Option<Rect>,
    /// What stands beside the map.
    pub(super) panel: Rect,
    /// The code for the phone, where there is a way to take along.
    pub(super) code: Option<Rect>,
}

/// The widths of the code upright and across, and of the panel across, in millimetres.
const CODE: f32 = 66.0;
const CODE_ACROSS: f32 = 44.0;
const PANEL: f32 = 126.0;
/// The space between the way and its code.
const BESIDE: f32 = 8.0;

/// A place that is higher than so many parts of its width has the panel below the map.
const HIGH: f32 = 0.9;

impl Layout {
    /// The layout for what stands beside the map, and the height that wants below it, by the width it has; with the
    /// levels if there is something to choose.
    pub(super) fn new(
        context: &DrawContext<'_>,
        body: Rect,
        levels: bool,
        panel: Panel<'_>,
        wanted: impl FnOnce(f32) -> f32,
    ) -> Self {
        if body.height() > HIGH * body.width() {
            Self::upright(context, body, levels, panel, wanted)
        } else {
            Self::across(context, body, levels, panel)
        }
    }

    /// Levels, map, buttons, panel, one below the other: what is to be touched most is the lowest.
    fn upright(
        context: &DrawContext<'_>,
        body: Rect,
        levels: bool,
        panel: Panel<'_>,
        wanted: impl FnOnce(f32) -> f32,
    ) -> Self {
        let m = context.metrics;
        let (target, gap) = (m.mm(mm::TARGET), m.mm(2.0 * mm::GAP));
        let wanted = match panel {
            Panel::Way(_) => wanted(body.width() - m.mm(CODE + BESIDE)).max(m.mm(CODE + 30.0)),
            Panel::Card(_) | Panel::Legend => wanted(body.width()),
        };
        let high = wanted.min(body.height() * 0.45);
        let low = Rect::from_min_max(pos2(body.left(), body.bottom() - high), body.max);
        let row = body.with_max_y(low.top() - gap);
        let row = row.with_min_y(row.bottom() - target);
        let levels = levels.then(|| body.with_max_y(body.top() + m.row(mm::TARGET)));
        let top = levels.map_or(body.top(), |levels| levels.bottom() + m.mm(mm::GAP));
        let (panel, code) = match panel {
            Panel::Way(_) => {
                let left = low.right() - m.mm(CODE);
                (
                    low.with_max_x(left - m.mm(BESIDE)),
                    Some(low.with_min_x(left)),
                )
            }
            _ => (low, None),
        };
        Self {
            map: Rect::from_min_max(pos2(body.left(), top), pos2(body.right(), row.top() - gap)),
            buttons: row,
            levels,
            panel,
            code,
        }
    }

    /// The map above its buttons, with the code at its left; the levels above the panel at the right.
    fn across(context: &DrawContext<'_>, body: Rect, levels: bool, panel: Panel<'_>) -> Self {
        let m = context.metrics;
        let (target, gap) = (m.mm(mm::TARGET), m.mm(mm::GAP));
        let width = m.mm(PANEL).min(body.width() * 0.42);
        let right = body.with_min_x(body.right() - width);
        let left = body.with_max_x(right.left() - 3.0 * gap);
        let buttons = left.with_min_y(body.bottom() - target);
        let map = left.with_max_y(buttons.top() - 2.0 * gap);
        let levels = levels.then(|| right.with_max_y(body.top() + m.row(mm::TARGET)));
        let top = levels.map_or(body.top(), |levels| levels.bottom() + 2.0 * gap);
        let (map, code) = match panel {
            Panel::Way(_) => {
                let code = map.with_max_x(map.left() + m.mm(CODE_ACROSS));
                (map.with_min_x(code.right() + 2.0 * gap), Some(code))
            }
            _ => (map, None),
        };
        Self {
            map,
            buttons,
            levels,
            panel: right.with_min_y(top),
            code,
        }
    }
}
