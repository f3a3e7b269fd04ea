//! What a kiosk said, taken out as a whole and put back.
//!
//! Its records stay. Those that the server received from an instant on are set aside, whatever time they claim: the
//! device may have invented that. Everything that follows from them is changed as if they had never come, their
//! statements of the clock and their annulments included.

use std::collections::{HashMap, HashSet};

use shared::checkin::Rules;
use shared::ids::{Incarnation, KioskId};
use shared::ledger::{Fold, FoldRecord};
use shared::protocol::v1::parse_body;
use shared::record::{ClockStatement, Fact, Origin, Record, RecordId};
use shared::time::UnixMs;

use super::clocks::{Clocks, statement};
use super::duplicates::{body_digest, counted_for};
use super::ingest::{last_position_before, write};
use crate::ports::{
    JournalRecord, PortError, QuarantineReport, RecordChange, RecordDecision, RecordsTx,
    SetAsideReason,
};

/// Stands for the time before in a feed position of a record that counts again. Should its time change
/// later, kiosks that had been told that it does not count must still hear that it does.
pub(super) const FREED: UnixMs = UnixMs(i64::MIN);

/// A record of the kiosk.
struct Judged {
    stored: JournalRecord,
    record: Record,
    /// Why it does not count from now on; `None` where it does.
    becomes: Option<SetAsideReason>,
}

impl Judged {
    fn counts(&self) -> bool {
        self.becomes.is_none()
    }

    fn counted(&self) -> bool {
        self.stored.aside.is_none()
    }
}

/// Sets aside what a kiosk handed in from an instant on, and counts what was set aside so and is not any more. Without
/// an instant all of it counts again.
pub(crate) fn quarantine(
    tx: &dyn RecordsTx,
    rules: &Rules,
    kiosk: &KioskId,
    since: Option<UnixMs>,
    now: UnixMs,
) -> Result<QuarantineReport, PortError> {
    tx.set_quarantine(kiosk, since)?;
    let change = QuarantineChange {
        tx,
        rules,
        kiosk,
        records: judged(tx, rules, kiosk, |stored| {
            let counts = since.is_none_or(|since| stored.received < since);
            (!counts).then_some(SetAsideReason::Quarantined)
        })?,
    };
    change.make(now)
}

/// Decides whether a record counts; `false` when that can't be, or is so already. The records of a quarantined kiosk are
/// the quarantine's.
pub(crate) fn decide(
    tx: &dyn RecordsTx,
    rules: &Rules,
    id: &RecordId,
    decision: RecordDecision<'_>,
    now: UnixMs,
) -> Result<bool, PortError> {
    let kiosk = &id.kiosk;
    let device = tx
        .known_devices(&[kiosk])?
        .remove(kiosk)
        .unwrap_or_default();
    if device.quarantined_since.is_some() {
        return Ok(false);
    }
    let Some(stored) = tx.record(id)? else {
        return Ok(false);
    };
    let Ok(record) = parse_body(&stored.body) else {
        return Ok(false);
    };
    let accepted = tx.accepted(stored.arrival)?;
    let becomes = match (stored.aside, accepted, decision) {
        (Some(aside), _, RecordDecision::Accept(reason)) if aside.can_be_accepted() => {
            if !claim_body(tx, &stored)? {
                return Ok(false);
            }
            tx.insert_accepted(stored.arrival, aside, reason, now)?;
            None
        }
        (None, Some(aside), RecordDecision::Refuse | RecordDecision::Annul(_)) => {
            tx.remove_accepted(stored.arrival)?;
            Some(aside)
        }
        (None, None, RecordDecision::Annul(_))
            if record.fact.can_be_annulled() && !tx.is_annulled(id)? =>
        {
            Some(SetAsideReason::Annulled)
        }
        _ => return Ok(false),
    };
    // No other record's time or effect follows from a passage or a booth visit.
    let stands_alone = record.fact.can_be_annulled() || record.fact.claims().is_some();
    let mut records = Vec::new();
    if !stands_alone {
        records = judged(tx, rules, kiosk, |stored| stored.aside)?;
        records.retain(|it| it.stored.id != *id);
    }
    let at = records.partition_point(|it| it.stored.arrival < stored.arrival);
    records.insert(
        at,
        Judged {
            stored,
            record,
            becomes,
        },
    );
    let change = QuarantineChange {
        tx,
        rules,
        kiosk,
        records,
    };
    change.make(now)?;
    Ok(true)
}

/// Makes a record's journal the one in which its event counts; `false` where it counts in another one.
fn claim_body(tx: &dyn RecordsTx, stored: &JournalRecord) -> Result<bool, PortError> {
    let kiosk = &stored.id.kiosk;
    if !tx.kiosks_with_bodies(&[kiosk])?.contains(kiosk) {
        return Ok(true);
    }
    let digest = body_digest(&stored.body);
    let claimed = tx.claim_bodies(&[(kiosk.clone(), digest, stored.journal)])?;
    Ok(claimed
        .into_values()
        .all(|journal| journal == stored.journal))
}

fn judged(
    tx: &dyn RecordsTx,
    rules: &Rules,
    kiosk: &KioskId,
    becomes: impl Fn(&JournalRecord) -> Option<SetAsideReason>,
) -> Result<Vec<Judged>, PortError> {
    let any = Origin {
        exhibition: rules.exhibition,
        kiosk: kiosk.clone(),
        incarnation: Incarnation(0),
    };
    let stored = tx.records_of_kiosk(&any)?.into_iter();
    let stored = stored.filter(|it| it.aside != Some(SetAsideReason::Annulled));
    let judged = stored.filter_map(|stored| {
        Some(Judged {
            record: parse_body(&stored.body).ok()?,
            becomes: becomes(&stored),
            stored,
        })
    });
    Ok(judged.collect())
}

struct QuarantineChange<'a> {
    tx: &'a dyn RecordsTx,
    rules: &'a Rules,
    kiosk: &'a KioskId,
    records: Vec<Judged>,
}

impl QuarantineChange<'_> {
    fn make(&self, now: UnixMs) -> Result<QuarantineReport, PortError> {
        let Self { tx, rules, .. } = *self;
        let mut fold = Fold::new(rules);
        let mut arrival = tx.last_arrival()?.max(last_position_before(now));
        let before = self.annulled()?;
        self.state_clocks()?;
        self.annul_others(&mut fold, &mut arrival)?;
        let after = self.annulled()?;
        let mut report = QuarantineReport::default();
        let runs = self.records.iter();
        let clocks = Clocks::of(
            tx,
            runs.map(|it| (self.kiosk, it.record.stamp.boot.as_str())),
        )?;
        let (mut changes, mut places, mut set_aside) = (Vec::new(), Vec::new(), 0);
        for it in &self.records {
            let (stored, fact) = (&it.stored, &it.record.fact);
            let was = stored.at;
            let time = clocks.time_of(self.kiosk, &it.record.stamp);
            let is = it.counts().then_some(time);
            let [was_annulled, is_annulled] =
                [&before, &after].map(|annulled| annulled.contains(&stored.id));
            if (was, was_annulled) == (is, is_annulled) {
                continue;
            }
            let [was_so, is_so] = [(was, was_annulled), (is, is_annulled)].map(of_time);
            refold(rules, &mut fold, &it.stored, fact, was_so, is_so);
            if it.counts() != it.counted() {
                set_aside += is_damage(it.becomes) - is_damage(stored.aside);
                let count = if it.counts() {
                    &mut report.released
                } else {
                    &mut report.set_aside
                };
                *count += 1;
            }
            changes.push(RecordChange {
                arrival: stored.arrival,
                aside: it.becomes,
                at: is,
                ticket: fact.ticket(),
            });
            // Other kiosks hear of it once more, as it is now.
            if fact.can_be_annulled() {
                arrival += 1;
                let is_freed = was.is_none() || (was_annulled && !is_annulled);
                let was = if is_freed { FREED } else { was.unwrap_or(time) };
                places.push((arrival, stored.arrival, was));
            }
        }
        tx.update_records(&changes)?;
        tx.insert_retimed(&places)?;
        fold.count_damaged(self.kiosk, set_aside);
        write(tx, fold)?;
        Ok(report)
    }

    /// Returns which of the kiosk's own records are annulled.
    fn annulled(&self) -> Result<HashSet<RecordId>, PortError> {
        let mut last: HashMap<Incarnation, u64> = HashMap::new();
        for Judged { stored, .. } in &self.records {
            let last = last.entry(stored.id.incarnation).or_default();
            *last = stored.id.seq.max(*last);
        }
        let spans = last.into_iter();
        let spans = spans.map(|(incarnation, last)| (self.kiosk, incarnation, 1..=last));
        self.tx.annulled(&spans.collect::<Vec<_>>())
    }

    /// Writes what is stated of the kiosk's clock by the records that count.
    fn state_clocks(&self) -> Result<(), PortError> {
        let mut stated: HashMap<&str, Option<ClockStatement>> = HashMap::new();
        for it in &self.records {
            let Some(new) = statement(&it.record) else {
                continue;
            };
            let stated = stated.entry(&it.record.stamp.boot).or_default();
            if it.counts() && stated.is_none_or(|held| new < held) {
                *stated = Some(new);
            }
        }
        for (boot, stated) in stated {
            match stated {
                Some(stated) => self.tx.set_clock(self.kiosk, boot, stated)?,
                None => self.tx.remove_clock(self.kiosk, boot)?,
            }
        }
        Ok(())
    }

    /// Adds the records in which the events of duplicates count.
    fn with_counted(&self, mut ids: HashSet<RecordId>) -> Result<HashSet<RecordId>, PortError> {
        let mut all_counted = Vec::new();
        for id in &ids {
            if let Some(stored) = self.tx.record(id)? {
                let counted = counted_for(self.tx, self.rules.exhibition, &stored)?;
                all_counted.extend(counted.map(|it| it.id));
            }
        }
        ids.extend(all_counted);
        Ok(ids)
    }

    /// Annuls, or no longer annuls, what the kiosk's annulments name. A record that another kiosk annulled too stays so.
    fn annul_others(&self, fold: &mut Fold<'_>, arrival: &mut u64) -> Result<(), PortError> {
        let changed = self.records.iter().filter(|it| it.counts() != it.counted());
        let changed = self.with_counted(changed.filter_map(target).cloned().collect())?;
        if changed.is_empty() {
            return Ok(());
        }
        let counted = self.records.iter().filter(|it| it.counts());
        let mut annulled: HashSet<RecordId> = counted.filter_map(target).cloned().collect();
        for stored in self.tx.records_beside_scans(0)? {
            if stored.id.kiosk != *self.kiosk
                && let Some(Fact::Annulled { target, .. }) = stored.read().map(|it| it.fact)
            {
                annulled.insert(target);
            }
        }
        let annulled = self.with_counted(annulled)?;
        // In one order, whatever the database.
        let mut changed: Vec<&RecordId> = changed.iter().collect();
        changed.sort_unstable_by_key(|it| (&it.kiosk, it.incarnation, it.seq));
        for target in changed {
            let is_annulled = annulled.contains(target);
            let was_annulled = self.tx.is_annulled(target)?;
            if is_annulled == was_annulled {
                continue;
            }
            if is_annulled {
                self.tx.insert_annulment(target)?;
            } else {
                self.tx.remove_annulment(target)?;
            }
            // The kiosk's own records are folded together with everything else of it.
            if target.kiosk == *self.kiosk {
                continue;
            }
            if let Some(stored) = self.tx.record(target)?
                && let (Some(record), Some(at)) = (stored.read(), stored.at)
            {
                let [was, is] = [was_annulled, is_annulled].map(|annulled| Some((at, annulled)));
                refold(self.rules, fold, &stored, &record.fact, was, is);
                *arrival += 1;
                let was = if is_annulled { at } else { FREED };
                self.tx.insert_retimed(&[(*arrival, stored.arrival, was)])?;
            }
        }
        Ok(())
    }
}

/// Returns 1 for a record that counts among its kiosk's damaged ones.
fn is_damage(aside: Option<SetAsideReason>) -> i64 {
    aside.and_then(SetAsideReason::code).is_some().into()
}

fn target(it: &Judged) -> Option<&RecordId> {
    match &it.record.fact {
        Fact::Annulled { target, .. } => Some(target),
        _ => None,
    }
}

fn of_time((at, is_annulled): (Option<UnixMs>, bool)) -> Option<(UnixMs, bool)> {
    at.map(|at| (at, is_annulled))
}

/// Takes a record out as it counted, and adds it as it counts: its time, and whether it is annulled.
fn refold(
    rules: &Rules,
    fold: &mut Fold<'_>,
    stored: &JournalRecord,
    fact: &Fact,
    was: Option<(UnixMs, bool)>,
    is: Option<(UnixMs, bool)>,
) {
    for (state, is_new) in [(was, false), (is, true)] {
        let Some((at, is_annulled)) = state else {
            continue;
        };
        let record = FoldRecord {
            order: &stored.order(at),
            timing: rules.calendar.timing(at, stored.received),
            fact,
            is_annulled,
        };
        if is_new {
            fold.add(&record);
        } else {
            fold.remove(&record);
        }
    }
}
