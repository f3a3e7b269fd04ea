//! The venue's server: takes in kiosk records durably, tallies attendance, serves the live page.
//!
//! The way of a record: `http::devices` reads and checks a batch on the request's own task, the
//! store's one writer keeps it, and what it changes, in a durable commit together with whatever else
//! is waiting, the kiosk gets its acknowledgement, and the live page a new snapshot.
//!
//! Reading order: `server` (settings, start and end), `http` (what kiosks, the live page and visitors' phones ask for),
//! `store` (the running store on any database), `engine` (what a batch changes), [`ports`], `sqlite` and [`postgres`], then what organisers do: [`operations`], and
//! `render` (their reports as text), which the command line uses.

#[macro_use(text_id)]
extern crate texts;

mod announce;
mod auth;
mod background;
pub mod backup;
mod clock;
#[cfg(test)]
mod contract;
mod descriptors;
pub mod doctor;
mod engine;
mod http;
mod in_process;
pub mod kiosk_folder;
mod listeners;
pub mod logging;
mod media;
mod media_folder;
mod one_time_code;
pub mod operations;
mod parallel;
mod pdf;
pub mod ports;
pub mod postgres;
mod private_file;
mod process;
mod render;
mod server;
mod service_manager;
mod sheet;
mod sql;
mod sqlite;
mod store;
pub mod support_bundle;
pub mod ticket_folder;
mod tls_roots;
mod webhooks;

pub use background::Background;
pub use backup::BackupSchedule;
pub use clock::{Clock, system_time};
pub use in_process::{InProcess, InProcessAnswer};
pub use listeners::{BindError, ListenAddresses, Listeners};
pub use media_folder::MediaFolder;
pub use operations::{catalogue, keys, kiosks, setup, tickets};
pub use ports::CheckReport;
pub use private_file::write as write_private;
pub use server::{Config, ServeError, serve};
pub use sqlite::{FolderState, SqliteDatabase, SqliteError};
pub use store::StoreError;
