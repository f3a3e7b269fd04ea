//! Letters until the server has them: in a file of their own, and then in none.
//!
//! What is deleted here is written over at once (`secure_delete`), the file is then written anew (`VACUUM`), and there is
//! no log beside it in which it could live on: the rollback journal is cut to nothing at every commit. So a letter that
//! the server has acknowledged leaves no bytes in any file of the kiosk.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use rusqlite::{Connection, ErrorCode, OptionalExtension};
use shared::ids::BoothNumber;
use shared::protocol::v1::SubmissionItem;
use shared::submission::{Submission, SubmissionId, Wish};

use super::files;

/// The name of the letters' file within the kiosk's data directory.
pub const LETTERS_FILE: &str = "letters.db";

/// How long to wait for another thread's commit.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why letters can't be kept or read. Records, and so tickets, are not concerned.
#[derive(Debug, thiserror::Error)]
pub enum LettersError {
    /// The file is damaged, or no file of letters at all.
    #[error(
        "{} is damaged ({detail}), so visitors can't leave their names; tickets are checked as usual. Keep that file, move it elsewhere and start the kiosk again", .path.display()
    )]
    Damaged {
        /// The letters' file.
        path: PathBuf,
        /// What the database said.
        detail: String,
    },
    /// The file can't be opened, read or written.
    #[error(
        "{} can't be used ({detail}), so visitors can't leave their names; tickets are checked as usual. Check the disk and who may write there, then start the kiosk again", .path.display()
    )]
    Unusable {
        /// The letters' file.
        path: PathBuf,
        /// What the database or the system said.
        detail: String,
    },
}

impl LettersError {
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

/// The letters that wait to be sent. Each thread has its own.
pub struct Letters {
    db: Connection,
    path: PathBuf,
}

impl Letters {
    /// Opens the letters of a kiosk's data directory, and makes the file if there is none.
    ///
    /// # Errors
    /// [`LettersError`] when the file can't be opened or is damaged.
    pub fn open(data: &Path) -> Result<Self, LettersError> {
        let path = data.join(LETTERS_FILE);
        files::make_private(&path).map_err(|error| LettersError::Unusable {
            path: path.clone(),
            detail: error.to_string(),
        })?;
        let db = connect(&path).map_err(|error| LettersError::of(&path, &error))?;
        Ok(Self { db, path })
    }

    /// Sees whether letters can be kept, without making a file that is not there yet.
    ///
    /// # Errors
    /// [`LettersError`] when they can't.
    pub fn check(data: &Path) -> Result<(), LettersError> {
        if data.join(LETTERS_FILE).exists() {
            Self::open(data)?.count()?;
        }
        Ok(())
    }

    /// Keeps a letter until the server has it, and counts it on a date where it is for an exhibitor. It is durable when
    /// this returns.
    ///
    /// # Errors
    /// [`LettersError`]; then it is not kept, and nobody may be thanked for it.
    pub fn keep(&mut self, letter: &Submission, date: Date) -> Result<(), LettersError> {
        let text = serde_json::to_string(&SubmissionItem::from(letter)).map_err(|error| {
            LettersError::Unusable {
                path: self.path.clone(),
                detail: error.to_string(),
            }
        })?;
        let kept = keep(&mut self.db, letter, &text, date);
        self.named(kept)
    }

    /// Deletes a letter that its visitor was not told of, and counts it no longer.
    ///
    /// # Errors
    /// [`LettersError`]; then it is still there, and is sent.
    pub fn withdraw(&mut self, id: SubmissionId, date: Date) -> Result<(), LettersError> {
        let withdrawn = withdraw(&mut self.db, id, date);
        self.named(withdrawn)
    }

    /// How many visitors asked a booth for contact on a date, at this kiosk.
    ///
    /// # Errors
    /// [`LettersError`] when they can't be counted.
    pub fn contacts(&self, booth: BoothNumber, date: Date) -> Result<u64, LettersError> {
        let sql = "SELECT people FROM contacts WHERE date = ?1 AND booth = ?2";
        let key = (date.to_string(), booth.0);
        let people = self.db.query_row(sql, key, |row| row.get::<_, i64>(0));
        let people = self.named(people.optional())?;
        Ok(people.unwrap_or_default().max(0) as u64)
    }

    /// The letters that wait, at most so many.
    ///
    /// # Errors
    /// [`LettersError`] when they can't be read.
    pub fn waiting(&self, at_most: usize) -> Result<Vec<SubmissionItem>, LettersError> {
        self.named(read_waiting(&self.db, at_most))
    }

    /// How many letters wait.
    ///
    /// # Errors
    /// [`LettersError`] when they can't be counted.
    pub fn count(&self) -> Result<u64, LettersError> {
        let count = self.db.prepare_cached("SELECT count(*) FROM letters");
        let count = count.and_then(|mut count| count.query_row([], |row| row.get::<_, i64>(0)));
        self.named(count).map(|count| count as u64)
    }

    /// Forgets letters that the server has, so that no bytes of them are left.
    ///
    /// # Errors
    /// [`LettersError`]; then they are still there, and are sent once more.
    pub fn forget(&mut self, ids: &[SubmissionId]) -> Result<(), LettersError> {
        if ids.is_empty() {
            return Ok(());
        }
        let forgotten = forget(&mut self.db, ids);
        self.named(forgotten)
    }

    fn named<T>(&self, result: rusqlite::Result<T>) -> Result<T, LettersError> {
        result.map_err(|error| LettersError::of(&self.path, &error))
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

fn keep(db: &mut Connection, letter: &Submission, text: &str, date: Date) -> rusqlite::Result<()> {
    let tx = db.transaction()?;
    let new = tx.execute(
        "INSERT INTO letters (id, letter) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        (letter.id.0, text),
    )?;
    if let Wish::Contact { booth, .. } = &letter.wish
        && new > 0
    {
        count_contact(&tx, *booth, date, 1)?;
    }
    tx.commit()
}

fn withdraw(db: &mut Connection, id: SubmissionId, date: Date) -> rusqlite::Result<()> {
    let letter = db.query_row("SELECT letter FROM letters WHERE id = ?1", [id.0], |row| {
        row.get::<_, String>(0)
    });
    let letter = letter.optional()?;
    let letter = letter.and_then(|text| serde_json::from_str::<SubmissionItem>(&text).ok());
    if let Some(booth) = letter.and_then(|letter| letter.booth) {
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
    let mut letters = Vec::new();
    while let Some(row) = rows.next()? {
        // One that a later version wrote can't be read here, and waits for that version.
        letters.extend(serde_json::from_str(&row.get::<_, String>(0)?).ok());
    }
    Ok(letters)
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

    fn letter(number: u8) -> Submission {
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
    fn a_letter_waits_through_a_power_cut_and_leaves_no_bytes_once_it_is_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let mut letters = Letters::open(dir.path()).unwrap();
        for number in 1..=40 {
            letters.keep(&letter(number), TODAY).unwrap();
        }
        letters.keep(&letter(1), TODAY).unwrap();
        drop(letters);
        let mut letters = Letters::open(dir.path()).unwrap();
        let waiting = letters.waiting(100).unwrap();
        assert_eq!(waiting.len(), 40);
        assert!(holds(dir.path(), "Nguyễn Thị Mẫu 17"));
        let ids: Vec<SubmissionId> = waiting.iter().map(|letter| letter.id).collect();
        letters.forget(&ids[..17]).unwrap();
        assert!(!holds(dir.path(), "Nguyễn Thị Mẫu 17"), "while it runs");
        assert!(holds(dir.path(), "Nguyễn Thị Mẫu 18"));
        letters.forget(&ids).unwrap();
        drop(letters);
        for secret in ["Nguyễn", "0900", "Hai trăm"] {
            assert!(!holds(dir.path(), secret), "{secret}");
        }
    }

    #[test]
    fn of_letters_that_are_sent_a_few_at_a_time_none_leaves_a_copy_behind() {
        let dir = tempfile::tempdir().unwrap();
        let mut letters = Letters::open(dir.path()).unwrap();
        // Ids in no order, as random ones are, and letters that are longer and shorter.
        let ids: Vec<SubmissionId> = (0..240_u64).map(mixed).collect();
        for (number, id) in ids.iter().enumerate() {
            let name = format!("Người thứ {number:03} {}", "x".repeat(number * 7 % 60));
            let letter = Submission {
                id: *id,
                name,
                ..letter(1)
            };
            letters.keep(&letter, TODAY).unwrap();
        }
        for (round, sent) in ids.chunks(40).enumerate().take(5) {
            letters.forget(sent).unwrap();
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
    fn contacts_are_counted_once_and_outlive_their_letters() {
        let dir = tempfile::tempdir().unwrap();
        let mut letters = Letters::open(dir.path()).unwrap();
        let (booth, other) = (BoothNumber(12), BoothNumber(7));
        for number in [1, 2, 2, 3] {
            letters.keep(&letter(number), TODAY).unwrap();
        }
        letters.keep(&letter(4), TODAY.tomorrow().unwrap()).unwrap();
        letters.withdraw(SubmissionId([3; 16]), TODAY).unwrap();
        letters.withdraw(SubmissionId([9; 16]), TODAY).unwrap();
        letters
            .forget(&[SubmissionId([1; 16]), SubmissionId([2; 16])])
            .unwrap();
        drop(letters);
        let letters = Letters::open(dir.path()).unwrap();
        assert_eq!(letters.contacts(booth, TODAY).unwrap(), 2);
        assert_eq!(letters.contacts(other, TODAY).unwrap(), 0);
        assert_eq!(letters.count().unwrap(), 1);
    }

    fn mixed(number: u64) -> SubmissionId {
        let mixed = |it: u64| it.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        let id = [mixed(number), mixed(mixed(number) ^ number)].map(u64::to_be_bytes);
        SubmissionId(id.concat().try_into().unwrap())
    }
}
