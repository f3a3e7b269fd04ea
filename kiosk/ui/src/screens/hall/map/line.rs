//! The way on the map: a line with arrows, where the visitor stands, and where it ends.

use egui::{Painter, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};
use shared::catalogue::{Spot, WayKind};
use shared::route::{Destination, Route};
use texts::Key;

use super::super::super::controls::corner;
use super::super::super::icons::Icon;
use super::super::super::words::Look;
use super::labels::Labels;
use super::scene::{Scene, WAY_MM};
use crate::theme::{Metrics, Weight, colour};

/// The space between the arrows on the line, in millimetres.
const ARROWS_MM: f32 = 13.0;

/// Draws the part of a route that is on the level in sight.
pub(super) fn draw(painter: &Painter, scene: &Scene<'_>, route: &Route) {
    let m = scene.context.metrics;
    for piece in pieces(route, &scene.level.id) {
        let points: Vec<Pos2> = piece
            .iter()
            .map(|spot| scene.camera.glass(spot.at))
            .collect();
        for (width, ink) in [
            (WAY_MM + 1.8, colour::PORCELAIN),
            (WAY_MM, colour::TERRACOTTA),
        ] {
            let stroke = Stroke::new(m.mm(width), ink);
            painter.add(Shape::line(points.clone(), stroke));
            for point in &points {
                painter.circle_filled(*point, stroke.width / 2.0, ink);
            }
        }
        arrows(painter, m.mm(ARROWS_MM), m.mm(WAY_MM), &points);
    }
}

/// The line in one piece for each time that it comes through a level.
fn pieces<'a>(route: &'a Route, level: &str) -> Vec<&'a [Spot]> {
    let runs = route.line.chunk_by(|a, b| a.level == b.level);
    runs.filter(|run| run.len() > 1 && run[0].level == level)
        .collect()
}

/// Arrow heads along a line, at equal distances.
fn arrows(painter: &Painter, every: f32, wide: f32, points: &[Pos2]) {
    let mut until = every * 0.5;
    for pair in points.windows(2) {
        let along = pair[1] - pair[0];
        let (length, ahead) = (along.length(), along.normalized());
        while until < length {
            let tip = pair[0] + ahead * (until + wide * 0.3);
            let (back, side) = (ahead * wide * 0.55, ahead.rot90() * wide * 0.36);
            let stroke = Stroke::new(wide * 0.2, colour::PORCELAIN);
            painter.line(vec![tip - back - side, tip, tip - back + side], stroke);
            until += every;
        }
        until -= length;
    }
}

/// Says at lifts and stairs which level the route goes on to.
pub(super) fn changes(
    ui: &Ui,
    painter: &Painter,
    scene: &Scene<'_>,
    route: &Route,
    labels: &mut Labels,
) {
    let context = scene.context;
    for pair in route.line.windows(2) {
        let [from, to] = pair else { continue };
        if from.level == to.level || from.level != scene.level.id {
            continue;
        }
        let lift = |leg: &&shared::route::Leg| leg.level == to.level && leg.kind.changes_level();
        let kind = route.legs.iter().find(lift).map(|leg| leg.kind);
        let icon = if kind == Some(WayKind::Lift) {
            Icon::Lift
        } else {
            Icon::Stairs
        };
        let level = scene.plan.level(&to.level);
        let name = level.map_or("", |level| level.name.get(context.language()));
        let words = context
            .texts
            .say_with(Key::MapToLevel, [("level", name.into())]);
        plate(ui, painter, scene, labels, from.at, Some(icon), &words);
    }
}

/// Where the visitor stands, and which way they look.
pub(super) fn here(ui: &Ui, painter: &Painter, scene: &Scene<'_>, labels: &mut Labels) {
    let Some(stand) = scene.stand.filter(|stand| stand.level == scene.level.id) else {
        return;
    };
    let m = scene.context.metrics;
    let at = scene.camera.glass(stand.at);
    let ahead = scene.camera.direction(stand.looking());
    // A cone of sight, fading out.
    for (reach, part) in [(15.0, 0.16), (11.0, 0.2), (7.0, 0.3)] {
        let side = ahead.rot90() * 0.55;
        let tip = |aside: Vec2| at + (ahead + aside).normalized() * m.mm(reach);
        let fan = vec![at, tip(-side), tip(-side * 0.4), tip(side * 0.4), tip(side)];
        let ink = colour::TERRACOTTA.gamma_multiply(part);
        painter.add(Shape::convex_polygon(fan, ink, Stroke::NONE));
    }
    painter.circle_filled(at, m.mm(4.4), colour::PORCELAIN);
    painter.circle_filled(at, m.mm(3.4), colour::TERRACOTTA);
    painter.circle_filled(at, m.mm(1.2), colour::PORCELAIN);
    labels.hold(Rect::from_center_size(at, Vec2::splat(m.mm(8.0))));
    let words = scene.context.texts.say(Key::MapHere);
    plate(ui, painter, scene, labels, stand.at, None, &words);
}

/// Words on a plate beside a point: to its right, its left, above or below it, wherever there is room.
fn plate(
    ui: &Ui,
    painter: &Painter,
    scene: &Scene<'_>,
    labels: &mut Labels,
    at: shared::geometry::Point,
    icon: Option<Icon>,
    words: &str,
) {
    let m = scene.context.metrics;
    let at = scene.camera.glass(at);
    let look = Look::new(m, 4.8, Weight::SemiBold, colour::PORCELAIN).rows(1);
    let icon_wide = if icon.is_some() { m.row(9.5) } else { 0.0 };
    let size = vec2(look.width(ui, words) + icon_wide + m.mm(6.0), m.row(10.5));
    let away = m.mm(6.0);
    let beside = [
        vec2(away + size.x / 2.0, 0.0),
        vec2(-away - size.x / 2.0, 0.0),
        vec2(0.0, -away - size.y / 2.0),
        vec2(0.0, away + size.y / 2.0),
        vec2(away + size.x / 2.0, -away - size.y / 2.0),
        vec2(away + size.x / 2.0, away + size.y / 2.0),
        vec2(-away - size.x / 2.0, -away - size.y / 2.0),
        vec2(-away - size.x / 2.0, away + size.y / 2.0),
    ];
    let within = scene.camera.place().shrink(m.mm(1.0));
    let places = beside.map(|by| Rect::from_center_size(at + by, size));
    let clear = |place: &&Rect| within.contains_rect(**place) && !scene.over_something(**place);
    let inside = |place: &&Rect| within.contains_rect(**place);
    let Some(place) = (places.iter().find(clear)).or_else(|| places.iter().find(inside)) else {
        return;
    };
    labels.hold(*place);
    painter.rect_filled(place.expand(m.mm(0.7)), corner(m, 5.6), colour::PORCELAIN);
    painter.rect_filled(*place, corner(m, 5.0), colour::TERRACOTTA);
    if let Some(icon) = icon {
        let square = Rect::from_min_size(place.min, Vec2::splat(size.y)).shrink(m.mm(1.8));
        icon.draw(
            painter,
            square.translate(vec2(m.mm(1.5), 0.0)),
            colour::PORCELAIN,
        );
    }
    let left = pos2(place.left() + icon_wide + m.mm(3.0), place.top());
    let line = Rect::from_min_max(left, pos2(place.right() + 1.0, place.bottom()));
    look.middle().paint_with(ui, painter, line, words);
}

/// A pin on the booth or place that the route leads to, or at the door of the area, with a line around that.
pub(super) fn goal(painter: &Painter, scene: &Scene<'_>, labels: &mut Labels) {
    let on_level = |goal: &&Destination| goal.level(scene.plan) == Some(scene.level.id.as_str());
    let m = scene.context.metrics;
    match scene.goal.filter(on_level) {
        None => {}
        Some(Destination::Booth(number)) => {
            let Some(spot) = scene.plan.booth(*number) else {
                return;
            };
            let tile = scene.camera.rect(spot.rect());
            pin(painter, m, tile.center_top() + vec2(0.0, m.mm(1.0)), labels);
            labels.hold(tile);
        }
        Some(Destination::Area(id)) => {
            let Some(spot) = scene.plan.area(id) else {
                return;
            };
            let corners = spot.outline.iter();
            let corners = corners.map(|point| scene.camera.glass(*point)).collect();
            let stroke = Stroke::new(m.mm(1.2), colour::TERRACOTTA);
            painter.add(Shape::closed_line(corners, stroke));
            pin(painter, m, scene.camera.glass(spot.door), labels);
        }
        Some(goal @ (Destination::Place(_) | Destination::Nearest(_))) => {
            if let Some(place) = goal.place(scene.plan) {
                pin(painter, m, scene.camera.glass(place.at), labels);
            }
        }
    }
}

fn pin(painter: &Painter, m: &Metrics, tip: Pos2, labels: &mut Labels) {
    let (radius, rise) = (m.mm(5.0), m.mm(11.0));
    let head = tip - vec2(0.0, rise);
    for (more, ink) in [(m.mm(1.0), colour::PORCELAIN), (0.0, colour::TERRACOTTA)] {
        painter.circle_filled(head, radius + more, ink);
        let half = (radius + more) * 0.86;
        let low = head + vec2(0.0, (radius + more) * 0.5);
        let point = tip + vec2(0.0, more);
        let foot = vec![low - vec2(half, 0.0), low + vec2(half, 0.0), point];
        painter.add(Shape::convex_polygon(foot, ink, Stroke::NONE));
    }
    painter.circle_filled(head, radius * 0.42, colour::PORCELAIN);
    labels.hold(Rect::from_center_size(head, Vec2::splat(radius * 2.2)));
}
