//! The doctor: what is wrong, and what to do.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use sync_server::{doctor, support_bundle, system_time};

/// Tell what is wrong with the exhibition, its backups, this computer and the kiosks, and what to do
#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server doctor --data venue
  sync-server doctor --data venue --language vi
  sync-server doctor --data venue --json

It changes nothing, and the server may be running. Every record is checked, which takes a while for a large exhibition. Ends
with 0 when all is in order, with 1 when something is to be mended, and with 2 when the server can't work.")]
pub(super) struct Doctor {
    /// The folder of the exhibition, or of this server's own files where the exhibition is in PostgreSQL
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The exhibition in PostgreSQL: `postgres://user:password@host/database`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The language of the findings [default: as LANG says, or English]
    #[arg(long, value_name = "vi|en", value_parser = ["vi", "en"])]
    language: Option<String>,
    /// Write one JSON object for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn run(command: &Doctor) -> ExitCode {
    let of_this_user = || texts::Language::of_this_user().map_or("", texts::Language::code);
    let language = command.language.as_deref().unwrap_or_else(of_this_user);
    let url = command.database.as_deref();
    let report = doctor::examine(&command.data, url, language, system_time());
    if command.json {
        say!("{}", report.json());
    } else {
        say!("{}", report.text().trim_end());
    }
    report.health.exit_code().into()
}

/// Write a ZIP file for whoever helps with a fault: without names, codes, tokens, keys, or anything that visitors wrote
#[derive(Args)]
#[command(after_help = "\
EXAMPLE:
  sync-server support-bundle --data venue --out support.zip

It holds what the doctor finds, without its words, the version, how many rows each table has, how large the known files are, and
how many of each thing the catalogue has. The log is not in it: it is the service manager's, and may name people.")]
pub(super) struct SupportBundle {
    /// The folder of the exhibition
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The file to write; one that is there is left alone
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn bundle(command: &SupportBundle) -> anyhow::Result<ExitCode> {
    support_bundle::write(&command.data, &command.out, system_time())?;
    say!("{} is written.", command.out.display());
    Ok(ExitCode::SUCCESS)
}
