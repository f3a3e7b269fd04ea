//! The rules of entry, tried without a visitor: what would a door say, and why?

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};
use shared::catalogue::{Catalogue, TicketKind};
use shared::checkin::{
    Decision, Direction, Explanation, Occupancy, Reason, Scan, decide, decide_party, explain,
};
use shared::ids::{GateId, TicketNumber};
use shared::ledger::TicketHistory;
use shared::ticket::{Claims, NO_KEY};
use shared::time::UnixMs;

use crate::operations::tickets::TicketName;
use crate::ports::{Database, PortError, ReadTx};

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

/// What a door says from some time of a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesSpan {
    /// From when on, on the clock of the exhibition's zone.
    pub from: Time,
    /// Why it refuses; `None` where it admits.
    pub refused: Option<Reason>,
}

/// How far apart the times of a day are that are tried: hours of doors and tickets are written to the quarter.
const QUARTER: i64 = 15;

/// Asks the rules as a door would, from the records that the server has from before that moment.
/// Nothing is written. How full the house is counts by all records of that day.
///
/// # Errors
/// [`RulesError`].
pub fn ask(database: &dyn Database, question: &RulesQuestion) -> Result<RulesAnswer, RulesError> {
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    check_gate(&catalogue, &question.gate)?;
    let (number, code) = question.ticket.parts();
    let claims = view.ticket_claims(number, code)?;
    let claims = claims.ok_or(RulesError::NoTicket(question.ticket))?;
    let history = view.ticket_history(number)?;
    let (gate, at) = (&question.gate, question.at);
    let way = (question.direction, question.people);
    answer(&*view, catalogue, (&claims, &history), (gate, at), way)
}

/// Asks the same of a ticket of a kind that was never used, and need not be issued.
///
/// # Errors
/// [`RulesError`].
pub fn ask_new(
    database: &dyn Database,
    (kind, days): (&TicketKind, u16),
    gate: &GateId,
    at: DateTime,
) -> Result<RulesAnswer, RulesError> {
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    check_gate(&catalogue, gate)?;
    let claims = new_claims(&catalogue, kind, days);
    let history = TicketHistory::default();
    answer(
        &*view,
        catalogue,
        (&claims, &history),
        (gate, at),
        (Direction::In, None),
    )
}

/// Asks the same at every quarter of an hour of a day, and joins what is alike.
///
/// # Errors
/// [`RulesError`].
pub fn ask_day(
    database: &dyn Database,
    (kind, days): (&TicketKind, u16),
    gate: &GateId,
    date: Date,
) -> Result<Vec<RulesSpan>, RulesError> {
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    check_gate(&catalogue, gate)?;
    let claims = new_claims(&catalogue, kind, days);
    let rules = catalogue.rules();
    let history = TicketHistory::default();
    let mut spans: Vec<RulesSpan> = Vec::new();
    for minutes in (0..24 * 60).step_by(QUARTER as usize) {
        let from = Time::midnight().wrapping_add(Span::new().minutes(minutes));
        let at = rules.calendar.zone.at(date, from);
        let scan = Scan {
            claims: &claims,
            at,
            gate,
            direction: Direction::In,
            people: u16::from(claims.party),
        };
        let visits = history.visits_before(&rules, at);
        // How full the house will be nobody knows.
        let refused = match decide(&rules, history.status, &visits, &Occupancy::UNKNOWN, scan) {
            Decision::Refused(refusal) => Some(refusal.reason),
            _ => None,
        };
        if spans.last().is_none_or(|last| last.refused != refused) {
            spans.push(RulesSpan { from, refused });
        }
    }
    Ok(spans)
}

/// Returns what a ticket of a kind grants that is not issued.
fn new_claims(catalogue: &Catalogue, kind: &TicketKind, days: u16) -> Claims {
    Claims {
        key: NO_KEY,
        exhibition: catalogue.exhibition,
        number: TicketNumber(0),
        kind: kind.id,
        party: kind.party,
        days,
        policy: kind.policy,
        zones: kind.zones,
    }
}

fn check_gate(catalogue: &Catalogue, gate: &GateId) -> Result<(), RulesError> {
    if catalogue.gate(gate).is_some() {
        return Ok(());
    }
    let known: Vec<&str> = catalogue.gates.iter().map(|it| it.id.as_str()).collect();
    Err(RulesError::NoGate {
        gate: gate.clone(),
        known: known.join(", "),
    })
}

fn answer(
    view: &dyn ReadTx,
    catalogue: Catalogue,
    (claims, history): (&Claims, &TicketHistory),
    (gate, at): (&GateId, DateTime),
    (direction, people): (Direction, Option<u16>),
) -> Result<RulesAnswer, RulesError> {
    let rules = catalogue.rules();
    let at = rules.calendar.zone.at(at.date(), at.time());
    let visits = history.visits_before(&rules, at);
    let occupancy = view.counters()?.occupancy(rules.calendar.date_at(at));
    let whole = Scan {
        claims,
        at,
        gate,
        direction,
        people: u16::from(claims.party),
    };
    let people = people
        .unwrap_or_else(|| decide_party(&rules, history.status, &visits, &occupancy, whole).0);
    let scan = Scan { people, ..whole };
    let explanation = explain(&rules, history.status, &visits, &occupancy, scan);
    Ok(RulesAnswer {
        explanation,
        at,
        catalogue,
    })
}
