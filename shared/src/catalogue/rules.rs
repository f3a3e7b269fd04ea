//! The rules of entry that a catalogue comes to.

use super::{AccessZone, Catalogue, Gate, GateHours, Hours, TicketKind};
use crate::checkin::{GateRule, Opening, Rules, TypeRule, ZoneRule};
use crate::ids::{GateId, ZoneBit};

impl Catalogue {
    /// Returns the rules of entry. A ticket type or gate that is in neither the catalogue nor its
    /// [`Retired`](super::Retired) part has no rule, and opens nothing.
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
            booths: self.booths.iter().map(|booth| booth.number).collect(),
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

    /// Returns the zone with this name.
    #[must_use]
    pub fn zone(&self, id: &str) -> Option<&AccessZone> {
        self.zones.iter().find(|zone| zone.id == id)
    }

    /// Returns the gate with this name.
    #[must_use]
    pub fn gate(&self, id: &GateId) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.id == *id)
    }

    /// Returns the same exhibition with doors that never close: for a demonstration at any hour.
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
        let rules = &kind.rules;
        let ms = |minutes: u16| i64::from(minutes) * 60_000;
        let mask = |mask: u16, day: &u8| mask | 1_u16.checked_shl(u32::from(*day)).unwrap_or(0);
        TypeRule {
            reentry: rules.reentry,
            days: if rules.days.is_empty() {
                u16::MAX
            } else {
                rules.days.iter().fold(0, mask)
            },
            hours: (!rules.hours.is_empty()).then(|| self.openings(&rules.hours)),
            early_ms: ms(rules.early_minutes),
            late_ms: ms(rules.late_minutes),
            per_day: rules.per_day,
            in_all: rules.in_all,
            count_reentry: rules.count_reentry,
            days_at_most: rules.days_at_most,
            wait_ms: ms(rules.wait_minutes),
            partial: rules.partial,
            beyond_capacity: rules.beyond_capacity,
            needs_staff: rules.needs_staff,
            retired,
        }
    }

    /// Returns the rule of a gate; `None` for one whose zone is nowhere.
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
