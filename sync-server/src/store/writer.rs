//! The one thread that writes. It takes a job, drains the queue behind it, stores all of them in
//! one durable commit, and only then answers.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use shared::checkin::Rules;
use shared::ids::KioskId;
use shared::protocol::v1::{AllocatorReply, KioskState};
use shared::server_pin::ServerPin;
use shared::submission::SubmissionId;
use shared::time::UnixMs;
use tokio::sync::mpsc;
use tracing::{error, warn};

use super::error::StoreError;
use super::jobs::{Asker, Job, Round, Shares};
use super::state::{Ack, Shared};
use crate::engine::{
    AllocationReports, Batch, Incoming, Ingested, exchange_seats, heard, ingest, seat_allocators,
};
use crate::ports::{
    DatabaseVersion, PortError, ServerConnection, ServerTx, SubmissionBatch, SubmissionInbox,
};

/// The most records one commit takes in; a kiosk should not wait for minutes of other kiosks' backlog.
const MAX_RECORDS: usize = 20_000;
/// How often it is written down when kiosks were last seen, along with a commit that happens anyway.
const SEEN_WITH_COMMIT: Duration = Duration::from_secs(1);
/// The same, when nothing else is to be written.
pub(super) const SEEN_ALONE: Duration = Duration::from_mins(1);

/// The thread's own state.
pub(super) struct Writer {
    pub(super) connection: Box<dyn ServerConnection>,
    submissions: Box<dyn SubmissionInbox>,
    pub(super) shared: Arc<Shared>,
    /// The rules that the counters follow, and the catalogue's version that has them.
    rules: Option<(u64, Rules)>,
    /// The version of what was read last; none makes the next look read all of it.
    pub(super) version: Option<DatabaseVersion>,
    pub(super) seen: SeenKiosks,
    /// Which pins of this server kiosks said that they know, as it was last written down.
    known_pins: HashMap<KioskId, Vec<ServerPin>>,
    /// The last attempt to store records failed.
    failing: bool,
    /// The live page shows that the database is gone.
    gone_shown: bool,
    /// A kiosk has shown in this run that the database was set back.
    pub(super) is_set_back: bool,
}

/// Kiosks that were seen since it was last written down.
pub(super) struct SeenKiosks {
    pub(super) ids: HashSet<KioskId>,
    pub(super) written: Instant,
    /// The last attempt to write it down failed.
    pub(super) is_failing: bool,
}

impl SeenKiosks {
    fn new() -> Self {
        Self {
            ids: HashSet::new(),
            written: Instant::now(),
            is_failing: false,
        }
    }
}

impl Writer {
    /// Reads what is kept in memory.
    pub(super) fn start(
        mut connection: Box<dyn ServerConnection>,
        submissions: Box<dyn SubmissionInbox>,
        shared: Arc<Shared>,
    ) -> Result<Self, StoreError> {
        let tx = connection.read()?;
        let epoch = shared.published().epoch.clone();
        let mut memory = shared.memory();
        memory.kiosks = tx.kiosk_states()?;
        // Nothing is written, so it does not matter at which time an allocator is restored.
        memory.seats = seat_allocators(tx.seats(), &epoch, UnixMs(0))?;
        drop(memory);
        let arrival = tx.records().last_arrival()?;
        shared.mark.send_modify(|mark| mark.arrival = arrival);
        drop(tx);
        let mut writer = Self {
            rules: None,
            // What was changed since the shared state was read is taken over at the first look.
            version: None,
            connection,
            submissions,
            shared,
            seen: SeenKiosks::new(),
            known_pins: HashMap::new(),
            failing: false,
            gone_shown: false,
            is_set_back: false,
        };
        match writer.count() {
            Err(PortError::Miscounted(what)) => {
                writer.count_anew(&what)?;
                writer.count()?;
            }
            counted => counted?,
        }
        Ok(writer)
    }

    fn count(&mut self) -> Result<(), PortError> {
        let tx = self.connection.read()?;
        self.shared.count(&*tx).map(drop)
    }

    /// Works until told to stop, or until nobody is left who could ask for anything.
    pub(super) fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        while let Some(first) = jobs.blocking_recv() {
            let mut round = Round::default();
            let mut stop = round.take(first);
            if round.records > 0 {
                // What comes while another server writes is stored in the same commit.
                self.connection.take_turn();
            }
            while stop.is_none() && round.records < MAX_RECORDS {
                match jobs.try_recv() {
                    Ok(job) => stop = round.take(job),
                    Err(_) => break,
                }
            }
            self.work(round);
            if let Some(answer) = stop {
                let _ = answer.send(self.end());
                return;
            }
        }
    }

    /// Begins a new epoch of a database that was set back, as a kiosk shows. Only while the server is down can that happen
    /// unnoticed, so one kiosk is believed once in each run.
    fn begin_epoch(&mut self, kiosk: &KioskId) -> Result<(), StoreError> {
        self.shared.database.check_in_place()?;
        // Another server may have begun it.
        self.look()?;
        if std::mem::replace(&mut self.is_set_back, true) {
            return Ok(());
        }
        self.connection.begin_epoch(kiosk)?;
        self.look()
    }

    /// Writes down what is only in memory.
    fn end(&mut self) -> Result<(), StoreError> {
        self.shared.database.check_in_place()?;
        self.write_seen()?;
        Ok(self.connection.finish()?)
    }

    fn work(&mut self, round: Round) {
        let Round {
            batches,
            answers,
            allocations,
            submissions,
            set_back,
            ..
        } = round;
        if !set_back.is_empty() {
            if !self.failing
                && let Err(error) = self.write_known_pins(&batches)
            {
                warn!("which keys of this server kiosks know can't be written down: {error}");
            }
            self.connection.pass_turn();
        }
        for (kiosk, answer) in set_back {
            let _ = answer.send(self.begin_epoch(&kiosk));
        }
        match self.ingest(&batches) {
            Ok(acks) => {
                for (answer, ack) in answers.into_iter().zip(acks) {
                    let _ = answer.send(Ok(ack));
                }
            }
            // Each would wait as long as all of them.
            Err(error @ StoreError::Database(PortError::Busy(_))) => {
                error!("a commit of {} batches failed: {error}", batches.len());
                for answer in answers {
                    let _ = answer.send(Err(StoreError::Failing));
                }
            }
            // One bad batch must not take the others down with it.
            Err(error) if batches.len() > 1 => {
                warn!(
                    "a commit of {} batches failed, trying each alone: {error}",
                    batches.len()
                );
                for (batch, answer) in batches.iter().zip(answers) {
                    let ack = self.ingest(std::slice::from_ref(batch));
                    let _ = answer.send(
                        ack.and_then(|acks| acks.into_iter().next().ok_or(StoreError::Closed)),
                    );
                }
            }
            Err(error) => {
                if let Some(answer) = answers.into_iter().next() {
                    let _ = answer.send(Err(error));
                }
            }
        }
        self.connection.pass_turn();
        self.hear_shares(allocations);
        // The watch has logged it; here the live page is woken, once.
        let in_place = self.shared.database.check_in_place();
        if in_place.is_err() && !std::mem::replace(&mut self.gone_shown, true) {
            // Its files are gone, and what they held is still open here.
            if let Err(error) = self.count() {
                error!("counting what was acknowledged: {error}");
            }
            self.shared.mark.send_modify(|mark| mark.edition += 1);
            self.connection.rescue();
        }
        if round.look
            && in_place.is_ok()
            && let Err(error) = self
                .look()
                .and_then(|()| Ok(self.connection.note_progress()?))
        {
            error!("looking for changes by other processes: {error}");
        }
        for answer in round.pings {
            let life = if let Err(error) = self.shared.database.check_in_place() {
                Err(error.into())
            } else if self.failing || self.seen.is_failing {
                Err(StoreError::Failing)
            } else {
                Ok(())
            };
            let _ = answer.send(life);
        }
        for answer in round.attempts {
            let _ = answer.send(self.try_write());
        }
        // Last, since they may have to wait for another process, and nobody else is to wait with them.
        self.keep_submissions(submissions);
    }

    fn keep_submissions(&mut self, batches: Vec<(SubmissionBatch, Asker<Vec<SubmissionId>>)>) {
        let mut busy = false;
        for (batch, answer) in batches {
            // Who keeps one waiting keeps all of them waiting.
            let kept = if busy {
                Err(PortError::Busy(
                    "submissions before it are waiting; it is sent again".into(),
                ))
            } else {
                self.submissions.keep(&batch)
            };
            busy |= matches!(kept, Err(PortError::Busy(_)));
            let ids = || batch.submissions.iter().map(|it| it.id).collect();
            let _ = answer.send(kept.map(|()| ids()).map_err(StoreError::from));
        }
    }

    /// Gives the allocators of seats what kiosks report, in one commit, and answers them.
    fn hear_shares(&mut self, allocations: Shares) {
        if allocations.is_empty() {
            return;
        }
        let (reports, askers): (Vec<_>, Vec<_>) = allocations.into_iter().unzip();
        match self.exchange_seats(&reports) {
            Ok(answers) => {
                for (asker, answer) in askers.into_iter().zip(answers) {
                    let _ = asker.send(Ok(answer));
                }
            }
            Err(error) => {
                error!("storing seats: {error}");
                for asker in askers {
                    let _ = asker.send(Err(StoreError::Failing));
                }
            }
        }
    }

    fn exchange_seats(
        &mut self,
        reports: &[AllocationReports],
    ) -> Result<Vec<Vec<AllocatorReply>>, StoreError> {
        let now = reports.first().map_or(UnixMs(0), |first| first.received);
        let mut change = self.connection.write()?;
        if change.epoch()? != self.shared.published().epoch {
            // Another server began it.
            drop(change);
            self.look()?;
            change = self.connection.write()?;
        }
        let exchange = exchange_seats(change.seats(), &self.shared.published(), reports, now)?;
        if exchange.changed {
            change.count_edit()?;
        }
        change.commit()?;
        self.shared.database.check_in_place()?;
        for (kiosk, ms) in exchange.behind {
            warn!(
                "kiosk {kiosk}: its clock is {} minutes behind this computer's; set the one that is wrong. Until then, places in sessions are kept for as long as it takes by both",
                ms / 60_000
            );
        }
        // The live page looks again by itself every few seconds; kiosks that wait for news need not wake.
        self.shared.memory().seats = exchange.allocators;
        Ok(exchange.answers)
    }

    /// Stores batches in one commit. When it fails, nothing in memory has moved.
    fn ingest(&mut self, batches: &[Batch]) -> Result<Vec<Ack>, StoreError> {
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
        self.failing = ingested.is_err();
        let ingested = ingested?;
        // What was committed to a file that is gone is not acknowledged.
        self.shared.database.check_in_place()?;
        if due {
            self.seen = SeenKiosks::new();
        }
        Ok(self.take_in(batches, ingested))
    }

    /// Puts right what follows from records, so that damage there keeps no record out.
    fn count_anew(&mut self, what: &str) -> Result<(), StoreError> {
        error!("{what}; all records are counted anew");
        let change = self.connection.write()?;
        let rules = change.published()?.catalogue.rules();
        let differences = change.recount(&rules)?;
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
        let ingested = if batches.is_empty() {
            Vec::new()
        } else {
            ingest(change.records(), rules, batches)?
        };
        change.write_kiosk_states(seen)?;
        change.commit()?;
        Ok(ingested)
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
                contiguous,
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
    fn write_known_pins(&mut self, batches: &[Batch]) -> Result<(), PortError> {
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

    /// Writes down when kiosks were last seen.
    pub(super) fn write_seen(&mut self) -> Result<(), StoreError> {
        let states = self.seen_states();
        let written = self.append(&[], &states);
        self.seen.is_failing = written.is_err();
        written?;
        self.seen = SeenKiosks::new();
        Ok(())
    }

    /// Writes something durably, for a health check: when kiosks were last seen. Checks that follow each other at once share
    /// a write.
    fn try_write(&mut self) -> Result<(), StoreError> {
        self.shared.database.check_in_place()?;
        if self.failing {
            return Err(StoreError::Failing);
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

#[cfg(test)]
mod tests;
