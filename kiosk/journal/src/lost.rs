//! A journal that is gone although this kiosk has run before: a mark beside it tells that from a new kiosk.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::files::{BESIDE, unused, with_end};

/// The file that says that a journal was made here.
const MARK_FILE: &str = "journal.mark";
/// How the mark of a lost journal ends.
const MARK: &str = "mark";
const MARK_TEXT: &str = "This kiosk has a journal beside this file. Delete neither.\n";

/// Moves an empty journal that is known to have held something out of the way, with the files beside it, so that a new
/// one can be begun and the old one be looked at. Does nothing on a new kiosk.
pub(super) fn set_lost_aside(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.len() > 0 => return Ok(()),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mark = path.with_file_name(MARK_FILE);
    let claim = match File::open(&mark) {
        Ok(claim) => claim,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    claim.lock()?;
    if !mark.exists() {
        // Another program was here first, and has begun a new journal.
        return Ok(());
    }
    let kept = unused(path, "lost");
    for end in ["", BESIDE[0], BESIDE[1]] {
        match fs::rename(with_end(path, end), with_end(&kept, end)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::rename(mark, kept.with_extension(MARK))
}

/// Returns whether a journal was made here before.
pub(super) fn has_mark(path: &Path) -> bool {
    path.with_file_name(MARK_FILE).exists()
}

/// Notes that a journal is there.
pub(super) fn mark(path: &Path) -> io::Result<()> {
    let mark = path.with_file_name(MARK_FILE);
    if mark.exists() {
        return Ok(());
    }
    fs::write(mark, MARK_TEXT)
}

/// The marks of journals that were lost in a data directory, for as long as nobody has deleted them.
pub(super) fn lost(path: &Path) -> Vec<PathBuf> {
    let marks =
        (1..).map(|number: u32| path.with_file_name(format!("journal-lost-{number}.{MARK}")));
    marks.take_while(|mark| mark.exists()).collect()
}
