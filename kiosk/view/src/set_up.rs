//! A kiosk that is not set up yet, and waits for the organisers' code.

use shared::ids::KioskId;

/// How far the set-up is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetUp {
    /// It waits for a code.
    Waiting {
        /// The kiosk that the organisers took out of service, where it was one.
        was: Option<KioskId>,
    },
    /// The server is asked, at these addresses.
    Connecting {
        /// The addresses.
        servers: String,
    },
    /// The last code did not help; it waits for another.
    Failed(SetUpTrouble),
    /// It is set up. The window closes, and the kiosk goes on.
    Done {
        /// Its name.
        kiosk: KioskId,
        /// Whether the words were there for long enough.
        closes: bool,
    },
}

/// Why a code did not help, as far as people can do something about it. The log has the error itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetUpTrouble {
    /// It is none of the organisers' codes.
    NoCode,
    /// A group, counted from 1, has a mistake.
    Group(usize),
    /// A later version of the server made it.
    LaterVersion,
    /// The server can't be reached at these addresses.
    Unreachable(String),
    /// Another server answers there.
    OtherServer(String),
    /// It was used.
    Used,
    /// It is too old.
    Expired,
    /// The server does not know it.
    Unknown,
    /// This device holds the records of another kiosk.
    OtherKiosk(String),
    /// The disk fails.
    Disk,
    /// The server refuses, or is of another version.
    Server,
}
