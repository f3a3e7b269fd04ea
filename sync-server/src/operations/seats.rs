//! Who has a seat in the sessions that have only so many. A ticket's number is all there is of anybody.

use std::collections::BTreeMap;

use shared::catalogue::Catalogue;
use shared::ids::{KioskId, TicketNumber};
use shared::programme::Programme;
use shared::seats::{SeatAllocator, SeatRelease};
use shared::time::{LocalTime, UnixMs};

use super::tickets::TicketName;
use crate::ports::{ChangeNote, Database, PortError, SeatAllocators};

/// Why seats can't be listed or released, or a kiosk not given up.
#[derive(Debug, thiserror::Error)]
pub enum SeatsError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// No session with only so many seats has this name.
    #[error("no session \"{0}\" has only so many places")]
    NoSession(String),
    /// There is no kiosk of this name.
    #[error("there is no kiosk {0}")]
    NoKiosk(KioskId),
    /// There is no such ticket.
    #[error("there is no ticket {0}")]
    NoTicket(TicketName),
    /// The server knows of no seat of this ticket.
    #[error(
        "the server knows of no place that ticket {0} has there; a kiosk that is cut off tells of its places when it is connected again"
    )]
    NoSeats(TicketName),
}

/// The sessions with only so many seats, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatList {
    /// The sessions.
    pub sessions: Vec<SessionSeats>,
}

/// One session's seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionSeats {
    /// The catalogue's name of it.
    pub id: String,
    /// What it is, in the house's language.
    pub title: String,
    /// When it begins, local time.
    pub starts: LocalTime,
    /// How many seats there are.
    pub capacity: u32,
    /// How many of them the server knows to be taken.
    pub taken: u32,
    /// By whom.
    pub tickets: Vec<TicketSeats>,
    /// Kiosks that must be heard, after a backup was restored, before any further seat is given.
    pub waits_for: Vec<KioskId>,
}

/// The seats of one ticket from one kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketSeats {
    /// The ticket.
    pub ticket: TicketNumber,
    /// How many seats.
    pub people: u32,
    /// The kiosk that gave them.
    pub kiosk: KioskId,
    /// Whether another kiosk gave this ticket seats as well: they were cut off from each other.
    pub twice: bool,
}

/// Returns who has a seat, in all sessions or in one.
///
/// # Errors
/// [`SeatsError`] when the database can't be read, or knows no such session.
pub fn list(
    database: &dyn Database,
    session: Option<&str>,
    now: UnixMs,
) -> Result<SeatList, SeatsError> {
    let view = database.read()?;
    let mut sessions = sessions(&view.catalogue()?, &view.seat_allocators(now)?);
    if let Some(wanted) = session {
        sessions.retain(|session| session.id == wanted);
        if sessions.is_empty() {
            return Err(SeatsError::NoSession(wanted.to_owned()));
        }
    }
    Ok(SeatList { sessions })
}

/// Waits no longer for a kiosk that will never be heard again, and returns for how many sessions it was waited for. Seats
/// that it may have given out since the backup are given to others too.
///
/// # Errors
/// [`SeatsError`] when the database can't be written to, or knows no such kiosk.
pub fn give_up(database: &dyn Database, kiosk: &KioskId, now: UnixMs) -> Result<usize, SeatsError> {
    let change = database.write()?;
    // Also one that was taken out of service since: it will not be heard either.
    if !change.was_enrolled(kiosk)? {
        return Err(SeatsError::NoKiosk(kiosk.clone()));
    }
    let mut given_up = 0;
    for (session, mut allocator) in change.seat_allocators(now)? {
        if allocator.waits_for(kiosk) {
            allocator.give_up(kiosk);
            change.update_seat_allocator(&session, allocator, now)?;
            given_up += 1;
        }
    }
    change.note_change(ChangeNote::of("seats_given_up", kiosk.as_str()))?;
    change.commit()?;
    Ok(given_up)
}

/// Takes a ticket's seats in a session away: all of them, or those from one kiosk. What a kiosk gave that was removed, or
/// before it lost its disk, goes to others at once.
///
/// # Errors
/// [`SeatsError`] when the database can't be written to, or knows no such session, ticket or seat.
pub fn release(
    database: &dyn Database,
    session: &str,
    ticket: TicketName,
    from: Option<&KioskId>,
    now: UnixMs,
) -> Result<SeatRelease, SeatsError> {
    let change = database.write()?;
    let (number, code) = ticket.parts();
    if change.ticket_claims(number, code)?.is_none() {
        return Err(SeatsError::NoTicket(ticket));
    }
    let kiosks = change.devices()?;
    let gone = |kiosk: &KioskId| !kiosks.iter().any(|known| known.id == kiosk.as_str());
    let mut allocator = change
        .seat_allocators(now)?
        .remove(session)
        .ok_or_else(|| SeatsError::NoSession(session.to_owned()))?;
    let released = allocator.release(number, from, gone);
    if released.at_once == 0 && released.when_reported == 0 {
        return Err(SeatsError::NoSeats(ticket));
    }
    change.update_seat_allocator(session, allocator, now)?;
    let thing = format!("ticket {number}");
    change.note_change(ChangeNote::of("seats_released", &thing).before(session))?;
    change.commit()?;
    Ok(released)
}

/// Returns the sessions with only so many seats, in order of time.
pub(crate) fn sessions(catalogue: &Catalogue, allocators: &SeatAllocators) -> Vec<SessionSeats> {
    let zone = catalogue.calendar().zone;
    let programme = Programme::new(catalogue);
    let slots = programme.slots().iter();
    let limited = slots.filter_map(|slot| {
        let session = catalogue.sessions.get(slot.session)?;
        let capacity = u32::from(session.places?);
        let allocator = allocators.get(&session.id);
        let tickets = allocator.map(tickets).unwrap_or_default();
        Some(SessionSeats {
            id: session.id.clone(),
            title: session.title.get("vi").to_owned(),
            starts: zone.local(slot.starts),
            capacity,
            taken: tickets.iter().map(|ticket| ticket.people).sum(),
            tickets,
            waits_for: allocator.map_or_else(Vec::new, |it| it.awaited().cloned().collect()),
        })
    });
    limited.collect()
}

fn tickets(allocator: &SeatAllocator) -> Vec<TicketSeats> {
    let mut people: BTreeMap<(TicketNumber, &KioskId), u32> = BTreeMap::new();
    for (kiosk, _, given) in allocator.given() {
        *people.entry((given.ticket, kiosk)).or_default() += 1;
    }
    let from_several = |ticket| people.keys().filter(|(it, _)| *it == ticket).count() > 1;
    let tickets = people.iter().map(|((ticket, kiosk), people)| TicketSeats {
        ticket: *ticket,
        people: *people,
        kiosk: (*kiosk).clone(),
        twice: from_several(*ticket),
    });
    tickets.collect()
}
