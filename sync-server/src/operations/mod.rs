//! What organisers can do: functions of domain types over [`crate::ports`]. They neither print nor advise: the command
//! line and pages turn their reports and errors into words.

pub mod audit;
pub mod clocks;
pub mod people;
pub mod recovery;
pub mod reports;
pub mod rules;
pub mod seats;
pub mod server_keys;
pub mod setup;
pub mod staff;
pub mod tickets;
pub mod transfer;
pub mod trust;
