//! What is held up to the camera: a fresh ticket, a worn one, one that went through a chat, a whole page.

use std::f32::consts::PI;

use image::imageops::{self, FilterType};
use image::{GrayImage, Luma};
use qrcode::{EcLevel, QrCode, Version};

use super::random::Random;
use super::through_jpeg;

/// Pixels a module in [`ticket`].
pub(crate) const MODULE: u32 = 8;

/// A ticket as the server issues it: 195 digits, level M, with its quiet zone.
pub(crate) fn ticket(seed: u64) -> (String, GrayImage) {
    let digits: String = (0..195)
        .map(|i: u64| char::from(b'0' + ((i * i * 31 + i * 17 + seed * 7919) % 97 % 10) as u8))
        .collect();
    let code =
        QrCode::with_error_correction_level(&digits, EcLevel::M).expect("195 digits fit a symbol");
    assert_eq!(code.version(), Version::Normal(5));
    let image = code
        .render::<Luma<u8>>()
        .module_dimensions(MODULE, MODULE)
        .build();
    (digits, image)
}

const PAPER: Luma<u8> = Luma([255]);
const INK: Luma<u8> = Luma([0]);

/// As it left the printer.
pub(crate) fn fresh(symbol: &GrayImage, _: u64) -> GrayImage {
    symbol.clone()
}

/// Carried among keys: scratches right across, down to the paper.
pub(crate) fn scratched(symbol: &GrayImage, seed: u64) -> GrayImage {
    let (mut random, side) = (Random(seed), symbol.width() as f32);
    let mut worn = symbol.clone();
    for _ in 0..14 {
        let (x, y) = (random.part() * side, random.part() * side);
        let (sin, cos) = (PI * random.even()).sin_cos();
        let reach = side * (0.1 + 0.4 * random.part());
        let wide = 1.0 + 1.5 * random.part();
        for step in 0..(2.0 * reach) as i32 {
            let along = step as f32 - reach;
            blot(&mut worn, (x + along * cos, y + along * sin), wide, PAPER);
        }
    }
    worn
}

/// Drops of coffee and ink.
pub(crate) fn stained(symbol: &GrayImage, seed: u64) -> GrayImage {
    let (mut random, side) = (Random(seed), symbol.width() as f32);
    let mut worn = symbol.clone();
    for index in 0..7 {
        let at = (random.part() * side, random.part() * side);
        let wide = side * (0.012 + 0.02 * random.part());
        blot(
            &mut worn,
            at,
            wide,
            if index % 3 == 0 { PAPER } else { INK },
        );
    }
    worn
}

/// From a receipt printer some of whose dots are dead: white lines from top to bottom.
pub(crate) fn streaked(symbol: &GrayImage, seed: u64) -> GrayImage {
    let mut random = Random(seed);
    let mut worn = symbol.clone();
    for _ in 0..5 {
        let left = random.below(symbol.width());
        for x in left..(left + 2 + random.below(4)).min(symbol.width()) {
            for y in 0..symbol.height() {
                worn.put_pixel(x, y, PAPER);
            }
        }
    }
    worn
}

/// From a printer that runs out of ink: paler and paler towards one side, where a third of the black is left.
pub(crate) fn faded(symbol: &GrayImage, seed: u64) -> GrayImage {
    let upwards = seed.is_multiple_of(2);
    GrayImage::from_fn(symbol.width(), symbol.height(), |x, y| {
        let part = y as f32 / symbol.height() as f32;
        let left = 1.0 - 0.68 * if upwards { 1.0 - part } else { part };
        let black = 255.0 - f32::from(symbol.get_pixel(x, y).0[0]);
        Luma([(255.0 - black * left) as u8])
    })
}

/// Punched at an earlier door: a round hole that shows the dark behind, anywhere but on a corner square.
pub(crate) fn punched(symbol: &GrayImage, seed: u64) -> GrayImage {
    let (mut random, side) = (Random(seed), symbol.width() as f32);
    let mut worn = symbol.clone();
    let at = (
        side * (0.5 + 0.12 * random.even()),
        side * (0.5 + 0.12 * random.even()),
    );
    blot(&mut worn, at, 0.055 * side, Luma([60]));
    worn
}

/// One of the three corner squares is gone: torn off, or under a thumb.
pub(crate) fn without_a_corner(symbol: &GrayImage, seed: u64) -> GrayImage {
    let (mut worn, side) = (symbol.clone(), symbol.width());
    let corner = MODULE * 4;
    let gone = MODULE * (6 + (seed / 3) as u32 % 2);
    let (left, top) = [
        (corner, corner),
        (side - corner - gone, corner),
        (corner, side - corner - gone),
    ][(seed % 3) as usize];
    for y in top..top + gone {
        for x in left..left + gone {
            worn.put_pixel(x, y, Luma([235]));
        }
    }
    worn
}

/// A screenshot that was sent on and on: shrunk to three and a bit pixels a module and saved poorly, twice.
pub(crate) fn resent(symbol: &GrayImage, seed: u64) -> GrayImage {
    let sizes = [170 + (seed % 5) as u32 * 7, 150 + (seed % 3) as u32 * 5];
    shrunk(symbol, &sizes, 30)
}

/// The same, until less than two and a half pixels a module were left.
pub(crate) fn resent_tiny(symbol: &GrayImage, seed: u64) -> GrayImage {
    let sizes = [150, 104 + (seed % 5) as u32 * 2];
    shrunk(symbol, &sizes, 30)
}

fn shrunk(symbol: &GrayImage, sizes: &[u32], quality: u8) -> GrayImage {
    sizes.iter().fold(symbol.clone(), |picture, &side| {
        through_jpeg(
            &imageops::resize(&picture, side, side, FilterType::Triangle),
            quality,
        )
    })
}

/// What a telephone's screen shows of it: a bar above, the ticket, some lines of text, all sent on as a JPEG.
pub(crate) fn screenshot(symbol: &GrayImage, seed: u64) -> GrayImage {
    let mut screen = GrayImage::from_pixel(720, 1280, Luma([250]));
    write_lines(&mut screen, [30, 20, 660, 40], 22, seed);
    let ticket = imageops::resize(symbol, 420, 420, FilterType::Triangle);
    imageops::overlay(&mut screen, &ticket, 150, 240);
    write_lines(&mut screen, [60, 760, 600, 300], 34, seed + 1);
    let sent = imageops::resize(&screen, 360, 640, FilterType::Triangle);
    through_jpeg(&sent, 30)
}

/// A whole printed page, A4 upright, the ticket in a corner among headings, text and a table.
pub(crate) fn page(symbol: &GrayImage, seed: u64) -> GrayImage {
    let mut page = GrayImage::from_pixel(1240, 1754, PAPER);
    write_lines(&mut page, [100, 90, 700, 90], 56, seed);
    write_lines(&mut page, [100, 620, 1040, 560], 34, seed + 1);
    for row in 0..8u32 {
        for x in 100..1140 {
            page.put_pixel(x, 1250 + row * 45, INK);
        }
        write_lines(
            &mut page,
            [110, 1258 + row * 45, 900, 26],
            24,
            seed + 2 + u64::from(row),
        );
    }
    let ticket = imageops::resize(symbol, 430, 430, FilterType::Triangle);
    let at = [(760, 150), (90, 180), (700, 160)][(seed % 3) as usize];
    imageops::overlay(&mut page, &ticket, at.0, at.1);
    page
}

/// Words in black: letters of five by seven dots. `area` is left, top, width, height; `line` the height of a line.
pub(crate) fn write_lines(page: &mut GrayImage, area: [u32; 4], line: u32, seed: u64) {
    let mut random = Random(seed);
    let dot = (line / 12).max(1);
    let [left, top, width, height] = area;
    let mut y = top;
    while y + 8 * dot <= top + height {
        let mut x = left;
        while x + 6 * dot <= left + width {
            let letter = LETTERS.get(random.below(16) as usize);
            for (row, dots) in letter.into_iter().flatten().enumerate() {
                for column in (0..5).filter(|column| dots >> (4 - column) & 1 == 1) {
                    fill(
                        page,
                        [x + column * dot, y + row as u32 * dot, dot, dot],
                        INK,
                    );
                }
            }
            x += 6 * dot;
        }
        y += line;
    }
}

/// Twelve letters; what lies beyond is a gap between words.
const LETTERS: [[u8; 7]; 12] = [
    [14, 17, 17, 31, 17, 17, 17],
    [30, 17, 17, 30, 17, 17, 30],
    [30, 17, 17, 17, 17, 17, 30],
    [31, 16, 16, 30, 16, 16, 31],
    [14, 17, 16, 23, 17, 17, 14],
    [17, 17, 17, 31, 17, 17, 17],
    [14, 4, 4, 4, 4, 4, 14],
    [17, 27, 21, 21, 17, 17, 17],
    [17, 25, 21, 19, 17, 17, 17],
    [14, 17, 17, 17, 17, 17, 14],
    [31, 4, 4, 4, 4, 4, 4],
    [17, 17, 17, 17, 17, 17, 14],
];

/// Fills a rectangle (left, top, width, height) as far as it lies in the picture.
pub(crate) fn fill(picture: &mut GrayImage, [left, top, width, height]: [u32; 4], shade: Luma<u8>) {
    for y in top..(top + height).min(picture.height()) {
        for x in left..(left + width).min(picture.width()) {
            picture.put_pixel(x, y, shade);
        }
    }
}

fn blot(picture: &mut GrayImage, (x, y): (f32, f32), radius: f32, shade: Luma<u8>) {
    let reach = |at: f32, end: u32| {
        let (first, last) = (
            (at - radius).max(0.0) as u32,
            (at + radius).max(0.0) as u32 + 1,
        );
        first.min(end)..last.min(end)
    };
    for v in reach(y, picture.height()) {
        for u in reach(x, picture.width()) {
            if (u as f32 + 0.5 - x).hypot(v as f32 + 0.5 - y) <= radius {
                picture.put_pixel(u, v, shade);
            }
        }
    }
}
