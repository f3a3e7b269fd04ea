//! What a kiosk is there for, as its settings and the database say it.

use shared::ids::BoothNumber;

/// What a kiosk is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KioskRole {
    /// Scans tickets at its gate.
    #[default]
    Door,
    /// Stands in a hall and shows the exhibition.
    Hall,
    /// Stands at a booth and counts its visitors.
    Booth(BoothNumber),
}

impl KioskRole {
    /// As the database has it.
    pub(super) fn kept(self) -> String {
        match self {
            Self::Door => "door".to_owned(),
            Self::Hall => "hall".to_owned(),
            Self::Booth(number) => number.to_string(),
        }
    }

    /// Its line in `kiosk.toml`; none for a door.
    pub(super) fn line(self) -> String {
        match self {
            Self::Door => String::new(),
            Self::Hall => "role = \"hall\"\n".to_owned(),
            Self::Booth(number) => format!("role = {{ booth = {number} }}\n"),
        }
    }
}
