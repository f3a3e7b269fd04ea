//! Where an exhibition is.

use std::path::PathBuf;

use clap::Args;
use sync_server::SqliteDatabase;

/// The exhibition that a command is about.
#[derive(Args)]
pub(super) struct Data {
    /// The folder of the exhibition's database
    #[arg(long, value_name = "DIR")]
    pub(super) data: PathBuf,
}

impl Data {
    /// Returns the exhibition's database.
    pub(super) fn database(&self) -> SqliteDatabase {
        SqliteDatabase::at(&self.data)
    }
}
