//! Visits to booths, and booths looked up on kiosks.
//!
//! A ticket visits a booth once a day: the first by [`RecordOrder`] is the visit, the others on that day are repeats.

use serde::{Deserialize, Serialize};

use crate::ids::{BoothNumber, TicketNumber};
use crate::record::order::RecordOrder;
use crate::time::UnixMs;

/// One presentation of a ticket at a booth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Where it stands among all others.
    #[serde(rename = "place")]
    pub order: RecordOrder,
    /// The booth.
    pub booth: BoothNumber,
    /// The ticket; a history's bytes leave it out, since all visits in it are of one.
    #[serde(skip)]
    pub ticket: TicketNumber,
    /// How many people the ticket is for.
    pub people: u16,
}

/// A booth's page, opened on a kiosk some times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lookups {
    /// When the kiosk wrote it down.
    pub at: UnixMs,
    /// The booth.
    pub booth: BoothNumber,
    /// How many times.
    pub times: u16,
}
