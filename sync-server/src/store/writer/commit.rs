//! What one commit stores, and what it moves in memory.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use shared::checkin::Rules;
use shared::protocol::v1::KioskState;
use tracing::error;

use super::{SeenKiosks, Writer};
use crate::engine::{Batch, Incoming, Ingested, Mended, batch_ids, heard, ingest, mend};
use crate::ports::{PortError, ServerTx};
use crate::store::error::StoreError;
use crate::store::state::{Ack, held};

/// How often it is written down when kiosks were last seen, along with a commit that happens anyway.
const SEEN_WITH_COMMIT: Duration = Duration::from_secs(1);

impl Writer {
    /// Stores batches in one commit. When it fails, nothing in memory has moved.
    pub(super) fn ingest(&mut self, batches: &[Batch]) -> Result<Vec<Ack>, StoreError> {
        self.shared.database.check_in_place()?;
        if batches.iter().all(|batch| batch.records.is_empty()) {
            if batches.is_empty() {
                return Ok(Vec::new());
            }
            // Signs of life need no write to the disk.
            let tx = self.connection.read()?;
            let heads = heard(tx.records(), batches)?;
            drop(tx);
            return Ok(self.take_in(batches, heads));
        }
        let due = self.seen.written.elapsed() >= SEEN_WITH_COMMIT;
        let states = if due { self.seen_states() } else { Vec::new() };
        let ingested = match self.append(batches, &states) {
            Err(StoreError::Database(PortError::Miscounted(what))) => self
                .count_anew(&what)
                .and_then(|()| self.append(batches, &states)),
            ingested => ingested,
        };
        self.failed = ingested.as_ref().err().and(batches.first()).cloned();
        let ingested = ingested?;
        // What was committed to a file that is gone is not acknowledged.
        self.shared.database.check_in_place()?;
        if due {
            self.seen = SeenKiosks::new();
        }
        Ok(self.take_in(batches, ingested))
    }

    /// Puts right what follows from records, so that damage there keeps no record out.
    pub(in crate::store) fn count_anew(&mut self, what: &str) -> Result<(), StoreError> {
        error!("{what}; all records are counted anew");
        let change = self.connection.write()?;
        let rules = change.published()?.catalogue.rules();
        let differences = change.recount(&rules)?;
        // The mark beside the database is of another moment now.
        change.count_edit()?;
        change.commit()?;
        for difference in differences {
            error!("put right: {difference}");
        }
        Ok(())
    }

    fn append(
        &mut self,
        batches: &[Batch],
        seen: &[KioskState],
    ) -> Result<Vec<Ingested>, StoreError> {
        let begun = Instant::now();
        let change = self.connection.write()?;
        let counted_by = change.counted_by()?;
        let rules = match &mut self.rules {
            Some((version, rules)) if *version == counted_by => rules,
            cached => {
                &mut cached
                    .insert((counted_by, rules_of(&*change, counted_by)?))
                    .1
            }
        };
        let damaged = held(&self.shared.asked).clone();
        let mut mended = Mended::default();
        if !damaged.is_empty() {
            mended = mend(change.records(), batches, &damaged)?;
        }
        let ingested = if batches.is_empty() {
            Vec::new()
        } else {
            ingest(change.records(), rules, batches)?
        };
        change.write_kiosk_states(seen)?;
        change.commit()?;
        if !damaged.is_empty() {
            self.note_mended(batches, &mended);
        }
        let records = batches.iter().map(|batch| batch.records.len()).sum();
        self.shared.meters.note_commit(records, begun.elapsed());
        Ok(ingested)
    }

    /// Asks nobody once more for what was sent again, and shows what is put right. It may have been counted as it was.
    fn note_mended(&mut self, batches: &[Batch], mended: &Mended) {
        let mut asked = held(&self.shared.asked);
        for id in batches.iter().flat_map(batch_ids) {
            asked.remove(&id);
        }
        drop(asked);
        let Some(last) = mended.records.last() else {
            return;
        };
        let (count, kiosk) = (mended.records.len() as u64, &last.kiosk);
        self.shared.note_mended(count);
        self.shared.mark.send_modify(|mark| {
            mark.arrival = mark.arrival.max(mended.arrival);
            mark.edition += 1;
        });
        let what = format!(
            "{count} damaged records were put right by kiosk {kiosk}, the last of them record {}",
            last.seq
        );
        if let Err(error) = self.count_anew(&what) {
            error!("counting all records anew: {error}");
        }
    }

    /// Moves what is in memory to where the database is now.
    fn take_in(&mut self, batches: &[Batch], ingested: Vec<Ingested>) -> Vec<Ack> {
        let mut memory = self.shared.memory();
        let mut arrival = 0;
        let mut acks = Vec::with_capacity(batches.len());
        for (batch, ingested) in batches.iter().zip(ingested) {
            let contiguous = ingested.contiguous;
            arrival = arrival.max(ingested.arrival);
            if let Some(state) = memory.kiosks.get_mut(&batch.origin.kiosk) {
                state.last_seen_ms = Some(batch.received);
                state.waiting = batch.waiting;
                let stored = |last: &Incoming| last.seq <= contiguous;
                let whole = !ingested.forked && batch.records.last().is_none_or(stored);
                if let Some(complete) = batch.complete_to.filter(|_| whole) {
                    // A kiosk whose clock runs ahead can't vouch for what is still to come.
                    state.complete_to_ms = Some(complete.min(batch.received));
                }
                self.seen.ids.insert(state.id.clone());
            }
            acks.push(Ack {
                contiguous: self.shared.stored_up_to(&batch.origin, contiguous),
                safe: ingested.safe,
                rejected: ingested.rejected,
            });
        }
        drop(memory);
        self.shared.mark.send_if_modified(|mark| {
            let newer = arrival > mark.arrival;
            mark.arrival = mark.arrival.max(arrival);
            newer
        });
        acks
    }

    /// Writes down which pins of this server kiosks know, where they say something new: that is seldom.
    pub(super) fn write_known_pins(&mut self, batches: &[Batch]) -> Result<(), PortError> {
        let told = batches.iter().filter(|batch| !batch.known_pins.is_empty());
        let told = told.map(|batch| (&batch.origin.kiosk, &batch.known_pins));
        let news = told.filter(|(kiosk, pins)| self.known_pins.get(*kiosk) != Some(*pins));
        let news: HashMap<_, _> = news
            .map(|(kiosk, pins)| (kiosk.clone(), pins.clone()))
            .collect();
        if news.is_empty() {
            return Ok(());
        }
        let change = self.connection.write()?;
        for (kiosk, pins) in &news {
            change.write_known_pins(kiosk, pins)?;
        }
        change.commit()?;
        self.known_pins.extend(news);
        Ok(())
    }

    /// Writes down how devices are doing, where that is something new.
    pub(super) fn write_device_reports(&mut self, batches: &[Batch]) -> Result<(), PortError> {
        let told = batches
            .iter()
            .filter_map(|batch| Some((&batch.origin.kiosk, batch.device.as_ref()?)));
        let news = told.filter(|(kiosk, report)| self.device_reports.get(*kiosk) != Some(*report));
        let news: HashMap<_, _> = news
            .map(|(kiosk, report)| (kiosk.clone(), report.clone()))
            .collect();
        if news.is_empty() {
            return Ok(());
        }
        let change = self.connection.write()?;
        for (kiosk, report) in &news {
            change.write_device_report(kiosk, report)?;
        }
        change.commit()?;
        self.device_reports.extend(news);
        Ok(())
    }

    /// Writes down when kiosks were last seen.
    pub(in crate::store) fn write_seen(&mut self) -> Result<(), StoreError> {
        let states = self.seen_states();
        let written = self.append(&[], &states);
        self.seen.is_failing = written.is_err();
        written?;
        self.seen = SeenKiosks::new();
        Ok(())
    }

    /// Writes something durably, for a health check: what could not be stored before, else when kiosks were last seen. Checks
    /// that follow each other at once share a write. A record that is stored without its kiosk hearing of it is sent again.
    pub(super) fn try_write(&mut self) -> Result<(), StoreError> {
        self.shared.database.check_in_place()?;
        if let Some(batch) = &self.failed {
            if self.failed_tried.elapsed() < SEEN_WITH_COMMIT {
                return Err(StoreError::Failing);
            }
            self.failed_tried = Instant::now();
            let batch = batch.clone();
            return self.ingest(&[batch]).map(drop);
        }
        if !self.seen.is_failing && self.seen.written.elapsed() < SEEN_WITH_COMMIT {
            return Ok(());
        }
        let any = self.shared.memory().kiosks.keys().next().cloned();
        self.seen.ids.extend(any);
        self.write_seen()
    }

    fn seen_states(&self) -> Vec<KioskState> {
        let memory = self.shared.memory();
        let states = self.seen.ids.iter().filter_map(|id| memory.kiosks.get(id));
        states.cloned().collect()
    }
}

fn rules_of(tx: &dyn ServerTx, version: u64) -> Result<Rules, PortError> {
    let catalogue = tx.catalogue_version(version)?;
    let missing = || PortError::Damaged(format!("catalogue {version} is missing").into());
    Ok(catalogue.ok_or_else(missing)?.rules())
}
