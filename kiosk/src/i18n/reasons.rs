//! What is said about a refusal.

use shared::checkin::Reason;

use super::Key;

impl Key {
    /// What to say about a refusal, and what to do next.
    #[must_use]
    pub fn of_reason(reason: Reason) -> (Self, Self) {
        match reason {
            Reason::Malformed => (Self::ReasonMalformedTitle, Self::ReasonMalformedNext),
            Reason::BadSignature => (Self::ReasonBadSignatureTitle, Self::ReasonBadSignatureNext),
            Reason::UnknownKey => (Self::ReasonUnknownKeyTitle, Self::ReasonUnknownKeyNext),
            Reason::WrongExhibition => (
                Self::ReasonWrongExhibitionTitle,
                Self::ReasonWrongExhibitionNext,
            ),
            Reason::UnknownTicket => (
                Self::ReasonUnknownTicketTitle,
                Self::ReasonUnknownTicketNext,
            ),
            Reason::AmbiguousTicket => (
                Self::ReasonAmbiguousTicketTitle,
                Self::ReasonAmbiguousTicketNext,
            ),
            Reason::Revoked => (Self::ReasonRevokedTitle, Self::ReasonRevokedNext),
            Reason::Blocked => (Self::ReasonBlockedTitle, Self::ReasonBlockedNext),
            Reason::NotYetValid => (Self::ReasonNotYetValidTitle, Self::ReasonNotYetValidNext),
            Reason::Expired => (Self::ReasonExpiredTitle, Self::ReasonExpiredNext),
            Reason::WrongDay => (Self::ReasonWrongDayTitle, Self::ReasonWrongDayNext),
            Reason::WrongGate => (Self::ReasonWrongGateTitle, Self::ReasonWrongGateNext),
            Reason::NotOpen => (Self::ReasonNotOpenTitle, Self::ReasonNotOpenNext),
            Reason::AlreadyUsed => (Self::ReasonAlreadyUsedTitle, Self::ReasonAlreadyUsedNext),
            Reason::LimitReached => (Self::ReasonLimitReachedTitle, Self::ReasonLimitReachedNext),
            Reason::TooSoon => (Self::ReasonTooSoonTitle, Self::ReasonTooSoonNext),
            Reason::Full => (Self::ReasonFullTitle, Self::ReasonFullNext),
            Reason::NeedsStaff => (Self::ReasonNeedsStaffTitle, Self::ReasonNeedsStaffNext),
        }
    }

    /// What to do next where nobody stands beside the kiosk, for the refusals whose usual next step is to turn to
    /// someone who does.
    #[must_use]
    pub fn alone(reason: Reason) -> Option<Self> {
        Some(match reason {
            Reason::UnknownKey => Self::ReasonUnknownKeyAlone,
            Reason::AmbiguousTicket => Self::ReasonAmbiguousTicketAlone,
            Reason::Blocked => Self::ReasonBlockedAlone,
            Reason::WrongGate => Self::ReasonWrongGateAlone,
            Reason::AlreadyUsed => Self::ReasonAlreadyUsedAlone,
            Reason::LimitReached => Self::ReasonLimitReachedAlone,
            Reason::Full => Self::ReasonFullAlone,
            Reason::NeedsStaff => Self::ReasonNeedsStaffAlone,
            _ => return None,
        })
    }
}
