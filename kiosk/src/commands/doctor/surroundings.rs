//! What is around the journal: who can read the files, the disk, scanners, what visitors left, and the server.

use std::path::Path;

use journal::SubmissionStore;
use journal::disk::free_bytes;
use kiosk_config::Config;
use shared::doctor::Finding;
use shared::protocol::v1::{UpdateOutcome, UpdateReport};
use shared::release::Version;
use texts::text_id;
use uplink::{TriedAddress, UplinkError, VersionState, Versions, try_addresses};

use super::Examination;
use crate::commands::scanners::plugged_in;

/// How many megabytes of the disk have to be free, as the device page says.
const FREE_LEAST_MB: u64 = 500;

impl Examination<'_> {
    pub(super) fn disk(&self) -> Option<Finding> {
        let free = free_bytes(self.data)? / 1_000_000;
        let slots = [("free", format!("{free} MB").into())];
        Some(if free < FREE_LEAST_MB {
            self.to_mend("disk", text_id!("staff-doctor-disk-full"), slots)
        } else {
            self.good("disk", text_id!("staff-doctor-disk"), slots)
        })
    }

    /// Returns which version runs, which waits, and which was given up.
    pub(super) fn version(&self) -> Finding {
        let versions = Versions::of(self.data);
        let VersionState { current, ready, .. } = versions.state();
        let installed = env!("CARGO_PKG_VERSION").parse();
        let installed = installed.unwrap_or_else(|_| Version::new(0, 0, 0));
        let runs = current.filter(|it| *it > installed).unwrap_or(installed);
        let report = versions.report(&runs);
        let runs = ("version", runs.to_string().into());
        if let Some(ready) = ready {
            let slots = [runs, ("ready", ready.to_string().into())];
            return self.good("version", text_id!("staff-doctor-version-ready"), slots);
        }
        let Some(UpdateReport { version, outcome }) = report else {
            return self.good("version", text_id!("staff-doctor-version"), [runs]);
        };
        let id = match outcome {
            UpdateOutcome::Unsigned => text_id!("staff-doctor-version-unsigned"),
            UpdateOutcome::OtherTarget => text_id!("staff-doctor-version-other-target"),
            UpdateOutcome::Failed | UpdateOutcome::Unknown => {
                text_id!("staff-doctor-version-failed")
            }
        };
        self.to_mend("version", id, [runs, ("other", version.into())])
    }

    /// Returns whether others than the folder's owner can read what is in it.
    pub(super) fn permissions(&self) -> Option<Finding> {
        let exposed = exposed_files(self.data)?;
        Some(if exposed.is_empty() {
            self.good("permissions", text_id!("staff-doctor-permissions"), [])
        } else {
            let files = [("files", exposed.join("; ").into())];
            self.to_mend(
                "permissions",
                text_id!("staff-doctor-permissions-bad"),
                files,
            )
        })
    }

    /// Returns what codes can be read with: what is plugged in, and the folder or pipe of kiosk.toml.
    pub(super) fn scanners(&self, config: Option<&Config>) -> Vec<Finding> {
        let plugged_in = plugged_in();
        let mut usable = plugged_in.usable;
        let paths = config.map(|config| [&config.scanners.folder, &config.scanners.frames]);
        for path in paths.into_iter().flatten().flatten() {
            usable.push(path.display().to_string());
        }
        let mut findings = vec![if usable.is_empty() {
            self.to_mend("scanners", text_id!("staff-doctor-no-scanner"), [])
        } else {
            let devices = [("devices", usable.join("; ").into())];
            self.good("scanners", text_id!("staff-doctor-scanners"), devices)
        }];
        for device in plugged_in.unusable {
            let device = [("device", device.into())];
            findings.push(self.to_mend("scanners", text_id!("staff-doctor-scanner-bad"), device));
        }
        findings
    }

    /// Returns how many submissions wait.
    pub(super) fn submissions(&self) -> Finding {
        match SubmissionStore::count_as_it_is(self.data) {
            Ok(0) => self.good("submissions", text_id!("staff-doctor-no-submissions"), []),
            Ok(waiting) => {
                let count = [("count", waiting.into())];
                self.good("submissions", text_id!("staff-doctor-submissions"), count)
            }
            Err(error) => {
                let why = [("why", error.to_string().into())];
                self.to_mend("submissions", text_id!("staff-doctor-submissions-bad"), why)
            }
        }
    }

    /// Returns at which address the server answers, and why not at those that were tried before.
    pub(super) fn server(&self, config: &Config) -> Finding {
        let tried = match try_addresses(self.data, config) {
            Ok(tried) => tried,
            Err(error) => {
                let why = [("tried", error.to_string().into())];
                return self.to_mend("server", text_id!("staff-doctor-server-bad"), why);
            }
        };
        let failed = tried.iter().filter_map(failure);
        let failed = failed.collect::<Vec<_>>().join("; ");
        let answered = tried.iter().find(|it| it.outcome.is_ok());
        let tried = ("tried", failed.clone().into());
        match answered.map(|it| ("server", it.server.to_string().into())) {
            Some(server) if failed.is_empty() => {
                self.good("server", text_id!("staff-doctor-server"), [server])
            }
            Some(server) => {
                let slots = [server, tried];
                self.good("server", text_id!("staff-doctor-server-elsewhere"), slots)
            }
            None => self.to_mend("server", text_id!("staff-doctor-server-bad"), [tried]),
        }
    }
}

/// Returns an address and why the server is not well there.
fn failure(tried: &TriedAddress) -> Option<String> {
    let error = tried.outcome.as_ref().err()?;
    Some(match error {
        UplinkError::Unreachable { server, detail, .. }
        | UplinkError::Refused { server, detail, .. } => format!("{server} ({detail})"),
        error => error.to_string(),
    })
}

/// Returns the files of a folder that others than its owner can read, or that belong to somebody else; `None` where that
/// can't be found out.
#[cfg(unix)]
fn exposed_files(data: &Path) -> Option<Vec<String>> {
    use std::fs;
    use std::os::unix::fs::MetadataExt;
    let folder = fs::metadata(data).ok()?;
    let entries = fs::read_dir(data).ok()?.flatten();
    let exposed = entries.filter(|it| {
        it.metadata().is_ok_and(|file| {
            file.is_file() && (file.mode() & 0o077 != 0 || file.uid() != folder.uid())
        })
    });
    let names = exposed.map(|it| it.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    Some(names)
}

#[cfg(not(unix))]
fn exposed_files(_data: &Path) -> Option<Vec<String>> {
    None
}
