//! The server, its disk, and those who run it.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use shared::protocol::v1::Totals;
use shared::time::UnixMs;
use sync_server::ports::Database;
use sync_server::{Config, InProcess, InProcessAnswer, SqliteDatabase};

use super::schema::{Dump, Schema};
use super::step::Restored;
use super::template::{Template, copy};

/// What is in the database's folder beside the two that a backup has.
const LOGS: [&str; 2] = ["exhibition.db-wal", "exhibition.db-shm"];

pub(super) struct Server {
    dir: PathBuf,
    now: Arc<AtomicI64>,
    running: Option<InProcess>,
    database: ServerDatabase,
}

/// Where the exhibition is.
enum ServerDatabase {
    Folder(SqliteDatabase),
    Schema(Box<RefCell<Schema>>),
}

/// The exhibition as it was at some time.
pub(super) enum Backup {
    Folder(PathBuf),
    Dump(Dump),
}

/// Returns whether exhibitions are in PostgreSQL.
pub(super) fn is_in_postgres() -> bool {
    std::env::var("SCENES_DATABASE").is_ok_and(|it| it == "postgres")
}

impl Server {
    /// Starts a server of the template's exhibition, with a folder of its own.
    pub(super) fn start(dir: PathBuf, now: UnixMs) -> Self {
        let database = if is_in_postgres() {
            fs::create_dir(&dir).unwrap();
            ServerDatabase::Schema(Box::new(RefCell::new(Schema::take())))
        } else {
            copy(&Template::get().folder("server"), &dir);
            ServerDatabase::Folder(SqliteDatabase::at(&dir))
        };
        let mut server = Self {
            dir,
            now: Arc::new(AtomicI64::new(now.0)),
            running: None,
            database,
        };
        server.open();
        server
    }

    fn open(&mut self) {
        let mut config = Config::new(&self.dir);
        if let ServerDatabase::Schema(schema) = &self.database {
            config.database = Some(schema.borrow().url().to_owned());
        }
        let now = Arc::clone(&self.now);
        config.clock = Arc::new(move || UnixMs(now.load(Ordering::Relaxed)));
        // A backup is older than what kiosks were told.
        config.clock_is_right = true;
        self.running = Some(InProcess::start(&config).unwrap());
    }

    fn process(&self) -> &InProcess {
        self.running.as_ref().unwrap()
    }

    pub(super) fn set_time(&self, now: UnixMs) {
        self.now.store(now.0, Ordering::Relaxed);
    }

    pub(super) fn answer(&self, path: &str, token: &str, body: Option<Vec<u8>>) -> InProcessAnswer {
        self.process().answer(path, Some(token), body)
    }

    /// Lets somebody look at the exhibition.
    pub(super) fn look<T>(&self, look: impl FnOnce(&dyn Database) -> T) -> T {
        match &self.database {
            ServerDatabase::Folder(database) => look(database),
            ServerDatabase::Schema(schema) => look(schema.borrow().database()),
        }
    }

    /// Lets the organisers change something, which the server takes over at once.
    pub(super) fn change<T>(&self, change: impl FnOnce(&dyn Database) -> T) -> T {
        let done = self.look(change);
        self.process().look().unwrap();
        done
    }

    /// Returns what a statement finds, whose columns are texts.
    pub(super) fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        let database = match &self.database {
            ServerDatabase::Folder(database) => database,
            ServerDatabase::Schema(schema) => return schema.borrow_mut().rows(sql),
        };
        let db = rusqlite::Connection::open(database.file()).unwrap();
        let mut statement = db.prepare(sql).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|it| row.get(it)).collect());
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }

    pub(super) fn totals(&self) -> Totals {
        let answer = self.process().answer("/api/v1/totals", None, None);
        serde_json::from_slice(&answer.body).unwrap()
    }

    pub(super) fn kill(&mut self) {
        drop(self.running.take());
        self.open();
    }

    pub(super) fn restart(&mut self) {
        self.running.take().unwrap().stop().unwrap();
        self.open();
    }

    /// Copies the exhibition, to a folder of this name where it is in one.
    pub(super) fn back_up(&self, to: PathBuf) -> Backup {
        match &self.database {
            ServerDatabase::Folder(_) => {
                copy(&self.dir, &to);
                Backup::Folder(to)
            }
            ServerDatabase::Schema(schema) => Backup::Dump(schema.borrow_mut().dump()),
        }
    }

    pub(super) fn restore(&mut self, backup: &Backup, how: Restored) {
        drop(self.running.take());
        match (&self.database, backup) {
            (ServerDatabase::Schema(schema), Backup::Dump(dump)) => {
                schema.borrow_mut().fill(dump);
                if how != Restored::Blocks {
                    // PostgreSQL has no mark: whoever restores it says so.
                    schema.borrow().database().begin_epoch().unwrap();
                }
            }
            (_, Backup::Folder(folder)) => self.restore_folder(folder, how),
            _ => unreachable!("a backup is of the database that it is of"),
        }
        self.open();
    }

    fn restore_folder(&self, backup: &Path, how: Restored) {
        for log in LOGS {
            let _ = fs::remove_file(self.dir.join(log));
        }
        let files = ["exhibition.db", "exhibition.mark"];
        match how {
            Restored::Folder | Restored::Database => {
                for file in files {
                    if how == Restored::Folder || file == files[0] {
                        fs::remove_file(self.dir.join(file)).unwrap();
                    }
                }
                let mark = fs::read(self.dir.join(files[1]));
                copy(backup, &self.dir);
                if let (Restored::Database, Ok(mark)) = (how, mark) {
                    fs::write(self.dir.join(files[1]), mark).unwrap();
                }
            }
            Restored::Blocks => copy(backup, &self.dir),
        }
    }
}
