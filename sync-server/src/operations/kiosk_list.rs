//! The kiosks as organisers look after them: how each is doing, the one that wants attention first.

use std::collections::{BTreeMap, BTreeSet};

use shared::ids::KioskId;
use shared::protocol::v1::{DeviceInstructions, DeviceReport, KioskRole, KioskState, PartState};
use shared::time::UnixMs;

use super::inbox::{self, InboxFacts};
use crate::ports::{Database, Invitation, KioskEntry, PortError};

/// How long a kiosk may be silent, in milliseconds: it says every ten seconds that it is there.
pub const SILENT_MS: i64 = 2 * 60_000;
/// How much of a device's disk has to be free, in megabytes: a day of records and pictures.
const FREE_LEAST_MB: u64 = 500;
/// How wrong a device's clock is before somebody should see to it, in seconds. Its records are corrected.
const CLOCK_MOST_S: i64 = 120;

/// How a kiosk is doing, from what wants attention most to what wants none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KioskCondition {
    /// It was seen before, and is not now.
    Silent,
    /// Something of it wants a decision.
    Undecided,
    /// Something of the device does not work.
    Faulty,
    /// What it hands in does not count.
    Quarantined,
    /// It was never seen.
    Unseen,
    /// In order.
    InOrder,
}

/// What does not work of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceFault {
    /// A scanner, by its name.
    Scanner(String),
    /// Verdicts are not heard.
    Sound,
    /// Its disk is nearly full.
    Storage,
    /// Its clock is wrong.
    Clock,
}

/// A kiosk that is in service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedKiosk {
    /// What the server heard of it.
    pub state: KioskState,
    /// Which way people go there: `in`, `out` or `both`.
    pub direction: String,
    /// How it is doing.
    pub condition: KioskCondition,
    /// From when on what it hands in does not count.
    pub quarantined_since: Option<UnixMs>,
    /// How the device is doing, as it said last.
    pub report: Option<DeviceReport>,
    /// What organisers ask of it.
    pub instructions: DeviceInstructions,
}

/// All kiosks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskList {
    /// Those in service, the one that wants attention most first.
    pub kiosks: Vec<ListedKiosk>,
    /// The codes that are still good and that no device has used.
    pub invitations: Vec<Invitation>,
    /// Those that a restored database does not know.
    pub lost: BTreeSet<KioskId>,
    /// Those that were taken out of service, and whether they are in quarantine.
    pub removed: Vec<(KioskId, bool)>,
}

/// Returns the kiosks, with what a running server heard of them.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn list(
    database: &dyn Database,
    states: Vec<KioskState>,
    now: UnixMs,
) -> Result<KioskList, PortError> {
    let items = inbox::items(database, now)?.items;
    let mut lost = BTreeSet::new();
    let undecided: BTreeSet<KioskId> = items
        .into_iter()
        .filter_map(|item| match item.facts {
            InboxFacts::LostKiosks(it) => {
                lost = it.kiosks;
                None
            }
            InboxFacts::SetAside(open) => Some(open.kiosk),
            InboxFacts::Forked { kiosk, .. } | InboxFacts::WrongClock { kiosk, .. } => Some(kiosk),
            InboxFacts::Conflict { .. } | InboxFacts::Silent { .. } | InboxFacts::Import(_) => None,
        })
        .collect();
    let view = database.read()?;
    let quarantines: BTreeMap<KioskId, UnixMs> = view.quarantines()?.into_iter().collect();
    let devices = view.devices()?.into_iter();
    let mut devices: BTreeMap<String, KioskEntry> = devices.map(|it| (it.id.clone(), it)).collect();
    let kiosks = states.into_iter().filter_map(|state| {
        let device = devices.remove(state.id.as_str())?;
        let quarantined_since = quarantines.get(&state.id).copied();
        let is_faulty = device
            .report
            .as_ref()
            .is_some_and(|it| !faults(it).is_empty());
        let condition = match state.last_seen_ms {
            Some(seen) if now.since(seen) > SILENT_MS => KioskCondition::Silent,
            _ if undecided.contains(&state.id) => KioskCondition::Undecided,
            _ if is_faulty => KioskCondition::Faulty,
            _ if quarantined_since.is_some() => KioskCondition::Quarantined,
            None => KioskCondition::Unseen,
            Some(_) => KioskCondition::InOrder,
        };
        Some(ListedKiosk {
            direction: device.direction,
            report: device.report,
            instructions: device.instructions,
            state,
            condition,
            quarantined_since,
        })
    });
    let mut kiosks: Vec<ListedKiosk> = kiosks.collect();
    kiosks.sort_by(|a, b| (a.condition, &a.state.id).cmp(&(b.condition, &b.state.id)));
    let mut invitations = view.invitations()?;
    invitations.retain(|it| it.request_sha256.is_none() && now < it.expires);
    let removed = view.removed_devices()?.into_iter();
    Ok(KioskList {
        kiosks,
        invitations,
        lost,
        removed: removed
            .map(|id| {
                let is_quarantined = quarantines.contains_key(&id);
                (id, is_quarantined)
            })
            .collect(),
    })
}

/// Returns what does not work of a device, as it says.
#[must_use]
pub fn faults(report: &DeviceReport) -> Vec<DeviceFault> {
    let failed = report.scanners.iter();
    let failed = failed.filter(|it| it.state == PartState::Failed);
    let scanners = failed.map(|it| DeviceFault::Scanner(it.name.clone()));
    let is_full = report.free_mb.is_some_and(|free| free < FREE_LEAST_MB);
    let others = [
        (report.sound == PartState::Failed, DeviceFault::Sound),
        (is_full, DeviceFault::Storage),
        (
            report.clock_s.saturating_abs() >= CLOCK_MOST_S,
            DeviceFault::Clock,
        ),
    ];
    let others = others.into_iter().filter(|(is_so, _)| *is_so);
    scanners.chain(others.map(|(_, fault)| fault)).collect()
}

/// Returns the next name that no kiosk ever had: `A2` at a door, `H2` in a hall, `K12` at booth 12.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn free_name(database: &dyn Database, role: KioskRole) -> Result<String, PortError> {
    let view = database.read()?;
    let devices = view.devices()?.into_iter().map(|it| it.id);
    let removed = view.removed_devices()?.into_iter().map(|id| id.to_string());
    let invited = view
        .invitations()?
        .into_iter()
        .map(|it| it.kiosk.to_string());
    let taken: BTreeSet<String> = devices.chain(removed).chain(invited).collect();
    let name = |n: u32| match (role, n) {
        (KioskRole::Door, n) => format!("A{n}"),
        (KioskRole::Hall, n) => format!("H{n}"),
        (KioskRole::Booth(booth), 1) => format!("K{booth}"),
        (KioskRole::Booth(booth), n) => format!("K{booth}-{n}"),
    };
    let mut names = (1..).map(name);
    Ok(names.find(|it| !taken.contains(it)).unwrap_or_default())
}
