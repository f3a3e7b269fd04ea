//! The kiosk: scans tickets, decides at the door, shows booths, and works with the cable out.
//!
//! A scan takes one way, and there is no way back:
//! `scanner` → `desk` (verify, decide, record) → `view` → `ui`, and `journal` → `uplink` → server.

pub mod app;
pub mod commands;
#[cfg(feature = "demo")]
pub mod demo;
pub mod media;
pub mod slips;
pub mod sound;
pub mod station;
pub mod video;
pub mod watchdog;

#[cfg(test)]
#[path = "../ui/src/sample.rs"]
mod sample;
