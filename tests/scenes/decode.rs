//! Codes are read from real and simulated photographs, and never from pictures without one.

use std::path::{Path, PathBuf};

use image::{DynamicImage, GrayImage, Luma};
use kiosk::scanner::decode::{Budget, FrameReader, read_still};
use kiosk::scanner::picture::Picture;
use qrcode::{EcLevel, QrCode, Version};

use crate::photograph::{Conditions, photograph};

/// A ticket as the server issues it: 195 digits, level M.
fn ticket(seed: u64) -> (String, GrayImage) {
    let digits: String = (0..195)
        .map(|i: u64| char::from(b'0' + ((i * i * 31 + i * 17 + seed * 7919) % 97 % 10) as u8))
        .collect();
    let code =
        QrCode::with_error_correction_level(&digits, EcLevel::M).expect("195 digits fit a symbol");
    assert_eq!(code.version(), Version::Normal(5));
    (
        digits,
        code.render::<Luma<u8>>().module_dimensions(8, 8).build(),
    )
}

/// A name, how many of ten, and what is different from a ticket held calmly into the light.
type Door = (&'static str, u64, fn(&mut Conditions));

/// What a visitor meets at a door, and how many of ten photographs must be read: first the everyday, then the bad.
/// Nearly all are read ten times of ten; the rest is room for another machine's rounding.
const DOORS: &[Door] = &[
    ("calm", 10, |_| {}),
    ("turned by 30°", 10, |how| how.turned = 30.0),
    ("turned by 45°", 10, |how| how.turned = 45.0),
    ("upside down and a little off", 10, |how| how.turned = 187.0),
    ("tilted by 25°", 10, |how| how.tilted.0 = 25.0),
    ("tilted by 40° and turned", 10, |how| {
        (how.tilted, how.turned) = ((30.0, 28.0), 20.0);
    }),
    ("tilted by 55°", 9, |how| how.tilted.0 = 55.0),
    ("small: 3.5 pixels a module", 10, |how| how.fills = 0.22),
    ("very small: 2.5 pixels a module", 9, |how| {
        how.fills = 0.158;
    }),
    ("tiny: 2 pixels a module", 8, |how| how.fills = 0.126),
    ("large: fills the picture", 10, |how| how.fills = 0.95),
    ("blurred", 10, |how| how.blur = 2.5),
    ("badly blurred", 9, |how| how.blur = 3.6),
    ("out of focus", 7, |how| how.blur = 4.5),
    ("small and blurred", 6, |how| {
        (how.fills, how.blur) = (0.2, 1.6);
    }),
    ("noisy in the dark", 10, |how| {
        (how.noise, how.ink_and_paper) = (14.0, (20.0, 90.0));
    }),
    ("very noisy", 9, |how| how.noise = 30.0),
    ("noisy and almost dark", 9, |how| {
        (how.noise, how.ink_and_paper) = (12.0, (15.0, 60.0));
    }),
    ("half in the shade", 10, |how| how.shade = 0.75),
    ("almost lost in the shade", 9, |how| how.shade = 0.93),
    ("under a lamp's reflex", 9, |how| how.glare = 160.0),
    ("under a strong reflex", 9, |how| how.glare = 230.0),
    ("washed out", 10, |how| {
        (how.noise, how.ink_and_paper) = (5.0, (150.0, 215.0));
    }),
    ("washed out and shaded", 9, |how| {
        (how.noise, how.ink_and_paper, how.shade) = (5.0, (150.0, 195.0), 0.5);
    }),
    ("bulging", 10, |how| how.bulge = 0.04),
    ("bulging badly", 9, |how| how.bulge = 0.08),
    ("bulging, tilted and small", 9, |how| {
        (how.bulge, how.tilted, how.turned, how.fills) = (0.05, (20.0, 15.0), 33.0, 0.25);
    }),
    ("JPEG at 20 %", 10, |how| how.jpeg = 20),
    ("telephone in dark mode", 10, |how| {
        (how.inverted, how.ink_and_paper) = (true, (12.0, 230.0));
    }),
    ("dark mode under a reflex", 7, |how| {
        (how.inverted, how.ink_and_paper, how.glare) = (true, (12.0, 200.0), 150.0);
    }),
    ("dark mode on curved glass", 8, |how| {
        (how.inverted, how.ink_and_paper, how.bulge) = (true, (12.0, 200.0), 0.04);
    }),
    ("everything at once, a little", 9, |how| {
        (how.turned, how.tilted, how.bulge, how.fills) = (12.0, (18.0, 10.0), 0.015, 0.42);
        (how.blur, how.noise, how.shade, how.jpeg) = (1.6, 8.0, 0.5, 45);
    }),
];

/// Photographs of each kind; ten say more, five take half the time.
const TAKEN: u64 = 5;

fn picture(image: GrayImage) -> Picture {
    Picture::from(&DynamicImage::ImageLuma8(image))
}

#[test]
fn a_printed_ticket_survives_the_photograph() {
    let mut poor = Vec::new();
    let (mut still_reads, mut frame_reads, mut all) = (0, 0, 0);
    for (index, &(name, required, change)) in DOORS.iter().enumerate() {
        let mut how = Conditions::default();
        change(&mut how);
        let (mut still, mut frames) = (0, 0);
        for seed in 0..TAKEN {
            let seed = seed + 100 * index as u64;
            let (digits, symbol) = ticket(seed);
            let taken = picture(photograph(&symbol, &how, seed));
            let texts = read_still(&taken, &Budget::unlimited());
            assert!(
                texts.iter().all(|text| *text == digits),
                "{name}, seed {seed}: misread {texts:?}"
            );
            still += u64::from(!texts.is_empty());
            // A visitor holds the ticket up for longer than four frames, and each of them is noisy in its own way.
            let mut reader = FrameReader::default();
            let first = (0..4).find_map(|frame| {
                let taken = if frame == 0 {
                    taken.clone()
                } else {
                    picture(photograph(&symbol, &how, seed + 5000 * frame))
                };
                reader.read(&taken, &Budget::unlimited())
            });
            assert!(
                first.iter().all(|text| *text == digits),
                "{name}, seed {seed}: misread {first:?}"
            );
            frames += u64::from(first.is_some());
        }
        println!(
            "{name}: {still} of {TAKEN} as a still picture, {frames} of {TAKEN} within four frames"
        );
        (still_reads, frame_reads, all) = (still_reads + still, frame_reads + frames, all + TAKEN);
        if still.min(frames) * 10 < required * TAKEN {
            poor.push(format!(
                "{name}: {still} and {frames} of {TAKEN} read, {required} of ten required"
            ));
        }
    }
    println!(
        "in all: {still_reads} of {all} as still pictures, {frame_reads} of {all} within four frames"
    );
    assert!(poor.is_empty(), "{poor:#?}");
}

/// The folder of real photographs, beside the workspace or where `QR_IMAGES` says.
fn real_photographs() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/qr-images");
    let folder = std::env::var_os("QR_IMAGES").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "real photographs are missing at {}; set QR_IMAGES to their folder. Simulated ones are used",
        folder.display()
    );
    None
}

fn pictures_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|end| end == "png" || end == "jpg")
    });
    files.sort();
    files
}

/// Whether one of the texts is the expected one, whose file may be written in UTF-8 or Latin-1.
fn holds(texts: &[String], expected: &[u8]) -> bool {
    let expected = expected.trim_ascii();
    let latin: String = expected.iter().map(|&byte| char::from(byte)).collect();
    texts
        .iter()
        .any(|text| text.trim().as_bytes() == expected || text.trim() == latin.trim())
}

#[test]
fn real_photographs_are_read() {
    let Some(folder) = real_photographs() else {
        let (digits, symbol) = ticket(1);
        let taken = picture(photograph(&symbol, &Conditions::default(), 1));
        assert_eq!(read_still(&taken, &Budget::unlimited()), [digits]);
        return;
    };
    let (mut read, mut all) = (0, 0);
    for set in 1..=6 {
        let (mut of_set, mut missed) = (0, Vec::new());
        let files = pictures_in(&folder.join(format!("qrcode-{set}")));
        for file in &files {
            let expected = std::fs::read(file.with_extension("txt")).unwrap();
            let texts = read_still(&Picture::open(file).unwrap(), &Budget::unlimited());
            if holds(&texts, &expected) {
                of_set += 1;
            } else {
                missed.push(file.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
        println!(
            "qrcode-{set}: {of_set} of {}, missed {missed:?}",
            files.len()
        );
        read += of_set;
        all += files.len();
    }
    println!("in all {read} of {all}");
    assert!(
        all > 0 && read * 100 >= all * 92,
        "{read} of {all} read, 92 % required"
    );
}

#[test]
fn nothing_is_read_where_there_is_no_code() {
    let mut empty: Vec<(String, Picture)> = real_photographs()
        .map(|folder| pictures_in(&folder.join("no-code")))
        .unwrap_or_default()
        .into_iter()
        .map(|file| (file.display().to_string(), Picture::open(&file).unwrap()))
        .collect();
    // Checks, print and noise that look a little like modules, out of the same camera.
    for seed in 0..12u64 {
        let module = 6 + seed as u32 % 5;
        let busy = GrayImage::from_fn(400, 400, |x, y| {
            let cell = u64::from(x / module) * 7919 + u64::from(y / module) * 104_729 + seed * 31;
            Luma([
                if (cell ^ (cell >> 3)).wrapping_mul(0x9E37_79B9) >> 13 & 1 == 0 {
                    0
                } else {
                    255
                },
            ])
        });
        let taken = photograph(
            &busy,
            &Conditions {
                turned: seed as f32 * 9.0,
                noise: 12.0,
                ..Conditions::default()
            },
            seed,
        );
        empty.push((format!("busy pattern {seed}"), picture(taken)));
    }
    for (name, taken) in &empty {
        assert_eq!(read_still(taken, &Budget::unlimited()), [""; 0], "{name}");
        let mut reader = FrameReader::default();
        assert_eq!(
            (0..4).find_map(|_| reader.read(taken, &Budget::unlimited())),
            None,
            "{name}"
        );
    }
}
