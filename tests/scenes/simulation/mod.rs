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

#[test]
fn every_shown_verdict_counts_once() {
    let number = |name, default| {
        let set = std::env::var(name).ok();
        set.map_or(default, |it| it.parse().unwrap())
    };
    let seeds = if is_in_postgres() {
        SEEDS_IN_POSTGRES
    } else {
        SEEDS
    };
    let (first, seeds) = (
        number("SIMULATION_FIRST", 1),
        number("SIMULATION_SEEDS", seeds),
    );
    let failed = shrink::first_failure(first..first + seeds);
    assert!(failed.is_none(), "{}", failed.unwrap_or_default());
}
