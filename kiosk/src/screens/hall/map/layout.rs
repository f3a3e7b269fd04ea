//! Where everything on the page goes, upright and across.

use egui::{Rect, Ui, pos2};
use shared::catalogue::Plan;

use super::super::super::Glance;
use super::{Panel, buttons, card, legend};
use crate::theme::mm;

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

/// The widths of the code upright and of the panel across, and the height of the way upright, in millimetres.
const CODE: f32 = 58.0;
const PANEL: f32 = 126.0;
const WAY: f32 = 138.0;

impl Layout {
    /// The layout for what stands beside the map.
    pub(super) fn new(ui: &Ui, glance: &Glance<'_>, body: Rect, plan: &Plan, panel: Panel) -> Self {
        if glance.metrics.portrait() {
            Self::upright(ui, glance, body, plan, panel)
        } else {
            Self::across(glance, body, plan, panel)
        }
    }

    /// Levels, map, buttons, panel, one below the other: what is to be touched most is the lowest.
    fn upright(ui: &Ui, glance: &Glance<'_>, body: Rect, plan: &Plan, panel: Panel) -> Self {
        let m = glance.metrics;
        let (target, gap) = (m.mm(mm::TARGET), m.mm(2.0 * mm::GAP));
        let wanted = match panel {
            Panel::Card(_) => m.mm(card::HEIGHT),
            Panel::Way(_) => m.mm(WAY),
            Panel::Legend => legend::height(ui, glance, plan, body.width()),
        };
        let high = wanted.min(body.height() * 0.45);
        let low = Rect::from_min_max(pos2(body.left(), body.bottom() - high), body.max);
        let row = body.with_max_y(low.top() - gap);
        let row = row.with_min_y(row.bottom() - target);
        let levels = (plan.levels.len() > 1).then(|| body.with_max_y(body.top() + target));
        let top = levels.map_or(body.top(), |levels| levels.bottom() + m.mm(mm::GAP));
        let (panel, code) = match panel {
            Panel::Way(_) => {
                let left = low.right() - m.mm(CODE);
                (low.with_max_x(left - m.mm(8.0)), Some(low.with_min_x(left)))
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

    /// Buttons and the code at the left, the map in the middle, the panel at the right.
    fn across(glance: &Glance<'_>, body: Rect, plan: &Plan, panel: Panel) -> Self {
        let m = glance.metrics;
        let (target, gap) = (m.mm(mm::TARGET), m.mm(mm::GAP));
        let column = body.with_max_x(body.left() + 2.0 * target + gap);
        let width = m.mm(PANEL).min(body.width() * 0.42);
        let right = body.with_min_x(body.right() - width);
        let middle = Rect::from_min_max(
            pos2(column.right() + 2.0 * gap, body.top()),
            pos2(right.left() - 3.0 * gap, body.bottom()),
        );
        let levels = (plan.levels.len() > 1).then(|| middle.with_min_y(body.bottom() - target));
        let floor = levels.map_or(body.bottom(), |levels| levels.top() - gap);
        let buttons = column.with_max_y(column.top() + 4.0 * target + 3.0 * gap);
        let code =
            matches!(panel, Panel::Way(_)).then(|| column.with_min_y(buttons.bottom() + 2.0 * gap));
        Self {
            map: middle.with_max_y(floor),
            buttons,
            levels,
            panel: right,
            code,
        }
    }
}

/// In two columns the buttons are as many rows high.
const _: () = assert!(buttons::COUNT <= 8, "four rows of two");
