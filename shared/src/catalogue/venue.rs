//! When and where, and through which doors.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{EntryRules, GateHours, Localized};
use crate::ids::{GateId, TicketType};
use crate::ticket::EntryPolicy;
use crate::time::{deserialize_date, deserialize_time};

/// One day of the exhibition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The local date.
    #[serde(deserialize_with = "deserialize_date")]
    pub date: Date,
    /// When the doors open, local time.
    #[serde(deserialize_with = "deserialize_time")]
    pub opens: Time,
    /// When they close, local time.
    #[serde(deserialize_with = "deserialize_time")]
    pub closes: Time,
    /// What the day is called: "Opening evening".
    pub title: Localized,
}

/// One door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Its name on the wire and in reports.
    pub id: GateId,
    /// Its name for people.
    pub name: Localized,
    /// Which ways it leads.
    pub direction: GateDirection,
    /// The zone it leads into, by its name; without it, into the exhibition, for every ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// When it is open.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub hours: GateHours,
    /// The kinds of ticket it admits, by their keys; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ticket_types: Vec<String>,
}

/// Which ways a gate leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateDirection {
    /// In only.
    In,
    /// Out only.
    Out,
    /// Both; the staff switch the kiosk.
    Both,
}

/// One kind of ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketKind {
    /// Its number, as tickets carry it.
    pub id: TicketType,
    /// The name to ask for it by on the command line: `visitor`.
    pub key: String,
    /// Its name for people.
    pub name: Localized,
    /// How often it admits.
    pub policy: EntryPolicy,
    /// How many people it admits unless said otherwise.
    pub party: u8,
    /// The zones it opens, a bit each.
    pub zones: u16,
    /// What else holds for it.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub rules: EntryRules,
}

/// One part of the grounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// A short name without spaces: `hall-a`.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
}
