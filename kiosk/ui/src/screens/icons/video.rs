//! The signs of the video alone: from the start, captions.

use super::icon::Icon;
use crate::screens::pen::Pen;

/// Draws one of them.
pub(super) fn draw(icon: Icon, pen: &Pen<'_>) {
    if icon == Icon::FromStart {
        pen.line(&[(0.18, 0.14), (0.18, 0.86)]);
        pen.fill(&[(0.88, 0.14), (0.88, 0.86), (0.32, 0.5)]);
    } else {
        pen.frame((0.06, 0.16), (0.94, 0.84), 0.12);
        pen.line(&[(0.22, 0.5), (0.5, 0.5)]);
        pen.line(&[(0.66, 0.5), (0.78, 0.5)]);
        pen.line(&[(0.22, 0.67), (0.34, 0.67)]);
        pen.line(&[(0.5, 0.67), (0.78, 0.67)]);
    }
}
