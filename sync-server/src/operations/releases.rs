//! Releases of the kiosks' program: handed out to all kiosks in service, and taken back.

use std::io::BufRead;

use shared::catalogue::FILE_BYTES_MOST;
use shared::ids::KioskId;
use shared::protocol::v1::{DeviceInstructions, DeviceReport, UpdateReport};
use shared::release::{Release, ReleaseFileError, UpdateOrder};
use shared::time::UnixMs;

use super::instructions::{DeviceOrder, InstructionError, instruct};
use crate::ports::{Database, PortError};

/// Why a release is not handed out.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// The file.
    #[error(transparent)]
    File(#[from] ReleaseFileError),
    /// The program is too large for kiosks.
    #[error(
        "the program has {} MB, and kiosks take {} at most; build it without `demo`, and strip it",
        .0 / 1_000_000, FILE_BYTES_MOST / 1_000_000
    )]
    TooLarge(u64),
    /// The database, or the program is not the one that the release names.
    #[error(transparent)]
    Database(#[from] PortError),
    /// A kiosk.
    #[error(transparent)]
    Kiosk(#[from] InstructionError),
}

/// Has all kiosks in service run a release: after opening hours, or `at_once`. Returns it and how many kiosks those are. A
/// kiosk checks by itself who signed it.
///
/// # Errors
/// [`StageError`]. Kiosks that were asked before it stay asked.
pub fn stage(
    database: &dyn Database,
    file: &mut dyn BufRead,
    at_once: bool,
    now: UnixMs,
) -> Result<(Release, usize), StageError> {
    let mut file = file;
    let release = Release::read(&mut file)?;
    if release.program.bytes > FILE_BYTES_MOST {
        return Err(StageError::TooLarge(release.program.bytes));
    }
    database.media().insert(&release.program, &mut file)?;
    let order = UpdateOrder {
        release: release.clone(),
        at_once,
    };
    let kiosks = in_service(database)?;
    for kiosk in &kiosks {
        let order = DeviceOrder::Update(Some(order.clone()));
        instruct(database, kiosk, order, now)?;
    }
    Ok((release, kiosks.len()))
}

/// Has no kiosk run a release that it does not run yet. Returns how many were to.
///
/// # Errors
/// [`StageError`]. Kiosks that were asked before it stay asked.
pub fn withdraw(database: &dyn Database, now: UnixMs) -> Result<usize, StageError> {
    let view = database.read()?;
    let asked = view.devices()?.into_iter();
    let asked = asked.filter(|it| it.instructions.update.is_some());
    let asked: Vec<KioskId> = asked.filter_map(|it| it.id.parse().ok()).collect();
    drop(view);
    for kiosk in &asked {
        instruct(database, kiosk, DeviceOrder::Update(None), now)?;
    }
    Ok(asked.len())
}

/// What a kiosk runs, and what it is to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskVersion {
    /// What it runs, as it said last.
    pub running: Option<String>,
    /// What it is to run, and does not yet.
    pub wanted: Option<String>,
    /// The last one that did not come to run.
    pub trouble: Option<UpdateReport>,
}

impl KioskVersion {
    /// Returns the versions of a kiosk.
    #[must_use]
    pub fn of(report: Option<&DeviceReport>, instructions: &DeviceInstructions) -> Self {
        let running = report.map(|it| it.version.clone());
        let trouble = report.and_then(|it| it.update.as_deref().cloned());
        let order = instructions.update.as_ref();
        let wanted = order.map(|it| it.release.version.to_string());
        let is_settled = |it: &String| {
            running.as_ref() == Some(it) || trouble.as_ref().is_some_and(|of| of.version == *it)
        };
        Self {
            wanted: wanted.filter(|it| !is_settled(it)),
            running,
            trouble,
        }
    }
}

fn in_service(database: &dyn Database) -> Result<Vec<KioskId>, PortError> {
    let devices = database.read()?.devices()?;
    Ok(devices.iter().filter_map(|it| it.id.parse().ok()).collect())
}
