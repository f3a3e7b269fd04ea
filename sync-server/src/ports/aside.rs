//! Why records that are stored do not count.

use shared::protocol::v1::RejectCode;
use shared::record::RecordId;

use super::{ChangeNote, PortError, WriteAudit};

/// Why a record that takes its place in the journal is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetAsideReason {
    /// Its chain hash does not fit the one before.
    BrokenChain,
    /// Its body can't be read.
    BadBody,
    /// It tells of an event that counts under another incarnation of the same kiosk. Nothing is wrong with it.
    Duplicate,
    /// It does not show that the ticket's code was seen.
    Unproven,
    /// A device of this role records nothing of this kind.
    NotItsRole,
    /// The device never stood at this gate or booth.
    NotItsPlace,
    /// It annuls the record of another device.
    OthersRecord,
    /// More people than the ticket is for, or than anybody counts at once.
    TooManyPeople,
    /// No such ticket was issued.
    NotIssued,
    /// Staff can't have entered so many tickets by hand in that time.
    TooFast,
    /// The organisers quarantined the device.
    Quarantined,
    /// The organisers annulled it.
    Annulled,
}

impl SetAsideReason {
    /// In the order of the numbers that databases have for them, from 1.
    const ALL: [Self; 12] = [
        Self::BrokenChain,
        Self::BadBody,
        Self::Duplicate,
        Self::Unproven,
        Self::NotItsRole,
        Self::NotItsPlace,
        Self::OthersRecord,
        Self::TooManyPeople,
        Self::NotIssued,
        Self::TooFast,
        Self::Quarantined,
        Self::Annulled,
    ];

    /// Reads how databases number it; 0 is none.
    pub(crate) fn from_number(number: i16) -> Option<Self> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        Some(Self::ALL.get(place).copied().unwrap_or(Self::BadBody))
    }

    /// Returns how databases number it.
    pub(crate) fn number(aside: Option<Self>) -> i16 {
        let place = aside.and_then(|aside| Self::ALL.iter().position(|it| *it == aside));
        place.map_or(0, |place| place as i16 + 1)
    }

    /// The code on the wire; none where there is nothing to tell.
    pub(crate) fn code(self) -> Option<RejectCode> {
        match self {
            Self::BrokenChain => Some(RejectCode::BrokenChain),
            Self::BadBody => Some(RejectCode::BadBody),
            Self::Duplicate | Self::Annulled => None,
            _ => Some(RejectCode::NotCounted),
        }
    }

    /// Returns whether organisers can let such a record count by itself: a duplicate counts already, and a quarantine is
    /// about the device.
    pub(crate) fn can_be_accepted(self) -> bool {
        !matches!(self, Self::Duplicate | Self::Quarantined | Self::BadBody)
    }

    /// Returns the reason as a sentence about the record.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::BrokenChain => "its hash does not fit the record before it",
            Self::BadBody => "its body can't be read",
            Self::Duplicate => "the same event counts under another incarnation of the kiosk",
            Self::Unproven => "it does not show that the ticket's code was seen",
            Self::NotItsRole => "a device of this role records nothing of the kind",
            Self::NotItsPlace => "the device never stood at this gate or booth",
            Self::OthersRecord => "it annuls the record of another device",
            Self::TooManyPeople => "it is about more people than can be",
            Self::NotIssued => "no such ticket was issued",
            Self::TooFast => "nobody enters so many tickets by hand in that time",
            Self::Quarantined => "the device is quarantined",
            Self::Annulled => "the organisers annulled it",
        }
    }
}

/// What organisers decide about one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordDecision<'a> {
    /// It was set aside and counts, for this reason.
    Accept(&'a str),
    /// It was accepted and is set aside again.
    Refuse,
    /// It let people through a gate and counts no longer, for this reason.
    Annul(&'a str),
}

impl RecordDecision<'_> {
    /// Writes the decision down.
    pub(crate) fn note(self, id: &RecordId, log: &dyn WriteAudit) -> Result<(), PortError> {
        let (what, after) = match self {
            Self::Accept(reason) => ("record_accepted", Some(reason)),
            Self::Refuse => ("record_refused", None),
            Self::Annul(reason) => ("passage_annulled", Some(reason)),
        };
        log.note_change(ChangeNote {
            what,
            thing: &format!("{}/{}/{}", id.kiosk, id.incarnation.0, id.seq),
            before: None,
            after,
        })
    }
}
