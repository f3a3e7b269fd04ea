//! The server, its disk, and those who run it.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use shared::protocol::v1::Totals;
use shared::time::UnixMs;
use sync_server::ports::Database;
use sync_server::{Config, InProcess, InProcessAnswer, SqliteDatabase};

use super::step::Restored;
use super::template::copy;

/// What is in the database's folder beside the two that a backup has.
const LOGS: [&str; 2] = ["exhibition.db-wal", "exhibition.db-shm"];

pub(super) struct Server {
    pub(super) dir: PathBuf,
    now: Arc<AtomicI64>,
    running: Option<InProcess>,
}

impl Server {
    pub(super) fn start(dir: PathBuf, now: UnixMs) -> Self {
        let mut server = Self {
            dir,
            now: Arc::new(AtomicI64::new(now.0)),
            running: None,
        };
        server.open();
        server
    }

    fn open(&mut self) {
        let mut config = Config::new(&self.dir);
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

    /// Lets the organisers change something, which the server takes over at once.
    pub(super) fn change<T>(&self, change: impl FnOnce(&dyn Database) -> T) -> T {
        let done = change(&SqliteDatabase::at(&self.dir));
        self.process().look().unwrap();
        done
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

    pub(super) fn back_up(&self, to: &std::path::Path) {
        copy(&self.dir, to);
    }

    pub(super) fn restore(&mut self, backup: &std::path::Path, how: Restored) {
        drop(self.running.take());
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
        self.open();
    }
}
