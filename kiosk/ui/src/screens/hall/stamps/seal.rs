//! The stamp of a village: a medallion in its glaze with what it is known for, or the empty place for it.

use egui::{Painter, Pos2, Rect, Stroke, Vec2, vec2};

use crate::screens::icons::Icon;
use crate::screens::plate::wreath;
use crate::theme::{Tone, colour};

/// How many beads lie around a medallion.
const BEADS: usize = 36;

/// Draws the stamp of a village that is seen.
pub(super) fn stamped(painter: &Painter, centre: Pos2, radius: f32, icon: Icon, tone: Tone) {
    let line = |width: f32| Stroke::new((radius * width).max(1.0), tone.ground);
    wreath(painter, centre, radius, tone.ground);
    painter.circle_stroke(centre, radius * 0.86, line(0.022));
    let disc = radius * 0.8;
    painter.circle_filled(centre, disc, tone.ground);
    for bead in 0..BEADS {
        let turn = std::f32::consts::TAU * bead as f32 / BEADS as f32;
        let at = centre + Vec2::angled(turn) * disc * 0.87;
        painter.circle_filled(at, (disc * 0.022).max(0.8), tone.ink);
    }
    let ring = Stroke::new((disc * 0.014).max(1.0), tone.ink);
    painter.circle_stroke(centre, disc * 0.76, ring);
    let square = Rect::from_center_size(centre, vec2(disc, disc) * 0.94);
    icon.draw(painter, square, tone.ink);
}

/// How many dashes the empty place is drawn with.
const DASHES: usize = 30;

/// Draws the place where the stamp of a village goes.
pub(super) fn empty(painter: &Painter, centre: Pos2, radius: f32, icon: Icon) {
    let ring = radius * 0.86;
    painter.circle_filled(centre, ring, colour::GLAZE);
    let line = Stroke::new((radius * 0.02).max(1.0), colour::COBALT_THIN);
    let step = std::f32::consts::TAU / DASHES as f32;
    for dash in 0..DASHES {
        let from = step * dash as f32;
        let points = [0.0, 0.28, 0.56].map(|part| centre + Vec2::angled(from + step * part) * ring);
        painter.line(points.to_vec(), line);
    }
    let square = Rect::from_center_size(centre, vec2(radius, radius) * 0.7);
    icon.draw(painter, square, colour::COBALT_THIN);
}
