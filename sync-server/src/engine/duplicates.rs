//! One event under two incarnations of a kiosk.
//!
//! A kiosk whose disk was set back more than once, to a server that was set back as well, can send a record a second
//! time under another of its incarnations: neither side remembers the first. A body holds the device's boot, its running
//! clock and its wall clock to the millisecond, so two records of one kiosk with the same bytes tell of one event. The
//! one that comes second takes its place in its journal and does not count. Who annuls it annuls the event, so the record
//! that counts is annulled with it, whichever of the three comes first.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use shared::ids::{ExhibitionId, Incarnation, KioskId};
use shared::record::Origin;

use super::plan::PlannedBatch;
use crate::ports::{JournalRecord, PortError, RecordsTx, SetAsideReason};

/// The journal in which each event counts, by its kiosk and the digest of its body.
type Bodies = HashMap<(KioskId, [u8; 32]), i64>;

/// Marks those of the planned records whose event is stored under another incarnation.
pub(super) fn mark_duplicates(
    tx: &dyn RecordsTx,
    planned: &mut [PlannedBatch<'_>],
) -> Result<(), PortError> {
    let suspects = planned.iter_mut();
    let mut suspects: Vec<_> = suspects
        .filter(|it| it.has_other_journal && !it.plan.keep.is_empty())
        .collect();
    if suspects.is_empty() {
        return Ok(());
    }
    let kiosks: Vec<&KioskId> = suspects.iter().map(|it| &it.batch.origin.kiosk).collect();
    let known = tx.kiosks_with_bodies(&kiosks)?;
    for it in &suspects {
        let origin = &it.batch.origin;
        if !known.contains(&origin.kiosk) {
            let mut bodies = Bodies::new();
            for record in tx.records_of_kiosk(origin)? {
                let body = (origin.kiosk.clone(), body_digest(&record.body));
                bodies.entry(body).or_insert(record.journal);
            }
            claim(tx, &bodies)?;
        }
    }
    let mut bodies = Bodies::new();
    for it in &suspects {
        let (Some(journal), kiosk) = (&it.journal, &it.batch.origin.kiosk) else {
            continue;
        };
        for (index, _) in it.plan.keep.iter().filter(|(_, aside)| aside.is_none()) {
            if let Some(record) = it.batch.records.get(*index) {
                let body = (kiosk.clone(), body_digest(record.body.get()));
                bodies.entry(body).or_insert(journal.id);
            }
        }
    }
    let counts_in = claim(tx, &bodies)?;
    for it in &mut suspects {
        let (Some(journal), kiosk) = (&it.journal, &it.batch.origin.kiosk) else {
            continue;
        };
        for (index, aside) in &mut it.plan.keep {
            let Some(record) = it.batch.records.get(*index).filter(|_| aside.is_none()) else {
                continue;
            };
            let counts = counts_in.get(&(kiosk.clone(), body_digest(record.body.get())));
            if counts.is_some_and(|counts| *counts != journal.id) {
                *aside = Some(SetAsideReason::Duplicate);
            }
        }
    }
    Ok(())
}

/// Returns the record in which the event of a duplicate counts; `None` for a record that is none.
pub(super) fn counted_for(
    tx: &dyn RecordsTx,
    exhibition: ExhibitionId,
    stored: &JournalRecord,
) -> Result<Option<JournalRecord>, PortError> {
    if stored.aside != Some(SetAsideReason::Duplicate) {
        return Ok(None);
    }
    Ok(counted_by_body(tx, exhibition, &stored.id.kiosk)?.remove(&stored.body))
}

/// Returns the records of a kiosk in which its events count, by their bodies.
pub(super) fn counted_by_body(
    tx: &dyn RecordsTx,
    exhibition: ExhibitionId,
    kiosk: &KioskId,
) -> Result<HashMap<String, JournalRecord>, PortError> {
    let any = Origin {
        exhibition,
        kiosk: kiosk.clone(),
        incarnation: Incarnation(0),
    };
    let mut counted = HashMap::new();
    for record in tx.records_of_kiosk(&any)? {
        counted.entry(record.body.clone()).or_insert(record);
    }
    Ok(counted)
}

fn claim(tx: &dyn RecordsTx, bodies: &Bodies) -> Result<Bodies, PortError> {
    let bodies = bodies.iter();
    let bodies: Vec<_> = bodies
        .map(|((kiosk, digest), journal)| (kiosk.clone(), *digest, *journal))
        .collect();
    tx.claim_bodies(&bodies)
}

/// Returns what the bytes of a record are known by.
pub(crate) fn body_digest(body: &str) -> [u8; 32] {
    Sha256::digest(body.as_bytes()).into()
}
