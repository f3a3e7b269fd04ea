//! What the screens may know and what they may ask for: the only things that cross between the
//! desk's thread and the window's.

use std::sync::Arc;

use jiff::civil::Date;
use shared::catalogue::Catalogue;
use shared::checkin::{Direction, Reason};
use shared::ids::{GateId, KioskId, TicketNumber};
use shared::ticket::ShortCode;
use shared::time::UnixMs;

/// A snapshot of everything a screen shows. Replaced whole, never changed in place.
#[derive(Debug, Clone)]
pub struct View {
    /// The exhibition; empty lists until the kiosk has been synced for the first time.
    pub catalogue: Arc<Catalogue>,
    /// What the lane in front of the scanner is doing.
    pub lane: LaneView,
    /// How the kiosk itself is doing.
    pub status: Status,
}

/// What the lane is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LaneView {
    /// Nobody is scanning.
    Waiting,
    /// A picture or a code is being looked at.
    Reading,
    /// A verdict that is already durable.
    Verdict(Verdict),
    /// The kiosk can't work; the text says why, for staff.
    OutOfOrder(String),
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
    pub ticket: Option<(TicketNumber, ShortCode)>,
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
    /// Not with this ticket, here and now.
    Refused {
        /// Why.
        reason: Reason,
        /// Where and when the ticket was used, for [`Reason::AlreadyUsed`].
        earlier: Option<(GateId, UnixMs)>,
        /// The next date it is valid on.
        next_valid: Option<Date>,
        /// The last date it was valid on.
        last_valid: Option<Date>,
    },
}

/// How the kiosk is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The kiosk's name.
    pub kiosk: KioskId,
    /// The gate it stands at.
    pub gate: GateId,
    /// Which way the gate leads.
    pub direction: Direction,
    /// The connection to the server.
    pub link: LinkStatus,
    /// Records that the server does not have yet.
    pub waiting: u64,
    /// The scanners. A hand scanner that only types is among them once it has typed a code: a kiosk without any entry
    /// may well have one.
    pub scanners: Vec<ScannerStatus>,
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
    /// Put the verdict away.
    Dismiss,
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
