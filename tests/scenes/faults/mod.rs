//! Real programs on disks and networks that fail. Whatever breaks: nothing is shown in green that is not durable, what to
//! do is said, work goes on by itself, and every verdict that was shown is counted exactly once.

mod bad_network;
mod cuts;
mod disk_errors;
mod flips;
mod frozen;
mod full_disk;
mod journal_flips;
mod on_postgres;
mod proxy;
mod real_window;
mod shim;
mod swapped;
mod watchdog;
mod window_desk;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::RecvTimeoutError;

use journal::Journal;
use kiosk_config::Config;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::Value;
use sync_server::tickets::IssuedTicket;

use crate::scanning::{Running, stored};
use crate::venue::{PATIENCE, ServerProcess, Venue, program, wait_until};
use shim::Disk;

/// Chance that is the same in every run, unless `FAULT_SEED` is set; the seed is printed where a scene fails.
pub(crate) struct Chance {
    seed: u64,
    random: TestRng,
}

impl Chance {
    fn new() -> Self {
        let seed: u64 = std::env::var("FAULT_SEED").map_or(11, |it| it.parse().unwrap());
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self {
            seed,
            random: TestRng::from_seed(RngAlgorithm::ChaCha, &bytes),
        }
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.random.next_u64() % limit
    }
}

impl Drop for Chance {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("to see this again: FAULT_SEED={}", self.seed);
        }
    }
}

/// A server on a disk that may fail. Its log is printed where a scene fails.
struct Server {
    process: ServerProcess,
    disk: Disk,
    log: PathBuf,
}

impl Server {
    /// Serves the exhibition, whose server does not run.
    fn start(venue: &Venue) -> Self {
        let disk = Disk::under(&venue.server_dir());
        let log = venue.server_dir().with_extension("log");
        let mut server = venue.server_command(&venue.addresses);
        disk.preload(&mut server);
        server.stderr(File::create(&log).unwrap());
        let (process, _) = Venue::try_spawn(server).unwrap();
        // It listens before it has opened the exhibition.
        wait_until("the server is well", || health(venue).0 == 200);
        Self { process, disk, log }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the server's log:\n{}", self.log());
        }
    }
}

/// Holds a ticket to a kiosk and returns its answer, a verdict or `out_of_order`.
fn scan(kiosk: &mut Running, ticket: &IssuedTicket) -> Value {
    kiosk.present(&ticket.digits);
    kiosk.verdicts.recv_timeout(PATIENCE).unwrap()
}

/// Lets tickets in at a door that is cut off.
fn record_offline(data: &Path, tickets: &[IssuedTicket]) {
    let mut scan = Command::new(program("kiosk"));
    scan.args(["scan", "--offline", "--data"]).arg(data);
    for ticket in tickets {
        scan.args(["--code", &ticket.digits]);
    }
    let scanned = scan.output().unwrap();
    assert!(scanned.status.success(), "{scanned:?}");
}

/// Sends what a kiosk holds; returns whether all of it got through.
fn try_sync(data: &Path) -> bool {
    start_sync(data).wait().unwrap().success()
}

fn start_sync(data: &Path) -> Child {
    let mut sync = Command::new(program("kiosk"));
    sync.args(["sync", "--data"]).arg(data);
    sync.stdout(Stdio::null()).stderr(Stdio::null());
    sync.spawn().unwrap()
}

fn is_out_of_order(answer: &Value) -> bool {
    answer["verdict"] == "out_of_order"
}

/// Collects what a kiosk shows until it ends by itself.
fn until_it_ends(kiosk: &Running, shown: &mut Vec<Value>) {
    loop {
        match kiosk.verdicts.recv_timeout(PATIENCE) {
            Ok(verdict) => shown.push(verdict),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => panic!("the kiosk neither answers nor ends"),
        }
    }
}

/// How many records of a kiosk the server has not acknowledged.
fn waiting(data: &Path) -> u64 {
    let config = Config::read(data).unwrap();
    let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
    journal.outbox().unwrap().waiting
}

/// Waits until the server has stored so many records, which kiosks send by themselves.
fn wait_stored(venue: &Venue, count: usize) {
    wait_until("kiosks send what they hold", || {
        stored(venue).len() >= count
    });
}

/// The health that a server reports: its status and what it says.
fn health(venue: &Venue) -> (u16, String) {
    let asked = ureq::get(format!("{}/healthz", venue.url()));
    let asked = asked.config().http_status_as_error(false).build();
    let mut answer = asked.call().unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), text)
}
