//! The desk behind the window on a broken disk. It runs in a process of its own, which is this test program once more,
//! so that the disk can be preloaded.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::channel;

use desk::{DeskHandle, Event, StartParts, start};
use journal::clock::Clock;
use kiosk_config::Config;
use rustix::io::Errno;
use serde_json::{Value, json};
use sync_server::tickets::IssuedTicket;
use view::{LaneView, Outcome, ScannerKind, ScannerState, ScannerStatus};

use super::disk_errors::FOR_GOOD;
use super::shim::{CHANGES, Disk, Fault, READ, every, once};
use super::{scan, wait_stored};
use crate::scanning::{Running, counted_once};
use crate::venue::{PATIENCE, Venue};

/// Set in the process that is the kiosk: its data directory.
const DATA: &str = "SCENES_DESK_DATA";
/// The test that is the kiosk there.
const DESK: &str = "faults::window_desk::window_goes_on_once_its_disk_is_mended";
/// What the desk is told instead of a code: that time has passed.
const TICK: &str = "tick";

/// Runs a desk as the window does, and answers each line with what the window shows then.
fn be_the_desk(data: PathBuf) {
    let (teller, changes) = channel();
    let config = Config::read(&data).unwrap();
    let desk = start(StartParts {
        data,
        config,
        clock: Clock::of_this_device(),
        decode: Arc::new(|_| Vec::new()),
        samples: None,
        on_change: Arc::new(move || {
            let _ = teller.send(());
        }),
        with_uplink: true,
    });
    let desk = desk.unwrap();
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.unwrap();
        let events = desk.events();
        events
            .send(if line == TICK {
                Event::Tick
            } else {
                Event::Scanned(line)
            })
            .unwrap();
        // The desk takes one event after the other, so that this is on the screen after the first was dealt with.
        let mark = number.to_string();
        let status = ScannerStatus {
            name: "mark".to_owned(),
            kind: ScannerKind::Camera,
            state: ScannerState::Working,
            detail: Some(mark.clone()),
        };
        events.send(Event::Scanner(status)).unwrap();
        while !is_marked(&desk, &mark) {
            changes.recv_timeout(PATIENCE).unwrap();
        }
        println!("{}", shown(&desk));
        std::io::stdout().flush().unwrap();
    }
    desk.shutdown();
}

fn is_marked(desk: &DeskHandle, mark: &str) -> bool {
    let view = desk.view();
    let mut scanners = view.status.scanners.iter();
    scanners.any(|it| it.detail.as_deref() == Some(mark))
}

fn shown(desk: &DeskHandle) -> Value {
    match &desk.view().lane {
        LaneView::Verdict(verdict) => {
            let is_green = matches!(verdict.outcome, Outcome::Admitted { .. });
            let word = if is_green { "admitted" } else { "refused" };
            json!({"verdict": word, "ticket": verdict.ticket.map(|it| it.0)})
        }
        LaneView::OutOfOrder(why) => json!({"verdict": "out_of_order", "why": format!("{why:?}")}),
        lane => json!({"verdict": format!("{lane:?}")}),
    }
}

/// A window's desk on a disk that may fail.
struct WindowDesk {
    process: Running,
    disk: Disk,
    /// The tickets that were shown in green.
    admitted: Vec<u32>,
}

impl WindowDesk {
    fn start(data: &Path, disk: Disk) -> Self {
        // This very program, even after another build has replaced its file.
        let mut command = Command::new("/proc/self/exe");
        command.args(["--exact", DESK, "--nocapture"]);
        command.env(DATA, data);
        disk.preload(&mut command);
        Self {
            process: Running::of(command),
            disk,
            admitted: Vec::new(),
        }
    }

    /// Holds a ticket to the kiosk; returns whether the window turns green.
    fn admits(&mut self, ticket: &IssuedTicket) -> bool {
        let answer = scan(&mut self.process, ticket);
        if answer["verdict"] == "admitted" {
            assert_eq!(answer["ticket"], ticket.number.0);
            self.admitted.push(ticket.number.0);
            return true;
        }
        assert_eq!(answer["verdict"], "out_of_order", "{answer}");
        false
    }

    /// What the window shows a moment later.
    fn looks(&mut self) -> Value {
        self.process.present(TICK);
        self.process.verdicts.recv_timeout(PATIENCE).unwrap()
    }

    /// Every ticket that was shown in green is counted once, and no other.
    fn ends(self, venue: &Venue) {
        wait_stored(venue, self.admitted.len());
        assert!(self.process.end().is_empty());
        let entries = self.admitted.len() as i64;
        assert_eq!(counted_once(venue, &[]), (entries, 0));
    }
}

#[test]
fn window_goes_on_once_its_disk_is_mended() {
    if let Some(data) = std::env::var_os(DATA) {
        return be_the_desk(data.into());
    }
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 7);
    let mut window = WindowDesk::start(&data, Disk::under(&data));
    assert!(window.admits(&tickets[6]));
    for (number, (errno, calls, advice)) in FOR_GOOD.into_iter().enumerate() {
        window.disk.fail(every(calls), Fault::Error(errno));
        for ticket in &tickets[2 * number..2 * number + 2] {
            assert!(!window.admits(ticket), "{errno}");
        }
        assert_eq!(window.looks()["verdict"], "out_of_order", "{errno}");
        let log = window.process.log();
        assert!(log.contains(advice), "{errno}: {log}");
        window.disk.mend();
        assert_eq!(window.looks()["verdict"], "Waiting", "{errno}");
        for ticket in &tickets[2 * number..2 * number + 2] {
            assert!(window.admits(ticket), "{errno}");
        }
    }
    window.ends(&venue);
}

#[test]
fn window_survives_failure_of_any_call() {
    const FAILURES: u64 = 40;
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", FAILURES as u32 + 1);
    let mut window = WindowDesk::start(&data, Disk::under(&data));
    assert!(window.admits(&tickets[0]));
    let mut refused = 0;
    for (number, ticket) in (0..).zip(&tickets[1..]) {
        let errno = [Errno::IO, Errno::NOSPC][number as usize % 2];
        let failing = once(CHANGES | READ, number / 2);
        window.disk.fail(failing, Fault::Error(errno));
        if !window.admits(ticket) {
            refused += 1;
            assert!(window.admits(ticket), "call {number}");
        }
        window.disk.mend();
    }
    assert!(
        refused > FAILURES / 10,
        "the scene must get somewhere: {refused}"
    );
    window.ends(&venue);
}

#[test]
fn window_on_a_broken_disk_starts_once_it_is_mended() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 1);
    let disk = Disk::under(&data);
    disk.fail(every(CHANGES), Fault::Error(Errno::NOSPC));
    let mut window = WindowDesk::start(&data, disk);
    assert_eq!(window.looks()["verdict"], "out_of_order");
    assert!(!window.admits(&tickets[0]));
    window.disk.mend();
    assert_eq!(window.looks()["verdict"], "Waiting");
    assert!(window.admits(&tickets[0]));
    window.ends(&venue);
}
