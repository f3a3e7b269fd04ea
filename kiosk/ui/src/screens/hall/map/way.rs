//! The way to a destination in words: how far, how long, each turn.

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::{Plan, WayKind};
use shared::route::{Destination, Leg, Route, Turn};
use texts::Key;

use super::super::super::DrawContext;
use super::super::super::controls::{Button, Kind, corner};
use super::super::super::icons::Icon;
use super::super::super::scroll;
use super::super::super::words::Look;
use super::super::booths::{self, BoothLine};
use super::super::destination::{draw_badge, name};
use super::pages;
use crate::session::{Action, MapAction, MapVisit};
use crate::theme::{Metrics, Weight, colour, mm};

/// One line of the way.
struct RouteLine {
    icon: Icon,
    words: String,
}

/// Draws the way, or says why there is none.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    plan: &Plan,
    goal: &Destination,
    route: Option<&Route>,
    visit: &MapVisit,
    place: Rect,
) -> Option<Action> {
    let m = context.metrics;
    let list = place.with_min_y(head(ui, context, goal, route, place));
    // What is to be touched is at the foot, in a row: the turns have all the room above it.
    let foot = place.with_min_y(place.bottom() - m.mm(mm::TARGET));
    let rows = list.with_max_y(foot.top() - m.mm(mm::GAP));
    let lines = route.map_or(Vec::new(), |route| lines(context, plan, goal, route));
    let heights = heights(ui, m, &lines, place.width());
    let free = if pages::all_fit(&heights, rows.height()) {
        foot
    } else {
        scroll::beside_buttons(m, foot)
    };
    let chosen = step_free(ui, context, free, visit.step_free());
    if route.is_none() {
        let why = match (goal.level(plan).is_some(), visit.step_free()) {
            (false, _) => Key::MapUnknownPlace,
            (true, true) => Key::MapNoStepFree,
            (true, false) => Key::MapNoWay,
        };
        look(m).even().write(ui, list, &context.texts.say(why));
        return chosen;
    }
    let asked = pages::show(
        ui,
        context,
        (rows, foot),
        &heights,
        visit.first_turn(),
        |ui, index, row| {
            let line = &lines[index];
            let icon = Rect::from_center_size(
                pos2(row.left() + m.mm(ICON / 2.0), row.center().y),
                vec2(m.mm(ICON), m.mm(ICON)),
            );
            let arrived = index + 1 == lines.len();
            let ink = if arrived {
                colour::TERRACOTTA
            } else {
                colour::COBALT
            };
            line.icon.draw(ui.painter(), icon.shrink(m.mm(0.6)), ink);
            let words = row.with_min_x(row.left() + m.mm(INDENT));
            look(m).middle().write(ui, words, &line.words);
        },
    );
    chosen.or(asked.map(|first| Action::Map(MapAction::Turns(first))))
}

/// The switch for ways without a step.
fn step_free(ui: &mut Ui, context: &DrawContext<'_>, foot: Rect, on: bool) -> Option<Action> {
    let words = context.texts.say(Key::MapStepFree);
    let button = Button::new("step-free", &words, Kind::Choice(on)).icon(Icon::Wheelchair);
    let width = button.width(ui, context.metrics).min(foot.width());
    let used = button.show(ui, context.metrics, foot.with_max_x(foot.left() + width));
    used.then_some(Action::Map(MapAction::StepFree(!on)))
}

/// The height it all takes at a width.
pub(super) fn height(
    ui: &Ui,
    context: &DrawContext<'_>,
    plan: &Plan,
    goal: &Destination,
    route: Option<&Route>,
    width: f32,
) -> f32 {
    let m = context.metrics;
    let lines = route.map_or(Vec::new(), |route| lines(context, plan, goal, route));
    let list: f32 = heights(ui, m, &lines, width).iter().sum();
    let name = name(context, goal);
    let beside = width - m.mm(TILE + ASIDE);
    let length = route.map_or(0.0, |route| {
        let words = context.texts.say_way(&route.length());
        length_look(m).height(ui, &words, beside) + m.mm(0.8)
    });
    let head = (name_look(m).height(ui, &name, beside) + length).max(m.mm(TILE)) + m.mm(4.0);
    head + list.max(m.mm(30.0)) + m.mm(mm::GAP + mm::TARGET)
}

fn heights(ui: &Ui, m: &Metrics, lines: &[RouteLine], width: f32) -> Vec<f32> {
    let room = width - m.mm(INDENT);
    let high =
        |line: &RouteLine| look(m).height(ui, &line.words, room).max(m.mm(ICON)) + m.mm(APART);
    lines.iter().map(high).collect()
}

/// The size of a turn's icon, where its words begin, and the space below them, in millimetres.
const ICON: f32 = 9.0;
const INDENT: f32 = 13.0;
const APART: f32 = 3.0;

fn look(m: &Metrics) -> Look {
    let capitals = if m.portrait() { 5.4 } else { mm::TEXT };
    Look::new(m, capitals, Weight::Regular, colour::INK)
}

/// Where to, how far and how long; answers with where that ends.
fn head(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    goal: &Destination,
    route: Option<&Route>,
    place: Rect,
) -> f32 {
    let m = context.metrics;
    let side = m.mm(TILE);
    let tile = Rect::from_min_size(place.min, vec2(side, side));
    let catalogue = &context.view.catalogue;
    let mut beside = place.with_min_x(tile.right() + m.mm(ASIDE));
    match goal {
        Destination::Booth(number) => match catalogue.booth(*number) {
            Some(booth) => {
                let line = BoothLine::new(catalogue, booth, context.texts.language());
                booths::tile(ui, m, tile, &line);
            }
            None => beside = place,
        },
        Destination::Area(_) => {
            let round = corner(m, mm::CARD);
            ui.painter().rect_filled(tile, round, colour::CELADON_DEEP);
            Icon::Pin.draw(ui.painter(), tile.shrink(m.mm(4.0)), colour::PORCELAIN);
        }
        Destination::Place(_) | Destination::Nearest(_) => {
            let plan = catalogue.plan.as_ref();
            match plan.and_then(|plan| goal.place(plan)) {
                Some(place) => draw_badge(ui.painter(), m, tile, place.kind),
                None => beside = place,
            }
        }
    }
    let mut bottom = name_look(m)
        .write(ui, beside, &name(context, goal))
        .bottom();
    if let Some(route) = route {
        let words = context.texts.say_way(&route.length());
        let under = beside.with_min_y(bottom + m.mm(0.8));
        bottom = length_look(m).write(ui, under, &words).bottom();
    }
    bottom.max(tile.bottom()) + m.mm(4.0)
}

/// The side of the goal's tile, and the space between it and the words beside it, in millimetres.
const TILE: f32 = 20.0;
const ASIDE: f32 = 5.0;

fn name_look(m: &Metrics) -> Look {
    Look::new(m, 5.6, Weight::SemiBold, colour::INK).heading()
}

fn length_look(m: &Metrics) -> Look {
    Look::new(m, 5.2, Weight::Bold, colour::TERRACOTTA).even()
}

/// Each turn, then the goal.
fn lines(
    context: &DrawContext<'_>,
    plan: &Plan,
    goal: &Destination,
    route: &Route,
) -> Vec<RouteLine> {
    let language = context.language();
    let legs = route.legs.iter().map(|leg| RouteLine {
        icon: sign(leg),
        words: context.texts.say_way(&leg.sentence(plan, language)),
    });
    let found = goal.found(plan, Some(route));
    let end = RouteLine {
        icon: Icon::Pin,
        words: context
            .texts
            .say_way(&found.arrival(route, &name(context, &found))),
    };
    legs.chain([end]).collect()
}

fn sign(leg: &Leg) -> Icon {
    match (leg.kind, leg.turn) {
        (WayKind::Ramp, _) => Icon::Ramp,
        (WayKind::Steps | WayKind::Stairs, _) => Icon::Stairs,
        (WayKind::Lift, _) => Icon::Lift,
        (WayKind::Floor, Turn::Left) => Icon::TurnLeft,
        (WayKind::Floor, Turn::Right) => Icon::TurnRight,
        (WayKind::Floor, Turn::Back) => Icon::TurnBack,
        (WayKind::Floor, Turn::Ahead | Turn::Unknown) => Icon::Ahead,
    }
}
