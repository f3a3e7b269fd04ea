//! What visitors of the hall ask the desk for.

use shared::ids::BoothNumber;

use super::Draft;

/// Something that a visitor of the hall asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VisitorCommand {
    /// The next ticket is scanned for this. The desk forgets it when the window says so, and nothing else changes it.
    ScanFor(Purpose),
    /// So many people want a seat in the session that the ticket was scanned for: the answer to
    /// [`super::SeatAnswer::HowMany`].
    TakeSeats(u16),
    /// The ticket that was scanned last is to give its seats back, once it is shown again
    /// ([`super::SeatAnswer::ShowAgain`]).
    ReturnSeats,
    /// What was said about seats was read, and is put away.
    DismissSeatNotice,
    /// A booth's page was opened; counted without anyone's name.
    LookedUp(BoothNumber),
    /// A submission was written and agreed to; the answer comes as [`super::SubmissionAnswer`] with the same number.
    Write {
        /// What the window calls it.
        number: u64,
        /// What it says.
        draft: Draft,
    },
    /// The submission of this number was waited for too long, and is not to be kept. The same number may be written again.
    TakeBack(u64),
    /// The visitor has gone: stamp card and submission are nobody's any more.
    Forget,
}

/// What a ticket is scanned for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Purpose {
    /// What the kiosk is there for: the gate, a booth's visits, or the stamp card in a hall.
    #[default]
    Usual,
    /// A place in a hands-on session, by the catalogue's name of it.
    Seat(String),
    /// The stamp card.
    Stamps,
}
