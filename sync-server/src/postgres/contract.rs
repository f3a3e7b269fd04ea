//! PostgreSQL under the contract that every database keeps.

use std::path::Path;
use std::time::Duration;

use shared::checkin::Rules;

use super::{PostgresDatabase, PostgresTx, layout};
use crate::contract::rounds::Counting;
use crate::contract::tested_database::{DatabaseChange, EngineTx, RecordsDatabase};
use crate::ports::CheckReport;
use crate::ports::{Database, PortError, RecordsTx, ServerConnection, ServerDatabase};
use crate::sql::{SqlConnection, compare_with_records, values};

/// A schema of its own.
pub(crate) struct PostgresContract {
    pub(crate) db: PostgresDatabase,
    url: String,
}

impl PostgresContract {
    /// Returns the same schema, as another process connects to it.
    pub(crate) fn other_process(&self) -> PostgresDatabase {
        PostgresDatabase::at(&self.url).unwrap()
    }

    /// Returns the same schema, as a process of this name connects to it.
    pub(crate) fn other_process_named(&self, name: &str) -> PostgresDatabase {
        PostgresDatabase::at(&format!("{}&application_name={name}", self.url)).unwrap()
    }

    /// Returns how many transactions of a process wait for its next statement.
    pub(crate) fn waiting_transactions(&self, name: &str) -> i64 {
        let db = self.db.pool.connection().unwrap();
        let db: &dyn SqlConnection = &db;
        let waiting = "SELECT count(*) FROM pg_stat_activity
             WHERE application_name = $1 AND state LIKE 'idle in transaction%'";
        let row = db.only(waiting, &values![name]).unwrap();
        row.get(0).unwrap()
    }

    /// Calls `wake` once it listens, and then for hints alone.
    pub(crate) fn listen(&self, wake: impl FnMut() -> bool + Send + 'static) {
        self.listen_for(Duration::from_hours(1), wake);
    }

    /// Calls `wake` once it listens, for hints, and at least once in each `wait`.
    pub(crate) fn listen_for(
        &self,
        wait: Duration,
        mut wake: impl FnMut() -> bool + Send + 'static,
    ) {
        let pool = self.other_process().pool;
        std::thread::spawn(move || pool.listen(wait, &mut wake));
    }

    /// Returns the names of all tables.
    pub(crate) fn tables(&self) -> Vec<String> {
        let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()";
        let db = self.db.pool.connection().unwrap();
        let db: &dyn SqlConnection = &db;
        db.read(tables, &[], |row| row.get(0)).unwrap()
    }

    /// Returns the columns of which the statistics hold values.
    pub(crate) fn columns_in_statistics(&self, table: &str) -> Vec<String> {
        let columns = "SELECT attname::text FROM pg_stats
             WHERE schemaname = current_schema() AND tablename = $1 ORDER BY attname";
        let db = self.db.pool.connection().unwrap();
        let db: &dyn SqlConnection = &db;
        db.read(columns, &values![table], |row| row.get(0)).unwrap()
    }

    /// Returns whether a text stands in a file of a table or an index.
    pub(crate) fn files_hold(&self, text: &str) -> bool {
        // Whatever is only in memory is written first, and files that are deleted are gone then.
        self.db
            .pool
            .connection()
            .unwrap()
            .batch("CHECKPOINT")
            .unwrap();
        let folder = Path::new(private_postgres::folder()).join("data/base");
        let folders = std::fs::read_dir(folder).unwrap();
        let files = folders.flat_map(|it| std::fs::read_dir(it.unwrap().path()).unwrap());
        let mut contents = files.filter_map(|it| std::fs::read(it.unwrap().path()).ok());
        contents.any(|it| it.windows(text.len()).any(|part| part == text.as_bytes()))
    }
}

impl PostgresDatabase {
    /// Commits a change of records, or undoes it when it fails.
    pub(crate) fn write_records(
        &self,
        change: impl FnOnce(&dyn EngineTx) -> Result<(), PortError>,
    ) -> Result<(), PortError> {
        let tx = PostgresTx::new(self.pool.write()?);
        change(&tx)?;
        tx.db.commit()
    }

    /// Reads records, all of one moment.
    pub(crate) fn read_records<T>(&self, read: impl FnOnce(&dyn RecordsTx) -> T) -> T {
        let tx = PostgresTx::new(self.pool.read().unwrap());
        read(&tx)
    }
}

impl RecordsDatabase for PostgresContract {
    fn new() -> Self {
        let url = private_postgres::new_schema();
        let db = PostgresDatabase::at(&url).unwrap();
        layout::migrate(&db.pool).unwrap();
        Self { db, url }
    }

    fn write(&mut self, change: DatabaseChange<'_>) -> Result<(), PortError> {
        self.db.write_records(|tx| change(tx))
    }

    fn count_statements(&mut self, change: DatabaseChange<'_>) -> usize {
        let tx = PostgresTx::new(self.db.pool.write().unwrap());
        let counting = Counting::new(&tx.db);
        change(&counting).unwrap();
        tx.db.commit().unwrap();
        counting.statements()
    }

    fn execute(&mut self, sql: &str) {
        self.db.pool.connection().unwrap().batch(sql).unwrap();
    }

    fn recount(&mut self, rules: &Rules) -> CheckReport {
        let tx = PostgresTx::new(self.db.pool.read().unwrap());
        compare_with_records(&tx, rules).unwrap()
    }

    fn rebuild(&mut self, mend: bool) -> CheckReport {
        self.db.rebuild(mend).unwrap()
    }

    fn database(&self) -> &dyn Database {
        &self.db
    }

    fn server(&self) -> Box<dyn ServerDatabase> {
        Box::new(self.other_process())
    }

    fn connection(&self) -> Box<dyn ServerConnection> {
        self.server().reader().unwrap()
    }
}
