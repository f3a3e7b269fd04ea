//! `cargo bench --bench door`: a door late in a long exhibition. 1,000,000 tickets are known, with
//! 5,000,000 earlier passages, half a million of them recorded here; then 4,000 tickets are shown,
//! signed ones and some of another seller.
//!
//! The kiosk runs in a process of its own, so that its memory is its own. Everything is on the same
//! disk and in the same run as what it is set beside: a bare `SQLite` loop that only looks for the
//! ticket and inserts a row.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod beside;
mod exhibition;
mod kiosk_process;

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use desk::Desk;
use journal::{FILE, Journal, RECOUNT_STEP};
use kiosk_config::Config;
use serde_json::Value;

use beside::{bare_disk, bare_loop};
use exhibition::{ROUNDS, TICKETS};

/// Tickets shown while it is measured.
const SHOWN: u32 = 4_000;
/// How long the uplink leaves the journal to others between two steps.
const BREATH: Duration = Duration::from_millis(10);
/// Every so many scans the log is brought home beside the desk, as the uplink does.
const TIDY_AFTER: u32 = 250;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, role, data] = &arguments[..]
        && role == "--kiosk"
    {
        return kiosk_process::run(Path::new(data));
    }
    // `cargo bench` passes `--bench`; `cargo test --benches` does not, and wants no measurement.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("kiosk");
    std::fs::create_dir(&data).unwrap();
    let filled = Instant::now();
    exhibition::fill(&data);
    println!(
        "{TICKETS} tickets, {} passages, {} MB, made in {:.0} s",
        i64::from(TICKETS) * ROUNDS,
        std::fs::metadata(data.join(FILE)).unwrap().len() / 1_000_000,
        filled.elapsed().as_secs_f64()
    );
    let began = Instant::now();
    let (steps, meanwhile) = count_anew(&data);
    let counted = began.elapsed().as_secs_f64();
    let measured = Command::new(std::env::current_exe().unwrap())
        .arg("--kiosk")
        .arg(&data)
        .output()
        .unwrap();
    assert!(measured.status.success(), "{measured:?}");
    let kiosk: Value = serde_json::from_slice(&measured.stdout).unwrap();
    let ms = |name: &str| kiosk[name].as_f64().unwrap();
    println!("start-up        {:>9.1} ms", ms("start_ms"));
    println!("memory          {:>9.1} MB at most", ms("peak_mb"));
    println!(
        "admitted, refused {} {}\n",
        kiosk["admitted"], kiosk["refused"]
    );
    println!(
        "{:<46} {:>9} {:>9} {:>9}",
        "a scan, in ms", "median", "p99", "worst"
    );
    line(
        "verdict: verify, look, decide, record, FULL",
        &times(&kiosk["scans"]),
    );
    line("  of it admissions", &times(&kiosk["admissions"]));
    line(
        "  the same up to the disk: nothing recorded",
        &times(&kiosk["looks"]),
    );
    line(
        "bare loop: look for the ticket, insert, FULL",
        &bare_loop(dir.path()),
    );
    let disk = bare_disk(dir.path());
    line("disk: one page written and made durable", &disk);
    line("a scan while new rules are counted", &meanwhile);
    let title = format!("  a step of that, {counted:.0} s in all");
    line(&title, &steps);
}

/// The tickets that are shown, in turns one that came in today already and one that did not.
fn shown() -> impl Iterator<Item = u32> {
    let step = TICKETS / SHOWN;
    (0..SHOWN).map(move |index| index * step + index % 2)
}

fn times(list: &Value) -> Vec<f64> {
    let list = list.as_array().unwrap();
    list.iter().map(|ms| ms.as_f64().unwrap()).collect()
}

fn line(what: &str, ms: &[f64]) {
    let mut ms = ms.to_vec();
    ms.sort_by(f64::total_cmp);
    let at = |share: f64| ms[((ms.len() - 1) as f64 * share) as usize];
    println!(
        "{what:<46} {:>9.3} {:>9.3} {:>9.3}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// What new rules cost, as the uplink goes about it: the time of each step, and that of the scans
/// meanwhile, twenty a second, as no door ever sees.
fn count_anew(data: &Path) -> (Vec<f64>, Vec<f64>) {
    let config = Config::read(data).unwrap();
    let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
    journal.leave_checkpoints().unwrap();
    let mut desk = Desk::open(data, config).unwrap();
    desk.with_uplink_beside().unwrap();
    let now = exhibition::eleven(&exhibition::catalogue(), 1);
    let counting = AtomicBool::new(true);
    std::thread::scope(|scope| {
        let scans = scope.spawn(|| {
            let mut times = Vec::new();
            while counting.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(50));
                let begun = Instant::now();
                desk.scan("nobody's", &exhibition::stamp(now)).unwrap();
                times.push(begun.elapsed().as_secs_f64() * 1e3);
            }
            times
        });
        let mut steps = Vec::new();
        let mut done = false;
        while !done {
            let begun = Instant::now();
            done = journal.recount(RECOUNT_STEP).unwrap();
            steps.push(begun.elapsed().as_secs_f64() * 1e3);
            std::thread::sleep(BREATH);
            if (steps.len() as u32).is_multiple_of(TIDY_AFTER) {
                journal.checkpoint().unwrap();
            }
        }
        counting.store(false, Ordering::SeqCst);
        (steps, scans.join().unwrap())
    })
}
