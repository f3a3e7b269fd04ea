//! What a running server needs of a database, beside the transactions of organisers.

use std::collections::BTreeMap;

use shared::catalogue::Catalogue;
use shared::checkin::Rules;
use shared::ids::KioskId;
use shared::protocol::v1::KioskState;
use shared::time::UnixMs;

use super::{CheckReport, PortError, Published, RecordsTx, SeatsTx, SubmissionInbox, TicketPage};

/// A database that a server runs on. Several servers may run on one where [`ServerDatabase::listen`] says so.
pub(crate) trait ServerDatabase: Send + Sync + 'static {
    /// Opens a connection that only reads.
    ///
    /// # Errors
    /// [`PortError`] when the database can't be reached.
    fn reader(&self) -> Result<Box<dyn ServerConnection>, PortError>;

    /// Opens what takes submissions in. One that can't be opened says so with each submission.
    fn submissions(&self) -> Box<dyn SubmissionInbox>;

    /// Returns an error from the moment on in which what is written would not be found again.
    ///
    /// # Errors
    /// [`PortError::Gone`].
    fn check_in_place(&self) -> Result<(), PortError> {
        Ok(())
    }

    /// Returns the name of the file that was deleted or replaced.
    fn missing_file(&self) -> Option<String> {
        None
    }

    /// Checks the newest records, at most so many.
    ///
    /// # Errors
    /// [`PortError`] when they can't be read.
    fn check_newest(&self, count: usize) -> Result<CheckReport, PortError>;

    /// Checks every record; ends early once `go_on` says no.
    ///
    /// # Errors
    /// [`PortError`] when they can't be read.
    fn check_records(&self, go_on: &mut dyn FnMut() -> bool) -> Result<CheckReport, PortError>;

    /// Calls `wake` whenever another server commits, until it returns `false`. A call may be missed or come for nothing.
    fn listen(&self, _wake: Box<dyn FnMut() -> bool + Send>) {}
}

/// A connection to a database.
pub(crate) trait ServerConnection: Send {
    /// Begins to read: everything that is read is of one moment.
    ///
    /// # Errors
    /// [`PortError`] when the database can't be reached.
    fn read(&mut self) -> Result<Box<dyn ServerTx + '_>, PortError>;

    /// Begins a change, which is undone unless it is committed.
    ///
    /// # Errors
    /// [`PortError`] when the database can't be reached, or another writer holds it for too long.
    fn write(&mut self) -> Result<Box<dyn ServerTx + '_>, PortError>;

    /// Begins a new epoch: a kiosk knows of what the database lacks, so it was set back.
    ///
    /// # Errors
    /// [`PortError`]; then the epoch before goes on.
    fn begin_epoch(&mut self, shown_by: &KioskId) -> Result<(), PortError>;

    /// Notes beside the database how far it is, where that has a place.
    ///
    /// # Errors
    /// [`PortError`] when the database can't be read.
    fn note_progress(&mut self) -> Result<(), PortError> {
        Ok(())
    }

    /// Does the same once more before the server ends.
    ///
    /// # Errors
    /// [`PortError`] when it can't be noted.
    fn finish(&mut self) -> Result<(), PortError> {
        Ok(())
    }

    /// Copies what is still open where its files are gone.
    fn rescue(&self) {}
}

/// A transaction of a running server.
pub(crate) trait ServerTx {
    /// Returns the records and what follows from them.
    fn records(&self) -> &dyn RecordsTx;

    /// Returns the seats.
    fn seats(&self) -> &dyn SeatsTx;

    /// Returns the name of the database's epoch.
    ///
    /// # Errors
    /// As the database fails.
    fn epoch(&self) -> Result<String, PortError>;

    /// Returns what the organisers decided.
    ///
    /// # Errors
    /// As the database fails.
    fn published(&self) -> Result<Published, PortError>;

    /// Returns what tells whether another process changed something.
    ///
    /// # Errors
    /// As the database fails.
    fn version(&self) -> Result<DatabaseVersion, PortError>;

    /// Returns when the newest record was received; `None` without records.
    ///
    /// # Errors
    /// As the database fails.
    fn newest_receipt(&self) -> Result<Option<UnixMs>, PortError>;

    /// Returns every kiosk that may push, and how current it was when that was last written down.
    ///
    /// # Errors
    /// As the database fails.
    fn kiosk_states(&self) -> Result<BTreeMap<KioskId, KioskState>, PortError>;

    /// Writes when a kiosk was last seen, and how current it is.
    ///
    /// # Errors
    /// As the database fails.
    fn write_kiosk_state(&self, state: &KioskState) -> Result<(), PortError>;

    /// Returns the version of the catalogue by whose rules the counters were made.
    ///
    /// # Errors
    /// As the database fails.
    fn counted_by(&self) -> Result<u64, PortError>;

    /// Returns a version of the catalogue; `None` when there is none of that number.
    ///
    /// # Errors
    /// As the database fails.
    fn catalogue_version(&self, version: u64) -> Result<Option<Catalogue>, PortError>;

    /// Returns the tickets that were added or changed after a cursor, oldest change first, at most `limit`.
    ///
    /// # Errors
    /// As the database fails.
    fn ticket_page(&self, after: u64, limit: usize) -> Result<TicketPage, PortError>;

    /// Counts a change that organisers or the allocators of seats make.
    ///
    /// # Errors
    /// As the database fails.
    fn count_edit(&self) -> Result<(), PortError>;

    /// Makes everything anew that follows from records, and returns what was otherwise, a sentence each.
    ///
    /// # Errors
    /// As the database fails.
    fn recount(&self, rules: &Rules) -> Result<Vec<String>, PortError>;

    /// Makes the change durable.
    ///
    /// # Errors
    /// [`PortError`]; then nothing was changed.
    fn commit(self: Box<Self>) -> Result<(), PortError>;
}

/// As long as it is the same, no other process has changed anything but records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DatabaseVersion {
    /// Counts what organisers and the allocators of seats change.
    pub(crate) edits: i64,
    /// Changes when it is written down that a kiosk was seen.
    pub(crate) kiosks: i64,
}
