use image::{DynamicImage, GrayImage, Luma};

use super::super::decode::{FrameReader, read_still};
use super::super::picture::Picture;
use super::*;
use rxing::point;

/// A symbol drawn on a sheet that bulges sideways by `bulge` modules in its middle, smeared over `smear` pixels.
fn bulging(text: &str, bulge: f32, smear: usize, inverted: bool) -> Picture {
    let symbol = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).unwrap();
    let (side, colors) = (symbol.width() as i32, symbol.to_colors());
    let (pixels, module) = (480u32, 8.0);
    let margin = (pixels as f32 - side as f32 * module) / 2.0;
    let sheet = GrayImage::from_fn(pixels, pixels, |x, y| {
        let (x, y) = ((x as f32 - margin) / module, (y as f32 - margin) / module);
        let along = 2.0 * y / side as f32 - 1.0;
        let (x, y) = (
            (x - bulge * (1.0 - along * along)).floor() as i32,
            y.floor() as i32,
        );
        let inside = (0..side).contains(&x) && (0..side).contains(&y);
        let black = inside && colors[(y * side + x) as usize] == qrcode::Color::Dark;
        Luma([if black == inverted { 220 } else { 30 }])
    });
    let smeared = GrayImage::from_fn(pixels, pixels, |x, y| {
        let reach = smear as u32;
        let (left, top) = (x.saturating_sub(reach), y.saturating_sub(reach));
        let (right, down) = ((x + reach + 1).min(pixels), (y + reach + 1).min(pixels));
        let window = (top..down).flat_map(|y| (left..right).map(move |x| (x, y)));
        let sum: u32 = window
            .map(|(x, y)| u32::from(sheet.get_pixel(x, y).0[0]))
            .sum();
        Luma([(sum / ((right - left) * (down - top))) as u8])
    });
    Picture::from(&DynamicImage::ImageLuma8(smeared))
}

const TEXT: &str = "3141592653589793238462643383279502884197169399375105820974944592307816406286";

#[test]
fn a_symbol_on_a_shirt_is_pulled_straight() {
    for bulge in [-2.0, -1.2, 1.2, 2.0] {
        let picture = bulging(TEXT, bulge, 1, false);
        assert_eq!(
            read_still(&picture, &Budget::unlimited()),
            [TEXT],
            "{bulge} modules"
        );
        assert_eq!(
            FrameReader::default().read(&picture, &Budget::unlimited()),
            [TEXT]
        );
    }
}

#[test]
fn so_is_a_white_one_on_black() {
    assert_eq!(
        read_still(&bulging(TEXT, 1.6, 1, true), &Budget::unlimited()),
        [TEXT]
    );
}

#[test]
fn corners_that_belong_to_nothing_are_given_up() {
    let noise: Vec<u8> = (0..200 * 200u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let picture = Picture::from_luma(noise, 200, 200).unwrap();
    for (x, y, module) in [
        (40.0, 40.0, 2.9),
        (0.0, 0.0, 0.0),
        (190.0, 190.0, 71.0),
        (-50.0, 1e6, 1.0),
    ] {
        let corners = Corners {
            bl: point(x, y + 90.0),
            tl: point(x, y),
            tr: point(x + 90.0, y),
            module,
            hidden: None,
        };
        let laid = lay(&picture, &corners, false, &Budget::unlimited());
        assert_eq!(laid.and_then(|laid| laid.text), None);
    }
}

/// Where the corner squares of the flat symbol of [`bulging`] begin, near the edges of the picture and far from them.
fn corner_squares() -> (u32, u32) {
    let symbol = qrcode::QrCode::with_error_correction_level(TEXT, qrcode::EcLevel::M).unwrap();
    let side = symbol.width() as u32 * 8;
    ((480 - side) / 2, u32::midpoint(480, side) - 56)
}

/// The flat symbol of [`bulging`] with one of its corner squares under a thumb.
fn under_a_thumb(corner: usize) -> Picture {
    let flat = bulging(TEXT, 0.0, 1, false);
    let (near, far) = corner_squares();
    let (left, top) = [(near, near), (far, near), (near, far)][corner];
    let thumb = |x: u32, y: u32| (left..left + 56).contains(&x) && (top..top + 56).contains(&y);
    let luma = (0..480).flat_map(|y| (0..480).map(move |x| (x, y)));
    let luma = luma.map(|(x, y)| {
        if thumb(x, y) {
            150
        } else {
            flat.row(y)[x as usize]
        }
    });
    Picture::from_luma(luma.collect(), 480, 480).unwrap()
}

#[test]
fn a_thumb_on_any_one_of_the_corners_does_not_matter() {
    for corner in 0..3 {
        let picture = under_a_thumb(corner);
        assert_eq!(
            read_still(&picture, &Budget::unlimited()),
            [TEXT],
            "corner {corner}"
        );
        let mut reader = FrameReader::default();
        let mut frames = 0..3;
        let read = frames.find_map(|_| reader.read(&picture, &Budget::unlimited()).pop());
        assert_eq!(read.as_deref(), Some(TEXT), "corner {corner}");
    }
}
