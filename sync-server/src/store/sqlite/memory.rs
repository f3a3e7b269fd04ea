//! What is kept in memory because it is asked for all the time.

use std::collections::BTreeMap;

use shared::checkin::{Place, Rules};
use shared::ids::KioskId;
use shared::protocol::v1::KioskState;
use shared::record::Fact;
use shared::time::{Calendar, Timing, UnixMs};

use super::clocks::Retimed;
use super::places;
use crate::ledger::Ledger;

/// The totals, the kiosks, and the places.
pub(super) struct Memory {
    pub(super) ledger: Ledger,
    pub(super) kiosks: BTreeMap<KioskId, KioskState>,
    /// As they were last written down.
    pub(super) offices: places::Offices,
}

impl Memory {
    /// Nothing yet.
    pub(super) fn new(rules: Rules) -> Self {
        Self {
            ledger: Ledger::new(rules),
            kiosks: BTreeMap::new(),
            offices: places::Offices::new(),
        }
    }

    /// Takes in records that were received together.
    pub(super) fn take<'a>(
        &mut self,
        calendar: &Calendar,
        received: UnixMs,
        records: impl Iterator<Item = (Place, &'a Fact)>,
    ) {
        let kiosks = &mut self.kiosks;
        self.ledger.take(records.filter(|(place, fact)| {
            let timing = calendar.timing(place.at, received);
            note_timing(kiosks.get_mut(&place.kiosk), timing, 1);
            counts(timing, fact)
        }));
    }

    /// Gives a record its other time.
    pub(super) fn retime(&mut self, calendar: &Calendar, record: &Retimed) {
        let Retimed {
            origin,
            seq,
            fact,
            received,
            from,
            to,
        } = record;
        let [was, is] = [from, to].map(|at| calendar.timing(*at, *received));
        let kiosk = |memory: &mut Self, timing, by| {
            note_timing(memory.kiosks.get_mut(&origin.kiosk), timing, by);
        };
        kiosk(self, was, -1);
        kiosk(self, is, 1);
        if counts(was, fact) {
            self.ledger.remove(&origin.place(*seq, *from), fact);
        }
        if counts(is, fact) {
            self.ledger.take([(origin.place(*seq, *to), fact)]);
        }
    }
}

/// An annulment holds whenever it was made.
fn counts(timing: Timing, fact: &Fact) -> bool {
    timing.counts() || matches!(fact, Fact::Annulled { .. })
}

/// Counts a record among those whose time wants a look, where it does.
pub(super) fn note_timing(kiosk: Option<&mut KioskState>, timing: Timing, by: i64) {
    let Some(kiosk) = kiosk else {
        return;
    };
    let count = match timing {
        Timing::Known => return,
        Timing::Ahead | Timing::LaterDay => &mut kiosk.ahead,
        Timing::Unknown => &mut kiosk.untimed,
    };
    *count = count.saturating_add_signed(by);
}
