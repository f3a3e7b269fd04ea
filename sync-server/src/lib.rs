//! The venue's server: takes in kiosk records durably, tallies attendance, serves the live page.
//!
//! The way of a record: [`ingest`](self) reads and checks a batch on the request's own task, the
//! store's one writer keeps it in a durable commit together with whatever else is waiting, the
//! ledger is moved on, the kiosk gets its acknowledgement, and the live page a new snapshot.
//!
//! Reading order: `app` (settings, routes, start and end), `connections`, `ingest`, `store` (the trait, the plan
//! for a batch, SQLite), `ledger` (the totals in memory), `feed`, `register`, `letters`, `live`, `public` (the pages on
//! visitors' phones), then [`setup`], [`tickets`], [`rules`], [`staff`], [`audit`], [`clocks`], [`export`], [`people`] and
//! [`places`], which the command line uses.

mod app;
pub mod audit;
mod auth;
mod background;
pub mod backup;
pub mod clocks;
mod connections;
mod dashboard;
mod engine;
mod error;
pub mod export;
mod feed;
mod ingest;
mod letters;
mod live;
mod log;
mod media;
pub mod people;
pub mod places;
mod ports;
mod private_file;
mod public;
mod register;
pub mod rules;
pub mod setup;
mod sheet;
pub mod staff;
mod store;
pub mod tickets;

pub use app::{BackupSchedule, Clock, Config, ServeError, serve, system_time};
pub use background::Background;
pub use store::{CheckReport, RebuildReport, StoreError};
