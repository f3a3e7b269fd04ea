//! The buttons of the map: nearer, farther, everything, the four directions, and the levels.

use egui::{Rect, Ui, Vec2, pos2, vec2};
use shared::catalogue::Plan;
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::{Button, Kind, corner, focus_ring, touchable};
use super::super::super::icons::Icon;
use super::super::super::words::Look;
use super::camera::Camera;
use crate::session::MapAction;
use crate::theme::{Tone, Weight, colour, mm};

/// The first of the buttons that move the map.
const APART_AT: usize = 3;
/// How many times nearer a touch of the button brings the map.
const STEP: f32 = 1.5;
/// Which part of the map's place a touch of an arrow moves it by.
const PART: f32 = 0.35;

/// What a button does with the camera; `None` shows everything.
type Does = Option<fn(&Camera) -> Camera>;

/// Every button, in the order in which they stand.
const BUTTONS: [(Key, Icon, Does); 7] = [
    (
        Key::MapCloser,
        Icon::Plus,
        Some(|it| it.nearer(STEP, it.place().center())),
    ),
    (
        Key::MapFarther,
        Icon::Minus,
        Some(|it| it.nearer(1.0 / STEP, it.place().center())),
    ),
    (Key::MapWhole, Icon::Whole, None),
    (
        Key::MapLeft,
        Icon::MoveLeft,
        Some(|it| it.moved(step(it, -1.0, 0.0))),
    ),
    (
        Key::MapUp,
        Icon::MoveUp,
        Some(|it| it.moved(step(it, 0.0, -1.0))),
    ),
    (
        Key::MapDown,
        Icon::MoveDown,
        Some(|it| it.moved(step(it, 0.0, 1.0))),
    ),
    (
        Key::MapRight,
        Icon::MoveRight,
        Some(|it| it.moved(step(it, 1.0, 0.0))),
    ),
];

fn step(camera: &Camera, x: f32, y: f32) -> Vec2 {
    camera.place().size() * vec2(x, y) * PART
}

/// Draws the buttons in a row; `all` shows everything.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    camera: &Camera,
    all: &Camera,
) -> Option<MapAction> {
    let m = context.metrics;
    let (side, gap) = (m.mm(mm::TARGET), m.mm(mm::GAP));
    let mut chosen = None;
    for (index, (key, icon, does)) in BUTTONS.iter().enumerate() {
        // The four directions stand apart from the rest, at the other end of the row.
        let left = place.left() + index as f32 * (side + gap);
        let right = place.right() - (BUTTONS.len() - index) as f32 * (side + gap) + gap;
        let at = pos2(if index < APART_AT { left } else { right }, place.top());
        let words = context.texts.say(*key);
        // They look unlike the buttons that turn the pages of the legend.
        let kind = if index < APART_AT {
            Kind::Quiet
        } else {
            Kind::OnTone(Tone::QUIET)
        };
        let button = Button::new(key.id(), &words, kind)
            .only_icon(*icon)
            .corners(4.0)
            .enabled(does.is_some() || !camera.is_like(all));
        if button.show(ui, m, Rect::from_min_size(at, Vec2::splat(side))) {
            let next = does.map_or(*all, |does| does(camera));
            chosen = Some(MapAction::Look(next.sight(m)));
        }
    }
    chosen
}

/// Draws the levels side by side, the highest at the right.
pub(super) fn levels(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    plan: &Plan,
    shown: &str,
) -> Option<MapAction> {
    let m = context.metrics;
    let gap = m.mm(mm::GAP);
    let names = plan
        .levels
        .iter()
        .map(|level| level.name.get(context.language()));
    let names: Vec<&str> = names.collect();
    let wanted: Vec<f32> = names
        .iter()
        .map(|name| level_wide(ui, context, name))
        .collect();
    let free = place.width() - gap * (names.len() as f32 - 1.0);
    // Each as wide as its name needs, and what is left over shared among them.
    let spare = (free - wanted.iter().sum::<f32>()) / names.len() as f32;
    let (mut left, mut chosen) = (place.left(), None);
    for ((level, name), wanted) in plan.levels.iter().zip(names).zip(wanted) {
        let tab = Rect::from_min_size(
            pos2(left, place.top()),
            vec2(wanted + spare, place.height()),
        );
        if level_tab(ui, context, tab, &level.id, name, level.id == shown) {
            chosen = Some(MapAction::Level(level.id.clone()));
        }
        left = tab.right() + gap;
    }
    chosen
}

/// The space at each end of a level's button, in millimetres.
const LEVEL_ENDS: f32 = 5.0;

/// The least width with which a level's name has room in two rows.
fn level_wide(ui: &Ui, context: &DrawContext<'_>, name: &str) -> f32 {
    let m = context.metrics;
    let look = Look::new(m, mm::TEXT, Weight::SemiBold, colour::COBALT);
    let whole = look.width(ui, name) + 1.0;
    let half = whole / 2.0;
    let mut widths = (0_u8..=10).map(|step| half + half * f32::from(step) / 10.0);
    let fits =
        |width: &f32| look.rows_at(ui, name, *width) <= 2 && look.longest_word(ui, name) <= *width;
    (widths.find(fits).unwrap_or(whole) + m.mm(2.0 * LEVEL_ENDS)).max(m.mm(mm::TARGET))
}

/// A level's button: its name may break into two rows.
fn level_tab(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    tab: Rect,
    id: &str,
    name: &str,
    chosen: bool,
) -> bool {
    let m = context.metrics;
    let response = touchable(ui, tab, ("level", id));
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, chosen, name)
    });
    let (ground, ink) = if chosen {
        (colour::COBALT, colour::PORCELAIN)
    } else {
        (colour::PORCELAIN, colour::COBALT)
    };
    let edge = if chosen { colour::COBALT } else { colour::RIM };
    let round = corner(m, tab.height() / 2.0 / m.mm(1.0));
    let stroke = egui::Stroke::new(m.mm(0.5), edge);
    ui.painter()
        .rect(tab, round, ground, stroke, egui::StrokeKind::Inside);
    Look::new(m, mm::TEXT, Weight::SemiBold, ink)
        .centred()
        .middle()
        .rows(2)
        .paint(ui, tab.shrink2(vec2(m.mm(LEVEL_ENDS), 0.0)), name);
    focus_ring(ui, m, &response, tab, round);
    response.clicked()
}
