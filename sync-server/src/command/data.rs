//! Where an exhibition is.

use std::path::{Path, PathBuf};

use clap::Args;
use sync_server::SqliteDatabase;
use sync_server::ports::{Database, PortError};
use sync_server::postgres::PostgresDatabase;

/// The exhibition that a command is about.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct Data {
    /// The folder of the exhibition
    #[arg(long, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// The exhibition in PostgreSQL instead: `postgres://user:password@host/database`
    #[arg(long, value_name = "URL")]
    pub(super) database: Option<String>,
}

impl Data {
    /// Returns the exhibition's database.
    pub(super) fn database(&self) -> Result<Box<dyn Database>, PortError> {
        let named = self.database.as_ref().map(PathBuf::from);
        open(&named.or_else(|| self.data.clone()).unwrap_or_default())
    }

    /// Returns the option that names the exhibition, for a command that is advised.
    pub(super) fn option(&self) -> String {
        match &self.data {
            Some(folder) => format!("--data {}", folder.display()),
            None => "--database …".to_owned(),
        }
    }
}

/// Returns the database in a folder, or at an address of PostgreSQL.
pub(super) fn open(place: &Path) -> Result<Box<dyn Database>, PortError> {
    let is_address =
        |text: &&str| text.starts_with("postgres://") || text.starts_with("postgresql://");
    match place.to_str().filter(is_address) {
        Some(url) => Ok(Box::new(PostgresDatabase::at(url)?)),
        None => Ok(Box::new(SqliteDatabase::at(place))),
    }
}

/// The folder of an exhibition, for what concerns its files.
#[derive(Args)]
pub(super) struct Folder {
    /// The folder of the exhibition
    #[arg(long, value_name = "DIR")]
    pub(super) data: PathBuf,
}
