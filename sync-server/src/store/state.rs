//! What the writer changes and everyone reads.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Instant;

use shared::ids::KioskId;
use shared::ledger::Counters;
use shared::protocol::v1::{KioskState, Rejected};
use shared::record::{Origin, RecordId};
use shared::time::UnixMs;
use tokio::sync::watch;
use tracing::error;

use super::meters::StoreMeters;
use crate::ports::{CheckReport, Published, SeatAllocators, ServerDatabase};

/// How many faults are logged; their number is always reported.
const FAULTS_LOGGED: usize = 20;
/// How many damaged rows are named.
const DAMAGED_MOST: usize = 1_000;

/// What the writer changes and everyone reads.
pub(super) struct Shared {
    pub(super) database: Arc<dyn ServerDatabase>,
    /// The last scheduled backup failed.
    pub(super) backup_failed: AtomicBool,
    /// What is measured of the work.
    pub(super) meters: StoreMeters,
    /// When the last scheduled backup was made.
    pub(super) backup_made: Mutex<Option<Instant>>,
    /// What the check of the stored records found wrong.
    pub(super) faults: AtomicU64,
    /// Damaged rows that were passed over.
    pub(super) damaged: Mutex<BTreeSet<String>>,
    /// Damaged records that their kiosks are asked for.
    pub(super) asked: Mutex<HashSet<RecordId>>,
    /// Kiosks that sent more than people can cause, and when they did last.
    pub(super) flooding: Mutex<BTreeMap<KioskId, UnixMs>>,
    /// How far each kiosk was told, and when.
    pub(super) feed_cursors: Mutex<BTreeMap<KioskId, (u64, Instant)>>,
    /// Kiosks that have said in this run how far they know the store to have been.
    pub(super) compared: Mutex<HashSet<KioskId>>,
    /// The store is to be closed.
    pub(super) closing: AtomicBool,
    pub(super) memory: Mutex<Memory>,
    pub(super) published: RwLock<Arc<Published>>,
    pub(super) mark: watch::Sender<Mark>,
}

/// The kiosks and the seats.
#[derive(Default)]
pub(super) struct Memory {
    /// How current each kiosk is; what is counted of it is in the counters.
    pub(super) kiosks: BTreeMap<KioskId, KioskState>,
    /// The kiosks and the counters as they were last read, for as long as the database can't be read.
    pub(super) counted: LiveCounts,
    /// The seats, as they were last written.
    pub(super) seats: SeatAllocators,
}

/// Counters, and the kiosks as they were before: what these vouch for is counted.
#[derive(Clone, Default)]
pub(super) struct LiveCounts {
    pub(super) kiosks: Vec<KioskState>,
    pub(super) counters: Arc<Counters>,
}

/// How a batch was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ack {
    /// Every record of the journal up to this one is durable.
    pub(crate) contiguous: u64,
    /// Of those, every one up to this is in a verified backup too.
    pub(crate) safe: u64,
    /// What was set aside.
    pub(crate) rejected: Vec<Rejected>,
}

/// How far the store is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The last feed position's cursor.
    pub(crate) arrival: u64,
    /// Rises whenever [`Published`] changes.
    pub(crate) edition: u64,
}

impl Shared {
    pub(super) fn new(database: Arc<dyn ServerDatabase>, published: Published) -> Self {
        Self {
            database,
            backup_failed: AtomicBool::new(false),
            meters: StoreMeters::default(),
            backup_made: Mutex::default(),
            faults: AtomicU64::new(0),
            damaged: Mutex::default(),
            asked: Mutex::default(),
            flooding: Mutex::default(),
            feed_cursors: Mutex::default(),
            compared: Mutex::default(),
            closing: AtomicBool::new(false),
            memory: Mutex::default(),
            published: RwLock::new(Arc::new(published)),
            mark: watch::Sender::new(Mark::default()),
        }
    }

    /// Logs what a check found wrong, and shows it on the live page.
    pub(super) fn take_faults(&self, report: &CheckReport) {
        let faults = report.faults.len() as u64;
        self.faults.fetch_max(faults, Ordering::Relaxed);
        let damaged = report.damaged.iter().take(DAMAGED_MOST);
        held(&self.asked).extend(damaged.cloned());
        for fault in report.faults.iter().take(FAULTS_LOGGED) {
            error!("STORED DATA IS DAMAGED: {fault}");
        }
        if faults > 0 {
            error!(
                "{faults} faults in what is stored; see `sync-server check`, and restore the latest good backup with `sync-server restore`. Kiosks send again what it lacks"
            );
        }
    }

    /// Notes records that are told to nobody since their rows are damaged; their kiosks are asked for them once.
    pub(super) fn note_damaged_records(&self, records: &[RecordId]) {
        if records.is_empty() {
            return;
        }
        let fault = |id: &RecordId| {
            let RecordId {
                kiosk,
                incarnation,
                seq,
            } = id;
            let incarnation = incarnation.0;
            format!(
                "record {seq} of kiosk {kiosk} (incarnation {incarnation}): its row is not as it was written"
            )
        };
        let named = held(&self.damaged);
        let new = records.iter().filter(|id| !named.contains(&fault(id)));
        let new: Vec<RecordId> = new.take(DAMAGED_MOST).cloned().collect();
        drop(named);
        self.note_damaged(new.iter().map(fault));
        held(&self.asked).extend(new);
    }

    /// Shows no longer what so many records were damaged by.
    pub(super) fn note_mended(&self, records: u64) {
        let faults = |faults: u64| Some(faults.saturating_sub(records));
        let _ = self
            .faults
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, faults);
    }

    /// Returns up to where a kiosk is told that its records are stored: not beyond a damaged one that it is to send again.
    pub(super) fn stored_up_to(&self, origin: &Origin, contiguous: u64) -> u64 {
        let asked = held(&self.asked);
        let of_origin = asked
            .iter()
            .filter(|id| id.kiosk == origin.kiosk && id.incarnation == origin.incarnation);
        // No kiosk has a record 0: its number is what is damaged.
        let before = of_origin.filter_map(|id| id.seq.checked_sub(1));
        before
            .min()
            .map_or(contiguous, |before| before.min(contiguous))
    }

    /// Names rows that are told to nobody, each once in the log, and shows them on the live page.
    pub(super) fn note_damaged(&self, faults: impl IntoIterator<Item = String>) {
        let mut faults = faults.into_iter().peekable();
        if faults.peek().is_none() {
            return;
        }
        let mut damaged = held(&self.damaged);
        for fault in faults {
            if damaged.len() < DAMAGED_MOST && damaged.insert(fault.clone()) {
                error!(
                    "STORED DATA IS DAMAGED: {fault}. No kiosk is told of it; all else goes on. Restore the latest good backup with `sync-server restore`: kiosks send again what it lacks"
                );
            }
        }
        self.faults
            .fetch_max(damaged.len() as u64, Ordering::Relaxed);
    }

    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        held(&self.memory)
    }

    pub(super) fn published(&self) -> Arc<Published> {
        let published = self.published.read();
        published.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn publish(&self, new: Published) {
        let mut published = self
            .published
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *published = Arc::new(new);
    }
}

/// A lock whatever became of the last holder: each holder leaves the data whole at every step
/// that can fail.
pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
