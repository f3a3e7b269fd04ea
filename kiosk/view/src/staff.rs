//! What staff see and ask for, once they have typed their PIN.

use std::fmt;

use shared::checkin::Direction;
use shared::ids::{GateId, StaffId, StaffReason, TicketNumber, TicketType};
use shared::record::RecordId;
use shared::ticket::ShortCode;
use shared::time::UnixMs;

/// How long staff mode stays open untouched, in milliseconds. "Wrong PIN" is shown for as long at most.
pub const STAFF_IDLE_MS: u64 = 60_000;

/// What staff see. Everything in it is gone from the view once staff mode is locked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StaffView {
    /// Whether staff mode is open.
    pub state: StaffState,
    /// What the last search found; `None` when nothing was searched for.
    pub found: Option<Vec<Found>>,
    /// The last passages at this kiosk, newest first, that may be annulled.
    pub recent: Vec<Annullable>,
    /// Those that were annulled since staff mode was opened.
    pub undone: Vec<Annullable>,
    /// What happened at this kiosk today, while staff mode is open.
    pub today: Option<Today>,
    /// What became of the last command; another number means another answer.
    pub reply: Option<(u64, Reply)>,
    /// The device, while staff mode is open.
    pub device: Option<Device>,
}

/// Whether staff mode is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StaffState {
    /// The PIN is asked for.
    #[default]
    Locked,
    /// No PIN was ever set, so there is no way in; the organisers set one with `sync-server staff add`.
    NoPin,
    /// A PIN is being checked.
    Checking,
    /// The last PIN was wrong; so many more may be tried before a pause.
    WrongPin {
        /// Tries left.
        tries_left: u8,
    },
    /// Too many wrong PINs; none is taken before this instant.
    LockedOut {
        /// By the corrected clock.
        until: UnixMs,
    },
    /// Open for this member of staff.
    Open(StaffId),
}

/// A ticket that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How to name it in a command.
    pub ticket: TicketNumber,
    /// Its short code; imported tickets of other sellers have none.
    pub short_code: Option<ShortCode>,
    /// Its kind.
    pub kind: TicketType,
    /// How many people it is for.
    pub party: u8,
    /// The name it was sold under, where a seller's list had one.
    pub holder: Option<String>,
    /// The seller and the seller's own number, for imported tickets.
    pub reference: Option<String>,
    /// Its last admission, if any.
    pub last_entry: Option<(GateId, UnixMs)>,
    /// Whether the rules would admit it here and now, and if not, why.
    pub refused: Option<shared::checkin::Reason>,
}

/// A passage at this kiosk that staff may annul.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annullable {
    /// The record.
    pub record: RecordId,
    /// When, by the corrected clock.
    pub at: UnixMs,
    /// Which way.
    pub direction: Direction,
    /// How many people.
    pub people: u16,
    /// Its ticket, or none for people without one.
    pub ticket: Option<TicketNumber>,
    /// The ticket's short code, where it is known.
    pub short_code: Option<ShortCode>,
    /// As what kind of visitor they count, where that is known.
    pub kind: Option<TicketType>,
}

/// What happened at a kiosk today, by its own records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// At a gate: people, with and without a ticket.
    Gate {
        /// Who came in.
        entered: u64,
        /// Who went out.
        left: u64,
    },
    /// At a booth.
    Booth {
        /// Tickets that visited it.
        visits: u64,
        /// Visitors who asked to be contacted.
        contacts: u64,
    },
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// It is done and recorded.
    Done,
    /// The typed code is no short code: its check character does not fit, or a character is in none.
    BadCode,
    /// No ticket has this code.
    NoTicket,
    /// The record was annulled already, or is none that can be.
    NothingToAnnul,
    /// It can't be done in this state of the door.
    NotNow,
    /// It is done at a gate, and this kiosk stands in a hall or at a booth.
    NoGate,
    /// The journal could not record it; the lane says more.
    Failed,
}

/// The device, for its operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The program's version.
    pub version: &'static str,
    /// Records that wait to be sent.
    pub waiting: u64,
    /// When the server was last heard, by the corrected clock.
    pub last_heard: Option<UnixMs>,
    /// What to add to the device's clock, in milliseconds.
    pub clock_offset_ms: i64,
    /// Free space on the disk that holds the journal, in bytes, where the system tells.
    pub free_bytes: Option<u64>,
    /// The journal's size in bytes.
    pub journal_bytes: u64,
    /// Records in the journal.
    pub records: u64,
    /// Tickets that the kiosk knows by number.
    pub tickets: u64,
}

/// A PIN as it was typed. It is never shown and never recorded.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Pin(pub String);

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// Which ticket a command is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TicketChoice {
    /// The one that the verdict with this number refused, also when that is off the screen; an unknown code stays
    /// unknown. It is the verdict that staff saw: another may have come since.
    Shown(u64),
    /// One that a search found.
    Number(TicketNumber),
    /// A short code as it was typed.
    Typed(String),
}

/// What staff ask for. All but [`StaffCommand::Unlock`] do nothing while staff mode is locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffCommand {
    /// Open staff mode.
    Unlock(Pin),
    /// Close it.
    Lock,
    /// Somebody touched the screen: staff mode stays open.
    StillHere,
    /// Search by short code, ticket number, a seller's number or a name.
    Search(String),
    /// Forget what was found.
    CloseSearch,
    /// Judge a ticket as if it had been scanned.
    Enter(TicketChoice),
    /// Let a party in although the rules refuse it.
    Override {
        /// Which ticket.
        ticket: TicketChoice,
        /// How many people, at least 1.
        people: u16,
        /// The button that was pressed for the reason.
        reason: StaffReason,
    },
    /// Passages that were a mistake and do not count.
    Annul(Vec<RecordId>),
    /// People without a ticket.
    Walk {
        /// Which way.
        direction: Direction,
        /// As what kind of visitor they count.
        kind: TicketType,
        /// How many, at least 1.
        people: u16,
    },
    /// Scan tickets this way from now on, and only this way.
    Direct(Direction),
    /// Open the gate both ways, or only the way it is set to.
    BothWays(bool),
    /// Ask before each admission, or no longer.
    ConfirmFirst(bool),
    /// Only rehearse, or in earnest again.
    Rehearse(bool),
    /// Nobody stands beside the kiosk, so that staff mode closes as well; or somebody does again.
    Unattended(bool),
}
