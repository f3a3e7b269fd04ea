//! An exhibition in PostgreSQL, one to a schema: SQL and row mapping, nothing else. The engine above it is the one of
//! SQLite.
//!
//! Changes of an exhibition come one after the other, whatever process makes them: each takes the schema's advisory lock
//! first. PostgreSQL releases it after the commit is visible to others, so feed positions become visible in their
//! order, and counters and histories have one writer. Calls block, and must not come from an async task.

mod connection;
#[cfg(test)]
pub(crate) mod contract;
mod epoch;
mod error;
mod layout;
mod mark;
mod media;
mod restore;
mod server;
mod submissions;
mod tls;
mod transfer;
mod values;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::engine::follow_changes;
use crate::ports::{
    Author, CheckReport, CountingTx, Database, Media, PortError, ReadCatalogue, ReadTx,
    ServerDatabase, StateTx, SubmissionInbox, Submissions, TransferTx, WriteTx,
};
use crate::sql::{SqlConnection, SqlTx, compare_with_records, rebuild, values};
use connection::{Connection, Pool};
use error::PostgresError;
use submissions::PostgresSubmissions;
use transfer::PostgresTransfer;

/// How long transactions are waited for that began before something was deleted, and how often it is looked.
const OLDER_LAST: Duration = Duration::from_secs(20);
const OLDER_LOOK: Duration = Duration::from_millis(50);

/// The exhibition in the schema that an address names by its `search_path`. Nothing is connected before it is asked for.
#[derive(Debug, Clone)]
pub struct PostgresDatabase {
    pool: Arc<Pool>,
    /// The tables are of this version's layout and hold an exhibition.
    is_ready: Arc<AtomicBool>,
    author: Option<Author>,
}

/// A transaction, which is undone unless it is committed.
pub(crate) struct PostgresTx {
    db: Connection,
    author: Option<Author>,
}

impl PostgresDatabase {
    /// Reads an address, such as `postgres://name:password@host/database`.
    ///
    /// # Errors
    /// [`PortError`] when it is none.
    pub fn at(url: &str) -> Result<Self, PortError> {
        Ok(Self {
            pool: Pool::new(url)?,
            is_ready: Arc::default(),
            author: None,
        })
    }

    /// Migrates the tables of an earlier version, and counts anew what this version counts otherwise.
    fn open(&self) -> Result<(), PortError> {
        if self.is_ready.load(Ordering::Relaxed) {
            return Ok(());
        }
        if layout::version(&self.pool.connection()?)? == 0 {
            return Err(PostgresError::NoExhibition.into());
        }
        layout::migrate(&self.pool)?;
        let view = PostgresTx::new(self.pool.read()?);
        if !view.has_exhibition()? {
            return Err(PostgresError::NoExhibition.into());
        }
        let is_counted = view.counted()?.is_none();
        drop(view);
        if !is_counted {
            let tx = PostgresTx::new(self.pool.write()?);
            follow_changes(&tx)?;
            tx.count_edit()?;
            tx.db.commit()?;
        }
        self.is_ready.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Begins a change.
    fn begin(&self) -> Result<PostgresTx, PortError> {
        Ok(PostgresTx {
            db: self.pool.write()?,
            author: self.author.clone(),
        })
    }
}

impl PostgresTx {
    fn new(db: Connection) -> Self {
        Self { db, author: None }
    }
}

impl SqlTx for PostgresTx {
    fn sql(&self) -> &dyn SqlConnection {
        &self.db
    }

    fn author(&self) -> Option<&Author> {
        self.author.as_ref()
    }
}

impl Database for PostgresDatabase {
    fn read(&self) -> Result<Box<dyn ReadTx + '_>, PortError> {
        self.open()?;
        Ok(Box::new(PostgresTx::new(self.pool.read()?)))
    }

    fn write(&self) -> Result<Box<dyn WriteTx + '_>, PortError> {
        self.open()?;
        Ok(Box::new(self.begin()?))
    }

    fn create(&self) -> Result<Box<dyn WriteTx + '_>, PortError> {
        layout::migrate(&self.pool)?;
        Ok(Box::new(self.begin()?))
    }

    fn begin_epoch(&self) -> Result<String, PortError> {
        self.open()?;
        let tx = PostgresTx::new(self.pool.write()?);
        let epoch = tx.begin_epoch()?;
        tx.forget_closing()?;
        Box::new(tx).commit()?;
        Ok(epoch)
    }

    fn submissions(&self) -> Result<Box<dyn Submissions + '_>, PortError> {
        self.open()?;
        let pool = self.pool.clone();
        Ok(Box::new(PostgresSubmissions { pool }))
    }

    fn submission_inbox(&self) -> Box<dyn SubmissionInbox> {
        let pool = self.pool.clone();
        Box::new(PostgresSubmissions { pool })
    }

    fn transfer(&self, write: bool) -> Result<Box<dyn TransferTx + '_>, PortError> {
        let db = if write {
            self.pool.write()?
        } else {
            self.pool.read()?
        };
        Ok(Box::new(PostgresTransfer { db }))
    }

    fn check(&self) -> Result<CheckReport, PortError> {
        self.open()?;
        let mut report = self.check_records(&mut || true)?;
        report.faults.extend(self.rebuild(false)?.faults);
        report.faults.extend(self.damage()?);
        Ok(report)
    }

    fn rebuild(&self, mend: bool) -> Result<CheckReport, PortError> {
        self.open()?;
        if !mend {
            let tx = PostgresTx::new(self.pool.read()?);
            return compare_with_records(&tx, &tx.catalogue_in_force()?.1.rules());
        }
        let tx = PostgresTx::new(self.pool.write()?);
        let report = rebuild(&tx, &tx.catalogue_in_force()?.1.rules())?;
        tx.count_edit()?;
        tx.put_mark()?;
        tx.db.commit()?;
        Ok(report)
    }

    fn write_anew(&self) -> Result<(), PortError> {
        self.open()?;
        let db = self.pool.connection()?;
        wait_for_older(&db)?;
        for table in ["tickets", "ticket_words", "ticket_notes", "changes"] {
            db.batch(&format!("VACUUM FULL {table}"))?;
        }
        Ok(())
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

/// Waits, within reason, until every transaction has ended that may still see what was deleted: a table that is written
/// anew keeps it for them.
fn wait_for_older(db: &Connection) -> Result<(), PortError> {
    let sql: &dyn SqlConnection = db;
    let now: i64 = sql.value("SELECT pg_current_xact_id()::text::bigint", &[])?;
    let older = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND backend_xmin::text::bigint < $1 % 4294967296)";
    let until = Instant::now() + OLDER_LAST;
    while Instant::now() < until && sql.value(older, &values![now])? {
        std::thread::sleep(OLDER_LOOK);
    }
    Ok(())
}

impl WriteTx for PostgresTx {
    fn commit(self: Box<Self>) -> Result<(), PortError> {
        follow_changes(&*self)?;
        self.count_edit()?;
        self.db.commit()
    }
}
