//! What organisers write about entry, and the rules it comes to.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{Catalogue, Gate, Localized, TicketKind};
use crate::checkin::{GateRule, Opening, Rules, TypeRule, ZoneRule};
use crate::ids::{GateId, ZoneBit};
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

impl Catalogue {
    /// The rules of entry. A ticket type or gate that is in neither the catalogue nor its [`Retired`](super::Retired)
    /// part has no rule, and opens nothing.
    #[must_use]
    pub fn rules(&self) -> Rules {
        // What is in force comes last and takes the place of what is retired.
        let types = self.retired.ticket_types.iter().map(|kind| (kind, true));
        let types = types.chain(self.ticket_types.iter().map(|kind| (kind, false)));
        let gates = self.retired.gates.iter().map(|gate| (gate, true));
        let gates = gates.chain(self.gates.iter().map(|gate| (gate, false)));
        let zones = self.retired.zones.iter().chain(&self.zones);
        Rules {
            types: types
                .map(|(kind, retired)| (kind.id, self.type_rule(kind, retired)))
                .collect(),
            gates: gates
                .filter_map(|(gate, retired)| {
                    Some((gate.id.clone(), self.gate_rule(gate, retired)?))
                })
                .collect(),
            rehearsed_on: None,
            zones: zones
                .map(|zone| {
                    let rule = ZoneRule {
                        capacity: zone.capacity,
                        unlimited: zone.unlimited,
                    };
                    (zone.bit, rule)
                })
                .collect(),
            ..Rules::plain(self.exhibition, self.calendar(), self.reentry)
        }
    }

    /// The zone with this name.
    #[must_use]
    pub fn zone(&self, id: &str) -> Option<&AccessZone> {
        self.zones.iter().find(|zone| zone.id == id)
    }

    /// The gate with this name.
    #[must_use]
    pub fn gate(&self, id: &GateId) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.id == *id)
    }

    /// The same exhibition with doors that never close: for a demonstration at any hour.
    #[must_use]
    pub fn round_the_clock(mut self) -> Self {
        for gate in &mut self.gates {
            gate.hours = GateHours::Always;
        }
        for kind in &mut self.ticket_types {
            kind.rules.hours.clear();
        }
        self
    }

    fn type_rule(&self, kind: &TicketKind, retired: bool) -> TypeRule {
        let EntryRules {
            reentry,
            days,
            hours,
            early_minutes,
            late_minutes,
            per_day,
            in_all,
            count_reentry,
            days_at_most,
            wait_minutes,
            partial,
            beyond_capacity,
            needs_staff,
        } = &kind.rules;
        let ms = |minutes: u16| i64::from(minutes) * 60_000;
        let mask = |mask: u16, day: &u8| mask | 1_u16.checked_shl(u32::from(*day)).unwrap_or(0);
        TypeRule {
            reentry: *reentry,
            days: if days.is_empty() {
                u16::MAX
            } else {
                days.iter().fold(0, mask)
            },
            hours: (!hours.is_empty()).then(|| self.openings(hours)),
            early_ms: ms(*early_minutes),
            late_ms: ms(*late_minutes),
            per_day: *per_day,
            in_all: *in_all,
            count_reentry: *count_reentry,
            days_at_most: *days_at_most,
            wait_ms: ms(*wait_minutes),
            partial: *partial,
            beyond_capacity: *beyond_capacity,
            needs_staff: *needs_staff,
            retired,
        }
    }

    /// The rule of a gate; `None` for one whose zone is nowhere.
    fn gate_rule(&self, gate: &Gate, retired: bool) -> Option<GateRule> {
        let zone = match &gate.zone {
            None => ZoneBit(0),
            Some(id) => {
                let mut zones = self.zones.iter().chain(&self.retired.zones);
                zones.find(|zone| zone.id == *id)?.bit
            }
        };
        let kinds = self.ticket_types.iter();
        let admits = |kind: &&TicketKind| gate.ticket_types.contains(&kind.key);
        Some(GateRule {
            zone,
            guarded: gate.zone.is_some(),
            types: (!gate.ticket_types.is_empty())
                .then(|| kinds.filter(admits).map(|kind| kind.id).collect()),
            hours: match &gate.hours {
                GateHours::Always => None,
                GateHours::Own(hours) => Some(self.openings(hours)),
                GateHours::AsTheDay => {
                    let days = self.days.iter().map(|day| Opening {
                        date: Some(day.date),
                        opens: day.opens,
                        closes: day.closes,
                    });
                    Some(days.collect())
                }
            },
            retired,
        })
    }

    fn openings(&self, hours: &[Hours]) -> Vec<Opening> {
        let opening = |hours: &Hours| {
            let date = match hours.day {
                None => None,
                // Hours of a day that the exhibition does not have are no hours.
                Some(day) => Some(self.days.get(usize::from(day))?.date),
            };
            Some(Opening {
                date,
                opens: hours.opens,
                closes: hours.closes,
            })
        };
        hours.iter().filter_map(opening).collect()
    }
}
