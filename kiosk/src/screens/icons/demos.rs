//! The signs of the slides and the video: on, off, forward, from the start, captions.

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
        Icon::FromStart => {
            pen.line(&[(0.18, 0.14), (0.18, 0.86)]);
            pen.fill(&[(0.88, 0.14), (0.88, 0.86), (0.32, 0.5)]);
        }
        Icon::Captions => {
            pen.frame((0.06, 0.16), (0.94, 0.84), 0.12);
            pen.line(&[(0.22, 0.5), (0.5, 0.5)]);
            pen.line(&[(0.66, 0.5), (0.78, 0.5)]);
            pen.line(&[(0.22, 0.67), (0.34, 0.67)]);
            pen.line(&[(0.5, 0.67), (0.78, 0.67)]);
        }
        _ => {
            pen.line(&[(0.1, 0.5), (0.88, 0.5)]);
            pen.line(&[(0.58, 0.18), (0.9, 0.5), (0.58, 0.82)]);
        }
    }
}
