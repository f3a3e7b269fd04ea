//! What the desk knows of seats in sessions that have only so many, and what it answers to a visitor who asks for one.

use std::collections::BTreeMap;

use shared::checkin::Reason;
use shared::ids::KioskId;
use shared::time::UnixMs;

/// What the desk knows of seats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeatsView {
    /// How many seats nobody has, as far as this kiosk knows, by the session's name. A session is missing while
    /// nothing was heard of it.
    pub left: BTreeMap<String, u32>,
    /// What is said to the ticket that was held to the scanner last, until it is put away.
    pub said: Option<SeatNotice>,
}

/// What is said to a ticket that was held to the scanner for a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatNotice {
    /// The session, by the catalogue's name.
    pub session: String,
    /// What is said.
    pub answer: SeatAnswer,
}

/// The answer to a visitor who asks for a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeatAnswer {
    /// For how many people? Answered with [`super::VisitorCommand::TakeSeats`].
    HowMany {
        /// At most so many, at least 2.
        most: u16,
    },
    /// This kiosk has too few at hand; the server is asked to bring some from other kiosks.
    Asking {
        /// For how many people.
        people: u16,
    },
    /// So many seats are the ticket's, durably.
    Yours {
        /// How many.
        people: u16,
        /// How sure they are.
        kept: Kept,
        /// Whether they were given just now; otherwise the ticket had them already.
        new: bool,
    },
    /// The ticket has its seats from another kiosk, or from this one before its disk was replaced.
    Elsewhere {
        /// How many.
        people: u16,
        /// From which kiosk.
        kiosk: KioskId,
    },
    /// A visitor who wants to give their seats back is asked to show the ticket again: nobody else can then.
    ShowAgain {
        /// How many seats.
        people: u16,
    },
    /// The seats were given back.
    GivenBack,
    /// Fewer seats are left than were asked for.
    TooFew {
        /// So many, at all kiosks; 0 when all are taken.
        left: u32,
    },
    /// No seats came from the other kiosks in time, or this kiosk is cut off from them.
    NotNow {
        /// So many this kiosk has at hand.
        at_hand: u32,
    },
    /// Nobody knows the time here before the server was reached, and without it no seat can be promised.
    NoClock,
    /// The session has begun, or is no longer in the programme: no seat is given out.
    Begun,
    /// What was held to the scanner is no ticket for this session.
    Refused(Reason),
}

/// How sure a seat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Until this instant, unless the server hears of it before.
    Until(UnixMs),
    /// To the end.
    ToTheEnd,
}
