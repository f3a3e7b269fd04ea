//! What operations need of a database, in the words of an exhibition: a trait for each thing that is kept, and a
//! transaction over all of them. Everything here blocks until the database answers.

mod accounts;
mod api_tokens;
mod aside;
mod audit;
mod catalogue;
mod counting;
mod decisions;
mod devices;
mod media;
mod people;
mod published;
mod records;
mod reports;
mod seats;
mod secrets;
mod server;
mod staff;
mod submissions;
mod ticket_spans;
mod tickets;
mod transfer;
mod trust;
mod webhooks;

use std::error::Error;

pub use accounts::{
    Account, AccountName, AccountNameError, AccountRole, AccountSession, Accounts, DeskPermission,
    ReadAccounts, SESSION_IDLE_MS, WriteAccounts,
};
pub use api_tokens::{ApiCall, ApiScope, ApiToken, ApiTokens, ReadApiTokens, WriteApiTokens};
pub use aside::{RecordDecision, SetAsideReason};
pub use audit::{
    Author, ChangeNote, ChangeQuery, KIOSK_LOST, LoggedChange, OF_MANY_TICKETS, ReadAudit,
    WriteAudit,
};
pub use catalogue::{CatalogueVersion, ReadCatalogue, StoredDraft, WriteCatalogue};
pub(crate) use counting::{CountedState, CountingTx};
pub use decisions::{Decision, ReadDecisions, WriteDecisions};
pub use devices::{
    DeviceToken, Enrolment, Invitation, KioskEntry, QuarantineReport, ReadDevices, WriteDevices,
};
pub(crate) use devices::{server_pins, server_pins_text};
pub use media::{GivenFile, Media, MediaSource};
pub(crate) use people::ticket_name_hash;
pub use people::{Deletion, ReadPeople, WritePeople};
pub(crate) use published::Published;
pub use records::WriteJournals;
pub(crate) use records::{
    ClockStatements, DerivedTx, FeedEntry, FeedTx, Head, Journal, JournalRecord, JournalsTx,
    NewRecord, OF_TICKETS, RecordChange, RecordSpan, RecordsTx, Stored, WITHIN_DAY, add_row,
    counter_date, span,
};
pub use reports::{
    AcceptedRecord, CheckReport, OpenRecords, ReadReports, StaffRecords, StoredRecord, TimedRecord,
};
pub use seats::{ReadSeats, SeatAllocators, WriteSeats};
pub(crate) use seats::{SeatsTx, StoredAllocator};
pub use secrets::{ReadSecrets, ServerSecret, WriteSecrets};
pub(crate) use server::{DatabaseVersion, ServerConnection, ServerDatabase, ServerTx, StateTx};
pub(crate) use staff::pins_for;
pub use staff::{ReadStaff, StaffEntry, WriteStaff};
pub use submissions::{
    NoSubmissionPlace, StoredSubmission, SubmissionBatch, SubmissionInbox, SubmissionPage,
    SubmissionPlace, Submissions, WhichSubmissions,
};
pub use ticket_spans::{TicketSpans, TicketSpansError};
pub use tickets::{
    ForeignTicket, KnownForeign, NewTicket, OwnTicket, ReadTickets, StoredTicket, TicketNote,
    TicketPage, TicketsVersion, WriteTickets,
};
pub(crate) use tickets::{last_number_after, last_ticket_by_clock, search_words};
pub use transfer::{
    BODIES, EXHIBITION, MOVED, MovedPage, MovedRows, MovedTable, ROWS, TextRow, TransferTx,
};
pub use trust::DecideRecords;
pub(crate) use trust::{Device, DevicePlace, ProvenTicket, Trust, TrustTx};
pub use webhooks::{
    Alert, DeliveryAttempt, EventCursor, ReadWebhooks, Webhook, WebhookEvent, WebhookProgress,
    WriteWebhooks,
};

/// A database with one exhibition.
pub trait Database: Send + Sync {
    /// Begins to read: everything that is read is of one moment.
    ///
    /// # Errors
    /// [`PortError`] when the database can't be opened.
    fn read(&self) -> Result<Box<dyn ReadTx + '_>, PortError>;

    /// Begins a change, which is undone unless it is committed. All other writes wait for it, kiosks' records included:
    /// slow work is done before.
    ///
    /// # Errors
    /// [`PortError`] when the database can't be opened, or another writer holds it for too long.
    fn write(&self) -> Result<Box<dyn WriteTx + '_>, PortError>;

    /// Makes the database where it is missing, and begins a change in it.
    ///
    /// # Errors
    /// [`PortError`] when it can't be made.
    fn create(&self) -> Result<Box<dyn WriteTx + '_>, PortError>;

    /// Begins a new epoch and returns its name: kiosks send again what the database lacks.
    ///
    /// # Errors
    /// [`PortError`]; then the epoch before goes on.
    fn begin_epoch(&self) -> Result<String, PortError>;

    /// Returns what visitors left with their name. A change takes effect at once: what is deleted must leave no copy.
    ///
    /// # Errors
    /// [`PortError`] when it can't be opened.
    fn submissions(&self) -> Result<Box<dyn Submissions + '_>, PortError>;

    /// Returns what takes submissions in.
    fn submission_inbox(&self) -> Box<dyn SubmissionInbox>;

    /// Begins to read the exhibition's rows, or to write those of one that is not whole yet.
    ///
    /// # Errors
    /// [`PortError`] when the database can't be reached.
    fn transfer(&self, write: bool) -> Result<Box<dyn TransferTx + '_>, PortError>;

    /// Checks every record, and compares what follows from records with them. What is wrong is in the report.
    ///
    /// # Errors
    /// [`PortError`] when the exhibition can't be opened.
    fn check(&self) -> Result<CheckReport, PortError>;

    /// Counts everything anew from the records; mends what was counted otherwise where `mend` says so.
    ///
    /// # Errors
    /// [`PortError`] when the exhibition can't be opened or written to; then nothing was changed.
    fn rebuild(&self, mend: bool) -> Result<CheckReport, PortError>;

    /// Writes everything to new files, so that no byte is left of what was deleted. Other writes wait for it.
    ///
    /// # Errors
    /// [`PortError`]; what was deleted is written over, but copies of it may be left in the files.
    fn write_anew(&self) -> Result<(), PortError>;

    /// Returns the same database for what one person changes, in whose name [`WriteAudit::note_change`] writes.
    fn by(&self, author: Author) -> Box<dyn Database>;

    /// Returns the contents of pictures and videos. They are kept under their hash, so none is ever changed.
    fn media(&self) -> &dyn Media;
}

/// One moment of a database.
pub trait ReadTx:
    ReadAccounts
    + ReadApiTokens
    + ReadAudit
    + ReadCatalogue
    + ReadDecisions
    + ReadDevices
    + ReadPeople
    + ReadReports
    + ReadSeats
    + ReadSecrets
    + ReadStaff
    + ReadTickets
    + ReadWebhooks
{
}

impl<
    T: ReadAccounts
        + ReadApiTokens
        + ReadAudit
        + ReadCatalogue
        + ReadDecisions
        + ReadDevices
        + ReadPeople
        + ReadReports
        + ReadSeats
        + ReadSecrets
        + ReadStaff
        + ReadTickets
        + ReadWebhooks,
> ReadTx for T
{
}

/// A change that takes effect whole or not at all.
pub trait WriteTx:
    ReadTx
    + DecideRecords
    + WriteAccounts
    + WriteApiTokens
    + WriteAudit
    + WriteCatalogue
    + WriteDecisions
    + WriteDevices
    + WriteJournals
    + WritePeople
    + WriteSeats
    + WriteSecrets
    + WriteStaff
    + WriteTickets
    + WriteWebhooks
{
    /// Makes the change durable.
    ///
    /// # Errors
    /// [`PortError`]; then nothing was changed.
    fn commit(self: Box<Self>) -> Result<(), PortError>;
}

/// Why a database does not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum PortError {
    /// It can't be reached or opened, is in use, or its disk fails.
    #[error(transparent)]
    Unavailable(Box<dyn Error + Send + Sync>),
    /// Another process writes for too long; it is worth another try.
    #[error(transparent)]
    Busy(Box<dyn Error + Send + Sync>),
    /// It was deleted or replaced while it is in use: nothing that is written would be found again.
    #[error(transparent)]
    Gone(Box<dyn Error + Send + Sync>),
    /// It holds what no version of this program writes.
    #[error(transparent)]
    Damaged(Box<dyn Error + Send + Sync>),
    /// What follows from records can't be read; the records can.
    #[error(
        "{0}; it follows from the records: stop the server and put it right with `sync-server rebuild`"
    )]
    Miscounted(String),
}
