//! A ticket at a booth, or for its stamp card: who it is, and no rule of any gate.
//!
//! A visit is recorded before it is shown, as everything is. What is turned away here is not: nobody was kept out of
//! anything, and the figures of refusals are about doors.

use std::sync::Arc;

use journal::WriteTx;
use shared::checkin::{Facts, Reason, Refusal, Rules, TicketStatus};
use shared::ids::{BoothNumber, GateId};
use shared::record::{Fact, Stamp};
use view::{Mode, Outcome, Verdict};

use super::case;
use super::desk::rules_of;
use super::recognise::{Recognised, Ticket, recognise};
use super::{Desk, DeskError};

impl Desk {
    /// Counts the visit of a ticket to a booth; durable when this returns. What is no good ticket is refused, and
    /// nothing is recorded of it.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was recorded; the kiosk is out of order.
    pub fn visit(
        &mut self,
        text: &str,
        booth: BoothNumber,
        mode: Mode,
        stamp: &Stamp,
    ) -> Result<Verdict, DeskError> {
        let tx = self.journal.write_tx()?;
        self.known = Arc::clone(tx.known());
        let rules = rules_of(&self.known, &self.config, self.bootstrap.as_ref())?;
        let ticket = match good_ticket(text, &tx, rules, &self.config.gate, stamp)? {
            Ok(ticket) => ticket,
            Err(refusal) => {
                drop(tx);
                return Ok(self.beside_the_gates(Outcome::Refused(refusal), None, stamp));
            }
        };
        let date = |at| rules.calendar.date_at(at);
        let last = tx.last_visit(ticket.claims.number, booth)?;
        let again = last.is_some_and(|last| date(last) == date(stamp.corrected()));
        let fact = Fact::Visited {
            booth,
            claims: ticket.claims,
            people: u16::from(ticket.claims.party),
        };
        let mut tx = tx;
        case::write(&mut tx, self.rehearsal.in_mode(mode), fact, stamp)?;
        tx.commit()?;
        Ok(self.beside_the_gates(Outcome::Visited { booth, again }, Some(ticket), stamp))
    }

    /// The booths that a ticket has visited, as far as this kiosk knows; or why it is no good ticket. Nothing is
    /// recorded.
    ///
    /// # Errors
    /// [`DeskError`]: the kiosk is out of order.
    pub fn stamps(
        &mut self,
        text: &str,
        stamp: &Stamp,
    ) -> Result<Result<Vec<BoothNumber>, Verdict>, DeskError> {
        let tx = self.journal.write_tx()?;
        self.known = Arc::clone(tx.known());
        let rules = rules_of(&self.known, &self.config, self.bootstrap.as_ref())?;
        let ticket = good_ticket(text, &tx, rules, &self.config.gate, stamp)?;
        drop(tx);
        match ticket {
            Ok(ticket) => Ok(Ok(self.journal.booths_visited(ticket.claims.number)?)),
            Err(refusal) => Ok(Err(self.beside_the_gates(
                Outcome::Refused(refusal),
                None,
                stamp,
            ))),
        }
    }

    /// A verdict that stands behind no gate, with the next number.
    fn beside_the_gates(
        &mut self,
        outcome: Outcome,
        ticket: Option<Ticket>,
        stamp: &Stamp,
    ) -> Verdict {
        self.verdicts += 1;
        Verdict {
            id: self.verdicts,
            at: stamp.corrected(),
            outcome,
            people: ticket.map_or(0, |ticket| u16::from(ticket.claims.party)),
            ticket: ticket.map(|ticket| ticket.claims.number),
            kind: ticket.map(|ticket| ticket.claims.kind),
            short_code: ticket.and_then(|ticket| ticket.short_code),
            people_left: None,
            repeat: false,
        }
    }
}

/// The genuine ticket that a text is, if the organisers honour it.
fn good_ticket(
    text: &str,
    tx: &WriteTx<'_>,
    rules: &Rules,
    gate: &GateId,
    stamp: &Stamp,
) -> Result<Result<Ticket, Refusal>, DeskError> {
    let at = stamp.corrected();
    let ticket = match recognise(text, tx, rules, gate, at)? {
        Recognised::Ticket(ticket) => ticket,
        Recognised::Refused(refusal) => return Ok(Err(refusal)),
    };
    let (reason, since) = match tx.history(ticket.claims.number)?.status {
        TicketStatus::Revoked(since) => (Reason::Revoked, since),
        TicketStatus::Blocked(since) => (Reason::Blocked, since),
        TicketStatus::Good => return Ok(Ok(ticket)),
    };
    if at < since {
        return Ok(Ok(ticket));
    }
    let facts = Facts {
        since: Some(since),
        ..Facts::default()
    };
    Ok(Err(Refusal::with(reason, facts)))
}

#[cfg(test)]
mod tests {
    use shared::checkin::Direction;
    use shared::protocol::v1::{KnownItem, VisitItem, parse_body};

    use super::*;
    use crate::scene::*;

    const BOOTH: BoothNumber = BoothNumber(12);
    const HOUR: i64 = 3_600_000;

    fn plain() -> Mode {
        Mode::plain(Direction::In)
    }

    fn comes(desk: &mut Desk, code: &str, hours: i64) -> Outcome {
        let stamp = stamp(MORNING.plus(hours * HOUR));
        desk.visit(code, BOOTH, plain(), &stamp).unwrap().outcome
    }

    fn refused(outcome: &Outcome) -> Option<Reason> {
        match outcome {
            Outcome::Refused(refusal) => Some(refusal.reason),
            _ => None,
        }
    }

    fn facts(desk: &mut Desk) -> Vec<Fact> {
        let outbox = desk.journal.outbox().unwrap();
        let batch = desk.journal.batch(outbox.current, 0, 500, 1 << 20).unwrap();
        let bodies = batch.records.iter().map(|record| record.body.get());
        bodies.map(|body| parse_body(body).unwrap().fact).collect()
    }

    #[test]
    fn a_visitor_is_welcomed_once_a_day_and_each_visit_is_recorded() {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = desk(dir.path(), "in");
        let code = day_ticket(7);
        let welcome = |again| Outcome::Visited {
            booth: BOOTH,
            again,
        };
        assert_eq!(comes(&mut desk, &code, 0), welcome(false));
        assert_eq!(comes(&mut desk, &code, 2), welcome(true));
        assert_eq!(comes(&mut desk, &code, 24), welcome(false), "the next day");
        let visited = Fact::Visited {
            booth: BOOTH,
            claims: claims(7, shared::ticket::EntryPolicy::OncePerDay),
            people: 2,
        };
        assert_eq!(
            facts(&mut desk),
            [visited.clone(), visited.clone(), visited]
        );
        let checked = desk.journal.check().unwrap();
        assert!(checked.agrees(), "{checked:?}");
        assert_eq!(checked.kept.unwrap().iter().count(), 0, "nobody is let in");
    }

    #[test]
    fn what_is_no_good_ticket_is_refused_as_at_a_door_and_no_gate_is_asked() {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = desk(dir.path(), "in");
        let told = vec![KnownItem::Revoked(standing(8))];
        desk.journal.apply_feed(&feed(1, told)).unwrap();
        assert_eq!(
            refused(&comes(&mut desk, "a poster", 0)),
            Some(Reason::Malformed)
        );
        assert_eq!(
            refused(&comes(&mut desk, &day_ticket(8), 0)),
            Some(Reason::Revoked)
        );
        assert_eq!(facts(&mut desk), [], "refusals are about doors");
        // A ticket of the first two days, on the fourth: a visitor who is inside may visit a booth.
        assert_eq!(refused(&comes(&mut desk, &day_ticket(7), 48)), None);
    }

    #[test]
    fn a_rehearsed_visit_is_marked_and_leaves_no_stamp() {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = desk(dir.path(), "in");
        let rehearsal = Mode {
            rehearsal: true,
            ..plain()
        };
        desk.visit(&day_ticket(7), BOOTH, rehearsal, &stamp(MORNING))
            .unwrap();
        assert!(matches!(facts(&mut desk)[..], [Fact::Rehearsed(_)]));
        let stamps = desk.stamps(&day_ticket(7), &stamp(MORNING)).unwrap();
        assert_eq!(stamps, Ok(Vec::new()));
    }

    #[test]
    fn a_stamp_card_holds_own_visits_and_those_that_the_feed_tells_of_each_booth_once() {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = desk(dir.path(), "in");
        comes(&mut desk, &day_ticket(7), 0);
        let visit = |ticket, booth, hours| {
            KnownItem::Visit(VisitItem {
                ticket: shared::ids::TicketNumber(ticket),
                booth: BoothNumber(booth),
                at_ms: MORNING.plus(hours * HOUR),
            })
        };
        let told = vec![
            visit(7, 71, 1),
            visit(7, 12, -1),
            visit(7, 71, 3),
            visit(8, 3, 1),
        ];
        desk.journal.apply_feed(&feed(4, told)).unwrap();
        let stamps = desk.stamps(&day_ticket(7), &stamp(MORNING)).unwrap();
        assert_eq!(stamps, Ok(vec![BoothNumber(12), BoothNumber(71)]));
        // The visit that the feed tells of from before changes nothing about when it was last.
        assert_eq!(
            comes(&mut desk, &day_ticket(7), 1),
            Outcome::Visited {
                booth: BOOTH,
                again: true
            }
        );
    }

    #[test]
    fn a_kiosk_that_becomes_one_in_a_hall_asks_for_the_visits_before() {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = desk(dir.path(), "in");
        desk.journal.apply_feed(&feed(40, Vec::new())).unwrap();
        let asks = |desk: &Desk| {
            let query = desk.journal.feed_query().unwrap();
            (query.visits, query.after)
        };
        assert_eq!(asks(&desk), (false, 40));
        desk.journal.want_visits(true).unwrap();
        assert_eq!(asks(&desk), (true, 0));
        desk.journal.apply_feed(&feed(40, Vec::new())).unwrap();
        desk.journal.want_visits(true).unwrap();
        assert_eq!(asks(&desk), (true, 40), "and once only");
        desk.journal.want_visits(false).unwrap();
        assert_eq!(asks(&desk), (false, 40));
    }
}
