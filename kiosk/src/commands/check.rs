//! `kiosk check`: whether the journal holds what it should, for its operator.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use journal::{Checked, Journal, JournalError, SubmissionStore};
use shared::ledger::{Counter, Counters};

use kiosk_config::{Config, ConfigError};

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The kiosk is not set up.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The journal can't be used, or its records are damaged.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The result could not be printed.
    #[error("the result can't be printed: {0}")]
    Print(#[from] io::Error),
}

/// Walks along the journal's chain, makes everything that is kept beside the records anew, and says
/// whether anything differs; with `rebuild`, keeps what was made anew. Failure when something differs and was left as it
/// is, when records were lost, or when the submissions can't be read.
///
/// # Errors
/// [`CheckError`] when the journal can't be read, or a record is missing or was changed.
pub fn run(data: &Path, rebuild: bool, out: &mut impl Write) -> Result<ExitCode, CheckError> {
    let config = Config::read(data)?;
    let mut journal = Journal::open(data, config.exhibition, &config.kiosk)?;
    journal.look_over()?;
    let checked = journal.check()?;
    print(&checked, out)?;
    let trouble = journal.trouble()?;
    for sentence in &trouble {
        writeln!(out, "lost      {sentence}")?;
    }
    let submissions = SubmissionStore::check(data);
    if let Err(error) = &submissions {
        writeln!(out, "submissions {error}")?;
    }
    if rebuild {
        journal.rebuild()?;
        writeln!(out, "everything was made anew from the records")?;
    } else if !checked.agrees() {
        writeln!(
            out,
            "end the kiosk and run this again with --rebuild; what differs is made anew from the records"
        )?;
        return Ok(ExitCode::FAILURE);
    }
    Ok(if trouble.is_empty() && submissions.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn print(checked: &Checked, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "records   {} in good order, {} that were moved to a later life",
        checked.chain.records, checked.chain.moved
    )?;
    if checked.lost == 0 && checked.stray == 0 {
        writeln!(out, "passages  as the records say")?;
    } else {
        writeln!(
            out,
            "passages  {} differ from what the records say, {} are in no record",
            checked.lost, checked.stray
        )?;
    }
    match (&checked.kept, &checked.counted) {
        (_, None) => writeln!(out, "inside    no rules to count by; sync the kiosk first"),
        (None, Some(_)) => writeln!(out, "inside    is being counted anew by a running kiosk"),
        (Some(kept), Some(counted)) if kept == counted => {
            writeln!(out, "inside    as it is counted anew")
        }
        (Some(kept), Some(counted)) => difference(kept, counted, out),
    }
}

fn difference(kept: &Counters, counted: &Counters, out: &mut impl Write) -> io::Result<()> {
    let mut differences = kept.clone();
    for (date, counter, people) in counted.iter() {
        differences.add(date, counter.clone(), -people);
    }
    for (date, counter, people) in differences.iter() {
        if let (Some(date), Counter::Inside(zone)) = (date, counter) {
            writeln!(
                out,
                "inside    {date}, zone {zone}: {people:+} more than counted anew"
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
