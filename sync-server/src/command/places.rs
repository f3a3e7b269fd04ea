//! The commands about places in sessions.

use clap::Subcommand;
use shared::ids::KioskId;
use sync_server::places::{self, GivenUp};

use super::Data;

#[derive(Subcommand)]
pub(super) enum Places {
    /// List who has a place: ticket numbers, session by session
    #[command(after_help = "\
EXAMPLES:
  sync-server places list --data venue
  sync-server places list --data venue --session d2-1100-wheel --csv > wheel.csv

A kiosk that is cut off tells of its places when it is connected again; until then they are not in the list, and kept
until ten minutes before the session begins.")]
    List {
        #[command(flatten)]
        data: Data,
        /// Only this session
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        /// As CSV for Excel
        #[arg(long)]
        csv: bool,
    },
    /// After restoring a backup: wait no longer for a kiosk that will never be heard again
    #[command(after_help = "\
EXAMPLE:
  sync-server places give-up --data venue --kiosk H3

A restored server grants no further places before it has heard every kiosk, since it may have granted them more than it
remembers. Places that the lost kiosk has given out since the backup are given to others too.")]
    GiveUp {
        #[command(flatten)]
        data: Data,
        /// The kiosk
        #[arg(long)]
        kiosk: KioskId,
    },
}

/// Does what was asked about places.
pub(super) fn run(command: Places) -> anyhow::Result<()> {
    match command {
        Places::List { data, session, csv } => {
            let list = places::list(&data.data, session.as_deref())?;
            if csv {
                let _ = std::io::Write::write_all(&mut std::io::stdout(), list.csv().as_bytes());
            } else {
                say!("{}", list.to_string().trim_end());
            }
        }
        Places::GiveUp { data, kiosk } => match places::give_up(&data.data, &kiosk)? {
            GivenUp(0) => say!("No session waits for kiosk {kiosk}."),
            GivenUp(sessions) => {
                say!("Kiosk {kiosk} is no longer waited for, in {sessions} sessions.");
            }
        },
    }
    Ok(())
}
