//! What a running server needs of a database, beside the transactions of organisers.

use std::collections::BTreeMap;

use shared::checkin::Rules;
use shared::ids::KioskId;
use shared::protocol::v1::{DeviceReport, KioskState};
use shared::server_pin::ServerPin;
use shared::time::UnixMs;

use super::{
    CheckReport, PortError, Published, ReadCatalogue, ReadTickets, ReadWebhooks, RecordsTx,
    SeatsTx, SubmissionInbox, WriteApiTokens, WriteWebhooks,
};

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

    /// Checks what a server looks at before it serves: the newest records, at most so many, rows of tickets, and what else
    /// is done within a second.
    ///
    /// # Errors
    /// [`PortError`] when they can't be read.
    fn check_newest(&self, count: usize) -> Result<CheckReport, PortError>;

    /// Checks every record and every row of a ticket; ends early once `go_on` says no.
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

    /// Waits until no other server writes, and keeps the next change ready until it is begun or its turn is passed. That it
    /// can't be had is said when it is begun.
    fn take_turn(&mut self) {}

    /// Lets others write.
    fn pass_turn(&mut self) {}

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
pub(crate) trait ServerTx:
    ReadCatalogue + ReadTickets + ReadWebhooks + StateTx + WriteApiTokens + WriteWebhooks
{
    /// Returns the records and what follows from them.
    fn records(&self) -> &dyn RecordsTx;

    /// Returns the seats.
    fn seats(&self) -> &dyn SeatsTx;

    /// Returns what tells whether another process changed something.
    ///
    /// # Errors
    /// As the database fails.
    fn version(&self) -> Result<DatabaseVersion, PortError>;

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

/// What a running server reads and writes beside records and seats.
pub(crate) trait StateTx {
    /// Returns what the organisers decided.
    fn published(&self) -> Result<Published, PortError>;

    /// Returns when the newest record was received; `None` without records.
    fn newest_receipt(&self) -> Result<Option<UnixMs>, PortError>;

    /// Returns every kiosk that may push, and how current it was when that was last written down.
    fn kiosk_states(&self) -> Result<BTreeMap<KioskId, KioskState>, PortError>;

    /// Writes when kiosks were last seen, and how current they are.
    fn write_kiosk_states(&self, states: &[KioskState]) -> Result<(), PortError>;

    /// Writes which pins of this server a kiosk knows.
    fn write_known_pins(&self, kiosk: &KioskId, pins: &[ServerPin]) -> Result<(), PortError>;

    /// Writes how a device is doing.
    fn write_device_report(&self, kiosk: &KioskId, report: &DeviceReport) -> Result<(), PortError>;

    /// Returns the version of the catalogue by whose rules the counters were made.
    fn counted_by(&self) -> Result<u64, PortError>;

    /// Counts a change that organisers or the allocators of seats make.
    fn count_edit(&self) -> Result<(), PortError>;
}

/// As long as it is the same, no other process has changed anything but records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DatabaseVersion {
    /// Counts what organisers and the allocators of seats change.
    pub(crate) edits: i64,
    /// Changes when it is written down that a kiosk was seen.
    pub(crate) kiosks: i64,
}
