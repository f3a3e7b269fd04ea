//! The versions of the kiosk's program that came over the server: `versions/` in the kiosk's data directory, a folder each, and
//! `state.json`, which says what runs, what waits and what was given up.
//!
//! A version that waits is *on trial* once it was switched to: it has to say that it came up before it was started
//! [`STARTS_ON_TRIAL`] times, or else the version before runs again and this one is never tried again.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use journal::private_file;
use serde::{Deserialize, Serialize};
use shared::release::{Release, Version};

/// The folder in the kiosk's data directory.
const FOLDER: &str = "versions";
/// What runs, waits and was given up, in that folder.
const STATE: &str = "state.json";
/// The name of the program in the folder of its version.
const PROGRAM: &str = "kiosk";
/// How often a version is started that has not come up.
pub const STARTS_ON_TRIAL: u32 = 3;

/// The versions in a kiosk's data directory.
#[derive(Debug, Clone)]
pub struct Versions {
    folder: PathBuf,
}

/// What runs, what waits and what was given up. Without a version that came over the server, the installed program runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionState {
    /// The one that runs in place of the installed program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Version>,
    /// The one before it, while the current one is on trial; `None` inside for the installed program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<Trial>,
    /// The one that waits to be switched to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<Version>,
    /// Those that did not come up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<Version>,
}

/// The trial of a version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// What ran before it; `None` for the installed program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Version>,
    /// How often it was started.
    pub starts: u32,
}

/// A version that is to be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Its program and its name; `None` for the installed one.
    pub program: Option<(PathBuf, String)>,
    /// The version that was given up just now.
    pub given_up: Option<Version>,
}

impl Versions {
    /// Those in a kiosk's data directory; there may be none.
    #[must_use]
    pub fn of(data: &Path) -> Self {
        let folder = data.join(FOLDER);
        Self { folder }
    }

    /// Returns what runs, what waits and what was given up. A file that can't be read says nothing: the installed program
    /// runs then.
    #[must_use]
    pub fn state(&self) -> VersionState {
        let json = fs::read(self.folder.join(STATE)).unwrap_or_default();
        serde_json::from_slice(&json).unwrap_or_default()
    }

    /// Whether a release is one to fetch: newer than what runs, and neither here already nor given up. What runs goes by the
    /// name that its release had, too.
    #[must_use]
    pub fn wants(&self, release: &Release, running: &Version) -> bool {
        let state = self.state();
        let known = state
            .ready
            .iter()
            .chain(&state.failed)
            .chain(&state.current);
        release.version > *running && !known.into_iter().any(|it| *it == release.version)
    }

    /// Takes in the program of a release, which waits from now on. It is durable when this returns.
    ///
    /// # Errors
    /// When the disk is full or fails; then nothing waits that did not wait before.
    pub fn take_in(&self, release: &Release, program: &Path) -> io::Result<()> {
        let path = self.program(&release.version);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let new = path.with_extension("new");
        fs::copy(program, &new)?;
        make_executable(&new)?;
        File::open(&new)?.sync_all()?;
        fs::rename(&new, &path)?;
        File::open(folder)?.sync_all()?;
        let ready = Some(release.version.clone());
        self.store(&VersionState {
            ready,
            ..self.state()
        })
    }

    /// Switches to the version that waits: it is what [`Versions::start`] starts from now on. `false` when none waits.
    ///
    /// # Errors
    /// When the disk fails; then nothing is switched.
    pub fn switch(&self) -> io::Result<bool> {
        let state = self.state();
        let Some(ready) = state.ready else {
            return Ok(false);
        };
        self.store(&VersionState {
            trial: Some(Trial {
                before: state.current,
                starts: 0,
            }),
            current: Some(ready),
            ready: None,
            failed: state.failed,
        })?;
        Ok(true)
    }

    /// Returns what to start now, and counts that start where it is on trial. One that was started too often without
    /// coming up is given up.
    ///
    /// # Errors
    /// When the disk fails. The installed program is the one to start then.
    pub fn start(&self) -> io::Result<Start> {
        let mut state = self.state();
        let mut given_up = None;
        if let (Some(current), Some(trial)) = (&state.current, &state.trial)
            && (trial.starts >= STARTS_ON_TRIAL || !self.program(current).is_file())
        {
            given_up = Some(current.clone());
            state.failed.extend(given_up.clone());
            state.current.clone_from(&trial.before);
            state.trial = None;
            self.store(&state)?;
        }
        if let Some(trial) = &mut state.trial {
            trial.starts += 1;
            self.store(&state)?;
        }
        let current = state
            .current
            .iter()
            .map(|it| (self.program(it), it.to_string()));
        let program = current.into_iter().find(|(program, _)| program.is_file());
        Ok(Start { program, given_up })
    }

    /// Notes that a version came up, by the name that [`Start::program`] gave it: it is no longer on trial, and what ran before it is
    /// deleted.
    ///
    /// # Errors
    /// When the disk fails; then it is on trial still.
    pub fn came_up(&self, version: &str) -> io::Result<()> {
        let mut state = self.state();
        let current = state.current.as_ref().map(Version::to_string);
        if current.as_deref() != Some(version) || state.trial.take().is_none() {
            return Ok(());
        }
        self.store(&state)?;
        let kept = [&state.current, &state.ready].into_iter().flatten();
        let kept: Vec<String> = kept.map(ToString::to_string).collect();
        for entry in fs::read_dir(&self.folder)?.flatten() {
            let name = entry.file_name();
            if entry.path().is_dir() && !kept.iter().any(|it| name == it.as_str()) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }

    fn program(&self, version: &Version) -> PathBuf {
        self.folder.join(version.to_string()).join(PROGRAM)
    }

    fn store(&self, state: &VersionState) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let json = serde_json::to_vec(state).map_err(io::Error::other)?;
        private_file::replace(&self.folder.join(STATE), &json)
    }
}

fn make_executable(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use shared::catalogue::MediaFile;

    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    fn with_ready(text: &str) -> (tempfile::TempDir, Versions) {
        let dir = tempfile::tempdir().unwrap();
        let versions = Versions::of(dir.path());
        take_in(&dir, &versions, text);
        (dir, versions)
    }

    fn take_in(dir: &tempfile::TempDir, versions: &Versions, text: &str) {
        let program = dir.path().join("came");
        fs::write(&program, text).unwrap();
        let release = release(text);
        assert!(versions.wants(&release, &version("1.0.0")));
        versions.take_in(&release, &program).unwrap();
        assert!(!versions.wants(&release, &version("1.0.0")));
    }

    fn release(text: &str) -> Release {
        let program = MediaFile::of(text.as_bytes());
        Release::sign(version(text), "here".to_owned(), program, &[1; 32])
    }

    fn started(versions: &Versions) -> Option<String> {
        let start = versions.start().unwrap();
        start.program.map(|(it, _)| fs::read_to_string(it).unwrap())
    }

    #[test]
    fn version_that_comes_up_stays() {
        let (dir, versions) = with_ready("1.1.0");
        assert_eq!(started(&versions), None, "it waits");
        assert!(versions.switch().unwrap());
        assert_eq!(started(&versions).unwrap(), "1.1.0");
        versions.came_up("1.0.0").unwrap();
        assert!(versions.state().trial.is_some(), "another came up");
        versions.came_up("1.1.0").unwrap();
        for _ in 0..5 {
            assert_eq!(started(&versions).unwrap(), "1.1.0");
        }
        take_in(&dir, &versions, "1.2.0");
        versions.switch().unwrap();
        assert_eq!(started(&versions).unwrap(), "1.2.0");
        versions.came_up("1.2.0").unwrap();
        assert!(!dir.path().join("versions/1.1.0").exists());
    }

    #[test]
    fn version_that_does_not_come_up_gives_way_for_ever() {
        let (dir, versions) = with_ready("1.1.0");
        versions.switch().unwrap();
        versions.start().unwrap();
        versions.came_up("1.1.0").unwrap();
        take_in(&dir, &versions, "1.2.0");
        versions.switch().unwrap();
        for _ in 0..STARTS_ON_TRIAL {
            assert_eq!(started(&versions).unwrap(), "1.2.0");
        }
        let start = versions.start().unwrap();
        assert_eq!(start.given_up, Some(version("1.2.0")));
        assert_eq!(started(&versions).unwrap(), "1.1.0");
        assert!(!versions.wants(&release("1.2.0"), &version("1.1.0")));
        assert!(versions.wants(&release("1.2.1"), &version("1.1.0")));
    }

    #[test]
    fn older_version_is_not_wanted() {
        let (_dir, versions) = with_ready("1.1.0");
        for text in ["0.9.0", "1.0.0"] {
            assert!(!versions.wants(&release(text), &version("1.0.0")));
        }
    }

    #[test]
    fn damaged_state_starts_the_installed_program() {
        let (dir, versions) = with_ready("1.1.0");
        versions.switch().unwrap();
        fs::write(dir.path().join("versions/state.json"), "{").unwrap();
        assert_eq!(started(&versions), None);
    }

    #[test]
    fn version_whose_file_is_gone_gives_way() {
        let (dir, versions) = with_ready("1.1.0");
        versions.switch().unwrap();
        fs::remove_dir_all(dir.path().join("versions/1.1.0")).unwrap();
        assert_eq!(versions.start().unwrap().given_up, Some(version("1.1.0")));
        assert_eq!(versions.state().current, None);
    }
}
