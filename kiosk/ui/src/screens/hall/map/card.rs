//! The card of a booth that was touched on the map: what it is, its page, the way there.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};
use shared::ids::BoothNumber;
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::{Button, Kind, corner};
use super::super::super::icons::Icon;
use super::super::super::words::Look;
use super::super::booths::{self, BoothLine};
use crate::session::{Action, MapAction, Page};
use crate::theme::{Metrics, Weight, colour, mm};

/// What is written on a card, and how: beside the booth's tile where it has room there, else below it.
struct CardWords {
    line: BoothLine,
    title: Look,
    below: bool,
    /// The height of what is above the buttons, in points.
    high: f32,
}

/// The space around everything, the side of the tile, and the space beside it, in millimetres.
const PAD: f32 = 6.0;
const TILE: f32 = 24.0;
const ASIDE: f32 = 5.0;
/// So wide a card, in millimetres, has its two buttons side by side.
const WIDE: f32 = 150.0;

impl CardWords {
    fn new(ui: &Ui, context: &DrawContext<'_>, number: BoothNumber, width: f32) -> Option<Self> {
        let m = context.metrics;
        let catalogue = &context.view.catalogue;
        let line = BoothLine::new(
            catalogue,
            catalogue.booth(number)?,
            context.texts.language(),
        );
        let inner = width - m.mm(2.0 * PAD);
        let beside = inner - m.mm(TILE + ASIDE + mm::GAP + mm::TARGET);
        let title = |size| Look::new(m, size, Weight::SemiBold, colour::INK).heading();
        let large = title(5.4);
        let fits = large.rows_at(ui, &line.name, beside) <= 2
            && large.longest_word(ui, &line.name) <= beside;
        let (title, wide) = if fits {
            (large, beside)
        } else {
            (title(mm::TEXT), inner)
        };
        let words = title.height(ui, &line.name, wide)
            + village(m).height(ui, &line.village, wide)
            + m.mm(0.6);
        let high = if fits {
            words.max(m.mm(TILE))
        } else {
            words + m.mm(TILE + mm::GAP)
        };
        Some(Self {
            line,
            title,
            below: !fits,
            high,
        })
    }
}

fn village(m: &Metrics) -> Look {
    Look::text(m, colour::INK_SOFT)
}

/// The height of the card at a width, in points.
pub(super) fn height(ui: &Ui, context: &DrawContext<'_>, number: BoothNumber, width: f32) -> f32 {
    let m = context.metrics;
    let rows = if width >= m.mm(WIDE) { 1.0 } else { 2.0 };
    let words = CardWords::new(ui, context, number, width).map_or(0.0, |words| words.high);
    words + m.mm(rows * (mm::TARGET + mm::GAP) + 2.0 * PAD)
}

/// Draws the card; with two buttons side by side where there is room.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    number: BoothNumber,
    place: Rect,
) -> Option<Action> {
    let m = context.metrics;
    let words = CardWords::new(ui, context, number, place.width())?;
    let (pad, gap, target) = (m.mm(PAD), m.mm(mm::GAP), m.mm(mm::TARGET));
    let beside = place.width() >= m.mm(WIDE);
    let rows = if beside { 1.0 } else { 2.0 };
    let high = height(ui, context, number, place.width()).min(place.height());
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
    let said = context.texts.say(Key::MapClose);
    let mut chosen = None;
    if Button::new("map-close", &said, Kind::Quiet)
        .only_icon(Icon::Clear)
        .show(ui, m, close)
    {
        chosen = Some(Action::Map(MapAction::Pick(None)));
    }
    let tile = Rect::from_min_size(inner.min, vec2(m.mm(TILE), m.mm(TILE)));
    booths::tile(ui, m, tile, &words.line);
    let name = if words.below {
        inner.with_min_y(tile.bottom() + gap)
    } else {
        inner
            .with_min_x(tile.right() + m.mm(ASIDE))
            .with_max_x(close.left() - gap)
    };
    let told = words.title.write(ui, name, &words.line.name);
    let under = name.with_min_y(told.bottom() + m.mm(0.6));
    village(m).write(ui, under, &words.line.village);
    let buttons = inner.with_min_y(inner.bottom() - rows * target - (rows - 1.0) * gap);
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
        let words = context.texts.say(key);
        if Button::new(key.id(), &words, kind)
            .icon(icon)
            .show(ui, m, rect)
        {
            chosen = Some(Action::Go(page));
        }
    }
    chosen
}
