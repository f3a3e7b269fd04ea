//! Be Vietnam Pro in three weights, embedded: it has every Vietnamese letter, and the kiosk asks no system for fonts. For
//! Korean, Chinese and Japanese, what is needed of Noto Sans CJK (`assets/fonts/cjk` says how it was cut).

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/BeVietnamPro-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../../../../assets/fonts/BeVietnamPro-SemiBold.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/BeVietnamPro-Bold.ttf");

/// A font's name here, and its file.
type Letters = (&'static str, &'static [u8]);

/// The regular and the bold letters of a language.
macro_rules! eastern {
    ($code:literal) => {
        (
            include_bytes!(concat!(
                "../../../../assets/fonts/cjk/NotoSansCJK-",
                $code,
                "-Regular.otf"
            )),
            include_bytes!(concat!(
                "../../../../assets/fonts/cjk/NotoSansCJK-",
                $code,
                "-Bold.otf"
            )),
        )
    };
}

const KOREAN: (&[u8], &[u8]) = eastern!("ko");
const CHINESE: (&[u8], &[u8]) = eastern!("zh");
const JAPANESE: (&[u8], &[u8]) = eastern!("ja");

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

/// The letters of Korean, Chinese and Japanese, by language: regular, and bold as far as the program itself writes them.
/// What they share is drawn by each in its own way, so that a language's own letters come first.
const EASTERN: [(&str, [Letters; 2]); 3] = [
    ("ko", [("ko-regular", KOREAN.0), ("ko-bold", KOREAN.1)]),
    ("zh", [("zh-regular", CHINESE.0), ("zh-bold", CHINESE.1)]),
    ("ja", [("ja-regular", JAPANESE.0), ("ja-bold", JAPANESE.1)]),
];

/// Gives a context the fonts, in the order that suits a language.
pub(super) fn install(ctx: &egui::Context, language: &str) {
    ctx.set_fonts(letters(language));
}

/// Returns the fonts in the order that suits a language. Only Korean, Chinese and Japanese differ: all others meet their
/// letters in the first font.
#[must_use]
pub fn letters(language: &str) -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut add = |(name, bytes): Letters| {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    };
    for (_, name, bytes) in Weight::ALL {
        add((name, bytes));
    }
    for letters in EASTERN.iter().flat_map(|(_, letters)| letters) {
        add(*letters);
    }
    let mut eastern = EASTERN;
    eastern.sort_by_key(|(code, _)| *code != language);
    for (weight, name, _) in Weight::ALL {
        // A letter that is not there in bold is better regular than missing.
        let order: &[usize] = match weight {
            Weight::Regular => &[0, 1],
            Weight::SemiBold | Weight::Bold => &[1, 0],
        };
        let others = eastern
            .iter()
            .flat_map(|(_, letters)| order.iter().map(|at| letters[*at].0.to_owned()));
        let family = std::iter::once(name.to_owned()).chain(others).collect();
        fonts.families.insert(weight.family(), family);
    }
    fonts
        .families
        .insert(FontFamily::Monospace, vec!["regular".to_owned()]);
    fonts
}

/// Whether two languages want the fonts in another order.
pub(super) fn differ(one: &str, other: &str) -> bool {
    let eastern = |code| EASTERN.iter().any(|(known, _)| *known == code);
    one != other && (eastern(one) || eastern(other))
}
