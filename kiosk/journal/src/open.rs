//! Opening a journal: the settings that make commits durable, and the layout brought up to date.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use shared::device_secret::DeviceSecret;
use shared::ids::{ExhibitionId, Incarnation, KioskId};
use shared::protocol::v1::FeedReply;

use super::files::{self, OpenFiles};
use super::{Journal, JournalError, lost, migrations, secrets};

/// The name of the journal's file within the kiosk's data directory.
pub const FILE: &str = "journal.db";
/// The name of the file by which a kiosk can work before it first reaches the server.
pub const BOOTSTRAP_FILE: &str = "bootstrap.json";

/// Memory for pages, in KiB; negative, as SQLite wants it for KiB. A ticket may be on any page.
const CACHE_KIB: i64 = -16_384;
/// The pages a log may grow to when another thread has been asked to bring it home.
const LOG_PAGES: i64 = 8_000;
/// How long to wait for another thread's or program's commit.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// The pause before another try where SQLite itself does not wait.
const ANOTHER_TRY: Duration = Duration::from_millis(2);

impl Journal {
    /// Opens the journal of a kiosk's data directory, and makes it if there is none.
    ///
    /// # Errors
    /// [`JournalError`]: it can't be opened, is damaged, of a later version, or another kiosk's.
    pub fn open(
        data: &Path,
        exhibition: ExhibitionId,
        kiosk: &KioskId,
    ) -> Result<Self, JournalError> {
        let mut journal = Self::open_file(data, exhibition, kiosk)?;
        journal.set_newest_aside()?;
        Ok(journal)
    }

    /// Does so and looks over it, unless it is large, for a program that relies on what it says.
    ///
    /// # Errors
    /// As [`Journal::open`], and [`JournalError::Damaged`] when the disk changed what can't be made anew.
    pub fn open_sound(
        data: &Path,
        exhibition: ExhibitionId,
        kiosk: &KioskId,
    ) -> Result<Self, JournalError> {
        let mut journal = Self::open_file(data, exhibition, kiosk)?;
        if !journal.is_large()? {
            journal.look_over()?;
        }
        journal.set_newest_aside()?;
        Ok(journal)
    }

    fn open_file(
        data: &Path,
        exhibition: ExhibitionId,
        kiosk: &KioskId,
    ) -> Result<Self, JournalError> {
        let path = data.join(FILE);
        let unopenable = |error: std::io::Error| JournalError::Unopenable {
            path: path.clone(),
            detail: error.to_string(),
        };
        lost::set_lost_aside(&path).map_err(unopenable)?;
        files::make_private(&path).map_err(unopenable)?;
        #[cfg(unix)]
        files::make_folder_private(data);
        let secret = secrets::device_secret(data).map_err(unopenable)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(&path, flags).map_err(|error| {
            JournalError::Unopenable {
                path: path.clone(),
                detail: error.to_string(),
            }
        })?;
        db.busy_timeout(PATIENCE)?;
        db.set_prepared_statement_cache_capacity(64);
        write_ahead(&db)?;
        // FULL waits for the disk at every commit.
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "cache_size", CACHE_KIB)?;
        // What is deleted is overwritten too: hashes of PINs and codes that are kept otherwise now.
        db.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
        migrate(&mut db, &path, exhibition, kiosk, &secret)?;
        lost::mark(&path).map_err(unopenable)?;
        Ok(Self {
            db,
            files: OpenFiles::of(&path),
            path,
            exhibition,
            kiosk: kiosk.clone(),
            secret,
            known: Arc::default(),
        })
    }

    /// Leaves checkpoints to another thread, which calls [`Journal::checkpoint`], which can take
    /// longer than a visitor should wait. Should that thread fail, it is done here after all.
    ///
    /// # Errors
    /// [`JournalError`] when the setting can't be made.
    pub fn leave_checkpoints(&self) -> Result<(), JournalError> {
        self.db
            .pragma_update_and_check(None, "wal_autocheckpoint", LOG_PAGES, |_| Ok(()))?;
        Ok(())
    }

    /// Makes a checkpoint as far as nobody has to wait for it.
    ///
    /// # Errors
    /// [`JournalError`] when the disk fails.
    pub fn checkpoint(&self) -> Result<(), JournalError> {
        self.db
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Takes in `bootstrap.json`, and `ticket_list.jsonl` beside it, when they are there and the server
    /// has never been heard.
    ///
    /// # Errors
    /// [`JournalError::Bootstrap`] when a file can't be used; what came before the fault is kept.
    pub fn bootstrap(&mut self) -> Result<(), JournalError> {
        let heard: String = self
            .db
            .query_row("SELECT feed_epoch FROM state", [], |row| row.get(0))?;
        if !heard.is_empty() {
            return Ok(());
        }
        let path = self.path.with_file_name(BOOTSTRAP_FILE);
        let unusable = |detail: String| JournalError::Bootstrap {
            path: path.clone(),
            detail,
        };
        let json = match fs::read_to_string(&path) {
            Ok(json) => json,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(unusable(error.to_string())),
        };
        let reply: FeedReply =
            serde_json::from_str(&json).map_err(|error| unusable(error.to_string()))?;
        // The ticket list goes first: until the other is taken in, the server was never heard, and a
        // start that is broken off begins again where it was.
        let ticket_list = self.read_ticket_list_file();
        match self.apply_feed(&reply) {
            Ok(_) => ticket_list,
            Err(JournalError::Foreign(detail)) => Err(unusable(detail)),
            Err(error) => Err(error),
        }
    }
}

/// Sets the journal to WAL, which lets the uplink read while the desk writes.
///
/// Two programs may do so with a new journal at once, and for this one step SQLite does not wait for
/// the other one but says at once that it is busy.
fn write_ahead(db: &Connection) -> Result<(), JournalError> {
    let begun = Instant::now();
    loop {
        let set = db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()));
        match set.map_err(JournalError::from) {
            Err(JournalError::Busy) if begun.elapsed() < PATIENCE => thread::sleep(ANOTHER_TRY),
            set => return set,
        }
    }
}

/// The number of a new journal's first life. Random, so that a wiped kiosk can't take up its old one.
fn first_incarnation() -> Result<Incarnation, JournalError> {
    let number = getrandom::u32().map_err(|error| JournalError::Random(error.to_string()))?;
    Ok(Incarnation(number.max(1)))
}

fn migrate(
    db: &mut Connection,
    path: &Path,
    exhibition: ExhibitionId,
    kiosk: &KioskId,
    secret: &DeviceSecret,
) -> Result<(), JournalError> {
    // Two programs may open a new journal at once; the second waits here and finds it made.
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = layout(&tx, path)?;
    migrations::apply(&tx, found, secret)?;
    own(&tx, path, exhibition, kiosk)?;
    tx.commit()?;
    Ok(())
}

/// Returns the layout of a journal, and refuses one of a later version.
fn layout(db: &Connection, path: &Path) -> Result<i64, JournalError> {
    let found: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > migrations::LATEST {
        return Err(JournalError::Newer {
            path: path.to_owned(),
            found,
            known: migrations::LATEST,
        });
    }
    Ok(found)
}

/// Returns whether a journal has the layout of this version, and refuses one of a later version.
pub(super) fn check_layout(db: &Connection, path: &Path) -> Result<bool, JournalError> {
    Ok(layout(db, path)? == migrations::LATEST)
}

/// Writes the owner into a new journal, and turns away everyone else from an old one.
fn own(
    tx: &Transaction<'_>,
    path: &Path,
    exhibition: ExhibitionId,
    kiosk: &KioskId,
) -> Result<(), JournalError> {
    if check_owner(tx, path, exhibition, kiosk)? {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO state (one, exhibition, kiosk) VALUES (1, ?1, ?2)",
        (exhibition.0, kiosk.as_str()),
    )?;
    let incarnation = first_incarnation()?;
    tx.execute(
        "INSERT INTO lives (number, incarnation) VALUES (1, ?1)",
        [incarnation.0],
    )?;
    Ok(())
}

/// Turns away everyone but the owner of a journal; `false` for one that has none yet.
pub(super) fn check_owner(
    db: &Connection,
    path: &Path,
    exhibition: ExhibitionId,
    kiosk: &KioskId,
) -> Result<bool, JournalError> {
    let owner: Option<(u16, String)> = db
        .query_row("SELECT exhibition, kiosk FROM state", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match owner {
        None => Ok(false),
        Some((theirs, name)) if (theirs, name.as_str()) == (exhibition.0, kiosk.as_str()) => {
            Ok(true)
        }
        Some((theirs, name)) => Err(JournalError::Owner {
            path: path.to_owned(),
            owner: format!("{name} of exhibition {theirs}"),
            asked: format!("{kiosk} of exhibition {exhibition}"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;
    use crate::scene::{EXHIBITION, kiosk};

    #[cfg(unix)]
    #[test]
    fn nobody_else_on_the_device_can_read_the_journal_or_its_log() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let file = |end: &str| dir.path().join(format!("{FILE}{end}"));
        let mode = |end| fs::metadata(file(end)).unwrap().permissions().mode() & 0o777;
        let open = || Journal::open(dir.path(), EXHIBITION, &kiosk("A1")).unwrap();
        let journal = open();
        assert_eq!([mode(""), mode("-wal"), mode("-shm")], [0o600; 3]);
        // One that an earlier version made for everybody to read, while another program has it open.
        for end in ["", "-wal", "-shm"] {
            fs::set_permissions(file(end), fs::Permissions::from_mode(0o644)).unwrap();
        }
        let _second = open();
        assert_eq!([mode(""), mode("-wal"), mode("-shm")], [0o600; 3]);
        drop(journal);
    }

    #[cfg(unix)]
    #[test]
    fn files_open_to_others_are_closed() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("kiosk");
        fs::create_dir(&data).unwrap();
        let files = [
            "kiosk.toml",
            "bootstrap.json",
            "register.jsonl",
            "journal-rescued-1.db",
        ];
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        for file in files {
            fs::write(data.join(file), "").unwrap();
            set(&data.join(file), 0o644).unwrap();
        }
        set(&data, 0o755).unwrap();
        drop(Journal::open(&data, EXHIBITION, &kiosk("A1")));
        assert_eq!(mode(&data), 0o700);
        assert_eq!(files.map(|file| mode(&data.join(file))), [0o600; 4]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn second_open_keeps_the_locks_of_the_first() {
        use std::os::unix::fs::MetadataExt;
        let dir = tempfile::tempdir().unwrap();
        let open = || Journal::open(dir.path(), EXHIBITION, &kiosk("A1")).unwrap();
        let _first = open();
        let inode = fs::metadata(dir.path().join(FILE)).unwrap().ino();
        let held = || {
            let owner = format!(" {} ", std::process::id());
            let file = format!(":{inode} ");
            let locks = fs::read_to_string("/proc/locks").unwrap();
            locks
                .lines()
                .filter(|lock| lock.contains(&owner) && lock.contains(&file))
                .count()
        };
        assert!(held() > 0, "the first one holds the file");
        let _second = open();
        assert!(held() > 0, "so it does after a second one has opened it");
    }

    #[test]
    fn a_new_journal_that_several_programs_make_at_once_is_one_journal_for_all() {
        for _ in 0..40 {
            let dir = tempfile::tempdir().unwrap();
            let start = Barrier::new(6);
            let open = || {
                start.wait();
                let journal = Journal::open(dir.path(), EXHIBITION, &kiosk("A1")).unwrap();
                journal.feed_query().unwrap()
            };
            std::thread::scope(|scope| {
                let programs: Vec<_> = (0..6).map(|_| scope.spawn(open)).collect();
                for program in programs {
                    program.join().unwrap();
                }
            });
        }
    }
}
