//! The demonstration as a person runs it: a real window on a (virtual) screen, a sample ticket,
//! a verdict in full colour, and the live totals.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Stdio};
use std::time::{Duration, Instant};

use scenes::virtual_screen::VirtualScreen;
use shared::protocol::v1::Totals;

use crate::enrol::invite_by_picture;
use crate::printed_tickets::Organiser;
use crate::venue::{Venue, program};

/// How long anything may take on a busy machine before the test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a screen shows.
pub(crate) fn looked_at(screen: &VirtualScreen) -> image::RgbImage {
    let picture = screen
        .command("import")
        .args(["-window", "root", "png:-"])
        .output()
        .unwrap();
    image::load_from_memory(&picture.stdout)
        .unwrap()
        .into_rgb8()
}

/// The colour that fills most of a screen, as `[red, green, blue]`, with its share.
pub(crate) fn main_colour(screen: &VirtualScreen) -> ([u8; 3], f64) {
    let picture = looked_at(screen);
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

/// The demonstration's window.
struct Demo {
    process: Child,
    /// Kept open: a program whose output nobody reads ends.
    _output: BufReader<ChildStdout>,
    page: String,
    tickets: String,
}

impl Demo {
    fn start(screen: &VirtualScreen, size: &str) -> Self {
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

pub(crate) fn wait_until(what: &str, mut come_true: impl FnMut() -> bool) {
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
pub(crate) const GREEN: [u8; 3] = [0x0e, 0x4f, 0x3a];
/// The ground of what organisers have the kiosk say.
const NOTICE: [u8; 3] = [0xe4, 0xeb, 0xf7];
/// The ground of a kiosk that is closed, out of order or out of service.
pub(crate) const CLOSED: [u8; 3] = [0xf8, 0xe8, 0xdf];
/// The ground of a rehearsal's band.
const REHEARSAL: [u8; 3] = [0x5f, 0x44, 0x00];

#[test]
fn a_sample_ticket_turns_the_real_screen_green_and_the_live_totals_count_up() {
    let screen = VirtualScreen::open("1366x768").expect("tests/run installs xvfb");
    let demo = Demo::start(&screen, "1366x768");
    wait_until("the window never drew anything", || {
        main_colour(&screen).0 != [0, 0, 0]
    });
    let (ground, share) = main_colour(&screen);
    assert!(
        ground != GREEN && share > 0.3,
        "the first screen: {ground:?} on {share}"
    );
    assert_eq!(demo.entries_today(), 0);

    // A touch before the window is ready is lost, as on any machine; a second one does no harm,
    // since every press is another visitor.
    wait_until("no verdict was ever seen", || {
        let green = main_colour(&screen).0 == GREEN;
        if !green {
            screen.press(SAMPLE_TICKET.0, SAMPLE_TICKET.1).unwrap();
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

/// A program that ends with the value.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_kiosk_fills_its_screen_though_nobody_manages_its_windows() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    // Larger than any window that is not told to fill it.
    let screen = VirtualScreen::open("1440x1000").expect("tests/run installs xvfb");
    let mut kiosk = screen.command(program("kiosk"));
    let kiosk = kiosk.args(["run", "--fullscreen", "--camera", "off", "--data"]);
    let _kiosk = Running(kiosk.arg(&data).stdout(Stdio::null()).spawn().unwrap());
    let corner = |picture: &image::RgbImage| {
        let (width, height) = picture.dimensions();
        picture.get_pixel(width - 2, height - 2).0
    };
    wait_until("the screen was never filled to its corner", || {
        corner(&looked_at(&screen)) != [0, 0, 0]
    });
}

#[test]
fn unset_kiosk_is_set_up_and_goes_on() {
    let venue = Venue::open();
    let folder = tempfile::tempdir().unwrap();
    let [data, shown, hidden] = ["kiosk", "shown", "hidden"].map(|name| folder.path().join(name));
    std::fs::create_dir_all(&shown).unwrap();
    std::fs::create_dir_all(&hidden).unwrap();
    let show = |picture: &std::path::Path| {
        std::fs::rename(picture, shown.join(picture.file_name().unwrap())).unwrap();
    };
    let screen = VirtualScreen::open("1366x768").expect("tests/run installs xvfb");
    let mut kiosk = screen.command(program("kiosk"));
    kiosk.args(["run", "--fullscreen", "--camera", "off", "--data"]);
    kiosk.arg(&data).arg("--folder").arg(&shown);
    let _kiosk = Running(kiosk.stdout(Stdio::null()).spawn().unwrap());
    wait_until("the window never drew anything", || {
        main_colour(&screen).0 != [0, 0, 0]
    });
    let code = hidden.join("code.png");
    invite_by_picture(&venue, &code);
    show(&code);
    wait_until("the kiosk was never set up", || {
        data.join("kiosk.toml").exists()
    });
    // What lies there when the kiosk begins to scan was scanned before.
    let mut pictures = venue.pictures(&venue.tickets("visitor", 200)).into_iter();
    wait_until("no ticket was ever admitted", || {
        show(&pictures.next().unwrap());
        main_colour(&screen).0 == GREEN
    });
    // The organisers ask it from afar.
    let organiser = Organiser::sign_in(&venue);
    let ask = |form: &[(&str, &str)]| drop(organiser.submit("/admin/kiosks/A1", form));
    let top = || looked_at(&screen).get_pixel(683, 2).0;
    let totals = || serde_json::from_slice::<Totals>(&organiser.get("/api/v1/totals")).unwrap();
    let stored = |is_wanted: fn(&str) -> bool| {
        let stored = venue.stored_records().into_iter();
        stored.filter(|(.., body)| is_wanted(body)).count()
    };
    let is_rehearsed = |body: &str| body.contains("rehears");
    ask(&[("act", "message"), ("vi", "Cổng mở lại lúc 14:00.")]);
    wait_until("the message was never shown", || top() == NOTICE);
    ask(&[("act", "close")]);
    wait_until("the kiosk was never closed", || {
        main_colour(&screen).0 == CLOSED
    });
    ask(&[("act", "open")]);
    wait_until("the kiosk never opened again", || {
        main_colour(&screen).0 != CLOSED
    });
    ask(&[("act", "quiet")]);
    ask(&[("act", "rehearse")]);
    wait_until("the kiosk never rehearsed", || top() == REHEARSAL);
    wait_until("no ticket was ever rehearsed", || {
        show(&pictures.next().unwrap());
        stored(is_rehearsed) > 0
    });
    // Each ticket is for one person.
    let admitted = stored(|body| body.contains("\"entry\"") && !body.contains("rehears"));
    let entries: i64 = totals().days.iter().map(|day| day.entries).sum();
    assert_eq!(entries, admitted as i64);
    ask(&[("act", "earnest")]);
    wait_until("the rehearsal never ended", || top() != REHEARSAL);
    let place = [("role", "door"), ("gate", "river"), ("way", "in")];
    ask(&[&[("act", "move")], &place[..]].concat());
    wait_until("the kiosk never said that it was moved", || top() == NOTICE);
    wait_until("nobody ever came in at the other gate", || {
        show(&pictures.next().unwrap());
        let days = totals().days.into_iter();
        let mut gates = days.flat_map(|day| day.gates);
        gates.any(|it| it.gate.as_str() == "river" && it.entries > 0)
    });
}
