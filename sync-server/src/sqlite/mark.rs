//! A mark beside the database: how far it was. A database behind its mark was set back, by a backup or an old copy in its
//! place, and begins a new epoch.

use std::collections::HashMap;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use tracing::error;

use super::files::FileIdentity;
use super::folder::{MARK_FILE, path_in};
use crate::ports::{Deletion, JournalsTx, ReadTickets};
use crate::private_file;
use crate::sql::hash_small_tables;
use crate::sqlite::SqliteError;

/// How far a database is, and what could not be told from records if it were set back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoreMark {
    pub(super) epoch: String,
    /// The last feed position.
    pub(super) arrival: u64,
    /// How often organisers or the seat allocators changed something.
    pub(super) edits: i64,
    /// How many journals there are, and records of copied disks: these have no feed position, and a counter.
    #[serde(default)]
    beside: i64,
    pub(super) last_ticket: u32,
    /// The latest addition to the ticket list, or change of it.
    #[serde(default)]
    pub(super) ticket_list: u64,
    pub(super) last_key: u8,
    pub(super) catalogue: u64,
    pub(super) kiosks: Vec<String>,
    pub(super) staff: Vec<String>,
    /// The last status of every ticket that was ever revoked, blocked or reinstated.
    #[serde(rename = "standings")]
    pub(super) statuses: Vec<MarkedStatus>,
    /// What was deleted of people's names and tickets, as [`Deletion`] is written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deletions: Vec<String>,
    /// When the database file was created, in nanoseconds since 1970, and its inode: a copy of it has others.
    created_ns: Option<u64>,
    inode: u64,
    /// The layout, and the hash of the tables that nothing else vouches for.
    #[serde(default)]
    pub(super) tables: Option<String>,
}

/// What is in [`StoreMark::tables`] of a database that was found damaged: it fits none.
const DAMAGED: &str = "damaged";

/// A change of a ticket's status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MarkedStatus {
    pub(super) arrival: u64,
    pub(super) ticket: u32,
    pub(super) word: String,
    pub(super) since_ms: i64,
}

impl StoreMark {
    /// Returns the mark of a database as it is to be written: one that was found damaged stays so.
    pub(super) fn next(data: &Path, db: &Connection) -> Result<Self, SqliteError> {
        let mut mark = Self::of(data, db)?;
        let kept = read(data)?.and_then(|kept| kept.tables);
        if kept.as_deref() == Some(DAMAGED) {
            mark.keep_damaged();
        }
        Ok(mark)
    }

    /// Returns the mark of a database as it is now.
    pub(super) fn of(data: &Path, db: &Connection) -> Result<Self, SqliteError> {
        // One view: what another process commits meanwhile would pass for damage.
        let view = db.is_autocommit().then(|| db.unchecked_transaction());
        let _view = view.transpose()?;
        let path = path_in(data);
        let file = FileIdentity::of(&path).map_err(|source| SqliteError::File { path, source })?;
        let (epoch, edits) = db.query_row("SELECT epoch, edits FROM exhibition", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let one = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0));
        let names = |sql: &str| -> Result<Vec<String>, SqliteError> {
            let mut found = db.prepare(sql)?;
            let names = found.query_map([], |row| row.get(0))?;
            Ok(names.collect::<Result<_, _>>()?)
        };
        let created = file
            .created
            .and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        Ok(Self {
            epoch,
            arrival: db.last_arrival()?,
            edits,
            beside: one("SELECT (SELECT count(*) FROM journals) + (SELECT count(*) FROM forks)")?,
            last_ticket: db.last_ticket_number()?,
            ticket_list: db.tickets_version()?.revision,
            last_key: one("SELECT coalesce(max(id), 0) FROM signing_keys")? as u8,
            catalogue: one("SELECT coalesce(max(version), 0) FROM catalogues")? as u64,
            kiosks: names("SELECT id FROM kiosks ORDER BY id")?,
            staff: names("SELECT id FROM staff ORDER BY id")?,
            statuses: last_statuses(db)?,
            deletions: names("SELECT id FROM deletions ORDER BY id")?,
            created_ns: created.map(|since| since.as_nanos() as u64),
            inode: file.inode,
            tables: Some(hash_tables(db)?),
        })
    }

    /// Returns what was deleted of people.
    pub(super) fn deletions(&self) -> Vec<Deletion> {
        let deletions = self.deletions.iter();
        deletions.filter_map(|it| it.parse().ok()).collect()
    }

    /// Returns what is wrong with a database that should be as it was when this mark was written, and is not.
    pub(super) fn damage(&self, now: &Self) -> Option<String> {
        let (kept, found) = (self.tables.as_ref()?, now.tables.as_ref()?);
        let layout = |tables: &str| tables.split(' ').next().map(str::to_owned);
        let is_comparable = kept == DAMAGED || layout(kept) == layout(found);
        let fault = match kept.as_str() {
            DAMAGED => "stored data was found damaged before and not put right since",
            _ => {
                "catalogue, keys, kiosks, PINs, seats, decisions, withdrawn tickets or totals are not as this program wrote them last"
            }
        };
        let is_damaged = self.is_of_same_moment(now) && is_comparable && kept != found;
        is_damaged.then(|| fault.to_owned())
    }

    fn is_of_same_moment(&self, now: &Self) -> bool {
        let moment = |mark: &Self| (mark.arrival, mark.edits, mark.beside);
        self.epoch == now.epoch && moment(self) == moment(now)
    }

    /// Has every later start say that the database is damaged, until it is put right.
    pub(super) fn keep_damaged(&mut self) {
        self.tables = Some(DAMAGED.to_owned());
    }

    /// Whether a database was further once than it is in `now`.
    pub(super) fn is_ahead_of(&self, now: &Self) -> bool {
        let other_epoch = self.epoch != now.epoch && now.edits <= self.edits;
        self.arrival > now.arrival || self.edits > now.edits || other_epoch
    }

    /// Whether two marks are of the same file. Where the system tells when a file was created, only that counts: some
    /// file systems number files anew whenever they are mounted.
    pub(super) fn is_of_same_file(&self, other: &Self) -> bool {
        match (self.created_ns, other.created_ns) {
            (Some(one), Some(two)) => one == two,
            _ => self.inode == other.inode,
        }
    }
}

fn hash_tables(db: &Connection) -> Result<String, SqliteError> {
    let layout: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(format!("{layout} {}", hash_small_tables(db)?))
}

fn last_statuses(db: &Connection) -> Result<Vec<MarkedStatus>, SqliteError> {
    let mut found = db.prepare(
        "SELECT max(arrival), ticket, standing, since_ms FROM standings GROUP BY ticket ORDER BY 1",
    )?;
    let statuses = found.query_map([], |row| {
        Ok(MarkedStatus {
            arrival: row.get::<_, i64>(0)? as u64,
            ticket: row.get(1)?,
            word: row.get(2)?,
            since_ms: row.get(3)?,
        })
    })?;
    Ok(statuses.collect::<Result<_, _>>()?)
}

/// Counts a change that organisers or the places' offices make.
pub(super) fn count_edit(change: &Connection) -> Result<(), SqliteError> {
    change
        .prepare_cached("UPDATE exhibition SET edits = edits + 1")?
        .execute([])?;
    Ok(())
}

/// Reads the mark of a data folder. One that can't be understood is as good as none.
pub(super) fn read(data: &Path) -> Result<Option<StoreMark>, SqliteError> {
    let path = data.join(MARK_FILE);
    match fs::read(&path) {
        Ok(bytes) => {
            let mark = serde_json::from_slice(&bytes);
            Ok(mark
                .inspect_err(|error| error!("{MARK_FILE} can't be read: {error}"))
                .ok())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(SqliteError::File { path, source }),
    }
}

/// Puts a mark beside the database. One that can't be written is logged: what it is about is in force all the same.
pub(super) fn put(data: &Path, mark: &StoreMark) {
    if let Err(error) = write(data, mark) {
        error!("marking how far the database is: {error}");
    }
}

/// Puts a mark beside the database, whole or not at all.
pub(super) fn write(data: &Path, mark: &StoreMark) -> Result<(), SqliteError> {
    static WRITES: AtomicU64 = AtomicU64::new(0);
    let path = data.join(MARK_FILE);
    // Several threads and processes may write it at once.
    let write = WRITES.fetch_add(1, Ordering::Relaxed);
    let new = data.join(format!("{MARK_FILE}.{}-{write}", std::process::id()));
    write_file(&new, &path, mark).map_err(|source| {
        let _ = fs::remove_file(&new);
        SqliteError::File { path, source }
    })
}

fn write_file(new: &Path, path: &Path, mark: &StoreMark) -> io::Result<()> {
    let mut file = private_file::options()
        .write(true)
        .create(true)
        .truncate(true)
        .open(new)?;
    serde_json::to_writer(&mut file, mark)?;
    file.flush()?;
    file.sync_all()?;
    fs::rename(new, path)
}

/// The last word on each ticket, by ticket.
pub(super) fn by_ticket(statuses: &[MarkedStatus]) -> HashMap<u32, &MarkedStatus> {
    statuses.iter().map(|it| (it.ticket, it)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn damaged_mark_is_read_or_as_none() {
        let sample = include_bytes!("../../../tests/fixtures/layouts/server/exhibition.mark");
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join(MARK_FILE);
        fs::write(&path, sample).unwrap();
        assert!(read(data.path()).unwrap().is_some());
        damaged_input::each("exhibition-mark", 256, &[sample], |bytes| {
            fs::write(&path, bytes).unwrap();
            let mark = read(data.path());
            prop_assert!(mark.is_ok());
            let is_read = mark.is_ok_and(|it| it.is_some());
            Ok(if is_read { "read" } else { "as none" }.to_owned())
        });
    }
}
