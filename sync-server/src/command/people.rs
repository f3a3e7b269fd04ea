//! The commands about visitors who left their name, and about visits to booths.

use std::io::{ErrorKind, Write};

use clap::Subcommand;
use shared::ids::BoothNumber;
use shared::submission::SubmissionId;
use sync_server::operations::people::{self, PeopleError, SubmissionKind};
use sync_server::operations::reports;
use sync_server::ports::Database;

use super::data::Data;

#[derive(Subcommand)]
pub(super) enum Export {
    /// Visits to booths by day: tickets, people, repeat visits, and how often a booth was looked up
    #[command(after_help = "\
EXAMPLE:
  sync-server export booths --data venue --csv > booths.csv

A ticket counts once a day and booth; whatever it does there on the same day besides is a repeat visit.")]
    Booths {
        #[command(flatten)]
        data: Data,
        /// As CSV that Excel opens; there is no other form yet
        #[arg(long, required = true)]
        csv: bool,
    },
    /// Tickets issued, and people in and out by day and ticket type; people without a ticket have a row of their own
    #[command(after_help = "\
EXAMPLE:
  sync-server export types --data venue --csv > types.csv

The rows of a day add up to everyone who came in and went out on it.")]
    Types {
        #[command(flatten)]
        data: Data,
        /// As CSV that Excel opens; there is no other form yet
        #[arg(long, required = true)]
        csv: bool,
    },
}

#[derive(Subcommand)]
pub(super) enum Network {
    /// Everyone who joined the network at a kiosk
    #[command(after_help = "\
EXAMPLE:
  sync-server network export --data venue --csv > network.csv

The file holds personal data that was given for the network alone: keep it to those who work for it.")]
    Export {
        #[command(flatten)]
        data: Data,
        /// As CSV that Excel opens; there is no other form yet
        #[arg(long, required = true)]
        csv: bool,
    },
    /// Delete what somebody left, on their request; of contacts for exhibitors too
    #[command(after_help = "\
EXAMPLE:
  sync-server network forget --data venue --id 00112233445566778899aabbccddeeff

Find the id in the first column of `network export` or `contacts export`. Lists that were exported before are yours to
delete. A kiosk that has not heard of its arrival may send it again; it is not taken in.")]
    Forget {
        #[command(flatten)]
        data: Data,
        /// The submission's id
        #[arg(long)]
        id: SubmissionId,
    },
}

#[derive(Subcommand)]
pub(super) enum Contacts {
    /// Everyone who agreed to be contacted by the exhibitor of a booth, and nobody else
    #[command(after_help = "\
EXAMPLE:
  sync-server contacts export --data venue --booth 12 > booth-12.csv

Hand the file to that exhibitor alone: nobody else was agreed to.")]
    Export {
        #[command(flatten)]
        data: Data,
        /// The booth's number
        #[arg(long, value_name = "NUMBER")]
        booth: u16,
    },
}

/// Exports figures.
pub(super) fn run_export(command: Export, out: &mut impl Write) -> anyhow::Result<()> {
    match command {
        Export::Booths { data, csv: _ } => {
            print(&reports::counts(&*data.database()?)?.booths_csv(), out)
        }
        Export::Types { data, csv: _ } => {
            print(&reports::counts(&*data.database()?)?.types_csv(), out)
        }
    }
}

/// Does what was asked about the network.
pub(super) fn run_network(command: Network, out: &mut impl Write) -> anyhow::Result<()> {
    match command {
        Network::Export { data, csv: _ } => {
            print_list(&*data.database()?, SubmissionKind::Network, out)
        }
        Network::Forget { data, id } => {
            people::forget(&*data.database()?, id)?;
            writeln!(out, "Submission {id} is deleted.")?;
            Ok(())
        }
    }
}

/// Does what was asked about contacts.
pub(super) fn run_contacts(command: Contacts, out: &mut impl Write) -> anyhow::Result<()> {
    match command {
        Contacts::Export { data, booth } => {
            let kind = SubmissionKind::Contact(BoothNumber(booth));
            print_list(&*data.database()?, kind, out)
        }
    }
}

fn print_list(
    database: &dyn Database,
    kind: SubmissionKind,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    match people::list(database, kind)?.write_csv(out) {
        // As behind `| head`: the reader has read enough.
        Err(PeopleError::Write(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

fn print(text: &str, out: &mut impl Write) -> anyhow::Result<()> {
    match out.write_all(text.as_bytes()) {
        // As behind `| head`: the reader has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
