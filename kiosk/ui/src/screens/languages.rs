//! The languages where a kiosk with a scanner rests: every one has its button in sight.

use egui::{Rect, Ui};

use super::DrawContext;
use super::header::{self, LanguageNames};
use crate::session::Action;
use crate::theme::mm;

/// The languages with the names and signs on their buttons.
#[derive(Debug, Clone)]
pub(super) struct LanguageBar {
    names: LanguageNames,
    signs: LanguageNames,
}

impl Default for LanguageBar {
    fn default() -> Self {
        let names = LanguageNames::default();
        Self {
            signs: names.as_signs(),
            names,
        }
    }
}

/// Where the bar at the top ends.
pub(super) struct BarEnd {
    /// Where its controls begin, from the left.
    pub(super) left: f32,
    /// Where it ends, from the top.
    pub(super) bottom: f32,
}

impl LanguageBar {
    /// Draws the bar at the top: all languages by name, by sign where the names are too wide, and in a row of their own
    /// where the signs are too; with the aids and the staff's door left of them.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        screen: Rect,
    ) -> (Option<Action>, BarEnd) {
        let m = context.metrics;
        let bar = header::row(m, screen);
        let beside = 2.0 * m.mm(mm::TARGET + mm::GAP);
        let fits = |names: &&LanguageNames, room: f32| names.width(ui, m) <= room;
        let both = [&self.names, &self.signs];
        let in_bar = both
            .into_iter()
            .find(|names| fits(names, bar.width() - beside));
        if let Some(names) = in_bar {
            let (chosen, left) = header::switch(ui, context, bar, names, None);
            let (chosen, left) = header::beside(ui, context, bar, left, None, chosen);
            let bottom = screen.top() + m.mm(header::HEIGHT);
            return (chosen, BarEnd { left, bottom });
        }
        let row = bar.translate(egui::vec2(0.0, bar.height() + m.mm(mm::GAP)));
        let names = both.into_iter().find(|names| fits(names, row.width()));
        let names = names.unwrap_or(&self.signs);
        let (chosen, _) = header::switch(ui, context, row, names, None);
        let right = bar.right() + m.mm(mm::GAP);
        let (chosen, left) = header::beside(ui, context, bar, right, None, chosen);
        let bottom = row.bottom();
        (chosen, BarEnd { left, bottom })
    }

    /// The names alone.
    pub(super) fn names(&self) -> &LanguageNames {
        &self.names
    }
}
