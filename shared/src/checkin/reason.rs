//! The closed list of refusals.

/// Why someone may not come in. The list is closed; every entry has a stable code for the wire and
/// for reports, and a text with a next step in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Not the form of a ticket code.
    Malformed,
    /// A ticket's form, but not signed by us.
    BadSignature,
    /// Signed with a key that this kiosk does not have.
    UnknownKey,
    /// A genuine ticket of another exhibition.
    WrongExhibition,
    /// A foreign barcode that no list has.
    UnknownTicket,
    /// A foreign barcode that two tickets have.
    AmbiguousTicket,
    /// Withdrawn by the organisers.
    Revoked,
    /// Stopped by the organisers for a talk.
    Blocked,
    /// All its valid days are still to come.
    NotYetValid,
    /// All its valid days are over.
    Expired,
    /// Valid before and after, not today.
    WrongDay,
    /// Not valid at this gate or zone.
    WrongGate,
    /// The gate is not open at this hour.
    NotOpen,
    /// Its one admission was used.
    AlreadyUsed,
    /// Its admissions of today were used.
    LimitReached,
    /// The last admission was too short a while ago.
    TooSoon,
    /// The house, or the zone, is full.
    Full,
    /// A person has to decide.
    NeedsStaff,
}

impl Reason {
    /// Every reason, in the order of the list.
    pub const ALL: [Self; 18] = [
        Self::Malformed,
        Self::BadSignature,
        Self::UnknownKey,
        Self::WrongExhibition,
        Self::UnknownTicket,
        Self::AmbiguousTicket,
        Self::Revoked,
        Self::Blocked,
        Self::NotYetValid,
        Self::Expired,
        Self::WrongDay,
        Self::WrongGate,
        Self::NotOpen,
        Self::AlreadyUsed,
        Self::LimitReached,
        Self::TooSoon,
        Self::Full,
        Self::NeedsStaff,
    ];

    /// The code that never changes, for the wire, for scripts and for reports.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::BadSignature => "bad_signature",
            Self::UnknownKey => "unknown_key",
            Self::WrongExhibition => "wrong_exhibition",
            Self::UnknownTicket => "unknown_ticket",
            Self::AmbiguousTicket => "ambiguous_ticket",
            Self::Revoked => "revoked",
            Self::Blocked => "blocked",
            Self::NotYetValid => "not_yet_valid",
            Self::Expired => "expired",
            Self::WrongDay => "wrong_day",
            Self::WrongGate => "wrong_gate",
            Self::NotOpen => "not_open",
            Self::AlreadyUsed => "already_used",
            Self::LimitReached => "limit_reached",
            Self::TooSoon => "too_soon",
            Self::Full => "full",
            Self::NeedsStaff => "needs_staff",
        }
    }

    /// The reason with this code; `None` for a code of a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

impl From<&crate::ticket::TicketError> for Reason {
    fn from(error: &crate::ticket::TicketError) -> Self {
        use crate::ticket::TicketError;
        match error {
            TicketError::Digits(_) | TicketError::Claims(_) => Self::Malformed,
            TicketError::UnknownKey(_) => Self::UnknownKey,
            TicketError::BadSignature => Self::BadSignature,
            TicketError::WrongExhibition { .. } => Self::WrongExhibition,
        }
    }
}
