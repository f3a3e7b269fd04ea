//! Submissions: in a database of their own. They are in no feed and in no total: only the organisers' commands read them.
//!
//! A submission that is deleted on request leaves no bytes: what SQLite deletes it writes over (`secure_delete`), and
//! since pages that were split keep copies of what they held, the file is then written anew (`VACUUM`). There is no log
//! beside it in which a submission could live on: the rollback journal is cut to nothing at every commit. Whose submissions are
//! gone stands in a file besides, so that a backup of the database does not bring them back.

mod adopt;
mod forgotten;
mod mailbox;
mod read;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};
use shared::submission::SubmissionId;

use super::files::FileIdentity;
use super::{folder, layout};
use crate::ports::SubmissionBatch;
use crate::sql::insert_submission;
use crate::sqlite::SqliteError;

pub(super) use adopt::adopt;
pub(super) use mailbox::SqliteInbox;

/// In the order in which they are applied; the database's `user_version` is how many were.
const MIGRATIONS: [&str; 3] = [
    include_str!("../../migrations/letters/001_letters.sql"),
    include_str!("../../migrations/letters/002_organisation.sql"),
    include_str!("../../migrations/letters/003_in_order.sql"),
];

/// The database of submissions.
pub(super) struct SubmissionsDb {
    db: Connection,
    data: PathBuf,
    /// The file that was opened.
    identity: FileIdentity,
}

impl SubmissionsDb {
    /// Opens it, and makes it where it is missing. Whatever was forgotten is gone from it then, though a backup was put
    /// in its place.
    pub(super) fn open(data: &Path) -> Result<Self, SqliteError> {
        Self::open_within(data, folder::BUSY)
    }

    /// The same, waiting only so long while another process writes, then and later.
    fn open_within(data: &Path, busy: Duration) -> Result<Self, SqliteError> {
        Self::open_file(data, busy).map_err(SqliteError::of_submissions)
    }

    fn open_file(data: &Path, busy: Duration) -> Result<Self, SqliteError> {
        let path = data.join(folder::SUBMISSIONS_FILE);
        folder::make_private(&path)?;
        let mut db = Connection::open_with_flags(&path, folder::EXISTING)?;
        db.busy_timeout(busy)?;
        db.pragma_update(None, "secure_delete", true)?;
        // What is written anew is not written into some folder for temporary files first.
        db.pragma_update(None, "temp_store", "memory")?;
        db.pragma_update_and_check(None, "journal_mode", "truncate", |_| Ok(()))?;
        db.pragma_update(None, "synchronous", "full")?;
        layout::migrate(&mut db, &MIGRATIONS, |_| Ok(()))?;
        let identity = FileIdentity::of(&path);
        let mut submissions = Self {
            db,
            data: data.to_owned(),
            identity: identity.map_err(|source| SqliteError::File { path, source })?,
        };
        submissions.forget_again()?;
        Ok(submissions)
    }

    /// Whether the file that was opened is still the one in the folder; an error when there is none.
    pub(super) fn is_in_place(&self) -> Result<bool, SqliteError> {
        let path = self.data.join(folder::SUBMISSIONS_FILE);
        match FileIdentity::of(&path) {
            Ok(found) => Ok(found == self.identity),
            Err(source) => Err(SqliteError::File { path, source }),
        }
    }

    /// Stores submissions, each once, in one durable commit. One that was deleted stays gone.
    fn keep(&mut self, batch: &SubmissionBatch) -> Result<(), SqliteError> {
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for submission in &batch.submissions {
            let tables = ["letters", "gone"];
            insert_submission(&*change, tables, &batch.kiosk, batch.received, submission)?;
        }
        Ok(change.commit()?)
    }

    /// Deletes submissions, so that nothing of them is left in any file, and returns how many there were. Their ids are
    /// kept, or they would come back with a backup, or with a kiosk that had not heard of their arrival.
    fn delete_for_good(&mut self, ids: &[SubmissionId]) -> Result<usize, SqliteError> {
        // First, for what is in the file is forgotten whenever the database is opened.
        forgotten::add(&self.data, ids)?;
        let gone = self.delete(ids)?;
        self.write_anew()?;
        Ok(gone)
    }

    /// Forgets what stands in the file, or was not written over when the power went; and puts into the file what is
    /// missing there.
    fn forget_again(&mut self) -> Result<(), SqliteError> {
        let in_file = forgotten::read(&self.data)?;
        let known = self.gone()?;
        let news: Vec<SubmissionId> = in_file.difference(&known).copied().collect();
        if !news.is_empty() {
            self.delete(&news)?;
        }
        let unwritten: Vec<SubmissionId> = known.difference(&in_file).copied().collect();
        if !unwritten.is_empty() {
            forgotten::add(&self.data, &unwritten)?;
        }
        let unclean = "SELECT EXISTS (SELECT 1 FROM gone WHERE clean = 0)";
        if self.db.query_row(unclean, [], |row| row.get(0))? {
            self.write_anew()?;
        }
        Ok(())
    }

    fn delete(&mut self, ids: &[SubmissionId]) -> Result<usize, SqliteError> {
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut gone = 0;
        for id in ids {
            gone += change.execute("DELETE FROM letters WHERE id = ?1", [id.0])?;
            change.execute(
                "INSERT INTO gone (id) VALUES (?1) ON CONFLICT (id) DO UPDATE SET clean = 0",
                [id.0],
            )?;
        }
        change.commit()?;
        Ok(gone)
    }

    fn write_anew(&mut self) -> Result<(), SqliteError> {
        self.db.execute_batch("VACUUM")?;
        self.db
            .execute("UPDATE gone SET clean = 1 WHERE clean = 0", [])?;
        Ok(())
    }

    fn gone(&self) -> Result<std::collections::BTreeSet<SubmissionId>, SqliteError> {
        let mut found = self.db.prepare("SELECT id FROM gone")?;
        let ids = found.query_map([], |row| row.get(0).map(SubmissionId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}
