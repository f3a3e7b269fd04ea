//! Be Vietnam Pro in three weights, embedded: it has every Vietnamese letter, and the kiosk asks no system for fonts.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/BeVietnamPro-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../../../assets/fonts/BeVietnamPro-SemiBold.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/BeVietnamPro-Bold.ttf");

/// How high a capital letter is, as a part of the font size; from the font's own tables.
pub(super) const CAP_HEIGHT: f32 = 0.74;

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Names and buttons.
    SemiBold,
    /// Titles.
    Bold,
}

impl Weight {
    const ALL: [(Self, &'static str, &'static [u8]); 3] = [
        (Self::Regular, "regular", REGULAR),
        (Self::SemiBold, "semi-bold", SEMI_BOLD),
        (Self::Bold, "bold", BOLD),
    ];

    /// The family to ask egui for.
    #[must_use]
    pub fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::SemiBold => FontFamily::Name("semi-bold".into()),
            Self::Bold => FontFamily::Name("bold".into()),
        }
    }
}

/// Gives a context the fonts.
pub(super) fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    for (weight, name, bytes) in Weight::ALL {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts
            .families
            .insert(weight.family(), vec![name.to_owned()]);
    }
    fonts
        .families
        .insert(FontFamily::Monospace, vec!["regular".to_owned()]);
    ctx.set_fonts(fonts);
}
