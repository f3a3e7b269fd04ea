//! What was found: cards under one another, moved by finger, wheel, or two buttons; or the word that there is nothing.

use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::card;
use super::list::BoothLine;
use super::others::OtherLine;
use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::controls::{Button, Kind};
use crate::screens::hall::scroll;
use crate::screens::scroll_area::scroll_area;
use crate::screens::words::Look;
use crate::session::{Action, BoothsAction, Page};
use crate::theme::{Weight, colour, mm};

/// Where the list stands.
#[derive(Debug, Default)]
pub(super) struct Results {
    visit: u64,
    offset: f32,
    /// Where to put the list in the next frame, because a button, another list or a new visitor asked for it.
    jump: Option<f32>,
}

/// Cards of one kind.
struct Cards {
    least_wide_mm: f32,
    high_mm: f32,
    buttons: Buttons,
    booth: fn(&mut Ui, &Glance<'_>, Rect, &BoothLine) -> bool,
    other: fn(&mut Ui, &Glance<'_>, Rect, &OtherLine) -> bool,
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

/// Where the two buttons stand.
#[derive(Debug, Clone, Copy)]
enum Buttons {
    Below,
    Beside,
}

impl Results {
    /// Back to the beginning, for another list.
    pub(super) fn rewind(&mut self) {
        self.jump = Some(0.0);
    }

    /// Back to the beginning for another visitor.
    pub(super) fn visited_by(&mut self, visit: u64) {
        if self.visit != visit {
            self.visit = visit;
            self.rewind();
        }
    }

    /// Large cards, with the two buttons below them or, on a screen across, beside them.
    pub(super) fn cards(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        place: Rect,
        lines: &[Found<'_>],
    ) -> Option<Action> {
        let upright = glance.metrics.one_column();
        let large = Cards {
            // With larger letters fewer stand side by side, and their words stay whole.
            least_wide_mm: if upright {
                110.0 * glance.metrics.text_scale()
            } else {
                130.0
            },
            high_mm: card::height(glance.metrics),
            buttons: if upright {
                Buttons::Below
            } else {
                Buttons::Beside
            },
            booth: card::show,
            other: card::show_other,
        };
        self.show(ui, glance, place, lines, &large)
    }

    /// Low cards under one another.
    pub(super) fn low_cards(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        place: Rect,
        lines: &[Found<'_>],
    ) -> Option<Action> {
        let low = Cards {
            least_wide_mm: 85.0,
            high_mm: card::LOW,
            buttons: Buttons::Below,
            booth: card::show_low,
            other: card::show_other,
        };
        self.show(ui, glance, place, lines, &low)
    }

    fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        place: Rect,
        lines: &[Found<'_>],
        cards: &Cards,
    ) -> Option<Action> {
        let m = glance.metrics;
        let gap = m.mm(mm::GAP + 0.5);
        let height = m.row(cards.high_mm);
        let whole = |columns: usize| {
            let rows = lines.len().div_ceil(columns);
            rows as f32 * (height + gap) - gap
        };
        let columns_in = |width: f32| {
            let most = ((width + gap) / (m.mm(cards.least_wide_mm) + gap)).floor();
            most.max(1.0) as usize
        };
        let mut list = place;
        if whole(columns_in(place.width())) > place.height() + 1.0 {
            let (buttons, rest) = parts(glance, place, cards.buttons);
            list = rest;
            let go = match cards.buttons {
                Buttons::Beside => scroll::buttons_in_column(ui, glance, buttons),
                Buttons::Below => scroll::wide_buttons(ui, glance, buttons),
            };
            if go != 0.0 {
                let step = (list.height() - height).max(height);
                self.jump = Some((self.offset + go * step).max(0.0));
                ui.ctx().request_repaint();
            }
        }
        let columns = columns_in(list.width());
        let width = (list.width() - gap * (columns - 1) as f32) / columns as f32;
        let mut area = scroll_area("booths");
        if let Some(offset) = self.jump.take() {
            // Beyond the end the list would spring back, a dozen frames long.
            let end = (whole(columns) - list.height()).max(0.0);
            area = area.vertical_scroll_offset(offset.min(end));
        }
        let mut inside = ui.new_child(UiBuilder::new().max_rect(list).id_salt("booth-list"));
        inside.set_clip_rect(list.intersect(ui.clip_rect()));
        inside.spacing_mut().item_spacing = vec2(0.0, gap);
        let mut wanted = None;
        let rows = lines.len().div_ceil(columns);
        let output = area.show_rows(&mut inside, height, rows, |ui, shown| {
            for row in shown {
                let (rect, _) = ui.allocate_exact_size(vec2(list.width(), height), Sense::hover());
                let in_row = lines.iter().skip(row * columns).take(columns);
                for (column, line) in in_row.enumerate() {
                    let left = rect.left() + column as f32 * (width + gap);
                    let card = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
                    let used = match line {
                        Found::Booth(line) => (cards.booth)(ui, glance, card, line),
                        Found::Other(line) => (cards.other)(ui, glance, card, line),
                    };
                    if used {
                        wanted = Some(Action::Go(line.page()));
                    }
                }
            }
        });
        self.offset = output.state.clamped_offset().y;
        wanted
    }
}

/// Where the buttons stand, and what is left for the cards.
fn parts(glance: &Glance<'_>, place: Rect, buttons: Buttons) -> (Rect, Rect) {
    let (target, gap) = (glance.metrics.mm(mm::TARGET), glance.metrics.mm(mm::GAP));
    match buttons {
        Buttons::Below => {
            let (list, row) = place.split_top_bottom_at_y(place.bottom() - target);
            (row, list.with_max_y(list.bottom() - gap))
        }
        Buttons::Beside => {
            let (list, column) = place.split_left_right_at_x(place.right() - target);
            (column, list.with_max_x(list.right() - gap))
        }
    }
}

/// What is said when nothing fits, with the way out.
pub(super) fn nothing(ui: &mut Ui, glance: &Glance<'_>, place: Rect) -> Option<Action> {
    let m = glance.metrics;
    let empty = glance.view.catalogue.booths.is_empty();
    let (what, next) = if empty {
        (Key::BoothsEmpty, Key::BoothsEmptyNext)
    } else {
        (Key::BoothsNone, Key::BoothsNoneNext)
    };
    let words = glance.texts.say(Key::BoothsShowAll);
    let button = Button::new("show-all", &words, Kind::Main);
    let high = m.mm(mm::TARGET);
    let room = if empty { 0.0 } else { high + m.mm(3.0) };
    let below = said(ui, glance, place, room, [what, next]);
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
pub(super) fn coming(ui: &mut Ui, glance: &Glance<'_>, place: Rect) {
    let look = Look::text(glance.metrics, colour::INK_SOFT).rows(1);
    look.write(ui, place, &glance.texts.say(Key::BoothsComing));
}

/// Writes what there is to say above so much room for a button; as much of it as fits.
fn said(ui: &mut Ui, glance: &Glance<'_>, place: Rect, room: f32, words: [Key; 2]) -> f32 {
    let m = glance.metrics;
    let [what, next] = words.map(|key| glance.texts.say(key));
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
