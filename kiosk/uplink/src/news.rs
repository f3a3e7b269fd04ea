//! What the uplink tells the desk, and the seats that the desk asks it for.

use std::sync::Arc;

use view::LinkStatus;

/// What the uplink tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The connection is in this state now.
    Link(LinkStatus),
    /// Something was learnt from the server and is in the journal.
    Learnt,
    /// More or fewer records wait for the server: the journal says how many.
    Waiting,
    /// How many submissions the server does not have yet.
    Submissions(u64),
    /// The server has said something of seats in sessions, and it is in the journal.
    Seats,
    /// The address of the server's pages for phones.
    PhonesAddress(String),
    /// What the disk changed in a large journal and can't be made anew.
    Damaged(String),
    /// Why pictures or videos can't be fetched although the server is there; `None` when they can again.
    Pictures(Option<String>),
}

/// Seats in a session that someone in front of the kiosk waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatsWanted {
    /// The session, by the catalogue's name.
    pub session: String,
    /// For how many people.
    pub people: u16,
}

/// Takes [`News`]; called from the uplink's threads, so it must be quick.
pub type Report = Arc<dyn Fn(News) + Send + Sync>;
