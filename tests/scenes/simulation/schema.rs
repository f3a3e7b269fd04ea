//! Schemas of PostgreSQL that runs take in turn, each filled with the template's exhibition.

use std::io::{Read, Write};
use std::sync::{Mutex, PoisonError};

use postgres::{Client, NoTls};
use sync_server::SqliteDatabase;
use sync_server::operations::transfer;
use sync_server::postgres::PostgresDatabase;

use super::template::Template;

/// Those that no run has.
static IDLE: Mutex<Vec<OpenSchema>> = Mutex::new(Vec::new());

/// A schema that one run has for itself.
pub(super) struct Schema(Option<OpenSchema>);

struct OpenSchema {
    url: String,
    client: Client,
    database: PostgresDatabase,
    /// The exhibition as it begins.
    template: Dump,
}

/// The rows of all tables.
#[derive(Clone)]
pub(super) struct Dump(Vec<(String, Vec<u8>)>);

impl Schema {
    /// Returns a schema that holds the template's exhibition.
    pub(super) fn take() -> Self {
        let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut open = idle.unwrap_or_else(OpenSchema::make);
        let template = open.template.clone();
        open.fill(&template);
        Self(Some(open))
    }

    fn open(&mut self) -> &mut OpenSchema {
        self.0.as_mut().unwrap()
    }

    pub(super) fn url(&self) -> &str {
        &self.0.as_ref().unwrap().url
    }

    pub(super) fn database(&self) -> &PostgresDatabase {
        &self.0.as_ref().unwrap().database
    }

    pub(super) fn dump(&mut self) -> Dump {
        self.open().dump()
    }

    /// Puts rows in the place of all there are, as a tool of PostgreSQL restores them.
    pub(super) fn fill(&mut self, dump: &Dump) {
        self.open().fill(dump);
    }

    /// Returns what a statement finds, whose columns are texts.
    pub(super) fn rows(&mut self, sql: &str) -> Vec<Vec<String>> {
        let rows = self.open().client.query(sql, &[]).unwrap().into_iter();
        rows.map(|row| (0..row.len()).map(|it| row.get(it)).collect())
            .collect()
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
        idle.extend(self.0.take());
    }
}

impl OpenSchema {
    fn make() -> Self {
        let url = private_postgres::new_schema();
        let database = PostgresDatabase::at(&url).unwrap();
        let template = SqliteDatabase::at(Template::get().folder("server"));
        transfer::copy(&template, &database, &mut |_, _| {}).unwrap();
        let mut open = Self {
            client: Client::connect(&url, NoTls).unwrap(),
            template: Dump(Vec::new()),
            url,
            database,
        };
        open.template = open.dump();
        open
    }

    fn dump(&mut self) -> Dump {
        let tables = "SELECT table_name::text FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name <> 'layout'";
        let mut view = self.client.transaction().unwrap();
        view.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            .unwrap();
        let mut dump = Vec::new();
        for row in view.query(tables, &[]).unwrap() {
            let table: String = row.get(0);
            let mut rows = Vec::new();
            let mut copy = view.copy_out(&format!("COPY {table} TO STDOUT")).unwrap();
            copy.read_to_end(&mut rows).unwrap();
            drop(copy);
            dump.push((table, rows));
        }
        Dump(dump)
    }

    fn fill(&mut self, Dump(tables): &Dump) {
        let mut change = self.client.transaction().unwrap();
        let clear: Vec<String> = (tables.iter())
            .map(|(table, _)| format!("DELETE FROM {table};"))
            .collect();
        change.batch_execute(&clear.concat()).unwrap();
        for (table, rows) in tables.iter().filter(|(_, rows)| !rows.is_empty()) {
            let mut copy = change.copy_in(&format!("COPY {table} FROM STDIN")).unwrap();
            copy.write_all(rows).unwrap();
            copy.finish().unwrap();
        }
        let journals =
            "SELECT setval(pg_get_serial_sequence('journals', 'id'), max(id)) FROM journals";
        change.batch_execute(journals).unwrap();
        change.commit().unwrap();
    }
}
