//! A camera for minutes: 1280×720 frames, thirty a second, through a real pipe. Prints the memory in use every minute and
//! what became of the frames; fails when memory grows or frames are held up. Run by hand:
//!
//! `cargo bench -p scenes --bench camera_soak -- --minutes 10`

use std::error::Error;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use image::{GrayImage, Luma, imageops};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use scanner::FrameStats;
use scanner::pipe::FramePipeSource;
use scanner::preview::Preview;
use scanner::run::{Pace, Runner};

const WIDTH: u32 = 1280;
const HEIGHT: u32 = 720;
const FRAMES_A_SECOND: u64 = 30;

/// A visitor holds a ticket up for two seconds of every five.
const SCENE: u64 = 5 * FRAMES_A_SECOND;
const HELD: u64 = 2 * FRAMES_A_SECOND;

/// Memory may differ by so much between the first minute and the end: what the allocator keeps.
const FLAT_KB: u64 = 4 * 1024;

fn main() -> ExitCode {
    let minutes = minutes().unwrap_or(0);
    if minutes == 0 {
        println!("camera_soak: skipped; give --minutes 10 to run it");
        return ExitCode::SUCCESS;
    }
    match soak(minutes) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("camera_soak: {error}");
            ExitCode::FAILURE
        }
    }
}

fn minutes() -> Option<u64> {
    let mut args = std::env::args().skip_while(|arg| arg != "--minutes");
    args.nth(1)?.parse().ok()
}

fn soak(minutes: u64) -> Result<bool, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("frames");
    mknodat(CWD, &path, FileType::Fifo, Mode::from_raw_mode(0o600), 0)?;
    // Kept to the end, so that it is in every figure alike.
    let film = Arc::new(film());
    let (stats, preview) = (FrameStats::default(), Preview::default());
    let codes = Arc::new(AtomicU64::new(0));
    let read = Arc::clone(&codes);
    let source = FramePipeSource::new(&path, preview.clone(), stats.clone());
    let runner = Runner::start(Box::new(source), Pace::default(), move |_| {
        read.fetch_add(1, Ordering::Relaxed);
    })?;
    let camera = {
        let (path, film) = (path.clone(), Arc::clone(&film));
        thread::spawn(move || write(&path, &film, minutes * 60 * FRAMES_A_SECOND))
    };
    println!(
        "| minute | memory, MB | came | searched | passed over | rested | codes | previews | buffers |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let start = Instant::now();
    let mut first = None;
    let mut previews = 0;
    for minute in 0..=minutes {
        while start.elapsed() < Duration::from_secs(60 * minute) {
            // The window looks ten times a second.
            previews = preview.latest().map_or(previews, |frame| frame.id);
            thread::sleep(Duration::from_millis(100));
        }
        let figures = stats.figures();
        let memory = memory_kb()?;
        if minute == 1 {
            first = Some(memory);
        }
        println!(
            "| {minute} | {:.1} | {} | {} | {} | {} | {} | {previews} | {} |",
            memory as f64 / 1024.0,
            figures.came,
            figures.searched,
            figures.dropped,
            figures.rested,
            codes.load(Ordering::Relaxed),
            figures.buffers,
        );
    }
    let longest = camera.join().map_err(|_| "the camera broke down")??;
    runner.stop();
    let figures = stats.figures();
    let grown = memory_kb()?.saturating_sub(first.unwrap_or(0));
    let whole = figures.came == minutes * 60 * FRAMES_A_SECOND;
    let bounded = figures.buffers <= 3;
    println!(
        "memory grew by {grown} kB since the first minute; the longest write took {:.1} ms",
        longest.as_secs_f64() * 1000.0
    );
    println!(
        "all frames came: {whole}; buffers bounded: {bounded}; memory flat: {}",
        grown <= FLAT_KB
    );
    Ok(whole && bounded && grown <= FLAT_KB)
}

/// Writes frames at their times; how long the longest write took.
fn write(path: &Path, (held, empty): &Film, frames: u64) -> std::io::Result<Duration> {
    let mut pipe = OpenOptions::new().write(true).open(path)?;
    let start = Instant::now();
    let mut longest = Duration::ZERO;
    for number in 0..frames {
        let due = start + Duration::from_millis(number * 1000 / FRAMES_A_SECOND);
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let scenes = if number % SCENE < HELD { held } else { empty };
        let begun = Instant::now();
        pipe.write_all(&scenes[(number % scenes.len() as u64) as usize])?;
        longest = longest.max(begun.elapsed());
    }
    Ok(longest)
}

/// Frames in which a hand holds a ticket up, and frames of the hall without.
type Film = (Vec<Vec<u8>>, Vec<Vec<u8>>);

fn film() -> Film {
    let ticket = "0123456789".repeat(19) + "01234";
    let symbol = qrcode::QrCode::new(ticket)
        .map(|code| code.render::<Luma<u8>>().module_dimensions(6, 6).build())
        .unwrap_or_default();
    let hall = |shift: u32| {
        GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
            Luma([(90 + ((x + shift) / 40 * 13 + y / 30 * 7) % 90) as u8])
        })
    };
    let frame = |picture: GrayImage| {
        let mut bytes = format!("P5\n{WIDTH} {HEIGHT}\n255\n").into_bytes();
        bytes.extend(picture.into_raw());
        bytes
    };
    let held = (0..20)
        .map(|step| {
            let mut picture = hall(0);
            imageops::overlay(&mut picture, &symbol, 300 + 12 * step, 200 + 5 * step);
            frame(picture)
        })
        .collect();
    let empty = (0..10).map(|step| frame(hall(step / 2))).collect();
    (held, empty)
}

fn memory_kb() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .ok_or("no VmRSS in /proc/self/status")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
