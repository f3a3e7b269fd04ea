//! A whole venue in one process, step by step: real journals, the real server, a network that loses, repeats, delays and
//! reorders bytes, clocks that jump, disks that are set back or cloned. One seed is one run, and all that is random in it
//! comes from the seed.
//!
//! `SIMULATION_SEEDS=100000` runs more seeds, `SIMULATION_FIRST=17` begins at another one. With
//! `SCENES_DATABASE=postgres` the exhibition is in PostgreSQL.

mod device;
mod events;
mod found;
mod hall;
mod model;
mod random;
mod schema;
mod server;
mod settle;
mod shrink;
mod sold;
mod step;
mod template;
mod venue;

use std::process::{Child, Command, Stdio};

use server::is_in_postgres;
use step::Step;
use venue::Venue;

/// How many seeds are run by default.
const SEEDS: u64 = if cfg!(debug_assertions) { 200 } else { 2_000 };
/// How many with the exhibition in PostgreSQL.
const SEEDS_IN_POSTGRES: u64 = 50;

/// Runs the steps from the beginning; says what does not hold.
fn run(steps: &[Step]) -> Result<(), String> {
    let mut venue = Venue::open();
    for step in steps {
        venue.take(*step);
    }
    settle::settle(&mut venue)?;
    model::compare(&mut venue)
}

/// Which part of the seeds this process runs, of how many.
const PART: &str = "SIMULATION_PART";

/// Every core runs its part in a process of its own: within one, SQLite's threads wait for each other.
#[test]
fn every_shown_verdict_counts_once() {
    let number = |name| Some(std::env::var(name).ok()?.parse::<u64>().unwrap());
    let seeds = if is_in_postgres() {
        SEEDS_IN_POSTGRES
    } else {
        SEEDS
    };
    let first = number("SIMULATION_FIRST").unwrap_or(1);
    let end = first + number("SIMULATION_SEEDS").unwrap_or(seeds);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if let Some(part) = number(PART) {
        let failed = shrink::first_failure((first + part..end).step_by(cores));
        assert!(failed.is_none(), "{}", failed.unwrap_or_default());
        return;
    }
    let parts: Vec<Child> = (0..cores)
        .map(|part| {
            let mut process = Command::new("/proc/self/exe");
            process.args(["--exact", "simulation::every_shown_verdict_counts_once"]);
            process.env(PART, part.to_string()).stdout(Stdio::piped());
            process.spawn().unwrap()
        })
        .collect();
    for part in parts {
        let part = part.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&part.stdout);
        assert!(part.status.success(), "{said}");
        assert!(said.contains("1 passed"), "{said}");
    }
}
