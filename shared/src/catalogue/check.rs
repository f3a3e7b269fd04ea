//! Whether a catalogue is whole.

mod media;
mod plan;

use super::findings::{Findings, FindingsAt, Problem};
use super::{AccessZone, Catalogue, GateHours, Hours, TicketKind, Wifi};
use crate::ids::VillageId;
use crate::ticket::EntryPolicy;

impl Catalogue {
    /// Returns everything that is wrong with the catalogue; empty when it can be used.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Findings::default();
        self.check_public_url(&mut found);
        if let Some(problem) = self.wifi.as_ref().and_then(Wifi::problem) {
            found.unless(false, problem);
        }
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

    /// Returns what is no fault of a catalogue without [`problems`](Self::problems), and yet the organisers should know.
    #[must_use]
    pub fn remarks(&self) -> Vec<Problem> {
        let mut found = Findings::default();
        self.remark_night(&mut found);
        if let Some(plan) = &self.plan {
            plan::remark(self, plan, &mut found);
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
        found.at("public_url").unless(
            sound,
            format_args!(
                "\"{url}\" is no address of a server; write it like https://kimlan.example.vn, without a slash at its end"
            ),
        );
    }

    fn check_days(&self, found: &mut Findings) {
        let (days, mut at) = (self.days.len(), found.at("days"));
        let is_possible = (1..=16).contains(&days);
        at.unless(
            is_possible,
            format_args!("{days} days; a ticket can name 1 to 16"),
        );
        let ascending = self.days.is_sorted_by(|a, b| a.date < b.date);
        at.unless(ascending, "not in ascending order; sort them by date");
    }

    fn check_doors(&self, found: &mut Findings) {
        let (gates, kinds) = (&self.gates, &self.ticket_types);
        found.unless(!gates.is_empty(), "gates: none; add at least one");
        found.unique("gates", gates.iter().map(|gate| gate.id.as_str()));
        found.unless(!kinds.is_empty(), "ticket_types: none; add at least one");
        found.unique("ticket_types", kinds.iter().map(|kind| kind.id));
        found.unique("ticket_types", kinds.iter().map(|kind| kind.key.as_str()));
        for TicketKind { key, party, .. } in kinds {
            let mut at = found.at("ticket_types");
            let problem = format_args!("\"{key}\" admits nobody; set party to 1 or more");
            at.unless(*party > 0, problem);
        }
    }

    fn check_zones(&self, found: &mut Findings) {
        found.unique("zones", self.zones.iter().map(|zone| zone.id.as_str()));
        found.unique("zones", self.zones.iter().map(|zone| zone.bit));
        for AccessZone {
            id, bit, capacity, ..
        } in &self.zones
        {
            let mut at = found.at(format_args!("zone {id}"));
            at.unless(
                bit.0 < 16,
                format_args!("bit {bit}; a ticket has bits 0 to 15"),
            );
            let has_room = *capacity != Some(0);
            at.unless(has_room, "room for nobody; leave capacity out for no limit");
        }
    }

    fn check_entry(&self, found: &mut Findings) {
        for gate in &self.gates {
            let mut at = found.at(format_args!("gate {}", gate.id));
            if let Some(id) = &gate.zone {
                at.listed(self.zone(id).is_some(), "zone", id);
            }
            if let GateHours::Own(hours) = &gate.hours {
                self.check_hours(&mut at, hours);
            }
            for key in &gate.ticket_types {
                let mut kinds = self.ticket_types.iter();
                at.listed(kinds.any(|kind| kind.key == *key), "ticket type", key);
            }
        }
        for kind in &self.ticket_types {
            let mut at = found.at(format_args!("ticket type {}", kind.key));
            self.check_hours(&mut at, &kind.rules.hours);
            for day in &kind.rules.days {
                self.check_day(&mut at, *day);
            }
            check_limits(&mut at, kind, self.days.len());
        }
    }

    fn check_hours(&self, at: &mut FindingsAt<'_>, hours: &[Hours]) {
        for day in hours.iter().filter_map(|hours| hours.day) {
            let is_known = usize::from(day) < self.days.len();
            let problem = "hours of a day that is not in the list; days count from 0";
            at.unless(is_known, problem);
        }
    }

    fn check_day(&self, at: &mut FindingsAt<'_>, day: u8) {
        let is_known = usize::from(day) < self.days.len();
        at.unless(is_known, format_args!("day {day} is not in the list"));
    }

    fn check_booths(&self, found: &mut Findings) {
        found.unique("villages", self.villages.iter().map(|it| it.id.as_str()));
        found.unique("areas", self.areas.iter().map(|area| area.id.as_str()));
        found.unique("booths", self.booths.iter().map(|booth| booth.number));
        for booth in &self.booths {
            let mut at = found.at(format_args!("booth {}", booth.number));
            self.check_village(&mut at, &booth.village);
            self.check_area(&mut at, &booth.area);
            at.unless(booth.name.has("vi"), "no Vietnamese name");
        }
    }

    fn check_sessions(&self, found: &mut Findings) {
        found.unique("artisans", self.artisans.iter().map(|it| it.id.as_str()));
        found.unique("sessions", self.sessions.iter().map(|it| it.id.as_str()));
        for artisan in &self.artisans {
            let mut at = found.at(format_args!("artisan {}", artisan.id));
            self.check_village(&mut at, &artisan.village);
        }
        for session in &self.sessions {
            let mut at = found.at(format_args!("session {}", session.id));
            self.check_area(&mut at, &session.area);
            let mut artisans = self.artisans.iter();
            let is_known = artisans.any(|it| it.id == session.artisan);
            at.listed(is_known, "artisan", &session.artisan);
            self.check_day(&mut at, session.day);
        }
    }

    fn check_village(&self, at: &mut FindingsAt<'_>, id: &VillageId) {
        at.listed(self.village(id).is_some(), "village", id);
    }

    fn check_area(&self, at: &mut FindingsAt<'_>, id: &str) {
        at.listed(self.areas.iter().any(|area| area.id == id), "area", id);
    }
}

/// Limits that could never be reached, or that would let nobody in, are slips of the pen.
fn check_limits(at: &mut FindingsAt<'_>, kind: &TicketKind, days: usize) {
    let rules = &kind.rules;
    let limits = [rules.per_day, rules.in_all, rules.days_at_most];
    at.unless(
        !limits.contains(&Some(0)),
        "a limit of 0 lets nobody in; leave it out for no limit",
    );
    let reached = |most: u16| usize::from(most) < days && kind.policy != EntryPolicy::Single;
    at.unless(
        rules.days_at_most.is_none_or(reached),
        "days_at_most is never reached; leave it out, or make it less than the days there are",
    );
    let counts = rules.per_day.is_some() || rules.in_all.is_some();
    at.unless(
        rules.count_reentry.is_none() || counts,
        "count_reentry says how per_day and in_all count; set one of them, or leave it out",
    );
    let beyond = |limit: Option<u16>| limit.is_some_and(|limit| limit > 1);
    let idle = match kind.policy {
        EntryPolicy::Unlimited => false,
        EntryPolicy::OncePerDay => beyond(rules.per_day),
        EntryPolicy::Single => beyond(rules.per_day) || beyond(rules.in_all),
    };
    at.unless(
        !idle,
        "the policy admits less often than the limits say; set policy to unlimited",
    );
    at.unless(
        !(rules.partial && rules.wait_minutes > 0),
        "a party that comes in parts can't be made to wait; leave out wait_minutes",
    );
}
