use image::{DynamicImage, GrayImage, Luma};

use super::super::decode::{Budget, FrameReader, read_still};
use super::super::picture::Picture;
use super::*;
use rxing::common::cpp_essentials::ConcentricPattern;

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
            FrameReader::default()
                .read(&picture, &Budget::unlimited())
                .as_deref(),
            Some(TEXT)
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
fn what_a_blurred_lens_spilled_is_taken_back() {
    let side = 5;
    let mut heights = vec![100.0; side * side];
    heights[2 * side + 2] = 20.0;
    // A single dark module in the middle of white: blurred to grey, and still above the threshold.
    let sharper = unspilled(&heights, side);
    assert!(sharper[2 * side + 2] < 0.0, "{sharper:?}");
    assert!(
        sharper
            .iter()
            .enumerate()
            .all(|(index, &height)| index == 2 * side + 2 || height > 0.0)
    );
}

#[test]
fn corners_that_belong_to_nothing_are_given_up() {
    let noise: Vec<u8> = (0..200 * 200u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let relief = Relief::of(&Picture::from_luma(noise, 200, 200).unwrap(), 12);
    for (x, y, size) in [
        (40.0, 40.0, 20),
        (0.0, 0.0, 0),
        (190.0, 190.0, 500),
        (-50.0, 1e6, 7),
    ] {
        let corner = |x, y| ConcentricPattern {
            p: point(x, y),
            size,
        };
        let corners = FinderPatternSet {
            bl: corner(x, y + 90.0),
            tl: corner(x, y),
            tr: corner(x + 90.0, y),
        };
        assert_eq!(read_bent(&relief, &corners, &Budget::unlimited()), None);
    }
}
