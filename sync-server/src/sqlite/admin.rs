//! The ports of what organisers do, on SQLite: each transaction has a connection of its own beside a running server.

mod media;

use std::path::PathBuf;

use rusqlite::{Connection, TransactionBehavior};

use super::mark::{self, StoreMark};
use super::set_back::{self, SetBackCause};
use super::submissions::{SqliteInbox, SubmissionsDb};
use super::transfer::SqliteTransfer;
use super::{backup, database, files, folder, layout};

use crate::engine::follow_changes;
use crate::ports::{
    Author, CheckReport, Database, Media, PortError, ReadCatalogue, ReadTx, StateTx,
    SubmissionInbox, Submissions, TransferTx, WriteTx,
};
use crate::sql::{SqlConnection, SqlTx, compare_with_records, rebuild};
use crate::sqlite::SqliteError;

/// The database in a data folder. It is opened anew for each transaction, so that a file that was put in its place is
/// noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqliteDatabase {
    folder: PathBuf,
    author: Option<Author>,
    /// Whether it is opened as it is, and nothing is brought forward or put right.
    is_as_it_is: bool,
}

/// What only a folder with an exhibition tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderState {
    /// Whether the database has the layout of this version. An earlier one is brought forward when it is next opened.
    pub is_of_this_layout: bool,
    /// Why it was set back, where no server has noticed it yet.
    pub set_back: Option<String>,
}

/// A transaction. It is rolled back when its connection closes before a commit.
struct SqliteTx<'a> {
    db: Connection,
    of: &'a SqliteDatabase,
}

impl SqliteDatabase {
    /// The database in this folder. Nothing is opened yet.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            author: None,
            is_as_it_is: false,
        }
    }

    /// The same, for somebody who only looks at it: reading and checking change nothing.
    #[must_use]
    pub fn as_it_is(self) -> Self {
        Self {
            is_as_it_is: true,
            ..self
        }
    }

    /// Returns what only the folder tells; changes nothing.
    ///
    /// # Errors
    /// [`SqliteError`] when there is no exhibition, or none that can be read.
    pub fn look(&self) -> Result<FolderState, SqliteError> {
        let db = database::open_as_it_is(&self.folder)?;
        let is_of_this_layout = layout::is_of_this_layout(&db)?;
        let set_back = if is_of_this_layout {
            set_back::unnoticed(&self.folder, &db)?
        } else {
            None
        };
        Ok(FolderState {
            is_of_this_layout,
            set_back: set_back.map(|cause| cause.to_string()),
        })
    }

    /// Returns how many rows each table has; changes nothing.
    ///
    /// # Errors
    /// [`SqliteError`] when there is no exhibition, or none that can be read.
    pub fn row_counts(&self) -> Result<Vec<(String, u64)>, SqliteError> {
        let db = database::open_as_it_is(&self.folder)?;
        let mut tables = db.prepare(
            "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%' AND name NOT GLOB '*[^a-z_]*' ORDER BY name",
        )?;
        let tables = tables.query_map([], |row| row.get(0))?;
        let tables: Vec<String> = tables.collect::<Result<_, _>>()?;
        let mut counts = Vec::new();
        for table in tables {
            let count = format!("SELECT count(*) FROM {table}");
            let rows: i64 = db.query_row(&count, [], |row| row.get(0))?;
            counts.push((table, rows as u64));
        }
        Ok(counts)
    }

    /// Returns the process that serves the exhibition, as far as the system tells.
    #[must_use]
    pub fn server(&self) -> Option<u32> {
        files::holder(&self.folder)
    }

    fn open(&self) -> Result<Connection, SqliteError> {
        if self.is_as_it_is {
            database::open_as_it_is(&self.folder)
        } else {
            database::open(&self.folder)
        }
    }

    /// Returns the file of the database.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        folder::path_in(&self.folder)
    }

    fn begin(&self, db: Connection, begin: &str) -> Result<Box<SqliteTx<'_>>, PortError> {
        db.execute_batch(begin)?;
        Ok(Box::new(SqliteTx { db, of: self }))
    }
}

impl Database for SqliteDatabase {
    fn read(&self) -> Result<Box<dyn ReadTx + '_>, PortError> {
        Ok(self.begin(self.open()?, "BEGIN")?)
    }

    fn write(&self) -> Result<Box<dyn WriteTx + '_>, PortError> {
        Ok(self.begin(database::open(&self.folder)?, "BEGIN IMMEDIATE")?)
    }

    fn create(&self) -> Result<Box<dyn WriteTx + '_>, PortError> {
        Ok(self.begin(database::create(&self.folder)?, "BEGIN IMMEDIATE")?)
    }

    fn begin_epoch(&self) -> Result<String, PortError> {
        let mut db = database::open(&self.folder)?;
        let epoch = set_back::begin_epoch(&self.folder, &mut db, &SetBackCause::Asked, None)?;
        // Opening them forgets again what a backup brought back.
        SubmissionsDb::open(&self.folder)?;
        Ok(epoch)
    }

    fn submissions(&self) -> Result<Box<dyn Submissions + '_>, PortError> {
        // Says what is wrong where there is no exhibition.
        drop(database::open(&self.folder)?);
        Ok(Box::new(SubmissionsDb::open(&self.folder)?))
    }

    fn submission_inbox(&self) -> Box<dyn SubmissionInbox> {
        Box::new(SqliteInbox::open(&self.folder))
    }

    fn transfer(&self, write: bool) -> Result<Box<dyn TransferTx + '_>, PortError> {
        let db = database::create(&self.folder)?;
        db.execute_batch(if write { "BEGIN IMMEDIATE" } else { "BEGIN" })?;
        let folder = &self.folder;
        Ok(Box::new(SqliteTransfer { db, folder }))
    }

    fn check(&self) -> Result<CheckReport, PortError> {
        let db = self.open()?;
        let damage = set_back::damage(&self.folder, &db)?;
        drop(db);
        let mut report = backup::verify(&self.folder);
        report.faults.extend(damage);
        Ok(report)
    }

    fn rebuild(&self, mend: bool) -> Result<CheckReport, PortError> {
        let mut db = database::open(&self.folder)?;
        let behavior = if mend {
            TransactionBehavior::Immediate
        } else {
            TransactionBehavior::Deferred
        };
        let change = db.transaction_with_behavior(behavior)?;
        let rules = change.catalogue_in_force()?.1.rules();
        if !mend {
            return compare_with_records(&*change, &rules);
        }
        let report = rebuild(&*change, &rules)?;
        mark::count_edit(&change)?;
        let mark = StoreMark::of(&self.folder, &change)?;
        change.commit()?;
        mark::put(&self.folder, &mark);
        Ok(report)
    }

    fn write_anew(&self) -> Result<(), PortError> {
        Ok(folder::write_anew(&database::open(&self.folder)?)?)
    }

    fn by(&self, author: Author) -> Box<dyn Database> {
        Box::new(Self {
            author: Some(author),
            ..self.clone()
        })
    }

    fn media(&self) -> &dyn Media {
        self
    }
}

impl SqlTx for SqliteTx<'_> {
    fn sql(&self) -> &dyn SqlConnection {
        &self.db
    }

    fn author(&self) -> Option<&Author> {
        self.of.author.as_ref()
    }
}

impl WriteTx for SqliteTx<'_> {
    fn commit(self: Box<Self>) -> Result<(), PortError> {
        follow_changes(&*self)?;
        self.count_edit()?;
        let mark = StoreMark::next(&self.of.folder, &self.db)?;
        self.db.execute_batch("COMMIT")?;
        mark::put(&self.of.folder, &mark);
        Ok(())
    }
}
