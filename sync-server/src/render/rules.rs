//! What a door would say, rule by rule, in words.

use std::fmt::{self, Write};

use shared::checkin::{Decision, Facts, Missing, Span};
use shared::time::{UnixMs, clock};

use crate::operations::rules::RulesAnswer;

impl fmt::Display for RulesAnswer {
    /// Writes a line for each rule, and the verdict last.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let calendar = self.catalogue.calendar();
        let date = calendar.date_at(self.at);
        if date != calendar.zone.local(self.at).date {
            let night = clock(calendar.night_minutes);
            writeln!(
                f,
                "  {:<11} {date}; doors are open past midnight, and until {night} it is still the evening's day",
                "date"
            )?;
        }
        for step in &self.explanation.steps {
            let said = step.refused.map_or("passed", |reason| reason.code());
            let facts = self.facts(&step.facts);
            writeln!(f, "  {:<11} {said}{facts}", step.rule.code())?;
        }
        match &self.explanation.decision {
            Decision::Admitted { again, people_left } => {
                let again = if *again { "admitted again" } else { "admitted" };
                let left = people_left.map_or(String::new(), |left| format!(", {left} to come"));
                write!(f, "{again}{left}")
            }
            Decision::Exited { matched: true } => write!(f, "goes out"),
            Decision::Exited { matched: false } => write!(f, "goes out; no entry is known"),
            Decision::Refused(refusal) => write!(f, "refused: {}", refusal.reason.code()),
        }
    }
}

impl RulesAnswer {
    fn facts(&self, facts: &Facts) -> String {
        let zone = self.catalogue.calendar().zone;
        let time = |at: UnixMs| {
            let local = zone.local(at);
            format!("{} {local}", local.date)
        };
        let mut said = String::new();
        let mut say = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                // Writing to a text never fails.
                let _ = write!(said, "; {name} {value}");
            }
        };
        let earlier = facts.earlier.as_ref();
        say(
            "earlier",
            earlier.map(|it| format!("{} {}", time(it.at), it.gate)),
        );
        say("next valid", facts.next_valid.map(|date| date.to_string()));
        say("last valid", facts.last_valid.map(|date| date.to_string()));
        say("since", facts.since.map(time));
        say("opens", facts.opens_at.map(time));
        say("closes", facts.closes_at.map(time));
        say("again from", facts.wait_until.map(time));
        let limit = facts.limit.map(|limit| {
            let span = match limit.span {
                Span::Day => "a day",
                Span::Exhibition => "in all",
                Span::Days => return format!("{} days", limit.admissions),
            };
            let returns = if limit.counts_returns {
                "counts"
            } else {
                "does not count"
            };
            let admissions = limit.admissions;
            format!("{admissions} {span} (a return after an exit {returns})")
        });
        say("limit", limit);
        say(
            "room or party left",
            facts.people_left.map(|it| it.to_string()),
        );
        let zones = &self.catalogue.zones;
        let named = facts
            .zone
            .and_then(|bit| zones.iter().find(|it| it.bit == bit));
        say("zone", named.map(|zone| zone.id.clone()));
        let missing = facts.missing.as_ref().map(|missing| match missing {
            Missing::TicketType(kind) => {
                let retired = &self.catalogue.retired.ticket_types;
                match retired.iter().find(|it| it.id == *kind) {
                    Some(kind) => format!("ticket type {}, which left it", kind.key),
                    None => format!("ticket type {kind}"),
                }
            }
            Missing::Gate => "this gate".to_owned(),
        });
        say("not in the catalogue:", missing);
        say("inside", facts.inside.map(|it| it.to_string()));
        say("capacity", facts.capacity.map(|it| it.to_string()));
        say("time", facts.time_unknown.then(|| "not known".to_owned()));
        said
    }
}
