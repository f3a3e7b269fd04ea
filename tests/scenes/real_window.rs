//! The demonstration as a person runs it: a real window on a (virtual) screen, a hand scanner that
//! types, a verdict in full colour, and the live totals.

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

    /// A hand scanner: one key every few milliseconds, then Enter.
    fn scan(&self, digits: &str) {
        // There is no window manager on this screen, so nobody else gives the window the keyboard.
        let focus = ["search", "--onlyvisible", "--class", "kiosk", "windowfocus"];
        let focused = self.command("xdotool").args(focus).status().unwrap();
        assert!(focused.success(), "the window is there");
        let keys = ["type", "--delay", "8", &format!("{digits}\n")];
        let typed = self.command("xdotool").args(keys).status().unwrap();
        assert!(typed.success());
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

    /// The codes of all tickets, in the order of their numbers.
    fn codes(&self) -> Vec<String> {
        let list = std::fs::read_to_string(format!("{}/tickets.csv", self.tickets)).unwrap();
        list.lines()
            .skip(1)
            .map(|line| {
                let is_code =
                    |field: &&str| field.chars().filter(char::is_ascii_digit).count() == 195;
                let field = line.split(',').find(is_code).unwrap();
                field.chars().filter(char::is_ascii_digit).collect()
            })
            .collect()
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

#[test]
fn a_hand_scanner_types_a_ticket_the_screen_turns_green_and_the_live_totals_count_up() {
    const GREEN: [u8; 3] = [0x0e, 0x4f, 0x3a];
    let screen = Screen::open("1366x768");
    let demo = Demo::start(&screen, "1366x768");
    let codes = demo.codes();
    wait_until("the window never drew anything", || {
        screen.main_colour().0 != [0, 0, 0]
    });
    let (ground, share) = screen.main_colour();
    assert!(
        ground != GREEN && share > 0.3,
        "the first screen: {ground:?} on {share}"
    );

    // A key that comes before the window has the keyboard is lost, as on any machine; scan until it is heard.
    wait_until("the scan was never heard", || {
        if demo.entries_today() == 0 {
            screen.scan(&codes[0]);
        }
        demo.entries_today() == 1
    });
    wait_until("the second ticket was never counted", || {
        if demo.entries_today() == 1 {
            screen.scan(&codes[1]);
        }
        screen.main_colour().0 == GREEN && demo.entries_today() == 2
    });
}
