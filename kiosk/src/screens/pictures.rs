//! The exhibition's pictures, as far as they are on this kiosk.

use egui::{Rect, Ui};
use shared::catalogue::Picture;

/// The pictures that screens can show. What is not there yet is asked for and shown once it is.
#[derive(Debug, Default)]
pub struct Pictures;

impl Pictures {
    /// Draws a picture so that it covers the place, with what it shows as its name for screen readers; `false` when it
    /// is not there, and then nothing was drawn.
    pub fn show(&self, _ui: &mut Ui, _place: Rect, _picture: &Picture, _language: &str) -> bool {
        false
    }
}
