//! Records, and the rows that follow from them, within one transaction.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use jiff::civil::Date;
use shared::checkin::TicketStatus;
use shared::ids::{Incarnation, KioskId, TicketNumber};
use shared::ledger::{Counter, Counters, TicketHistory};
use shared::protocol::v1::parse_body;
use shared::record::{ChainHash, ClockStatement, Origin, Record, RecordId, RecordOrder};
use shared::time::UnixMs;

use super::{PortError, SetAsideReason, TrustTx};

/// What the engine reads and writes. Nothing of it is seen by others before the transaction is committed.
pub(crate) trait RecordsTx: JournalsTx + FeedTx + DerivedTx + TrustTx {}

impl<T: JournalsTx + FeedTx + DerivedTx + TrustTx> RecordsTx for T {}

/// Journals and the records in them. What is asked for each batch of a round is asked for all of them at once.
pub(crate) trait JournalsTx {
    /// Returns the last feed position that is taken, 0 for none.
    fn last_arrival(&self) -> Result<u64, PortError>;

    /// Returns all journals of the kiosks that have these.
    fn journals(&self, of_kiosks: &[&Origin]) -> Result<Vec<Journal>, PortError>;
    /// Adds a journal without records.
    fn insert_journal(&self, origin: &Origin) -> Result<Journal, PortError>;
    /// Writes how far journals are stored.
    fn set_heads(&self, journals: &[&Journal]) -> Result<(), PortError>;

    /// Returns records that are stored, by the key of their journal and their number.
    fn stored(
        &self,
        records: &[(i64, RangeInclusive<u64>)],
    ) -> Result<HashMap<(i64, u64), Stored>, PortError>;
    /// Adds records, each at its feed position.
    fn insert_records(&self, records: &[NewRecord<'_>]) -> Result<(), PortError>;
    /// Keeps a second body under a number that is taken; `false` when it is kept already.
    fn insert_fork(&self, fork: &NewRecord<'_>) -> Result<bool, PortError>;
    /// Changes whether and when stored records count.
    fn update_records(&self, changes: &[RecordChange]) -> Result<(), PortError>;
    /// Gives a record whose row is not as it was written this hash and body, where it is as it was written then; returns its
    /// feed position.
    fn mend_record(
        &self,
        id: &RecordId,
        chain_hash: ChainHash,
        body: &str,
    ) -> Result<Option<u64>, PortError>;
    /// Adds feed positions at which records stand once more: each with that of the record, and the time it had before.
    fn insert_retimed(&self, places: &[(u64, u64, UnixMs)]) -> Result<(), PortError>;

    /// Returns the journal in which each event counts, by its kiosk and the digest of its body, after making it the one
    /// that is given where there is none. None is given twice.
    fn claim_bodies(
        &self,
        bodies: &[(KioskId, [u8; 32], i64)],
    ) -> Result<HashMap<(KioskId, [u8; 32]), i64>, PortError>;
    /// Returns those of the kiosks whose bodies are known by their digests.
    fn kiosks_with_bodies(&self, kiosks: &[&KioskId]) -> Result<HashSet<KioskId>, PortError>;
}

/// Notes how far journals are in backups.
#[expect(clippy::missing_errors_doc, reason = "it fails as the database does")]
pub trait WriteJournals {
    /// Notes that journals, by their keys, are in a verified backup up to these records.
    fn note_safe(&self, journals: &[(i64, u64)]) -> Result<(), PortError>;
}

/// Records as they are read again.
pub(crate) trait FeedTx {
    /// Returns a record.
    fn record(&self, id: &RecordId) -> Result<Option<JournalRecord>, PortError>;
    /// Returns records in the order of the feed, from after a place of it on.
    fn records_after(&self, arrival: u64, limit: usize) -> Result<Vec<JournalRecord>, PortError>;
    /// Returns the records of one run of a kiosk's device that are not set aside, whatever the incarnation, in the order
    /// of the feed.
    fn records_of_run(&self, origin: &Origin, boot: &str) -> Result<Vec<JournalRecord>, PortError>;
    /// Returns the records of a kiosk that are not set aside, or only by organisers, whatever the incarnation, in the
    /// order of the feed.
    fn records_of_kiosk(&self, origin: &Origin) -> Result<Vec<JournalRecord>, PortError>;
    /// Returns records after a feed position that are no scan, booth visit or look-up and are not set aside, oldest
    /// first.
    fn records_beside_scans(&self, after: u64) -> Result<Vec<JournalRecord>, PortError>;

    /// Returns the present status of every ticket whose status was ever changed.
    fn statuses(&self) -> Result<HashMap<TicketNumber, TicketStatus>, PortError>;
    /// Returns how many second bodies are kept, by kiosk.
    fn forks(&self) -> Result<Vec<(KioskId, u64)>, PortError>;

    /// Returns whether a feed position is taken; 0, the start, always is.
    fn is_taken(&self, arrival: u64) -> Result<bool, PortError>;
    /// Returns what was stored after a feed position, oldest first.
    fn feed_after(&self, arrival: u64, limit: usize) -> Result<Vec<(u64, FeedEntry)>, PortError>;
}

/// What was stated of clocks, by kiosk and by the run of its device.
pub(crate) type ClockStatements = HashMap<KioskId, HashMap<String, ClockStatement>>;

/// Records of one incarnation of a kiosk's journal.
pub(crate) type RecordSpan<'a> = (&'a KioskId, Incarnation, RangeInclusive<u64>);

/// Returns one record as a span.
pub(crate) fn span(id: &RecordId) -> RecordSpan<'_> {
    (&id.kiosk, id.incarnation, id.seq..=id.seq)
}

/// What follows from records.
pub(crate) trait DerivedTx {
    /// Returns what was stated of clocks in runs of kiosks' devices.
    fn clocks(&self, runs: &[(&KioskId, &str)]) -> Result<ClockStatements, PortError>;
    /// Writes what was stated of a kiosk's clock.
    fn set_clock(
        &self,
        kiosk: &KioskId,
        boot: &str,
        stated: ClockStatement,
    ) -> Result<(), PortError>;
    /// Deletes what was stated of a kiosk's clock.
    fn remove_clock(&self, kiosk: &KioskId, boot: &str) -> Result<(), PortError>;

    /// Returns which of these records are annulled.
    fn annulled(&self, records: &[RecordSpan<'_>]) -> Result<HashSet<RecordId>, PortError>;
    /// Returns whether a record is annulled.
    fn is_annulled(&self, id: &RecordId) -> Result<bool, PortError> {
        let found = self.annulled(&[span(id)])?;
        Ok(!found.is_empty())
    }
    /// Adds an annulment; `false` when there was one of the same record.
    fn insert_annulment(&self, target: &RecordId) -> Result<bool, PortError>;
    /// Deletes the annulment of a record.
    fn remove_annulment(&self, target: &RecordId) -> Result<(), PortError>;

    /// Returns the histories of those tickets that have one.
    fn histories(
        &self,
        tickets: &mut dyn Iterator<Item = TicketNumber>,
    ) -> Result<HashMap<TicketNumber, TicketHistory>, PortError>;
    /// Writes histories; one that is empty is deleted.
    fn write_histories(
        &self,
        histories: &HashMap<TicketNumber, TicketHistory>,
    ) -> Result<(), PortError>;
    /// Adds to counters.
    fn add_counters(&self, changes: &Counters) -> Result<(), PortError>;
    /// Returns the counters of whole days and of none, but for those of single tickets.
    fn counters(&self) -> Result<Counters, PortError>;
    /// Returns the counters of parts of days.
    fn counters_within_days(&self) -> Result<Counters, PortError>;
    /// Returns some counters of parts of a day.
    fn counters_within_day(&self, date: Date, which: &[Counter]) -> Result<Counters, PortError>;
}

/// What the date of a counter begins with in databases where the counter is of a part of a day: those are read apart. It
/// comes after every digit.
pub(crate) const WITHIN_DAY: &str = "t";

/// The date of counters of single tickets in databases. It comes after all others: there may be as many as tickets, and
/// nobody needs all of them.
pub(crate) const OF_TICKETS: &str = "u";

/// Returns a counter's date as databases have it.
pub(crate) fn counter_date(date: Option<Date>, counter: &Counter) -> String {
    if matches!(counter, Counter::TicketConflicts(_)) {
        return OF_TICKETS.to_owned();
    }
    let within = if counter.is_within_day() {
        WITHIN_DAY
    } else {
        ""
    };
    date.map_or_else(String::new, |date| format!("{within}{date}"))
}

/// Adds a counter to others, as databases have it: its date, empty for none, its name and its value.
pub(crate) fn add_row(
    counters: &mut Counters,
    date: &str,
    name: &str,
    value: i64,
) -> Result<(), PortError> {
    let damaged = || PortError::Miscounted(format!("the counter \"{date} {name}\" can't be read"));
    let date = match date {
        OF_TICKETS => "",
        date => date.strip_prefix(WITHIN_DAY).unwrap_or(date),
    };
    let of = (!date.is_empty()).then(|| date.parse()).transpose();
    let counter = name.parse().map_err(|_| damaged())?;
    counters.add(of.map_err(|_| damaged())?, counter, value);
    Ok(())
}

/// What stands at a feed position.
#[derive(Debug)]
pub(crate) enum FeedEntry {
    /// A record, when it was stored.
    Stored(JournalRecord),
    /// A record, when it was given another time than this.
    Retimed(JournalRecord, UnixMs),
    /// A record whose row is not as it was written, so that nothing of it can be told.
    Damaged(RecordId),
    /// A ticket's new status, and since when.
    Status(TicketNumber, TicketStatus, UnixMs),
}

/// One incarnation of a kiosk's journal.
#[derive(Debug, Clone)]
pub(crate) struct Journal {
    /// Its key in the database.
    pub(crate) id: i64,
    /// Whose it is.
    pub(crate) origin: Origin,
    /// How far it is stored.
    pub(crate) head: Head,
    /// How far it is in a verified backup.
    pub(crate) safe: u64,
}

/// A record on its way into the database.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewRecord<'a> {
    /// The key of its journal.
    pub(crate) journal: i64,
    /// Its feed position.
    pub(crate) arrival: u64,
    /// Its number in its journal.
    pub(crate) seq: u64,
    /// The hash it claims.
    pub(crate) chain_hash: ChainHash,
    /// Its exact bytes.
    pub(crate) body: &'a str,
    /// When it was received, by the server's clock.
    pub(crate) received: UnixMs,
    /// Why it is not counted, where it is not.
    pub(crate) aside: Option<SetAsideReason>,
    /// Its time by all that is known of the kiosk's clock.
    pub(crate) at: Option<UnixMs>,
    /// Whether it is a scan, a booth visit or a look-up.
    pub(crate) plain: bool,
    /// The ticket that it names and whose history does not hold it.
    pub(crate) ticket: Option<TicketNumber>,
}

/// How a stored record counts from now on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordChange {
    /// Its place in the feed.
    pub(crate) arrival: u64,
    /// Why it is not counted, where it is not.
    pub(crate) aside: Option<SetAsideReason>,
    /// Its time, which only a counted one has.
    pub(crate) at: Option<UnixMs>,
    /// The ticket that it names: its history may not hold the record any more.
    pub(crate) ticket: Option<TicketNumber>,
}

/// A record that is stored.
#[derive(Debug, Clone)]
pub(crate) struct JournalRecord {
    /// Its feed position.
    pub(crate) arrival: u64,
    /// The key of its journal.
    pub(crate) journal: i64,
    /// Its identity.
    pub(crate) id: RecordId,
    /// Its exact bytes.
    pub(crate) body: String,
    /// When it was received, by the server's clock.
    pub(crate) received: UnixMs,
    /// Why it is not counted, where it is not.
    pub(crate) aside: Option<SetAsideReason>,
    /// Its time by all that is known of the kiosk's clock.
    pub(crate) at: Option<UnixMs>,
    /// Whether it is a scan, a booth visit or a look-up.
    pub(crate) plain: bool,
}

impl JournalRecord {
    /// Returns what the record says, where that counts.
    pub(crate) fn read(&self) -> Option<Record> {
        self.aside.is_none().then(|| parse_body(&self.body).ok())?
    }

    /// Returns where the record stands among all others when it was made at a time.
    pub(crate) fn order(&self, at: UnixMs) -> RecordOrder {
        let RecordId {
            kiosk,
            incarnation,
            seq,
        } = &self.id;
        RecordOrder {
            at,
            kiosk: kiosk.clone(),
            incarnation: *incarnation,
            seq: *seq,
        }
    }
}

/// How far a journal is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// Everything up to this number is stored.
    pub(crate) seq: u64,
    /// The chain hash of that record.
    pub(crate) chain_hash: ChainHash,
}

impl Head {
    /// Returns the head of a journal without records.
    pub(crate) fn start(origin: &Origin) -> Self {
        Self {
            seq: 0,
            chain_hash: ChainHash::start(origin),
        }
    }
}

/// A record that is stored already, as far as a second sending needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stored {
    /// Its chain hash.
    pub(crate) chain_hash: ChainHash,
    /// Whether it was set aside.
    pub(crate) aside: Option<SetAsideReason>,
}
