//! A destination of the map for every page that speaks of one: its name, and the badge of a kind of place.

use egui::{Color32, Painter, Rect, Stroke, StrokeKind};
use shared::catalogue::PlaceKind;
use shared::route::{Destination, place_sentence};
use texts::Key;

use super::super::DrawContext;
use super::super::controls::corner;
use super::super::icons::Icon;
use crate::theme::{Metrics, Tone, colour};

/// Returns what a destination is called in the visitor's language.
pub(super) fn name(context: &DrawContext<'_>, goal: &Destination) -> String {
    let (catalogue, language) = (&context.view.catalogue, context.language());
    match goal {
        Destination::Booth(number) => match catalogue.booth(*number) {
            Some(booth) => booth.name.get(language).to_owned(),
            None => context
                .texts
                .say_with(Key::BoothNumber, [("number", number.0.into())]),
        },
        Destination::Area(id) => {
            let area = catalogue.areas.iter().find(|area| area.id == *id);
            area.map_or("", |area| area.name.get(language)).to_owned()
        }
        Destination::Place(id) => {
            let place = catalogue.plan.as_ref().and_then(|plan| plan.place(id));
            let own = place.and_then(|place| place.name.as_ref());
            let kind = || place.map(|place| context.texts.say(place_sentence(place.kind)));
            own.map(|name| name.get(language).to_owned())
                .or_else(kind)
                .unwrap_or_default()
        }
        Destination::Nearest(kind) => {
            let kind = context.texts.say(place_sentence(*kind));
            context
                .texts
                .say_with(Key::PlaceNearest, [("place", kind.into())])
        }
    }
}

/// Draws the badge of a kind of place.
pub(super) fn draw_badge(painter: &Painter, m: &Metrics, badge: Rect, kind: PlaceKind) {
    let tone = tone(kind);
    let round = corner(m, badge.width() / m.mm(1.0) * 0.24);
    painter.rect_filled(badge, round, tone.ground);
    let rim = Stroke::new(m.mm(0.5), colour::PORCELAIN);
    painter.rect_stroke(badge, round, rim, StrokeKind::Outside);
    Icon::of_place(kind).draw(painter, badge.shrink(badge.width() * 0.17), tone.ink);
}

fn tone(kind: PlaceKind) -> Tone {
    let ground: Color32 = match kind {
        PlaceKind::FirstAid | PlaceKind::Entrance | PlaceKind::Exit => colour::CELADON_DEEP,
        PlaceKind::Lift | PlaceKind::Ramp | PlaceKind::Stairs => colour::SLATE,
        PlaceKind::Landmark => colour::OCHRE,
        _ => colour::COBALT,
    };
    Tone {
        ground,
        ink: colour::PORCELAIN,
    }
}
