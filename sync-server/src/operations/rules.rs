//! The rules of entry, tried without a visitor: what would a door say, and why?

use jiff::civil::DateTime;
use shared::catalogue::Catalogue;
use shared::checkin::{Direction, Explanation, Scan, explain, whole_party};
use shared::ids::GateId;
use shared::time::UnixMs;

use crate::operations::tickets::TicketName;
use crate::ports::{Database, PortError};

/// A scan that did not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesQuestion {
    /// The ticket.
    pub ticket: TicketName,
    /// The gate.
    pub gate: GateId,
    /// When, in the exhibition's zone.
    pub at: DateTime,
    /// Which way.
    pub direction: Direction,
    /// How many people; `None` for a door's default: the party, or what is left of it.
    pub people: Option<u16>,
}

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// No such ticket.
    #[error("no ticket {0} is known here; look at the number, or at the code below the QR symbol")]
    NoTicket(TicketName),
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
pub struct RulesAnswer {
    /// The decision, rule by rule.
    pub explanation: Explanation,
    /// When the scan would be.
    pub at: UnixMs,
    /// The catalogue in force.
    pub catalogue: Catalogue,
}

/// Asks the rules as a door would, from the records that the server has from before that moment.
/// Nothing is written. How full the house is counts by all records of that day.
///
/// # Errors
/// [`RulesError`].
pub fn ask(database: &dyn Database, question: &RulesQuestion) -> Result<RulesAnswer, RulesError> {
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    if catalogue.gate(&question.gate).is_none() {
        let known: Vec<&str> = catalogue.gates.iter().map(|it| it.id.as_str()).collect();
        return Err(RulesError::NoGate {
            gate: question.gate.clone(),
            known: known.join(", "),
        });
    }
    let (number, code) = question.ticket.parts();
    let claims = view.ticket_claims(number, code)?;
    let claims = claims.ok_or(RulesError::NoTicket(question.ticket))?;

    let rules = catalogue.rules();
    let zone = rules.calendar.zone;
    let at = zone.at(question.at.date(), question.at.time());
    let history = view.ticket_history(number)?;
    let visits = history.visits_before(&rules, at);
    let occupancy = view.counters()?.occupancy(rules.calendar.date_at(at));
    let whole = Scan {
        claims: &claims,
        at,
        gate: &question.gate,
        direction: question.direction,
        people: u16::from(claims.party),
    };
    let people = question
        .people
        .unwrap_or_else(|| whole_party(&rules, history.status, &visits, &occupancy, whole));
    let scan = Scan { people, ..whole };
    let explanation = explain(&rules, history.status, &visits, &occupancy, scan);
    Ok(RulesAnswer {
        explanation,
        at,
        catalogue,
    })
}
