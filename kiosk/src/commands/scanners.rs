//! `kiosk scanners`: what is plugged in, whether it can be used, and what to write into kiosk.toml. With a time, all that
//! is set up is tried for so long.

mod error;
#[cfg(target_os = "linux")]
mod found;
mod trying;

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use kiosk_config::{Config, ScannerConfig, ScannerFlags};

pub use error::ScannersError;

/// What `kiosk scanners` is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScannersArgs {
    /// The kiosk's data directory, for what its kiosk.toml says of scanners.
    pub data: Option<PathBuf>,
    /// What the command line says of them.
    pub flags: ScannerFlags,
    /// How long to try them; only listed when not given.
    pub time: Option<Duration>,
}

/// Lists what is plugged in, one line each, or tries what is set up.
///
/// # Errors
/// [`ScannersError`]; a scanner that does not work is none.
pub fn run(args: ScannersArgs, out: &mut impl Write) -> Result<(), ScannersError> {
    let config = match &args.data {
        Some(data) => Config::read(data)?.scanners,
        None => ScannerConfig::default(),
    };
    match args.time {
        Some(time) => trying::run(config.with(args.flags), time, out),
        None => Ok(list(out)?),
    }
}

/// What is plugged in that a kiosk reads codes from, a line each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PluggedIn {
    /// What it can use.
    pub(super) usable: Vec<String>,
    /// What it can't.
    pub(super) unusable: Vec<String>,
}

/// Returns what is plugged in; nothing where that can't be found out.
#[cfg(target_os = "linux")]
pub(super) fn plugged_in() -> PluggedIn {
    let mut plugged_in = PluggedIn::default();
    for found in found::lines() {
        match found.is_read {
            Some(true) => plugged_in.usable.push(found.to_string()),
            Some(false) => plugged_in.unusable.push(found.to_string()),
            None => {}
        }
    }
    plugged_in
}

#[cfg(not(target_os = "linux"))]
pub(super) fn plugged_in() -> PluggedIn {
    PluggedIn::default()
}

#[cfg(target_os = "linux")]
fn list(out: &mut impl Write) -> io::Result<()> {
    let lines = found::lines();
    for line in &lines {
        writeln!(out, "{line}")?;
    }
    if lines.is_empty() {
        writeln!(
            out,
            "no camera, serial port or hand scanner found; plug one in and try again"
        )?;
    }
    out.flush()
}

#[cfg(not(target_os = "linux"))]
fn list(out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "scanners are listed on Linux only; hand scanners that type work here too"
    )
}
