//! As what somebody joins the network: three large tiles in the order of a product's way.

use egui::{Rect, Ui, pos2, vec2};
use shared::letter::NetworkRole;

use super::{foot, question};
use crate::i18n::Key;
use crate::screens::Glance;
use crate::screens::hall::{emblem, surface};
use crate::screens::icons::Icon;
use crate::screens::words::Look;
use crate::session::LetterAction;
use crate::theme::{Tone, Weight, colour, mm};

/// Draws the tiles; answers with what was chosen.
pub(super) fn show(ui: &mut Ui, glance: &Glance<'_>, body: Rect) -> Option<LetterAction> {
    let m = glance.metrics;
    let words = glance.texts.say(Key::NetworkQuestion);
    let top = question(ui, m, body, &words) + m.mm(7.0);
    let place = body.with_min_y(top);
    let gap = m.mm(mm::GAP + 2.0);
    let count = NetworkRole::ALL.len() as f32;
    let (step, size) = if m.portrait() {
        foot(ui, m, body);
        let high = ((place.height() - m.mm(24.0) + gap) / count - gap).min(m.mm(112.0));
        (vec2(0.0, high + gap), vec2(place.width(), high))
    } else {
        let wide = (place.width() + gap) / count - gap;
        let high = place.height().min(m.mm(110.0));
        (vec2(wide + gap, 0.0), vec2(wide, high))
    };
    let mut chosen = None;
    for (index, role) in NetworkRole::ALL.into_iter().enumerate() {
        let rect = Rect::from_min_size(place.min + step * index as f32, size);
        if tile(ui, glance, rect, role) {
            chosen = Some(LetterAction::Join(role));
        }
    }
    chosen
}

/// What a role is called, what it means, and what stands for it.
pub(super) fn of(role: NetworkRole) -> (Key, Key, Icon, Tone) {
    let [cobalt, celadon, terracotta, ..] = Tone::TILES;
    match role {
        NetworkRole::Producer => (
            Key::RoleProducer,
            Key::RoleProducerNote,
            Icon::Kiln,
            terracotta,
        ),
        NetworkRole::Distributor => (
            Key::RoleDistributor,
            Key::RoleDistributorNote,
            Icon::Cart,
            cobalt,
        ),
        NetworkRole::Consumer => (Key::RoleConsumer, Key::RoleConsumerNote, Icon::Cup, celadon),
    }
}

fn tile(ui: &mut Ui, glance: &Glance<'_>, rect: Rect, role: NetworkRole) -> bool {
    let m = glance.metrics;
    let (name, note, icon, tone) = of(role);
    let (name, note) = (glance.texts.say(name), glance.texts.say(note));
    let id = ("role", role.code());
    let response = surface::show(ui, m, rect, id, || format!("{name}. {note}"));
    let inner = rect.shrink(m.mm(8.0));
    let beside = m.portrait();
    let look = |size, weight, ink| {
        let look = Look::new(m, size, weight, ink);
        if beside { look } else { look.centred() }
    };
    let strong = look(if beside { 9.0 } else { 7.2 }, Weight::Bold, tone.ground);
    let soft = look(
        if beside { 5.8 } else { 5.0 },
        Weight::Regular,
        colour::INK_SOFT,
    );
    let width = |place: Rect| {
        strong.height(ui, &name, place.width()) + soft.height(ui, &note, place.width()) + m.mm(2.0)
    };
    let (disc, words) = if beside {
        let side = inner.height().min(m.mm(76.0));
        let (disc, words) = inner.split_left_right_at_x(inner.left() + side);
        (disc, words.with_min_x(words.left() + m.mm(9.0)))
    } else {
        let high = width(inner);
        let (disc, words) = inner.split_top_bottom_at_y(inner.bottom() - high);
        (disc.with_max_y(disc.bottom() - m.mm(5.0)), words)
    };
    let side = disc.width().min(disc.height());
    let square = Rect::from_center_size(disc.center(), vec2(side, side));
    emblem::disc(ui.painter(), square, icon, tone);
    let top = if beside {
        words.center().y - width(words) / 2.0
    } else {
        words.top()
    };
    let said = strong.paint(
        ui,
        Rect::from_min_max(pos2(words.left(), top), words.max),
        &name,
    );
    soft.paint(ui, words.with_min_y(said.bottom() + m.mm(2.0)), &note);
    response.clicked()
}
