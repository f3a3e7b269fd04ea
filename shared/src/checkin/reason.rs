//! The closed list of refusals.

coded! {
    /// Why someone may not come in. The list is closed; every entry has a stable code for the wire and
    /// for reports, and a text with a next step in every language.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Reason {
        /// Not the form of a ticket code.
        Malformed = "malformed",
        /// A ticket's form, but not signed by us.
        BadSignature = "bad_signature",
        /// Signed with a key that this kiosk does not have.
        UnknownKey = "unknown_key",
        /// A genuine ticket of another exhibition.
        WrongExhibition = "wrong_exhibition",
        /// A foreign barcode that no list has.
        UnknownTicket = "unknown_ticket",
        /// A foreign barcode that two tickets have.
        AmbiguousTicket = "ambiguous_ticket",
        /// Withdrawn by the organisers.
        Revoked = "revoked",
        /// Stopped by the organisers for a talk.
        Blocked = "blocked",
        /// All its valid days are still to come.
        NotYetValid = "not_yet_valid",
        /// All its valid days are over.
        Expired = "expired",
        /// Valid before and after, not today.
        WrongDay = "wrong_day",
        /// Not valid at this gate or zone.
        WrongGate = "wrong_gate",
        /// The gate is not open at this hour.
        NotOpen = "not_open",
        /// Its one admission was used.
        AlreadyUsed = "already_used",
        /// Its admissions of today were used.
        LimitReached = "limit_reached",
        /// The last admission was too short a while ago.
        TooSoon = "too_soon",
        /// The house, or the zone, is full.
        Full = "full",
        /// A person has to decide.
        NeedsStaff = "needs_staff",
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
