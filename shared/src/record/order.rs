//! What names a record, and the order of records.

use serde::{Deserialize, Serialize};

use crate::ids::{ExhibitionId, Incarnation, KioskId};
use crate::time::UnixMs;

/// The journal that a record belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The exhibition.
    pub exhibition: ExhibitionId,
    /// The kiosk.
    pub kiosk: KioskId,
    /// The life of its journal.
    pub incarnation: Incarnation,
}

/// What names a record among all others of an exhibition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordId {
    /// The kiosk that wrote it.
    pub kiosk: KioskId,
    /// The life of that kiosk's journal.
    pub incarnation: Incarnation,
    /// Its number in that journal.
    pub seq: u64,
}

/// The order of records: corrected time, then kiosk, incarnation and sequence number. It does not
/// depend on when a record reached the server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordOrder {
    /// The corrected time of the record.
    pub at: UnixMs,
    /// The kiosk that wrote it.
    pub kiosk: KioskId,
    /// The life of that kiosk's journal.
    pub incarnation: Incarnation,
    /// Its number in that journal.
    pub seq: u64,
}

impl Origin {
    /// Returns the order of a record of this journal that was made at an instant.
    #[must_use]
    pub fn order(&self, seq: u64, at: UnixMs) -> RecordOrder {
        RecordOrder {
            at,
            kiosk: self.kiosk.clone(),
            incarnation: self.incarnation,
            seq,
        }
    }
}

impl RecordId {
    /// Returns the order of this record, made at an instant.
    #[must_use]
    pub fn made_at(self, at: UnixMs) -> RecordOrder {
        RecordOrder {
            at,
            kiosk: self.kiosk,
            incarnation: self.incarnation,
            seq: self.seq,
        }
    }
}

impl RecordOrder {
    /// Returns whether it is the order of a record.
    #[must_use]
    pub fn is(&self, id: &RecordId) -> bool {
        // The number first: it differs most, and a long history is searched by this.
        self.seq == id.seq && self.incarnation == id.incarnation && self.kiosk == id.kiosk
    }

    /// Returns the record.
    #[must_use]
    pub fn id(&self) -> RecordId {
        RecordId {
            kiosk: self.kiosk.clone(),
            incarnation: self.incarnation,
            seq: self.seq,
        }
    }
}
