//! What staff do at the kiosk, as a pure state machine: which of their screens, what was typed, what was asked for.
//!
//! Staff mode itself is opened and locked by the desk. This follows it, tells it that somebody is still there, and
//! asks it to lock when nobody is. Nothing that was typed or found outlives that.

mod forms;
mod moves;
mod replies;

use shared::checkin::Direction;
use shared::ids::{StaffReason, TicketType};
use shared::record::RecordId;
use view::{Pin, STAFF_IDLE_MS, StaffCommand, StaffState, StaffView, Verdict};

use forms::Forms;
pub use forms::{Admission, AdmissionSubject, MOST_PEOPLE, Walk};
use replies::Replies;
pub use replies::{Notice, StaffRequest};

use super::line::without_last;
use super::quiet::COUNTDOWN_MS;

/// How often the desk hears that somebody is still there, at most.
const STILL_HERE_MS: u64 = 5_000;

/// After how long without a touch staff mode is locked, with the countdown before it: as soon as the desk might do it
/// by itself, which need not know of a touch just after the one it was told of.
pub const LOCK_AFTER_MS: u64 = STAFF_IDLE_MS - STILL_HERE_MS;

/// The longest search that is kept, in characters.
const LONGEST_SEARCH: usize = 40;

/// The characters of a short code.
pub const CODE_LENGTH: usize = 10;

/// The state of what staff do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StaffSession {
    room: Option<StaffRoom>,
    open: bool,
    forms: Forms,
    replies: Replies,
    touched_ms: u64,
    told_ms: Option<u64>,
    /// Since when the desk has been asked to lock, until it has done so.
    closing: Option<u64>,
    /// A PIN that was being checked opened it after the person had gone.
    unwanted: bool,
    /// The lane's last verdict, and the ticket it refused.
    latest: Option<u64>,
    refused: Option<AdmissionSubject>,
}

/// The staff's screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffRoom {
    /// Asks for the PIN.
    Pin,
    /// Everything there is to do.
    Home,
    /// Search for a ticket.
    Search,
    /// Type a ticket's short code.
    Code,
    /// Let somebody in whom the rules refuse.
    Admit,
    /// People without a ticket.
    Walk,
    /// Take back scans.
    Undo,
    /// One of the door's settings.
    Setting(Setting),
    /// How the device is doing.
    Device,
}

impl StaffRoom {
    /// Whether its page is about a gate, so that a kiosk without one does not have it.
    #[must_use]
    pub fn is_about_a_gate(self) -> bool {
        match self {
            Self::Pin | Self::Home | Self::Device | Self::Setting(Setting::Rehearsal) => false,
            Self::Search
            | Self::Code
            | Self::Admit
            | Self::Walk
            | Self::Undo
            | Self::Setting(Setting::Direction | Setting::ConfirmFirst | Setting::Unattended) => {
                true
            }
        }
    }
}

/// What can be set at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Which way tickets are scanned.
    Direction,
    /// Whether staff confirm every entry.
    ConfirmFirst,
    /// Whether everything is only rehearsed.
    Rehearsal,
    /// Whether visitors scan by themselves.
    Unattended,
}

/// What a control of the staff's asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffAction {
    /// To the PIN, or to everything there is to do while staff mode is open.
    Open,
    /// Back to the visitors' screens; staff mode stays as it is.
    Leave,
    /// Lock staff mode.
    Lock,
    /// To one of the screens.
    Go(StaffRoom),
    /// To the screen one came from.
    Back,
    /// So much of the PIN is typed.
    TypePin(Pin),
    /// The PIN is whole.
    SendPin(Pin),
    /// So much of a search is typed.
    TypeSearch(String),
    /// Search for what is typed. Every search is one in the audit, so that none happens while typing.
    Search,
    /// So much of a short code is typed.
    TypeCode(String),
    /// Let this one in: choose why.
    Admit(AdmissionSubject),
    /// Why somebody is let in.
    Why(StaffReason),
    /// How many people, for letting in and for people without a ticket.
    People(u16),
    /// Which way people without a ticket go.
    Way(Direction),
    /// As what kind they count.
    Kind(TicketType),
    /// Choose a passage to take back, or choose it no longer.
    Pick(RecordId),
    /// Take back the passage whose verdict is on the screen.
    PickShown(RecordId),
    /// Ask the desk, in this order.
    Ask(Vec<StaffCommand>),
}

impl StaffAction {
    /// Whether it leads to what is only done at a gate.
    pub(super) fn is_about_a_gate(&self) -> bool {
        match self {
            Self::Go(room) => room.is_about_a_gate(),
            Self::Admit(_) | Self::PickShown(_) => true,
            _ => false,
        }
    }

    /// Whether it takes the screen from a visitor.
    pub(super) fn takes_the_screen(&self) -> bool {
        matches!(self, Self::Open | Self::Admit(_) | Self::PickShown(_))
    }
}

impl StaffSession {
    /// Which screen of the staff's is to be drawn, if any.
    #[must_use]
    pub fn room(&self) -> Option<StaffRoom> {
        self.room
    }

    /// Whether staff mode is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open && self.closing.is_none()
    }

    /// The digits of the PIN that are typed so far. A screen shows how many there are, and no more.
    #[must_use]
    pub fn pin(&self) -> &Pin {
        &self.forms.pin
    }

    /// What was typed to search for.
    #[must_use]
    pub fn search(&self) -> &str {
        &self.forms.search
    }

    /// Whether what was typed has been searched for and what was found is looked at; otherwise somebody types.
    #[must_use]
    pub fn searched(&self) -> bool {
        self.forms.searched
    }

    /// What was typed of a short code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.forms.code
    }

    /// Who is being let in although the rules refuse it.
    #[must_use]
    pub fn admission(&self) -> Option<&Admission> {
        self.forms.admission.as_ref()
    }

    /// The ticket that the lane refused last, until another one is scanned.
    #[must_use]
    pub fn refused(&self) -> Option<&AdmissionSubject> {
        self.refused.as_ref()
    }

    /// The number of the lane's last verdict.
    #[must_use]
    pub fn latest(&self) -> Option<u64> {
        self.latest
    }

    /// The people without a ticket who are being counted.
    #[must_use]
    pub fn walk(&self) -> &Walk {
        &self.forms.walk
    }

    /// The passages that are chosen to be taken back.
    #[must_use]
    pub fn picked(&self) -> &[RecordId] {
        &self.forms.picked
    }

    /// What became of the last thing that was asked for, for a few seconds.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.replies.notice()
    }

    /// In how many seconds staff mode locks, 1 to 20; `None` while that is further away.
    pub(super) fn locks_in(&self, now_ms: u64) -> Option<u64> {
        let left = self.left_ms(now_ms)?;
        let shown = self.inside() && left <= COUNTDOWN_MS;
        shown.then(|| left.div_ceil(1000).max(1))
    }

    /// Somebody touched the screen. Only on the staff's own screens it is one of them.
    pub(super) fn touched(&mut self, now_ms: u64) -> Option<StaffCommand> {
        if !self.inside() {
            return None;
        }
        self.touched_ms = now_ms;
        let told = self
            .told_ms
            .is_some_and(|told| now_ms.saturating_sub(told) < STILL_HERE_MS);
        if told {
            return None;
        }
        self.told_ms = Some(now_ms);
        Some(StaffCommand::StillHere)
    }

    /// Takes over how staff mode is doing; `true` when it was locked and the screen is to be given back.
    pub(super) fn follow(&mut self, view: &StaffView, now_ms: u64) -> bool {
        let open = matches!(view.state, StaffState::Open(_));
        let was_open = std::mem::replace(&mut self.open, open);
        if let Some(done) = self.replies.follow(view.reply, now_ms) {
            self.done(done);
        }
        if open && !was_open {
            self.touched_ms = now_ms;
            self.told_ms = Some(now_ms);
            self.replies.forget();
            self.unwanted = self.room.is_none();
            if self.room == Some(StaffRoom::Pin) {
                self.enter(StaffRoom::Home);
            }
        }
        if open {
            return false;
        }
        self.closing = None;
        let inside = self.inside();
        if inside {
            self.leave();
        }
        inside
    }

    /// Whether staff stand at one of the screens that only an open staff mode shows.
    pub(super) fn inside(&self) -> bool {
        self.room.is_some_and(|room| room != StaffRoom::Pin)
    }

    /// In how many milliseconds the desk is to be asked to lock; once more when it has not done so for a while.
    fn left_ms(&self, now_ms: u64) -> Option<u64> {
        if !self.open {
            return None;
        }
        let quiet = now_ms.saturating_sub(self.touched_ms);
        Some(match self.closing {
            Some(since) => STILL_HERE_MS.saturating_sub(now_ms.saturating_sub(since)),
            None if self.unwanted => 0,
            None => LOCK_AFTER_MS.saturating_sub(quiet),
        })
    }
}

#[cfg(test)]
mod tests;
