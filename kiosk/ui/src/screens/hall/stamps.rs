//! The stamp card: the villages whose booths a ticket has visited, those still to see, and where they are.

mod facts;
mod seal;

use egui::{Rect, Ui, vec2};
use texts::Key;
use view::Role;

use super::{emblem, frame, surface};
use crate::screens::DrawContext;
use crate::screens::header::LanguageNames;
use crate::screens::icons::Icon;
use crate::screens::layout::{Column, TextLines};
use crate::screens::places::Places;
use crate::screens::plate;
use crate::screens::scan_facts::has_camera;
use crate::screens::words::Look;
use crate::session::{Action, Page, Session};
use crate::theme::{Tone, Weight, colour, mm};
use facts::Stamp;

/// Draws the page: the visitor's card, or how to come by it.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    names: &LanguageNames,
    session: &Session,
) -> Option<Action> {
    let title = context.texts.say(Key::StampsTitle);
    let (body, framed) = frame::show(ui, context, names, &title);
    let mut chosen = None;
    if let Some(card) = session.visitor().own_card(&context.view.people) {
        let catalogue = &context.view.catalogue;
        let stamps = facts::stamps(catalogue, &card.booths, context.language());
        chosen = whole_card(ui, context, body, &stamps);
    } else {
        invite(ui, context, body);
    }
    framed.or(chosen)
}

/// The card: how many are seen, every village, and as of when that is known.
fn whole_card(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    body: Rect,
    stamps: &[Stamp],
) -> Option<Action> {
    let m = context.metrics;
    let portrait = m.portrait();
    let words = facts::headline(context.texts, stamps);
    let size = if portrait { 8.6 } else { 6.6 };
    let look = Look::new(m, size, Weight::SemiBold, colour::INK).heading();
    let foot = facts::as_of(context);
    let quiet = Look::text(m, colour::INK_SOFT).centred();
    let high = quiet.height(ui, &foot, body.width());
    let (page, last) = body.above_foot(high, m.mm(4.0));
    let mut column = Column::new(ui, context, page);
    column.write(&look, &words);
    quiet.write(column.ui, last, &foot);
    column.gap(if portrait { 7.0 } else { 4.0 });
    villages(&mut column, stamps)
}

fn villages(column: &mut Column<'_>, stamps: &[Stamp]) -> Option<Action> {
    let (m, place) = (column.metrics(), column.free);
    let columns = if m.portrait() { 2 } else { 3 };
    let gap = m.mm(mm::GAP + 1.5);
    let size = place.cell(columns, stamps.len().div_ceil(columns), gap);
    let mut chosen = None;
    for (stamp, cell) in stamps.iter().zip(place.cells(columns, size, gap)) {
        if village(column.ui, column.context, cell, stamp) {
            chosen = Some(Action::Go(Page::Village(stamp.village.clone())));
        }
    }
    chosen
}

/// One village: its stamp above its name, or beside it where there is little height.
fn village(ui: &mut Ui, context: &DrawContext<'_>, rect: Rect, stamp: &Stamp) -> bool {
    let m = context.metrics;
    let note = stamp.note(context.texts);
    let id = ("stamp", stamp.village.as_str());
    let response = surface::show(ui, m, rect, id, || format!("{}. {note}", stamp.name));
    let tall = rect.height() > rect.width() * 0.75;
    let inner = rect.shrink(m.mm(if tall { 6.0 } else { 4.0 }));
    let tone = Tone::of_village(stamp.place);
    let ink = if stamp.is_there() {
        tone.ground
    } else {
        colour::INK_SOFT
    };
    let look = |size, weight, ink| {
        let look = Look::new(m, size, weight, ink).even();
        if tall { look.centred() } else { look.even() }
    };
    let capitals = if tall { 7.2 } else { 6.0 };
    let name = look(capitals, Weight::Bold, ink).rows(1);
    let under = look(
        if tall { 5.2 } else { mm::TEXT },
        Weight::Regular,
        colour::INK_SOFT,
    )
    .rows(2);
    let (seal_at, words) = if tall {
        let high = m.row(24.0);
        inner.split_top_bottom_at_y(inner.bottom() - high)
    } else {
        let side = inner.height().min(inner.width() * 0.4);
        inner.beside(side, m.mm(4.0))
    };
    let (centre, radius) = plate::circle(seal_at);
    let icon = emblem::of_village(&stamp.village);
    if stamp.is_there() {
        seal::stamped(ui.painter(), centre, radius * 0.97, icon, tone);
    } else {
        seal::empty(ui.painter(), centre, radius * 0.97, icon);
    }
    let lines = TextLines::new(name, &stamp.name).then(0.0, under, &note);
    if tall {
        let (_, foot) = words.above_foot(lines.height(ui, words.width()), 0.0);
        lines.paint(ui, foot);
    } else {
        lines.paint_in_middle(ui, words);
    }
    response.clicked()
}

/// How to come by one's card: on a plate the ticket, and below it what to do.
fn invite(ui: &mut Ui, context: &DrawContext<'_>, body: Rect) {
    let m = context.metrics;
    let texts = context.texts;
    let what = if context.view.role != Role::Hall {
        Key::StampsElsewhere
    } else if has_camera(&context.view.status) {
        Key::StampsShow
    } else {
        Key::StampsShowScanner
    };
    let (picture, words) = if m.portrait() {
        body.split_top_bottom_at_fraction(0.58)
    } else {
        let (picture, words) = body.split_left_right_at_fraction(0.45);
        (picture, words.with_min_x(words.left() + m.mm(10.0)))
    };
    plate_of_stamps(ui, context, picture.shrink(m.mm(4.0)));
    let look = |size, weight, ink| {
        let look = Look::new(m, size, weight, ink).even();
        if m.portrait() { look.centred() } else { look }
    };
    let (large, small) = if m.portrait() {
        (11.0, 6.4)
    } else {
        (9.0, 5.6)
    };
    let title = look(large, Weight::Bold, colour::INK).heading();
    let how = look(small, Weight::Regular, colour::INK_SOFT);
    let (said, note) = (texts.say(what), texts.say(Key::StampsHow));
    let lines = TextLines::new(title, &said).then(m.mm(5.0), how, &note);
    let top = if m.portrait() {
        words.top() + m.mm(6.0)
    } else {
        words.center().y - lines.height(ui, words.width()) / 2.0
    };
    lines.write(ui, words.with_min_y(top));
}

/// The villages' emblems around a ticket, in the well of a plate.
fn plate_of_stamps(ui: &Ui, context: &DrawContext<'_>, place: Rect) {
    let (centre, radius) = plate::circle(place);
    let painter = ui.painter();
    plate::rim(painter, centre, radius);
    let villages = &context.view.catalogue.villages;
    let around = radius * plate::WELL;
    for (index, village) in villages.iter().enumerate() {
        let turn = std::f32::consts::TAU * (index as f32 / villages.len().max(1) as f32 - 0.25);
        let at = centre + egui::Vec2::angled(turn) * around * 0.66;
        let icon = emblem::of_village(&village.id);
        seal::stamped(painter, at, around * 0.28, icon, Tone::of_village(index));
    }
    let square = Rect::from_center_size(centre, vec2(around, around) * 0.52);
    Icon::Ticket.draw(painter, square, colour::COBALT);
}

#[cfg(test)]
mod tests {
    use shared::ids::BoothNumber;
    use texts::{Language, Texts};

    use super::facts::{headline, stamps};
    use crate::sample::catalogue;

    #[test]
    fn a_village_is_seen_with_its_first_booth_and_counted_once() {
        let catalogue = catalogue(24);
        let seen = [1, 7, 13, 2, 99].map(BoothNumber);
        let stamps = stamps(&catalogue, &seen, "vi");
        let visited: Vec<usize> = stamps.iter().map(|stamp| stamp.visited).collect();
        assert_eq!(visited, [0, 3, 1, 0, 0, 0]);
        let texts = Texts::new(Language::ENGLISH);
        assert_eq!(headline(&texts, &stamps), "You have seen 2 of 6 villages");
    }
}
