//! What was found: cards in a list or a grid; or the word that there is nothing.

use egui::{Rect, Ui, pos2, vec2};
use texts::Key;

use super::card;
use super::list::BoothLine;
use super::others::OtherLine;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::places::Places;
use crate::screens::scroll::{Rows, Scroll};
use crate::screens::words::Look;
use crate::session::{Action, BoothsAction, Page};
use crate::theme::{Metrics, Weight, colour, mm};

/// The cards, with how far they are scrolled.
#[derive(Debug, Default)]
pub(super) struct Results {
    visit: u64,
    scroll: Scroll,
}

/// Cards of one kind.
pub(super) struct Cards {
    least_wide_mm: f32,
    high_mm: f32,
    booth: fn(&mut Ui, &DrawContext<'_>, Rect, &BoothLine) -> bool,
    other: fn(&mut Ui, &DrawContext<'_>, Rect, &OtherLine) -> bool,
}

impl Cards {
    /// Large cards, under one another or in two columns.
    pub(super) fn large(m: &Metrics) -> Self {
        Self {
            // With larger letters fewer stand side by side, and their words stay whole.
            least_wide_mm: if m.one_column() {
                110.0 * m.text_scale()
            } else {
                130.0
            },
            high_mm: card::height(m),
            booth: card::show,
            other: card::show_other,
        }
    }

    /// Cards of which the picture is the most, many side by side.
    pub(super) fn grid(m: &Metrics) -> Self {
        Self {
            least_wide_mm: 58.0 * m.text_scale(),
            high_mm: card::grid_height(m),
            booth: card::show_in_grid,
            other: card::show_other_in_grid,
        }
    }

    /// Low cards under one another.
    pub(super) fn low() -> Self {
        Self {
            least_wide_mm: 85.0,
            high_mm: card::LOW,
            booth: card::show_low,
            other: card::show_other,
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'a> {
    Booth(&'a BoothLine),
    Other(&'a OtherLine),
}

impl Found<'_> {
    fn page(self) -> Page {
        match self {
            Self::Booth(line) => Page::Booth(line.number),
            Self::Other(line) => line.page.clone(),
        }
    }
}

impl Results {
    /// Back to the beginning, for another list.
    pub(super) fn rewind(&mut self) {
        self.scroll.rewind();
    }

    /// Back to the beginning for another visitor.
    pub(super) fn visited_by(&mut self, visit: u64) {
        if self.visit != visit {
            self.visit = visit;
            self.rewind();
        }
    }

    /// Draws the cards.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        place: Rect,
        lines: &[Found<'_>],
        cards: &Cards,
    ) -> Option<Action> {
        let m = context.metrics;
        let gap = m.mm(mm::GAP + 0.5);
        let columns = ((place.width() + gap) / (m.mm(cards.least_wide_mm) + gap)).floor();
        let columns = columns.max(1.0) as usize;
        let size = vec2(place.cell(columns, 1, gap).x, m.row(cards.high_mm));
        let rows = Rows {
            name: "booths",
            count: lines.len().div_ceil(columns),
            height: size.y,
            gap,
        };
        let mut wanted = None;
        self.scroll.rows(ui, place, rows, |ui, rect, row| {
            let in_row = lines.iter().skip(row * columns).take(columns);
            for (line, card) in in_row.zip(rect.cells(columns, size, gap)) {
                let used = match line {
                    Found::Booth(line) => (cards.booth)(ui, context, card, line),
                    Found::Other(line) => (cards.other)(ui, context, card, line),
                };
                if used {
                    wanted = Some(Action::Go(line.page()));
                }
            }
        });
        wanted
    }

    /// Draws the buttons that move the cards at the right end of a row; returns what is left of it.
    pub(super) fn buttons(&mut self, ui: &mut Ui, context: &DrawContext<'_>, row: Rect) -> Rect {
        self.scroll.buttons(ui, context, row)
    }
}

/// What is said when nothing fits, with the way out.
pub(super) fn nothing(ui: &mut Ui, context: &DrawContext<'_>, place: Rect) -> Option<Action> {
    let m = context.metrics;
    let empty = context.view.catalogue.booths.is_empty();
    let (what, next) = if empty {
        (Key::BoothsEmpty, Key::BoothsEmptyNext)
    } else {
        (Key::BoothsNone, Key::BoothsNoneNext)
    };
    let words = context.texts.say(Key::BoothsShowAll);
    let button = Button::new("show-all", &words, Kind::Main);
    let high = m.mm(mm::TARGET);
    let room = if empty { 0.0 } else { high + m.mm(3.0) };
    let below = said(ui, context, place, room, [what, next]);
    if empty {
        return None;
    }
    let width = button.width(ui, m).min(place.width());
    // The button is there however little room the words leave.
    let top = (below + m.mm(8.0))
        .min(place.bottom() - high)
        .max(place.top());
    let rect = Rect::from_min_size(pos2(place.center().x - width / 2.0, top), vec2(width, high));
    let used = button.show(ui, m, rect);
    used.then_some(Action::Booths(BoothsAction::ShowAll))
}

/// What is said in the blink of an eye in which the index of a new catalogue is made.
pub(super) fn coming(ui: &mut Ui, context: &DrawContext<'_>, place: Rect) {
    let look = Look::text(context.metrics, colour::INK_SOFT).rows(1);
    look.write(ui, place, &context.texts.say(Key::BoothsComing));
}

/// Writes what there is to say above so much room for a button; as much of it as fits.
fn said(ui: &mut Ui, context: &DrawContext<'_>, place: Rect, room: f32, words: [Key; 2]) -> f32 {
    let m = context.metrics;
    let [what, next] = words.map(|key| context.texts.say(key));
    let free = place.height() - room;
    let title = Look::new(m, mm::HEADING, Weight::SemiBold, colour::INK).centred();
    let soft = Look::text(m, colour::INK_SOFT).centred();
    let place = place.shrink2(vec2(m.mm(6.0), 0.0));
    let heights = [
        title.height(ui, &what, place.width()),
        soft.height(ui, &next, place.width()),
    ];
    let (above, between) = (m.mm(12.0), m.mm(4.0));
    let above = (free - heights[0]).clamp(0.0, above);
    if heights[0] > free {
        return place.top();
    }
    let said = title.write(ui, place.with_min_y(place.top() + above), &what);
    let below = place.with_min_y(said.bottom() + between);
    if above + heights[0] + between + heights[1] > free {
        return said.bottom();
    }
    soft.write(ui, below, &next).bottom()
}
