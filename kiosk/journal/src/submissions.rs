//! Submissions until the server has them: in a file of their own, and then in none.
//!
//! What is deleted here is written over at once (`secure_delete`), the file is then written anew (`VACUUM`), and there is
//! no log beside it in which it could live on: the rollback journal is cut to nothing at every commit. So a submission that
//! the server has acknowledged leaves no bytes in any file of the kiosk.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use shared::ids::BoothNumber;
use shared::protocol::v1::SubmissionItem;
use shared::submission::{Submission, SubmissionId, Wish};

use super::files;

/// The name of the submissions' file within the kiosk's data directory.
pub const SUBMISSIONS_FILE: &str = "letters.db";

/// How long to wait for another thread's commit.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why submissions can't be kept or read. Records, and so tickets, are not concerned.
#[derive(Debug, thiserror::Error)]
pub enum SubmissionStoreError {
    /// The file is damaged, or no file of submissions at all.
    #[error(
        "{} is damaged ({detail}), so visitors can't leave their names; tickets are checked as usual. Keep that file, move it elsewhere and start the kiosk again", .path.display()
    )]
    Damaged {
        /// The submissions' file.
        path: PathBuf,
        /// What the database said.
        detail: String,
    },
    /// The file can't be opened, read or written.
    #[error(
        "{} can't be used ({detail}), so visitors can't leave their names; tickets are checked as usual. Check the disk and who may write there, then start the kiosk again", .path.display()
    )]
    Unusable {
        /// The submissions' file.
        path: PathBuf,
        /// What the database or the system said.
        detail: String,
    },
}

impl SubmissionStoreError {
    fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let (path, detail) = (path.to_owned(), error.to_string());
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { path, detail }
            }
            _ => Self::Unusable { path, detail },
        }
    }
}

/// The submissions that wait to be sent. Each thread has its own.
pub struct SubmissionStore {
    db: Connection,
    path: PathBuf,
}

impl SubmissionStore {
    /// Opens the submissions of a kiosk's data directory, and makes the file if there is none.
    ///
    /// # Errors
    /// [`SubmissionStoreError`] when the file can't be opened or is damaged.
    pub fn open(data: &Path) -> Result<Self, SubmissionStoreError> {
        let path = data.join(SUBMISSIONS_FILE);
        files::make_private(&path).map_err(|error| SubmissionStoreError::Unusable {
            path: path.clone(),
            detail: error.to_string(),
        })?;
        let db = connect(&path).map_err(|error| SubmissionStoreError::of(&path, &error))?;
        Ok(Self { db, path })
    }

    /// Sees whether submissions can be kept, without making a file that is not there yet.
    ///
    /// # Errors
    /// [`SubmissionStoreError`] when they can't.
    pub fn check(data: &Path) -> Result<(), SubmissionStoreError> {
        if data.join(SUBMISSIONS_FILE).exists() {
            Self::open(data)?.count()?;
        }
        Ok(())
    }

    /// Returns how many wait in a data directory, without making or changing a file.
    ///
    /// # Errors
    /// [`SubmissionStoreError`] when they can't be counted.
    pub fn count_as_it_is(data: &Path) -> Result<u64, SubmissionStoreError> {
        let path = data.join(SUBMISSIONS_FILE);
        if !path.exists() {
            return Ok(0);
        }
        let db = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .map_err(|error| SubmissionStoreError::of(&path, &error))?;
        Self { db, path }.count()
    }

    /// Keeps a submission until the server has it, and counts it on a date where it is for an exhibitor. It is durable when
    /// this returns.
    ///
    /// # Errors
    /// [`SubmissionStoreError`]; then it is not kept, and nobody may be thanked for it.
    pub fn keep(
        &mut self,
        submission: &Submission,
        date: Date,
    ) -> Result<(), SubmissionStoreError> {
        let text = serde_json::to_string(&SubmissionItem::from(submission)).map_err(|error| {
            SubmissionStoreError::Unusable {
                path: self.path.clone(),
                detail: error.to_string(),
            }
        })?;
        let kept = keep(&mut self.db, submission, &text, date);
        self.named(kept)
    }

    /// Deletes a submission that its visitor was not told of, and counts it no longer.
    ///
    /// # Errors
    /// [`SubmissionStoreError`]; then it is still there, and is sent.
    pub fn withdraw(&mut self, id: SubmissionId, date: Date) -> Result<(), SubmissionStoreError> {
        let withdrawn = withdraw(&mut self.db, id, date);
        self.named(withdrawn)
    }

    /// How many visitors asked a booth for contact on a date, at this kiosk.
    ///
    /// # Errors
    /// [`SubmissionStoreError`] when they can't be counted.
    pub fn contacts(&self, booth: BoothNumber, date: Date) -> Result<u64, SubmissionStoreError> {
        let sql = "SELECT people FROM contacts WHERE date = ?1 AND booth = ?2";
        let key = (date.to_string(), booth.0);
        let people = self.db.query_row(sql, key, |row| row.get::<_, i64>(0));
        let people = self.named(people.optional())?;
        Ok(people.unwrap_or_default().max(0) as u64)
    }

    /// The submissions that wait, at most so many.
    ///
    /// # Errors
    /// [`SubmissionStoreError`] when they can't be read.
    pub fn waiting(&self, at_most: usize) -> Result<Vec<SubmissionItem>, SubmissionStoreError> {
        self.named(read_waiting(&self.db, at_most))
    }

    /// How many submissions wait.
    ///
    /// # Errors
    /// [`SubmissionStoreError`] when they can't be counted.
    pub fn count(&self) -> Result<u64, SubmissionStoreError> {
        let count = self.db.prepare_cached("SELECT count(*) FROM letters");
        let count = count.and_then(|mut count| count.query_row([], |row| row.get::<_, i64>(0)));
        self.named(count).map(|count| count as u64)
    }

    /// Forgets submissions that the server has, so that no bytes of them are left.
    ///
    /// # Errors
    /// [`SubmissionStoreError`]; then they are still there, and are sent once more.
    pub fn forget(&mut self, ids: &[SubmissionId]) -> Result<(), SubmissionStoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        let forgotten = forget(&mut self.db, ids);
        self.named(forgotten)
    }

    /// Deletes everything, so that no bytes of it are left.
    ///
    /// # Errors
    /// [`SubmissionStoreError`]; then it is still there.
    pub fn wipe(&mut self) -> Result<(), SubmissionStoreError> {
        let wiped = self
            .db
            .execute_batch("DELETE FROM letters; DELETE FROM contacts; VACUUM");
        self.named(wiped)
    }

    fn named<T>(&self, result: rusqlite::Result<T>) -> Result<T, SubmissionStoreError> {
        result.map_err(|error| SubmissionStoreError::of(&self.path, &error))
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open(path)?;
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "secure_delete", true)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |_| Ok(()))?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.execute_batch(
        "CREATE TABLE IF NOT EXISTS letters (id BLOB PRIMARY KEY, letter TEXT NOT NULL) STRICT;
         -- How many visitors asked a booth for contact on a date: a number, and nothing of theirs.
         CREATE TABLE IF NOT EXISTS contacts (
            date TEXT NOT NULL, booth INTEGER NOT NULL, people INTEGER NOT NULL,
            PRIMARY KEY (date, booth)
         ) STRICT",
    )?;
    Ok(db)
}

fn keep(
    db: &mut Connection,
    submission: &Submission,
    text: &str,
    date: Date,
) -> rusqlite::Result<()> {
    let tx = db.transaction()?;
    let new = tx.execute(
        "INSERT INTO letters (id, letter) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        (submission.id.0, text),
    )?;
    if let Wish::Contact { booth, .. } = &submission.wish
        && new > 0
    {
        count_contact(&tx, *booth, date, 1)?;
    }
    tx.commit()
}

fn withdraw(db: &mut Connection, id: SubmissionId, date: Date) -> rusqlite::Result<()> {
    let submission = db.query_row("SELECT letter FROM letters WHERE id = ?1", [id.0], |row| {
        row.get::<_, String>(0)
    });
    let submission = submission.optional()?;
    let submission = submission.and_then(|text| serde_json::from_str::<SubmissionItem>(&text).ok());
    if let Some(booth) = submission.and_then(|submission| submission.booth) {
        count_contact(db, booth, date, -1)?;
    }
    forget(db, &[id])
}

fn count_contact(
    db: &Connection,
    booth: BoothNumber,
    date: Date,
    people: i64,
) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO contacts (date, booth, people) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET people = people + excluded.people",
        (date.to_string(), booth.0, people),
    )?;
    Ok(())
}

fn read_waiting(db: &Connection, at_most: usize) -> rusqlite::Result<Vec<SubmissionItem>> {
    let mut statement = db.prepare_cached("SELECT letter FROM letters ORDER BY rowid LIMIT ?1")?;
    let mut rows = statement.query([at_most as i64])?;
    let mut submissions = Vec::new();
    while let Some(row) = rows.next()? {
        // One that a later version wrote can't be read here, and waits for that version.
        submissions.extend(serde_json::from_str(&row.get::<_, String>(0)?).ok());
    }
    Ok(submissions)
}

fn forget(db: &mut Connection, ids: &[SubmissionId]) -> rusqlite::Result<()> {
    let tx = db.transaction()?;
    for id in ids {
        tx.execute("DELETE FROM letters WHERE id = ?1", [id.0])?;
    }
    tx.commit()?;
    // Pages that were split keep copies of what they held; written anew, none does.
    db.execute_batch("VACUUM")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use shared::time::UnixMs;

    use super::*;

    const TODAY: Date = date(2026, 11, 27);

    fn submission(number: u8) -> Submission {
        Submission {
            id: SubmissionId([number; 16]),
            written: UnixMs(1),
            language: "vi".to_owned(),
            name: format!("Nguyễn Thị Mẫu {number}"),
            reach: format!("0900 000 {number:03}"),
            wish: Wish::Contact {
                booth: BoothNumber(12),
                note: Some("Hai trăm chén men rạn".to_owned()),
            },
            consent: None,
        }
    }

    /// Every byte of every file of a kiosk.
    fn bytes(data: &Path) -> Vec<u8> {
        let files = std::fs::read_dir(data).unwrap();
        files
            .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
            .collect()
    }

    fn holds(data: &Path, text: &str) -> bool {
        let bytes = bytes(data);
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    }

    #[test]
    fn waiting_submission_survives_power_cut_and_leaves_no_bytes() {
        let dir = tempfile::tempdir().unwrap();
        let mut submissions = SubmissionStore::open(dir.path()).unwrap();
        for number in 1..=40 {
            submissions.keep(&submission(number), TODAY).unwrap();
        }
        submissions.keep(&submission(1), TODAY).unwrap();
        drop(submissions);
        let mut submissions = SubmissionStore::open(dir.path()).unwrap();
        let waiting = submissions.waiting(100).unwrap();
        assert_eq!(waiting.len(), 40);
        assert!(holds(dir.path(), "Nguyễn Thị Mẫu 17"));
        let ids: Vec<SubmissionId> = waiting.iter().map(|submission| submission.id).collect();
        submissions.forget(&ids[..17]).unwrap();
        assert!(!holds(dir.path(), "Nguyễn Thị Mẫu 17"), "while it runs");
        assert!(holds(dir.path(), "Nguyễn Thị Mẫu 18"));
        submissions.forget(&ids).unwrap();
        drop(submissions);
        for secret in ["Nguyễn", "0900", "Hai trăm"] {
            assert!(!holds(dir.path(), secret), "{secret}");
        }
    }

    #[test]
    fn submissions_sent_in_parts_leave_no_copy() {
        let dir = tempfile::tempdir().unwrap();
        let mut submissions = SubmissionStore::open(dir.path()).unwrap();
        // Ids in no order, as random ones are, and submissions that are longer and shorter.
        let ids: Vec<SubmissionId> = (0..240_u64).map(mixed).collect();
        for (number, id) in ids.iter().enumerate() {
            let name = format!("Người thứ {number:03} {}", "x".repeat(number * 7 % 60));
            let submission = Submission {
                id: *id,
                name,
                ..submission(1)
            };
            submissions.keep(&submission, TODAY).unwrap();
        }
        for (round, sent) in ids.chunks(40).enumerate().take(5) {
            submissions.forget(sent).unwrap();
            let bytes = bytes(dir.path());
            let left = (0..40 * (round + 1)).filter(|number| {
                let name = format!("Người thứ {number:03}");
                bytes
                    .windows(name.len())
                    .any(|part| part == name.as_bytes())
            });
            assert_eq!(left.count(), 0, "after {} were sent", 40 * (round + 1));
        }
        assert!(holds(dir.path(), "Người thứ 239"));
    }

    #[test]
    fn contacts_are_counted_once_and_outlive_their_submissions() {
        let dir = tempfile::tempdir().unwrap();
        let mut submissions = SubmissionStore::open(dir.path()).unwrap();
        let (booth, other) = (BoothNumber(12), BoothNumber(7));
        for number in [1, 2, 2, 3] {
            submissions.keep(&submission(number), TODAY).unwrap();
        }
        submissions
            .keep(&submission(4), TODAY.tomorrow().unwrap())
            .unwrap();
        submissions.withdraw(SubmissionId([3; 16]), TODAY).unwrap();
        submissions.withdraw(SubmissionId([9; 16]), TODAY).unwrap();
        submissions
            .forget(&[SubmissionId([1; 16]), SubmissionId([2; 16])])
            .unwrap();
        drop(submissions);
        let submissions = SubmissionStore::open(dir.path()).unwrap();
        assert_eq!(submissions.contacts(booth, TODAY).unwrap(), 2);
        assert_eq!(submissions.contacts(other, TODAY).unwrap(), 0);
        assert_eq!(submissions.count().unwrap(), 1);
    }

    fn mixed(number: u64) -> SubmissionId {
        let mixed = |it: u64| it.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        let id = [mixed(number), mixed(mixed(number) ^ number)].map(u64::to_be_bytes);
        SubmissionId(id.concat().try_into().unwrap())
    }
}
