//! An exhibition in PostgreSQL: SQL and row mapping, nothing else. The engine above it is the one of SQLite.
//!
//! Write transactions of an exhibition come one after the other, whatever process begins them: each takes the schema's
//! advisory lock first. PostgreSQL releases it after the commit is visible to others, so places of the feed become visible
//! in their order, and counters and histories have one writer. Calls block, and must not come from an async task.

#[cfg(test)]
pub(crate) mod contract;
mod error;
mod records;
mod recount;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt::{self, Debug};

use postgres::types::ToSql;
use postgres::{Client, NoTls, Row, Statement};

use crate::ports::PortError;
use error::PostgresError;
pub(crate) use records::PostgresRecords;

/// In the order in which they are applied; the table `layout` holds how many were.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/postgres/001_records.sql")];

/// Waits until no other process writes to this schema.
const LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 0))";

/// A connection to an exhibition's schema.
pub struct PostgresDatabase {
    client: RefCell<Client>,
    /// Prepared statements by their text.
    statements: RefCell<HashMap<String, Statement>>,
    /// Whether a statement of the open transaction failed: PostgreSQL answers its commit as if all were well.
    failed: Cell<bool>,
}

impl Debug for PostgresDatabase {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("PostgresDatabase").finish_non_exhaustive()
    }
}

impl PostgresDatabase {
    /// Connects, and makes or migrates the tables in the schema that the connection's `search_path` names.
    ///
    /// # Errors
    /// [`PortError`] when the database can't be reached, or a newer program made its tables.
    pub fn open(url: &str) -> Result<Self, PortError> {
        let mut db = Self {
            client: RefCell::new(Client::connect(url, NoTls)?),
            statements: RefCell::default(),
            failed: Cell::new(false),
        };
        // An acknowledgement means durable, whatever the cluster's default is.
        db.client.get_mut().batch_execute(
            "SELECT set_config('synchronous_commit', 'on', false)
             WHERE current_setting('synchronous_commit') = 'off'",
        )?;
        let migration = db.write()?;
        migration.db.migrate()?;
        migration.commit()?;
        Ok(db)
    }

    fn migrate(&self) -> Result<(), PortError> {
        self.batch("CREATE TABLE IF NOT EXISTS layout (version BIGINT NOT NULL)")?;
        let applied = self.query("SELECT coalesce(max(version), 0) FROM layout", &[])?;
        let found: i64 = applied.first().map_or(Ok(0), |row| row.try_get(0))?;
        let known = MIGRATIONS.len() as i64;
        if found > known {
            return Err(PostgresError::TooNew { found, known }.into());
        }
        for migration in MIGRATIONS.iter().skip(found as usize) {
            self.batch(migration)?;
        }
        self.execute("DELETE FROM layout", &[])?;
        self.execute("INSERT INTO layout VALUES ($1)", &[&known])?;
        Ok(())
    }

    /// Begins a change, which is undone unless it is committed. All other writers wait for it.
    pub(crate) fn write(&mut self) -> Result<Transaction<'_>, PortError> {
        let tx = self.begin("BEGIN ISOLATION LEVEL READ COMMITTED")?;
        tx.db.execute(LOCK, &[])?;
        Ok(tx)
    }

    /// Begins to read: everything that is read is of one moment.
    pub(crate) fn read(&mut self) -> Result<Transaction<'_>, PortError> {
        self.begin("BEGIN ISOLATION LEVEL REPEATABLE READ")
    }

    fn begin(&mut self, begin: &str) -> Result<Transaction<'_>, PortError> {
        self.failed.set(false);
        self.client.get_mut().batch_execute(begin)?;
        Ok(Transaction {
            db: self,
            is_open: true,
        })
    }

    fn batch(&self, sql: &str) -> Result<(), PortError> {
        self.noted(self.client.borrow_mut().batch_execute(sql))
    }

    fn query(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, PortError> {
        let statement = self.prepared(sql)?;
        self.noted(self.client.borrow_mut().query(&statement, params))
    }

    fn execute(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<u64, PortError> {
        let statement = self.prepared(sql)?;
        self.noted(self.client.borrow_mut().execute(&statement, params))
    }

    fn prepared(&self, sql: &str) -> Result<Statement, PortError> {
        if let Some(statement) = self.statements.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.noted(self.client.borrow_mut().prepare(sql))?;
        self.statements
            .borrow_mut()
            .insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn noted<T>(&self, result: Result<T, postgres::Error>) -> Result<T, PortError> {
        result.map_err(|error| {
            self.failed.set(true);
            error.into()
        })
    }
}

/// A transaction, which is undone unless it is committed.
pub(crate) struct Transaction<'a> {
    db: &'a PostgresDatabase,
    is_open: bool,
}

impl Transaction<'_> {
    /// Returns the records, and what follows from them.
    pub(crate) fn records(&self) -> PostgresRecords<'_> {
        PostgresRecords::new(self.db)
    }

    /// Makes the change durable.
    pub(crate) fn commit(mut self) -> Result<(), PortError> {
        if self.db.failed.get() {
            return Err(PostgresError::Undone.into());
        }
        self.db.batch("COMMIT")?;
        self.is_open = false;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.is_open {
            // Without a connection PostgreSQL undoes it by itself.
            let _ = self.db.client.borrow_mut().batch_execute("ROLLBACK");
        }
    }
}
