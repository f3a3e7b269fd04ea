//! The kiosks as the server heard of them, and what wants a decision.

use shared::doctor::Finding;
use shared::time::UnixMs;

use super::Examination;
use crate::http::fault_text;
use crate::operations::inbox::{self, InboxFacts};
use crate::operations::kiosk_list::faults;
use crate::ports::PortError;

impl Examination<'_> {
    /// Returns how the kiosks are.
    pub(super) fn kiosks(&self) -> Result<Vec<Finding>, PortError> {
        let inbox = inbox::items(self.database, self.now)?;
        let zone = inbox.catalogue.calendar().zone;
        let time = |at: UnixMs| {
            let local = zone.local_datetime(at);
            local.strftime("%d/%m %H:%M").to_string()
        };
        let devices = self.database.read()?.devices()?;
        let seen = devices.iter().filter_map(|it| it.last_seen).max();
        let slots = [
            ("kiosks", devices.len().into()),
            (
                "unseen",
                devices
                    .iter()
                    .filter(|it| it.last_seen.is_none())
                    .count()
                    .into(),
            ),
            (
                "when",
                seen.map_or_else(|| self.say(text_id!("desk-kiosk-never")), time)
                    .into(),
            ),
        ];
        let mut findings = vec![Finding::good(
            "kiosks",
            self.say_with(text_id!("desk-doctor-kiosks"), slots),
        )];
        let mut open: usize = 0;
        for item in &inbox.items {
            if let InboxFacts::Silent { kiosk, last_seen } = &item.facts {
                let slots = [
                    ("kiosk", kiosk.to_string().into()),
                    ("when", time(*last_seen).into()),
                ];
                findings.push(self.to_mend("kiosks", text_id!("desk-doctor-kiosk-silent"), slots));
            } else {
                open += 1;
            }
        }
        for device in &devices {
            let faults = device.report.as_ref().map(faults).unwrap_or_default();
            for fault in faults {
                let kiosk = [("kiosk", device.id.as_str().into())];
                let what = self.say_with(text_id!("desk-doctor-kiosk-fault"), kiosk);
                let next = fault_text(self.language, fault);
                findings.push(Finding::to_mend("kiosks", what, next));
            }
        }
        if open > 0 {
            let count = [("count", open.into())];
            findings.push(self.to_mend("decisions", text_id!("desk-doctor-decisions"), count));
        }
        Ok(findings)
    }
}
