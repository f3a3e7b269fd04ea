//! The kiosks as organisers look after them: how each is doing, the one that wants attention first.

use std::collections::{BTreeMap, BTreeSet};

use shared::ids::KioskId;
use shared::protocol::v1::{KioskRole, KioskState};
use shared::time::UnixMs;

use super::inbox::{self, InboxFacts};
use crate::ports::{Database, Invitation, PortError};

/// How long a kiosk may be silent, in milliseconds: it says every ten seconds that it is there.
pub const SILENT_MS: i64 = 2 * 60_000;

/// How a kiosk is doing, from what wants attention most to what wants none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KioskCondition {
    /// It was seen before, and is not now.
    Silent,
    /// Something of it wants a decision.
    Undecided,
    /// What it hands in does not count.
    Quarantined,
    /// It was never seen.
    Unseen,
    /// In order.
    InOrder,
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
}

/// All kiosks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskList {
    /// Those in service, the one that wants attention most first.
    pub kiosks: Vec<ListedKiosk>,
    /// The codes that are still good and that no device has used.
    pub invitations: Vec<Invitation>,
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
    let undecided: BTreeSet<KioskId> = items
        .into_iter()
        .filter_map(|item| match item.facts {
            InboxFacts::SetAside(open) => Some(open.kiosk),
            InboxFacts::Forked { kiosk, .. } | InboxFacts::WrongClock { kiosk, .. } => Some(kiosk),
            InboxFacts::Conflict { .. } | InboxFacts::Silent { .. } => None,
        })
        .collect();
    let view = database.read()?;
    let quarantines: BTreeMap<KioskId, UnixMs> = view.quarantines()?.into_iter().collect();
    let devices = view.devices()?.into_iter();
    let mut directions: BTreeMap<String, String> =
        devices.map(|it| (it.id, it.direction)).collect();
    let kiosks = states.into_iter().filter_map(|state| {
        let quarantined_since = quarantines.get(&state.id).copied();
        let condition = match state.last_seen_ms {
            Some(seen) if now.since(seen) > SILENT_MS => KioskCondition::Silent,
            _ if undecided.contains(&state.id) => KioskCondition::Undecided,
            _ if quarantined_since.is_some() => KioskCondition::Quarantined,
            None => KioskCondition::Unseen,
            Some(_) => KioskCondition::InOrder,
        };
        Some(ListedKiosk {
            direction: directions.remove(state.id.as_str())?,
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
        removed: removed
            .map(|id| {
                let is_quarantined = quarantines.contains_key(&id);
                (id, is_quarantined)
            })
            .collect(),
    })
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
