//! The fonts and the colours of everything that is printed.

use super::{PdfFont, PdfFonts};

/// The fonts' places in the document.
pub(crate) const REGULAR: usize = 0;
pub(crate) const SEMIBOLD: usize = 1;

pub(crate) const INK: [u8; 3] = [20, 33, 58];
pub(crate) const QUIET_INK: [u8; 3] = [68, 80, 106];
pub(crate) const COBALT: [u8; 3] = [29, 63, 148];
pub(crate) const BLACK: [u8; 3] = [0, 0, 0];

impl PdfFonts {
    /// Returns the fonts that the program carries: regular, semibold, and those that have the letters which these lack; `None`
    /// where one is damaged.
    pub(crate) fn embedded() -> Option<Self> {
        macro_rules! font {
            ($name:literal, $file:literal) => {
                PdfFont::new(
                    $name,
                    include_bytes!(concat!("../../../assets/fonts/", $file)),
                )?
            };
        }
        let fonts = vec![
            font!("BeVietnamPro-Regular", "BeVietnamPro-Regular.ttf"),
            font!("BeVietnamPro-SemiBold", "BeVietnamPro-SemiBold.ttf"),
            font!("NotoSansCJKsc", "cjk/NotoSansCJK-zh-Regular.otf"),
            font!("NotoSansCJKjp", "cjk/NotoSansCJK-ja-Regular.otf"),
            font!("NotoSansCJKkr", "cjk/NotoSansCJK-ko-Regular.otf"),
            font!("NotoSansCJKnames", "cjk/NotoSansCJK-names-Regular.otf"),
        ];
        Some(Self::new(fonts, 2))
    }
}
