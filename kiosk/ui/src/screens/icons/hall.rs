//! The signs of the hall: its pages, and what makes them easier to read and to reach.

use super::icon::Icon;
use crate::screens::pen::{Pen, arc};

/// Draws one of them.
pub(super) fn draw(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::House => {
            pen.line(&[(0.06, 0.52), (0.5, 0.12), (0.94, 0.52)]);
            pen.line(&[(0.18, 0.42), (0.18, 0.9), (0.82, 0.9), (0.82, 0.42)]);
            pen.line(&[(0.42, 0.9), (0.42, 0.62), (0.58, 0.62), (0.58, 0.9)]);
        }
        Icon::Plan => {
            pen.ring(&[
                (0.06, 0.22),
                (0.35, 0.1),
                (0.65, 0.22),
                (0.94, 0.1),
                (0.94, 0.78),
                (0.65, 0.9),
                (0.35, 0.78),
                (0.06, 0.9),
            ]);
            let fine = pen.finer(0.7);
            fine.line(&[(0.35, 0.1), (0.35, 0.78)]);
            fine.line(&[(0.65, 0.22), (0.65, 0.9)]);
        }
        Icon::Wheel => {
            // A pot between two hands, on a broad disc with a thick shaft and a flywheel.
            pen.fill(&arc((0.5, 0.38), 0.22, 0.0, 1.0));
            pen.fill(&[(0.4, 0.06), (0.6, 0.06), (0.6, 0.22), (0.4, 0.22)]);
            pen.fill(&[(0.3, 0.46), (0.7, 0.46), (0.64, 0.62), (0.36, 0.62)]);
            for side in [|x: f32| x, |x: f32| 1.0 - x] {
                pen.line(&[(side(0.0), 0.1), (side(0.1), 0.26), (side(0.13), 0.44)]);
            }
            let thick = pen.finer(1.4);
            thick.line(&[(0.04, 0.66), (0.96, 0.66)]);
            pen.fill(&[(0.36, 0.66), (0.64, 0.66), (0.64, 0.94), (0.36, 0.94)]);
            thick.line(&[(0.2, 0.94), (0.8, 0.94)]);
        }
        Icon::Village => {
            pen.line(&[(0.04, 0.9), (0.96, 0.9)]);
            pen.line(&[
                (0.12, 0.9),
                (0.12, 0.5),
                (0.34, 0.26),
                (0.56, 0.5),
                (0.56, 0.9),
            ]);
            pen.line(&[(0.56, 0.6), (0.72, 0.44), (0.88, 0.6), (0.88, 0.9)]);
            pen.line(&[(0.28, 0.9), (0.28, 0.66), (0.4, 0.66), (0.4, 0.9)]);
            pen.circle((0.8, 0.18), 0.1);
        }
        Icon::Network => {
            let around = [(0.5, 0.16), (0.16, 0.8), (0.84, 0.8)];
            for place in around {
                pen.line(&[(0.5, 0.56), place]);
            }
            for place in around {
                pen.dot(place, 0.13);
            }
            pen.dot((0.5, 0.56), 0.17);
        }
        Icon::Stamps => {
            pen.frame((0.06, 0.14), (0.94, 0.86), 0.07);
            let fine = pen.finer(0.8);
            for (index, x) in [0.26, 0.5, 0.74].into_iter().enumerate() {
                pen.dot((x, 0.36), 0.09);
                if index == 0 {
                    pen.dot((x, 0.64), 0.09);
                } else {
                    fine.circle((x, 0.64), 0.075);
                }
            }
        }
        Icon::Hand => {
            // A finger, and the ring around where it touches.
            pen.arc((0.46, 0.28), 0.24, 0.44, 1.06);
            pen.arc((0.46, 0.26), 0.075, 0.5, 1.0);
            pen.line(&[(0.385, 0.26), (0.385, 0.68), (0.24, 0.56)]);
            pen.bend((0.24, 0.56), (0.13, 0.56), (0.2, 0.68));
            pen.bend((0.2, 0.68), (0.34, 0.9), (0.46, 0.96));
            pen.line(&[(0.535, 0.26), (0.535, 0.52), (0.74, 0.56)]);
            pen.bend((0.74, 0.56), (0.86, 0.58), (0.84, 0.72));
            pen.line(&[(0.84, 0.72), (0.78, 0.96)]);
        }
        _ => draw_aid(icon, pen),
    }
}

fn draw_aid(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::Globe => {
            pen.circle((0.5, 0.5), 0.42);
            pen.line(&[(0.08, 0.5), (0.92, 0.5)]);
            let fine = pen.finer(0.85);
            fine.bend((0.5, 0.08), (0.12, 0.5), (0.5, 0.92));
            fine.bend((0.5, 0.08), (0.88, 0.5), (0.5, 0.92));
        }
        Icon::LargeText => {
            pen.line(&[(0.02, 0.88), (0.31, 0.14), (0.6, 0.88)]);
            pen.line(&[(0.13, 0.62), (0.49, 0.62)]);
            let fine = pen.finer(0.85);
            fine.line(&[(0.64, 0.88), (0.81, 0.46), (0.98, 0.88)]);
            fine.line(&[(0.71, 0.73), (0.91, 0.73)]);
        }
        Icon::Contrast => {
            pen.circle((0.5, 0.5), 0.42);
            pen.fill(&arc((0.5, 0.5), 0.42, -0.25, 0.25));
        }
        Icon::LowReach => {
            pen.frame((0.18, 0.04), (0.82, 0.96), 0.07);
            pen.line(&[(0.5, 0.2), (0.5, 0.74)]);
            pen.line(&[(0.33, 0.57), (0.5, 0.75), (0.67, 0.57)]);
        }
        Icon::Calm => {
            pen.circle((0.5, 0.5), 0.42);
            pen.line(&[(0.39, 0.34), (0.39, 0.66)]);
            pen.line(&[(0.61, 0.34), (0.61, 0.66)]);
        }
        _ => {
            // A person with arms spread, in a ring: the sign of access.
            pen.finer(0.9).circle((0.5, 0.5), 0.45);
            pen.dot((0.5, 0.25), 0.08);
            pen.line(&[(0.25, 0.41), (0.75, 0.41)]);
            pen.line(&[(0.5, 0.41), (0.5, 0.58)]);
            pen.line(&[(0.36, 0.8), (0.5, 0.58), (0.64, 0.8)]);
        }
    }
}
