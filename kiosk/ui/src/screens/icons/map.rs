//! The signs of the floor plan: places, turns, and the way about on it.

use super::icon::Icon;
use crate::screens::pen::Pen;

/// Draws one of them.
pub(super) fn draw(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::Ahead | Icon::TurnLeft | Icon::TurnRight | Icon::TurnBack | Icon::Whole => {
            way(icon, pen);
        }
        Icon::MoveLeft => shift((-1.0, 0.0), pen),
        Icon::MoveRight => shift((1.0, 0.0), pen),
        Icon::MoveUp => shift((0.0, -1.0), pen),
        Icon::MoveDown => shift((0.0, 1.0), pen),
        Icon::Lift | Icon::Ramp | Icon::Stairs => floors(icon, pen),
        _ => place(icon, pen),
    }
}

fn way(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::Ahead => {
            pen.line(&[(0.5, 0.92), (0.5, 0.12)]);
            pen.line(&[(0.24, 0.38), (0.5, 0.1), (0.76, 0.38)]);
        }
        Icon::TurnLeft => {
            pen.line(&[(0.76, 0.9), (0.76, 0.38), (0.14, 0.38)]);
            pen.line(&[(0.38, 0.14), (0.12, 0.38), (0.38, 0.62)]);
        }
        Icon::TurnRight => {
            pen.line(&[(0.24, 0.9), (0.24, 0.38), (0.86, 0.38)]);
            pen.line(&[(0.62, 0.14), (0.88, 0.38), (0.62, 0.62)]);
        }
        Icon::TurnBack => {
            pen.line(&[(0.76, 0.9), (0.76, 0.4)]);
            pen.arc((0.52, 0.4), 0.24, 0.5, 1.0);
            pen.line(&[(0.28, 0.4), (0.28, 0.88)]);
            pen.line(&[(0.08, 0.66), (0.28, 0.9), (0.48, 0.66)]);
        }
        _ => {
            // The corners of a frame: everything.
            for (x, y) in [(0.12, 0.12), (0.88, 0.12), (0.88, 0.88), (0.12, 0.88)] {
                let inward = |at: f32| at + (0.5 - at).signum() * 0.26;
                pen.line(&[(inward(x), y), (x, y), (x, inward(y))]);
            }
        }
    }
}

/// An arrow with a solid head and a bar behind it, in a direction.
fn shift((x, y): (f32, f32), pen: &Pen<'_>) {
    let at = |ahead: f32, aside: f32| (0.5 + x * ahead - y * aside, 0.5 + y * ahead + x * aside);
    pen.line(&[at(-0.4, 0.0), at(0.1, 0.0)]);
    pen.fill(&[at(0.44, 0.0), at(0.04, 0.3), at(0.04, -0.3)]);
}

fn floors(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::Lift => {
            pen.frame((0.14, 0.08), (0.86, 0.92), 0.06);
            pen.line(&[(0.32, 0.44), (0.5, 0.24), (0.68, 0.44)]);
            pen.line(&[(0.32, 0.58), (0.5, 0.78), (0.68, 0.58)]);
        }
        Icon::Ramp => {
            pen.ring(&[(0.08, 0.82), (0.92, 0.82), (0.92, 0.36)]);
            pen.line(&[(0.16, 0.5), (0.56, 0.27)]);
            pen.line(&[(0.38, 0.2), (0.58, 0.26), (0.48, 0.44)]);
        }
        _ => pen.line(&[
            (0.06, 0.86),
            (0.3, 0.86),
            (0.3, 0.64),
            (0.52, 0.64),
            (0.52, 0.42),
            (0.74, 0.42),
            (0.74, 0.2),
            (0.94, 0.2),
        ]),
    }
}

fn place(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::Toilets => {
            // Two people with a wall between them.
            let fine = pen.finer(0.75);
            fine.line(&[(0.5, 0.08), (0.5, 0.92)]);
            for (middle, foot) in [(0.23, 0.0), (0.77, 0.12)] {
                pen.dot((middle, 0.2), 0.1);
                pen.fill(&[
                    (middle - 0.12 + foot * 0.6, 0.36),
                    (middle + 0.12 - foot * 0.6, 0.36),
                    (middle + 0.09 + foot, 0.7),
                    (middle - 0.09 - foot, 0.7),
                ]);
                fine.line(&[(middle - 0.05, 0.68), (middle - 0.05, 0.9)]);
                fine.line(&[(middle + 0.05, 0.68), (middle + 0.05, 0.9)]);
            }
        }
        Icon::Wheelchair => {
            pen.dot((0.4, 0.13), 0.1);
            pen.line(&[
                (0.4, 0.3),
                (0.42, 0.58),
                (0.66, 0.58),
                (0.78, 0.84),
                (0.9, 0.8),
            ]);
            pen.line(&[(0.41, 0.42), (0.62, 0.42)]);
            pen.arc((0.44, 0.66), 0.26, 0.07, 0.72);
        }
        Icon::Water => {
            pen.arc((0.5, 0.62), 0.28, -0.06, 0.56);
            pen.bend((0.76, 0.52), (0.62, 0.3), (0.5, 0.08));
            pen.bend((0.24, 0.52), (0.38, 0.3), (0.5, 0.08));
            pen.finer(0.8).arc((0.5, 0.62), 0.14, 0.27, 0.46);
        }
        Icon::FirstAid => {
            pen.fill(&[(0.36, 0.1), (0.64, 0.1), (0.64, 0.9), (0.36, 0.9)]);
            pen.fill(&[(0.1, 0.36), (0.9, 0.36), (0.9, 0.64), (0.1, 0.64)]);
        }
        Icon::Information => {
            pen.dot((0.5, 0.18), 0.085);
            pen.line(&[(0.36, 0.42), (0.52, 0.42), (0.52, 0.84)]);
            pen.line(&[(0.34, 0.85), (0.68, 0.85)]);
        }
        Icon::Seats => {
            pen.line(&[(0.26, 0.1), (0.26, 0.9)]);
            pen.line(&[(0.26, 0.56), (0.76, 0.56), (0.76, 0.9)]);
        }
        _ => {
            // A jar: what everyone sees.
            pen.line(&[(0.34, 0.12), (0.66, 0.12)]);
            let half = |side: f32| {
                pen.bend(
                    (0.5 + side * 0.12, 0.14),
                    (0.5 + side * 0.5, 0.4),
                    (0.5 + side * 0.18, 0.88),
                );
            };
            half(-1.0);
            half(1.0);
            pen.line(&[(0.32, 0.88), (0.68, 0.88)]);
            pen.finer(0.7).line(&[(0.28, 0.42), (0.72, 0.42)]);
        }
    }
}
