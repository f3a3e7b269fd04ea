//! The recovery sheet: printed, and read again.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use sync_server::catalogue;
use sync_server::operations::recovery::{self, RecoverySheet as Sheet};
use sync_server::ports::Database;

use super::data::Data;

/// The name of the sheet in a data folder.
pub(super) const FILE: &str = "recovery-sheet.html";

/// Write the recovery sheet as a page to print: what sold tickets can't be honoured without
#[derive(Args)]
#[command(after_help = "\
EXAMPLE:
  sync-server recovery-sheet --data venue --out sheet.html

Print it after `init`, and again after `keys add`; put the paper away and delete the file. Who has it can make false
tickets. `sync-server init --recover FILE` reads its text, as a phone's camera reads it from the symbol or as it is typed.")]
pub(super) struct RecoverySheetCommand {
    #[command(flatten)]
    data: Data,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(command: &RecoverySheetCommand) -> anyhow::Result<()> {
    let database = command.data.database()?;
    write(&*database, &command.out)?;
    recovery::note_opened(&*database)?;
    say!(
        "{}: print it, put the paper away, and delete the file.",
        command.out.display()
    );
    Ok(())
}

/// Writes the sheet of an exhibition as it is now.
pub(super) fn write(database: &dyn Database, path: &Path) -> anyhow::Result<()> {
    let name = catalogue::read(database, None)?.name.get("vi").to_owned();
    let page = recovery::sheet(database)?.page(&name)?;
    sync_server::write_private(path, page.as_bytes())
        .with_context(|| format!("{} can't be written", path.display()))
}

/// Reads the text of a sheet.
pub(super) fn read(path: &Path) -> anyhow::Result<Sheet> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} can't be read", path.display()))?;
    Sheet::read(&text).with_context(|| format!("{} is no recovery sheet", path.display()))
}
