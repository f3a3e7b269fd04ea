//! A ticket's picture: the QR symbol, and below it what a person can read.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, GrayImage, ImageEncoder, ImageError, Luma};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode, Version};

use super::IssuedTicket;
use super::glyphs;

/// Pixels a module: at 300 dpi a symbol of 37 modules is 31 mm wide.
const MODULE: u32 = 10;
/// Modules of white around the symbol, as the standard wants them.
const QUIET: u32 = 4;
/// The largest symbol a ticket may have; more and smaller modules are harder to read.
const MAX_VERSION: i16 = 5;

/// Why a picture can't be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The digits make no symbol.
    #[error("the QR symbol can't be made: {0}")]
    Symbol(#[from] QrError),
    /// The symbol is larger than a ticket's may be.
    #[error("the QR symbol has version {0}, a ticket's has {MAX_VERSION} at most")]
    TooLarge(i16),
    /// The picture can't be written as PNG.
    #[error("the ticket's picture can't be made: {0}")]
    Encode(#[from] ImageError),
}

/// Returns a ticket's picture as PNG in shades of grey.
///
/// # Errors
/// [`PictureError`].
pub fn picture(ticket: &IssuedTicket) -> Result<Vec<u8>, PictureError> {
    let picture = draw(ticket)?;
    let mut png = Vec::new();
    // Each row of pixels is mostly the one above it, so the little effort packs well: an exhibition
    // has many thousand tickets.
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Up).write_image(
        picture.as_raw(),
        picture.width(),
        picture.height(),
        ExtendedColorType::L8,
    )?;
    Ok(png)
}

fn draw(ticket: &IssuedTicket) -> Result<GrayImage, PictureError> {
    let symbol = symbol(&ticket.digits)?;
    let modules = symbol.width() as u32;
    let width = (modules + 2 * QUIET) * MODULE;
    let label = format!("NO {}  {}", ticket.number, ticket.kind.to_ascii_uppercase());
    let lines = [(ticket.short_code.to_string(), 6), (label, 4)];
    let lines = lines.map(|(text, scale)| {
        let scale = glyphs::fitting(&text, scale, width - 2 * MODULE);
        (text, scale)
    });
    let text_height: u32 = lines
        .iter()
        .map(|(_, scale)| glyphs::height(*scale) + 2 * MODULE)
        .sum();
    let mut picture = GrayImage::from_pixel(width, width + text_height, Luma([255]));
    for (index, color) in symbol.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let index = index as u32;
            let (column, row) = (index % modules + QUIET, index / modules + QUIET);
            fill(&mut picture, column * MODULE, row * MODULE, MODULE);
        }
    }
    let mut top = width;
    for (text, scale) in lines {
        let left = (width.saturating_sub(glyphs::width(&text, scale))) / 2;
        glyphs::draw(&text, scale, |x, y| {
            fill(&mut picture, left + x, top + y, scale);
        });
        top += glyphs::height(scale) + 2 * MODULE;
    }
    Ok(picture)
}

/// Returns the symbol at level M, in numeric mode because it holds digits alone.
pub(super) fn symbol(digits: &str) -> Result<QrCode, PictureError> {
    let symbol = QrCode::with_error_correction_level(digits, EcLevel::M)?;
    match symbol.version() {
        Version::Normal(version) if version <= MAX_VERSION => Ok(symbol),
        Version::Normal(version) | Version::Micro(version) => Err(PictureError::TooLarge(version)),
    }
}

/// Makes a square black.
fn fill(picture: &mut GrayImage, left: u32, top: u32, side: u32) {
    for y in top..(top + side).min(picture.height()) {
        for x in left..(left + side).min(picture.width()) {
            picture.put_pixel(x, y, Luma([0]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticket_digits_make_version_five_level_m() {
        for digits in [
            "0".repeat(195),
            "9".repeat(195),
            "72057594037927935".repeat(11) + "16777215",
        ] {
            let symbol = symbol(&digits).unwrap();
            assert_eq!(symbol.version(), Version::Normal(5));
            assert_eq!(symbol.error_correction_level(), EcLevel::M);
            assert_eq!(symbol.width(), 37);
        }
    }

    #[test]
    fn what_would_need_a_larger_symbol_is_refused() {
        assert!(matches!(
            symbol(&"1".repeat(203)),
            Err(PictureError::TooLarge(6))
        ));
        // In any mode but the numeric one 195 characters do not fit.
        assert!(matches!(
            symbol(&"A".repeat(195)),
            Err(PictureError::TooLarge(_))
        ));
    }
}
