//! The kiosk that is measured.

use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::time::Instant;

use desk::{Answer, Desk};
use journal::Journal;
use kiosk_config::Config;
use serde_json::json;
use shared::checkin::Direction;
use view::{Mode, Outcome};

use crate::TIDY_AFTER;
use crate::exhibition::{catalogue, code, eleven, stamp};

/// Starts like a kiosk, judges the tickets, and prints what was measured.
pub(crate) fn run(data: &Path) {
    let catalogue = catalogue();
    let now = eleven(&catalogue, 2);
    let codes: Vec<String> = crate::shown().map(code).collect();
    let begun = Instant::now();
    let mut desk = Desk::open(data, Config::read(data).unwrap()).unwrap();
    desk.ready().unwrap();
    let start = begun.elapsed();
    let tidy = Tidier::start(data);
    desk.with_uplink_beside().unwrap();
    let mode = Mode::plain(Direction::In);
    let confirm = Mode {
        confirm_first: true,
        ..mode
    };
    let mut looks = Vec::new();
    for code in codes.iter().skip(1).step_by(2) {
        let begun = Instant::now();
        let answer = desk.present(code, confirm, &stamp(now)).unwrap();
        looks.push(begun.elapsed().as_secs_f64() * 1e3);
        assert!(matches!(answer, Answer::Asks(_)));
    }
    let (mut scans, mut admissions, mut refused) = (Vec::new(), Vec::new(), 0);
    for (number, code) in (0..).zip(&codes) {
        let stamp = stamp(now.plus(i64::from(number) * 3_000));
        let begun = Instant::now();
        let answer = desk.present(code, mode, &stamp).unwrap();
        let ms = begun.elapsed().as_secs_f64() * 1e3;
        scans.push(ms);
        match answer {
            Answer::Judged(judged) => match judged.verdict.outcome {
                Outcome::Admitted { .. } => admissions.push(ms),
                _ => refused += 1,
            },
            Answer::Asks(question) => panic!("{question:?}"),
        }
        if number % TIDY_AFTER == 0 {
            tidy.now();
        }
    }
    let measured = json!({
        "start_ms": start.as_secs_f64() * 1e3,
        "peak_mb": peak_kb() / 1e3,
        "admitted": admissions.len(),
        "refused": refused,
        "scans": scans,
        "admissions": admissions,
        "looks": looks,
    });
    println!("{measured}");
}

/// Brings the log home on a thread of its own.
struct Tidier(Sender<()>);

impl Tidier {
    fn start(data: &Path) -> Self {
        let config = Config::read(data).unwrap();
        let journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
        let (sender, calls) = channel();
        std::thread::spawn(move || {
            while calls.recv().is_ok() {
                journal.checkpoint().unwrap();
            }
        });
        Self(sender)
    }

    fn now(&self) {
        self.0.send(()).unwrap();
    }
}

/// The most memory this process ever had, in kB; 0 where the system does not tell.
fn peak_kb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|kb| kb.parse().ok()).unwrap_or(0.0)
}
