//! Which program decodes.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use kiosk_config::VideoConfig;

use super::VideoError;

/// The program that systems bring along.
const USUAL: &str = "ffmpeg";

/// The command to begin with: the program as a path, and what the settings put behind it. `None` when there is none, or
/// when videos are switched off.
///
/// The first word has to be a program, and so has every other that is called `ffmpeg`, in whatever folder: a program may
/// start another (`nice -n 10 ffmpeg`), and what else stands there may be a word of theirs.
///
/// # Errors
/// [`VideoError::NoPlayer`] when the settings name one that is nowhere.
pub(super) fn command(config: &VideoConfig) -> Result<Option<Vec<String>>, VideoError> {
    let path = env::var_os("PATH").unwrap_or_default();
    command_in(config, &path)
}

/// The same, with the folders to look in.
fn command_in(config: &VideoConfig, path: &OsStr) -> Result<Option<Vec<String>>, VideoError> {
    if config.off {
        return Ok(None);
    }
    let named = config.player.as_deref().unwrap_or(USUAL);
    let mut words = named.split_whitespace();
    let first = words.next().unwrap_or_default();
    let missing = |word: &str| match config.player {
        Some(_) => Err(VideoError::NoPlayer(word.to_owned())),
        None => Ok(None),
    };
    let Some(found) = program_in(first, path) else {
        return missing(first);
    };
    let mut programs = words.clone().filter(|word| is_usual(word));
    if let Some(word) = programs.find(|word| program_in(word, path).is_none()) {
        return missing(word);
    }
    let found = [found.display().to_string()].into_iter();
    Ok(Some(found.chain(words.map(str::to_owned)).collect()))
}

/// Whether a word names the usual program.
fn is_usual(word: &str) -> bool {
    Path::new(word).file_name() == Some(OsStr::new(USUAL))
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

    fn put(folder: &Path, name: &str, mode: u32) {
        let file = folder.join(name);
        fs::write(&file, "").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_program_is_found_in_the_folders_that_the_system_looks_in_and_only_if_it_runs() {
        let (bare, full) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        put(bare.path(), USUAL, 0o644);
        put(full.path(), USUAL, 0o755);
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
    #[test]
    fn a_program_that_starts_the_player_is_not_enough_without_the_player() {
        let folder = tempfile::tempdir().unwrap();
        let path = env::join_paths([folder.path()]).unwrap();
        let found = |player: &str| {
            let config = VideoConfig {
                player: Some(player.to_owned()),
                ..VideoConfig::default()
            };
            command_in(&config, &path).map_err(|error| error.to_string())
        };
        put(folder.path(), "nice", 0o755);
        let elsewhere = folder.path().join("opt/ffmpeg").display().to_string();
        for (player, missing) in [
            ("nice ffmpeg", USUAL),
            ("nice -n 10 ffmpeg -threads 1", USUAL),
            (&*format!("nice {elsewhere}"), &*elsewhere),
        ] {
            let said = found(player).unwrap_err();
            assert!(said.contains(&format!("\"{missing}\"")), "{said}");
        }
        put(folder.path(), USUAL, 0o755);
        let nice = folder.path().join("nice").display().to_string();
        let words = ["-n", "10", USUAL, "-threads", "1"].map(str::to_owned);
        let whole = [vec![nice], words.to_vec()].concat();
        assert_eq!(found("nice -n 10 ffmpeg -threads 1"), Ok(Some(whole)));
    }
}
