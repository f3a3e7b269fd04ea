//! What begins and ends without any record of it: the house fills up, kiosks fall silent, backups fail.

use std::collections::BTreeSet;

use shared::protocol::v1::{StoreWarning, Totals};

use crate::operations::kiosk_list::SILENT_MS;
use crate::ports::WebhookEvent;

/// By how much fewer people are inside, in percent of the capacity, before it is over that there were so many.
const BELOW_PERCENT: i64 = 5;

/// What began and what is over.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct AlertChange {
    pub(super) raised: Vec<(WebhookEvent, String)>,
    pub(super) cleared: Vec<(WebhookEvent, String)>,
}

impl AlertChange {
    pub(super) fn is_empty(&self) -> bool {
        self.raised.is_empty() && self.cleared.is_empty()
    }
}

/// Returns what began and what is over, where `open` is what had begun.
pub(super) fn change(totals: &Totals, open: &BTreeSet<(WebhookEvent, String)>) -> AlertChange {
    let today = totals.days.iter().find(|day| day.date == totals.today);
    let inside = today.map_or(0, |day| day.inside);
    let mut now = BTreeSet::new();
    for (event, percent) in [
        (WebhookEvent::Capacity80, 80),
        (WebhookEvent::Capacity95, 95),
    ] {
        let alert = (event, String::new());
        let least = if open.contains(&alert) {
            percent - BELOW_PERCENT
        } else {
            percent
        };
        if totals
            .capacity
            .is_some_and(|most| inside * 100 >= i64::from(most) * least)
        {
            now.insert(alert);
        }
    }
    for kiosk in &totals.kiosks {
        let is_silent = |seen| totals.server_time_ms.since(seen) > SILENT_MS;
        if kiosk.last_seen_ms.is_some_and(is_silent) {
            now.insert((WebhookEvent::DeviceSilent, kiosk.id.to_string()));
        }
    }
    if totals.warnings.contains(&StoreWarning::BackupFailed) {
        now.insert((WebhookEvent::BackupFailed, String::new()));
    }
    AlertChange {
        raised: now.difference(open).cloned().collect(),
        cleared: open.difference(&now).cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ports::WebhookEvent::{BackupFailed, Capacity80, Capacity95, DeviceSilent};

    fn totals(inside: i64, silent_ms: i64, warnings: &[&str]) -> Totals {
        let kiosk = |id: &str, seen: Option<i64>| json!({"id": id, "gate": "main", "last_heard_ms": seen, "complete_to_ms": null, "waiting": 0, "set_aside": 0});
        let warnings: Vec<_> = warnings.iter().map(|kind| json!({"kind": kind})).collect();
        let day = json!({"date": "2026-11-23", "entries": 0, "reentries": 0, "exits": 0, "inside": inside, "unique_visitors": 0,
            "tickets": 0, "refused": 0, "conflicts": 0, "gates": [], "types": [], "reasons": [], "curve": []});
        serde_json::from_value(json!({
            "exhibition": 24, "name": {}, "utc_offset_minutes": 420, "server_time_ms": 1_000_000, "today": "2026-11-23",
            "complete_to_ms": null, "capacity": 1000, "days": [day], "warnings": warnings,
            "kiosks": [kiosk("A1", Some(1_000_000 - silent_ms)), kiosk("B2", None)]
        }))
        .unwrap()
    }

    #[test]
    fn alert_begins_and_ends_once() {
        let mut open = BTreeSet::new();
        let mut step = |totals: &Totals| {
            let change = change(totals, &open);
            open.extend(change.raised.iter().cloned());
            open.retain(|it| !change.cleared.contains(it));
            let events = |list: &[(WebhookEvent, String)]| list.iter().map(|it| it.0).collect();
            let (raised, cleared): (Vec<_>, Vec<_>) =
                (events(&change.raised), events(&change.cleared));
            (raised, cleared)
        };
        assert_eq!(step(&totals(799, 0, &[])), (vec![], vec![]));
        assert_eq!(step(&totals(800, 0, &[])), (vec![Capacity80], vec![]));
        assert_eq!(step(&totals(960, 0, &[])), (vec![Capacity95], vec![]));
        // A few who leave do not end it.
        assert_eq!(step(&totals(901, 0, &[])), (vec![], vec![]));
        assert_eq!(step(&totals(899, 0, &[])), (vec![], vec![Capacity95]));
        assert_eq!(step(&totals(749, 0, &[])), (vec![], vec![Capacity80]));
        let trouble = totals(0, SILENT_MS + 1, &["backup_failed"]);
        assert_eq!(step(&trouble), (vec![DeviceSilent, BackupFailed], vec![]));
        assert_eq!(step(&trouble), (vec![], vec![]));
        let over = step(&totals(0, SILENT_MS, &[]));
        assert_eq!(over, (vec![], vec![DeviceSilent, BackupFailed]));
    }
}
