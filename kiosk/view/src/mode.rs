//! How a door is set up: what staff change on the device.

use shared::checkin::Direction;

/// How the door is set up now. Staff change it, and it outlives a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Switches that staff turn one by one.
pub struct Mode {
    /// Which way the gate is scanned.
    pub direction: Direction,
    /// Whether both ways are open: a kiosk in between then decides by the ticket's history.
    pub both_ways: bool,
    /// Whether staff confirm each admission before it is recorded.
    pub confirm_first: bool,
    /// Whether everything is only rehearsed: recorded, marked, and never counted.
    pub rehearsal: bool,
    /// Whether nobody stands beside the kiosk: it speaks to the visitor, and sends them to the staff where needed.
    pub unattended: bool,
}

impl Mode {
    /// A door with staff beside it, one way, in earnest.
    #[must_use]
    pub fn plain(direction: Direction) -> Self {
        Self {
            direction,
            both_ways: false,
            confirm_first: false,
            rehearsal: false,
            unattended: false,
        }
    }
}
