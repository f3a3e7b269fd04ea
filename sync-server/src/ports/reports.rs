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
    /// When it was received, by the server's clock.
    pub received: UnixMs,
    /// Whether a kiosk annulled it.
    pub is_annulled: bool,
}

/// Records of one kiosk that were set aside for one reason and that nobody has decided about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRecords {
    /// The kiosk.
    pub kiosk: KioskId,
    /// Why they do not count.
    pub aside: SetAsideReason,
    /// How many they are.
    pub records: u64,
    /// The place in the feed of the last one.
    pub last: u64,
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
    /// How many of these a recount puts right.
    pub miscounted: usize,
    /// The records that are damaged.
    pub damaged: Vec<RecordId>,
}

impl CheckReport {
    /// Returns whether a recount puts everything right that is wrong. Where records are damaged too, it would make figures
    /// of the damage.
    pub(crate) fn is_miscounted(&self) -> bool {
        self.miscounted > 0 && self.miscounted == self.faults.len()
    }
}

/// Which records of staff's acts are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct StaffRecords<'a> {
    /// One kiosk, or all.
    pub kiosk: Option<&'a KioskId>,
    /// From this instant on.
    pub since: Option<UnixMs>,
    /// Before this instant.
    pub before: Option<UnixMs>,
    /// So many of the newest at most, by their corrected time.
    pub most: Option<u32>,
}

/// Reads records, and what they add up to.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadReports {
    /// Returns the records of staff's acts, those that came last first. Those that can't be read have no time, and are
    /// always among them.
    fn staff_records(&self, wanted: &StaffRecords<'_>) -> Result<Vec<StoredRecord>, PortError>;

    /// Returns the records of staff's acts that came after an arrival, each with its own, in the order in which they came: no
    /// more than `most`, and fewer only where no more follow. `wanted` may not say how many.
    fn staff_records_after(
        &self,
        wanted: &StaffRecords<'_>,
        after: u64,
        most: u32,
    ) -> Result<Vec<(u64, StoredRecord)>, PortError>;

    /// Returns the body of a record; `None` when it has not come.
    fn record_body(&self, id: &RecordId) -> Result<Option<String>, PortError>;

    /// Calls `each` with every record that counts, in the order in which they came. They are not held in memory.
    fn each_timed_record(&self, each: &mut dyn FnMut(TimedRecord<'_>)) -> Result<(), PortError>;

    /// Returns the records that were set aside, of one kiosk or all, in the order in which they came.
    fn set_aside_records(&self, kiosk: Option<&KioskId>) -> Result<Vec<StoredRecord>, PortError>;

    /// Returns what was set aside and is open: without what organisers decided by themselves, duplicates, and what the
    /// decision about [`OpenRecords::subject`] reaches.
    fn open_records(&self) -> Result<Vec<OpenRecords>, PortError>;

    /// Returns so many of the records of an item of [`ReadReports::open_records`], the newest first.
    fn newest_open_records(
        &self,
        open: &OpenRecords,
        most: u32,
    ) -> Result<Vec<StoredRecord>, PortError>;

    /// Returns the records with these identities, and those that name a ticket and that its history does not hold, in the
    /// order in which they came.
    fn ticket_records(
        &self,
        ticket: TicketNumber,
        also: &[RecordId],
    ) -> Result<Vec<StoredRecord>, PortError>;

    /// Returns how many records came under a number that was taken, by kiosk.
    fn forked_records(&self) -> Result<Vec<(KioskId, u64)>, PortError>;

    /// Returns the records that the organisers let count, each with the reason for which it had been set aside.
    fn accepted_records(&self) -> Result<Vec<AcceptedRecord>, PortError>;

    /// Returns the records whose time was corrected, in the order in which they came.
    fn corrected_records(&self) -> Result<Vec<StoredRecord>, PortError>;

    /// Returns the counters of whole days and of none, but for those of single tickets.
    fn counters(&self) -> Result<Counters, PortError>;

    /// Returns so many of the tickets with admissions that the rules would refuse with all that is known now.
    fn conflicting_tickets(&self, most: usize) -> Result<Vec<TicketNumber>, PortError>;

    /// Returns how many tickets there are of each type that has any.
    fn issued_tickets(&self) -> Result<BTreeMap<TicketType, u64>, PortError>;

    /// Returns the history of a ticket; an empty one when it was never seen.
    fn ticket_history(&self, ticket: TicketNumber) -> Result<TicketHistory, PortError>;
}

impl OpenRecords {
    /// The kind of decisions about set-aside records.
    pub const KIND: &'static str = "aside";

    /// Returns what a decision about records of a kiosk and a reason is about.
    #[must_use]
    pub fn subject(&self) -> String {
        format!(
            "{}/{}",
            self.kiosk,
            SetAsideReason::number(Some(self.aside))
        )
    }
}
