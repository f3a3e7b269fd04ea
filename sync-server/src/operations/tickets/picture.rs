//! A ticket's picture: the QR symbol, and below it what a person can read. As PNG of black and white pixels, or as SVG.

use std::fmt::Write as _;

use png::{
    BitDepth, ColorType, Compression, Encoder, EncodingError, Filter, PixelDimensions, Unit,
};
use qrcode::types::QrError;

use super::IssuedTicket;
use super::glyphs;
use super::symbol::{QUIET, Symbol, WIDTH};

/// Pixels a module: at 300 dpi a symbol of 37 modules is 31 mm wide.
const MODULE: usize = 10;
const PIXELS_PER_METRE: u32 = 11_811;
/// How wide a picture is.
const PICTURE: usize = (WIDTH + 2 * QUIET) * MODULE;

/// Why a picture can't be made.
#[derive(Debug, thiserror::Error)]
pub enum TicketPictureError {
    /// The digits make no symbol of a ticket's size.
    #[error("the QR symbol can't be made: {0}")]
    Symbol(#[from] QrError),
    /// The picture can't be written as PNG.
    #[error("the ticket's picture can't be made: {0}")]
    Encode(#[from] EncodingError),
}

/// Returns a ticket's picture as PNG.
///
/// # Errors
/// [`TicketPictureError`].
pub fn picture(ticket: &IssuedTicket) -> Result<Vec<u8>, TicketPictureError> {
    let drawing = TicketDrawing::of(ticket)?;
    let stride = PICTURE.div_ceil(8);
    let mut pixels = vec![0xff; stride * drawing.height];
    for black in &drawing.black {
        let rows = pixels.chunks_mut(stride).skip(black.top).take(black.height);
        for row in rows {
            blacken(row, black.left, black.left + black.width);
        }
    }
    let mut png = Vec::with_capacity(4096);
    let mut encoder = Encoder::new(&mut png, PICTURE as u32, drawing.height as u32);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_compression(Compression::Fast);
    // Most rows of pixels are those above them.
    encoder.set_filter(Filter::Up);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: PIXELS_PER_METRE,
        yppu: PIXELS_PER_METRE,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(png)
}

/// Makes pixels of a row black, an eighth of a byte each.
fn blacken(row: &mut [u8], from: usize, to: usize) {
    for (at, byte) in row
        .iter_mut()
        .enumerate()
        .take(to.div_ceil(8))
        .skip(from / 8)
    {
        let first = from.saturating_sub(8 * at);
        let past = (to - 8 * at).min(8);
        *byte &= !(0xff_u8 >> first & !(0xff_u16 >> past) as u8);
    }
}

/// Returns a ticket's picture as SVG, which is as sharp at any size.
///
/// # Errors
/// [`TicketPictureError::Symbol`].
pub fn vector_picture(ticket: &IssuedTicket) -> Result<String, TicketPictureError> {
    let drawing = TicketDrawing::of(ticket)?;
    let millimetres = |pixels: usize| pixels as f32 * 1000.0 / PIXELS_PER_METRE as f32;
    let (width, height) = (PICTURE, drawing.height);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.2}mm\" height=\"{:.2}mm\" viewBox=\"0 0 {width} {height}\">\
         <path fill=\"#fff\" d=\"M0 0h{width}v{height}H0z\"/><path shape-rendering=\"crispEdges\" d=\"",
        millimetres(width),
        millimetres(height),
    );
    for black in &drawing.black {
        // Writing to a text never fails.
        let _ = write!(
            svg,
            "M{} {}h{}v{}h-{}z",
            black.left, black.top, black.width, black.height, black.width
        );
    }
    svg.push_str("\"/></svg>\n");
    Ok(svg)
}

/// What is black in a picture, in pixels.
struct TicketDrawing {
    black: Vec<Rectangle>,
    height: usize,
}

struct Rectangle {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl TicketDrawing {
    fn of(ticket: &IssuedTicket) -> Result<Self, TicketPictureError> {
        let runs = Symbol::of(&ticket.digits)?;
        let runs = runs.runs().map(|run| run.map(usize::from));
        let mut black: Vec<Rectangle> = runs
            .map(|[column, row, length]| Rectangle {
                left: (column + QUIET) * MODULE,
                top: (row + QUIET) * MODULE,
                width: length * MODULE,
                height: MODULE,
            })
            .collect();
        let label = format!("NO {}  {}", ticket.number, ticket.kind.to_ascii_uppercase());
        let mut top = PICTURE;
        for (text, scale) in [(ticket.short_code.to_string(), 6), (label, 4)] {
            let scale = glyphs::fitting(&text, scale, PICTURE - 2 * MODULE);
            let left = PICTURE.saturating_sub(glyphs::width(&text, scale)) / 2;
            let squares = glyphs::squares(&text);
            let squares = squares.map(|(x, y)| Rectangle {
                left: left + x * scale,
                top: top + y * scale,
                width: scale,
                height: scale,
            });
            black.extend(squares.filter(|square| square.left + scale <= PICTURE));
            top += glyphs::HEIGHT * scale + 2 * MODULE;
        }
        Ok(Self { black, height: top })
    }
}

#[cfg(test)]
mod tests {
    use shared::ids::{ExhibitionId, KeyId, TicketNumber, TicketType};
    use shared::ticket::{self, Claims, EntryPolicy, ShortCode, SigningKey};

    use super::*;

    #[test]
    fn black_pixels_are_those_asked_for() {
        for (from, to) in [(0, 1), (3, 5), (7, 9), (8, 16), (5, 31), (24, 32)] {
            let mut row = [0xff; 4];
            blacken(&mut row, from, to);
            let black = (0..32).filter(|at| row[at / 8] >> (7 - at % 8) & 1 == 0);
            assert_eq!(black.collect::<Vec<_>>(), (from..to).collect::<Vec<_>>());
        }
    }

    fn ticket() -> IssuedTicket {
        let key = SigningKey::from_seed(&[7; 32]);
        let claims = Claims {
            key: KeyId(1),
            exhibition: ExhibitionId(7),
            number: TicketNumber(4_294_967),
            kind: TicketType(1),
            party: 1,
            days: 1,
            policy: EntryPolicy::Single,
            zones: 1,
        };
        let digits = ticket::issue(&claims, &key).unwrap();
        IssuedTicket {
            number: claims.number,
            claims,
            kind: "school_group".to_owned(),
            dates: Vec::new(),
            digits,
            short_code: ShortCode::from_bits(4_294_967),
            holder: None,
        }
    }

    #[test]
    fn both_kinds_of_picture_are_alike() {
        let png = picture(&ticket()).unwrap();
        assert!(png.len() < 4096, "{}", png.len());
        let png = image::load_from_memory(&png).unwrap().into_luma8();
        let mut drawn = image::GrayImage::from_pixel(png.width(), png.height(), image::Luma([255]));
        let svg = vector_picture(&ticket()).unwrap();
        let (_, path) = svg.split_once("crispEdges\" d=\"").unwrap();
        let (path, _) = path.split_once('"').unwrap();
        for black in path.split_terminator('z') {
            let numbers = black.split(|it: char| !it.is_ascii_digit());
            let numbers: Vec<u32> = numbers.filter_map(|it| it.parse().ok()).collect();
            let [left, top, width, height, _] = numbers[..] else {
                panic!("{black}")
            };
            for (x, y) in
                (left..left + width).flat_map(|x| (top..top + height).map(move |y| (x, y)))
            {
                drawn.put_pixel(x, y, image::Luma([0]));
            }
        }
        assert!(png == drawn);
    }
}
