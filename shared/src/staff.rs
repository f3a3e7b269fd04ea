//! What staff do at a door, by names that never change: their acts, for the audit, and why they let someone in.

use crate::ids::StaffReason;

coded! {
    /// Something that staff did at a kiosk, beside what a record of its own kind tells: admissions against the rules,
    /// people without a ticket, annulments. What was searched for and which PIN was typed are in no record.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum StaffAct {
        /// Opened staff mode with their PIN.
        Unlocked = "unlocked",
        /// Closed it, or it was closed since their PIN is no longer good.
        Locked = "locked",
        /// It closed itself, since nobody touched the screen.
        TimedOut = "timed_out",
        /// Typed a PIN that is nobody's.
        WrongPin = "wrong_pin",
        /// Typed the last of the wrong PINs, after which none is taken for a while.
        LockedOut = "locked_out",
        /// Searched for a ticket.
        Searched = "searched",
        /// Had a ticket judged by hand instead of by a scanner.
        EnteredByHand = "entered_by_hand",
        /// Turned the gate inwards.
        DirectedIn = "direction_in",
        /// Turned the gate outwards.
        DirectedOut = "direction_out",
        /// Opened the gate both ways.
        BothWaysOn = "both_ways_on",
        /// Ended that.
        BothWaysOff = "both_ways_off",
        /// Had the kiosk ask before each admission.
        ConfirmFirstOn = "confirm_first_on",
        /// Ended that.
        ConfirmFirstOff = "confirm_first_off",
        /// Began to rehearse.
        RehearsalOn = "rehearsal_on",
        /// Went on in earnest.
        RehearsalOff = "rehearsal_off",
        /// Left the kiosk alone with the visitors.
        UnattendedOn = "unattended_on",
        /// Came back to it.
        UnattendedOff = "unattended_off",
    }
}

coded! {
    /// Why staff let someone in whom the rules refuse: a button for each, and no room for other words, so that nothing
    /// about a person gets into a record. A record of a later version may name a [`StaffReason`] that is not here.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OverrideReason {
        /// The code is torn, wet or badly printed, and the ticket is a good one.
        DamagedCode = "damaged-code",
        /// The visitor's phone is dead, and staff know the ticket from the list.
        PhoneDead = "phone-dead",
        /// The visitor came on another day, and that was agreed.
        WrongDayAgreed = "wrong-day-agreed",
        /// A guest of the organisers.
        OrganiserGuest = "organiser-guest",
        /// The list, or the kiosk, is wrong.
        ListError = "list-error",
        /// They were let out by mistake or without a scan, and come back.
        ComesBack = "comes-back",
        /// Someone who is ill, lost or looking for a child.
        Emergency = "emergency",
        /// Anything else.
        Other = "other",
    }
}

/// The most people that staff let in or count at once.
pub const MOST_PEOPLE: u16 = 99;

impl OverrideReason {
    /// Returns the name as records carry it.
    #[must_use]
    pub fn id(self) -> StaffReason {
        StaffReason::known(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_and_unique() {
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
