//! The way to a booth or an area in words: how far, how long, each turn.

use egui::{Rect, Ui, pos2, vec2};
use shared::catalogue::{Plan, WayKind};
use shared::route::{Destination, Leg, Route, Turn};

use super::super::super::Glance;
use super::super::super::controls::{Button, Kind, corner};
use super::super::super::icons::Icon;
use super::super::super::words::Look;
use super::super::booths::{self, BoothLine};
use super::pages;
use crate::i18n::Key;
use crate::session::{Action, MapAction, MapVisit};
use crate::theme::{Metrics, Weight, colour, mm};

/// One line of the way.
struct Line {
    icon: Icon,
    words: String,
}

/// Draws the way, or says why there is none.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    plan: &Plan,
    goal: &Destination,
    route: Option<&Route>,
    visit: &MapVisit,
    place: Rect,
) -> Option<Action> {
    let m = glance.metrics;
    let top = head(ui, glance, goal, route, place);
    let switch = Rect::from_min_size(
        pos2(place.left(), top),
        vec2(place.width(), m.mm(mm::TARGET)),
    );
    let words = glance.texts.say(Key::MapStepFree);
    let button =
        Button::new("step-free", &words, Kind::Choice(visit.step_free())).icon(Icon::Wheelchair);
    let width = button.width(ui, m).min(switch.width());
    let mut chosen = None;
    if button.show(ui, m, switch.with_max_x(switch.left() + width)) {
        chosen = Some(Action::Map(MapAction::StepFree(!visit.step_free())));
    }
    let list = place.with_min_y(switch.bottom() + m.mm(5.0));
    let Some(route) = route else {
        let why = match (goal.level(plan).is_some(), visit.step_free()) {
            (false, _) => Key::MapUnknownPlace,
            (true, true) => Key::MapNoStepFree,
            (true, false) => Key::MapNoWay,
        };
        look(m).write(ui, list, &glance.texts.say(why));
        return chosen;
    };
    let lines = lines(glance, plan, goal, route);
    let heights = heights(ui, m, &lines, place.width());
    let asked = pages::show(
        ui,
        glance,
        list,
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

/// The height it all takes at a width.
pub(super) fn height(
    ui: &Ui,
    glance: &Glance<'_>,
    plan: &Plan,
    goal: &Destination,
    route: Option<&Route>,
    width: f32,
) -> f32 {
    let m = glance.metrics;
    let lines = route.map_or(Vec::new(), |route| lines(glance, plan, goal, route));
    let list: f32 = heights(ui, m, &lines, width).iter().sum();
    m.mm(36.0 + mm::TARGET + 5.0) + list.max(m.mm(30.0))
}

fn heights(ui: &Ui, m: &Metrics, lines: &[Line], width: f32) -> Vec<f32> {
    let room = width - m.mm(INDENT);
    let high = |line: &Line| look(m).height(ui, &line.words, room).max(m.mm(ICON)) + m.mm(APART);
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
    glance: &Glance<'_>,
    goal: &Destination,
    route: Option<&Route>,
    place: Rect,
) -> f32 {
    let m = glance.metrics;
    let catalogue = &glance.view.catalogue;
    let side = m.mm(20.0);
    let tile = Rect::from_min_size(place.min, vec2(side, side));
    match goal {
        Destination::Booth(number) => {
            if let Some(booth) = catalogue.booth(*number) {
                let line = BoothLine::new(catalogue, booth, glance.texts.language());
                booths::tile(ui, m, tile, &line);
            }
        }
        Destination::Area(_) => {
            let round = corner(m, mm::CARD);
            ui.painter().rect_filled(tile, round, colour::CELADON_DEEP);
            Icon::Pin.draw(ui.painter(), tile.shrink(m.mm(4.0)), colour::PORCELAIN);
        }
    }
    let name = name(glance, goal);
    let beside = place.with_min_x(tile.right() + m.mm(5.0));
    let told = Look::new(m, 5.6, Weight::SemiBold, colour::INK)
        .rows(2)
        .heading()
        .write(ui, beside, &name);
    let mut bottom = told.bottom();
    if let Some(route) = route {
        let words = glance.texts.say_way(&route.length());
        let under = beside.with_min_y(bottom + m.mm(0.8));
        let length = Look::new(m, 5.2, Weight::Bold, colour::TERRACOTTA).rows(2);
        bottom = length.write(ui, under, &words).bottom();
    }
    bottom.max(tile.bottom()) + m.mm(4.0)
}

/// What a goal is called.
pub(in super::super) fn name(glance: &Glance<'_>, goal: &Destination) -> String {
    let (catalogue, language) = (&glance.view.catalogue, glance.language());
    match goal {
        Destination::Booth(number) => match catalogue.booth(*number) {
            Some(booth) => booth.name.get(language).to_owned(),
            None => glance
                .texts
                .say_with(Key::BoothNumber, [("number", number.0.into())]),
        },
        Destination::Area(id) => {
            let area = catalogue.areas.iter().find(|area| area.id == *id);
            area.map_or("", |area| area.name.get(language)).to_owned()
        }
    }
}

/// Each turn, then the goal.
fn lines(glance: &Glance<'_>, plan: &Plan, goal: &Destination, route: &Route) -> Vec<Line> {
    let language = glance.language();
    let legs = route.legs.iter().map(|leg| Line {
        icon: sign(leg),
        words: glance.texts.say_way(&leg.sentence(plan, language)),
    });
    let end = Line {
        icon: Icon::Pin,
        words: glance
            .texts
            .say_way(&goal.arrival(route, &name(glance, goal))),
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
