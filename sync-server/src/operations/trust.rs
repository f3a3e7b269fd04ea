//! What a device's word counts for, as organisers decide and see it.

use shared::ids::KioskId;
use shared::protocol::v1::parse_body;
use shared::record::{Fact, RecordId};
use shared::time::{UnixMs, VenueTimeZone};

use crate::ports::{Aside, Database, PortError, QuarantineReport};

/// Why a kiosk could not be quarantined or released.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// It was never enrolled.
    #[error("there never was a kiosk {0}")]
    NoKiosk(KioskId),
    /// It is not in quarantine.
    #[error("kiosk {0} is not in quarantine")]
    NotQuarantined(KioskId),
}

/// A record that is stored and does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Which one.
    pub record: RecordId,
    /// Why.
    pub reason: Aside,
    /// What it says.
    pub fact: Option<Fact>,
    /// When, as its kiosk says.
    pub at: Option<UnixMs>,
}

/// What was set aside, in the order in which it came.
#[derive(Debug)]
pub struct SetAsideList {
    /// The records.
    pub records: Vec<SetAside>,
    /// The zone of the exhibition.
    pub(crate) zone: VenueTimeZone,
}

/// Sets aside what a kiosk handed in from an instant on, or all of it, and what it will hand in. Its records stay.
///
/// # Errors
/// [`TrustError`]; then nothing was changed.
pub fn quarantine(
    database: &dyn Database,
    kiosk: &KioskId,
    since: Option<UnixMs>,
    now: UnixMs,
) -> Result<QuarantineReport, TrustError> {
    if !database.read()?.was_enrolled(kiosk)? {
        return Err(TrustError::NoKiosk(kiosk.clone()));
    }
    let since = since.unwrap_or(UnixMs(i64::MIN));
    Ok(database.quarantine(kiosk, Some(since), now)?)
}

/// Counts again what a kiosk handed in.
///
/// # Errors
/// [`TrustError`]; then nothing was changed.
pub fn release(
    database: &dyn Database,
    kiosk: &KioskId,
    now: UnixMs,
) -> Result<QuarantineReport, TrustError> {
    let quarantines = database.read()?.quarantines()?;
    if quarantines.iter().all(|(it, _)| it != kiosk) {
        return Err(TrustError::NotQuarantined(kiosk.clone()));
    }
    Ok(database.quarantine(kiosk, None, now)?)
}

/// Returns what was set aside of one kiosk or all.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn set_aside(
    database: &dyn Database,
    kiosk: Option<&KioskId>,
) -> Result<SetAsideList, PortError> {
    let view = database.read()?;
    let zone = view.catalogue()?.calendar().zone;
    let stored = view.set_aside_records(kiosk)?.into_iter();
    let records = stored.filter_map(|stored| {
        let read = parse_body(&stored.body).ok();
        Some(SetAside {
            record: stored.id,
            reason: stored.aside?,
            at: read.as_ref().map(|read| read.stamp.corrected()),
            fact: read.map(|read| read.fact),
        })
    });
    let records = records.collect();
    Ok(SetAsideList { records, zone })
}

/// Sets from when on a passage needs to show that its ticket's code was seen; `None` for not at all.
///
/// # Errors
/// [`PortError`]; then nothing was changed.
pub fn require_proof(database: &dyn Database, from: Option<UnixMs>) -> Result<(), PortError> {
    let change = database.write()?;
    change.set_proof_from(from)?;
    change.commit()
}
