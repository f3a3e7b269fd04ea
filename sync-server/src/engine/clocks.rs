//! The times of records, as far as kiosks have learnt them since.

use std::collections::HashMap;

use shared::checkin::Rules;
use shared::ids::KioskId;
use shared::ledger::{Fold, FoldRecord};
use shared::record::{ClockStatement, Fact, Origin, Record, Stamp};
use shared::time::UnixMs;

use crate::ports::{JournalRecord, PortError, RecordsTx};

/// What kiosks have stated of their clocks, as far as it was asked for in this transaction.
pub(super) struct Clocks<'a> {
    tx: &'a dyn RecordsTx,
    stated: HashMap<KioskId, (String, Option<ClockStatement>)>,
}

/// A stored record that was given another time.
pub(super) struct Retimed {
    record: JournalRecord,
    fact: Fact,
    from: UnixMs,
    to: UnixMs,
}

impl<'a> Clocks<'a> {
    pub(super) fn new(tx: &'a dyn RecordsTx) -> Self {
        Self {
            tx,
            stated: HashMap::new(),
        }
    }

    /// Returns the time of a record, by its stamp and all that was stated.
    pub(super) fn time_of(&mut self, kiosk: &KioskId, stamp: &Stamp) -> Result<UnixMs, PortError> {
        let stated = self.stated(kiosk, &stamp.boot)?;
        Ok(stated.map_or_else(|| stamp.corrected(), |stated| stated.time_of(stamp)))
    }

    /// Takes in what a stored record states of its kiosk's clock, and gives the stored records of the same run the times
    /// that follow from it. `arrival` is the last place of the feed that is taken.
    pub(super) fn state(
        &mut self,
        origin: &Origin,
        record: &Record,
        arrival: &mut u64,
    ) -> Result<Vec<Retimed>, PortError> {
        let (kiosk, boot) = (&origin.kiosk, &record.stamp.boot);
        let Some(new) = statement(record) else {
            return Ok(Vec::new());
        };
        if self.stated(kiosk, boot)?.is_some_and(|held| held <= new) {
            return Ok(Vec::new());
        }
        self.tx.set_clock(kiosk, boot, new)?;
        self.stated.insert(kiosk.clone(), (boot.clone(), Some(new)));
        let mut retimed = Vec::new();
        for stored in self.tx.records_of_run(origin, boot)? {
            let (Some(record), Some(from)) = (stored.read(), stored.at) else {
                continue;
            };
            let to = new.time_of(&record.stamp);
            if to != from {
                *arrival += 1;
                self.tx.set_time(stored.arrival, to)?;
                self.tx.insert_retimed(*arrival, stored.arrival, from)?;
                retimed.push(Retimed {
                    record: stored,
                    fact: record.fact,
                    from,
                    to,
                });
            }
        }
        Ok(retimed)
    }

    /// Records of one kiosk come run after run, so the last run asked for is the one to remember.
    fn stated(&mut self, kiosk: &KioskId, boot: &str) -> Result<Option<ClockStatement>, PortError> {
        if let Some((of, stated)) = self.stated.get(kiosk)
            && of == boot
        {
            return Ok(*stated);
        }
        let stated = self.tx.clock(kiosk, boot)?;
        self.stated.insert(kiosk.clone(), (boot.to_owned(), stated));
        Ok(stated)
    }
}

impl Retimed {
    /// Takes the record out at the time that it had, and adds it at the time that it has.
    pub(super) fn refold(
        &self,
        tx: &dyn RecordsTx,
        rules: &Rules,
        fold: &mut Fold<'_>,
    ) -> Result<(), PortError> {
        let stored = &self.record;
        let origin = Origin {
            exhibition: rules.exhibition,
            kiosk: stored.id.kiosk.clone(),
            incarnation: stored.id.incarnation,
        };
        let seq = stored.id.seq;
        let is_annulled = tx.annulled(&origin, seq..=seq)?.contains(&seq);
        let [from, to] = [self.from, self.to].map(|at| stored.order(at));
        let record = |order| FoldRecord {
            order,
            timing: rules.calendar.timing(order.at, stored.received),
            fact: &self.fact,
            is_annulled,
        };
        fold.remove(&record(&from));
        fold.add(&record(&to));
        Ok(())
    }
}

/// Returns what a record states of its kiosk's clock.
pub(super) fn statement(record: &Record) -> Option<ClockStatement> {
    let mut stated = ClockStatement::of(record)?;
    // What a database can't hold is no count of any device.
    stated.mono_ms = stated.mono_ms.min(i64::MAX as u64);
    Some(stated)
}
