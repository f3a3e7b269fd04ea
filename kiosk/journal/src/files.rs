//! The files of a database: readable by this user alone, and the same ones for as long as they are open.
//!
//! Nothing here opens a file that exists. Closing any descriptor of a file drops every POSIX lock that the process
//! holds on it, SQLite's own among them, and another program may then remove the write-ahead log of a running kiosk.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use super::JournalError;

/// The name of the file in the kiosk's data directory that says who it is.
pub const CONFIG_FILE: &str = "kiosk.toml";

/// What SQLite appends to a database's name for the files beside it.
pub(super) const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// Held while a file is made, so that no other thread opens one whose first descriptor is not closed yet.
static MAKING: Mutex<()> = Mutex::new(());

/// A path with something appended to its last part.
pub(super) fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A name beside a database, such as `journal-rescued-2.db`, that no file has.
pub(super) fn unused(path: &Path, word: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let names = (1..).map(|number: u32| path.with_file_name(format!("{stem}-{word}-{number}.db")));
    let mut free = names.filter(|name| {
        let beside = ["", BESIDE[0]].map(|end| with_end(name, end));
        !beside.iter().any(|file| file.exists()) && !name.with_extension("mark").exists()
    });
    free.next().unwrap_or_else(|| path.with_extension(word))
}

/// Makes an empty database file if there is none, and takes everybody else's access to it and to the files beside it.
/// SQLite makes those with the permissions of the database.
pub(super) fn make_private(path: &Path) -> io::Result<()> {
    let making = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    drop(making);
    #[cfg(unix)]
    for end in ["", BESIDE[0], BESIDE[1]] {
        close(&with_end(path, end), 0o600)?;
    }
    Ok(())
}

/// Takes everybody else's access to a kiosk's data directory and its files: token, tickets, names. Says which can't be
/// closed, such as those of another user.
#[cfg(unix)]
pub(super) fn make_folder_private(data: &Path) {
    // Without its own configuration it may be a folder of anything.
    if !data.join(CONFIG_FILE).exists() {
        return;
    }
    let files = fs::read_dir(data).into_iter().flatten().flatten();
    let files = files
        .map(|entry| entry.path())
        .filter(|path| path.is_file());
    let files = files.map(|path| (path, 0o600));
    for (path, mode) in files.chain([(data.to_owned(), 0o700)]) {
        if let Err(error) = close(&path, mode) {
            eprintln!(
                "kiosk: others can read {} ({error}); take their access to it",
                path.display()
            );
        }
    }
}

/// Gives a file or folder these permissions where it is open to others; does nothing where there is none.
#[cfg(unix)]
fn close(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match fs::metadata(path) {
        Ok(found) if found.permissions().mode() & 0o077 != 0 => {
            fs::set_permissions(path, fs::Permissions::from_mode(mode))
        }
        _ => Ok(()),
    }
}

/// The database and the log that a connection has open.
#[derive(Debug)]
pub(super) struct OpenFiles(Vec<(PathBuf, FileNumber)>);

impl OpenFiles {
    /// The files under these names now. To be called once SQLite has opened them.
    pub(super) fn of(path: &Path) -> Self {
        let names = [path.to_owned(), with_end(path, BESIDE[0])];
        let found = names.into_iter().filter_map(|name| {
            let number = file_number(&name)?;
            Some((name, number))
        });
        Self(found.collect())
    }

    /// Whether the files are still to be found under their names.
    ///
    /// # Errors
    /// [`JournalError::Replaced`] with the one that is not.
    pub(super) fn in_place(&self) -> Result<(), JournalError> {
        let mut files = self.0.iter();
        match files.find(|(name, number)| file_number(name) != Some(*number)) {
            Some((name, _)) => Err(JournalError::Replaced(name.clone())),
            None => Ok(()),
        }
    }
}

/// Device and number of a file.
type FileNumber = (u64, u64);

#[cfg(unix)]
fn file_number(path: &Path) -> Option<FileNumber> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|it| (it.dev(), it.ino()))
}

/// Elsewhere an open file can't be deleted or replaced.
#[cfg(not(unix))]
fn file_number(_path: &Path) -> Option<FileNumber> {
    None
}
