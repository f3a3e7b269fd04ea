//! Backups, and the check of what is stored.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use sync_server::backup;

use super::data::{Data, Folder};

/// Make a backup, whether or not the server is running, and verify it
#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server backup --data venue --to /media/usb/backups
  sync-server serve --data venue --backup-to /media/usb/backups --backup-every 15 --backup-keep 48

A backup is a folder with exhibition.db and letters.db; pictures and videos are beside it in `media`, once for all
backups. It is looked through before it gets its name: every record, every hash. Nothing is ever overwritten.
Copying the files of the data folder while the server runs is no backup: the newest records are not in exhibition.db yet.
Of an exhibition in PostgreSQL it is made the same; `sync-server migrate --from BACKUP --to postgres://…` puts it into an empty
schema, or `restore` into a folder. Either way a new epoch begins.
The folder holds the keys that sign tickets: keep it to yourself. letters-forgotten.txt and exhibition.mark are in no
backup: they stay where they are. They and deletions.txt beside the backups tell what was deleted of people, in hashes: by
them no backup brings it back.")]
pub(super) struct Backup {
    #[command(flatten)]
    data: Data,
    /// The folder of all backups, made where there is none; each backup in it is named by the time
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

/// Put a backup in the place of what is in the data folder
#[derive(Args)]
#[command(after_help = "\
EXAMPLE:
  sync-server restore --from /media/usb/backups/exhibition-20261124T091500123Z --data venue

Stop the server first. The backup is verified before anything is moved; what is in the folder now is kept beside it in
`before-restore-…`. The exhibition then begins a new epoch: kiosks send again what the backup lacks. Leave
exhibition.mark and letters-forgotten.txt in the folder: by the first, tickets that were withdrawn after the backup are
withdrawn again, no ticket number is given out twice, and what has to be done again is named; by the second, submissions that
were deleted stay deleted.")]
pub(super) struct Restore {
    /// The folder of one backup
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    #[command(flatten)]
    data: Folder,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

/// Check everything that is stored: every record, every hash, and what the totals are made of
#[derive(Args)]
#[command(after_help = "\
EXAMPLE:
  sync-server check --data venue

The server may be running. Ends with 1 when anything is wrong, and names it.")]
pub(super) struct Check {
    #[command(flatten)]
    data: Data,
}

/// Count everything anew from the records, and mend what was counted otherwise
#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server rebuild --data venue --check
  sync-server rebuild --data venue

Totals, tickets' histories, annulments, corrected times and the ends of journals are kept in tables of their own and
follow from the records alone. --check compares them with the records, changes nothing, and ends with 1 when they differ;
without it they are put right. The server may be running; kiosks wait while a large exhibition is put right.")]
pub(super) struct Rebuild {
    #[command(flatten)]
    data: Data,
    /// Only compare
    #[arg(long)]
    check: bool,
}

pub(super) fn run_rebuild(command: &Rebuild) -> anyhow::Result<()> {
    let report = command.data.database()?.rebuild(!command.check)?;
    for difference in &report.faults {
        say!("{difference}");
    }
    let (records, found) = (report.records, report.faults.len());
    match (found, command.check) {
        (0, _) => say!("{records} records counted anew: everything is as it was."),
        (_, false) => say!("{records} records counted anew; put right: {found}."),
        (_, true) => bail!(
            "{found} differences from {records} records; put them right with `sync-server rebuild {}`",
            command.data.option()
        ),
    }
    Ok(())
}

pub(super) fn run_backup(command: &Backup) -> anyhow::Result<()> {
    let made = match &command.data.data {
        Some(folder) => backup::back_up(folder, &command.to)?,
        None => backup::back_up_database(&*command.data.database()?, &command.to)?,
    };
    say!(
        "Backup {}: {} records, all checked.",
        made.path.display(),
        made.records
    );
    Ok(())
}

pub(super) fn run_restore(command: &Restore) -> anyhow::Result<()> {
    let plan = backup::plan_restore(&command.from, &command.data.data)?;
    say!(
        "The backup is good: {} records, tickets up to {}.",
        plan.records,
        plan.last_ticket
    );
    say!(
        "What is in the folder now is kept in {}.",
        plan.aside.display()
    );
    if !command.yes && !confirmed(&command.data.data)? {
        bail!("nothing was changed");
    }
    backup::restore(&plan)?;
    say!("Restored. Start the server; kiosks send again what the backup lacks.");
    Ok(())
}

fn confirmed(data: &Path) -> anyhow::Result<bool> {
    print!("Put it in place in {}? Write yes: ", data.display());
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}

pub(super) fn run_check(command: &Check) -> anyhow::Result<()> {
    let report = command.data.database()?.check()?;
    for fault in &report.faults {
        say!("{fault}");
    }
    if report.faults.is_empty() {
        say!(
            "{} records checked; everything is in order.",
            report.records
        );
        return Ok(());
    }
    bail!(
        "{} faults; restore the latest good backup with `sync-server restore`, and kiosks send again what it lacks",
        report.faults.len()
    )
}
