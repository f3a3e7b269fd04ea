//! The times of records, as far as kiosks have learnt them since.

use std::collections::{HashMap, HashSet};

use shared::checkin::Rules;
use shared::ids::KioskId;
use shared::ledger::{Fold, FoldRecord};
use shared::record::{ClockStatement, Fact, Origin, Record, Stamp};
use shared::time::UnixMs;

use crate::ports::{
    ClockStatements, DerivedTx, JournalRecord, PortError, RecordChange, RecordsTx, span,
};

/// What kiosks have stated of their clocks in the runs that were asked for.
pub(super) struct Clocks<'a> {
    tx: &'a dyn RecordsTx,
    stated: ClockStatements,
}

/// A stored record that was given another time.
pub(super) struct Retimed {
    record: JournalRecord,
    fact: Fact,
    from: UnixMs,
    to: UnixMs,
}

impl<'a> Clocks<'a> {
    /// Reads what was stated in runs of kiosks' devices.
    pub(super) fn of<'b>(
        tx: &'a dyn RecordsTx,
        runs: impl Iterator<Item = (&'b KioskId, &'b str)>,
    ) -> Result<Self, PortError> {
        let runs: HashSet<_> = runs.collect();
        let stated = tx.clocks(&runs.into_iter().collect::<Vec<_>>())?;
        Ok(Self { tx, stated })
    }

    /// Returns the time of a record, by its stamp and all that was stated.
    pub(super) fn time_of(&self, kiosk: &KioskId, stamp: &Stamp) -> UnixMs {
        let stated = self.stated(kiosk, &stamp.boot);
        stated.map_or_else(|| stamp.corrected(), |stated| stated.time_of(stamp))
    }

    /// Takes in what a stored record states of its kiosk's clock, and gives the stored records of the same run the times
    /// that follow from it. `arrival` is the last feed position that is taken.
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
        if self.stated(kiosk, boot).is_some_and(|held| held <= new) {
            return Ok(Vec::new());
        }
        self.tx.set_clock(kiosk, boot, new)?;
        let of_kiosk = self.stated.entry(kiosk.clone()).or_default();
        of_kiosk.insert(boot.clone(), new);
        let (mut retimed, mut times, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for stored in self.tx.records_of_run(origin, boot)? {
            let (Some(record), Some(from)) = (stored.read(), stored.at) else {
                continue;
            };
            let to = new.time_of(&record.stamp);
            if to != from {
                *arrival += 1;
                times.push(RecordChange {
                    arrival: stored.arrival,
                    aside: None,
                    at: Some(to),
                    ticket: record.fact.ticket(),
                });
                places.push((*arrival, stored.arrival, from));
                retimed.push(Retimed {
                    record: stored,
                    fact: record.fact,
                    from,
                    to,
                });
            }
        }
        self.tx.update_records(&times)?;
        self.tx.insert_retimed(&places)?;
        Ok(retimed)
    }

    fn stated(&self, kiosk: &KioskId, boot: &str) -> Option<ClockStatement> {
        self.stated.get(kiosk)?.get(boot).copied()
    }
}

/// Returns what was stated of a kiosk's clock in one run of its device.
pub(super) fn clock_of(
    tx: &dyn DerivedTx,
    kiosk: &KioskId,
    boot: &str,
) -> Result<Option<ClockStatement>, PortError> {
    let stated = tx.clocks(&[(kiosk, boot)])?;
    Ok(stated.into_values().flat_map(HashMap::into_values).next())
}

/// Takes each record out at the time that it had, and adds it at the time that it has.
pub(super) fn refold_all(
    retimed: &[Retimed],
    tx: &dyn RecordsTx,
    rules: &Rules,
    fold: &mut Fold<'_>,
) -> Result<(), PortError> {
    let spans = retimed.iter().map(|it| span(&it.record.id));
    let annulled = tx.annulled(&spans.collect::<Vec<_>>())?;
    for it in retimed {
        let stored = &it.record;
        let [from, to] = [it.from, it.to].map(|at| stored.order(at));
        let record = |order| FoldRecord {
            order,
            timing: rules.calendar.timing(order.at, stored.received),
            fact: &it.fact,
            is_annulled: annulled.contains(&stored.id),
        };
        fold.remove(&record(&from));
        fold.add(&record(&to));
    }
    Ok(())
}

/// Returns what a record states of its kiosk's clock.
pub(super) fn statement(record: &Record) -> Option<ClockStatement> {
    let mut stated = ClockStatement::of(record)?;
    // What a database can't hold is no count of any device.
    stated.mono_ms = stated.mono_ms.min(i64::MAX as u64);
    Some(stated)
}
