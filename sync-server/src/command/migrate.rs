//! Moving an exhibition between SQLite and PostgreSQL.

use std::path::PathBuf;

use clap::Args;
use sync_server::backup;
use sync_server::operations::transfer::transfer;

use super::data;

/// Move an exhibition from a folder to PostgreSQL, or back
#[derive(Args)]
#[command(after_help = "\
EXAMPLES:
  sync-server migrate --from venue --to postgres://venue@localhost/venue
  sync-server migrate --from postgres://venue@localhost/venue --to venue

Stop every server of the exhibition first. Everything is copied, counted anew and compared; the old exhibition is never
changed. Cut off on the way, the same command goes on where it was. Afterwards serve the new one alone: kiosks notice
nothing. A schema of its own in PostgreSQL is named by `?options=-csearch_path%3Dname` at the end of the address.")]
pub(super) struct Migrate {
    /// Where the exhibition is: a folder, or an address that begins with postgres://
    #[arg(long, value_name = "DIR|URL")]
    from: PathBuf,
    /// Where it goes
    #[arg(long, value_name = "DIR|URL")]
    to: PathBuf,
}

pub(super) fn run(command: &Migrate) -> anyhow::Result<()> {
    let (from, to) = (data::open(&command.from)?, data::open(&command.to)?);
    let report = transfer(&*from, &*to, &mut |table, rows| {
        if rows >= 100_000 && rows.is_multiple_of(100_000) {
            say!("  {table}: {rows}");
        }
    })?;
    backup::delete_again(&*to, &command.from)?;
    if report.present > 0 {
        say!(
            "{} rows were there from the attempt before.",
            report.present
        );
    }
    say!(
        "Moved {} rows, {} submissions, {} pictures and videos. {} records were counted anew, and all totals are the same.",
        report.rows,
        report.submissions,
        report.media,
        report.records
    );
    say!("Serve the new exhibition alone from now on, and keep the old one as a backup.");
    Ok(())
}
