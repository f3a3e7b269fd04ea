//! The list of booths: search, villages, large cards; scrolled by finger, wheel or two buttons.

use egui::accesskit::Role;
use egui::containers::scroll_area::{DragScroll, ScrollBarVisibility, ScrollSource};
use egui::{
    Frame, Id, Margin, Rect, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2,
    vec2,
};
use shared::ids::VillageId;

use super::controls::{Button, Kind, corner};
use super::header::{self, LanguageNames};
use super::icons::Icon;
use super::words::Look;
use super::{BoothList, Glance, booth_card};
use crate::i18n::Key;
use crate::search::composed;
use crate::session::{Action, LONGEST_SEARCH, Page, Session};
use crate::theme::{Metrics, Weight, colour, mm};

/// The list, with what it remembers of the present visitor.
#[derive(Debug, Default)]
pub(super) struct BoothsScreen {
    names: LanguageNames,
    list: BoothList,
    visit: u64,
    offset: f32,
    /// Where to put the list in the next frame, because a button or a new visitor asked for it.
    jump: Option<f32>,
    typed: String,
}

/// What the parts of the screen share.
struct Parts {
    search: Rect,
    villages: Rect,
    list: Rect,
    pages: Rect,
}

impl BoothsScreen {
    /// Draws it for a visitor.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        session: &Session,
    ) -> Option<Action> {
        self.follow(ui, glance, session);
        let screen = ui.max_rect();
        let m = glance.metrics;
        let (language, languages_at) = header::languages(ui, glance, screen, &self.names, None);
        let (back, left) = header::ways_back(ui, glance, screen, Key::Back);
        self.title(
            ui,
            glance,
            header::between(glance, screen, left, languages_at),
        );
        let parts = self.parts(ui, glance, screen);
        let search = self.search(ui, glance, parts.search);
        let village = self.villages(ui, glance, session.village(), parts.villages);
        let booth = if self.list.lines().is_empty() {
            // There is nothing to scroll; a jump that stayed would ask for frames for ever.
            self.jump = None;
            nothing(ui, glance, parts.list)
        } else {
            self.cards(ui, m, parts.list)
        };
        if !self.list.lines().is_empty() {
            self.pages(ui, glance, parts.pages, parts.list.height());
        }
        language.or(back).or(search).or(village).or(booth)
    }

    /// Takes over what has changed since the last frame.
    fn follow(&mut self, ui: &Ui, glance: &Glance<'_>, session: &Session) {
        if self.visit != session.visit() {
            self.visit = session.visit();
            // The field would offer what it held before to whoever presses "undo".
            TextEdit::store_state(
                ui.ctx(),
                field_id(),
                egui::text_edit::TextEditState::default(),
            );
            ui.ctx()
                .memory_mut(|memory| memory.surrender_focus(field_id()));
            self.jump = Some(0.0);
        }
        if self.typed != session.search() {
            session.search().clone_into(&mut self.typed);
        }
        let catalogue = &glance.view.catalogue;
        let language = glance.texts.language();
        if self
            .list
            .follow(catalogue, language, session.search(), session.village())
        {
            self.jump = Some(0.0);
        }
    }

    fn title(&self, ui: &mut Ui, glance: &Glance<'_>, place: Rect) {
        let m = glance.metrics;
        let texts = glance.texts;
        let half = place.height() / 2.0;
        let upper = Rect::from_min_size(place.min, vec2(place.width(), half));
        Look::new(m, 6.2, Weight::Bold, colour::COBALT)
            .middle()
            .rows(1)
            .heading()
            .write(ui, upper, &texts.say(Key::BoothsTitle));
        let count = self.list.lines().len();
        let count = texts.say_with(Key::BoothsCount, [("count", count.into())]);
        Look::text(m, colour::INK_SOFT).middle().rows(1).write(
            ui,
            upper.translate(vec2(0.0, half)),
            &count,
        );
    }

    fn parts(&self, ui: &Ui, glance: &Glance<'_>, screen: Rect) -> Parts {
        let m = glance.metrics;
        let gap = m.mm(mm::GAP + 1.0);
        let body = Rect::from_min_max(
            pos2(
                screen.left() + m.mm(mm::MARGIN),
                screen.top() + m.mm(header::HEIGHT) + gap,
            ),
            pos2(screen.right() - m.mm(mm::MARGIN), screen.bottom()),
        );
        let target = m.mm(mm::TARGET);
        if m.portrait() {
            let (search, rest) = body.split_top_bottom_at_y(body.top() + target);
            let rows = self.chip_rows(ui, glance, body.width());
            let height = rows as f32 * (target + gap);
            let villages = Rect::from_min_size(
                pos2(body.left(), rest.top() + gap),
                vec2(body.width(), height),
            );
            let pages_top = body.bottom() - target - m.mm(mm::MARGIN * 0.8);
            Parts {
                search,
                villages,
                list: Rect::from_min_max(
                    pos2(body.left(), villages.bottom()),
                    pos2(body.right(), pages_top - gap),
                ),
                pages: Rect::from_min_size(
                    pos2(body.left(), pages_top),
                    vec2(body.width(), target),
                ),
            }
        } else {
            let side = m.mm(86.0);
            let (left, right) = body.split_left_right_at_x(body.left() + side);
            let (search, rest) = left.split_top_bottom_at_y(left.top() + target);
            let pages_top = body.bottom() - target - m.mm(mm::MARGIN * 0.6);
            Parts {
                search,
                villages: Rect::from_min_max(
                    pos2(rest.left(), rest.top() + gap),
                    pos2(rest.right(), pages_top - gap),
                ),
                list: right.with_min_x(right.left() + 2.0 * gap),
                pages: Rect::from_min_size(
                    pos2(left.left(), pages_top),
                    vec2(left.width(), target),
                ),
            }
        }
    }

    fn search(&mut self, ui: &mut Ui, glance: &Glance<'_>, place: Rect) -> Option<Action> {
        let m = glance.metrics;
        let corner = corner(m, mm::TARGET / 2.0);
        let focused = ui.ctx().memory(|memory| memory.has_focus(field_id()));
        let edge = if focused { colour::COBALT } else { colour::RIM };
        let line = Stroke::new(m.mm(if focused { 0.8 } else { 0.5 }), edge);
        ui.painter()
            .rect(place, corner, colour::PORCELAIN, line, StrokeKind::Inside);
        let icon = Rect::from_center_size(
            pos2(place.left() + m.mm(11.0), place.center().y),
            vec2(m.mm(8.0), m.mm(8.0)),
        );
        Icon::Search.draw(ui.painter(), icon, colour::COBALT);
        let clear_at =
            Rect::from_min_max(pos2(place.right() - place.height(), place.top()), place.max);
        let wants_clear = !self.typed.is_empty();
        let right = if wants_clear {
            clear_at.left()
        } else {
            place.right() - m.mm(6.0)
        };
        let field = Rect::from_min_max(
            pos2(icon.right() + m.mm(3.0), place.top()),
            pos2(right, place.bottom()),
        );
        let font = m.font(mm::TEXT, Weight::Regular);
        let above = ((place.height() - font.size * 1.32) / 2.0).max(0.0);
        let name = glance.texts.say(Key::SearchName);
        let hint = glance.texts.say(Key::SearchHint);
        let wide = Look::text(m, colour::INK_SOFT).width(ui, &hint) <= field.width();
        let hint = if wide { hint } else { name.clone() };
        let edit = TextEdit::singleline(&mut self.typed)
            .id(field_id())
            .font(font.clone())
            .char_limit(LONGEST_SEARCH)
            .hint_text(egui::RichText::new(hint).font(font).color(colour::INK_SOFT))
            .frame(Frame::NONE.inner_margin(Margin::symmetric(0, above.min(120.0) as i8)))
            .desired_width(field.width())
            .text_color(colour::INK);
        let response = ui.put(field, edit).accessible_name(name);
        let mut wanted = None;
        if response.changed() {
            wanted = Some(Action::Search(composed(&self.typed)));
        }
        let words = glance.texts.say(Key::SearchClear);
        if wants_clear
            && Button::new("clear", &words, Kind::Quiet)
                .only_icon(Icon::Clear)
                .show(ui, m, clear_at)
        {
            wanted = Some(Action::Search(String::new()));
        }
        wanted
    }

    fn chips(&self, glance: &Glance<'_>) -> Vec<(Option<VillageId>, String)> {
        let all = (None, glance.texts.say(Key::VillageAll));
        let villages = self.list.villages().iter();
        std::iter::once(all)
            .chain(villages.map(|(id, name)| (Some(id.clone()), name.clone())))
            .collect()
    }

    fn chip_rows(&self, ui: &Ui, glance: &Glance<'_>, width: f32) -> usize {
        let m = glance.metrics;
        let (mut rows, mut left) = (1, 0.0);
        for (_, name) in self.chips(glance) {
            let chip = Button::new("", &name, Kind::Quiet).width(ui, m);
            if left > 0.0 && left + chip > width {
                rows += 1;
                left = 0.0;
            }
            left += chip + m.mm(mm::GAP);
        }
        rows
    }

    fn villages(
        &self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        chosen: Option<&VillageId>,
        place: Rect,
    ) -> Option<Action> {
        let m = glance.metrics;
        let mut wanted = None;
        let mut at = place.min;
        let target = m.mm(mm::TARGET);
        let chips = self.chips(glance);
        let group = ui.interact(place, Id::unique("villages"), Sense::hover());
        let label = glance.texts.say(Key::VillageFilter);
        group.widget_info(|| WidgetInfo::labeled(Role::Group, true, &label));
        // In the side column the chips share the height; two columns when one would make them too low.
        let columns = if target * chips.len() as f32 > place.height() {
            2
        } else {
            1
        };
        for (village, name) in &chips {
            let id = village.as_ref().map_or("all-villages", VillageId::as_str);
            let chip = Button::new(id, name, Kind::Choice(village.as_ref() == chosen));
            let gap = m.mm(mm::GAP);
            let width = if m.portrait() {
                chip.width(ui, m)
            } else {
                (place.width() - gap * (columns - 1) as f32) / columns as f32
            };
            if at.x > place.left() && at.x + width > place.right() + 1.0 {
                at = pos2(place.left(), at.y + target + gap);
            }
            if chip.show(ui, m, Rect::from_min_size(at, vec2(width, target))) {
                wanted = Some(Action::OnlyVillage(village.clone()));
            }
            at.x += width + gap;
        }
        wanted
    }

    fn cards(&mut self, ui: &mut Ui, m: &Metrics, place: Rect) -> Option<Action> {
        let gap = m.mm(mm::GAP + 0.5);
        let columns = ((place.width() + gap) / m.mm(108.0)).floor().max(1.0) as usize;
        let height = m.mm(booth_card::HEIGHT);
        let lines = self.list.lines();
        let mut wanted = None;
        let mut area = ScrollArea::vertical()
            .id_salt("booths")
            .auto_shrink([false, false])
            .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden)
            .scroll_source(ScrollSource {
                drag: DragScroll::Always,
                ..ScrollSource::default()
            });
        let rows = lines.len().div_ceil(columns);
        let whole = rows as f32 * (height + gap) - gap;
        if let Some(offset) = self.jump.take() {
            // Beyond the end the list would spring back, a dozen frames long.
            let end = (whole - place.height()).max(0.0);
            area = area.vertical_scroll_offset(offset.min(end));
        }
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("booth-list"));
        inside.set_clip_rect(place.intersect(ui.clip_rect()));
        inside.spacing_mut().item_spacing = vec2(0.0, gap);
        let output = area.show_rows(&mut inside, height, rows, |ui, shown| {
            let width = (place.width() - gap * (columns - 1) as f32) / columns as f32;
            for row in shown {
                let (rect, _) = ui.allocate_exact_size(vec2(place.width(), height), Sense::hover());
                for column in 0..columns {
                    let Some(line) = lines.get(row * columns + column) else {
                        break;
                    };
                    let left = rect.left() + column as f32 * (width + gap);
                    let card = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
                    if booth_card::show(ui, m, card, line) {
                        wanted = Some(Action::Go(Page::Booth(line.number)));
                    }
                }
            }
        });
        self.offset = output.state.clamped_offset().y;
        wanted
    }

    /// Up and down by a page, for those who can't drag.
    fn pages(&mut self, ui: &mut Ui, glance: &Glance<'_>, place: Rect, page: f32) {
        let m = glance.metrics;
        let gap = m.mm(mm::GAP);
        let width = (place.width() - gap) / 2.0;
        let step = (page - m.mm(booth_card::HEIGHT)).max(m.mm(booth_card::HEIGHT));
        let up = Rect::from_min_size(place.min, vec2(width, place.height()));
        let down = up.translate(vec2(width + gap, 0.0));
        let words = glance.texts.say(Key::PageUp);
        let button = |id, words, icon| {
            let button = Button::new(id, words, Kind::Quiet);
            if m.portrait() {
                button.icon(icon)
            } else {
                button.only_icon(icon)
            }
        };
        if button("up", &words, Icon::Up).show(ui, m, up) {
            self.jump = Some((self.offset - step).max(0.0));
        }
        let words = glance.texts.say(Key::PageDown);
        if button("down", &words, Icon::Down).show(ui, m, down) {
            self.jump = Some(self.offset + step);
        }
        if self.jump.is_some() {
            ui.ctx().request_repaint();
        }
    }
}

/// What is said when no booth fits, with the way out.
fn nothing(ui: &mut Ui, glance: &Glance<'_>, place: Rect) -> Option<Action> {
    let m = glance.metrics;
    let empty = glance.view.catalogue.booths.is_empty();
    let (what, next) = if empty {
        (Key::BoothsEmpty, Key::BoothsEmptyNext)
    } else {
        (Key::BoothsNone, Key::BoothsNoneNext)
    };
    let place = place.shrink2(vec2(m.mm(10.0), m.mm(12.0)));
    let title = Look::new(m, mm::HEADING, Weight::SemiBold, colour::INK).centred();
    let said = title.write(ui, place, &glance.texts.say(what));
    let below = place.with_min_y(said.bottom() + m.mm(4.0));
    let said = Look::text(m, colour::INK_SOFT)
        .centred()
        .write(ui, below, &glance.texts.say(next));
    if empty {
        return None;
    }
    let words = glance.texts.say(Key::BoothsShowAll);
    let button = Button::new("show-all", &words, Kind::Main);
    let width = button.width(ui, m);
    let rect = Rect::from_min_size(
        pos2(place.center().x - width / 2.0, said.bottom() + m.mm(8.0)),
        vec2(width, m.mm(mm::TARGET)),
    );
    button.show(ui, m, rect).then_some(Action::ShowAll)
}

/// The search field, one for all visits; its memory is wiped between them.
fn field_id() -> Id {
    Id::unique("booth-search")
}
