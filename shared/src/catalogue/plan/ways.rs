//! The network of ways: junctions, and straight ways between them.

use serde::{Deserialize, Serialize};

use crate::geometry::Point;

/// Where ways meet, bend or end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Junction {
    /// A short name without spaces: `foyer-3`.
    pub id: String,
    /// The level's name.
    pub level: String,
    /// Where on it.
    pub at: Point,
    /// The place that one turns at here, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

/// A straight way between two junctions, in both directions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// The junction at one end.
    pub from: String,
    /// The junction at the other.
    pub to: String,
    /// What one walks on.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub kind: WayKind,
}

/// What one walks on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayKind {
    /// A floor without a step.
    #[default]
    Floor,
    /// A ramp that a wheelchair takes.
    Ramp,
    /// A few steps, on one level.
    Steps,
    /// Stairs from level to level.
    Stairs,
    /// A lift from level to level.
    Lift,
}

impl WayKind {
    /// Returns whether a wheelchair takes it.
    #[must_use]
    pub fn is_step_free(self) -> bool {
        matches!(self, Self::Floor | Self::Ramp | Self::Lift)
    }

    /// Returns whether it leads from one level to another.
    #[must_use]
    pub fn changes_level(self) -> bool {
        matches!(self, Self::Stairs | Self::Lift)
    }
}
