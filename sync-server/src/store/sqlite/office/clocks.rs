//! Records whose time wants a look, and those whose time was corrected.

use std::collections::BTreeMap;

use shared::ids::KioskId;
use shared::protocol::v1::parse_body;
use shared::time::{Calendar, Timing, UnixMs};

use super::super::load;
use super::Office;
use crate::store::StoreError;

/// Records of one kiosk and one run of its device, which are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClockRecords {
    /// The kiosk.
    pub(crate) kiosk: KioskId,
    /// The run of the device.
    pub(crate) boot: String,
    /// How their time is to be taken.
    pub(crate) timing: Timing,
    /// How many they are.
    pub(crate) records: u64,
    /// The earliest and the latest time that they claim.
    pub(crate) claimed: (UnixMs, UnixMs),
    /// When the last of them was received.
    pub(crate) received: UnixMs,
}

/// A run of a kiosk's device whose records were corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CorrectedRun {
    /// The kiosk.
    pub(crate) kiosk: KioskId,
    /// The run of the device.
    pub(crate) boot: String,
    /// How many records were corrected.
    pub(crate) records: u64,
    /// By how much the clock was ahead at most, in milliseconds; below 0, it was behind.
    pub(crate) ahead_ms: i64,
    /// When the first of the records was made.
    pub(crate) from: UnixMs,
}

impl Office {
    /// Records whose time is ahead of their receipt, or not known, by kiosk and run of the device.
    pub(crate) fn odd_clocks(&self, calendar: &Calendar) -> Result<Vec<ClockRecords>, StoreError> {
        let mut found = self.0.prepare(
            "SELECT j.kiosk, r.at_ms, r.received_ms, r.body
             FROM records r JOIN journals j ON j.id = r.journal
             WHERE r.aside = 0 AND r.at_ms IS NOT NULL ORDER BY r.arrival",
        )?;
        let mut rows = found.query([])?;
        let mut odd: BTreeMap<(KioskId, String, u8), ClockRecords> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (at, received) = (UnixMs(row.get(1)?), UnixMs(row.get(2)?));
            let timing = calendar.timing(at, received);
            if timing == Timing::Known {
                continue;
            }
            let kiosk: KioskId = load::name(row, 0)?;
            let record = parse_body(&row.get::<_, String>(3)?).ok();
            let boot = record.map(|it| it.stamp.boot).unwrap_or_default();
            let group = odd
                .entry((kiosk.clone(), boot.clone(), timing as u8))
                .or_insert(ClockRecords {
                    kiosk,
                    boot,
                    timing,
                    records: 0,
                    claimed: (at, at),
                    received,
                });
            group.records += 1;
            group.claimed = (group.claimed.0.min(at), group.claimed.1.max(at));
            group.received = group.received.max(received);
        }
        Ok(odd.into_values().collect())
    }

    /// The runs of kiosks' devices whose records were corrected.
    pub(crate) fn corrected_runs(&self) -> Result<Vec<CorrectedRun>, StoreError> {
        let mut found = self.0.prepare(
            "SELECT DISTINCT j.kiosk, r.arrival, r.at_ms, r.body FROM retimed t
             JOIN records r ON r.arrival = t.record JOIN journals j ON j.id = r.journal
             ORDER BY r.arrival",
        )?;
        let mut rows = found.query([])?;
        let mut runs: BTreeMap<(KioskId, String), CorrectedRun> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let kiosk: KioskId = load::name(row, 0)?;
            let at = UnixMs(row.get(2)?);
            let Ok(record) = parse_body(&row.get::<_, String>(3)?) else {
                continue;
            };
            let ahead_ms = record.stamp.corrected().since(at);
            let boot = record.stamp.boot;
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
}
