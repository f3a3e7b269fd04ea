//! What a kiosk is there for.

use serde::Deserialize;
use shared::ids::BoothNumber;

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
