//! The doors of the hour, the tickets, and what is done with them.

use shared::checkin::Reason;

/// Seconds the script takes.
pub const HOUR_S: u32 = 3600;
/// The river door has no network from this second …
pub const CUT_FROM_S: u32 = 1500;
/// … to this one.
pub const CUT_TO_S: u32 = 2100;

/// One of the three doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Door {
    /// The main entrance.
    Main,
    /// The entrance by the river, which loses its network for ten minutes.
    River,
    /// The exit.
    Exit,
}

impl Door {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Main, Self::River, Self::Exit];

    /// The gate of the sample exhibition.
    #[must_use]
    pub fn gate(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::River => "river",
            Self::Exit => "exit",
        }
    }

    /// The kiosk that stands there.
    #[must_use]
    pub fn kiosk(self) -> &'static str {
        match self {
            Self::Main => "A1",
            Self::River => "B1",
            Self::Exit => "X1",
        }
    }
}

/// Tickets to be issued before the hour begins.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// The key of the ticket type in the catalogue.
    pub kind: &'static str,
    /// How many.
    pub count: u32,
    /// How many people each admits.
    pub party: u8,
    /// Whether they are valid today; else they were for yesterday.
    pub valid_today: bool,
    /// Whether the organisers withdraw them before the hour begins.
    pub revoked: bool,
}

/// One presentation of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Seconds since the hour began.
    pub second: u32,
    /// The door.
    pub door: Door,
    /// The ticket, counted through all orders from 0.
    pub ticket: usize,
    /// Whether a copy with a changed number is shown in its place.
    pub forged: bool,
    /// What must come of it.
    pub outcome: Expected,
}

/// What must come of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A party comes in for the first time today.
    Enters,
    /// A party comes in again.
    EntersAgain,
    /// A party goes out.
    Leaves,
    /// The door refuses.
    Refused(Reason),
    /// The door admits, since it can't know better; the totals must not count it.
    AdmittedUnaware,
}

impl Expected {
    /// Whether the door must first have heard what happened at the other doors.
    #[must_use]
    pub fn needs_news(self) -> bool {
        matches!(
            self,
            Self::EntersAgain | Self::Refused(Reason::AlreadyUsed | Reason::Revoked)
        )
    }
}
