//! The venue's server: takes in kiosk records durably, tallies attendance, serves the live page.
//!
//! The way of a record: `http::devices` reads and checks a batch on the request's own task, the
//! store's one writer keeps it, and what it changes, in a durable commit together with whatever else
//! is waiting, the kiosk gets its acknowledgement, and the live page a new snapshot.
//!
//! Reading order: `server` (settings, start and end), `http` (what kiosks, the live page and visitors' phones ask for),
//! `engine` (what a batch changes), `ports`, `store` (SQLite), then [`setup`], [`tickets`], [`rules`], [`staff`],
//! [`audit`], [`clocks`], [`export`], [`people`] and [`places`], which the command line uses.

pub mod audit;
mod auth;
mod background;
pub mod backup;
mod clock;
pub mod clocks;
mod engine;
pub mod export;
mod http;
mod log;
pub mod logging;
mod media;
pub mod people;
pub mod places;
mod ports;
mod private_file;
pub mod rules;
mod server;
pub mod setup;
mod sheet;
pub mod staff;
mod store;
pub mod tickets;

pub use background::Background;
pub use clock::{Clock, system_time};
pub use server::{BackupSchedule, Config, ServeError, serve};
pub use store::{CheckReport, RebuildReport, StoreError};
