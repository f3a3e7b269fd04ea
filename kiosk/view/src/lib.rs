//! What the screens may know and what they may ask for: the only things that cross between the
//! desk's thread and the window's. [`lane`] is the state machine behind [`LaneView`].

pub mod lane;
mod mode;
mod out_of_order;
mod people;
mod role;
mod seats;
mod set_up;
mod staff;
mod visitor;

use std::sync::Arc;

use shared::catalogue::{Catalogue, Localized};
use shared::checkin::Refusal;
use shared::ids::{BoothNumber, GateId, KioskId, TicketNumber, TicketType};
use shared::ticket::ShortCode;
use shared::time::UnixMs;

pub use mode::Mode;
pub use out_of_order::OutOfOrder;
pub use people::{Draft, PeopleView, StampCard, SubmissionAnswer};
pub use role::Role;
pub use seats::{Kept, SeatAnswer, SeatNotice, SeatsView};
pub use set_up::{SetUp, SetUpTrouble};
pub use visitor::{Purpose, VisitorCommand};

pub use staff::{
    Annullable, Device, Found, Pin, Reply, STAFF_IDLE_MS, StaffCommand, StaffState, StaffView,
    TicketChoice, Today,
};

/// A snapshot of everything a screen shows. Replaced whole, never changed in place.
#[derive(Debug, Clone)]
pub struct View {
    /// The exhibition; empty lists until the kiosk has been synced for the first time.
    pub catalogue: Arc<Catalogue>,
    /// What the lane in front of the scanner is doing.
    pub lane: LaneView,
    /// How the kiosk itself is doing.
    pub status: Status,
    /// How the door is set up now.
    pub mode: Mode,
    /// What the kiosk is there for.
    pub role: Role,
    /// Seats in sessions that have only so many.
    pub seats: Arc<SeatsView>,
    /// What the desk knows for the present visitor of a hall.
    pub people: Arc<PeopleView>,
    /// What staff see and do.
    pub staff: Arc<StaffView>,
}

/// What the lane is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LaneView {
    /// Nobody is scanning.
    Waiting,
    /// A picture or a code is being looked at.
    Reading,
    /// A code was read and is being judged; seen only when the disk is slow.
    Checking,
    /// Someone has to choose or to confirm before anything is recorded.
    Asking(Question),
    /// A verdict that is already durable.
    Verdict(Verdict),
    /// The kiosk can't work.
    OutOfOrder(OutOfOrder),
    /// The kiosk is not set up yet.
    SetUp(SetUp),
}

/// One verdict, with the facts that the screen shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Counts up with every new verdict, so that a screen can tell a new one from the one it shows.
    pub id: u64,
    /// When it was reached, by the corrected clock.
    pub at: UnixMs,
    /// What it is.
    pub outcome: Outcome,
    /// How many people it is about; 0 when no ticket was recognised.
    pub people: u16,
    /// The ticket, when it was a genuine one.
    pub ticket: Option<TicketNumber>,
    /// Its kind, when it was a genuine one.
    pub kind: Option<TicketType>,
    /// Its short code; a ticket of another seller has none.
    pub short_code: Option<ShortCode>,
    /// How many people of a party that comes in parts may still come in; `None` for any other.
    pub people_left: Option<u16>,
    /// Set when the same code was presented again within the quiet time: nothing was recorded anew.
    pub repeat: bool,
}

/// What a verdict says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Come in.
    Admitted {
        /// They were in before today.
        again: bool,
    },
    /// Goodbye.
    Exited,
    /// Welcome at a booth; the visit is counted.
    Visited {
        /// The booth.
        booth: BoothNumber,
        /// They were here before today.
        again: bool,
    },
    /// Not with this ticket, here and now.
    Refused(Refusal),
}

/// What is asked before anything is recorded: how many of a group, or whether at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Counts up with every question; an answer names the one it answers.
    pub id: u64,
    /// The ticket.
    pub ticket: TicketNumber,
    /// What kind of ticket it is.
    pub kind: TicketType,
    /// How many people may pass at most; 1 to 255. An answer says how many do.
    pub most: u16,
    /// How many people the ticket is for in all.
    pub party: u16,
    /// Whether the party was in before today.
    pub again: bool,
    /// Whether staff have to confirm; otherwise the visitors choose how many they are.
    pub confirm: bool,
    /// Whether they are on their way out; otherwise they come in.
    pub leaving: bool,
}

/// How the kiosk is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The kiosk's name.
    pub kiosk: KioskId,
    /// The gate it stands at.
    pub gate: GateId,
    /// The connection to the server.
    pub link: LinkStatus,
    /// The address of the server's pages for phones, as soon as the server was reached.
    pub phones_address: Option<String>,
    /// Records that the server does not have yet.
    pub waiting: u64,
    /// Submissions that the server does not have yet.
    pub submissions: u64,
    /// The scanners. A hand scanner that only types is among them once it has typed a code: a kiosk without any entry
    /// may well have one.
    pub scanners: Vec<ScannerStatus>,
    /// Whether verdicts can be heard.
    pub sound: SoundStatus,
    /// Why pictures of the exhibition can't be fetched although the server is there, and what to do about it, in English;
    /// `None` when they can, or when it is only the connection that is missing.
    pub pictures: Option<String>,
    /// Which records of this kiosk are damaged or lost, in English; `None` when none is.
    pub records_lost: Option<String>,
    /// Why visitors can't leave their names, in English; `None` when they can.
    pub submissions_broken: Option<String>,
    /// Whether nobody knows the time: the device's clock was behind what is recorded already, and the server has not
    /// been heard since.
    pub time_unsure: bool,
    /// Whether the kiosk's gate is not in the catalogue: nobody is admitted at it.
    pub gate_missing: bool,
    /// What people call the kiosk, where organisers gave it a name.
    pub label: Option<String>,
    /// What organisers have it show to everyone.
    pub message: Option<Localized>,
    /// Whether organisers moved it a moment ago.
    pub moved: bool,
    /// The revision of the organisers' instructions that it follows.
    pub instructions: u64,
}

impl Status {
    /// Returns the status of a kiosk that has just been switched on.
    #[must_use]
    pub fn new(kiosk: KioskId, gate: GateId) -> Self {
        Self {
            kiosk,
            gate,
            link: LinkStatus::NotYet,
            phones_address: None,
            waiting: 0,
            submissions: 0,
            scanners: Vec::new(),
            sound: SoundStatus::NotYet,
            pictures: None,
            records_lost: None,
            submissions_broken: None,
            time_unsure: false,
            gate_missing: false,
            label: None,
            message: None,
            moved: false,
            instructions: 0,
        }
    }
}

/// Whether verdicts can be heard. A kiosk without sound works.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SoundStatus {
    /// Nothing has been played yet.
    #[default]
    NotYet,
    /// Yes, by this player's command.
    Playing(String),
    /// Switched off.
    Off,
    /// No; why and what to do about it, in English, for logs and the device's own page.
    Silent(String),
}

/// The connection to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkStatus {
    /// Never reached since the kiosk was started.
    NotYet,
    /// Reached; last heard at this instant.
    Online(UnixMs),
    /// Not reached; last heard at this instant, if ever, and what the last attempt ended in.
    Offline(Option<UnixMs>, String),
}

/// One scanner. The screens say kind and state in the visitor's language; name and detail are for logs and the
/// device's own page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannerStatus {
    /// Tells it from the others: "camera /dev/video0".
    pub name: String,
    /// What it is.
    pub kind: ScannerKind,
    /// How it is doing.
    pub state: ScannerState,
    /// What is wrong and what to do about it, in English; with a working scanner, what it last stumbled over.
    pub detail: Option<String>,
}

/// What a scanner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScannerKind {
    /// A camera.
    Camera,
    /// A folder that is watched for new pictures.
    Folder,
    /// A hand scanner that types, taken from the window or heard in it.
    HandScanner,
    /// A scanner on a serial port.
    Serial,
    /// A pipe of frames from another program.
    FramePipe,
}

/// How a scanner is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScannerState {
    /// It reads.
    Working,
    /// It was never there. No trouble: the kiosk may be meant for a hand scanner.
    Missing,
    /// It is there, or was, or was asked for by name, and does not work. Somebody should see to it.
    Failed,
}

/// What the screens may ask the desk for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// A picture was dropped on the window: its file name and its bytes.
    Picture(String, Vec<u8>),
    /// Scan the next of the sample tickets (demonstration only).
    SampleTicket,
    /// Put the verdict, or the question, away. A question put away is not recorded.
    Dismiss,
    /// The answer to a [`Question`]: so many people come in, or go out.
    Answer {
        /// Its number.
        question: u64,
        /// How many people, 1 to [`Question::most`].
        people: u16,
    },
    /// Set the kiosk up by this code.
    SetUp(String),
    /// Something that staff do.
    Staff(StaffCommand),
    /// Something that a visitor of the hall asks for.
    Visitor(VisitorCommand),
}

impl LaneView {
    /// Returns whether organisers closed the kiosk.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::OutOfOrder(OutOfOrder::Closed(_)))
    }
}

impl View {
    /// A gate's name for people in a language; its short name while the catalogue does not know it.
    #[must_use]
    pub fn gate_name<'a>(&'a self, gate: &'a GateId, language: &str) -> &'a str {
        self.catalogue
            .gates
            .iter()
            .find(|known| known.id == *gate)
            .map(|known| known.name.get(language))
            .filter(|name| !name.is_empty())
            .unwrap_or(gate.as_str())
    }
}
