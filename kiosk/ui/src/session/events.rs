//! What moves a visit on, and what it comes to: events and actions, screens, and whether anyone is there.

use shared::ids::BoothNumber;
use texts::Language;
use view::{LaneView, PeopleView, Purpose, Role, SeatsView, StaffView};

use super::access::AccessAction;
use super::booths::BoothsAction;
use super::demos::DemosAction;
use super::map::MapAction;
use super::page::Page;
use super::staff::{StaffAction, StaffRoom};
use super::submission::SubmissionAction;

/// Which screen to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// The first one: waits for a ticket.
    Scan,
    /// A ticket is being checked.
    Checking,
    /// How many come in, or whether at all.
    Asking,
    /// The lane's verdict.
    Verdict,
    /// Invites passers-by; where a hall's kiosk rests.
    Attract,
    /// A page of the hall.
    Page(Page),
    /// A screen of the staff's.
    Staff(StaffRoom),
}

impl Screen {
    /// The one at which a kiosk rests.
    pub(super) fn of_rest(role: Role) -> Self {
        match role {
            Role::Door | Role::Booth(_) => Self::Scan,
            Role::Hall => Self::Attract,
        }
    }

    /// What a ticket is scanned for. At a door it is always the gate: a reader there is not the one who comes in.
    pub(super) fn purpose(self, role: Role) -> Purpose {
        match (role, self) {
            (Role::Hall | Role::Booth(_), Self::Page(Page::Session(id))) => Purpose::Seat(id),
            _ => Purpose::Usual,
        }
    }

    /// Whether it asks if somebody is there, once nobody has touched anything for long.
    pub(super) fn asks_when_quiet(&self) -> bool {
        matches!(self, Self::Page(_) | Self::Staff(StaffRoom::Pin))
    }

    /// Whether the kiosk rests at it.
    pub(super) fn rests(&self) -> bool {
        matches!(self, Self::Scan | Self::Attract)
    }
}

/// Everything that can move the visit on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'a> {
    /// Time has passed.
    Ticked,
    /// Somebody touched the screen or a key, wherever.
    Touched,
    /// What the kiosk is there for now.
    Role(Role),
    /// What the lane is doing now.
    Lane(&'a LaneView),
    /// How staff mode is doing now.
    Staff(&'a StaffView),
    /// What the desk knows for the present visitor.
    People(&'a PeopleView),
    /// What the desk says of seats in sessions now.
    Seats(&'a SeatsView),
    /// A video that somebody has started is being shown to them.
    Watched,
    /// So many characters that were typed last belong to a scan that was not recognised in time.
    Leaked(usize),
    /// The visitor used a control.
    Chose(Action),
}

/// What a control asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Speak this language.
    Speak(Language),
    /// Make the screens easier to read or to reach.
    Access(AccessAction),
    /// Begin a visit of the hall in this language.
    Begin(Language),
    /// Open a page of the hall.
    Go(Page),
    /// Back to the page one came from, and from the first one to where the kiosk rests.
    Back,
    /// Something about the demonstrations.
    Demos(DemosAction),
    /// Something with the map.
    Map(MapAction),
    /// Something among the booths.
    Booths(BoothsAction),
    /// Something done to the form that is being filled in.
    Submission(SubmissionAction),
    /// Open the form by which the exhibitor of a booth is asked to get in touch.
    AskForContact(BoothNumber),
    /// Answer to the question whether somebody is still there.
    StillHere,
    /// So many people want to come in.
    ComeIn(u16),
    /// As many come in as was chosen.
    Answer,
    /// Put the verdict, or the question, away.
    PutAway,
    /// Scan one of the sample tickets.
    SampleTicket,
    /// Set the kiosk up by this code.
    SetUp(String),
    /// Something that staff do.
    Staff(StaffAction),
}

/// Whether anyone seems to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Touched a while ago at most, or the screen does not mind.
    Here,
    /// Not touched for long: the screen asks, and goes after so many seconds.
    Asked {
        /// Seconds left, 1 to 20.
        seconds: u64,
    },
    /// Staff have not touched anything for long: staff mode locks after so many seconds.
    Locking {
        /// Seconds left, 1 to 20.
        seconds: u64,
    },
}
