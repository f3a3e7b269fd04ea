//! How far the counters follow what the organisers changed.

use shared::catalogue::Catalogue;
use shared::checkin::{Rules, TicketStatus};
use shared::ids::TicketNumber;

use super::{PortError, RecordsTx};

/// What of the organisers' changes is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CountedState {
    /// The version of the catalogue that has the rules.
    pub(crate) catalogue: u64,
    /// The version of the fold that counted.
    pub(crate) fold: u16,
    /// The last change of a ticket's status, by its feed position.
    pub(crate) statuses: u64,
}

/// What is counted, within one transaction.
pub(crate) trait CountingTx: RecordsTx {
    /// Returns what is counted where that is not everything.
    fn counted(&self) -> Result<Option<CountedState>, PortError>;
    /// Returns a version of the catalogue; without a number, the one in force.
    fn catalogue(&self, version: Option<u64>) -> Result<Option<(u64, Catalogue)>, PortError>;
    /// Returns changes of tickets' statuses after a feed position, oldest first.
    fn statuses_after(&self, arrival: u64) -> Result<Vec<(TicketNumber, TicketStatus)>, PortError>;
    /// Makes everything anew that follows from records.
    fn recount(&self, rules: &Rules) -> Result<(), PortError>;
    /// Notes that everything the organisers changed so far is counted.
    fn note_counted(&self) -> Result<(), PortError>;
}
