//! `sync-server catalogue`: the exhibition as a document, put into force, written out, and taken back.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Subcommand, ValueEnum};
use shared::catalogue::Catalogue as Document;
use sync_server::catalogue::{self, Comparison, Publication, PublishReport};
use sync_server::operations::catalogue_draft;
use sync_server::operations::workbook::{self, OthersChanges, WorkbookLanguage, WorkbookReadError};
use sync_server::ports::{Database, MediaSource};
use sync_server::setup::SetupError;
use sync_server::{MediaFolder, system_time};

use super::catalogue_words::{
    say_changes, say_differences, say_draft, say_impact, say_preview, say_remarks,
};
use super::data::Data;

#[derive(Subcommand)]
pub(super) enum Catalogue {
    /// Put another catalogue of the same exhibition into force
    #[command(after_help = "\
EXAMPLE:
  sync-server catalogue replace --data venue our-exhibition.json
  sync-server catalogue replace --data venue our-exhibition.json --media pictures

The file is compared with the catalogue in force, and comes into force whole or not at all. Where it takes something
away, or touches sold tickets, kiosks or taken seats, it says so and changes nothing without --confirm. A running
server takes it over within a second and hands it to the kiosks. What happened so far is judged again by the new days
and rules. Tickets name days by number: a ticket for day 2 is good on whatever is day 2 then.")]
    Replace {
        #[command(flatten)]
        data: Data,
        /// The new catalogue, as JSON
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// A folder with files of its pictures; those that are not in it stay as they are
        #[arg(long, value_name = "DIR")]
        media: Option<PathBuf>,
        /// Put it into force although it takes something away or touches tickets, kiosks or seats
        #[arg(long)]
        confirm: bool,
    },
    /// Write the catalogue in force as JSON, to change it and put it back
    #[command(after_help = "\
EXAMPLES:
  sync-server catalogue export --data venue --out exhibition.json
  sync-server catalogue export --data venue --version 2 > before.json

The pictures themselves are not in it; `catalogue replace` keeps those that are there.")]
    Export {
        #[command(flatten)]
        data: Data,
        /// Another version than the one in force
        #[arg(long, value_name = "NUMBER")]
        version: Option<u64>,
        /// The file to write, which must not be there yet [default: the terminal]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Write the exhibition as an Excel workbook, to change it in Excel and take it in again
    #[command(after_help = "\
EXAMPLE:
  sync-server catalogue workbook --data venue --out exhibition.xlsx

Each list is a sheet; notes on the headings say what belongs where. The workbook remembers the version it was made from.")]
    Workbook {
        #[command(flatten)]
        data: Data,
        /// Another version than the one in force
        #[arg(long, value_name = "NUMBER")]
        version: Option<u64>,
        /// The file to write, which must not be there yet
        #[arg(long, value_name = "FILE.xlsx")]
        out: PathBuf,
    },
    /// Take a workbook in: say what it changes, and put it into force
    #[command(after_help = "\
EXAMPLES:
  sync-server catalogue import --data venue exhibition.xlsx
  sync-server catalogue import --data venue exhibition.xlsx --publish

Without --publish nothing is changed. Errors are named by sheet, row and column, all at once. Where another version came
into force since the workbook was made, --others says what becomes of what others changed.")]
    Import {
        #[command(flatten)]
        data: Data,
        /// The workbook
        #[arg(value_name = "FILE.xlsx")]
        file: PathBuf,
        /// Put it into force
        #[arg(long)]
        publish: bool,
        /// What becomes of what others changed since the workbook was made
        #[arg(long, value_enum, value_name = "WHAT")]
        others: Option<Others>,
        /// Put it into force although it takes something away or touches tickets, kiosks or seats
        #[arg(long)]
        confirm: bool,
    },
    /// List the versions, and since when each is or was in force
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Go back to an earlier version, which comes into force as a new one
    #[command(after_help = "\
EXAMPLES:
  sync-server catalogue rollback --data venue
  sync-server catalogue rollback --data venue --to 2 --confirm")]
    Rollback {
        #[command(flatten)]
        data: Data,
        /// The version to go back to [default: the one before the last]
        #[arg(long, value_name = "NUMBER")]
        to: Option<u64>,
        /// Go back although that takes something away or touches tickets, kiosks or seats
        #[arg(long)]
        confirm: bool,
    },
}

/// What becomes of others' changes.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Others {
    /// They stay; where both changed the same, the workbook holds
    Keep,
    /// They go
    Drop,
}

/// Does what was asked.
pub(super) fn run(command: Catalogue) -> anyhow::Result<()> {
    match command {
        Catalogue::Replace {
            data,
            file,
            media,
            confirm,
        } => {
            let document = read(&file)?;
            let media = media.as_deref().map(MediaFolder::at);
            let publication = Publication::new(&document)
                .with_media(media.as_ref().map(|it| it as &dyn MediaSource))
                .confirmed(confirm);
            let database = data.database()?;
            let database = &*database;
            let outcome = catalogue::publish(database, publication, system_time());
            report(database, &document, outcome)
        }
        Catalogue::Export { data, version, out } => {
            export(&*data.database()?, version, out.as_deref())
        }
        Catalogue::Workbook { data, version, out } => {
            let database = data.database()?;
            let database = &*database;
            let in_force = catalogue::versions(database)?.last().map(|it| it.version);
            let of = version.or(in_force).unwrap_or_default();
            let bytes = workbook::write(&catalogue::read(database, version)?, of)?;
            write_new(&out, &bytes)?;
            say!("Version {of} of the exhibition is in {}.", out.display());
            Ok(())
        }
        Catalogue::Import {
            data,
            file,
            publish,
            others,
            confirm,
        } => {
            let bytes =
                std::fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            let database = data.database()?;
            let database = &*database;
            let draft = workbook::read(database, &bytes)
                .with_context(|| format!("{} can't be taken in", file.display()))?;
            let preview = workbook::preview(database, &draft, WorkbookLanguage::English)?;
            say_preview(&preview);
            if let Some(beside) =
                catalogue_draft::beside(database, &draft, WorkbookLanguage::English)?
                && !beside.conflicts.is_empty()
            {
                say!("The workbook and the draft at the desk both change:");
                say_differences(&beside.conflicts);
            }
            if !publish {
                say_draft(database)?;
                say!(
                    "Nothing was changed: run the same command with --publish to put it into force."
                );
                return Ok(());
            }
            let others = others.map(|others| match others {
                Others::Keep => (OthersChanges::Keep, preview.in_force),
                Others::Drop => (OthersChanges::Drop, preview.in_force),
            });
            let now = system_time();
            match workbook::publish_draft(database, &draft, others, confirm, now) {
                Err(WorkbookReadError::Setup(error)) => {
                    report(database, &draft.catalogue, Err(error))
                }
                Err(error @ WorkbookReadError::ChoiceNeeded(_)) => Err(anyhow::Error::from(error)
                    .context("run the same command with --others keep or --others drop")),
                Err(error) => Err(error.into()),
                Ok(published) => {
                    let document = catalogue::read(database, None)?;
                    report(database, &document, Ok(published))
                }
            }
        }
        Catalogue::List { data } => {
            let database = data.database()?;
            for version in catalogue::versions(&*database)? {
                let since = jiff::Timestamp::from_millisecond(version.since.0);
                let since = since.map_or("-".to_owned(), |at| format!("{at:.0}"));
                let by = catalogue::publisher(&*database, version.version)?;
                let by = by.map_or_else(String::new, |by| format!("\tby {by}"));
                say!("version {}\tsince {since}{by}", version.version);
            }
            Ok(())
        }
        Catalogue::Rollback { data, to, confirm } => {
            let database = data.database()?;
            let database = &*database;
            let outcome = catalogue::roll_back(database, to, confirm, system_time());
            let document = catalogue::read(database, None)?;
            report(database, &document, outcome)
        }
    }
}

/// Reads a catalogue from a file.
pub(super) fn read(path: &Path) -> anyhow::Result<Document> {
    let json =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    catalogue::from_json(&json).with_context(|| format!("{} is no catalogue", path.display()))
}

fn report(
    database: &dyn Database,
    document: &Document,
    outcome: Result<PublishReport, SetupError>,
) -> anyhow::Result<()> {
    let before = |comparison: &Comparison| {
        say_changes(&comparison.changes);
        say_impact(&comparison.impact);
    };
    match outcome {
        Ok(PublishReport {
            version,
            comparison,
        }) => {
            if comparison.changes.is_empty() {
                say!("Nothing changed: this catalogue is in force already, as version {version}.");
                return Ok(());
            }
            before(&comparison);
            say!("Catalogue version {version} is in force.");
            say_remarks(document);
            say_draft(database)?;
            if comparison.changes.iter().any(|it| it.field == "days") {
                say!("The exhibition's days changed. Tickets name days by number; these are now:");
                for (number, day) in (1..).zip(&catalogue::read(database, None)?.days) {
                    say!("  day {number}  {}", day.date);
                }
            }
            Ok(())
        }
        Err(SetupError::Unconfirmed(comparison)) => {
            before(&comparison);
            anyhow::bail!(
                "nothing was changed, since this takes something away or touches what people hold; if all of it is meant, run the same command with --confirm"
            )
        }
        Err(error) => Err(error.into()),
    }
}

fn export(database: &dyn Database, version: Option<u64>, out: Option<&Path>) -> anyhow::Result<()> {
    let mut document = catalogue::read(database, version)?;
    // The server finds the files again by their names.
    document.media.clear();
    let json = serde_json::to_string_pretty(&document).context("writing the catalogue as JSON")?;
    let Some(out) = out else {
        say!("{json}");
        return Ok(());
    };
    write_new(out, format!("{json}\n").as_bytes())?;
    say!("The catalogue is in {}.", out.display());
    Ok(())
}

/// Writes a file that is not there yet.
fn write_new(out: &Path, content: &[u8]) -> anyhow::Result<()> {
    let written = std::fs::File::create_new(out)
        .and_then(|mut file| std::io::Write::write_all(&mut file, content));
    written.with_context(|| {
        format!(
            "{} can't be written; choose a file that is not there yet, in a folder of yours",
            out.display()
        )
    })
}
