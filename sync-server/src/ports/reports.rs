//! What kiosks recorded, as organisers look at it.

use std::collections::BTreeMap;

use shared::ids::{KioskId, TicketNumber, TicketType};
use shared::ledger::{Counters, TicketHistory};
use shared::record::RecordId;
use shared::time::UnixMs;

use super::{PortError, SetAsideReason};

/// A record as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecord {
    /// Which one.
    pub id: RecordId,
    /// When it was made, by the clock as it was corrected later; `None` for one that can't be read.
    pub at: Option<UnixMs>,
    /// Its bytes.
    pub body: String,
    /// Why it does not count, where it was set aside.
    pub aside: Option<SetAsideReason>,
}

/// When a record was made and received.
#[derive(Debug, Clone, Copy)]
pub struct TimedRecord<'a> {
    /// The kiosk that made it.
    pub kiosk: &'a str,
    /// When it was made, by the clock as it was corrected later.
    pub at: UnixMs,
    /// When it was received, by the server's clock.
    pub received: UnixMs,
    /// Its bytes.
    pub body: &'a str,
}

/// A record that was set aside and counts, since the organisers say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedRecord {
    /// The record.
    pub record: StoredRecord,
    /// Why it counts.
    pub reason: String,
    /// When that was decided.
    pub since: UnixMs,
}

/// What a check or a rebuild found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many records were read.
    pub records: u64,
    /// What is wrong, or was otherwise than the records say, a sentence each.
    pub faults: Vec<String>,
}

/// Reads records, and what they add up to.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadReports {
    /// Returns the records of staff's acts, of one kiosk or all, from an instant on. Those that can't be read have no
    /// time, and are always among them.
    fn staff_records(
        &self,
        kiosk: Option<&KioskId>,
        since: Option<UnixMs>,
    ) -> Result<Vec<StoredRecord>, PortError>;

    /// Returns the body of a record; `None` when it has not come.
    fn record_body(&self, id: &RecordId) -> Result<Option<String>, PortError>;

    /// Calls `each` with every record that counts, in the order in which they came. They are not held in memory.
    fn each_timed_record(&self, each: &mut dyn FnMut(TimedRecord<'_>)) -> Result<(), PortError>;

    /// Returns the records that were set aside, of one kiosk or all, in the order in which they came.
    fn set_aside_records(&self, kiosk: Option<&KioskId>) -> Result<Vec<StoredRecord>, PortError>;

    /// Returns the records that the organisers let count, each with the reason for which it had been set aside.
    fn accepted_records(&self) -> Result<Vec<AcceptedRecord>, PortError>;

    /// Returns the records whose time was corrected, in the order in which they came.
    fn corrected_records(&self) -> Result<Vec<StoredRecord>, PortError>;

    /// Returns all counters.
    fn counters(&self) -> Result<Counters, PortError>;

    /// Returns how many tickets there are of each type that has any.
    fn issued_tickets(&self) -> Result<BTreeMap<TicketType, u64>, PortError>;

    /// Returns the history of a ticket; an empty one when it was never seen.
    fn ticket_history(&self, ticket: TicketNumber) -> Result<TicketHistory, PortError>;
}
