//! What the villages make, as signs.

use super::icon::Icon;
use crate::screens::pen::Pen;

/// Draws one of them.
pub(super) fn draw(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::Vase => vase(pen),
        Icon::Jar => jar(pen),
        Icon::Bowl => {
            pen.line(&[(0.06, 0.36), (0.94, 0.36)]);
            pen.bend((0.08, 0.36), (0.14, 0.8), (0.38, 0.8));
            pen.bend((0.92, 0.36), (0.86, 0.8), (0.62, 0.8));
            pen.line(&[(0.38, 0.8), (0.36, 0.9), (0.64, 0.9), (0.62, 0.8)]);
            pen.finer(0.7).bend((0.22, 0.5), (0.5, 0.62), (0.78, 0.5));
        }
        Icon::Lamp => {
            // A lantern with a ring to hang it by.
            pen.arc((0.5, 0.1), 0.07, 0.0, 1.0);
            pen.line(&[(0.34, 0.24), (0.66, 0.24)]);
            pen.bend((0.34, 0.24), (0.02, 0.5), (0.34, 0.78));
            pen.bend((0.66, 0.24), (0.98, 0.5), (0.66, 0.78));
            pen.line(&[(0.34, 0.78), (0.66, 0.78)]);
            let fine = pen.finer(0.7);
            fine.bend((0.5, 0.24), (0.34, 0.5), (0.5, 0.78));
            fine.bend((0.5, 0.24), (0.66, 0.5), (0.5, 0.78));
            pen.line(&[(0.5, 0.78), (0.5, 0.94)]);
        }
        Icon::Tile => {
            pen.frame((0.1, 0.1), (0.9, 0.9), 0.04);
            let fine = pen.finer(0.75);
            fine.ring(&[(0.5, 0.2), (0.8, 0.5), (0.5, 0.8), (0.2, 0.5)]);
            fine.circle((0.5, 0.5), 0.13);
        }
        Icon::Incense => {
            // A bowl with three sticks and a thread of smoke.
            pen.line(&[(0.14, 0.6), (0.86, 0.6)]);
            pen.bend((0.18, 0.6), (0.2, 0.92), (0.5, 0.92));
            pen.bend((0.82, 0.6), (0.8, 0.92), (0.5, 0.92));
            let fine = pen.finer(0.75);
            fine.line(&[(0.36, 0.6), (0.3, 0.34)]);
            fine.line(&[(0.5, 0.6), (0.5, 0.3)]);
            fine.line(&[(0.64, 0.6), (0.7, 0.34)]);
            fine.bend((0.5, 0.22), (0.38, 0.14), (0.5, 0.04));
        }
        Icon::Gift => {
            pen.frame((0.12, 0.42), (0.88, 0.92), 0.03);
            pen.frame((0.06, 0.28), (0.94, 0.44), 0.03);
            pen.line(&[(0.5, 0.28), (0.5, 0.92)]);
            pen.bend((0.5, 0.28), (0.2, 0.22), (0.3, 0.1));
            pen.bend((0.3, 0.1), (0.42, 0.02), (0.5, 0.28));
            pen.bend((0.5, 0.28), (0.58, 0.02), (0.7, 0.1));
            pen.bend((0.7, 0.1), (0.8, 0.22), (0.5, 0.28));
        }
        Icon::Leaf => {
            // A book of leaf: sheets laid over each other, the uppermost shining.
            pen.ring(&[(0.5, 0.1), (0.92, 0.34), (0.5, 0.58), (0.08, 0.34)]);
            pen.line(&[(0.08, 0.5), (0.5, 0.74), (0.92, 0.5)]);
            pen.line(&[(0.08, 0.66), (0.5, 0.9), (0.92, 0.66)]);
            pen.finer(0.75)
                .line(&[(0.36, 0.34), (0.5, 0.42), (0.64, 0.34)]);
        }
        Icon::Bag => {
            pen.line(&[
                (0.16, 0.36),
                (0.84, 0.36),
                (0.92, 0.9),
                (0.08, 0.9),
                (0.16, 0.36),
            ]);
            pen.bend((0.34, 0.36), (0.32, 0.08), (0.5, 0.08));
            pen.bend((0.66, 0.36), (0.68, 0.08), (0.5, 0.08));
            let fine = pen.finer(0.7);
            fine.bend((0.16, 0.44), (0.5, 0.78), (0.84, 0.44));
            fine.dot((0.5, 0.64), 0.06);
        }
        Icon::Herb => {
            // A sprig with leaves by pairs.
            pen.line(&[(0.5, 0.94), (0.5, 0.3)]);
            for (foot, side) in [(0.78, -1.0), (0.78, 1.0), (0.54, -1.0), (0.54, 1.0)] {
                let at = |x: f32, y: f32| (0.5 + side * x, foot + y);
                pen.bend(at(0.0, 0.0), at(0.1, -0.26), at(0.38, -0.26));
                pen.bend(at(0.38, -0.26), at(0.34, 0.0), at(0.0, 0.0));
            }
            pen.bend((0.5, 0.34), (0.34, 0.2), (0.5, 0.04));
            pen.bend((0.5, 0.34), (0.66, 0.2), (0.5, 0.04));
        }
        _ => flower(pen),
    }
}

fn vase(pen: &Pen<'_>) {
    pen.line(&[(0.36, 0.08), (0.64, 0.08)]);
    pen.bend((0.37, 0.08), (0.48, 0.2), (0.4, 0.3));
    pen.bend((0.63, 0.08), (0.52, 0.2), (0.6, 0.3));
    pen.bend((0.4, 0.3), (0.04, 0.44), (0.26, 0.72));
    pen.bend((0.6, 0.3), (0.96, 0.44), (0.74, 0.72));
    pen.bend((0.26, 0.72), (0.36, 0.84), (0.34, 0.93));
    pen.bend((0.74, 0.72), (0.64, 0.84), (0.66, 0.93));
    pen.line(&[(0.34, 0.93), (0.66, 0.93)]);
    let fine = pen.finer(0.7);
    fine.bend((0.21, 0.46), (0.5, 0.56), (0.79, 0.46));
    fine.bend((0.24, 0.64), (0.5, 0.74), (0.76, 0.64));
}

fn jar(pen: &Pen<'_>) {
    pen.line(&[(0.44, 0.1), (0.56, 0.1)]);
    pen.bend((0.26, 0.26), (0.3, 0.12), (0.5, 0.12));
    pen.bend((0.74, 0.26), (0.7, 0.12), (0.5, 0.12));
    pen.line(&[(0.22, 0.28), (0.78, 0.28)]);
    pen.bend((0.26, 0.28), (0.02, 0.5), (0.28, 0.9));
    pen.bend((0.74, 0.28), (0.98, 0.5), (0.72, 0.9));
    pen.line(&[(0.28, 0.9), (0.72, 0.9)]);
    let fine = pen.finer(0.7);
    fine.bend((0.17, 0.46), (0.5, 0.54), (0.83, 0.46));
    fine.bend((0.16, 0.58), (0.5, 0.66), (0.84, 0.58));
}

fn flower(pen: &Pen<'_>) {
    // Three pointed bracts around small blossoms.
    for turn in 0..3 {
        let angle = std::f32::consts::TAU * (turn as f32 / 3.0 - 0.25);
        let at = |along: f32, across: f32| {
            let (sin, cos) = angle.sin_cos();
            (
                0.5 + along * cos - across * sin,
                0.54 + along * sin + across * cos,
            )
        };
        pen.bend(at(0.09, 0.0), at(0.2, 0.36), at(0.46, 0.0));
        pen.bend(at(0.09, 0.0), at(0.2, -0.36), at(0.46, 0.0));
        pen.finer(0.65).line(&[at(0.2, 0.0), at(0.34, 0.0)]);
    }
    pen.dot((0.5, 0.54), 0.07);
}
