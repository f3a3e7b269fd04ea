//! How the words on a booth's page look.

use egui::Color32;

use crate::screens::words::Look;
use crate::theme::{Metrics, Weight, mm};

/// Running text.
pub(super) fn text(m: &Metrics, ink: Color32) -> Look {
    Look::new(m, capitals(m), Weight::Regular, ink)
}

/// Running text that names something.
pub(super) fn name(m: &Metrics, ink: Color32) -> Look {
    Look::new(m, capitals(m), Weight::SemiBold, ink)
}

/// The height of capitals of running text: upright there is room for larger ones.
fn capitals(m: &Metrics) -> f32 {
    if m.portrait() { 5.4 } else { mm::TEXT }
}
