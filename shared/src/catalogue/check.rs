//! Whether a catalogue is whole.

mod media;
mod plan;

use super::findings::{CataloguePart, Findings, FindingsAt, Problem, ProblemKind};
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
            found.at(CataloguePart::Wifi).unless(false, problem);
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
        let url = url.clone();
        let mut at = found.at(CataloguePart::PublicUrl);
        at.unless(sound, ProblemKind::PublicUrl { url });
    }

    fn check_days(&self, found: &mut Findings) {
        let (days, mut at) = (self.days.len(), found.at(CataloguePart::Days));
        let is_possible = (1..=16).contains(&days);
        at.unless(is_possible, ProblemKind::DayCount { days });
        let ascending = self.days.is_sorted_by(|a, b| a.date < b.date);
        at.unless(ascending, ProblemKind::DayOrder);
    }

    fn check_doors(&self, found: &mut Findings) {
        let (gates, kinds) = (&self.gates, &self.ticket_types);
        let mut at = found.at(CataloguePart::Gates);
        at.unless(!gates.is_empty(), ProblemKind::NoneThere);
        found.unique(
            CataloguePart::Gates,
            gates.iter().map(|gate| gate.id.as_str()),
        );
        let mut at = found.at(CataloguePart::TicketTypes);
        at.unless(!kinds.is_empty(), ProblemKind::NoneThere);
        found.unique(CataloguePart::TicketTypes, kinds.iter().map(|kind| kind.id));
        let keys = kinds.iter().map(|kind| kind.key.as_str());
        found.unique(CataloguePart::TicketTypes, keys);
        for TicketKind { key, party, .. } in kinds {
            let mut at = found.at(CataloguePart::TicketTypes);
            let key = key.clone();
            at.unless(*party > 0, ProblemKind::PartyOfNobody { key });
        }
    }

    fn check_zones(&self, found: &mut Findings) {
        let ids = self.zones.iter().map(|zone| zone.id.as_str());
        found.unique(CataloguePart::Zones, ids);
        found.unique(CataloguePart::Zones, self.zones.iter().map(|zone| zone.bit));
        for AccessZone {
            id, bit, capacity, ..
        } in &self.zones
        {
            let mut at = found.of(CataloguePart::Zone, id);
            let is_possible = bit.0 < 16;
            let bit = bit.to_string();
            at.unless(is_possible, ProblemKind::ZoneBit { bit });
            at.unless(*capacity != Some(0), ProblemKind::RoomForNobody);
        }
    }

    fn check_entry(&self, found: &mut Findings) {
        for gate in &self.gates {
            let mut at = found.of(CataloguePart::Gate, &gate.id);
            if let Some(id) = &gate.zone {
                at.listed(self.zone(id).is_some(), CataloguePart::Zone, id);
            }
            if let GateHours::Own(hours) = &gate.hours {
                self.check_hours(&mut at, hours);
            }
            for key in &gate.ticket_types {
                let mut kinds = self.ticket_types.iter();
                at.listed(
                    kinds.any(|kind| kind.key == *key),
                    CataloguePart::TicketType,
                    key,
                );
            }
        }
        for kind in &self.ticket_types {
            let mut at = found.of(CataloguePart::TicketType, &kind.key);
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
            at.unless(is_known, ProblemKind::HoursOfUnknownDay);
        }
    }

    fn check_day(&self, at: &mut FindingsAt<'_>, day: u8) {
        let is_known = usize::from(day) < self.days.len();
        let number = u16::from(day) + 1;
        at.unless(is_known, ProblemKind::UnknownDay { day, number });
    }

    fn check_booths(&self, found: &mut Findings) {
        let villages = self.villages.iter().map(|it| it.id.as_str());
        found.unique(CataloguePart::Villages, villages);
        let areas = self.areas.iter().map(|area| area.id.as_str());
        found.unique(CataloguePart::Areas, areas);
        let booths = self.booths.iter().map(|booth| booth.number);
        found.unique(CataloguePart::Booths, booths);
        for booth in &self.booths {
            let mut at = found.of(CataloguePart::Booth, booth.number);
            self.check_village(&mut at, &booth.village);
            self.check_area(&mut at, &booth.area);
            at.unless(booth.name.has("vi"), ProblemKind::NoVietnameseName);
        }
    }

    fn check_sessions(&self, found: &mut Findings) {
        let artisans = self.artisans.iter().map(|it| it.id.as_str());
        found.unique(CataloguePart::Artisans, artisans);
        let sessions = self.sessions.iter().map(|it| it.id.as_str());
        found.unique(CataloguePart::Sessions, sessions);
        for artisan in &self.artisans {
            let mut at = found.of(CataloguePart::Artisan, &artisan.id);
            self.check_village(&mut at, &artisan.village);
        }
        for session in &self.sessions {
            let mut at = found.of(CataloguePart::Session, &session.id);
            self.check_area(&mut at, &session.area);
            let mut artisans = self.artisans.iter();
            let is_known = artisans.any(|it| it.id == session.artisan);
            at.listed(is_known, CataloguePart::Artisan, &session.artisan);
            self.check_day(&mut at, session.day);
        }
    }

    fn check_village(&self, at: &mut FindingsAt<'_>, id: &VillageId) {
        at.listed(self.village(id).is_some(), CataloguePart::Village, id);
    }

    fn check_area(&self, at: &mut FindingsAt<'_>, id: &str) {
        at.listed(
            self.areas.iter().any(|area| area.id == id),
            CataloguePart::Area,
            id,
        );
    }
}

/// Limits that could never be reached, or that would let nobody in, are slips of the pen.
fn check_limits(at: &mut FindingsAt<'_>, kind: &TicketKind, days: usize) {
    let rules = &kind.rules;
    let limits = [rules.per_day, rules.in_all, rules.days_at_most];
    at.unless(!limits.contains(&Some(0)), ProblemKind::LimitOfNobody);
    let reached = |most: u16| usize::from(most) < days && kind.policy != EntryPolicy::Single;
    at.unless(
        rules.days_at_most.is_none_or(reached),
        ProblemKind::DaysNeverReached,
    );
    let counts = rules.per_day.is_some() || rules.in_all.is_some();
    at.unless(
        rules.count_reentry.is_none() || counts,
        ProblemKind::CountReentryAlone,
    );
    let beyond = |limit: Option<u16>| limit.is_some_and(|limit| limit > 1);
    let idle = match kind.policy {
        EntryPolicy::Unlimited => false,
        EntryPolicy::OncePerDay => beyond(rules.per_day),
        EntryPolicy::Single => beyond(rules.per_day) || beyond(rules.in_all),
    };
    at.unless(!idle, ProblemKind::LimitBeyondPolicy);
    at.unless(
        !(rules.partial && rules.wait_minutes > 0),
        ProblemKind::PartsThatWait,
    );
}
