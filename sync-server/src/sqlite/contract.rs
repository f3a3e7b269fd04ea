//! SQLite under the contract that every database keeps.

use rusqlite::Connection;
use shared::checkin::Rules;
use tempfile::TempDir;

use super::{SqliteDatabase, SqliteServer, database};
use crate::contract::rounds::Counting;
use crate::contract::tested_database::{DatabaseChange, RecordsDatabase};
use crate::ports::CheckReport;
use crate::ports::{Database, PortError, ServerConnection, ServerDatabase};
use crate::sql::{SqlTx, compare_with_records};

/// A database in a folder of its own.
pub(crate) struct SqliteContract {
    db: Connection,
    database: SqliteDatabase,
    folder: TempDir,
}

impl SqliteContract {
    /// Returns the names of all tables.
    pub(crate) fn tables(&self) -> Vec<String> {
        let tables =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        self.db.sql().read(tables, &[], |row| row.get(0)).unwrap()
    }
}

impl RecordsDatabase for SqliteContract {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            db: database::create(folder.path()).unwrap(),
            database: SqliteDatabase::at(folder.path()),
            folder,
        }
    }

    fn write(&mut self, change: DatabaseChange<'_>) -> Result<(), PortError> {
        let tx = self.db.transaction()?;
        change(&*tx)?;
        Ok(tx.commit()?)
    }

    fn count_statements(&mut self, change: DatabaseChange<'_>) -> usize {
        let tx = self.db.transaction().unwrap();
        let counting = Counting::new(&*tx);
        change(&counting).unwrap();
        let statements = counting.statements();
        tx.commit().unwrap();
        statements
    }

    fn execute(&mut self, sql: &str) {
        self.db.execute_batch(sql).unwrap();
    }

    fn recount(&mut self, rules: &Rules) -> CheckReport {
        let tx = self.db.transaction().unwrap();
        compare_with_records(&*tx, rules).unwrap()
    }

    fn rebuild(&mut self, mend: bool) -> CheckReport {
        self.database.rebuild(mend).unwrap()
    }

    fn database(&self) -> &dyn Database {
        &self.database
    }

    fn server(&self) -> Box<dyn ServerDatabase> {
        Box::new(SqliteServer::open(self.folder.path()).unwrap().0)
    }

    fn connection(&self) -> Box<dyn ServerConnection> {
        Box::new(SqliteServer::open(self.folder.path()).unwrap().1)
    }
}
