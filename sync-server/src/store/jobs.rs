//! What the writer can be asked to do, and what it does in one round.

use shared::ids::KioskId;
use shared::protocol::v1::AllocatorReply;
use shared::submission::SubmissionId;
use tokio::sync::oneshot;

use super::error::StoreError;
use super::state::Ack;
use crate::engine::AllocationReports;
use crate::engine::Batch;
use crate::ports::{PortError, ServerTx, SubmissionBatch};

/// What the writer can be asked to do.
pub(super) enum Job {
    /// Store a batch.
    Ingest(Box<Batch>, Asker<Ack>),
    /// Begin a new epoch: a kiosk knows of what the store lacks.
    SetBack(KioskId, Asker<()>),
    /// Hear what a kiosk says of its shares of places.
    Places(AllocationReports, Asker<Vec<AllocatorReply>>),
    /// Store letters.
    Submissions(SubmissionBatch, Asker<Vec<SubmissionId>>),
    /// Count all records anew: a check found this wrong with what follows from them.
    CountAnew(String),
    /// Write something down that counts as no change of the organisers.
    Note(StoreNote, Asker<bool>),
    /// Look whether another process changed something.
    Look,
    /// Give a sign of life.
    Ping(Asker<()>),
    /// Write something, for a health check.
    TryWrite(Asker<()>),
    /// Write down what is only in memory, and end.
    Stop(Asker<()>),
}

/// Whom to answer.
pub(super) type Asker<T> = oneshot::Sender<Result<T, StoreError>>;

/// Writes something down, and returns whether there was something to write.
pub(super) type StoreNote = Box<dyn FnOnce(&dyn ServerTx) -> Result<bool, PortError> + Send>;

/// What kiosks say of their shares of places, and whom to answer.
pub(super) type AllocationJobs = Vec<(AllocationReports, Asker<Vec<AllocatorReply>>)>;

/// The jobs of one round, sorted by what they ask for.
#[derive(Default)]
pub(super) struct Round {
    pub(super) batches: Vec<Batch>,
    pub(super) answers: Vec<Asker<Ack>>,
    pub(super) allocations: AllocationJobs,
    pub(super) submissions: Vec<(SubmissionBatch, Asker<Vec<SubmissionId>>)>,
    pub(super) notes: Vec<(StoreNote, Asker<bool>)>,
    pub(super) set_back: Vec<(KioskId, Asker<()>)>,
    pub(super) pings: Vec<Asker<()>>,
    pub(super) attempts: Vec<Asker<()>>,
    pub(super) look: bool,
    pub(super) miscounted: Option<String>,
    pub(super) records: usize,
}

impl Round {
    /// Takes a job in; gives back whom to tell when it is the last one.
    pub(super) fn take(&mut self, job: Job) -> Option<Asker<()>> {
        match job {
            Job::Ingest(batch, answer) => {
                self.records += batch.records.len();
                self.batches.push(*batch);
                self.answers.push(answer);
            }
            Job::Places(said, answer) => self.allocations.push((said, answer)),
            Job::Submissions(mail, answer) => self.submissions.push((mail, answer)),
            Job::SetBack(kiosk, answer) => self.set_back.push((kiosk, answer)),
            Job::CountAnew(what) => self.miscounted = Some(what),
            Job::Note(note, answer) => self.notes.push((note, answer)),
            Job::Look => self.look = true,
            Job::Ping(answer) => self.pings.push(answer),
            Job::TryWrite(answer) => self.attempts.push(answer),
            Job::Stop(answer) => return Some(answer),
        }
        None
    }
}
