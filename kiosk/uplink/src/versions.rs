//! The versions of the kiosk's program that came over the server: `versions/` in the kiosk's data directory, a folder each, and
//! `state.json`, which says what runs, what waits and what was given up.
//!
//! A version that is started [`STARTS_AT_MOST`] times in a row without coming up is given up: the one before runs again,
//! and this one is never tried again.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use journal::private_file;
use serde::{Deserialize, Serialize};
use shared::protocol::v1::{UpdateOutcome, UpdateReport};
use shared::release::{Release, Version};

/// The folder in the kiosk's data directory.
const FOLDER: &str = "versions";
/// What runs, waits and was given up, in that folder.
const STATE: &str = "state.json";
/// The name of the program in the folder of its version.
const PROGRAM: &str = "kiosk";
/// How often in a row a version is started that does not come up.
pub const STARTS_AT_MOST: u32 = 3;
/// The variable that tells a version that came over the server its name.
pub const VERSION_VARIABLE: &str = "KIOSK_VERSION";

/// The versions in a kiosk's data directory.
#[derive(Debug, Clone)]
pub struct Versions {
    folder: PathBuf,
}

/// What runs, what waits and what was given up. Without a version that came over the server, the installed program runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VersionState {
    /// The one that runs in place of the installed program.
    pub current: Option<Version>,
    /// The one that ran before it; `None` for the installed program.
    pub before: Option<Version>,
    /// How often the current one was started in a row without coming up.
    pub starts: u32,
    /// The one that waits to be switched to.
    pub ready: Option<Version>,
    /// Those that did not come up.
    pub failed: Vec<Version>,
    /// The last release that was not taken, and why.
    pub refused: Option<UpdateReport>,
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

    /// Whether a release is one to fetch: newer than what runs, and neither here already nor given up.
    #[must_use]
    pub fn wants(&self, release: &Release, running: &Version) -> bool {
        let state = self.state();
        let runs = [Some(running), state.current.as_ref()];
        let is_newer = runs.into_iter().flatten().all(|it| release.version > *it);
        let mut known = state.ready.iter().chain(&state.failed);
        is_newer && !known.any(|it| *it == release.version)
    }

    /// Takes in the program of a release, which waits from now on. It is durable when this returns.
    ///
    /// # Errors
    /// When the disk is full or fails; then nothing waits that did not wait before.
    pub fn take_in(&self, release: &Release, program: &Path) -> io::Result<()> {
        let path = self.program(&release.version);
        let folder = path.parent().unwrap_or(&self.folder);
        let _state = alone();
        fs::create_dir_all(folder)?;
        let new = path.with_extension("new");
        fs::copy(program, &new)?;
        make_executable(&new)?;
        File::open(&new)?.sync_all()?;
        fs::rename(&new, &path)?;
        File::open(folder)?.sync_all()?;
        let mut state = self.state();
        state.ready = Some(release.version.clone());
        state.refused = None;
        self.store(&state)
    }

    /// Notes that a release was not taken.
    ///
    /// # Errors
    /// When the disk fails; then it is not noted.
    pub fn refuse(&self, release: &Release, outcome: UpdateOutcome) -> io::Result<()> {
        let _state = alone();
        let mut state = self.state();
        let version = release.version.to_string();
        let refused = Some(UpdateReport { version, outcome });
        if state.refused == refused {
            return Ok(());
        }
        state.refused = refused;
        self.store(&state)
    }

    /// Forgets a version that waits if it is not the one that is wanted.
    ///
    /// # Errors
    /// When the disk fails; then it waits on.
    pub fn keep_waiting(&self, wanted: Option<&Version>) -> io::Result<()> {
        let _state = alone();
        let mut state = self.state();
        if state.ready.is_none() || state.ready.as_ref() == wanted {
            return Ok(());
        }
        state.ready = None;
        self.store(&state)
    }

    /// Switches to the version that waits: it is what [`Versions::start`] starts from now on. `false` when none waits.
    ///
    /// # Errors
    /// When the disk fails; then nothing is switched.
    pub fn switch(&self) -> io::Result<bool> {
        let _state = alone();
        let mut state = self.state();
        let Some(ready) = state.ready.take() else {
            return Ok(false);
        };
        state.before = state.current.replace(ready);
        state.starts = 0;
        self.store(&state)?;
        Ok(true)
    }

    /// Returns what to start now in the place of the installed program, and counts the start. A version that was started
    /// too often without coming up is given up; one that is not newer than the installed program makes way for that.
    ///
    /// # Errors
    /// When the disk fails. The installed program is the one to start then.
    pub fn start(&self, installed: &Version) -> io::Result<Start> {
        let _state = alone();
        let mut state = self.state();
        let mut given_up = None;
        if state.starts >= STARTS_AT_MOST {
            given_up = state.go_back();
            state.failed.extend(given_up.clone());
        }
        let is_there = |it: &Version| *it > *installed && self.program(it).is_file();
        while state.current.as_ref().is_some_and(|it| !is_there(it)) {
            state.go_back();
        }
        if state.current.is_some() {
            state.starts += 1;
        }
        if state != self.state() {
            self.store(&state)?;
        }
        let current = state.current.map(|it| (self.program(&it), it.to_string()));
        Ok(Start {
            program: current,
            given_up,
        })
    }

    /// Gives up a version that can't be started at all.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn give_up(&self) -> io::Result<()> {
        let _state = alone();
        let mut state = self.state();
        let given_up = state.go_back();
        state.failed.extend(given_up);
        self.store(&state)
    }

    /// Notes that a version came up, by the name that [`Start::program`] gave it. What is neither it, nor the one before,
    /// nor waits, is deleted.
    ///
    /// # Errors
    /// When the disk fails; then it has not come up yet.
    pub fn came_up(&self, version: &str) -> io::Result<()> {
        let _state = alone();
        let mut state = self.state();
        let current = state.current.as_ref().map(Version::to_string);
        if current.as_deref() != Some(version) || state.starts == 0 {
            return Ok(());
        }
        state.starts = 0;
        self.store(&state)?;
        let kept = [&state.current, &state.before, &state.ready];
        let kept: Vec<String> = kept.into_iter().flatten().map(Version::to_string).collect();
        for entry in fs::read_dir(&self.folder)?.flatten() {
            let name = entry.file_name();
            if entry.path().is_dir() && !kept.iter().any(|it| name == it.as_str()) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }

    /// Returns what became of the last update that did not come to run.
    #[must_use]
    pub fn report(&self, running: &Version) -> Option<UpdateReport> {
        let mut state = self.state();
        let failed = state.failed.pop().filter(|it| it > running);
        let failed = failed.map(|it| UpdateReport {
            version: it.to_string(),
            outcome: UpdateOutcome::Failed,
        });
        state.refused.or(failed)
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

impl VersionState {
    /// Goes back to the version before; returns the one that ran.
    fn go_back(&mut self) -> Option<Version> {
        self.starts = 0;
        std::mem::replace(&mut self.current, self.before.take())
    }
}

/// Lets nobody else in this program change the state.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
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
        let start = versions.start(&version("1.0.0")).unwrap();
        start.program.map(|(it, _)| fs::read_to_string(it).unwrap())
    }

    #[test]
    fn version_that_comes_up_stays() {
        let (dir, versions) = with_ready("1.1.0");
        assert_eq!(started(&versions), None, "it waits");
        assert!(versions.switch().unwrap());
        for _ in 0..5 {
            assert_eq!(started(&versions).unwrap(), "1.1.0");
            versions.came_up("1.1.0").unwrap();
        }
        for later in ["1.2.0", "1.3.0"] {
            take_in(&dir, &versions, later);
            versions.switch().unwrap();
            assert_eq!(started(&versions).unwrap(), later);
            versions.came_up(later).unwrap();
        }
        assert!(!dir.path().join("versions/1.1.0").exists());
        assert!(dir.path().join("versions/1.2.0").exists(), "the way back");
    }

    #[test]
    fn version_that_does_not_come_up_gives_way_for_ever() {
        let (dir, versions) = with_ready("1.1.0");
        versions.switch().unwrap();
        started(&versions);
        versions.came_up("1.1.0").unwrap();
        take_in(&dir, &versions, "1.2.0");
        versions.switch().unwrap();
        started(&versions);
        versions.came_up("1.2.0").unwrap();
        for _ in 0..STARTS_AT_MOST {
            assert_eq!(started(&versions).unwrap(), "1.2.0");
            versions.came_up("1.1.0").unwrap();
        }
        let start = versions.start(&version("1.0.0")).unwrap();
        assert_eq!(start.given_up, Some(version("1.2.0")));
        assert_eq!(started(&versions).unwrap(), "1.1.0");
        let told = versions.report(&version("1.1.0")).unwrap();
        assert_eq!(
            (told.version.as_str(), told.outcome),
            ("1.2.0", UpdateOutcome::Failed)
        );
        assert!(!versions.wants(&release("1.2.0"), &version("1.1.0")));
        assert!(versions.wants(&release("1.2.1"), &version("1.1.0")));
    }

    #[test]
    fn older_version_is_not_wanted() {
        let (_dir, versions) = with_ready("1.3.0");
        versions.switch().unwrap();
        for text in ["0.9.0", "1.0.0", "1.2.0", "1.3.0"] {
            assert!(!versions.wants(&release(text), &version("1.0.0")));
        }
    }

    #[test]
    fn withdrawn_version_does_not_run() {
        let (_dir, versions) = with_ready("1.1.0");
        versions.keep_waiting(Some(&version("1.1.0"))).unwrap();
        assert!(versions.state().ready.is_some());
        versions.keep_waiting(None).unwrap();
        assert!(!versions.switch().unwrap());
        assert!(versions.wants(&release("1.1.0"), &version("1.0.0")));
    }

    #[test]
    fn newer_installed_program_runs_again() {
        let (_dir, versions) = with_ready("1.1.0");
        versions.switch().unwrap();
        let start = versions.start(&version("1.1.0")).unwrap();
        assert_eq!((start.program, start.given_up), (None, None));
        assert_eq!(versions.state().current, None);
    }

    #[test]
    fn damaged_state_starts_the_installed_program() {
        let (dir, versions) = with_ready("1.1.0");
        versions.switch().unwrap();
        fs::write(dir.path().join("versions/state.json"), "{").unwrap();
        assert_eq!(started(&versions), None);
    }

    #[test]
    fn version_whose_file_is_gone_may_come_again() {
        let (dir, versions) = with_ready("1.1.0");
        versions.switch().unwrap();
        fs::remove_dir_all(dir.path().join("versions/1.1.0")).unwrap();
        assert_eq!(started(&versions), None);
        assert!(versions.wants(&release("1.1.0"), &version("1.0.0")));
    }
}
