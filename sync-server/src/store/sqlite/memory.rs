//! What is kept in memory because it is asked for all the time: nothing that grows with the records.

use std::collections::BTreeMap;
use std::sync::Arc;

use shared::ids::KioskId;
use shared::ledger::Counters;
use shared::protocol::v1::KioskState;

use crate::ports::SeatAllocators;

/// The kiosks and the seats.
#[derive(Default)]
pub(super) struct Memory {
    /// How current each kiosk is; what is counted of it is in the counters.
    pub(super) kiosks: BTreeMap<KioskId, KioskState>,
    /// The kiosks and the counters as they were last read, for as long as the database can't be read.
    pub(super) counted: Counted,
    /// The seats, as they were last written.
    pub(super) seats: SeatAllocators,
}

/// Counters, and the kiosks as they were before: what these vouch for is counted.
#[derive(Clone, Default)]
pub(super) struct Counted {
    pub(super) kiosks: Vec<KioskState>,
    pub(super) counters: Arc<Counters>,
}
