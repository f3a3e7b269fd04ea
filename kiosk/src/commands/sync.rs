//! `kiosk sync`: fetches all news and sends all records once, and says what was done.

use std::io::{self, Write};
use std::path::Path;

use journal::clock::Clock;

use crate::config::{Config, ConfigError};
use crate::uplink::{UplinkError, sync_once};

/// Why nothing, or not everything, was synced.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The kiosk is not set up.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The server or the journal.
    #[error(transparent)]
    Uplink(#[from] UplinkError),
    /// The result could not be printed.
    #[error("the result can't be printed: {0}")]
    Print(#[from] io::Error),
}

/// Syncs the kiosk of a data directory once and prints one line.
///
/// # Errors
/// [`SyncError`]; what was done before it stays done, and a running kiosk tries again by itself.
pub fn run(data: &Path, out: &mut impl Write) -> Result<(), SyncError> {
    let config = Config::read(data)?;
    let synced = sync_once(data, &config, &Clock::of_this_device())?;
    let knowledge = if synced.knowledge {
        "catalogue or keys renewed"
    } else {
        "catalogue and keys unchanged"
    };
    write!(
        out,
        "{} synced with {}: {} records sent, {} passages from other doors, {} tickets, {} pictures and videos, {knowledge}",
        config.kiosk, config.server, synced.sent, synced.passages, synced.tickets, synced.pictures
    )?;
    if synced.submissions > 0 {
        write!(out, ", {} submissions handed in", synced.submissions)?;
    }
    if synced.set_aside > 0 {
        write!(
            out,
            "; the server put {} records aside, which its operator should look at",
            synced.set_aside
        )?;
    }
    writeln!(out)?;
    Ok(())
}
