//! The floor of a level: its outline, the areas on it, and what nobody walks through.

use egui::{Color32, Mesh, Painter, Pos2, Shape, Stroke};
use shared::catalogue::AreaSpot;
use shared::geometry::Point;

use super::scene::{self, Scene};
use crate::theme::{colour, mm};

/// Draws the floor.
pub(super) fn draw(painter: &Painter, scene: &Scene<'_>) {
    let m = scene.context.metrics;
    let outline = on_glass(scene, &scene.level.outline);
    fill(painter, &outline, colour::PORCELAIN);
    for area in scene.areas() {
        fill(
            painter,
            &on_glass(scene, &area.outline),
            ground_of(scene, area),
        );
    }
    let hair = Stroke::new(m.mm(mm::HAIR), colour::RIM);
    for block in &scene.level.blocks {
        let points = on_glass(scene, block);
        if scene::is_wall(block) {
            fill(painter, &points, colour::SLATE);
        } else {
            fill(painter, &points, colour::CRAZE);
            painter.add(Shape::closed_line(points, hair));
        }
    }
    let edge = Stroke::new(m.mm(0.8), colour::SLATE);
    painter.add(Shape::closed_line(outline, edge));
}

/// Areas with booths are paved, those where artisans work and visitors try are celadon, all others blue.
fn ground_of(scene: &Scene<'_>, area: &AreaSpot) -> Color32 {
    let catalogue = &scene.context.view.catalogue;
    let has_sessions = || {
        catalogue
            .sessions
            .iter()
            .any(|session| session.area == area.area)
    };
    if scene.has_booths(area) {
        colour::GLAZE
    } else if has_sessions() {
        colour::CELADON_WASH
    } else {
        colour::COBALT_WASH
    }
}

fn on_glass(scene: &Scene<'_>, outline: &[Point]) -> Vec<Pos2> {
    outline
        .iter()
        .map(|point| scene.camera.glass(*point))
        .collect()
}

/// Fills an outline of any shape.
fn fill(painter: &Painter, outline: &[Pos2], ink: Color32) {
    let mut corners: Vec<u32> = Vec::new();
    let points = outline.iter().map(|point| [point.x, point.y]);
    earcut::Earcut::new().earcut(points, &[], &mut corners);
    let mut mesh = Mesh::default();
    for point in outline {
        mesh.colored_vertex(*point, ink);
    }
    for corner in corners.chunks_exact(3) {
        mesh.add_triangle(corner[0], corner[1], corner[2]);
    }
    painter.add(Shape::mesh(mesh));
}
