//! The commands for tickets: what they offer and what they do.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Subcommand};
use shared::ids::TicketNumber;
use sync_server::catalogue;
use sync_server::ports::Database;
use sync_server::tickets::import::{
    Columns, Field, ImportRequest, ListFile, MAX_BYTES, Outcome, Unlisted,
};
use sync_server::tickets::{self, FindError, IssueRequest, StatusChange};
use sync_server::{system_time, ticket_folder, write_private};

use super::data::Data;

#[derive(Subcommand)]
pub(super) enum Tickets {
    /// Issue tickets: a QR code as PNG for each, and a list as CSV
    #[command(after_help = "\
EXAMPLES:
  sync-server tickets issue --data venue --count 500 --type visitor --days all --out tickets
  sync-server tickets issue --data venue --count 3 --type visitor --days 2024-09-06,2024-09-07 --party 4 --out families
  sync-server tickets issue --data venue --count 10 --type visitor --days 1,2 --out opening

The tickets are in the database before the first file is written. In tickets.csv the codes are
written as =\"…\", so that no spreadsheet takes them for numbers and cuts them off.")]
    Issue {
        #[command(flatten)]
        data: Data,
        /// How many tickets
        #[arg(long)]
        count: u32,
        /// Their kind, by its key in the catalogue, such as visitor
        #[arg(long = "type", value_name = "KIND")]
        kind: String,
        /// The days they are valid on: dates, or numbers from 1 on, with commas between, or "all"
        #[arg(long, default_value = "all")]
        days: String,
        /// How many people each admits together [default: what the catalogue says]
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..))]
        party: Option<u8>,
        /// The folder to write the pictures and tickets.csv into
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Take in the tickets of another seller from the list that they send
    #[command(after_help = "\
EXAMPLES:
  sync-server tickets import --data venue --seller TicketBox --type visitor --days all sold.csv
  sync-server tickets import --data venue --seller TicketBox --type visitor --column-code \"Mã QR\" --with-names sold.csv
  sync-server tickets import --data venue --seller TicketBox --type visitor --dry-run sold.csv

The list is CSV or .xlsx as Excel and ticket sellers write it; columns are found by their names in
Vietnamese or English. Rows that are refunded, cancelled or not paid, and codes that a spreadsheet has
damaged, are refused with their cause. Only a hash of each code is kept. The same list again changes
nothing; a newer list of the same seller changes what it says otherwise, adds what is new, and names
the tickets that it has no more: --replace withdraws them. A code that two tickets have is refused at
the doors until all but one of them are withdrawn.")]
    Import(Box<Import>),
    /// List all tickets that are known: own ones and those of other sellers
    List {
        #[command(flatten)]
        data: Data,
        /// Only those of this seller
        #[arg(long)]
        seller: Option<String>,
        #[command(flatten)]
        names: Names,
    },
    /// Write all tickets that are known as CSV
    Export {
        #[command(flatten)]
        data: Data,
        /// Only those of this seller
        #[arg(long)]
        seller: Option<String>,
        /// With the names that they were sold under
        #[arg(long)]
        with_names: bool,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Withdraw a ticket: refunded, or replaced by another
    Revoke(StatusCommand),
    /// Stop a ticket: its holder is sent to the staff
    Block(StatusCommand),
    /// Make a ticket good again
    Reinstate(StatusCommand),
}

#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server tickets revoke --data venue 17
  sync-server tickets revoke --data venue 0003J-5R7KQ GAM7008 code:4711
  sync-server tickets revoke --data venue --from refunded.csv

The kiosks know as soon as the server reaches them, within seconds on a working network. What the
ticket did before stays counted.")]
pub(super) struct StatusCommand {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    names: Names,
}

/// Tickets by what a person has of them.
#[derive(Args)]
pub(super) struct Names {
    /// A ticket's number, the code below its QR symbol, or the seller's code; number:4711 and code:4711
    /// say which of the two is meant
    #[arg(value_name = "TICKET")]
    pub(super) tickets: Vec<String>,
    /// A list of tickets, one a line or in a column with a known name; CSV or .xlsx
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
}

impl Names {
    /// Returns the tickets that are named.
    pub(super) fn find(&self, database: &dyn Database) -> anyhow::Result<Vec<TicketNumber>> {
        let mut numbers = match &self.from {
            Some(file) => tickets::find_listed(database, &read_list(file)?)?,
            None if self.tickets.is_empty() => return Err(FindError::Nothing.into()),
            None => Vec::new(),
        };
        if !self.tickets.is_empty() {
            let named = tickets::find_tickets(database, &self.tickets)?;
            numbers.extend(
                named
                    .into_iter()
                    .filter(|number| !numbers.contains(number))
                    .collect::<Vec<_>>(),
            );
        }
        Ok(numbers)
    }

    fn is_empty(&self) -> bool {
        self.tickets.is_empty() && self.from.is_none()
    }
}

/// The arguments of `tickets import`.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "one for each flag")]
pub(super) struct Import {
    #[command(flatten)]
    data: Data,
    /// Who sold them; the same name every time
    #[arg(long, value_name = "NAME")]
    seller: String,
    /// Their kind, by its key in the catalogue, where the list does not say
    #[arg(long = "type", value_name = "KIND")]
    kind: String,
    /// The days they are valid on, where the list does not say: dates, numbers from 1 on, or "all"
    #[arg(long, default_value = "all")]
    days: String,
    /// How many people each admits, where the list does not say [default: what the catalogue says]
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..))]
    party: Option<u8>,
    /// The column of the code on the ticket, by its name or its number from 1
    #[arg(long, value_name = "COLUMN")]
    column_code: Option<String>,
    /// The column of the holder's name; "" for none
    #[arg(long, value_name = "COLUMN")]
    column_name: Option<String>,
    /// The column of the seller's own number; "" for none
    #[arg(long, value_name = "COLUMN")]
    column_reference: Option<String>,
    /// The column of the kind of ticket; "" for none
    #[arg(long, value_name = "COLUMN")]
    column_type: Option<String>,
    /// The column of the number of people; "" for none
    #[arg(long, value_name = "COLUMN")]
    column_party: Option<String>,
    /// The column of the days; "" for none
    #[arg(long, value_name = "COLUMN")]
    column_days: Option<String>,
    /// The column that says whether a ticket is paid, refunded or cancelled; "" for none
    #[arg(long, value_name = "COLUMN")]
    column_status: Option<String>,
    /// A word of that column that means a good ticket, beside those that are known; may be repeated
    #[arg(long, value_name = "WORD")]
    valid_status: Vec<String>,
    /// A column that looks like a date or a status and is not to be used; may be repeated
    #[arg(long, value_name = "COLUMN")]
    ignore_column: Vec<String>,
    /// The sheet of an .xlsx workbook, by its name or its number from 1 [default: the first]
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,
    /// Withdraw the tickets of this seller that the list does not name any more
    #[arg(long)]
    replace: bool,
    /// What stands between cells: ";", ",", "tab", or "auto"
    #[arg(long, default_value = "auto", value_parser = delimiter)]
    delimiter: Delimiter,
    /// Let the holders' names go to the kiosks, for staff to search by
    #[arg(long)]
    with_names: bool,
    /// Import nothing when a row can't be used
    #[arg(long)]
    strict: bool,
    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The list
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// A delimiter, or none to find it.
#[derive(Clone, Copy)]
struct Delimiter(Option<u8>);

/// Does what was asked.
pub(super) fn run(command: Tickets) -> anyhow::Result<()> {
    match command {
        Tickets::Issue {
            data,
            count,
            kind,
            days,
            party,
            out,
        } => {
            let database = data.database()?;
            let database = &*database;
            let calendar = catalogue::calendar(database)?;
            let days = tickets::days_mask(&calendar, &days)?;
            ticket_folder::check(&out)?;
            let request = IssueRequest {
                count,
                kind,
                days,
                party,
            };
            let tickets = tickets::issue(database, &request, system_time())?;
            let list = ticket_folder::write(&out, &tickets)?;
            say!("{count} tickets issued. Their list: {}", list.display());
            Ok(())
        }
        Tickets::Import(asked) => import(*asked),
        Tickets::List {
            data,
            seller,
            names,
        } => list(&data, seller.as_deref(), &names),
        Tickets::Export {
            data,
            seller,
            with_names,
            out,
        } => {
            let tickets = tickets::ticket_list(&*data.database()?, seller.as_deref())?;
            let csv = tickets::ticket_list_csv(&tickets, with_names);
            write_private(&out, csv.as_bytes()).with_context(|| {
                format!(
                    "{} can't be written; check that its folder exists, has space and belongs to this user",
                    out.display()
                )
            })?;
            say!("{} tickets written to {}", tickets.len(), out.display());
            Ok(())
        }
        Tickets::Revoke(status) => change(&status, StatusChange::Revoke, "withdrawn"),
        Tickets::Block(status) => change(&status, StatusChange::Block, "stopped"),
        Tickets::Reinstate(status) => change(&status, StatusChange::Reinstate, "good again"),
    }
}

fn change(status: &StatusCommand, to: StatusChange, done: &str) -> anyhow::Result<()> {
    let database = status.data.database()?;
    let database = &*database;
    let numbers = status.names.find(database)?;
    tickets::set_status(database, &numbers, to, system_time())?;
    for number in &numbers {
        say!("Ticket {number} is {done}.");
    }
    Ok(())
}

fn import(asked: Import) -> anyhow::Result<()> {
    let database = asked.data.database()?;
    let database = &*database;
    let calendar = catalogue::calendar(database)?;
    let columns = [
        (Field::Code, asked.column_code),
        (Field::Name, asked.column_name),
        (Field::Reference, asked.column_reference),
        (Field::Kind, asked.column_type),
        (Field::Party, asked.column_party),
        (Field::Days, asked.column_days),
        (Field::Status, asked.column_status),
    ];
    let asked_for = |(field, name): (Field, Option<String>)| Some((field, name?.trim().to_owned()));
    let request = ImportRequest {
        seller: asked.seller,
        kind: asked.kind,
        days: tickets::days_mask(&calendar, &asked.days)?,
        party: asked.party,
        columns: Columns {
            asked: columns.into_iter().filter_map(asked_for).collect(),
            ignored: asked.ignore_column,
        },
        delimiter: asked.delimiter.0,
        sheet: asked.sheet,
        valid_statuses: asked.valid_status,
        unlisted: if asked.replace {
            Unlisted::Withdraw
        } else {
            Unlisted::Keep
        },
        with_names: asked.with_names,
        strict: asked.strict,
        dry_run: asked.dry_run,
    };
    let report = tickets::import(database, &read_list(&asked.file)?, &request, system_time())?;
    say!("{report}");
    if matches!(report.outcome, Outcome::NotAll | Outcome::NotReplaced) {
        anyhow::bail!(
            "{} rows were refused, so nothing was imported",
            report.refused.len()
        );
    }
    Ok(())
}

/// Reads a list, and of one that is too large no more than shows it.
fn read_list(path: &Path) -> anyhow::Result<ListFile> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .with_context(|| format!("{} can't be read; check the file's name", path.display()))?;
    let name = path.display().to_string();
    Ok(ListFile { name, bytes })
}

fn list(data: &Data, seller: Option<&str>, names: &Names) -> anyhow::Result<()> {
    let database = data.database()?;
    let database = &*database;
    let mut listed = tickets::ticket_list(database, seller)?;
    if !names.is_empty() {
        let numbers: HashSet<TicketNumber> = names.find(database)?.into_iter().collect();
        listed.retain(|ticket| numbers.contains(&ticket.number));
    }
    for ticket in listed {
        let code = ticket.short_code.map(|code| code.to_string());
        say!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            ticket.number,
            ticket.kind,
            ticket.party,
            tickets::dates(&ticket),
            ticket.state,
            code.as_deref().unwrap_or("-"),
            ticket.seller.as_deref().unwrap_or("-"),
            ticket.reference.as_deref().unwrap_or("-"),
        );
    }
    Ok(())
}

fn delimiter(word: &str) -> Result<Delimiter, String> {
    match word {
        "auto" => Ok(Delimiter(None)),
        "tab" | "\t" => Ok(Delimiter(Some(b'\t'))),
        ";" => Ok(Delimiter(Some(b';'))),
        "," => Ok(Delimiter(Some(b','))),
        _ => Err("write \";\", \",\", \"tab\" or \"auto\"".to_owned()),
    }
}
