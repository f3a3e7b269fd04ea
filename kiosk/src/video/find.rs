//! Which program decodes.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::VideoError;
use crate::config::VideoConfig;

/// The program that systems bring along.
const USUAL: &str = "ffmpeg";

/// The command to begin with: the program as a path, and what the settings put behind it. `None` when there is none, or
/// when videos are switched off.
///
/// # Errors
/// [`VideoError::NoPlayer`] when the settings name one that is nowhere.
pub(super) fn command(config: &VideoConfig) -> Result<Option<Vec<String>>, VideoError> {
    if config.off {
        return Ok(None);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let named = config.player.as_deref().unwrap_or(USUAL);
    let mut words = named.split_whitespace().map(str::to_owned);
    let program = words.next().unwrap_or_default();
    match program_in(&program, &path) {
        Some(found) => Ok(Some(
            [found.display().to_string()]
                .into_iter()
                .chain(words)
                .collect(),
        )),
        None if config.player.is_some() => Err(VideoError::NoPlayer(program)),
        None => Ok(None),
    }
}

/// Where a program is: as it is written when that is a path, else in one of the folders of `PATH`.
fn program_in(program: &str, path: &OsStr) -> Option<PathBuf> {
    if program.contains('/') {
        let here = PathBuf::from(program);
        return runs(&here).then_some(here);
    }
    let mut folders = env::split_paths(path).filter(|folder| folder.is_absolute());
    folders.find_map(|folder| {
        let there = folder.join(program);
        (!program.is_empty() && runs(&there)).then_some(there)
    })
}

fn runs(program: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(program)
        .is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_program_is_found_in_the_folders_that_the_system_looks_in_and_only_if_it_runs() {
        let (bare, full) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (folder, mode) in [(&bare, 0o644), (&full, 0o755)] {
            let file = folder.path().join(USUAL);
            fs::write(&file, "").unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        }
        let path = env::join_paths([bare.path(), full.path()]).unwrap();
        assert_eq!(program_in(USUAL, &path), Some(full.path().join(USUAL)));
        let path = env::join_paths([bare.path()]).unwrap();
        assert_eq!(program_in(USUAL, &path), None);
        assert_eq!(program_in("", &path), None);
        let written = full.path().join(USUAL).display().to_string();
        assert!(program_in(&written, OsStr::new("")).is_some());
        assert_eq!(program_in("/nowhere/ffmpeg", OsStr::new("")), None);
    }

    #[test]
    fn a_player_that_is_named_and_nowhere_is_told_and_none_is_wanted_when_it_is_off() {
        let named = |off| VideoConfig {
            off,
            player: Some("/nowhere/ffmpeg -threads 1".to_owned()),
            ..VideoConfig::default()
        };
        let said = command(&named(false)).unwrap_err().to_string();
        assert!(said.contains("\"/nowhere/ffmpeg\""), "{said}");
        assert!(command(&named(true)).unwrap().is_none());
        let shell = VideoConfig {
            player: Some("/bin/sh -c".to_owned()),
            ..VideoConfig::default()
        };
        let found = command(&shell).unwrap();
        assert_eq!(found, Some(vec!["/bin/sh".to_owned(), "-c".to_owned()]));
    }
}
