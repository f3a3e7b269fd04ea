//! What the live page and phones are told, read from the database and from what kiosks said last.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use shared::ids::KioskId;
use shared::protocol::v1::{GateFlow, StoreWarning, Totals};
use shared::time::UnixMs;

use super::state::{LiveCounts, Shared, held};
use crate::engine::{self, TotalsInput};
use crate::ports::{PortError, ServerTx};

/// How long a kiosk that sent too much is shown.
const FLOOD_SHOWN_MS: i64 = 600_000;

impl Shared {
    /// Reads the counters anew.
    pub(super) fn count(&self, tx: &dyn ServerTx, now: UnixMs) -> Result<LiveCounts, PortError> {
        let kiosks = self.memory().kiosks.values().cloned().collect();
        let mut counters = tx.records().counters()?;
        let calendar = self.published().catalogue.calendar();
        let (today, minute) = (calendar.date_at(now), calendar.minute_at(now));
        let steps = GateFlow::counters(&self.published().gates(), minute);
        counters.merge(tx.records().counters_within_day(today, &steps)?);
        let counted = LiveCounts {
            kiosks,
            counters: Arc::new(counters),
        };
        self.memory().counted = counted.clone();
        Ok(counted)
    }

    /// Returns the totals as of now.
    pub(super) fn totals(&self, counted: LiveCounts, now: UnixMs) -> Totals {
        let seats = self.memory().seats.clone();
        let input = TotalsInput {
            published: &self.published(),
            kiosks: counted.kiosks,
            counters: &counted.counters,
            seats: &seats,
            warnings: self.warnings(now),
        };
        engine::totals(input, now)
    }

    /// What is wrong with the server's own data.
    fn warnings(&self, now: UnixMs) -> Vec<StoreWarning> {
        let missing = self.database.missing_file();
        let gone = missing.map(|file| StoreWarning::DatabaseGone { file });
        let faults = self.faults.load(Ordering::Relaxed);
        let damaged = (faults > 0).then_some(StoreWarning::Damaged { faults });
        let failed = self.backup_failed.load(Ordering::Relaxed);
        let backup = failed.then_some(StoreWarning::BackupFailed);
        let warnings = [gone, damaged, self.set_back(), backup, self.flood(now)];
        warnings.into_iter().flatten().collect()
    }

    /// Says which kiosks sent too much of late.
    fn flood(&self, now: UnixMs) -> Option<StoreWarning> {
        let mut flooding = held(&self.flooding);
        flooding.retain(|_, last| now.since(*last) < FLOOD_SHOWN_MS);
        let kiosks: Vec<KioskId> = flooding.keys().cloned().collect();
        (!kiosks.is_empty()).then_some(StoreWarning::Flood { kiosks })
    }

    /// Says which kiosks were not heard since the database was set back.
    fn set_back(&self) -> Option<StoreWarning> {
        if !self.published().was_set_back {
            return None;
        }
        let memory = self.memory();
        let kiosks = memory.kiosks.values();
        let unheard = kiosks.filter(|kiosk| kiosk.last_seen_ms.is_none());
        let unheard: Vec<KioskId> = unheard.map(|kiosk| kiosk.id.clone()).collect();
        (!unheard.is_empty()).then_some(StoreWarning::SetBack { unheard })
    }

    /// How many places nobody has, by session. Records wait for the memory meanwhile, so only what was given is counted.
    pub(super) fn places_left(&self) -> HashMap<String, u32> {
        let catalogue = self.published().catalogue.clone();
        let sessions = catalogue.sessions.iter();
        let limited = sessions.filter_map(|it| Some((it.id.as_str(), u32::from(it.places?))));
        let memory = self.memory();
        let left = limited.map(|(session, places)| {
            let allocator = memory.seats.get(session);
            let given = allocator.map_or(0, |allocator| allocator.given().count() as u32);
            (session.to_owned(), places.saturating_sub(given))
        });
        left.collect()
    }
}
