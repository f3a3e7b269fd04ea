//! The card of a booth that was touched on the map: what it is, its page, the way there.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};
use shared::ids::BoothNumber;

use super::super::super::Glance;
use super::super::super::controls::{Button, Kind, corner};
use super::super::super::icons::Icon;
use super::super::super::words::Look;
use super::super::booths::{self, BoothLine};
use crate::i18n::Key;
use crate::session::{Action, MapAction, Page};
use crate::theme::{Weight, colour, mm};

/// The height of the card, in millimetres, where its two buttons stand side by side.
pub(super) const HEIGHT: f32 = 64.0;

/// Draws the card; with two buttons side by side where there is room.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    number: BoothNumber,
    place: Rect,
) -> Option<Action> {
    let m = glance.metrics;
    let catalogue = &glance.view.catalogue;
    let booth = catalogue.booth(number)?;
    let line = BoothLine::new(catalogue, booth, glance.texts.language());
    let (pad, gap, target) = (m.mm(6.0), m.mm(mm::GAP), m.mm(mm::TARGET));
    let beside = place.width() >= m.mm(150.0);
    let rows = if beside { 1.0 } else { 2.0 };
    let high = (m.mm(28.0) + rows * (target + gap) + 2.0 * pad).min(place.height());
    let card = place.with_max_y(place.top() + high);
    let stroke = Stroke::new(m.mm(0.4), colour::COBALT_THIN);
    ui.painter().rect(
        card,
        corner(m, mm::CARD),
        colour::PORCELAIN,
        stroke,
        StrokeKind::Inside,
    );
    let inner = card.shrink(pad);
    let close = Rect::from_min_size(
        pos2(inner.right() - target, inner.top()),
        vec2(target, target),
    );
    let words = glance.texts.say(Key::MapClose);
    let mut chosen = None;
    if Button::new("map-close", &words, Kind::Quiet)
        .only_icon(Icon::Clear)
        .show(ui, m, close)
    {
        chosen = Some(Action::Map(MapAction::Pick(None)));
    }
    let number_at = Rect::from_min_size(inner.min, vec2(m.mm(24.0), m.mm(24.0)));
    booths::tile(ui, m, number_at, &line);
    let name = Rect::from_min_max(
        pos2(number_at.right() + m.mm(5.0), inner.top()),
        pos2(close.left() - gap, inner.top() + m.mm(28.0)),
    );
    let title = Look::new(m, 5.4, Weight::SemiBold, colour::INK)
        .rows(2)
        .heading();
    let told = title.write(ui, name, &line.name);
    let under = name.with_min_y(told.bottom() + m.mm(0.6));
    Look::text(m, colour::INK_SOFT)
        .rows(1)
        .write(ui, under, &line.village);
    let buttons = Rect::from_min_max(
        pos2(
            inner.left(),
            inner.bottom() - rows * target - (rows - 1.0) * gap,
        ),
        inner.max,
    );
    for (at, (key, icon, kind, page)) in [
        (
            Key::MapWay,
            Icon::TurnRight,
            Kind::Main,
            Page::Map(Some(number.into())),
        ),
        (
            Key::MapBoothPage,
            Icon::Stall,
            Kind::Quiet,
            Page::Booth(number),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let rect = if beside {
            let width = (buttons.width() - gap) / 2.0;
            let left = buttons.left() + at as f32 * (width + gap);
            Rect::from_min_size(pos2(left, buttons.top()), vec2(width, target))
        } else {
            let top = buttons.top() + at as f32 * (target + gap);
            Rect::from_min_size(pos2(buttons.left(), top), vec2(buttons.width(), target))
        };
        let words = glance.texts.say(key);
        if Button::new(key.id(), &words, kind)
            .icon(icon)
            .show(ui, m, rect)
        {
            chosen = Some(Action::Go(page));
        }
    }
    chosen
}
