//! Why a kiosk can't work, as far as staff can do something about it.

use shared::ids::{BoothNumber, GateId};
use shared::protocol::v1::Closure;

/// Why a kiosk can't work. The screens say it in the staff's language; the log has the error itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutOfOrder {
    /// The disk has no room for another record.
    DiskFull,
    /// The journal is damaged.
    JournalDamaged,
    /// Another program holds the journal.
    JournalBusy,
    /// A later version of the kiosk has written the journal.
    NewerJournal,
    /// The journal is of this kiosk.
    ForeignJournal {
        /// The kiosk and its exhibition.
        owner: String,
    },
    /// The journal can't be opened or made.
    JournalUnopenable,
    /// A file of the journal was deleted or replaced.
    JournalReplaced {
        /// Its name.
        file: String,
        /// How many records the server lacks, as far as it is known.
        waiting: Option<u64>,
    },
    /// The organisers took this kiosk out of service.
    Revoked,
    /// The organisers closed it for a while.
    Closed(Closure),
    /// The disk or the database reports something else.
    Disk,
    /// The kiosk has never been in touch with its server.
    NeverSynced {
        /// The server's address.
        server: String,
    },
    /// What the server sent is for another kiosk or exhibition.
    ForeignServer,
    /// The bootstrap file can't be used.
    Bootstrap,
    /// The catalogue has no such gate.
    UnknownGate(GateId),
    /// The catalogue has no such booth.
    UnknownBooth(BoothNumber),
    /// The device does not give the program what it needs.
    Device,
    /// A defect of the program.
    Defect,
}
