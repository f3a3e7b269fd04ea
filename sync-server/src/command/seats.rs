//! The commands about places in sessions.

use clap::Subcommand;
use shared::ids::KioskId;
use sync_server::operations::seats;
use sync_server::system_time;
use sync_server::tickets::{FindError, TicketName, find_tickets};

use super::data::Data;

#[derive(Subcommand)]
pub(super) enum SeatCommand {
    /// List who has a place: ticket numbers, session by session
    #[command(after_help = "\
EXAMPLES:
  sync-server seats list --data venue
  sync-server seats list --data venue --session d2-1100-wheel --csv > wheel.csv

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
  sync-server seats give-up --data venue --kiosk H3

A restored server grants no further places before it has heard every kiosk, since it may have granted them more than it
remembers. Places that the lost kiosk has given out since the backup are given to others too.")]
    GiveUp {
        #[command(flatten)]
        data: Data,
        /// The kiosk
        #[arg(long)]
        kiosk: KioskId,
    },
    /// Take a ticket's places in a session away: the kiosk that gave them is broken, or nobody will come
    #[command(after_help = "\
EXAMPLES:
  sync-server seats release --data venue --session d2-1100-wheel --ticket 12
  sync-server seats release --data venue --session d2-1100-wheel --ticket GAM7008 --kiosk H3

The ticket has no place from then on. The place goes to others as soon as the kiosk that gave it was heard, within
seconds; of a kiosk that is cut off, eight minutes before the session begins, by all clocks; of one that will not come
back, at once if `sync-server kiosk remove` came before. A place that was handed to the kiosk after the last call, ten
minutes before the session, goes to others only once that kiosk was heard: it may have given it to the next. With
--kiosk, a ticket that has places from two kiosks keeps those of the other.")]
    Release {
        #[command(flatten)]
        data: Data,
        /// The session
        #[arg(long, value_name = "ID")]
        session: String,
        /// The ticket's number, the code below its QR symbol, or the seller's code; number:4711 and code:4711
        /// say which of the two is meant
        #[arg(long, value_name = "TICKET")]
        ticket: String,
        /// Only places that this kiosk gave
        #[arg(long)]
        kiosk: Option<KioskId>,
    },
}

/// Does what was asked about places.
pub(super) fn run(command: SeatCommand) -> anyhow::Result<()> {
    match command {
        SeatCommand::List { data, session, csv } => {
            let list = seats::list(&*data.database()?, session.as_deref(), system_time())?;
            if csv {
                let _ = std::io::Write::write_all(&mut std::io::stdout(), list.csv().as_bytes());
            } else {
                say!("{}", list.to_string().trim_end());
            }
        }
        SeatCommand::GiveUp { data, kiosk } => {
            match seats::give_up(&*data.database()?, &kiosk, system_time())? {
                0 => say!("No session waits for kiosk {kiosk}."),
                sessions => say!("Kiosk {kiosk} is no longer waited for, in {sessions} sessions."),
            }
        }
        SeatCommand::Release {
            data,
            session,
            ticket,
            kiosk,
        } => {
            let (database, now) = (data.database()?, system_time());
            let database = &*database;
            let found = find_tickets(database, &[ticket])?;
            let ticket = TicketName::Number(*found.first().ok_or(FindError::Nothing)?);
            let released = seats::release(database, &session, ticket, kiosk.as_ref(), now)?;
            if released.at_once > 0 {
                say!("Places that are free for others: {}.", released.at_once);
            }
            if released.when_reported > 0 {
                say!(
                    "Places that go to others as soon as their kiosk was heard: {}.",
                    released.when_reported
                );
            }
        }
    }
    Ok(())
}
