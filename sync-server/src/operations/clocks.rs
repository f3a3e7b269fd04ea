//! Kiosks whose clocks were wrong: which records have no time yet, and which were corrected.

use std::collections::BTreeMap;

use shared::ids::KioskId;
use shared::protocol::v1::parse_body;
use shared::time::{Calendar, Timing, UnixMs};

use crate::ports::{Database, PortError, ReadTx};

/// What there is to say of clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockReport {
    /// Records whose time is ahead of their receipt, or not known.
    pub odd: Vec<ClockRecords>,
    /// Records whose time was corrected.
    pub corrected: Vec<CorrectedRun>,
    /// The exhibition's days and zone.
    pub calendar: Calendar,
}

/// Records of one kiosk and one run of its device, which are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRecords {
    /// The kiosk.
    pub kiosk: String,
    /// The run of the device.
    pub boot: String,
    /// How their time is to be taken.
    pub timing: Timing,
    /// How many they are.
    pub records: u64,
    /// The earliest and the latest time that they claim.
    pub claimed: (UnixMs, UnixMs),
    /// When the last of them was received.
    pub received: UnixMs,
}

/// A run of a kiosk's device whose records were corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectedRun {
    /// The kiosk.
    pub kiosk: KioskId,
    /// The run of the device.
    pub boot: String,
    /// How many records were corrected.
    pub records: u64,
    /// By how much the clock was ahead at most, in milliseconds; below 0, it was behind.
    pub ahead_ms: i64,
    /// When the first of the records was made.
    pub from: UnixMs,
}

/// Returns what there is to say of kiosks' clocks.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn report(database: &dyn Database) -> Result<ClockReport, PortError> {
    let view = database.read()?;
    let calendar = view.catalogue()?.calendar();
    Ok(ClockReport {
        odd: odd(&*view, &calendar)?,
        corrected: corrected(&*view)?,
        calendar,
    })
}

/// Returns the records whose time is ahead of their receipt, or not known, by kiosk and run of the device.
fn odd(view: &dyn ReadTx, calendar: &Calendar) -> Result<Vec<ClockRecords>, PortError> {
    let mut odd: BTreeMap<(String, String, u8), ClockRecords> = BTreeMap::new();
    view.each_timed_record(&mut |it| {
        let timing = calendar.timing(it.at, it.received);
        if timing == Timing::Known {
            return;
        }
        let record = parse_body(it.body).ok();
        let boot = record.map(|it| it.stamp.boot).unwrap_or_default();
        let group = odd
            .entry((it.kiosk.to_owned(), boot.clone(), timing as u8))
            .or_insert_with(|| ClockRecords {
                kiosk: it.kiosk.to_owned(),
                boot,
                timing,
                records: 0,
                claimed: (it.at, it.at),
                received: it.received,
            });
        group.records += 1;
        group.claimed = (group.claimed.0.min(it.at), group.claimed.1.max(it.at));
        group.received = group.received.max(it.received);
    })?;
    Ok(odd.into_values().collect())
}

/// Returns the runs of kiosks' devices whose records were corrected.
fn corrected(view: &dyn ReadTx) -> Result<Vec<CorrectedRun>, PortError> {
    let mut runs: BTreeMap<(KioskId, String), CorrectedRun> = BTreeMap::new();
    for stored in view.corrected_records()? {
        let (Some(at), Ok(record)) = (stored.at, parse_body(&stored.body)) else {
            continue;
        };
        let ahead_ms = record.stamp.corrected().since(at);
        let (kiosk, boot) = (stored.id.kiosk, record.stamp.boot);
        let run = runs
            .entry((kiosk.clone(), boot.clone()))
            .or_insert(CorrectedRun {
                kiosk,
                boot,
                records: 0,
                ahead_ms,
                from: at,
            });
        run.records += 1;
        run.from = run.from.min(at);
        if ahead_ms.saturating_abs() > run.ahead_ms.saturating_abs() {
            run.ahead_ms = ahead_ms;
        }
    }
    Ok(runs.into_values().collect())
}
