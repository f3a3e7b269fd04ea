//! Who has a place: read from what the offices know, session by session. A ticket's number is all there is of anybody.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use jiff::civil::Date;
use shared::catalogue::Catalogue;
use shared::ids::{KioskId, TicketNumber};
use shared::places::Office as Places;
use shared::programme::Programme;
use shared::time::LocalTime;

use crate::sheet::Sheet;
use crate::store::{Office, StoreError};
use crate::tickets::TicketName;

/// Why places can't be listed, or a kiosk not given up.
#[derive(Debug, thiserror::Error)]
pub enum PlacesError {
    /// The exhibition's data can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No session with only so many places has this name.
    #[error(
        "no session \"{0}\" has only so many places; `sync-server places list` without --session names all that have"
    )]
    NoSession(String),
    /// There is no kiosk of this name.
    #[error("there is no kiosk {0}; `sync-server kiosk list` names them all")]
    NoKiosk(KioskId),
    /// There is no such ticket.
    #[error("there is no ticket {0}; `sync-server tickets list` names them all")]
    NoTicket(TicketName),
    /// The server knows of no place of this ticket.
    #[error(
        "the server knows of no place that ticket {0} has there; a kiosk that is cut off tells of its places when it is connected again"
    )]
    NoPlaces(TicketName),
}

/// The sessions with only so many places, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacesList {
    /// The sessions.
    pub sessions: Vec<SessionPlaces>,
}

/// One session's places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionPlaces {
    /// The catalogue's name of it.
    pub id: String,
    /// What it is, in the house's language.
    pub title: String,
    /// When it begins, local time.
    pub starts: LocalTime,
    /// How many places there are.
    pub capacity: u32,
    /// How many of them the server knows to be taken.
    pub taken: u32,
    /// By whom.
    pub tickets: Vec<TicketPlaces>,
    /// Kiosks that must be heard, after a backup was restored, before any further place is given.
    pub waits_for: Vec<KioskId>,
}

/// The places of one ticket from one kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketPlaces {
    /// The ticket.
    pub ticket: TicketNumber,
    /// How many places.
    pub people: u32,
    /// The kiosk that gave them.
    pub kiosk: KioskId,
    /// Whether another kiosk gave this ticket places as well: they were cut off from each other.
    pub twice: bool,
}

/// For how many sessions a kiosk was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenUp(pub usize);

/// Reads who has a place, in all sessions or in one. Nothing is written, and a server may run beside it.
///
/// # Errors
/// [`PlacesError`] when the database can't be read, or knows no such session.
pub fn list(data: &Path, session: Option<&str>) -> Result<PlacesList, PlacesError> {
    let office = Office::open(data)?;
    let catalogue = office.catalogue()?;
    let mut sessions = sessions(&catalogue, &office.places()?);
    if let Some(wanted) = session {
        sessions.retain(|session| session.id == wanted);
        if sessions.is_empty() {
            return Err(PlacesError::NoSession(wanted.to_owned()));
        }
    }
    Ok(PlacesList { sessions })
}

/// Waits no longer for a kiosk that will never be heard again. Places that it may have given out since the backup are
/// given to others too: whoever decides this answers for them.
///
/// # Errors
/// [`PlacesError`] when the database can't be written to, or knows no such kiosk.
pub fn give_up(data: &Path, kiosk: &KioskId) -> Result<GivenUp, PlacesError> {
    let mut office = Office::open(data)?;
    let known = office.kiosks()?.iter().any(|it| it.id == kiosk.as_str());
    if !known {
        return Err(PlacesError::NoKiosk(kiosk.clone()));
    }
    let edit = office.edit()?;
    let given_up = edit.give_up_places(kiosk)?;
    edit.commit()?;
    Ok(GivenUp(given_up))
}

fn sessions(catalogue: &Catalogue, offices: &BTreeMap<String, Places>) -> Vec<SessionPlaces> {
    let zone = catalogue.calendar().zone;
    let programme = Programme::new(catalogue);
    let slots = programme.slots().iter();
    let limited = slots.filter_map(|slot| {
        let session = catalogue.sessions.get(slot.session)?;
        let capacity = u32::from(session.places?);
        let office = offices.get(&session.id);
        let tickets = office.map(tickets).unwrap_or_default();
        Some(SessionPlaces {
            id: session.id.clone(),
            title: session.title.get("vi").to_owned(),
            starts: zone.local(slot.starts),
            capacity,
            taken: tickets.iter().map(|ticket| ticket.people).sum(),
            tickets,
            waits_for: office.map_or_else(Vec::new, |it| it.unheard().cloned().collect()),
        })
    });
    limited.collect()
}

fn tickets(office: &Places) -> Vec<TicketPlaces> {
    let mut people: BTreeMap<(TicketNumber, &KioskId), u32> = BTreeMap::new();
    for (kiosk, _, given) in office.given() {
        *people.entry((given.ticket, kiosk)).or_default() += 1;
    }
    let from_several = |ticket| people.keys().filter(|(it, _)| *it == ticket).count() > 1;
    let tickets = people.iter().map(|((ticket, kiosk), people)| TicketPlaces {
        ticket: *ticket,
        people: *people,
        kiosk: (*kiosk).clone(),
        twice: from_several(*ticket),
    });
    tickets.collect()
}

/// The columns of the CSV.
const COLUMNS: [&str; 9] = [
    "date", "time", "session", "title", "places", "taken", "ticket", "people", "kiosk",
];

impl PlacesList {
    /// A line for each ticket, as CSV that Excel opens. A session in which nobody has a place has one line without a ticket.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut sheet = Sheet::new(&COLUMNS);
        for session in &self.sessions {
            let date: Date = session.starts.date;
            let before = [
                date.to_string(),
                session.starts.to_string(),
                session.id.clone(),
                session.title.clone(),
                session.capacity.to_string(),
                session.taken.to_string(),
            ];
            let nobody = [String::new(), String::new(), String::new()];
            let tickets = session.tickets.iter().map(|it| {
                let kiosk = it.kiosk.to_string();
                [it.ticket.to_string(), it.people.to_string(), kiosk]
            });
            let nobody = session.tickets.is_empty().then_some(nobody);
            for who in tickets.chain(nobody) {
                let cells: Vec<&String> = before.iter().chain(&who).collect();
                sheet.row(&cells);
            }
        }
        sheet.text()
    }
}

impl fmt::Display for PlacesList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, session) in self.sessions.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            let (starts, id) = (session.starts, &session.id);
            let (taken, capacity) = (session.taken, session.capacity);
            let title = &session.title;
            writeln!(f, "{} {starts}  {id}  {title}", starts.date)?;
            write!(f, "  {taken} of {capacity} places taken")?;
            for ticket in &session.tickets {
                let (number, people, kiosk) = (ticket.ticket, ticket.people, &ticket.kiosk);
                write!(f, "\n  ticket {number}  {people} from kiosk {kiosk}")?;
                if ticket.twice {
                    f.write_str("  (has places from another kiosk as well)")?;
                }
            }
            for kiosk in &session.waits_for {
                write!(
                    f,
                    "\n  No further place is granted before kiosk {kiosk} was heard. If it never will be: sync-server places give-up --kiosk {kiosk}"
                )?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
