//! What organisers write about entry.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::Localized;
use crate::ids::ZoneBit;
use crate::time::deserialize_time;

/// A zone of the grounds that tickets open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessZone {
    /// A short name without spaces: `hands-on`.
    pub id: String,
    /// Its bit in a ticket's zones, 0 to 15. Bit 0 is the exhibition itself.
    pub bit: ZoneBit,
    /// Its name for people.
    pub name: Localized,
    /// The most people inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Whether tickets that open it may come and go, however often they admit to the exhibition.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub unlimited: bool,
}

/// When a gate is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateHours {
    /// Nobody is refused for the hour.
    #[default]
    Always,
    /// As long as the exhibition is, every day.
    AsTheDay,
    /// At these hours. A day without any is a day on which the gate stays closed.
    Own(Vec<Hours>),
}

/// Hours of one day of the exhibition, or of all. Hours from 20:00 to 01:00 go on past midnight: all of them belong to
/// the evening's day, and so does everything else until the last door has closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The day, counted from 0; without it, every day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<u8>,
    /// The first moment, local time.
    #[serde(deserialize_with = "deserialize_time")]
    pub opens: Time,
    /// The moment from which on it is closed, local time; no later than `opens` for one after midnight. Midnight itself
    /// is `00:00`. After midnight it closes at 06:00 at the latest.
    #[serde(deserialize_with = "deserialize_time")]
    pub closes: Time,
}

/// What is particular to a kind of ticket. All of it narrows what the ticket itself grants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryRules {
    /// Re-entry after an exit on the same day, where that is not as for the whole exhibition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reentry: Option<bool>,
    /// The days on which it admits, counted from 0; empty for all that the ticket says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<u8>,
    /// The hours at which it admits; empty for all that the gate is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
    /// How many minutes before a gate opens it admits already.
    #[serde(skip_serializing_if = "crate::is_default")]
    pub early_minutes: u16,
    /// How many minutes after a gate closed it still admits.
    #[serde(skip_serializing_if = "crate::is_default")]
    pub late_minutes: u16,
    /// Admissions a day at most; for a party that comes in parts, times its size in heads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_day: Option<u16>,
    /// Admissions in all at most, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_all: Option<u16>,
    /// Whether a return after an exit on the same day counts among `per_day` and `in_all`; without it, only where
    /// there is no re-entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count_reentry: Option<bool>,
    /// Different days at most, however often it admits on each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_at_most: Option<u16>,
    /// The least number of minutes between two admissions.
    #[serde(skip_serializing_if = "crate::is_default")]
    pub wait_minutes: u16,
    /// Whether the party may come in parts.
    #[serde(skip_serializing_if = "crate::is_default")]
    pub partial: bool,
    /// Whether it is admitted when the house is full.
    #[serde(skip_serializing_if = "crate::is_default")]
    pub beyond_capacity: bool,
    /// Whether a person always decides.
    #[serde(skip_serializing_if = "crate::is_default")]
    pub needs_staff: bool,
}
