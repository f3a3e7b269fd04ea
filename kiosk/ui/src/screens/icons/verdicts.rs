//! The signs of the verdicts.

use super::icon::Icon;
use crate::screens::pen::{Pen, arc};

/// Draws one of them.
pub(super) fn draw(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::Check => pen.line(&[(0.14, 0.54), (0.39, 0.78), (0.86, 0.25)]),
        Icon::Return => {
            pen.arc((0.5, 0.56), 0.34, 0.93, 1.74);
            pen.line(&[(0.36, 0.03), (0.56, 0.22), (0.36, 0.41)]);
        }
        Icon::ExitDoor => {
            pen.line(&[(0.52, 0.12), (0.14, 0.12), (0.14, 0.88), (0.52, 0.88)]);
            pen.line(&[(0.38, 0.5), (0.9, 0.5)]);
            pen.line(&[(0.7, 0.29), (0.91, 0.5), (0.7, 0.71)]);
        }
        Icon::Cross => {
            pen.line(&[(0.2, 0.2), (0.8, 0.8)]);
            pen.line(&[(0.8, 0.2), (0.2, 0.8)]);
        }
        _ => {
            // Head and shoulders, filled: from afar a person and not a line.
            pen.dot((0.5, 0.27), 0.19);
            pen.fill(&arc((0.5, 0.9), 0.37, 0.5, 1.0));
        }
    }
}
