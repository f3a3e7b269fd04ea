//! The rules of entry, tried without a visitor: what would a door say, and why?

use std::fmt::{self, Write};
use std::path::Path;

use jiff::civil::DateTime;
use shared::catalogue::Catalogue;
use shared::checkin::{
    Decision, Direction, Explanation, Facts, Missing, Occupancy, Scan, Span, explain, whole_party,
};
use shared::ids::GateId;
use shared::ticket::{Claims, ClaimsError};
use shared::time::{UnixMs, clock};

use crate::store::{Office, StoreError};
use crate::tickets::TicketName;

/// A scan that did not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The ticket.
    pub ticket: TicketName,
    /// The gate.
    pub gate: GateId,
    /// When, in the exhibition's zone.
    pub at: DateTime,
    /// Which way.
    pub direction: Direction,
    /// How many people; `None` for as many as a door takes without being told: the party, or what is left of it.
    pub people: Option<u16>,
}

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such ticket.
    #[error("no ticket {0} is known here; look at the number, or at the code below the QR symbol")]
    NoTicket(TicketName),
    /// What is stored of the ticket can't be read.
    #[error("ticket {0}: {1}")]
    Claims(TicketName, ClaimsError),
    /// The catalogue has no such gate.
    #[error("the exhibition has no gate \"{gate}\"; its gates are {known}")]
    NoGate {
        /// The gate asked for.
        gate: GateId,
        /// The gates there are.
        known: String,
    },
}

/// An answer, with what is needed to put it in words.
#[derive(Debug)]
pub struct Answer {
    /// The decision, rule by rule.
    pub explanation: Explanation,
    at: UnixMs,
    catalogue: Catalogue,
}

/// Asks the rules as a door would, from the records that the server has from before that moment.
/// Nothing is written. How full the house is counts by all records of that day.
///
/// # Errors
/// [`RulesError`].
pub fn ask(data: &Path, question: &Question) -> Result<Answer, RulesError> {
    let office = Office::open(data)?;
    let catalogue = office.catalogue()?;
    if catalogue.gate(&question.gate).is_none() {
        let known: Vec<&str> = catalogue.gates.iter().map(|it| it.id.as_str()).collect();
        return Err(RulesError::NoGate {
            gate: question.gate.clone(),
            known: known.join(", "),
        });
    }
    let (number, code) = match question.ticket {
        TicketName::Number(number) => (number, None),
        TicketName::ShortCode(code) => (code.number(), Some(code)),
    };
    let claims = office.claims(number, code)?;
    let claims = claims.ok_or(RulesError::NoTicket(question.ticket))?;
    let claims =
        Claims::from_bytes(&claims).map_err(|error| RulesError::Claims(question.ticket, error))?;

    let rules = catalogue.rules();
    let zone = rules.calendar.zone;
    let at = zone.at(question.at.date(), question.at.time());
    let history = office.history(number)?;
    let visits = history.visits_before(&rules, at);
    let standing = history.status;
    let counters = office.counters()?;
    let occupancy: Occupancy = counters.occupancy(rules.calendar.date_at(at));
    let whole = Scan {
        claims: &claims,
        at,
        gate: &question.gate,
        direction: question.direction,
        people: u16::from(claims.party),
    };
    let people = question
        .people
        .unwrap_or_else(|| whole_party(&rules, standing, &visits, &occupancy, whole));
    let scan = Scan { people, ..whole };
    let explanation = explain(&rules, standing, &visits, &occupancy, scan);
    Ok(Answer {
        explanation,
        at,
        catalogue,
    })
}

impl fmt::Display for Answer {
    /// A line for each rule, and the verdict last.
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
            writeln!(f, "  {:<11} {said}{facts}", step.rule.name())?;
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

impl Answer {
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
