//! A soak: a server, three doors, a kiosk in a hall and one at a booth, each a process of its own, at ten times the load of
//! a full day. What they hold in memory, files and threads stays in the bounds of [`bounds`], and every record counts once.
//!
//! `SOAK_MINUTES` says for how long, `SOAK_CSV` names a file for the samples.

mod bounds;
mod hall;
mod load;
mod samples;
mod viewers;

use std::fs::File;
use std::time::{Duration, Instant};

use shared::ids::BoothNumber;
use sync_server::kiosks::KioskRole;
use tempfile::NamedTempFile;

use crate::scanning::sync;
use crate::venue::Venue;
use load::Load;
use samples::{Folder, Samples, Watched};

/// How long it takes where nobody says: as much as a run of all tests can spare.
const MINUTES: f64 = 0.75;
/// A scan at one of the doors, and what else is due.
const STEP: Duration = Duration::from_millis(100);
/// How many samples are taken, where they are at most five seconds apart.
const SAMPLES: usize = 80;
const SAMPLE_STEPS_AT_MOST: usize = 50;

#[test]
fn ten_times_the_load_stays_in_bounds() {
    // The kiosk in the hall is this program once more: `kiosk scan` is for doors alone.
    if let Some(data) = hall::data_of_this_process() {
        return hall::run(data);
    }
    let minutes = std::env::var("SOAK_MINUTES").map_or(MINUTES, |it| it.parse().unwrap());
    let steps = (minutes * 60.0 / STEP.as_secs_f64()) as usize;
    let mut venue = Venue::open_in_folder();
    let tickets = venue.tickets("visitor", steps as u32);
    let doors = [("A1", "main"), ("B1", "river"), ("X1", "exit")];
    let doors = doors.map(|(name, gate)| (name, venue.kiosk(name, gate)));
    let halls = [
        ("H1", venue.kiosk_as("H1", KioskRole::Hall)),
        (
            "K12",
            venue.kiosk_as("K12", KioskRole::Booth(BoothNumber(12))),
        ),
    ];
    venue.stop_server();
    let folder = Folder::before(&venue.server_dir());
    let log = NamedTempFile::new().unwrap();
    let mut command = venue.server_command(&venue.addresses);
    command.stderr(log.reopen().unwrap());
    let (mut server, _) = Venue::try_spawn(command).unwrap();
    // Pictures and tickets are on each kiosk before anything is measured.
    for (_, data) in doors.iter().chain(&halls) {
        sync(data);
    }
    let mut load = Load::start(&venue, tickets, &doors, &halls);
    let of_server = Watched::new("server", server.id(), folder, log.path());
    let watched = [of_server].into_iter().chain(load.watched());
    let csv = std::env::var_os("SOAK_CSV").map(|path| File::create(path).unwrap());
    let mut samples = Samples::begin(watched.collect(), csv);
    let every = (steps / SAMPLES).clamp(1, SAMPLE_STEPS_AT_MOST);
    let mut due = Instant::now();
    for step in 0..steps {
        // Late steps are not made up for: a busy machine takes longer, and does the same.
        due = Instant::now().max(due + STEP);
        load.step(step);
        if step % every == 0 {
            samples.take(load.records());
        }
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
    }
    let driven = load.end();
    for (_, data) in doors.iter().chain(&halls) {
        sync(data);
    }
    let records = driven.is_counted_once(&venue);
    server.stop();
    samples.are_in_bounds(records);
}
