//! The data: whether it is there and whole, whether others can read it, and its backups.

use std::path::{Path, PathBuf};

use shared::doctor::Finding;

use super::Examination;
use crate::backup::{self, BackupSchedule, BackupStatus, KnownBackups, REMOVABLE};
use crate::http::size;
use crate::ports::{PortError, ReadTx};
use crate::process::free_bytes;

/// How much of the disk has to be free: the records of an exhibition, and room for what a backup takes.
const FREE_LEAST: u64 = 1_000_000_000;
/// How many faults and files are named.
const NAMED: usize = 5;

impl Examination<'_> {
    /// Returns whether the exhibition is there, and whether it is of this version's layout.
    pub(super) fn data(&self) -> Result<(Vec<Finding>, bool), PortError> {
        let place = [("place", self.data.display().to_string().into())];
        let Some(folder) = self.folder else {
            drop(self.database.read()?);
            let good = Finding::good("data", self.say(text_id!("desk-doctor-data-postgres")));
            return Ok((vec![good], true));
        };
        let state = folder.look()?;
        if !state.is_of_this_layout {
            let earlier = self.to_mend("data", text_id!("desk-doctor-data-earlier"), place);
            return Ok((vec![earlier], false));
        }
        let mut findings = vec![Finding::good(
            "data",
            self.say_with(text_id!("desk-doctor-data"), place),
        )];
        if let Some(why) = state.set_back {
            findings.push(self.to_mend(
                "set-back",
                text_id!("desk-doctor-set-back"),
                [("why", why.into())],
            ));
        }
        Ok((findings, true))
    }

    /// Returns what a check of all records finds.
    pub(super) fn records(&self) -> Result<Finding, PortError> {
        let report = self.database.check()?;
        let records = [("records", report.records.into())];
        if report.faults.is_empty() {
            let what = self.say_with(text_id!("desk-doctor-records"), records);
            return Ok(Finding::good("records", what));
        }
        let slots = [
            ("count", report.faults.len().into()),
            ("faults", first(&report.faults).into()),
        ];
        Ok(self.to_mend("records", text_id!("desk-doctor-records-bad"), slots))
    }

    /// Returns what is free on the disk.
    pub(super) fn disk(&self) -> Option<Finding> {
        let free = free_bytes(self.data)?;
        let slots = [("free", size(free).into())];
        Some(if free < FREE_LEAST {
            self.to_mend("disk", text_id!("desk-doctor-disk-full"), slots)
        } else {
            Finding::good("disk", self.say_with(text_id!("desk-doctor-disk"), slots))
        })
    }

    /// Returns whether others than the folder's owner can read what is in it.
    pub(super) fn permissions(&self) -> Finding {
        let exposed = exposed_files(self.data);
        if exposed.is_empty() {
            return Finding::good("permissions", self.say(text_id!("desk-doctor-permissions")));
        }
        let files = [("files", first(&exposed).into())];
        self.to_mend(
            "permissions",
            text_id!("desk-doctor-permissions-bad"),
            files,
        )
    }

    /// Returns the last backup, and what is wrong with backups.
    pub(super) fn backups(&self, view: &dyn ReadTx) -> Result<Vec<Finding>, PortError> {
        let usual = BackupSchedule::usual(self.data);
        let schedule = backup::schedule(view)?.or_else(|| usual.to.is_dir().then_some(usual));
        let roots = REMOVABLE.map(PathBuf::from);
        let known = KnownBackups::read(schedule, &roots, |to| to.starts_with(self.data));
        let mut findings = Vec::new();
        if let Some(newest) = known.newest() {
            let zone = view.catalogue()?.calendar().zone;
            let made = zone.local_datetime(newest.made);
            let slots = [
                ("when", made.strftime("%d/%m/%Y %H:%M").to_string().into()),
                (
                    "minutes",
                    (self.now.since(newest.made).max(0) / 60_000).into(),
                ),
                ("size", size(newest.bytes).into()),
                ("place", newest.path.display().to_string().into()),
            ];
            findings.push(Finding::good(
                "backup",
                self.say_with(text_id!("desk-doctor-backup"), slots),
            ));
        }
        if let Some(trouble) = known.trouble(&BackupStatus::default(), self.now) {
            let next = self.say(text_id!("desk-doctor-backup-next"));
            findings.push(Finding::to_mend("backup", self.say(trouble), next));
        }
        Ok(findings)
    }
}

/// Returns the first of some texts, and how many more there are.
fn first(texts: &[String]) -> String {
    let shown = texts.iter().take(NAMED).cloned();
    let mut shown: Vec<String> = shown.collect();
    if texts.len() > NAMED {
        shown.push(format!("… (+{})", texts.len() - NAMED));
    }
    shown.join("; ")
}

/// Returns the files of a folder that others than its owner can read, or that belong to somebody else.
#[cfg(unix)]
fn exposed_files(data: &Path) -> Vec<String> {
    use std::fs;
    use std::os::unix::fs::MetadataExt;

    let Ok(folder) = fs::metadata(data) else {
        return Vec::new();
    };
    let entries = fs::read_dir(data).into_iter().flatten().flatten();
    let exposed = entries.filter(|it| {
        let is_exposed =
            |file: fs::Metadata| file.mode() & 0o077 != 0 || file.uid() != folder.uid();
        it.metadata()
            .is_ok_and(|file| file.is_file() && is_exposed(file))
    });
    let mut names: Vec<String> = exposed
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[cfg(not(unix))]
fn exposed_files(_data: &Path) -> Vec<String> {
    Vec::new()
}
