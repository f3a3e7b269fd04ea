//! What a kiosk is there for.

use serde::Deserialize;
use shared::ids::BoothNumber;
use shared::protocol::v1::KioskRole;

use super::{Mode, StaffCommand};

/// What a kiosk is there for: `role = "hall"` or `role = { booth = 12 }` in `kiosk.toml`; a door without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Scans tickets at a gate, and decides who may pass.
    #[default]
    Door,
    /// Stands in a hall and shows the exhibition. A ticket is scanned there for what the visitor asks for, and opens
    /// no gate.
    Hall,
    /// Stands at a booth and counts who visits it.
    Booth(BoothNumber),
}

impl From<KioskRole> for Role {
    fn from(role: KioskRole) -> Self {
        match role {
            KioskRole::Door => Self::Door,
            KioskRole::Hall => Self::Hall,
            KioskRole::Booth(number) => Self::Booth(number),
        }
    }
}

impl Role {
    /// Whether people pass a gate here: only then are there admissions, walk-ins and a gate to set up.
    #[must_use]
    pub fn has_gate(self) -> bool {
        self == Self::Door
    }

    /// Whether staff may ask for this at such a kiosk. The desk refuses everything else, whatever the window sends.
    #[must_use]
    pub fn allows(self, command: &StaffCommand) -> bool {
        match command {
            StaffCommand::Unlock(_)
            | StaffCommand::Lock
            | StaffCommand::StillHere
            | StaffCommand::CloseSearch
            | StaffCommand::Rehearse(_) => true,
            StaffCommand::Search(_)
            | StaffCommand::Enter(_)
            | StaffCommand::Override { .. }
            | StaffCommand::Annul(_)
            | StaffCommand::Walk { .. }
            | StaffCommand::Direct(_)
            | StaffCommand::BothWays(_)
            | StaffCommand::ConfirmFirst(_)
            | StaffCommand::Unattended(_) => self.has_gate(),
        }
    }

    /// The mode to start in, from the mode that was kept and the one that `kiosk.toml` configures. A kiosk without a
    /// gate keeps only the rehearsal: nothing else could be switched off there again.
    #[must_use]
    pub fn mode(self, kept: Mode, configured: Mode) -> Mode {
        if self.has_gate() {
            return kept;
        }
        Mode {
            rehearsal: kept.rehearsal,
            ..configured
        }
    }
}
