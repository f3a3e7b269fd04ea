//! The commands about what a device's word counts for.

use clap::{Args, Subcommand};
use shared::ids::KioskId;
use shared::record::RecordId;
use shared::time::{UnixMs, WrittenDate};
use sync_server::catalogue;
use sync_server::operations::inbox::{self, InboxChoice, InboxDecision};
use sync_server::operations::{device_tokens, trust};
use sync_server::ports::Author;
use sync_server::system_time;

use super::data::Data;

#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "\
EXAMPLES:
  sync-server inbox --data venue --kiosk K12
  sync-server inbox accept --data venue --record K12/3908116/57 --reason 'seen at the door by An'
  sync-server inbox refuse --data venue --record K12/3908116/57
  sync-server inbox annul --data venue --record K12/3908116/58 --reason 'the wrong party'
  sync-server inbox settle --data venue --item conflict:K12/3908116/59

A line for each record: kiosk, incarnation and number, time at the exhibition, what it says, and why it does not count;
then those that were accepted; then a line for each other thing that wants a decision: tickets used twice, devices that are
silent, share a name or have a wrong clock. An accepted record counts like any other, at every kiosk in reach within a second."
)]
pub(super) struct InboxCommand {
    #[command(subcommand)]
    decision: Option<InboxSubcommand>,
    #[command(flatten)]
    data: Data,
    /// Only of this kiosk
    #[arg(long)]
    kiosk: Option<KioskId>,
}

#[derive(Subcommand)]
enum InboxSubcommand {
    /// Let a record count that was set aside
    Accept {
        #[command(flatten)]
        data: Data,
        /// Which, as the list says: kiosk/incarnation/number
        #[arg(long, value_parser = record)]
        record: RecordId,
        /// Why it is to count; kept beside it
        #[arg(long)]
        reason: String,
    },
    /// Annul an admission or an exit
    Annul {
        #[command(flatten)]
        data: Data,
        /// Which: kiosk/incarnation/number
        #[arg(long, value_parser = record)]
        record: RecordId,
        /// Why; noted at the ticket
        #[arg(long)]
        reason: String,
    },
    /// Leave something as it is
    Settle {
        #[command(flatten)]
        data: Data,
        /// What, as the list says
        #[arg(long)]
        item: String,
    },
    /// Set a record aside again that was accepted
    Refuse {
        #[command(flatten)]
        data: Data,
        /// Which, as the list says: kiosk/incarnation/number
        #[arg(long, value_parser = record)]
        record: RecordId,
    },
}

fn record(text: &str) -> Result<RecordId, String> {
    trust::read_record(text).ok_or_else(|| {
        format!("\"{text}\" is no record; copy it from the list, like K12/3908116/57")
    })
}

/// Have kiosks come back that this server does not know, after `init --recover` or an old backup
#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server kiosk welcome --data venue --id A1 --id A2 --id H1
  sync-server kiosk welcome --data venue --all

A kiosk proves what it is by its token, which this exhibition's key sealed: nobody has to go there. What the server does not know
any more is which devices were lost, stolen or replaced since the sheet was printed or the backup made. Leave those out, and
use --all only where there are none. What a command said before is replaced.")]
pub(super) struct Welcome {
    #[command(flatten)]
    data: Data,
    /// A kiosk that may come back; may be repeated
    #[arg(long, required_unless_present = "all")]
    id: Vec<KioskId>,
    /// All of them
    #[arg(long, conflicts_with = "id")]
    all: bool,
    /// For how many minutes from now on
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=1_440))]
    minutes: u16,
}

pub(super) fn run_welcome(command: &Welcome) -> anyhow::Result<()> {
    let ids = (!command.all).then_some(&command.id[..]);
    let for_ms = i64::from(command.minutes) * 60_000;
    device_tokens::welcome(&*command.data.database()?, ids, for_ms, system_time())?;
    say!(
        "They come back by themselves within a minute of reaching this server; `sync-server kiosk list {}` shows who is back.",
        command.data.option()
    );
    Ok(())
}

#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server kiosk quarantine --data venue --id K12
  sync-server kiosk quarantine --data venue --id K12 --since 2024-09-06T14:00

What the kiosk recorded stays, and counts no longer: its tickets are open again at every kiosk in reach within a second.
`--since` goes by when this server received a record, which the kiosk can't invent. What it hands in from now on is set
aside too. `kiosk release` takes all of it back. A kiosk that was stolen should be removed as well.")]
pub(super) struct Quarantine {
    #[command(flatten)]
    data: Data,
    /// Its name, as on its sticker
    #[arg(long)]
    id: KioskId,
    /// The date and time of day at the exhibition from which on it is not to be believed [default: from the start]
    #[arg(long, value_name = "DATE_TIME")]
    since: Option<String>,
}

#[derive(Args)]
pub(super) struct Release {
    #[command(flatten)]
    data: Data,
    /// Its name, as on its sticker
    #[arg(long)]
    id: KioskId,
}

#[derive(Subcommand)]
pub(super) enum Proof {
    /// Count no passage without a proof that is received from a date and time on
    #[command(after_help = "\
EXAMPLE:
  sync-server proof require --data venue --from 2024-09-06T00:00

Kiosks of this version show with each scan that they saw the ticket's whole code. Those of earlier versions do not:
update all of them, and let them hand in what they have, before the date. A wrong proof never counts, at no date.")]
    Require {
        #[command(flatten)]
        data: Data,
        /// The date and time of day at the exhibition
        #[arg(long, value_name = "DATE_TIME")]
        from: String,
    },
    /// Count passages without a proof again, as kiosks of earlier versions send them
    Waive {
        #[command(flatten)]
        data: Data,
    },
    /// Tell from when on a proof is needed
    Show {
        #[command(flatten)]
        data: Data,
    },
}

/// Tells what was set aside, or decides on a record of it.
pub(super) fn run_inbox(command: &InboxCommand) -> anyhow::Result<()> {
    match &command.decision {
        Some(InboxSubcommand::Accept {
            data,
            record,
            reason,
        }) => {
            trust::accept(&*data.database()?, record, reason, system_time())?;
            say!("Record {} counts from now on.", trust::written(record));
        }
        Some(InboxSubcommand::Refuse { data, record }) => {
            trust::refuse(&*data.database()?, record, system_time())?;
            say!("Record {} does not count any more.", trust::written(record));
        }
        Some(InboxSubcommand::Annul {
            data,
            record,
            reason,
        }) => {
            trust::annul(
                &*data.database()?,
                record,
                Author::COMMAND_LINE,
                reason,
                system_time(),
            )?;
            say!("Record {} does not count any more.", trust::written(record));
        }
        Some(InboxSubcommand::Settle { data, item }) => {
            let (kind, subject) = item.split_once(':').unwrap_or((item, ""));
            let decision = InboxDecision {
                kind,
                subject,
                choice: InboxChoice::Settle,
                reason: "",
                author: Author::COMMAND_LINE,
            };
            inbox::decide(&*data.database()?, &decision, system_time())?;
            say!("{item} is settled.");
        }
        None => {
            let database = &*command.data.database()?;
            say!("{}", trust::set_aside(database, command.kiosk.as_ref())?);
            let open = inbox::items(database, system_time())?.to_string();
            if command.kiosk.is_none() && !open.is_empty() {
                say!("{open}");
            }
        }
    }
    Ok(())
}

/// Sets aside what a kiosk says.
pub(super) fn run_quarantine(command: &Quarantine) -> anyhow::Result<()> {
    let database = &*command.data.database()?;
    let since = command.since.as_deref();
    let since = since.map(|since| moment(database, since)).transpose()?;
    let report = trust::quarantine(database, &command.id, since, system_time())?;
    say!(
        "Kiosk {} is in quarantine: {} records count no longer, {} count again.",
        command.id,
        report.set_aside,
        report.released
    );
    Ok(())
}

/// Counts again what a kiosk says.
pub(super) fn run_release(command: &Release) -> anyhow::Result<()> {
    let database = &*command.data.database()?;
    let report = trust::release(database, &command.id, system_time())?;
    say!(
        "Kiosk {} is released: {} records count again.",
        command.id,
        report.released
    );
    Ok(())
}

/// Does what was asked about proofs.
pub(super) fn run_proof(command: Proof) -> anyhow::Result<()> {
    match command {
        Proof::Require { data, from } => {
            let database = &*data.database()?;
            trust::require_proof(database, Some(moment(database, &from)?))?;
            say!("From {from} on, a passage counts only with its proof.");
        }
        Proof::Waive { data } => {
            trust::require_proof(&*data.database()?, None)?;
            say!("Passages without a proof count.");
        }
        Proof::Show { data } => {
            let from = data.database()?.read()?.proof_from()?;
            let from = from.and_then(|from| jiff::Timestamp::from_millisecond(from.0).ok());
            match from {
                Some(from) => say!("A passage that is received from {from:.0} on needs its proof."),
                None => say!("No passage needs a proof; a wrong one never counts."),
            }
        }
    }
    Ok(())
}

fn moment(database: &dyn sync_server::ports::Database, text: &str) -> anyhow::Result<UnixMs> {
    let calendar = catalogue::calendar(database)?;
    let at = WrittenDate::read_moment(text, calendar.zone)?;
    Ok(calendar.zone.at(at.date(), at.time()))
}
