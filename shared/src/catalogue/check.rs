//! Whether a catalogue is whole.

mod media;
mod plan;

use std::collections::HashSet;
use std::fmt;

use super::{Catalogue, GateHours, Hours, TicketKind, TicketPolicy, Wifi};
use crate::ids::VillageId;

/// One thing that is wrong with a catalogue, or remarkable, in words an organiser can act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Catalogue {
    /// Everything that is wrong with the catalogue; empty when it can be used.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Findings(Vec::new());
        self.check_public_url(&mut found);
        found
            .0
            .extend(self.wifi.as_ref().and_then(Wifi::problem).map(Problem));
        self.check_days(&mut found);
        self.check_doors(&mut found);
        self.check_zones(&mut found);
        self.check_entry(&mut found);
        self.check_night(&mut found);
        self.check_booths(&mut found);
        self.check_sessions(&mut found);
        self.check_pictures(&mut found);
        self.check_videos(&mut found);
        if let Some(plan) = &self.plan {
            plan::check(self, plan, &mut found);
        }
        found.0
    }

    /// What is no fault of a catalogue without [`problems`](Self::problems), and yet the organisers should know.
    #[must_use]
    pub fn remarks(&self) -> Vec<Problem> {
        let mut found = Findings(Vec::new());
        self.remark_night(&mut found);
        if let Some(plan) = &self.plan {
            plan::remark(plan, &mut found);
        }
        found.0
    }

    fn check_public_url(&self, found: &mut Findings) {
        let Some(url) = &self.public_url else { return };
        let host = ["http://", "https://"]
            .iter()
            .find_map(|scheme| url.strip_prefix(scheme));
        let sound = host.is_some_and(|host| {
            let odd = |c: char| c.is_whitespace() || c.is_control() || "?#\"<>".contains(c);
            !host.is_empty() && !host.ends_with('/') && !host.contains(odd)
        });
        found.unless(sound, || {
            format!(
                "public_url: \"{url}\" is no address of a server; write it like https://kimlan.example.vn, without a slash at its end"
            )
        });
    }

    fn check_days(&self, found: &mut Findings) {
        found.unless((1..=16).contains(&self.days.len()), || {
            format!("days: {} days; a ticket can name 1 to 16", self.days.len())
        });
        found.unless(self.days.is_sorted_by(|a, b| a.date < b.date), || {
            "days: not in ascending order; sort them by date".to_owned()
        });
    }

    fn check_doors(&self, found: &mut Findings) {
        found.unless(!self.gates.is_empty(), || {
            "gates: none; add at least one".to_owned()
        });
        found.unique("gates", self.gates.iter().map(|gate| gate.id.as_str()));
        found.unless(!self.ticket_types.is_empty(), || {
            "ticket_types: none; add at least one".to_owned()
        });
        found.unique("ticket_types", self.ticket_types.iter().map(|kind| kind.id));
        found.unique(
            "ticket_types",
            self.ticket_types.iter().map(|kind| kind.key.as_str()),
        );
        for kind in &self.ticket_types {
            found.unless(kind.party > 0, || {
                format!(
                    "ticket_types: \"{}\" admits nobody; set party to 1 or more",
                    kind.key
                )
            });
        }
    }

    fn check_zones(&self, found: &mut Findings) {
        found.unique("zones", self.zones.iter().map(|zone| zone.id.as_str()));
        found.unique("zones", self.zones.iter().map(|zone| zone.bit));
        for zone in &self.zones {
            found.unless(zone.bit.0 < 16, || {
                format!(
                    "zone {}: bit {}; a ticket has bits 0 to 15",
                    zone.id, zone.bit
                )
            });
            found.unless(zone.capacity != Some(0), || {
                format!(
                    "zone {}: room for nobody; leave capacity out for no limit",
                    zone.id
                )
            });
        }
        for gate in &self.gates {
            let Some(id) = &gate.zone else {
                continue;
            };
            found.unless(self.zone(id).is_some(), || {
                format!("gate {}: zone \"{id}\" is not in the list", gate.id)
            });
        }
    }

    fn check_entry(&self, found: &mut Findings) {
        for gate in &self.gates {
            let place = format!("gate {}", gate.id);
            if let GateHours::Own(hours) = &gate.hours {
                self.check_hours(found, &place, hours);
            }
            for key in &gate.ticket_types {
                found.unless(
                    self.ticket_types.iter().any(|kind| kind.key == *key),
                    || format!("{place}: ticket type \"{key}\" is not in the list"),
                );
            }
        }
        for kind in &self.ticket_types {
            let place = format!("ticket type {}", kind.key);
            self.check_hours(found, &place, &kind.rules.hours);
            for day in &kind.rules.days {
                found.unless(usize::from(*day) < self.days.len(), || {
                    format!("{place}: day {day} is not in the list")
                });
            }
            check_limits(found, &place, kind, self.days.len());
        }
    }

    fn check_hours(&self, found: &mut Findings, place: &str, hours: &[Hours]) {
        for hours in hours {
            found.unless(
                hours
                    .day
                    .is_none_or(|day| usize::from(day) < self.days.len()),
                || format!("{place}: hours of a day that is not in the list; days count from 0"),
            );
        }
    }

    fn check_booths(&self, found: &mut Findings) {
        found.unique(
            "villages",
            self.villages.iter().map(|village| village.id.as_str()),
        );
        found.unique("areas", self.areas.iter().map(|area| area.id.as_str()));
        found.unique("booths", self.booths.iter().map(|booth| booth.number));
        for booth in &self.booths {
            let place = || format!("booth {}", booth.number);
            self.check_village(found, &place, &booth.village);
            self.check_area(found, &place, &booth.area);
            found.unless(booth.name.has("vi"), || {
                format!("{}: no Vietnamese name", place())
            });
        }
    }

    fn check_sessions(&self, found: &mut Findings) {
        found.unique(
            "artisans",
            self.artisans.iter().map(|artisan| artisan.id.as_str()),
        );
        found.unique(
            "sessions",
            self.sessions.iter().map(|session| session.id.as_str()),
        );
        for artisan in &self.artisans {
            self.check_village(
                found,
                &|| format!("artisan {}", artisan.id),
                &artisan.village,
            );
        }
        for session in &self.sessions {
            let place = || format!("session {}", session.id);
            self.check_area(found, &place, &session.area);
            found.unless(
                self.artisans
                    .iter()
                    .any(|artisan| artisan.id == session.artisan),
                || {
                    format!(
                        "{}: artisan \"{}\" is not in the list",
                        place(),
                        session.artisan
                    )
                },
            );
            found.unless(usize::from(session.day) < self.days.len(), || {
                format!("{}: day {} is not in the list", place(), session.day)
            });
        }
    }

    fn check_village(&self, found: &mut Findings, place: &dyn Fn() -> String, id: &VillageId) {
        found.unless(self.village(id).is_some(), || {
            format!("{}: village \"{id}\" is not in the list", place())
        });
    }

    fn check_area(&self, found: &mut Findings, place: &dyn Fn() -> String, id: &str) {
        found.unless(self.areas.iter().any(|area| area.id == id), || {
            format!("{}: area \"{id}\" is not in the list", place())
        });
    }
}

/// Limits that could never be reached, or that would let nobody in, are slips of the pen.
fn check_limits(found: &mut Findings, place: &str, kind: &TicketKind, days: usize) {
    let rules = &kind.rules;
    let limits = [rules.per_day, rules.in_all, rules.days_at_most];
    found.unless(!limits.contains(&Some(0)), || {
        format!("{place}: a limit of 0 lets nobody in; leave it out for no limit")
    });
    let reached = |most: u16| usize::from(most) < days && kind.policy != TicketPolicy::Single;
    found.unless(rules.days_at_most.is_none_or(reached), || {
        format!("{place}: days_at_most is never reached; leave it out, or make it less than the days there are")
    });
    let counts = rules.per_day.is_some() || rules.in_all.is_some();
    found.unless(rules.count_reentry.is_none() || counts, || {
        format!("{place}: count_reentry says how per_day and in_all count; set one of them, or leave it out")
    });
    let beyond = |limit: Option<u16>| limit.is_some_and(|limit| limit > 1);
    let idle = match kind.policy {
        TicketPolicy::Unlimited => false,
        TicketPolicy::OncePerDay => beyond(rules.per_day),
        TicketPolicy::Single => beyond(rules.per_day) || beyond(rules.in_all),
    };
    found.unless(!idle, || {
        format!(
            "{place}: the policy admits less often than the limits say; set policy to unlimited"
        )
    });
    found.unless(!(rules.partial && rules.wait_minutes > 0), || {
        format!(
            "{place}: a party that comes in parts can't be made to wait; leave out wait_minutes"
        )
    });
}

pub(super) struct Findings(Vec<Problem>);

impl Findings {
    pub(super) fn unless(&mut self, good: bool, problem: impl FnOnce() -> String) {
        if !good {
            self.0.push(Problem(problem()));
        }
    }

    fn unique<T: std::hash::Hash + Eq + Copy + fmt::Display>(
        &mut self,
        list: &str,
        ids: impl Iterator<Item = T>,
    ) {
        let mut seen = HashSet::new();
        for id in ids {
            self.unless(seen.insert(id), || {
                format!("{list}: \"{id}\" is there twice")
            });
        }
    }
}
