//! A journal that is only looked at: by somebody who wants to know how it is, also while the kiosk runs.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use shared::device_secret::DeviceSecret;
use shared::ids::{ExhibitionId, KioskId};

use super::files::{BESIDE, OpenFiles, with_end};
use super::open::{FILE, PATIENCE, check_layout, check_owner};
use super::{Journal, JournalError, copies, histories, lost, secrets, ticket_list};

/// How many faults of the file's structure are named.
const NAMED: usize = 5;

/// What a data directory has of a journal.
pub enum FoundJournal {
    /// None: the kiosk has not run yet.
    NotBegun,
    /// None, or an empty file, and the kiosk has run before.
    Lost,
    /// One of an earlier version; the kiosk brings it up to date when it starts.
    Earlier,
    /// One that can be looked at.
    Current(Box<Journal>),
}

impl Journal {
    /// Opens the journal of a kiosk's data directory to look at it. Makes no file and writes to none; whatever would write
    /// fails.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open_as_it_is(
        data: &Path,
        exhibition: ExhibitionId,
        kiosk: &KioskId,
    ) -> Result<FoundJournal, JournalError> {
        let path = data.join(FILE);
        if fs::metadata(&path).map_or(0, |file| file.len()) == 0 {
            return Ok(if lost::has_mark(&path) {
                FoundJournal::Lost
            } else {
                FoundJournal::NotBegun
            });
        }
        let unopenable = |detail: String| JournalError::Unopenable {
            path: path.clone(),
            detail,
        };
        // Without one, nothing is looked at that was sealed with it.
        let secret = secrets::kept(data)
            .map_err(|error| unopenable(error.to_string()))?
            .unwrap_or(DeviceSecret::from_bytes([0; 32]));
        let had_log = with_end(&path, BESIDE[0]).exists();
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(&path, flags)
            .map_err(|error| unopenable(error.to_string()))?;
        db.busy_timeout(PATIENCE)?;
        // The log that a power cut left is left to the kiosk's own checkpoints.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, had_log)?;
        db.pragma_update(None, "query_only", true)?;
        if !check_layout(&db, &path)? {
            return Ok(FoundJournal::Earlier);
        }
        check_owner(&db, &path, exhibition, kiosk)?;
        Ok(FoundJournal::Current(Box::new(Self {
            db,
            files: OpenFiles::of(&path),
            path,
            exhibition,
            kiosk: kiosk.clone(),
            secret,
            known: Arc::default(),
        })))
    }

    /// Returns how many rows each of its tables has.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn row_counts(&self) -> Result<Vec<(String, u64)>, JournalError> {
        let mut tables = self.db.prepare(
            "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%' AND name NOT GLOB '*[^a-z_]*' ORDER BY name",
        )?;
        let tables = tables.query_map([], |row| row.get(0))?;
        let tables: Vec<String> = tables.collect::<Result<_, _>>()?;
        let mut counts = Vec::new();
        for table in tables {
            let count = format!("SELECT count(*) FROM {table}");
            let rows: i64 = self.db.query_row(&count, [], |row| row.get(0))?;
            counts.push((table, rows as u64));
        }
        Ok(counts)
    }

    /// Looks over the whole journal and returns what the disk changed, a sentence each. Nothing is put right.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read at all.
    pub fn faults(&self) -> Result<Vec<String>, JournalError> {
        let mut faults = damage(structure(&self.db))?.unwrap_or_else(|fault| vec![fault]);
        let differing = copies::differing(&self.db);
        match damage(differing)? {
            Ok(tables) => {
                let tables = tables.iter();
                faults.extend(tables.map(|it| format!("the table {it} is not as its copies are")));
            }
            Err(fault) => faults.push(fault),
        }
        faults.extend(damage(copies::check_definitions(&self.db))?.err());
        faults.extend(damage(self.verify_chain())?.err());
        match damage(histories::are_sound(&self.db))? {
            Ok(true) => {}
            Ok(false) => faults.push("the history of a ticket was changed".to_owned()),
            Err(fault) => faults.push(fault),
        }
        match damage(ticket_list::unsound(&self.db))? {
            Ok(unsound) if unsound.is_empty() => {}
            Ok(unsound) => {
                faults.push(format!(
                    "{} tickets of the list were changed",
                    unsound.len()
                ));
            }
            Err(fault) => faults.push(fault),
        }
        faults.dedup();
        Ok(faults)
    }
}

/// Parts what the disk changed from what keeps a program from looking.
fn damage<T>(found: Result<T, JournalError>) -> Result<Result<T, String>, JournalError> {
    match found {
        Err(JournalError::Damaged(what)) => Ok(Err(what)),
        found => found.map(Ok),
    }
}

/// Returns what SQLite finds wrong with the file.
fn structure(db: &Connection) -> Result<Vec<String>, JournalError> {
    let mut check = db.prepare(&format!("PRAGMA integrity_check({NAMED})"))?;
    let found = check.query_map([], |row| row.get(0))?;
    let found: Vec<String> = found.collect::<Result<_, _>>()?;
    Ok(found.into_iter().filter(|it| it != "ok").collect())
}
