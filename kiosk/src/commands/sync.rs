//! `kiosk sync`: fetches all news and sends all records once, and says what was done.

use std::io::{self, Write};
use std::path::Path;

use journal::clock::Clock;

use kiosk_config::{Config, ConfigError};
use uplink::{UplinkError, sync_once};

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

#[cfg(test)]
mod tests {
    use kiosk_fixtures::server::Server;

    use super::*;
    use kiosk_fixtures::device::journal;
    use kiosk_fixtures::{MORNING, entry, stamp};

    #[test]
    fn sync_says_what_it_did() {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = journal(dir.path());
        for number in 1..=3 {
            journal.record(&entry(number), &stamp(MORNING)).unwrap();
        }
        drop(journal);
        let server = Server::start();
        let toml = format!(
            "server = \"{}\"\nexhibition = 24\nkiosk = \"A1\"\ntoken = \"secret\"\ngate = \"main\"\ndirection = \"in\"",
            server.url
        );
        std::fs::write(dir.path().join(kiosk_config::FILE), toml).unwrap();
        let mut out = Vec::new();
        run(dir.path(), &mut out).unwrap();
        let said = String::from_utf8(out).unwrap();
        assert!(
            said.contains("3 records sent") && said.contains("renewed"),
            "{said}"
        );
        assert!(said.ends_with('\n') && said.lines().count() == 1);
    }
}
