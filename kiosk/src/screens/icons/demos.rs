//! The signs of the slides: on, off, and forward.

use super::Icon;
use crate::screens::pen::Pen;

/// Draws one of them.
pub(super) fn draw(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::Play => pen.fill(&[(0.26, 0.12), (0.88, 0.5), (0.26, 0.88)]),
        Icon::Pause => {
            pen.fill(&[(0.2, 0.14), (0.4, 0.14), (0.4, 0.86), (0.2, 0.86)]);
            pen.fill(&[(0.6, 0.14), (0.8, 0.14), (0.8, 0.86), (0.6, 0.86)]);
        }
        _ => {
            pen.line(&[(0.1, 0.5), (0.88, 0.5)]);
            pen.line(&[(0.58, 0.18), (0.9, 0.5), (0.58, 0.82)]);
        }
    }
}
