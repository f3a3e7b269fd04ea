//! What there is to say of kiosks' clocks, in words.

use std::fmt;

use shared::time::{Timing, UnixMs};

use crate::operations::clocks::ClockReport;

impl fmt::Display for ClockReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.odd.is_empty() && self.corrected.is_empty() {
            return f.write_str("No kiosk's clock was wrong.");
        }
        let mut lines = Vec::new();
        for it in &self.odd {
            let advice = match it.timing {
                Timing::Ahead => "ahead of their receipt; counted on that day",
                Timing::LaterDay => {
                    "of a day after their receipt; not counted until the kiosk reaches the server before it is switched off"
                }
                Timing::Unknown | Timing::Known => {
                    "at which nothing can have happened; not counted until the kiosk reaches the server before it is switched off"
                }
            };
            lines.push(format!(
                "{} (run {}): {} records claim times from {} to {}, {advice}; received by {}",
                it.kiosk,
                it.boot,
                it.records,
                self.moment(it.claimed.0),
                self.moment(it.claimed.1),
                self.moment(it.received)
            ));
        }
        for it in &self.corrected {
            let minutes = it.ahead_ms.unsigned_abs() / 60_000;
            let way = if it.ahead_ms < 0 { "behind" } else { "ahead" };
            lines.push(format!(
                "{} (run {}): the clock was {} h {} min {way}; {} records from {} on were corrected",
                it.kiosk,
                it.boot,
                minutes / 60,
                minutes % 60,
                it.records,
                self.moment(it.from)
            ));
        }
        f.write_str(&lines.join("\n"))
    }
}

impl ClockReport {
    fn moment(&self, at: UnixMs) -> String {
        let local = self.calendar.zone.local(at);
        format!("{} {local}", local.date)
    }
}
