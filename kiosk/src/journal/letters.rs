//! Letters until the server has them: in a file of their own, and then in none.
//!
//! What is deleted here is written over at once (`secure_delete`), the file is then written anew (`VACUUM`), and there is
//! no log beside it in which it could live on: the rollback journal is cut to nothing at every commit. So a letter that
//! the server has acknowledged leaves no bytes in any file of the kiosk.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use shared::letter::{Letter, LetterId};
use shared::protocol::v1::WireLetter;

use super::JournalError;

/// The name of the letters' file within the kiosk's data directory.
pub const LETTERS_FILE: &str = "letters.db";

/// How long to wait for another thread's commit.
const PATIENCE: Duration = Duration::from_secs(5);

/// The letters that wait to be sent. Each thread has its own.
pub struct Letters(Connection);

impl Letters {
    /// Opens the letters of a kiosk's data directory, and makes the file if there is none.
    ///
    /// # Errors
    /// [`JournalError`] when the file can't be opened or is damaged.
    pub fn open(data: &Path) -> Result<Self, JournalError> {
        let path = data.join(LETTERS_FILE);
        for_this_user(&path);
        let db = Connection::open(&path).map_err(|error| JournalError::Unopenable {
            path,
            detail: error.to_string(),
        })?;
        db.busy_timeout(PATIENCE)?;
        db.pragma_update(None, "secure_delete", true)?;
        db.pragma_update(None, "temp_store", "MEMORY")?;
        db.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |_| Ok(()))?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.execute_batch(
            "CREATE TABLE IF NOT EXISTS letters (id BLOB PRIMARY KEY, letter TEXT NOT NULL) STRICT",
        )?;
        Ok(Self(db))
    }

    /// Keeps a letter until the server has it. It is durable when this returns.
    ///
    /// # Errors
    /// [`JournalError`]; then it is not kept, and nobody may be thanked for it.
    pub fn keep(&mut self, letter: &Letter) -> Result<(), JournalError> {
        let text = serde_json::to_string(&WireLetter::from(letter))
            .map_err(|error| JournalError::Database(error.to_string()))?;
        self.0.execute(
            "INSERT INTO letters (id, letter) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            (letter.id.0, text),
        )?;
        Ok(())
    }

    /// The letters that wait, at most so many.
    ///
    /// # Errors
    /// [`JournalError`] when they can't be read.
    pub fn waiting(&self, at_most: usize) -> Result<Vec<WireLetter>, JournalError> {
        let mut statement = self
            .0
            .prepare_cached("SELECT letter FROM letters ORDER BY rowid LIMIT ?1")?;
        let mut rows = statement.query([at_most as i64])?;
        let mut letters = Vec::new();
        while let Some(row) = rows.next()? {
            // One that a later version wrote can't be read here, and waits for that version.
            letters.extend(serde_json::from_str(&row.get::<_, String>(0)?).ok());
        }
        Ok(letters)
    }

    /// How many letters wait.
    ///
    /// # Errors
    /// [`JournalError`] when they can't be counted.
    pub fn count(&self) -> Result<u64, JournalError> {
        let mut count = self.0.prepare_cached("SELECT count(*) FROM letters")?;
        let count: i64 = count.query_row([], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// Forgets letters that the server has, so that no bytes of them are left.
    ///
    /// # Errors
    /// [`JournalError`]; then they are still there, and are sent once more.
    pub fn forget(&mut self, ids: &[LetterId]) -> Result<(), JournalError> {
        if ids.is_empty() {
            return Ok(());
        }
        let tx = self.0.transaction()?;
        for id in ids {
            tx.execute("DELETE FROM letters WHERE id = ?1", [id.0])?;
        }
        tx.commit()?;
        // Pages that were split keep copies of what they held; written anew, none does.
        Ok(self.0.execute_batch("VACUUM")?)
    }
}

/// Makes the file for this user alone. Should that fail, opening it fails too, and says why.
fn for_this_user(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path));
}

#[cfg(test)]
mod tests {
    use shared::ids::BoothNumber;
    use shared::letter::Wish;
    use shared::time::UnixMs;

    use super::*;

    fn letter(number: u8) -> Letter {
        Letter {
            id: LetterId([number; 16]),
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
            letters.keep(&letter(number)).unwrap();
        }
        letters.keep(&letter(1)).unwrap();
        drop(letters);
        let mut letters = Letters::open(dir.path()).unwrap();
        let waiting = letters.waiting(100).unwrap();
        assert_eq!(waiting.len(), 40);
        assert!(holds(dir.path(), "Nguyễn Thị Mẫu 17"));
        let ids: Vec<LetterId> = waiting.iter().map(|letter| letter.id).collect();
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
        let ids: Vec<LetterId> = (0..240_u64).map(mixed).collect();
        for (number, id) in ids.iter().enumerate() {
            let name = format!("Người thứ {number:03} {}", "x".repeat(number * 7 % 60));
            let letter = Letter {
                id: *id,
                name,
                ..letter(1)
            };
            letters.keep(&letter).unwrap();
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

    fn mixed(number: u64) -> LetterId {
        let mixed = |it: u64| it.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        let id = [mixed(number), mixed(mixed(number) ^ number)].map(u64::to_be_bytes);
        LetterId(id.concat().try_into().unwrap())
    }
}
