//! The one thread that writes. It takes a job, drains the queue behind it, stores all of them in
//! one durable commit, and only then answers.

mod commit;
mod seats;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use shared::checkin::Rules;
use shared::ids::KioskId;
use shared::protocol::v1::DeviceReport;
use shared::server_pin::ServerPin;
use shared::submission::SubmissionId;
use shared::time::UnixMs;
use tokio::sync::mpsc;
use tracing::{error, warn};

use super::error::StoreError;
use super::jobs::{Asker, Job, Round, StoreNote};
use super::state::Shared;
use crate::engine::{Batch, seat_allocators};
use crate::ports::{
    DatabaseVersion, PortError, ServerConnection, SubmissionBatch, SubmissionInbox,
};

/// The most records one commit takes in; a kiosk should not wait for minutes of other kiosks' backlog.
const MAX_RECORDS: usize = 20_000;
/// How often it is written down when kiosks were last seen, when nothing else is to be written.
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
    /// How devices said that they are doing, as it was last written down.
    device_reports: HashMap<KioskId, DeviceReport>,
    /// What could not be stored in the last attempt; health checks try it again.
    failed: Option<Batch>,
    /// When a health check last did.
    failed_tried: Instant,
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
            device_reports: HashMap::new(),
            failed: None,
            failed_tried: Instant::now(),
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
        self.shared.count(&*tx, UnixMs(0)).map(drop)
    }

    /// Works until it is stopped, or until every sender of jobs is dropped.
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
            notes,
            set_back,
            miscounted,
            ..
        } = round;
        if let Some(what) = miscounted
            && let Err(error) = self.count_anew(&what)
        {
            error!("counting all records anew: {error}");
        }
        if !set_back.is_empty() {
            self.connection.pass_turn();
        }
        for (kiosk, answer) in set_back {
            let _ = answer.send(self.begin_epoch(&kiosk));
        }
        if self.failed.is_none()
            && let Err(error) = self.write_known_pins(&batches)
        {
            warn!("which keys of this server kiosks know can't be written down: {error}");
        }
        if self.failed.is_none()
            && let Err(error) = self.write_device_reports(&batches)
        {
            warn!("how devices are doing can't be written down: {error}");
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
        self.answer_allocations(allocations);
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
            } else if self.failed.is_some() || self.seen.is_failing {
                Err(StoreError::Failing)
            } else {
                Ok(())
            };
            let _ = answer.send(life);
        }
        for answer in round.attempts {
            let _ = answer.send(self.try_write());
        }
        for (note, answer) in notes {
            let _ = answer.send(self.write_note(note));
        }
        // Last, since they may have to wait for another process, and nobody else is to wait with them.
        self.keep_submissions(submissions);
    }

    fn write_note(&mut self, note: StoreNote) -> Result<bool, StoreError> {
        self.shared.database.check_in_place()?;
        let change = self.connection.write()?;
        let is_written = note(&*change)?;
        change.commit()?;
        Ok(is_written)
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
}

#[cfg(test)]
mod tests;
