//! The rows that follow from records, made anew from the records alone.

use std::collections::HashMap;

use shared::checkin::Rules;
use shared::ledger::{Fold, FoldRecord};
use shared::record::Fact;
use shared::time::UnixMs;

use super::clocks::{Clocks, clock_of, statement};
use super::duplicates::counted_for;
use super::ingest::{is_plain, write};
use crate::ports::{CheckReport, JournalRecord, PortError, RecordsTx, SetAsideReason, span};

/// How many records are in memory at once.
const STEP: usize = 10_000;

/// How many differences of one kind are named.
pub(crate) const NAMED: usize = 20;

impl CheckReport {
    /// Notes what is kept of a record otherwise than its body says. Records are compared before everything else.
    pub(crate) fn note_record(&mut self, stored: &JournalRecord, read: RecordColumns) {
        let RecordColumns { at, plain } = read;
        let mut note = |what: String| {
            if self.faults.len() < NAMED {
                self.faults.push(format!(
                    "record {} of kiosk {} (incarnation {}): {what}",
                    stored.id.seq, stored.id.kiosk, stored.id.incarnation.0,
                ));
            }
        };
        if stored.at != Some(at) {
            let kept = stored.at.map_or("none".to_owned(), |at| at.0.to_string());
            note(format!(
                "its time is kept as {kept}, and is {} by its stamp",
                at.0
            ));
        }
        if stored.plain && !plain {
            note("it is kept as a scan, and audits miss it".to_owned());
        }
    }

    /// Notes that a journal's end is kept as another record than its last one.
    pub(crate) fn note_end(&mut self, kiosk: &str, incarnation: i64, kept: i64, is: i64) {
        self.faults.push(format!(
            "journal of kiosk {kiosk} (incarnation {incarnation}): its end is kept as record {kept}, and is record {is}"
        ));
    }
}

/// What is kept beside a record that counts and follows from its body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordColumns {
    /// Its time.
    pub(crate) at: UnixMs,
    /// Whether it is a scan, a booth visit or a look-up.
    pub(crate) plain: bool,
}

/// Reads every record from `source` and writes what follows from them to `target`, which has nothing of it yet:
/// statements of clocks, annulments, histories and counters. `differs` is called for each record of which something
/// else is kept than follows from its body. One that counts again after a quarantine may be kept as no scan: audits read
/// it and pass over it.
pub(crate) fn refold(
    source: &dyn RecordsTx,
    target: &dyn RecordsTx,
    rules: &Rules,
    mut differs: impl FnMut(&JournalRecord, RecordColumns) -> Result<(), PortError>,
) -> Result<u64, PortError> {
    each(source, |page| state_and_annul(source, target, rules, page))?;
    let mut records = 0;
    each(source, |page| {
        records += page.len() as u64;
        let mut fold = Fold::new(rules);
        let read = page
            .iter()
            .filter_map(|stored| Some((stored, stored.read()?)));
        let read: HashMap<u64, _> = read.map(|(stored, read)| (stored.arrival, read)).collect();
        let runs = page.iter().filter_map(|stored| {
            let record = read.get(&stored.arrival)?;
            Some((&stored.id.kiosk, record.stamp.boot.as_str()))
        });
        let clocks = Clocks::of(target, runs)?;
        let spans = page.iter().filter(|stored| {
            let record = read.get(&stored.arrival);
            record.is_some_and(|record| record.fact.can_be_annulled())
        });
        let annulled = target.annulled(&spans.map(|it| span(&it.id)).collect::<Vec<_>>())?;
        for stored in page {
            if stored.aside.and_then(SetAsideReason::code).is_some() {
                fold.count_damaged(&stored.id.kiosk, 1);
            }
            let Some(record) = read.get(&stored.arrival) else {
                continue;
            };
            let at = clocks.time_of(&stored.id.kiosk, &record.stamp);
            let plain = is_plain(&record.fact);
            if stored.at != Some(at) || (stored.plain && !plain) {
                differs(stored, RecordColumns { at, plain })?;
            }
            fold.add(&FoldRecord {
                order: &stored.order(at),
                timing: rules.calendar.timing(at, stored.received),
                fact: &record.fact,
                is_annulled: annulled.contains(&stored.id),
            });
        }
        write(target, fold)
    })?;
    let mut fold = Fold::new(rules);
    for (kiosk, forks) in source.forks()? {
        fold.count_damaged(&kiosk, forks as i64);
    }
    for (ticket, status) in source.statuses()? {
        fold.set_status(ticket, status);
    }
    write(target, fold)?;
    Ok(records)
}

fn state_and_annul(
    source: &dyn RecordsTx,
    target: &dyn RecordsTx,
    rules: &Rules,
    page: &[JournalRecord],
) -> Result<(), PortError> {
    for stored in page {
        let Some(record) = stored.read() else {
            continue;
        };
        if let Fact::Annulled {
            target: annulled, ..
        } = &record.fact
        {
            target.insert_annulment(annulled)?;
            if let Some(stored) = source.record(annulled)?
                && let Some(counted) = counted_for(source, rules.exhibition, &stored)?
            {
                target.insert_annulment(&counted.id)?;
            }
        }
        let (kiosk, boot) = (&stored.id.kiosk, &record.stamp.boot);
        if let Some(new) = statement(&record)
            && clock_of(target, kiosk, boot)?.is_none_or(|held| new < held)
        {
            target.set_clock(kiosk, boot, new)?;
        }
    }
    Ok(())
}

/// Looks at all records, some at a time.
fn each(
    source: &dyn RecordsTx,
    mut look: impl FnMut(&[JournalRecord]) -> Result<(), PortError>,
) -> Result<(), PortError> {
    let mut after = 0;
    loop {
        let page = source.records_after(after, STEP)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.arrival;
        look(&page)?;
    }
}
