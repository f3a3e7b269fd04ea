//! Whom staff let pass at the door.

use shared::checkin::Direction;
use shared::ids::{StaffId, StaffReason};
use shared::record::Stamp;
use shared::staff::OverrideReason;
use shared::ticket::ShortCode;
use view::{Mode, Question, Reply, TicketChoice, Verdict};

use crate::by_staff::{Walkers, Whom};
use crate::recognise::Ticket;
use crate::{Answer, Desk, DeskError};

/// Who of the staff does something, when, and how the door is set up then.
#[derive(Clone, Copy)]
pub(crate) struct StaffActor<'a> {
    pub(crate) id: &'a StaffId,
    pub(crate) mode: Mode,
    pub(crate) stamp: &'a Stamp,
}

/// What the door is to show.
#[derive(Debug)]
pub(crate) enum StaffLaneEvent {
    /// A verdict on a ticket that was entered; the text stands for its code.
    Judged(String, Verdict),
    /// A question about it.
    Asked(String, Question),
    /// People who were let in by hand, against this verdict.
    ByStaff(Verdict, Option<u64>),
}

/// What staff are answered, and what the door shows.
type OrderResult = Result<(Reply, Option<StaffLaneEvent>), DeskError>;

/// Judges a ticket as if it had been scanned.
pub(super) fn enter(desk: &mut Desk, choice: &TicketChoice, by: StaffActor<'_>) -> OrderResult {
    let ticket = match chosen(desk, choice)? {
        Ok(Whom::Ticket(ticket)) => ticket,
        Ok(Whom::Unknown(_)) => return Ok((Reply::NoTicket, None)),
        Err(reply) => return Ok((reply, None)),
    };
    // The lane knows what it shows by a code's text, and nobody scans this one.
    let code = format!("entered {}", ticket.claims.number);
    let shows = match desk.enter(ticket, by.id, by.mode, by.stamp)? {
        Answer::Judged(judged) => StaffLaneEvent::Judged(code, judged.verdict),
        Answer::Asks(question) => StaffLaneEvent::Asked(code, question),
    };
    Ok((Reply::Done, Some(shows)))
}

/// Lets a party in whatever the rules say.
pub(super) fn overrule(
    desk: &mut Desk,
    choice: &TicketChoice,
    (people, reason): (u16, StaffReason),
    by: StaffActor<'_>,
) -> OrderResult {
    let whom = match chosen(desk, choice)? {
        Ok(whom) => whom,
        Err(reply) => return Ok((reply, None)),
    };
    // A visitor who shows something at a way out is on their way out, and no ticket is needed for that.
    let way_out = by.mode.direction == Direction::Out && !by.mode.both_ways;
    let known = OverrideReason::from_code(reason.as_str()).is_some();
    if way_out || people == 0 || !known {
        return Ok((Reply::NotNow, None));
    }
    let against = match choice {
        TicketChoice::Shown(verdict) => Some(*verdict),
        TicketChoice::Number(_) | TicketChoice::Typed(_) => None,
    };
    let judged = desk.overrule(whom, people, reason, by.id, by.mode, by.stamp)?;
    if let Some(against) = against {
        desk.let_in(against);
    }
    let shows = StaffLaneEvent::ByStaff(judged.verdict, against);
    Ok((Reply::Done, Some(shows)))
}

/// Counts people without a ticket.
pub(super) fn walk_in(desk: &mut Desk, walkers: Walkers, by: StaffActor<'_>) -> OrderResult {
    let catalogue = desk.catalogue();
    let mut kinds = catalogue.ticket_types.iter();
    if walkers.people == 0 || kinds.all(|known| known.id != walkers.kind) {
        return Ok((Reply::NotNow, None));
    }
    let judged = desk.walk(walkers, by.id, by.mode, by.stamp)?;
    let shows = StaffLaneEvent::ByStaff(judged.verdict, None);
    Ok((Reply::Done, Some(shows)))
}

/// Whom a command is about; otherwise what to answer.
fn chosen(desk: &Desk, choice: &TicketChoice) -> Result<Result<Whom, Reply>, DeskError> {
    let found = |ticket: Option<Ticket>| ticket.map(Whom::Ticket).ok_or(Reply::NoTicket);
    Ok(match choice {
        TicketChoice::Number(number) => found(desk.ticket(*number)?),
        TicketChoice::Typed(text) => match text.parse::<ShortCode>() {
            Ok(code) => found(desk.ticket_with(code)?),
            Err(_) => desk
                .seller_ticket(text)?
                .map(Whom::Ticket)
                .ok_or(Reply::BadCode),
        },
        TicketChoice::Shown(verdict) => {
            match desk
                .recent_verdict(*verdict)
                .map(|recent| (recent.refused, recent.ticket))
            {
                Some((Some(_), Some(ticket))) => Ok(Whom::Ticket(ticket)),
                Some((Some(reason), None)) => Ok(Whom::Unknown(reason)),
                // A visitor who is inside is not let in once more.
                Some((None, _)) => Err(Reply::NotNow),
                None => Err(Reply::NoTicket),
            }
        }
    })
}
