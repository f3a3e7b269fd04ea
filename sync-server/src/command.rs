//! What the command line offers.

/// Writes a line for the person at the terminal. When nobody reads it any more, as behind `| head`,
/// the program goes on.
macro_rules! say {
    ($($text:tt)*) => {{
        let _ = std::io::Write::write_fmt(
            &mut std::io::stdout(),
            format_args!("{}\n", format_args!($($text)*)),
        );
    }};
}

mod account;
mod advice;
mod backup;
mod catalogue;
mod catalogue_words;
mod data;
mod doctor;
mod invite;
mod link;
mod migrate;
mod people;
mod recovery;
mod release;
mod run;
mod seats;
mod serving;
mod staff;
mod start;
mod tickets;
mod trust;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use manual_pages::ManualPages;
use shared::ids::{GateId, KioskId};
use shared::time::WrittenDate;
use sync_server::logging::LogFormat;
use sync_server::operations::addresses::DEVICES_PORT;

pub(crate) use advice::advice;
use data::Data;
pub(crate) use run::run;
use tickets::Tickets;

/// The server of an exhibition: takes in what the kiosks at the doors record, adds it up, and shows
/// it live.
#[derive(Parser)]
#[command(
    name = "sync-server",
    version,
    after_help = "\
Without a command it does what `sync-server start` does: everything else can be done in the browser.

FROM NOTHING TO A RUNNING EXHIBITION, BY COMMANDS:
  sync-server init --data venue
  sync-server kiosk invite --data venue --id A1 --gate main
  sync-server tickets issue --data venue --count 500 --type visitor --days all --out tickets
  sync-server serve --data venue

All commands may be used while `serve` is running on the same data; it notices within a second."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Start(start::Start),
    /// Run the server: the kiosks' protocol and the live page
    #[command(after_help = "\
EXAMPLES:
  sync-server serve --data venue
  sync-server serve --data venue --devices 0.0.0.0:8443 --desk 0.0.0.0:8081 --public 0.0.0.0:8000
  sync-server serve --data this-server --database postgres://venue@localhost/venue

Stop it with Ctrl+C or SIGTERM. Every record that a kiosk was told is stored survives a power cut.
GET /healthz answers \"ok\" while records can be stored.")]
    Serve {
        /// The folder of the exhibition, or of this server's own files where the exhibition is in PostgreSQL
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The exhibition in PostgreSQL: `postgres://user:password@host/database`. Several servers may serve it at once
        #[arg(long, value_name = "URL")]
        database: Option<String>,
        /// Where kiosks reach the server, with TLS; 0.0.0.0 is every network of this computer
        #[arg(long, alias = "listen", value_name = "ADDR", default_value_t = (Ipv4Addr::UNSPECIFIED, DEVICES_PORT).into())]
        devices: SocketAddr,
        /// Where organisers open the live page: this computer alone, or with TLS and by a link others too
        /// [default: the port after the kiosks', on 127.0.0.1 unless the desk was opened to other computers there]
        #[arg(long, value_name = "ADDR")]
        desk: Option<SocketAddr>,
        /// Where visitors' phones and wall screens open their pages, without TLS
        /// [default: the kiosks' address and the second port after it]
        #[arg(long, value_name = "ADDR")]
        public: Option<SocketAddr>,
        /// An address that kiosks are told, such as `https://192.168.1.10:8080`; may be repeated
        /// [default: all of this computer's]
        #[arg(long, value_name = "URL", value_parser = device_url)]
        advertise: Vec<String>,
        /// Do not announce the server by mDNS, by which kiosks find it when its address changed
        #[arg(long)]
        no_mdns: bool,
        /// Make verified backups in this folder, as `sync-server backup` does: at the start, and then regularly
        #[arg(long, value_name = "DIR")]
        backup_to: Option<PathBuf>,
        /// How many minutes are between two backups
        #[arg(long, value_name = "MIN", default_value_t = 15, requires = "backup_to",
            value_parser = clap::value_parser!(u64).range(1..=10_080))]
        backup_every: u64,
        /// How many of the newest backups are kept
        #[arg(long, value_name = "N", default_value_t = 48, requires = "backup_to",
            value_parser = clap::value_parser!(u64).range(1..=100_000))]
        backup_keep: u64,
        /// Start although records were stored at a later time than this computer's clock says
        #[arg(long)]
        clock_is_right: bool,
        /// How the log on standard error is written: text for people, or one JSON object a line
        #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
        log_format: LogFormat,
    },
    /// Make a new exhibition: its database, its first signing key, its catalogue
    #[command(after_help = "\
EXAMPLES:
  sync-server init --data venue
  sync-server init --data venue --catalogue our-exhibition.json
  sync-server init --data rehearsal --first-day 2026-11-23

An exhibition that is there already is never overwritten. The folder holds the key that signs
tickets: keep it to yourself, and keep backups of it (`sync-server backup --help`). In it is
recovery-sheet.html: print it, put the paper away, and delete the file. Should the computer be lost,
--recover makes the exhibition anew from the paper, so that sold tickets stay good; then add the
kiosks again, and import the lists of other sellers again.")]
    Init {
        #[command(flatten)]
        data: Data,
        /// The exhibition's days, gates, ticket types and booths as JSON [default: the sample exhibition]
        #[arg(long, value_name = "FILE")]
        catalogue: Option<PathBuf>,
        /// Move all days together so that the first is this date, for a rehearsal: 2026-11-23
        #[arg(long, value_name = "DATE", value_parser = WrittenDate::read_date)]
        first_day: Option<jiff::civil::Date>,
        /// The folder with the files of the catalogue's pictures; those of the sample come with the program
        #[arg(long, value_name = "DIR")]
        media: Option<PathBuf>,
        /// The text of a recovery sheet: the new exhibition has its keys, and no ticket number is given out again
        #[arg(long, value_name = "FILE")]
        recover: Option<PathBuf>,
    },
    RecoverySheet(recovery::RecoverySheetCommand),
    /// Change the exhibition's days, gates, ticket types, booths and sessions, and go back
    #[command(subcommand)]
    Catalogue(catalogue::Catalogue),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Check(backup::Check),
    Doctor(doctor::Doctor),
    SupportBundle(doctor::SupportBundle),
    Rebuild(backup::Rebuild),
    Migrate(migrate::Migrate),
    /// Begin a new epoch by hand: every kiosk sends again what the server lacks
    #[command(after_help = "\
EXAMPLE:
  sync-server new-epoch --data venue

`sync-server restore` does this by itself, and so does any command when it finds that exhibition.db was set back. It is
needed only where a disk image was put back whole, exhibition.mark with it, and no kiosk has noticed yet. Kiosks keep
their records for the whole exhibition, so nothing that they recorded is lost. What was made here after that state is:
kiosks, keys, PINs and the list of tickets. New tickets are numbered from a million further on, so that no number is
given out twice.")]
    NewEpoch {
        #[command(flatten)]
        data: Data,
    },
    /// Add kiosks and see them
    #[command(subcommand)]
    Kiosk(Kiosk),
    /// Issue tickets, take in those of other sellers, and withdraw them
    #[command(subcommand)]
    Tickets(Tickets),
    /// The keys that sign tickets
    #[command(subcommand)]
    Keys(Keys),
    /// The link that shows the totals on a wall screen
    #[command(subcommand)]
    Wall(link::WallLink),
    /// The link that opens the live page on the organisers' other computers
    #[command(subcommand)]
    Desk(link::DeskLink),
    /// The accounts of the organisers' desk, for an owner who can't sign in any more
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// The PINs that open staff mode at the kiosks
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Tell what staff did at the kiosks: who, when and where
    Audit(staff::AuditCommand),
    /// Tell which records are stored and do not count, and why
    Inbox(trust::InboxCommand),
    /// From when on a passage has to show that its ticket's code was seen
    #[command(subcommand)]
    Proof(trust::Proof),
    /// Tell which records have no time yet or were corrected, because a kiosk's clock was wrong
    #[command(after_help = "\
EXAMPLE:
  sync-server clocks --data venue

A kiosk that was cut off with a wrong clock corrects the times of its records by itself as soon as it reaches the
server, unless the device was switched off in between. The live page names kiosks with records that wait for it.")]
    Clocks {
        #[command(flatten)]
        data: Data,
    },
    /// Who has a place in the sessions that have only so many
    #[command(subcommand, visible_alias = "places")]
    Seats(seats::SeatCommand),
    #[command(subcommand)]
    Release(release::ReleaseCommand),
    /// Figures as tables: visits to booths
    #[command(subcommand)]
    Export(people::Export),
    /// Those who joined the network at a kiosk
    #[command(subcommand)]
    Network(people::Network),
    /// Those who agreed to be contacted by an exhibitor
    #[command(subcommand)]
    Contacts(people::Contacts),
    /// Try the rules of entry without a visitor
    #[command(subcommand)]
    Rules(Rules),
    #[command(hide = true)]
    ManualPages(ManualPages),
}

fn device_url(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    match url.strip_prefix("https://") {
        Some(host) if !host.is_empty() && !host.contains(['/', ' ']) => Ok(url.to_owned()),
        _ => Err("write it like https://192.168.1.10:8080".to_owned()),
    }
}

#[derive(Subcommand)]
enum Kiosk {
    /// Make a code that enrols one device as a kiosk
    Invite(invite::Invite),
    Renew(invite::Renew),
    /// Add a kiosk, and write the files it needs, for scripts
    #[command(after_help = "\
EXAMPLES:
  sync-server kiosk add --data venue --id A1 --gate main --out kiosk-A1
  sync-server kiosk add --data venue --id H1 --hall --out kiosk-H1
  sync-server kiosk add --data venue --id K12 --booth 12 --out kiosk-K12

`kiosk invite` needs no files to be carried. A kiosk in a hall shows the exhibition; one at a booth counts its visitors.
Neither decides who may pass. Copy the folder to the kiosk. kiosk.toml holds its token, which is kept here only as a hash: if it
is lost, add --renew to make a new one; the old one then ends at once.")]
    Add {
        #[command(flatten)]
        data: Data,
        /// Its name, as on its sticker
        #[arg(long)]
        id: KioskId,
        #[command(flatten)]
        placing: invite::Placing,
        /// How the kiosk reaches this server; may be repeated [default: what `serve` was last started with, or else this
        /// computer's addresses]
        #[arg(long, value_name = "URL")]
        server: Vec<String>,
        /// The folder to write kiosk.toml, bootstrap.json, register.jsonl and media into
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Give a kiosk that is there already a new token and place
        #[arg(long)]
        renew: bool,
    },
    /// Take a kiosk out of service: its token ends, and the totals wait for it no longer
    #[command(after_help = "\
EXAMPLE:
  sync-server kiosk remove --data venue --id A1

At its next contact it deletes its ticket list, keys and PINs, and says that it is out of service.
What it has sent stays and counts. What still waits on its disk can be sent only after it was enrolled
again under the same name with `kiosk invite`, so let it reach the server first if it can.")]
    Remove {
        #[command(flatten)]
        data: Data,
        /// Its name, as on its sticker
        #[arg(long)]
        id: KioskId,
    },
    Welcome(trust::Welcome),
    /// Count no longer what a kiosk recorded, as a whole or from a time on
    Quarantine(trust::Quarantine),
    /// Count again what a kiosk in quarantine recorded
    Release(trust::Release),
    /// List the kiosks, their gates, and when each was last heard
    List {
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Direction {
    In,
    Out,
}

#[derive(Subcommand)]
enum Rules {
    /// Say what a door would say, rule by rule
    #[command(after_help = "\
EXAMPLES:
  sync-server rules explain --data venue --ticket 17 --gate main --at 2024-09-06T09:00
  sync-server rules explain --data venue --ticket GAM7008 --gate main --at 2024-09-06T02:00Z --people 12
  sync-server rules explain --data venue --from refunded.csv --gate main --at 2024-09-06T09:00

Nothing is written. What the ticket did before that moment counts, as far as the server has it.")]
    Explain {
        #[command(flatten)]
        data: Data,
        /// The ticket's number, the code below its QR symbol, or the seller's code; may be repeated
        #[arg(long, value_name = "TICKET", required_unless_present = "from")]
        ticket: Vec<String>,
        /// A list of tickets, one a line or in a column with a known name
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
        /// The gate
        #[arg(long)]
        gate: GateId,
        /// The date and time of day at the exhibition, or in another zone: 2024-09-06T09:00, 2024-09-06T02:00Z
        #[arg(long, value_name = "DATE_TIME")]
        at: String,
        /// Which way
        #[arg(long, value_enum, default_value = "in")]
        direction: Direction,
        /// How many people come [default: the party, or as many as are left of one that comes in parts]
        #[arg(long)]
        people: Option<u16>,
    },
}

#[derive(Subcommand)]
enum Keys {
    /// Add a signing key: new tickets are signed with it, older tickets stay good
    #[command(after_help = "\
EXAMPLE:
  sync-server keys add --data venue

Let every kiosk sync once before tickets signed with the new key are handed out.")]
    Add {
        #[command(flatten)]
        data: Data,
    },
    /// Take a key out of force: kiosks refuse tickets that were signed with it
    #[command(after_help = "\
EXAMPLE:
  sync-server keys retire --data venue --key 1

For a key that got into wrong hands. Issue new tickets in place of those that were signed with it.")]
    Retire {
        #[command(flatten)]
        data: Data,
        /// The key's number
        #[arg(long)]
        key: u8,
    },
    /// Make a new certificate for the same TLS key, for browsers; kiosks notice nothing
    RenewCertificate {
        #[command(flatten)]
        data: Data,
    },
    /// Make the TLS key that takes the place of the one in use: kiosks learn it with their next news
    #[command(after_help = "\
EXAMPLE:
  sync-server keys next-tls --data venue
  sync-server keys use-next-tls --data venue

The second command is refused as long as a kiosk has not heard of the next key: it would not find the server again.")]
    NextTls {
        #[command(flatten)]
        data: Data,
    },
    /// Put the next TLS key in use
    UseNextTls {
        #[command(flatten)]
        data: Data,
        /// Even if some kiosks have not heard of it, and have to be set up anew
        #[arg(long)]
        anyway: bool,
    },
}
