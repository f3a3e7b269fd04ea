//! The commands about staff: their PINs, and what they did.

use std::io::{ErrorKind, Write};

use clap::{Args, Subcommand};
use jiff::civil::Time;
use shared::ids::{KioskId, StaffId};
use shared::pin::Pin;
use shared::time::{UnixMs, WrittenDate};
use sync_server::catalogue;
use sync_server::operations::audit::{self, AuditQuery};
use sync_server::operations::staff::{self, PinUse};
use sync_server::system_time;

use super::data::Data;

#[derive(Subcommand)]
pub(super) enum Staff {
    /// Give someone a PIN that opens staff mode at every door, or in every hall
    #[command(after_help = "\
EXAMPLES:
  sync-server staff add --data venue --id door-1
  sync-server staff add --data venue --id door-1 --pin 246810 --renew
  sync-server staff add --data venue --id hall-1 --in-halls

Without --pin a random one is made and printed here, once: only a hash of it is kept. The name stands in the audit
beside whatever is done with the PIN, so give everyone their own. Kiosks hear of it within seconds while the network is
there; a folder made by `kiosk add` afterwards holds it too. A PIN for doors opens no kiosk in a hall or at a booth:
those stand among visitors, and hold none of its hashes. At most 200 people can have a PIN.")]
    Add {
        #[command(flatten)]
        data: Data,
        /// What to call them in the audit: a role, or a name where the house wants that
        #[arg(long)]
        id: StaffId,
        /// The PIN, 6 to 12 digits [default: a random one of 6]
        #[arg(long, value_name = "DIGITS")]
        pin: Option<Pin>,
        /// Give someone who has a PIN a new one in its place
        #[arg(long)]
        renew: bool,
        /// For kiosks in halls and at booths, and no door
        #[arg(long, conflicts_with = "renew")]
        in_halls: bool,
    },
    /// List who has a PIN, and since when
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Take someone's PIN away
    #[command(after_help = "\
EXAMPLE:
  sync-server staff remove --data venue --id door-1

Where staff mode is open with that PIN, it closes as soon as the kiosk hears of it.")]
    Remove {
        #[command(flatten)]
        data: Data,
        /// Whose
        #[arg(long)]
        id: StaffId,
    },
}

#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server audit --data venue
  sync-server audit --data venue --kiosk A1 --since 2024-09-06T10:00
  sync-server audit --data venue --csv > audit.csv

It tells of admissions against the rules with their reasons, annulments, people without a ticket, PINs that were wrong,
and changes of mode. A kiosk that is cut off sends its part when it is back: `kiosk list` says when each was last heard.")]
pub(super) struct AuditCommand {
    #[command(flatten)]
    data: Data,
    /// Only this kiosk [default: all]
    #[arg(long)]
    kiosk: Option<KioskId>,
    /// Only from this date, or date and time of day, at the exhibition
    #[arg(long, value_name = "DATE_TIME")]
    since: Option<String>,
    /// As CSV that Excel opens
    #[arg(long)]
    csv: bool,
}

/// Does what was asked about PINs.
pub(super) fn run_staff(command: Staff, out: &mut impl Write) -> anyhow::Result<()> {
    match command {
        Staff::Add {
            data,
            id,
            pin,
            renew,
            in_halls,
        } => {
            let random = pin.is_none();
            let database = data.database()?;
            let purpose = match (renew, in_halls) {
                (true, _) => PinUse::Renewal,
                (false, true) => PinUse::Halls,
                (false, false) => PinUse::Doors,
            };
            let pin = staff::add(&*database, &id, pin, purpose, system_time())?;
            if random {
                let pin = pin.digits();
                writeln!(out, "The PIN of {id} is {pin}. It is not shown again.")?;
            } else {
                writeln!(out, "{id} may open staff mode with the PIN you chose.")?;
            }
            Ok(())
        }
        Staff::List { data } => {
            for entry in staff::list(&*data.database()?)? {
                let place = entry.place();
                let since = instant(entry.since);
                writeln!(out, "{}\t{place}\tsince {since}", entry.pin.id)?;
            }
            Ok(())
        }
        Staff::Remove { data, id } => {
            staff::remove(&*data.database()?, &id)?;
            writeln!(out, "The PIN of {id} opens nothing any more.")?;
            Ok(())
        }
    }
}

fn instant(at: UnixMs) -> String {
    let known = jiff::Timestamp::from_millisecond(at.0);
    known.map_or_else(|_| "?".to_owned(), |at| format!("{at:.0}"))
}

/// Prints what staff did.
pub(super) fn run_audit(command: &AuditCommand, out: &mut impl Write) -> anyhow::Result<()> {
    let since = command.since.as_deref().map(|since| {
        let zone = catalogue::calendar(&*command.data.database()?)?.zone;
        let written = WrittenDate::read(since, zone)?;
        let midnight = Time::midnight();
        anyhow::Ok(written.date.to_datetime(written.time.unwrap_or(midnight)))
    });
    let query = AuditQuery {
        kiosk: command.kiosk.clone(),
        since: since.transpose()?,
    };
    let audit = audit::list(&*command.data.database()?, &query)?;
    let text = if command.csv {
        audit.csv()
    } else {
        format!("{audit}\n")
    };
    match out.write_all(text.as_bytes()) {
        // As behind `| head`: the reader has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
