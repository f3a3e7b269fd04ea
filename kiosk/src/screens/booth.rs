//! One booth: what it shows, and what its producer does for sustainability at each stage of a product's life.

use egui::containers::scroll_area::{DragScroll, ScrollBarVisibility, ScrollSource};
use egui::{Color32, Rect, ScrollArea, Sense, Ui, pos2, vec2};
use shared::catalogue::{Booth, LifeCycleStage};
use shared::ids::BoothNumber;

use super::controls::corner;
use super::header::{self, LanguageNames};
use super::icons::Icon;
use super::plate::{ornament, waves};
use super::words::Look;
use super::{BoothLine, Glance, booth_card};
use crate::i18n::Key;
use crate::session::{Action, Page};
use crate::theme::{Metrics, Weight, colour, mm};

/// The page of one booth, with how far it is scrolled.
#[derive(Debug, Default)]
pub(super) struct BoothScreen {
    names: LanguageNames,
    shown: Option<BoothNumber>,
    offset: f32,
    height: f32,
    jump: Option<f32>,
}

impl BoothScreen {
    /// Draws a booth's page.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        glance: &Glance<'_>,
        number: BoothNumber,
    ) -> Option<Action> {
        let screen = ui.max_rect();
        let m = glance.metrics;
        let (language, languages_at) = header::languages(ui, glance, screen, &self.names, None);
        let body = Rect::from_min_max(
            pos2(
                screen.left() + m.mm(mm::MARGIN),
                screen.top() + m.mm(header::HEIGHT + 6.0),
            ),
            pos2(screen.right() - m.mm(mm::MARGIN), screen.bottom()),
        );
        let mut right = languages_at;
        if self.height > body.height() + 1.0 {
            let (go, pages_at) = header::pages(ui, glance, screen, languages_at);
            right = pages_at;
            if go != 0.0 {
                self.jump = {
                    let end = (self.height - body.height()).max(0.0);
                    Some((self.offset + go * body.height() * 0.8).clamp(0.0, end))
                };
                ui.ctx().request_repaint();
            }
        }
        let (back, left) = header::ways_back(ui, glance, screen, Key::BackToBooths);
        let title = glance
            .texts
            .say_with(Key::BoothNumber, [("number", number.0.into())]);
        let place = header::between(glance, screen, left, right);
        Look::new(m, 6.2, Weight::Bold, colour::COBALT)
            .middle()
            .rows(1)
            .heading()
            .write(ui, place, &title);
        if self.shown != Some(number) {
            self.shown = Some(number);
            self.height = 0.0;
            self.jump = Some(0.0);
        }
        let known = glance.view.catalogue.booth(number);
        // A booth can leave the catalogue while its page is open: then the way back is all there is.
        let Some(booth) = known else {
            return language.or(Some(Action::Go(Page::Booths)));
        };
        let left_over = body.with_min_y(body.top() + self.height);
        if m.portrait() && self.height > 0.0 && left_over.height() > m.mm(70.0) {
            ornament(ui.painter(), left_over);
        }
        self.page(ui, glance, booth, body);
        language.or(back)
    }

    fn page(&mut self, ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, body: Rect) {
        let mut area = ScrollArea::vertical()
            .id_salt("booth-page")
            .auto_shrink([false, false])
            .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden)
            .scroll_source(ScrollSource {
                drag: DragScroll::Always,
                ..ScrollSource::default()
            });
        if let Some(offset) = self.jump.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(body).id_salt("booth"));
        inside.set_clip_rect(body.intersect(ui.clip_rect()));
        let output = area.show(&mut inside, |ui| content(ui, glance, booth));
        self.offset = output.state.clamped_offset().y;
        if (self.height - output.content_size.y).abs() > 1.0 {
            self.height = output.content_size.y;
            ui.ctx().request_repaint();
        }
    }
}

/// Everything on the page; in one column upright, in two across.
fn content(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth) {
    let m = glance.metrics;
    let whole = ui.max_rect();
    let bottom = if m.portrait() {
        let bottom = about(ui, glance, booth, whole);
        practices(ui, glance, booth, whole.with_min_y(bottom + m.mm(8.0)))
    } else {
        let (left, right) = whole.split_left_right_at_x(whole.left() + whole.width() * 0.47);
        let about = about(ui, glance, booth, left);
        let practices = practices(
            ui,
            glance,
            booth,
            right.with_min_x(right.left() + m.mm(10.0)),
        );
        about.max(practices)
    };
    // The page's true height, so that it can be scrolled to its end.
    ui.allocate_rect(
        Rect::from_min_max(whole.min, pos2(whole.right(), bottom + m.mm(mm::MARGIN))),
        Sense::hover(),
    );
}

fn about(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, place: Rect) -> f32 {
    let m = glance.metrics;
    let language = glance.language();
    let catalogue = &glance.view.catalogue;
    let line = BoothLine::new(catalogue, booth, glance.texts.language());
    let side = m.mm(if m.portrait() { 34.0 } else { 28.0 });
    let tile = Rect::from_min_size(place.min, vec2(side, side));
    booth_card::tile(ui, m, tile, &line);
    let beside = place.with_min_x(tile.right() + m.mm(7.0));
    let heading = Look::new(
        m,
        if m.portrait() { 8.5 } else { mm::HEADING },
        Weight::Bold,
        colour::INK,
    )
    .heading()
    .write(ui, beside, &line.name);
    let under = beside.with_min_y(heading.bottom() + m.mm(1.5));
    let producer = text(m, colour::INK_SOFT).write(ui, under, &line.producer);
    let mut top = producer.bottom().max(tile.bottom()) + m.mm(6.0);
    let area = catalogue.areas.iter().find(|area| area.id == booth.area);
    if let Some(area) = area {
        top = fact(
            ui,
            m,
            place.with_min_y(top),
            Icon::Pin,
            area.name.get(language),
        );
    }
    if let Some(village) = catalogue.village(&booth.village) {
        let name = glance.texts.say_with(
            Key::BoothVillage,
            [("village", village.name.get(language).into())],
        );
        let words = match village.craft.get(language) {
            "" => name,
            craft => format!("{name} · {craft}"),
        };
        top = fact(ui, m, place.with_min_y(top), Icon::Kiln, &words);
    }
    if booth.certificate {
        top = fact(
            ui,
            m,
            place.with_min_y(top),
            Icon::Seal,
            &glance.texts.say(Key::Certificate),
        );
    }
    let plain = text(m, colour::INK);
    top = plain
        .write(
            ui,
            place.with_min_y(top + m.mm(4.0)),
            booth.description.get(language),
        )
        .bottom();
    if !booth.products.is_empty() {
        let head = name(m, colour::COBALT).heading();
        top = head
            .write(
                ui,
                place.with_min_y(top + m.mm(7.0)),
                &glance.texts.say(Key::ProductsTitle),
            )
            .bottom();
        top = products(ui, m, place.with_min_y(top + m.mm(3.0)), booth, language);
    }
    if catalogue.sample {
        let note = text(m, colour::INK_SOFT);
        top = note
            .write(
                ui,
                place.with_min_y(top + m.mm(6.0)),
                &glance.texts.say(Key::SampleNote),
            )
            .bottom();
    }
    top
}

/// A line with an icon; answers with where the next one begins.
fn fact(ui: &mut Ui, m: &Metrics, place: Rect, icon: Icon, words: &str) -> f32 {
    let side = m.mm(8.0);
    icon.draw(
        ui.painter(),
        Rect::from_min_size(place.min, vec2(side, side)),
        colour::CELADON_DEEP,
    );
    let beside = place.with_min_x(place.left() + side + m.mm(4.0));
    let said = text(m, colour::INK).write(ui, beside, words);
    said.bottom().max(place.top() + side) + m.mm(2.5)
}

/// The products as tags, wrapped; answers with where they end.
fn products(ui: &mut Ui, m: &Metrics, place: Rect, booth: &Booth, language: &str) -> f32 {
    let look = text(m, colour::COBALT).middle().rows(1);
    let height = m.mm(12.0);
    let gap = m.mm(mm::GAP);
    let mut at = place.min;
    for product in &booth.products {
        let words = product.get(language);
        let width = (look.width(ui, words) + m.mm(10.0)).min(place.width());
        if at.x > place.left() && at.x + width > place.right() {
            at = pos2(place.left(), at.y + height + gap);
        }
        let tag = Rect::from_min_size(at, vec2(width, height));
        ui.painter()
            .rect_filled(tag, corner(m, 6.0), colour::COBALT_WASH);
        look.write(ui, tag.shrink2(vec2(m.mm(5.0) - 1.0, 0.0)), words);
        at.x += width + gap;
    }
    at.y + height
}

/// What is done at each stage, in the order of a product's life; answers with where the card ends.
fn practices(ui: &mut Ui, glance: &Glance<'_>, booth: &Booth, place: Rect) -> f32 {
    let m = glance.metrics;
    if booth.practices.is_empty() {
        return place.top();
    }
    let behind = ui.painter().add(egui::Shape::Noop);
    let pad = m.mm(7.0);
    let inner = place.shrink2(vec2(pad, 0.0));
    let head = name(m, colour::CELADON_DEEP).heading();
    let said = head.write(
        ui,
        inner.with_min_y(place.top() + pad),
        &glance.texts.say(Key::PracticesTitle),
    );
    let mut top = said.bottom() + m.mm(5.0);
    let mut ordered: Vec<_> = booth.practices.iter().collect();
    ordered.sort_by_key(|practice| practice.stage);
    for practice in ordered {
        let side = m.mm(if m.portrait() { 17.0 } else { 13.0 });
        let icon = Rect::from_min_size(pos2(inner.left(), top + m.mm(1.0)), vec2(side, side));
        ui.painter()
            .circle_filled(icon.center(), side * 0.62, colour::PORCELAIN);
        Icon::of_stage(practice.stage).draw(
            ui.painter(),
            icon.shrink(side * 0.12),
            colour::CELADON_DEEP,
        );
        let beside = inner.with_min_x(icon.right() + m.mm(6.0)).with_min_y(top);
        let stage = name(m, colour::CELADON_DEEP).write(
            ui,
            beside,
            &glance.texts.say(stage_key(practice.stage)),
        );
        let done = practice.text.get(glance.language());
        let said = text(m, colour::INK).write(ui, beside.with_min_y(stage.bottom()), done);
        top = said.bottom().max(icon.bottom()) + m.mm(5.0);
    }
    let band = Rect::from_min_max(
        pos2(inner.left(), top),
        pos2(inner.right(), top + m.mm(3.0)),
    );
    waves(ui.painter(), m, band);
    let card = place.with_max_y(top + m.mm(3.0) + pad);
    ui.painter().set(
        behind,
        egui::Shape::rect_filled(card, corner(m, mm::CARD), colour::CELADON_WASH),
    );
    card.bottom()
}

/// The height of capitals on this page: upright there is room for larger ones.
fn capitals(m: &Metrics) -> f32 {
    if m.portrait() { 5.7 } else { mm::TEXT }
}

fn text(m: &Metrics, ink: Color32) -> Look {
    Look::new(m, capitals(m), Weight::Regular, ink)
}

fn name(m: &Metrics, ink: Color32) -> Look {
    Look::new(m, capitals(m), Weight::SemiBold, ink)
}

fn stage_key(stage: LifeCycleStage) -> Key {
    match stage {
        LifeCycleStage::Materials => Key::StageMaterials,
        LifeCycleStage::Production => Key::StageProduction,
        LifeCycleStage::Distribution => Key::StageDistribution,
        LifeCycleStage::Use => Key::StageUse,
        LifeCycleStage::Disposal => Key::StageDisposal,
    }
}
