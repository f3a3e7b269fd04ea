//! Where words go on the map: beside each other, never over a booth or a sign, and not at all where there is no room.

use std::sync::Arc;

use egui::{Color32, Galley, Painter, Rect, Ui, Vec2, pos2};
use shared::catalogue::AreaSpot;
use shared::geometry::{self, contains};
use texts::Key;

use super::super::super::controls::corner;
use super::super::super::words::Look;
use super::scene::{self, Scene};
use super::stalls;
use crate::theme::{Weight, colour};

/// What is taken on the map.
#[derive(Debug, Default)]
pub(super) struct Labels {
    taken: Vec<Rect>,
}

/// The space between two words, in millimetres.
const APART_MM: f32 = 1.2;
/// A name of more rows is no name any more.
const ROWS: usize = 4;
/// How far a name may stick out of an area that is too small for it, in millimetres.
const OUT_MM: f32 = 16.0;
/// Into how many places each way a label is tried.
const TRIES: u8 = 8;

impl Labels {
    /// Takes a place, if it is free.
    pub(super) fn take(&mut self, rect: Rect) -> bool {
        let free = !self.taken.iter().any(|other| other.intersects(rect));
        if free {
            self.taken.push(rect);
        }
        free
    }

    /// Takes a place whatever is there.
    pub(super) fn hold(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// A free place of a size within another, as near to its middle as there is one.
    fn find(&self, scene: &Scene<'_>, size: Vec2, within: Rect) -> Option<Rect> {
        let spare = within.size() - size;
        if spare.x < 0.0 || spare.y < 0.0 {
            return None;
        }
        let step = |index: u8| f32::from(index) / f32::from(TRIES);
        let places = (0..=TRIES).flat_map(|x| (0..=TRIES).map(move |y| (x, y)));
        places
            .map(|(x, y)| {
                let at = within.min + Vec2::new(spare.x * step(x), spare.y * step(y));
                Rect::from_min_size(at, size)
            })
            .filter(|place| !self.taken.iter().any(|other| other.intersects(*place)))
            .filter(|place| !scene.over_way(*place))
            .min_by(|a, b| {
                let off = |place: &Rect| place.center().distance_sq(within.center());
                off(a).total_cmp(&off(b))
            })
    }

    /// Writes the names of the areas where there is room for them. Where the booths are too small for numbers, the
    /// name is written over them, with the numbers that are there. A hall's name may interrupt its wall, on a plate; no
    /// other name touches one.
    pub(super) fn areas(&mut self, ui: &Ui, painter: &Painter, scene: &Scene<'_>) {
        let m = scene.context.metrics;
        if stalls::number_size(scene).is_some() {
            for booth in scene.booths() {
                self.hold(scene.camera.rect(booth.rect()));
            }
        }
        let (halls, others): (Vec<_>, Vec<_>) =
            scene.areas().partition(|area| scene.has_booths(area));
        for area in &halls {
            if let Some(around) = geometry::Rect::around(&area.outline) {
                let place = scene.camera.rect(around).intersect(scene.camera.place());
                let ground = Some(colour::GLAZE);
                names(scene, area)
                    .iter()
                    .any(|words| self.name(ui, painter, scene, (words, ground), place));
            }
        }
        self.walls(scene);
        for area in others {
            let Some(around) = geometry::Rect::around(&area.outline) else {
                continue;
            };
            let place = scene.camera.rect(around).shrink(scene.camera.metres(0.4));
            let place = place.intersect(scene.camera.place());
            let names = names(scene, area);
            let inside = names
                .iter()
                .any(|words| self.name(ui, painter, scene, (words, None), place));
            // A desk in the middle of a yard is smaller than its name.
            let around = place.expand(m.mm(OUT_MM)).intersect(scene.camera.place());
            if !inside && place.is_positive() {
                names
                    .iter()
                    .any(|words| self.name(ui, painter, scene, (words, None), around));
            }
        }
    }

    /// Takes the walls too, so that no name stands on one.
    fn walls(&mut self, scene: &Scene<'_>) {
        let walls = scene
            .level
            .blocks
            .iter()
            .filter(|block| scene::is_wall(block));
        let around = walls.filter_map(|wall| geometry::Rect::around(wall));
        self.taken
            .extend(around.map(|wall| scene.camera.rect(wall)));
    }

    /// Writes a name within a place, in as many rows as it takes, on a plate of a colour; answers whether there was room.
    fn name(
        &mut self,
        ui: &Ui,
        painter: &Painter,
        scene: &Scene<'_>,
        (words, ground): (&str, Option<Color32>),
        place: Rect,
    ) -> bool {
        let m = scene.context.metrics;
        let look = Look::new(m, 4.8, Weight::SemiBold, colour::INK_SOFT).centred();
        let apart = Vec2::splat(m.mm(APART_MM));
        let (whole, least) = (look.width(ui, words), look.longest_word(ui, words));
        if least > place.width() {
            return false;
        }
        for rows in 1..=4_u8 {
            let width = (whole / f32::from(rows) * 1.15).max(least);
            let galley = look.lay(ui, words, width.min(place.width()));
            if galley.elided || galley.rows.len() > ROWS || galley.size().x > place.width() {
                continue;
            }
            if let Some(found) = self.find(scene, galley.size() + apart, place) {
                self.hold(found);
                write(painter, m, ground, galley, found.shrink2(apart / 2.0));
                return true;
            }
        }
        false
    }
}

fn write(
    painter: &Painter,
    m: &crate::theme::Metrics,
    ground: Option<Color32>,
    galley: Arc<Galley>,
    place: Rect,
) {
    if let Some(ground) = ground {
        painter.rect_filled(place.expand(m.mm(1.0)), corner(m, 2.0), ground);
    }
    painter.galley(
        pos2(place.center().x, place.top()),
        galley,
        colour::INK_SOFT,
    );
}

/// An area's name; with the numbers of its booths where these can't be read on them, or these alone.
fn names(scene: &Scene<'_>, area: &AreaSpot) -> Vec<String> {
    let context = scene.context;
    let catalogue = &context.view.catalogue;
    let known = catalogue.areas.iter().find(|known| known.id == area.area);
    let name = known.map_or("", |known| known.name.get(context.language()));
    let inside = scene
        .booths()
        .filter(|booth| contains(&area.outline, booth.rect().middle()))
        .map(|booth| booth.number.0);
    let (first, last) = inside.fold((u16::MAX, 0), |(first, last), number| {
        (first.min(number), last.max(number))
    });
    if name.is_empty() {
        return Vec::new();
    }
    if first > last || stalls::number_size(scene).is_some() {
        return vec![name.to_owned()];
    }
    let slots = [("first", first.into()), ("last", last.into())];
    let booths = context.texts.say_with(Key::MapBooths, slots);
    vec![format!("{name}\n{booths}"), booths]
}
