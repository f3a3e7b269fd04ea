//! What a craft village is shown by while nobody uses the kiosk: its picture, or a plate painted in its colours.

use egui::{Painter, Rect, Ui, vec2};
use shared::catalogue::Village;

use crate::screens::Glance;
use crate::screens::pen::{Pen, arc};
use crate::screens::plate::{WELL, rim_in, swell};
use crate::screens::words::Look;
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// How high the village's name is with the space around it, in millimetres.
const NAME: f32 = 34.0;

/// Draws a village, by its place in the catalogue, as large as its place.
pub(super) fn show(
    ui: &mut Ui,
    glance: &Glance<'_>,
    place: Rect,
    (index, village): (usize, Option<&Village>),
) {
    let m = glance.metrics;
    let tone = Tone::of_village(index);
    ui.painter().rect_filled(place, 0.0, tone.ground);
    let Some(village) = village else {
        plate(ui.painter(), m, place, index, tone);
        return;
    };
    let (above, name) = place.split_top_bottom_at_y(place.bottom() - m.row(NAME));
    let picture = village.pictures.first();
    let there = picture.is_some_and(|picture| {
        let language = glance.language();
        glance.pictures.show(ui, above, picture, language)
    });
    if !there {
        plate(
            ui.painter(),
            m,
            place.with_max_y(above.bottom()),
            index,
            tone,
        );
    }
    write(ui, glance, name, village, tone);
}

/// The village's name and its craft.
fn write(ui: &mut Ui, glance: &Glance<'_>, place: Rect, village: &Village, tone: Tone) {
    let m = glance.metrics;
    let language = glance.language();
    let place = place.shrink2(vec2(m.mm(mm::MARGIN), m.mm(2.0)));
    let name = Look::new(m, 10.0, Weight::Bold, tone.ink).rows(1);
    let said = name.write(ui, place, village.name.get(language));
    let craft = Look::new(m, 5.6, Weight::Regular, tone.ink).rows(1);
    let below = place.with_min_y(said.bottom());
    craft.write(ui, below, village.craft.get(language));
}

/// A plate painted in the village's colour, with a piece of its craft in the middle.
fn plate(painter: &Painter, m: &Metrics, place: Rect, index: usize, tone: Tone) {
    let painter = painter.with_clip_rect(place.intersect(painter.clip_rect()));
    swell(&painter, m, place, 16.0, tone.thin());
    let radius = place.width().min(place.height()) * 0.43;
    let centre = place.center();
    rim_in(&painter, centre, radius, tone.ground, colour::GLAZE);
    let side = radius * WELL * 1.36;
    let square = Rect::from_center_size(centre, vec2(side, side));
    piece(&Pen::new(&painter, square, 0.016, tone.ground), index);
}

/// A piece of a craft: they repeat when there are more villages.
fn piece(pen: &Pen<'_>, index: usize) {
    match index % 6 {
        0 => jar(pen),
        1 => vase(pen),
        2 => teapot(pen),
        3 => leaf(pen),
        4 => herb(pen),
        _ => flower(pen),
    }
}

/// Both sides of something that was turned on a wheel: bends given for the right side, from the middle outwards.
fn turned(pen: &Pen<'_>, sides: &[[(f32, f32); 3]]) {
    for [from, pull, to] in sides {
        let right = |(x, y): (f32, f32)| (0.5 + x, y);
        let left = |(x, y): (f32, f32)| (0.5 - x, y);
        pen.bend(right(*from), right(*pull), right(*to));
        pen.bend(left(*from), left(*pull), left(*to));
    }
}

/// A line around something turned: as far to both sides, bent a little as seen from above.
fn around(pen: &Pen<'_>, half: f32, y: f32) {
    pen.bend((0.5 - half, y), (0.5, y + half * 0.18), (0.5 + half, y));
}

/// A row of waves around something turned.
fn scales(pen: &Pen<'_>, half: f32, y: f32, count: u8) {
    let fine = pen.finer(0.6);
    let wide = 2.0 * half / f32::from(count);
    for nth in 0..count {
        let x = 0.5 - half + (f32::from(nth) + 0.5) * wide;
        let sink = 1.0 - ((x - 0.5) / half).powi(2);
        let y = y + sink * half * 0.09;
        for part in [0.5, 0.27] {
            fine.arc((x, y), wide * part, 0.5, 1.0);
        }
    }
}

fn jar(pen: &Pen<'_>) {
    turned(
        pen,
        &[
            [(0.2, 0.14), (0.24, 0.17), (0.19, 0.22)],
            [(0.19, 0.22), (0.42, 0.27), (0.39, 0.5)],
            [(0.39, 0.5), (0.35, 0.78), (0.19, 0.9)],
        ],
    );
    around(pen, 0.2, 0.14);
    around(pen, 0.19, 0.9);
    around(pen, 0.36, 0.37);
    around(pen, 0.385, 0.58);
    scales(pen, 0.37, 0.53, 7);
    pen.finer(0.6).bend((0.18, 0.68), (0.5, 0.79), (0.82, 0.68));
}

fn vase(pen: &Pen<'_>) {
    turned(
        pen,
        &[
            [(0.17, 0.04), (0.13, 0.1), (0.08, 0.14)],
            [(0.08, 0.14), (0.07, 0.26), (0.1, 0.34)],
            [(0.1, 0.34), (0.33, 0.42), (0.31, 0.62)],
            [(0.31, 0.62), (0.27, 0.82), (0.15, 0.95)],
        ],
    );
    around(pen, 0.17, 0.04);
    around(pen, 0.15, 0.95);
    around(pen, 0.1, 0.32);
    around(pen, 0.225, 0.42);
    around(pen, 0.26, 0.78);
    // A branch with blossoms winds around it.
    let fine = pen.finer(0.7);
    fine.bend((0.3, 0.7), (0.46, 0.46), (0.7, 0.56));
    for (x, y) in [(0.38, 0.58), (0.52, 0.52), (0.64, 0.54)] {
        blossom(pen, (x, y + 0.07), 0.05);
    }
}

fn teapot(pen: &Pen<'_>) {
    turned(
        pen,
        &[
            [(0.14, 0.36), (0.34, 0.38), (0.31, 0.58)],
            [(0.31, 0.58), (0.28, 0.76), (0.17, 0.8)],
            [(0.02, 0.24), (0.12, 0.26), (0.15, 0.35)],
        ],
    );
    around(pen, 0.15, 0.355);
    around(pen, 0.17, 0.8);
    around(pen, 0.31, 0.55);
    pen.dot((0.5, 0.215), 0.03);
    pen.bend((0.2, 0.5), (0.04, 0.5), (0.05, 0.32));
    pen.bend((0.05, 0.32), (0.12, 0.4), (0.24, 0.42));
    pen.arc((0.8, 0.54), 0.13, -0.3, 0.2);
    scales(pen, 0.29, 0.7, 6);
}

fn leaf(pen: &Pen<'_>) {
    // Leaves of beaten gold, each laid askew over the other.
    let fine = pen.finer(0.7);
    for (turn, side) in [(0.06_f32, 0.4_f32), (0.0, 0.4), (-0.06, 0.4)] {
        let corners: Vec<(f32, f32)> = (0..4)
            .map(|nth| {
                let angle = (f32::from(nth as u8) / 4.0 + 0.125 + turn) * std::f32::consts::TAU;
                (0.5 + side * angle.cos(), 0.5 + side * angle.sin())
            })
            .collect();
        pen.ring(&corners);
    }
    for step in [0.32, 0.22, 0.12] {
        fine.ring(&[
            (0.5, 0.5 - step),
            (0.5 + step, 0.5),
            (0.5, 0.5 + step),
            (0.5 - step, 0.5),
        ]);
    }
    blossom(pen, (0.5, 0.5), 0.06);
}

fn herb(pen: &Pen<'_>) {
    pen.bend((0.5, 0.96), (0.46, 0.5), (0.52, 0.06));
    let fine = pen.finer(0.7);
    for (y, long) in [(0.78, 0.3), (0.6, 0.31), (0.43, 0.26), (0.28, 0.19)] {
        for way in [-1.0, 1.0] {
            let (from, tip) = ((0.5, y), (0.5 + way * long, y - long * 0.62));
            pen.bend(from, (0.5 + way * long * 0.2, y - long * 0.75), tip);
            pen.bend(from, (0.5 + way * long * 0.85, y - long * 0.02), tip);
            fine.line(&[from, (0.5 + way * long * 0.7, y - long * 0.42)]);
        }
    }
}

fn flower(pen: &Pen<'_>) {
    let fine = pen.finer(0.7);
    let centre = (0.5, 0.5);
    for (count, radius, foot) in [(14_u8, 0.46, 0.3), (10, 0.3, 0.16), (7, 0.17, 0.06)] {
        for nth in 0..count {
            let angle = f32::from(nth) / f32::from(count) * std::f32::consts::TAU;
            let half = std::f32::consts::PI / f32::from(count);
            let at =
                |turn: f32, far: f32| (centre.0 + far * turn.cos(), centre.1 + far * turn.sin());
            let tip = at(angle, radius);
            for way in [-1.0, 1.0] {
                let root = at(angle + way * half * 0.9, foot);
                pen.bend(root, at(angle + way * half * 1.2, radius * 0.92), tip);
            }
            fine.line(&[at(angle, foot * 1.15), at(angle, radius * 0.8)]);
        }
    }
    pen.dot(centre, 0.045);
}

/// Five round petals.
fn blossom(pen: &Pen<'_>, (x, y): (f32, f32), radius: f32) {
    let fine = pen.finer(0.6);
    for (px, py) in arc((x, y), radius * 0.62, 0.0, 1.0).into_iter().step_by(8) {
        fine.circle((px, py), radius * 0.42);
    }
    pen.dot((x, y), radius * 0.24);
}
