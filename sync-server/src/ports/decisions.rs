//! What organisers decided about what wanted a decision.

use shared::time::UnixMs;

use super::PortError;

/// The latest decision about something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What kind of thing it was about.
    pub kind: String,
    /// Which one of its kind.
    pub subject: String,
    /// How far it had come; what comes later wants another decision.
    pub up_to: i64,
    /// What was decided.
    pub choice: String,
    /// Who decided.
    pub author: String,
    /// When.
    pub made: UnixMs,
}

/// Reads decisions.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadDecisions {
    /// Returns all decisions, by kind and subject.
    fn decisions(&self) -> Result<Vec<Decision>, PortError>;
}

/// Records decisions.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteDecisions {
    /// Keeps a decision in place of the one before about the same.
    fn put_decision(&self, decision: &Decision) -> Result<(), PortError>;
}
