//! The signs of the door: ways, and what is asked there.

use super::icon::Icon;
use crate::screens::pen::Pen;

/// Draws one of them.
pub(super) fn draw(icon: Icon, pen: &Pen<'_>) {
    match icon {
        Icon::EnterDoor => {
            pen.line(&[(0.48, 0.12), (0.86, 0.12), (0.86, 0.88), (0.48, 0.88)]);
            pen.line(&[(0.1, 0.5), (0.6, 0.5)]);
            pen.line(&[(0.4, 0.29), (0.61, 0.5), (0.4, 0.71)]);
        }
        Icon::BothWays => {
            pen.line(&[(0.1, 0.32), (0.88, 0.32)]);
            pen.line(&[(0.7, 0.12), (0.9, 0.32), (0.7, 0.52)]);
            pen.line(&[(0.12, 0.72), (0.9, 0.72)]);
            pen.line(&[(0.3, 0.52), (0.1, 0.72), (0.3, 0.92)]);
        }
        Icon::Question => {
            pen.arc((0.5, 0.32), 0.22, 0.5, 1.12);
            pen.bend((0.66, 0.47), (0.5, 0.55), (0.5, 0.66));
            pen.dot((0.5, 0.88), 0.075);
        }
        Icon::Sound => {
            let pen = horn(pen);
            pen.arc((0.54, 0.5), 0.2, -0.13, 0.13);
            pen.arc((0.54, 0.5), 0.4, -0.13, 0.13);
        }
        Icon::Silent => {
            let pen = horn(pen);
            pen.line(&[(0.68, 0.38), (0.92, 0.62)]);
            pen.line(&[(0.92, 0.38), (0.68, 0.62)]);
        }
        Icon::Minus => pen.line(&[(0.16, 0.5), (0.84, 0.5)]),
        _ => {
            pen.line(&[(0.16, 0.5), (0.84, 0.5)]);
            pen.line(&[(0.5, 0.16), (0.5, 0.84)]);
        }
    }
}

/// A loudspeaker without a sign of what comes out of it; answers with the pen for that.
fn horn<'a>(pen: &Pen<'a>) -> Pen<'a> {
    let fine = pen.finer(0.75);
    fine.ring(&[
        (0.1, 0.36),
        (0.3, 0.36),
        (0.52, 0.14),
        (0.52, 0.86),
        (0.3, 0.64),
        (0.1, 0.64),
    ]);
    fine
}
