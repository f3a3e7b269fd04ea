//! The demonstration as a person runs it: a real window on a (virtual) screen, a sample ticket,
//! a verdict in full colour, and the live totals.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use shared::protocol::v1::Totals;

use crate::venue::program;

/// How long anything may take on a busy machine before the test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// A screen of its own, and what runs on it. Ends with the value.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn open(size: &str) -> Self {
        // The server picks a free number itself and writes it to its standard output.
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                &format!("{size}x24"),
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("tests/run installs xvfb");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        Self {
            server,
            display: format!(":{}", number.trim()),
        }
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    /// The colour that fills most of the screen, as `[red, green, blue]`, with its share.
    fn main_colour(&self) -> ([u8; 3], f64) {
        let picture = self
            .command("import")
            .args(["-window", "root", "png:-"])
            .output()
            .unwrap();
        let picture = image::load_from_memory(&picture.stdout)
            .unwrap()
            .into_rgb8();
        let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
        for pixel in picture.pixels() {
            *counts.entry(pixel.0).or_default() += 1;
        }
        let (colour, count) = counts.into_iter().max_by_key(|(_, count)| *count).unwrap();
        (
            colour,
            count as f64 / f64::from(picture.width() * picture.height()),
        )
    }

    /// A finger on the glass.
    fn press(&self, across: u32, down: u32) {
        let place = [across.to_string(), down.to_string()];
        let pressed = self
            .command("xdotool")
            .args(["mousemove", &place[0], &place[1], "click", "1"])
            .status()
            .unwrap();
        assert!(pressed.success());
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The demonstration's window.
struct Demo {
    process: Child,
    /// Kept open: a program whose output nobody reads ends.
    _output: BufReader<ChildStdout>,
    page: String,
    tickets: String,
}

impl Demo {
    fn start(screen: &Screen, size: &str) -> Self {
        let mut process = screen
            .command(program("kiosk"))
            .args(["demo", "--size", size])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut lines = output.by_ref().lines().map_while(Result::ok);
        let mut said = |label: &str| {
            lines
                .find_map(|line| line.strip_prefix(label).map(|rest| rest.trim().to_owned()))
                .unwrap()
        };
        let (page, tickets) = (said("live page"), said("ticket pictures"));
        Self {
            process,
            _output: output,
            page,
            tickets,
        }
    }

    fn totals(&self) -> Totals {
        let mut answer = ureq::get(format!("{}api/v1/totals", self.page))
            .call()
            .unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    fn entries_today(&self) -> i64 {
        let totals = self.totals();
        totals
            .days
            .iter()
            .find(|day| day.date == totals.today)
            .map_or(0, |day| day.entries)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn wait_until(what: &str, mut come_true: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !come_true() {
        assert!(Instant::now() < end, "{what}");
        // Looking takes the whole screen for a moment; the window must get its turn to draw.
        std::thread::park_timeout(Duration::from_millis(150));
    }
}

/// Where the first screen has its button for a sample ticket, on a screen of 1366×768.
const SAMPLE_TICKET: (u32, u32) = (550, 658);
/// The ground of an admission.
const GREEN: [u8; 3] = [0x0e, 0x4f, 0x3a];

#[test]
fn a_sample_ticket_turns_the_real_screen_green_and_the_live_totals_count_up() {
    let screen = Screen::open("1366x768");
    let demo = Demo::start(&screen, "1366x768");
    wait_until("the window never drew anything", || {
        screen.main_colour().0 != [0, 0, 0]
    });
    let (ground, share) = screen.main_colour();
    assert!(
        ground != GREEN && share > 0.3,
        "the first screen: {ground:?} on {share}"
    );
    assert_eq!(demo.entries_today(), 0);

    // A touch before the window is ready is lost, as on any machine; a second one does no harm,
    // since every press is another visitor.
    wait_until("no verdict was ever seen", || {
        let green = screen.main_colour().0 == GREEN;
        if !green {
            screen.press(SAMPLE_TICKET.0, SAMPLE_TICKET.1);
        }
        green
    });
    wait_until("the visitors were never counted", || {
        demo.entries_today() > 0
    });
    let pictures = std::fs::read_dir(&demo.tickets).unwrap();
    assert!(
        pictures.count() > 20,
        "the ticket pictures are where it says"
    );
}
