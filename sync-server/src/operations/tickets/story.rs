//! All that is known of one ticket.

use std::collections::{HashMap, HashSet};

use shared::catalogue::Catalogue;
use shared::checkin::{Mark, Reason, TicketStatus};
use shared::ids::TicketNumber;
use shared::protocol::v1::parse_body;
use shared::record::{Fact, RecordId, RecordOrder};
use shared::time::UnixMs;

use crate::operations::seats::{SessionSeats, sessions};
use crate::ports::{ChangeNote, Database, PortError, SetAsideReason, StoredTicket, TicketNote};

/// The longest note, in characters.
pub const NOTE_MOST: usize = 500;

/// One ticket, and what became of it.
#[derive(Debug, Clone)]
pub struct TicketStory {
    /// The ticket.
    pub ticket: StoredTicket,
    /// What happened, in the order of time.
    pub events: Vec<StoryEvent>,
    /// The sessions in which it has seats; only its own are among them.
    pub seats: Vec<SessionSeats>,
    /// The catalogue in force.
    pub catalogue: Catalogue,
}

/// Something that happened to a ticket.
#[derive(Debug, Clone)]
pub struct StoryEvent {
    /// When; of a record, by the clock as it was corrected later. `None` for a record that can't be read.
    pub at: Option<UnixMs>,
    /// What.
    pub what: StoryFact,
}

/// What happened to a ticket.
#[derive(Debug, Clone)]
pub enum StoryFact {
    /// Its status changed.
    Status(TicketStatus),
    /// A kiosk recorded something.
    Record(Box<StoryRecord>),
    /// Organisers noted something.
    Note(TicketNote),
}

/// What a kiosk recorded of a ticket.
#[derive(Debug, Clone)]
pub struct StoryRecord {
    /// The record.
    pub id: RecordId,
    /// When the server received it.
    pub received: UnixMs,
    /// What it says; `None` where it can't be read.
    pub fact: Option<Fact>,
    /// Why it does not count, where it was set aside.
    pub aside: Option<SetAsideReason>,
    /// Whether a kiosk annulled it.
    pub is_annulled: bool,
    /// Why the rules would have refused it with all that is known now.
    pub conflict: Option<Reason>,
}

impl StoryRecord {
    /// Returns whether it let people through a gate and counts, so that organisers can annul it.
    #[must_use]
    pub fn can_be_annulled(&self) -> bool {
        let lets_pass = self.fact.as_ref().is_some_and(Fact::can_be_annulled);
        lets_pass && self.aside.is_none() && !self.is_annulled
    }
}

/// Returns all that is known of a ticket; `None` when there is no such ticket.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn story(
    database: &dyn Database,
    number: TicketNumber,
    now: UnixMs,
) -> Result<Option<TicketStory>, PortError> {
    let view = database.read()?;
    let Some(ticket) = view.known_tickets(&[number])?.pop() else {
        return Ok(None);
    };
    let catalogue = view.catalogue()?;
    let history = view.ticket_history(number)?;
    let marks = history.marks(&catalogue.rules());
    let passages = history.passages.iter().map(|it| &it.order);
    let conflicts: HashMap<RecordId, Reason> = passages
        .clone()
        .zip(&marks)
        .filter_map(|(order, mark)| match mark {
            Mark::Conflict(reason) => Some((order.id(), *reason)),
            _ => None,
        })
        .collect();
    let visits = history.booth_visits.iter().map(|it| &it.order);
    let ids: Vec<RecordId> = passages.chain(visits).map(RecordOrder::id).collect();
    let mut stored = view.ticket_records(number, &ids)?;
    // What an annulment names is in no history.
    let mut annulled = HashSet::new();
    for it in stored.iter().filter(|it| it.aside.is_none()) {
        if let Ok(Fact::Annulled { target, .. }) = parse_body(&it.body).map(|record| record.fact) {
            annulled.insert(target);
        }
    }
    let targets: Vec<RecordId> = annulled.iter().cloned().collect();
    if !targets.is_empty() {
        stored = view.ticket_records(number, &[ids, targets].concat())?;
    }
    let records = stored.into_iter().map(|stored| {
        let record = parse_body(&stored.body).ok();
        let corrected = record.as_ref().map(|record| record.stamp.corrected());
        StoryEvent {
            at: stored.at.or(corrected),
            what: StoryFact::Record(Box::new(StoryRecord {
                is_annulled: annulled.contains(&stored.id),
                conflict: conflicts.get(&stored.id).copied(),
                id: stored.id,
                received: stored.received,
                fact: record.map(|record| record.fact),
                aside: stored.aside,
            })),
        }
    });
    let statuses = view.ticket_statuses(number)?.into_iter();
    let statuses = statuses.map(|(status, since)| StoryEvent {
        at: Some(since),
        what: StoryFact::Status(status),
    });
    let notes = view.ticket_notes(number)?.into_iter();
    let notes = notes.map(|note| StoryEvent {
        at: Some(note.made),
        what: StoryFact::Note(note),
    });
    let mut events: Vec<StoryEvent> = records.chain(statuses).chain(notes).collect();
    events.sort_by_key(|event| event.at);
    let mut seats = sessions(&catalogue, &view.seat_allocators(now)?);
    seats.retain_mut(|session| {
        session.tickets.retain(|seats| seats.ticket == number);
        !session.tickets.is_empty()
    });
    Ok(Some(TicketStory {
        ticket,
        events,
        seats,
        catalogue,
    }))
}

/// Why a note was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// There is no such ticket.
    #[error("there is no ticket {0}")]
    NoTicket(TicketNumber),
    /// It is empty or too long.
    #[error("write 1 to {NOTE_MOST} characters")]
    Length,
}

/// Adds a note to a ticket's story.
///
/// # Errors
/// [`NoteError`]; then nothing was noted.
pub fn add_note(
    database: &dyn Database,
    ticket: TicketNumber,
    author: &str,
    text: &str,
    now: UnixMs,
) -> Result<(), NoteError> {
    let note = text.trim();
    if !(1..=NOTE_MOST).contains(&note.chars().count()) {
        return Err(NoteError::Length);
    }
    let change = database.write()?;
    if change.ticket_claims(ticket, None)?.is_none() {
        return Err(NoteError::NoTicket(ticket));
    }
    change.insert_ticket_note(&TicketNote {
        ticket,
        author: author.to_owned(),
        note: note.to_owned(),
        made: now,
    })?;
    change.note_change(ChangeNote {
        what: "ticket_noted",
        thing: &ticket.to_string(),
        before: None,
        after: Some(note),
    })?;
    Ok(change.commit()?)
}
