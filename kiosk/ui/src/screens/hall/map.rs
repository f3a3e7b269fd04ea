//! The floor plan: where one is, what there is, and the way to a booth, an area or an amenity.

mod buttons;
mod camera;
mod card;
mod fingers;
mod ground;
mod labels;
mod layout;
mod legend;
mod line;
mod pages;
mod scene;
mod signs;
mod stalls;
mod way;

use std::sync::Arc;

use egui::{Rect, Ui};
use shared::catalogue::{Level, Plan, Stand};
use shared::geometry::{Point, Quarters};
use shared::route::{Destination, Need, Route};
use texts::Key;

use super::super::DrawContext;
use super::super::controls::corner;
use super::super::header::LanguageNames;
use super::super::message;
use super::super::stack::{Line, Stack};
use super::ways::Ways;
use super::{frame, phone_code};
use crate::session::{Action, MapAction, MapVisit, Session};
use crate::theme::{colour, mm};
use camera::Camera;
use fingers::Felt;
use labels::Labels;
use layout::{Layout, Panel};
use scene::Scene;
use signs::Sign;

/// No map is drawn larger at first, in millimetres for a metre: a short way needs no magnifying glass.
const MOST_AT_FIRST_MM: f32 = 9.0;

/// The page, with the way it found last.
#[derive(Debug, Default)]
pub(super) struct MapScreen {
    ways: Ways,
}

impl MapScreen {
    /// Draws the page, with the way to a booth or an area where one is asked for.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        names: &LanguageNames,
        session: &Session,
        goal: Option<&Destination>,
    ) -> Option<Action> {
        let title = context.texts.say(Key::MapTitle);
        let (body, chosen) = frame::show(ui, context, names, &title);
        let catalogue = Arc::clone(&context.view.catalogue);
        let plan = catalogue
            .plan
            .as_ref()
            .filter(|plan| !plan.levels.is_empty());
        let Some(plan) = plan else {
            no_plan(ui, context, body);
            return chosen;
        };
        let status = &context.view.status;
        let stand = plan.stand(&status.kiosk, Some(&status.gate));
        let visit = session.visitor().map();
        let need = if visit.step_free() {
            Need::StepFree
        } else {
            Need::Any
        };
        let asked = stand.zip(goal);
        let route = asked.and_then(|(stand, goal)| self.ways.find(&catalogue, stand, goal, need));
        let found = goal.map(|goal| goal.found(plan, route));
        let found = found.as_ref();
        let Some(level) = level(plan, visit, stand, found) else {
            return chosen;
        };
        let panel = Panel::new(visit, goal);
        let wanted = |width| match panel {
            Panel::Card(booth) => card::height(ui, context, booth, width),
            Panel::Way(goal) => way::height(ui, context, plan, goal, route, width),
            Panel::Legend => legend::height(ui, context, plan, width),
        };
        let layout = Layout::new(
            context,
            body,
            levels(plan, panel, level, route),
            panel,
            wanted,
        );
        let quarters = Quarters::that_put_up(stand.map_or(0.0, Stand::looking));
        let fit = |points: &[Point], room_mm| {
            let room = context.metrics.mm(room_mm);
            Camera::around(
                layout.map,
                context.metrics,
                quarters,
                points,
                room,
                MOST_AT_FIRST_MM,
            )
        };
        let Some(all) = fit(&level.outline, 3.0) else {
            return chosen;
        };
        let bounds = scene::bounds(level);
        let camera = match (visit.sight(), route) {
            (Some(sight), _) => all.at(sight, context.metrics).within(bounds),
            (None, Some(route)) => {
                let points = scene::along(plan, level, stand, found, route);
                fit(&points, 16.0).unwrap_or(all)
            }
            (None, None) => all,
        };
        let scene = Scene {
            context,
            camera,
            plan,
            level,
            stand,
            goal: found,
            picked: visit.picked(),
            route,
        };
        let on_map = draw(ui, &scene);
        let button = buttons::show(ui, context, layout.buttons, &scene.camera, &all);
        let tab = layout
            .levels
            .and_then(|place| buttons::levels(ui, context, place, plan, &level.id));
        let beside = match panel {
            Panel::Card(booth) => card::show(ui, context, booth, layout.panel),
            Panel::Way(goal) => {
                if let Some(place) = layout.code {
                    phone_code::show_way(ui, context, place, goal, visit.step_free());
                }
                way::show(ui, context, plan, goal, route, visit, layout.panel)
            }
            Panel::Legend => legend::show(ui, context, plan, layout.panel, visit.first_turn()),
        };
        let moved = button.or(tab).map(Action::Map);
        chosen.or(beside).or(moved).or(on_map)
    }
}

/// The level to show: the one the visitor chose, else the one they stand on, else the goal's, else the lowest.
fn level<'a>(
    plan: &'a Plan,
    visit: &MapVisit,
    stand: Option<&Stand>,
    goal: Option<&Destination>,
) -> Option<&'a Level> {
    let of_goal = || goal.and_then(|goal| goal.level(plan));
    let wanted = visit.level().or(stand.map(|stand| stand.level.as_str()));
    let wanted = wanted.or_else(of_goal);
    wanted.and_then(|id| plan.level(id)).or(plan.levels.first())
}

/// Whether there is another level to look at: with a way, only where it leads there.
fn levels(plan: &Plan, panel: Panel<'_>, shown: &Level, route: Option<&Route>) -> bool {
    let elsewhere = |route: &Route| route.line.iter().any(|spot| spot.level != shown.id);
    match panel {
        Panel::Way(_) => route.is_some_and(elsewhere),
        Panel::Card(_) | Panel::Legend => plan.levels.len() > 1,
    }
}

fn draw(ui: &mut Ui, scene: &Scene<'_>) -> Option<Action> {
    let m = scene.context.metrics;
    let place = scene.camera.place();
    let round = corner(m, mm::CARD);
    ui.painter().rect_filled(place, round, colour::COBALT_WASH);
    let painter = ui.painter().with_clip_rect(place.intersect(ui.clip_rect()));
    let felt = fingers::feel(ui, scene);
    let mut labels = Labels::default();
    ground::draw(&painter, scene);
    let told = stalls::draw(ui, &painter, scene);
    if let Some(route) = scene.route {
        line::draw(&painter, scene, route);
    }
    stalls::draw_chosen(ui, &painter, scene);
    line::goal(&painter, scene, &mut labels);
    line::here(ui, &painter, scene, &mut labels);
    if let Some(route) = scene.route {
        line::changes(ui, &painter, scene, route, &mut labels);
    }
    let signs = signs::draw(&painter, scene, &mut labels);
    labels.areas(ui, &painter, scene);
    let pick = |booth| Action::Map(MapAction::Pick(booth));
    let told = told.map(|booth| pick(Some(booth)));
    told.or_else(|| signs::tell(ui, scene, &signs))
        .or_else(|| match felt? {
            Felt::Moved(sight) => Some(Action::Map(MapAction::Look(sight))),
            Felt::Touched(at) => {
                let booth = stalls::nearest(scene, at);
                let nearer =
                    |sign: &Sign<'_>| booth.is_none_or(|(_, far)| sign.distance(at) <= far);
                let sign = signs::nearest(scene, &signs, at).filter(|sign| nearer(sign));
                let sign = sign.map(Sign::way);
                Some(sign.unwrap_or_else(|| pick(booth.map(|(number, _)| number))))
            }
        })
}

/// A calm word where the plan is not there yet.
pub(super) fn no_plan(ui: &mut Ui, context: &DrawContext<'_>, body: Rect) {
    let m = context.metrics;
    let words = [Key::MapNone, Key::MapNoneNext].map(|key| context.texts.say(key));
    let stack = Stack::new(colour::INK, true)
        .with(Line::title(&words[0], 9.0))
        .with(Line::next(&words[1], 6.0));
    message::write(
        ui,
        m,
        body.shrink2(egui::vec2(body.width() * 0.1, 0.0)),
        &stack,
    );
}
