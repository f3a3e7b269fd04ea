//! How long a camera frame takes to read, beside the library on its own; and what is read of each set of photographs.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hint::black_box;
use std::path::{Path, PathBuf};

use divan::Bencher;
use image::{DynamicImage, GrayImage, Luma, imageops};
use kiosk::scanner::decode::{Budget, FrameReader, STILL_BUDGET, read_still};
use kiosk::scanner::picture::Picture;
use qrcode::{EcLevel, QrCode};
use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::qrcode::QRCodeReader;
use rxing::{BinaryBitmap, DecodeHints, Luma8Source, Reader};

#[path = "../scenes/photograph.rs"]
mod photograph;

use photograph::{Conditions, photograph};

fn main() {
    print_read_rates();
    divan::main();
}

/// A frame of 1280×720 pixels.
#[derive(Debug, Clone, Copy)]
enum Frame {
    /// A ticket held up, a little turned and tilted.
    Ticket,
    /// The same, out of focus and bulging: only the last look reads it.
    HardTicket,
    /// An even wall.
    Wall,
    /// A hall full of edges, without a code.
    Hall,
}

const FRAMES: [Frame; 4] = [Frame::Ticket, Frame::HardTicket, Frame::Wall, Frame::Hall];

impl Frame {
    fn picture(self) -> Picture {
        let digits = "31415926535".repeat(18)[..195].to_owned();
        let code = QrCode::with_error_correction_level(&digits, EcLevel::M)
            .expect("195 digits fit a symbol");
        let ticket = code.render::<Luma<u8>>().module_dimensions(8, 8).build();
        let held = Conditions {
            turned: 8.0,
            tilted: (12.0, 6.0),
            ..Conditions::default()
        };
        let image = match self {
            Self::Ticket => photograph(&ticket, &held, 1),
            Self::HardTicket => photograph(
                &ticket,
                &Conditions {
                    bulge: 0.05,
                    blur: 2.0,
                    ..held
                },
                2,
            ),
            Self::Wall => photograph(&GrayImage::from_pixel(9, 9, Luma([255])), &held, 3),
            Self::Hall => photograph(
                &hall(),
                &Conditions {
                    fills: 2.0,
                    noise: 6.0,
                    ..held
                },
                4,
            ),
        };
        Picture::from(&DynamicImage::ImageLuma8(image))
    }
}

/// Rectangles of all sizes and greys: stalls, banners, people from afar.
fn hall() -> GrayImage {
    let mut hall = GrayImage::from_pixel(900, 900, Luma([150]));
    for index in 0..700u32 {
        let mixed = index.wrapping_mul(2_654_435_761);
        let size = (4 + mixed % 37, 4 + (mixed >> 8) % 53);
        let patch = GrayImage::from_pixel(size.0, size.1, Luma([(mixed >> 16) as u8]));
        imageops::overlay(
            &mut hall,
            &patch,
            i64::from(mixed % 881),
            i64::from((mixed >> 11) % 877),
        );
    }
    hall
}

/// The kiosk's own path for a camera frame.
#[divan::bench(args = FRAMES)]
fn frame_kiosk(bencher: Bencher, frame: Frame) {
    let picture = frame.picture();
    let mut reader = FrameReader::default();
    bencher.bench_local(|| reader.read(black_box(&picture), &Budget::unlimited()));
}

/// The library alone, trying harder.
#[divan::bench(args = FRAMES)]
fn frame_rxing_try_harder(bencher: Bencher, frame: Frame) {
    let picture = frame.picture();
    bencher.bench_local(|| try_harder(black_box(&picture)));
}

/// The library alone, with one threshold for the whole frame.
#[divan::bench(args = FRAMES)]
fn frame_rxing_global(bencher: Bencher, frame: Frame) {
    let picture = frame.picture();
    bencher.bench_local(|| global(black_box(&picture)));
}

/// A still picture, looked at with everything there is.
#[divan::bench(args = FRAMES)]
fn still_kiosk(bencher: Bencher, frame: Frame) {
    let picture = frame.picture();
    bencher.bench_local(|| read_still(black_box(&picture), &Budget::unlimited()));
}

fn try_harder(picture: &Picture) -> Option<String> {
    let hints = DecodeHints {
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let source =
        Luma8Source::new_with_slice(picture.luma(), picture.width(), picture.height()).ok()?;
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    QRCodeReader::new()
        .decode_with_hints(&mut bitmap, &hints)
        .ok()
        .map(|read| read.getText().to_owned())
}

fn global(picture: &Picture) -> Option<String> {
    let source =
        Luma8Source::new_with_slice(picture.luma(), picture.width(), picture.height()).ok()?;
    let mut bitmap = BinaryBitmap::new(GlobalHistogramBinarizer::new(source));
    QRCodeReader::new()
        .decode(&mut bitmap)
        .ok()
        .map(|read| read.getText().to_owned())
}

/// One line a set: what the kiosk reads within its budget and what the library reads alone.
fn print_read_rates() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/qr-images");
    let folder = std::env::var_os("QR_IMAGES").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    if !folder.is_dir() {
        println!(
            "no photographs at {}; set QR_IMAGES to their folder to see the read rates",
            folder.display()
        );
        return;
    }
    println!(
        "{:<10} {:>5} {:>8} {:>18} {:>14}",
        "set", "of", "kiosk", "rxing try harder", "rxing global"
    );
    for set in [
        "qrcode-1", "qrcode-2", "qrcode-3", "qrcode-4", "qrcode-5", "qrcode-6", "no-code",
    ] {
        let (mut all, mut read) = (0, [0; 3]);
        for (picture, expected) in photographs(&folder.join(set)) {
            let fitted = picture.fitted();
            let fitted = fitted.as_ref().unwrap_or(&picture);
            let texts = [
                read_still(&picture, &Budget::of(STILL_BUDGET)),
                try_harder(fitted).into_iter().collect(),
                global(fitted).into_iter().collect(),
            ];
            all += 1;
            for (count, texts) in read.iter_mut().zip(texts) {
                // Where no code is expected, anything read counts, and the count should be 0.
                *count += usize::from(
                    expected
                        .as_ref()
                        .map_or(!texts.is_empty(), |expected| holds(&texts, expected)),
                );
            }
        }
        println!(
            "{set:<10} {all:>5} {:>8} {:>18} {:>14}",
            read[0], read[1], read[2]
        );
    }
}

/// The pictures of a set, with the bytes of their text when one is expected.
fn photographs(folder: &Path) -> Vec<(Picture, Option<Vec<u8>>)> {
    let files = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let pictures = files.filter(|file| file.extension().is_some_and(|end| end == "png"));
    pictures
        .filter_map(|file| {
            Some((
                Picture::open(&file).ok()?,
                std::fs::read(file.with_extension("txt")).ok(),
            ))
        })
        .collect()
}

fn holds(texts: &[String], expected: &[u8]) -> bool {
    let expected = expected.trim_ascii();
    let latin: String = expected.iter().map(|&byte| char::from(byte)).collect();
    texts
        .iter()
        .any(|text| text.trim().as_bytes() == expected || text.trim() == latin.trim())
}
