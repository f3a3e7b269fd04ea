//! What a kiosk costs while it does little: the time to its first frame, the processor and the memory of the invitation,
//! of a page that somebody reads, and of the door's first screen.
//!
//! `cargo build --release && cargo bench -p scenes --bench idle` opens the demonstration's window on a screen that nobody sees, with OpenGL in
//! software; server and desk run in the same process and are counted with it. Sizes as arguments (`1366x768`).

// A benchmark that can't go on ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use scenes::virtual_screen::VirtualScreen;

/// How long each state is watched: two turns of the invitation, and less than the half minute after which a page asks.
const WATCHED: Duration = Duration::from_secs(24);

/// How long a window may settle before it is watched.
const SETTLES: Duration = Duration::from_secs(3);

/// How long a page is looked at on the way through all of them: long enough for its picture to come.
const READS: Duration = Duration::from_millis(400);

/// Ticks of the kernel's clock in a second, as Linux reports processor time on every machine of ours.
const TICKS: f64 = 100.0;

fn main() {
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let sizes = if named.is_empty() {
        vec!["1080x1920".to_owned(), "1366x768".to_owned()]
    } else {
        named
    };
    println!(
        "{:<12}{:<24}{:>12}{:>10}",
        "screen", "state", "processor", "memory"
    );
    for size in sizes {
        hall(&size);
        door(&size);
    }
}

/// A kiosk in the hall: invitation, first page; upright also after all booths' pages were seen.
fn hall(size: &str) {
    let screen = VirtualScreen::open(size).expect("Xvfb is installed");
    let window = Window::open(&screen, size, &["--hall"]);
    println!(
        "{size:<12}{:<24}{:>10.2} s",
        "first frame",
        window.first_frame.as_secs_f64()
    );
    window.watch(size, "invitation");
    let (width, height) = size.split_once('x').unwrap();
    let middle = |side: &str, part: f64| (side.parse::<f64>().unwrap() * part) as u32;
    screen
        .press(middle(width, 0.3), middle(height, 0.3))
        .unwrap();
    window.watch(size, "page");
    if size == UPRIGHT {
        every_booth(&screen);
        window.watch(size, "after 80 booths' pages");
    }
}

/// The screen on which the places of buttons are known.
const UPRIGHT: &str = "1080x1920";

/// From the first page to the list, to its first booth, and on from booth to booth: every booth's picture is seen.
fn every_booth(screen: &VirtualScreen) {
    let (booths, first, next) = ((270, 660), (270, 560), (775, 1855));
    for (across, down) in [booths, first].into_iter().chain([next; 79]) {
        screen.press(across, down).unwrap();
        std::thread::sleep(READS);
    }
}

/// A kiosk at a door that waits for a ticket.
fn door(size: &str) {
    let screen = VirtualScreen::open(size).expect("Xvfb is installed");
    let window = Window::open(&screen, size, &[]);
    window.watch(size, "door, no camera");
}

/// The demonstration's window. Ends with the value.
struct Window {
    process: Child,
    first_frame: Duration,
}

impl Window {
    fn open(screen: &VirtualScreen, size: &str, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let begun = Instant::now();
        let process = screen
            .command(kiosk())
            .args(["demo", "--camera", "off", "--size", size])
            .args(arguments)
            .env("TMPDIR", folder.path())
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("`cargo build --release` has built the kiosk");
        let mut window = Self {
            process,
            first_frame: Duration::ZERO,
        };
        while is_black(screen) {
            assert!(
                begun.elapsed() < Duration::from_mins(1),
                "nothing was drawn"
            );
        }
        window.first_frame = begun.elapsed();
        window
    }

    /// Watches it for a while, and prints what it took.
    fn watch(&self, size: &str, state: &str) {
        std::thread::sleep(SETTLES);
        let before = self.ticks();
        let begun = Instant::now();
        std::thread::sleep(WATCHED);
        let used = (self.ticks() - before) / TICKS / begun.elapsed().as_secs_f64();
        let memory = self.resident_kb() / 1000.0;
        println!(
            "{size:<12}{state:<24}{:>10.1} %{memory:>7.0} MB",
            used * 100.0
        );
    }

    /// Processor time so far, of all threads.
    fn ticks(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap();
        // Behind the name in parentheses, user and system time are the 12th and 13th field.
        let fields = stat.rsplit(") ").next().unwrap().split(' ');
        let times = fields.skip(11).take(2);
        times.map(|time| time.parse::<f64>().unwrap()).sum()
    }

    fn resident_kb(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        number.unwrap().parse().unwrap()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Whether the middle of a screen is still as the server began it.
fn is_black(screen: &VirtualScreen) -> bool {
    let seen = screen
        .command("import")
        .args([
            "-window",
            "root",
            "-crop",
            "16x16+200+200",
            "-format",
            "%[fx:mean]",
            "info:-",
        ])
        .output()
        .unwrap();
    let mean = String::from_utf8_lossy(&seen.stdout);
    mean.trim().parse::<f64>().is_ok_and(|mean| mean < 0.001)
}

/// The kiosk's program, beside the benchmark's own.
fn kiosk() -> std::path::PathBuf {
    let own = std::env::current_exe().unwrap();
    own.ancestors().nth(2).unwrap().join("kiosk")
}
