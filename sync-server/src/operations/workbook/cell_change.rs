//! One difference between two catalogues.

use super::rows::RowName;

/// One difference between two catalogues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub(super) sheet: &'static str,
    pub(super) row: RowName,
    pub(super) change: CellChange,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CellChange {
    /// A row is new, and what it says first.
    Added(String),
    /// A row is gone, and what it said first.
    Removed(String),
    /// A cell says something else.
    Changed {
        column: &'static str,
        language: Option<String>,
        before: String,
        after: String,
    },
    /// What no sheet shows is another one.
    Other,
}
