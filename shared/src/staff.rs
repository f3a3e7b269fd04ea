//! What staff do at a door, by names that never change: their acts, for the audit, and why they let someone in.

use crate::ids::StaffReason;

/// Something that staff did at a kiosk, beside what a record of its own kind tells: admissions against the rules,
/// people without a ticket, annulments. What was searched for and which PIN was typed are in no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffAct {
    /// Opened staff mode with their PIN.
    Unlocked,
    /// Closed it, or it was closed since their PIN is no longer good.
    Locked,
    /// It closed itself, since nobody touched the screen.
    TimedOut,
    /// Typed a PIN that is nobody's.
    WrongPin,
    /// Typed the last of the wrong PINs, after which none is taken for a while.
    LockedOut,
    /// Searched for a ticket.
    Searched,
    /// Had a ticket judged by hand instead of by a scanner.
    EnteredByHand,
    /// Turned the gate inwards.
    DirectedIn,
    /// Turned the gate outwards.
    DirectedOut,
    /// Opened the gate both ways.
    BothWaysOn,
    /// Ended that.
    BothWaysOff,
    /// Had the kiosk ask before each admission.
    ConfirmFirstOn,
    /// Ended that.
    ConfirmFirstOff,
    /// Began to rehearse.
    RehearsalOn,
    /// Went on in earnest.
    RehearsalOff,
    /// Left the kiosk alone with the visitors.
    UnattendedOn,
    /// Came back to it.
    UnattendedOff,
}

impl StaffAct {
    /// Every act there is.
    pub const ALL: [Self; 17] = [
        Self::Unlocked,
        Self::Locked,
        Self::TimedOut,
        Self::WrongPin,
        Self::LockedOut,
        Self::Searched,
        Self::EnteredByHand,
        Self::DirectedIn,
        Self::DirectedOut,
        Self::BothWaysOn,
        Self::BothWaysOff,
        Self::ConfirmFirstOn,
        Self::ConfirmFirstOff,
        Self::RehearsalOn,
        Self::RehearsalOff,
        Self::UnattendedOn,
        Self::UnattendedOff,
    ];

    /// The code that never changes, for the wire and for reports.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unlocked => "unlocked",
            Self::Locked => "locked",
            Self::TimedOut => "timed_out",
            Self::WrongPin => "wrong_pin",
            Self::LockedOut => "locked_out",
            Self::Searched => "searched",
            Self::EnteredByHand => "entered_by_hand",
            Self::DirectedIn => "direction_in",
            Self::DirectedOut => "direction_out",
            Self::BothWaysOn => "both_ways_on",
            Self::BothWaysOff => "both_ways_off",
            Self::ConfirmFirstOn => "confirm_first_on",
            Self::ConfirmFirstOff => "confirm_first_off",
            Self::RehearsalOn => "rehearsal_on",
            Self::RehearsalOff => "rehearsal_off",
            Self::UnattendedOn => "unattended_on",
            Self::UnattendedOff => "unattended_off",
        }
    }

    /// The act with this code; `None` for a code of a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// Why staff let someone in whom the rules refuse: a button for each, and no room for other words, so that nothing
/// about a person gets into a record. A record of a later version may name a [`StaffReason`] that is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OverrideReason {
    /// The code is torn, wet or badly printed, and the ticket is a good one.
    DamagedCode,
    /// The visitor's phone is dead, and staff know the ticket from the list.
    PhoneDead,
    /// The visitor came on another day, and that was agreed.
    WrongDayAgreed,
    /// A guest of the organisers.
    OrganiserGuest,
    /// The list, or the kiosk, is wrong.
    ListError,
    /// They were let out by mistake or without a scan, and come back.
    ComesBack,
    /// Someone who is ill, lost or looking for a child.
    Emergency,
    /// Anything else.
    Other,
}

impl OverrideReason {
    /// Every reason, in the order of the buttons.
    pub const ALL: [Self; 8] = [
        Self::DamagedCode,
        Self::PhoneDead,
        Self::WrongDayAgreed,
        Self::OrganiserGuest,
        Self::ListError,
        Self::ComesBack,
        Self::Emergency,
        Self::Other,
    ];

    /// The name that never changes, for the wire and for reports.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::DamagedCode => "damaged-code",
            Self::PhoneDead => "phone-dead",
            Self::WrongDayAgreed => "wrong-day-agreed",
            Self::OrganiserGuest => "organiser-guest",
            Self::ListError => "list-error",
            Self::ComesBack => "comes-back",
            Self::Emergency => "emergency",
            Self::Other => "other",
        }
    }

    /// The reason with this name; `None` for one of a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// The name as records carry it.
    #[must_use]
    pub fn id(self) -> StaffReason {
        StaffReason::known(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_and_every_reason_is_found_by_its_code_and_no_two_share_one() {
        for act in StaffAct::ALL {
            assert_eq!(StaffAct::from_code(act.code()), Some(act));
        }
        for reason in OverrideReason::ALL {
            assert_eq!(OverrideReason::from_code(reason.code()), Some(reason));
            assert_eq!(reason.code().parse(), Ok(reason.id()));
        }
        assert_eq!(StaffAct::from_code("juggled"), None);
    }
}
