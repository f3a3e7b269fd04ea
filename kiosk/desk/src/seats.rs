//! From a ticket to seats in a session: recognise it, look whether it has some already, give them out of the kiosk's
//! allocation, all within one transaction.

use std::collections::BTreeMap;

use journal::{JournalError, StoredAllocation, WriteTx};
use shared::catalogue::Catalogue;
use shared::checkin::{Direction, Occupancy, Reason, Refusal, Rule, Rules, Scan, Visits, explain};
use shared::ids::{GateId, TicketNumber};
use shared::programme::{Programme, SessionTime};
use shared::record::Stamp;
use shared::seats::{NoSeat, SeatAllocation, SeatStatus, TokenKind};
use shared::ticket::Claims;
use shared::time::UnixMs;
use view::{Kept, SeatAnswer};

use super::desk::rules_of;
use super::recognise::{Recognised, Shown, Ticket, recognise};
use super::{Desk, DeskError};

/// The most seats one ticket takes at a kiosk. A larger group talks to a person: it may well be a session of its own.
const MOST_FOR_A_TICKET: u16 = 10;

/// The rules of entry that a ticket has to meet for a seat, as if it were held up at the door when the session begins.
const RULES: [Rule; 4] = [Rule::Exhibition, Rule::Status, Rule::Type, Rule::Day];

impl Desk {
    /// Gives a ticket seats in a session: for so many `people`, or without a number, for the whole party after asking
    /// how many of them come. A ticket that has seats gets no others. The seats are durable when this returns, unless
    /// it is only `rehearsed`. Answers with the ticket, when it was a genuine one.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was given; the kiosk is out of order.
    pub(super) fn take_seats(
        &mut self,
        session: &str,
        shown: Shown<'_>,
        people: Option<u16>,
        rehearsed: bool,
        stamp: &Stamp,
    ) -> Result<(Option<Ticket>, SeatAnswer), DeskError> {
        let tx = self.journal.write_tx()?;
        self.known = tx.known().clone();
        let rules = rules_of(&self.known, &self.config, self.bootstrap.as_ref())?;
        let Some(slot) = limited(self.known.catalogue.as_deref(), session) else {
            return Ok((None, SeatAnswer::Begun));
        };
        let recognised = match shown {
            Shown::Text(text) => recognise(text, &tx, rules, &self.config.gate, stamp.corrected())?,
            Shown::Ticket(ticket) => Recognised::Ticket(ticket),
            Shown::Unknown(reason) => Recognised::Refused(Refusal::bare(reason)),
        };
        let ticket = match recognised {
            Recognised::Ticket(ticket) => ticket,
            Recognised::Refused(refusal) => {
                return Ok((None, SeatAnswer::Refused(refusal.reason)));
            }
        };
        if let Some(reason) = refused(&tx, rules, &self.config.gate, &ticket.claims, slot.starts)? {
            return Ok((Some(ticket), SeatAnswer::Refused(reason)));
        }
        let asker = Asker {
            ticket: ticket.claims.number,
            party: u16::from(ticket.claims.party),
            people,
        };
        let now = tx.known_time(stamp)?;
        let Some(mut kept) = tx.allocation(session)? else {
            // Before the server was reached there is no allocation, and most likely no time.
            let answer = match now {
                Some(now) if now >= slot.starts => SeatAnswer::Begun,
                Some(_) => asker.unserved(),
                None => SeatAnswer::NoClock,
            };
            return Ok((Some(ticket), answer));
        };
        // Before the server was heard on it in this run, the allocation may be one that was set back with the disk.
        let now = now.filter(|_| kept.heard_in == stamp.boot);
        let before = kept.clone();
        let answer = asker.ask(&mut kept, slot.starts, now);
        if kept != before && !rehearsed {
            tx.store_allocation(session, &kept)?;
            tx.commit()?;
        }
        Ok((Some(ticket), answer))
    }

    /// Gives the ticket of a code seats in a session for so many people, which are durable when this returns.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was given; the kiosk is out of order.
    pub fn ask_for_seats(
        &mut self,
        session: &str,
        code: &str,
        people: u16,
        stamp: &Stamp,
    ) -> Result<SeatAnswer, DeskError> {
        let asked = self.take_seats(session, Shown::Text(code), Some(people), false, stamp);
        Ok(asked?.1)
    }

    /// Takes a ticket's seats back, durably; answers whether it had any here.
    ///
    /// # Errors
    /// [`DeskError`]: nothing was taken back; the kiosk is out of order.
    pub fn give_back(&mut self, session: &str, ticket: TicketNumber) -> Result<bool, DeskError> {
        let tx = self.journal.write_tx()?;
        let Some(mut kept) = tx.allocation(session)? else {
            return Ok(false);
        };
        let given = kept
            .allocation
            .given()
            .filter(|(it, _)| it.ticket == ticket);
        let numbers: Vec<u32> = given.map(|(it, _)| it.number).collect();
        for number in &numbers {
            kept.allocation.take_back(*number);
        }
        tx.store_allocation(session, &kept)?;
        tx.commit()?;
        Ok(!numbers.is_empty())
    }

    /// How many seats of a session this kiosk has at hand.
    ///
    /// # Errors
    /// [`DeskError`] when the journal can't be read.
    pub(super) fn seats_at_hand(&mut self, session: &str) -> Result<u32, DeskError> {
        let allocations = self.journal.seat_allocations()?;
        let allocation = allocations.get(session).map(|kept| &kept.allocation);
        Ok(allocation.map_or(0, |allocation| {
            allocation.free(TokenKind::Stock) + allocation.free(TokenKind::Late)
        }))
    }

    /// How many seats nobody has, by session, as far as the kiosk knows.
    ///
    /// # Errors
    /// [`DeskError`] when the journal can't be read.
    pub(super) fn seats_left(&mut self) -> Result<BTreeMap<String, u32>, DeskError> {
        let allocations = self.journal.seat_allocations()?.into_iter();
        let left =
            allocations.filter_map(|(session, kept)| Some((session, left(&kept.allocation)?)));
        Ok(left.collect())
    }
}

/// Somebody who asks for seats with a genuine ticket.
struct Asker {
    ticket: TicketNumber,
    party: u16,
    people: Option<u16>,
}

impl Asker {
    /// Gives them seats if it can be; otherwise the allocation stays as it was.
    fn ask(&self, kept: &mut StoredAllocation, starts: UnixMs, now: Option<UnixMs>) -> SeatAnswer {
        if let Some(theirs) = has(&kept.allocation, self.ticket, starts) {
            return theirs;
        }
        let elsewhere = kept.elsewhere.iter().find(|it| it.ticket == self.ticket);
        if let Some(elsewhere) = elsewhere {
            return SeatAnswer::Elsewhere {
                people: elsewhere.people,
                kiosk: elsewhere.kiosk.clone(),
            };
        }
        match now {
            None => return SeatAnswer::NoClock,
            Some(now) if now >= starts => return SeatAnswer::Begun,
            Some(_) => {}
        }
        let left = left(&kept.allocation);
        if left == Some(0) {
            return SeatAnswer::TooFew { left: 0 };
        }
        let Some(people) = self.people.or((self.party <= 1).then_some(1)) else {
            return self.how_many(left);
        };
        if let Some(left) = left.filter(|left| u32::from(people) > *left) {
            return SeatAnswer::TooFew { left };
        }
        let mut allocation = kept.allocation.clone();
        for _ in 0..people {
            match allocation.give(self.ticket, starts, now) {
                Ok(_) => {}
                Err(NoSeat::Closed) => return SeatAnswer::Begun,
                Err(NoSeat::NoClock) => return SeatAnswer::NoClock,
                Err(NoSeat::Full | NoSeat::Ask) => return SeatAnswer::Asking { people },
            }
        }
        kept.allocation = allocation;
        match has(&kept.allocation, self.ticket, starts) {
            Some(SeatAnswer::Yours { people, kept, .. }) => SeatAnswer::Yours {
                people,
                kept,
                new: true,
            },
            _ => SeatAnswer::Asking { people },
        }
    }

    /// What is said where the kiosk has no allocation at all.
    fn unserved(&self) -> SeatAnswer {
        match self.people.or((self.party <= 1).then_some(1)) {
            Some(people) => SeatAnswer::Asking { people },
            None => self.how_many(None),
        }
    }

    fn how_many(&self, left: Option<u32>) -> SeatAnswer {
        let left = left.and_then(|left| u16::try_from(left).ok());
        let most = self.party.min(MOST_FOR_A_TICKET);
        SeatAnswer::HowMany {
            most: left.map_or(most, |left| most.min(left)),
        }
    }
}

/// The seats that a ticket has out of an allocation, those aside that have lapsed.
fn has(allocation: &SeatAllocation, ticket: TicketNumber, starts: UnixMs) -> Option<SeatAnswer> {
    let given = allocation
        .given()
        .filter(|(given, _)| given.ticket == ticket);
    let seats: Vec<(u32, SeatStatus)> = given
        .map(|(given, standing)| (given.number, standing))
        .filter(|(_, standing)| *standing != SeatStatus::Lapsed)
        .collect();
    if seats.is_empty() {
        return None;
    }
    // All of a party's seats are as sure as the least sure of them. A session that was moved forward may begin before
    // the last call that its seats are kept until.
    let unsure = seats.iter();
    let unsure = unsure.filter(|(_, standing)| *standing == SeatStatus::UntilLastCall);
    let until = unsure.filter_map(|(number, _)| allocation.kept_until(*number));
    let kept = match until.min().filter(|until| *until < starts) {
        Some(until) => Kept::Until(until),
        None => Kept::ToTheEnd,
    };
    Some(SeatAnswer::Yours {
        people: u16::try_from(seats.len()).unwrap_or(u16::MAX),
        kept,
        new: false,
    })
}

/// How many seats nobody has, as far as an allocation tells: those that it has given out since the server last answered are
/// taken.
fn left(allocation: &SeatAllocation) -> Option<u32> {
    let unheard = allocation
        .given()
        .filter(|(_, standing)| *standing == SeatStatus::UntilLastCall);
    let unheard = u32::try_from(unheard.count()).unwrap_or(u32::MAX);
    Some(allocation.left()?.saturating_sub(unheard))
}

/// When a session is, if it has only so many seats.
fn limited(catalogue: Option<&Catalogue>, id: &str) -> Option<SessionTime> {
    let catalogue = catalogue?;
    let programme = Programme::new(catalogue);
    let mut slots = programme.slots().iter();
    let named = |slot: &&SessionTime| {
        let session = catalogue.sessions.get(slot.session);
        session.is_some_and(|session| session.id == id && session.places.is_some())
    };
    slots.find(named).copied()
}

/// Why a ticket is none for a session that begins at an instant.
fn refused(
    tx: &WriteTx<'_>,
    rules: &Rules,
    gate: &GateId,
    claims: &Claims,
    starts: UnixMs,
) -> Result<Option<Reason>, JournalError> {
    let scan = Scan {
        claims,
        at: starts,
        gate,
        direction: Direction::In,
        people: 1,
    };
    let status = tx.history(claims.number)?.status;
    let steps = explain(
        rules,
        status,
        &Visits::default(),
        &Occupancy::default(),
        scan,
    )
    .steps;
    let mut asked = steps.iter().filter(|step| RULES.contains(&step.rule));
    Ok(asked.find_map(|step| step.refused))
}

#[cfg(test)]
mod tests {
    use shared::protocol::v1::FeedReply;

    use super::*;
    use crate::scene::seats::{WHEEL, catalogue_with_seats, feed_with_seats, hall_desk};
    use crate::scene::*;

    #[test]
    fn ticket_type_that_left_gets_no_seat() {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = hall_desk(dir.path());
        let code = day_ticket(1);
        let ask = |desk: &mut Desk| {
            let shown = Shown::Text(&code);
            let asked = desk.take_seats(WHEEL, shown, Some(1), false, &stamp(MORNING));
            asked.unwrap().1
        };
        let refused = SeatAnswer::Refused(Reason::NeedsStaff);
        assert_ne!(ask(&mut desk), refused);
        let mut without = catalogue_with_seats();
        without.ticket_types.clear();
        without.retire_from(&catalogue_with_seats());
        let reply = FeedReply {
            catalogue_version: 2,
            catalogue: Some(Box::new(without)),
            ..feed_with_seats()
        };
        journal(dir.path()).apply_feed(&reply).unwrap();
        assert_eq!(ask(&mut desk), refused);
    }
}
