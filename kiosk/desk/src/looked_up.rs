//! Booths that visitors look up on this kiosk, gathered for some minutes before they are written down: one record a
//! booth then, not one a touch. A power cut takes the last minutes with it; nobody was promised anything.

use std::collections::BTreeMap;

use shared::ids::BoothNumber;

/// For how long look-ups are gathered, in milliseconds.
pub(super) const GATHER_MS: u64 = 600_000;

/// What was looked up since it was last written down.
#[derive(Debug, Default)]
pub(super) struct LookedUp {
    times: BTreeMap<BoothNumber, u16>,
    /// When it is to be written down, by the clock that never jumps.
    due: Option<u64>,
}

impl LookedUp {
    /// A booth's page was opened.
    pub(super) fn add(&mut self, booth: BoothNumber, now: u64) {
        let times = self.times.entry(booth).or_default();
        *times = times.saturating_add(1);
        self.due.get_or_insert(now + GATHER_MS);
    }

    /// When it is to be written down; `None` when there is nothing.
    pub(super) fn due(&self) -> Option<u64> {
        self.due
    }

    /// Takes what is to be written down, each booth once.
    pub(super) fn take(&mut self) -> impl Iterator<Item = (BoothNumber, u16)> {
        self.due = None;
        std::mem::take(&mut self.times).into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_kiosk_writes_one_record_a_booth_and_ten_minutes() {
        let mut looked_up = LookedUp::default();
        assert_eq!(looked_up.due(), None);
        for touch in 0..100 {
            looked_up.add(BoothNumber(12), touch * 1_000);
            looked_up.add(BoothNumber(7), touch * 1_000);
        }
        assert_eq!(looked_up.due(), Some(GATHER_MS));
        let taken: Vec<_> = looked_up.take().collect();
        assert_eq!(taken, [(BoothNumber(7), 100), (BoothNumber(12), 100)]);
        assert_eq!((looked_up.due(), looked_up.take().count()), (None, 0));
    }
}
