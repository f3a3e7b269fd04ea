//! The kiosks among the totals: what each is there for, and how current its records are.

use serde::{Deserialize, Serialize};

use crate::ids::{BoothNumber, GateId, KioskId};
use crate::time::UnixMs;

/// How current one kiosk's records are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct KioskState {
    /// The kiosk.
    pub id: KioskId,
    /// What people call it, where organisers gave it a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The gate it stands at; of one in a hall or at a booth, the gate it is nearest to.
    pub gate: GateId,
    /// What it is there for.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub role: KioskRole,
    /// When it was last heard; `None` for never.
    #[serde(rename = "last_heard_ms")]
    pub last_seen_ms: Option<UnixMs>,
    /// Its records are complete up to this instant.
    pub complete_to_ms: Option<UnixMs>,
    /// How many of its records still wait.
    pub waiting: u64,
    /// Records of this kiosk that were set aside and want a look.
    pub set_aside: u64,
    /// Records of this kiosk whose time is ahead of their receipt. Those that would be of a later day are not counted.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub ahead: u64,
    /// Records of this kiosk whose time is not known. They are not counted.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub untimed: u64,
}

/// What a kiosk is there for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KioskRole {
    /// It scans tickets at its gate.
    #[default]
    Door,
    /// It stands in a hall and shows the exhibition.
    Hall,
    /// It stands at a booth and counts its visitors.
    Booth(BoothNumber),
}

impl KioskRole {
    /// Returns how it is written down: `door`, `hall`, or the number of its booth.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Door => "door".to_owned(),
            Self::Hall => "hall".to_owned(),
            Self::Booth(number) => number.to_string(),
        }
    }

    /// Returns what is written down so; `None` for nothing that is known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "door" => Some(Self::Door),
            "hall" => Some(Self::Hall),
            number => number.parse().ok().map(BoothNumber).map(Self::Booth),
        }
    }
}
