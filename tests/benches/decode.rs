//! What the kiosk reads and how long it takes, beside single decoders: real photographs, simulated ones family by
//! family, and the frames of a camera with and without a ticket.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use image::{DynamicImage, GrayImage};
use scanner::decode::{Budget, FRAME_BUDGET, FrameReader, read_still};
use scanner::picture::Picture;

#[path = "decode/peers.rs"]
mod peers;
#[path = "../scenes/photograph/mod.rs"]
mod photograph;
#[path = "decode/times.rs"]
mod times;

use peers::{DECODERS, run, rxing_hybrid};
use photograph::families::{FAMILIES, TOGETHER};
use photograph::held::{Family, Held, Kind};
use photograph::random::Random;
use photograph::textures::{Empty, TEXTURES};
use times::Times;

fn main() {
    // `cargo bench` hands on its own arguments; one that is a word chooses a part.
    let only = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let wanted = |part: &str| {
        only.as_ref()
            .is_none_or(|only| part.contains(only.as_str()))
    };
    if wanted("frames") {
        print_frames();
    }
    if wanted("families") {
        print_families();
    }
    if wanted("photographs") {
        print_photographs();
    }
}

fn picture(image: GrayImage) -> Picture {
    Picture::from(&DynamicImage::ImageLuma8(image))
}

/// So often is each measured, and the quickest counts: the others include what else the machine was doing.
const REPEATS: usize = 7;

/// Camera frames of 1280×720 pixels, each read as the kiosk reads it.
fn print_frames() {
    print_frames_without_and_with_tickets();
    print_frames_with_other_codes();
}

/// Frames that show a seller's code and an address and no ticket, thirty in a row: the kiosk's order of looks beside the
/// previous one, which gave every look to the first such frame alone.
fn print_frames_with_other_codes() {
    for (name, texts) in [
        ("a seller's code", &["TBX-8936-0042"][..]),
        ("an address", &["https://example.org/lien-he"]),
        ("both", &["TBX-8936-0042", "https://example.org/lien-he"]),
    ] {
        let frames: Vec<Picture> = (0..30).map(|seed| foreign_frame(texts, seed)).collect();
        let measure = |most: Option<usize>| {
            quickest(|| {
                let mut reader =
                    most.map_or_else(FrameReader::default, FrameReader::with_foreign_frames);
                let time = |frame| timed(|| reader.read(frame, &Budget::of(FRAME_BUDGET)));
                frames.iter().map(time).collect()
            })
        };
        let (now, before) = (measure(None), measure(Some(1)));
        println!(
            "{:<32} {now}   previous order {before}",
            format!("no ticket: {name}")
        );
    }
}

fn foreign_frame(texts: &[&str], seed: u64) -> Picture {
    let mut random = Random(seed);
    let mut wall = GrayImage::from_pixel(1280, 720, image::Luma([180]));
    for (place, text) in (0..).zip(texts) {
        let code = qrcode::QrCode::new(text).unwrap();
        let symbol = code
            .render::<image::Luma<u8>>()
            .module_dimensions(8, 8)
            .build();
        image::imageops::overlay(&mut wall, &symbol, 100 + 600 * place, 150);
    }
    for pixel in wall.pixels_mut() {
        pixel.0[0] = (f32::from(pixel.0[0]) + 3.0 * random.bell()).clamp(0.0, 255.0) as u8;
    }
    picture(wall)
}

fn print_frames_without_and_with_tickets() {
    println!("\n1280×720 frames, ms:              median    p95  worst");
    for empty in Empty::ALL {
        // Thirty frames in a row, so that the harder looks have their turns. The hand that holds the camera is unsteady.
        let frames: Vec<Picture> = (0..30).map(|seed| picture(empty.frame(seed))).collect();
        let kiosk = quickest(|| {
            let mut reader = FrameReader::default();
            let time = |frame| read_timed(&mut reader, frame, None);
            frames.iter().map(time).collect()
        });
        let peer = quickest(|| {
            frames
                .iter()
                .map(|frame| timed(|| rxing_hybrid(frame)))
                .collect()
        });
        let name = format!("without a code: {empty:?}");
        println!("{name:<32} {kiosk}   beside rxing {peer}");
    }
    let (mut everyday, mut all) = (Times::default(), Times::default());
    for family in FAMILIES {
        for kind in family.kinds.iter().filter(|kind| !kind.is_file()) {
            let held: Vec<Held> = (0..2).map(|seed| kind.held(seed)).collect();
            let frames = held
                .iter()
                .map(|held| (picture(held.frame(0)), &held.digits));
            let frames: Vec<(Picture, &String)> = frames.collect();
            let times = quickest(|| {
                let time = |(frame, digits): &(Picture, &String)| {
                    read_timed(&mut FrameReader::default(), frame, Some(digits))
                };
                frames.iter().map(time).collect()
            });
            if family.name == "everyday" {
                everyday.extend(&times);
            }
            all.extend(&times);
        }
    }
    println!("{:<32} {everyday}", "with a ticket: everyday");
    println!("{:<32} {all}", "with a ticket: all families");
}

/// How long a frame takes; what is read must be what is there, or nothing.
fn read_timed(reader: &mut FrameReader, frame: &Picture, there: Option<&String>) -> Duration {
    let mut read = Vec::new();
    let time = timed(|| read = reader.read(frame, &Budget::of(FRAME_BUDGET)));
    assert!(
        read.iter().all(|text| Some(text) == there),
        "misread {read:?}"
    );
    time
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// Measures the same things again and again, and keeps the quickest time of each.
fn quickest(mut measure: impl FnMut() -> Vec<Duration>) -> Times {
    let mut best = measure();
    for _ in 1..REPEATS {
        for (best, now) in best.iter_mut().zip(measure()) {
            *best = now.min(*best);
        }
    }
    Times::from(best)
}

/// Visitors of each kind.
const VISITORS: u64 = 10;
/// Patterns of each kind.
const PATTERNS: u64 = 50;
/// Frames a visitor holds the ticket up for.
const FRAMES: u64 = 5;

/// One line a family: what is read, and which kinds are not read every time.
fn print_families() {
    println!(
        "\nsimulated, {VISITORS} visitors of each kind; read in one photograph, in any of {FRAMES} by itself, in {FRAMES} \
         together"
    );
    for family in FAMILIES.iter().chain([TOGETHER]) {
        let mut sum = [0; 3];
        let mut missed = Vec::new();
        for kind in family.kinds {
            let read = read_kind(family, kind);
            if read.iter().any(|&read| read < VISITORS) {
                missed.push(format!("{} {}/{}/{}", kind.name, read[0], read[1], read[2]));
            }
            for (sum, read) in sum.iter_mut().zip(read) {
                *sum += read;
            }
        }
        let all = family.kinds.len() as u64 * VISITORS;
        let percent = sum.map(|read| read as f64 * 100.0 / all as f64);
        println!(
            "{:<20} {:5.1} {:5.1} {:5.1} %  (tests ask for {} and {})  {}",
            family.name,
            percent[0],
            percent[1],
            percent[2],
            family.floor,
            family.frames_floor,
            missed.join(", ")
        );
    }
    let mut read = 0;
    for (_, draw) in TEXTURES {
        for seed in 0..PATTERNS {
            let texts = read_still(&picture(draw(5000 + seed)), &Budget::unlimited());
            read += usize::from(!texts.is_empty());
        }
    }
    let all = TEXTURES.len() as u64 * PATTERNS;
    println!("patterns without a code: {read} of {all} read");
}

/// How many visitors are read in their first photograph, in any by itself, in all together.
fn read_kind(family: &Family, kind: &Kind) -> [u64; 3] {
    let mut read = [0; 3];
    for visitor in 0..VISITORS {
        let held = kind.held(1000 + visitor);
        let frames = if kind.is_file() { 1 } else { FRAMES };
        let mut reader = FrameReader::default();
        let (mut first, mut any, mut together) = (false, false, false);
        for frame in 0..frames {
            let taken = picture(held.frame(frame));
            if !any {
                let texts = read_still(&taken, &Budget::unlimited());
                assert!(
                    texts.iter().all(|text| *text == held.digits),
                    "{}: misread",
                    family.name
                );
                any = !texts.is_empty();
                first |= any && frame == 0;
            }
            if !together {
                let text = reader.read(&taken, &Budget::unlimited());
                assert!(
                    text.iter().all(|text| *text == held.digits),
                    "{}: misread",
                    family.name
                );
                together = !text.is_empty();
            }
        }
        for (count, read) in read.iter_mut().zip([first, any, together]) {
            *count += u64::from(read);
        }
    }
    read
}

const SETS: [&str; 7] = [
    "qrcode-1", "qrcode-2", "qrcode-3", "qrcode-4", "qrcode-5", "qrcode-6", "no-code",
];

/// One line a decoder: what it reads of each set of real photographs, and how long one takes.
fn print_photographs() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/qr-images");
    let folder = std::env::var_os("QR_IMAGES").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    if !folder.is_dir() {
        println!(
            "\nno photographs at {}; set QR_IMAGES to their folder to see the read rates",
            folder.display()
        );
        return;
    }
    let sets = SETS.map(|set| photographs(&folder.join(set)));
    println!(
        "\nreal photographs at 0.92 megapixels, texts read of each set; ms median, p95, worst"
    );
    print!("{:<24}", "");
    for (name, photographs) in SETS.iter().zip(&sets) {
        print!(
            " {:>8}",
            format!(
                "{}/{}",
                name.trim_start_matches("qrcode-"),
                photographs.len()
            )
        );
    }
    println!("    all %");
    // Some of the peers panic on some pictures; that is told by what they read.
    std::panic::set_hook(Box::new(|_| {}));
    for (name, decoder) in DECODERS {
        let mut times = Times::default();
        print!("{name:<24}");
        let (mut read, mut all) = (0, 0);
        for photographs in &sets {
            let mut of_set = 0;
            for (photograph, expected) in photographs {
                let (texts, time) = run(decoder, photograph);
                times.add(time);
                // Where no code is expected, anything read counts, and the count should be 0.
                of_set += usize::from(match expected {
                    Some(expected) => holds(&texts, expected),
                    None => !texts.is_empty(),
                });
            }
            print!(" {of_set:>8}");
            if photographs.iter().any(|(_, expected)| expected.is_some()) {
                (read, all) = (read + of_set, all + photographs.len());
            }
        }
        println!(
            "    {:5.1} {times}",
            read as f64 * 100.0 / all.max(1) as f64
        );
    }
}

/// The pictures of a set at working size, with the bytes of their text when one is expected.
fn photographs(folder: &Path) -> Vec<(Arc<Picture>, Option<Vec<u8>>)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    let pictures = files
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "png"));
    pictures
        .filter_map(|file| {
            let picture = Picture::open(file).ok()?;
            let fitted = picture.fitted().unwrap_or(picture);
            Some((
                Arc::new(fitted),
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
