//! All that is kept of one person.

use std::collections::BTreeMap;

use shared::catalogue::Catalogue;
use shared::ids::TicketNumber;
use shared::submission::SubmissionId;

use super::{PeopleError, each_of_all, reach_key};
use crate::ports::{
    ChangeNote, Database, StoredSubmission, StoredTicket, TicketNote, search_words,
};

/// What leads to a person: something of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonKey {
    /// What they left.
    Submission(SubmissionId),
    /// A ticket with their name.
    Ticket(TicketNumber),
}

/// What is kept with the name, the telephone number or the e-mail address of a person.
#[derive(Debug)]
pub struct Person {
    /// The name.
    pub name: String,
    /// What they left, oldest first.
    pub submissions: Vec<PersonSubmission>,
    /// Tickets.
    pub tickets: Vec<PersonTicket>,
    /// The catalogue in force.
    pub catalogue: Catalogue,
}

/// Something that was left, of a person or of somebody of the same name.
#[derive(Debug)]
pub struct PersonSubmission {
    /// What it says.
    pub stored: StoredSubmission,
    /// Whether the telephone number or e-mail address says that it is of the same person.
    pub is_certain: bool,
}

/// A ticket of a person or of somebody of the same name, or with a note that names them.
#[derive(Debug)]
pub struct PersonTicket {
    /// The ticket.
    pub ticket: StoredTicket,
    /// What was noted of it.
    pub notes: Vec<TicketNote>,
    /// Whether a note has the telephone number or e-mail address, or the ticket is what led here.
    pub is_certain: bool,
}

/// Returns what is kept of a person; `None` when what should lead to them is not there.
///
/// # Errors
/// [`PeopleError::Database`] when it can't be read.
pub fn person(database: &dyn Database, key: PersonKey) -> Result<Option<Person>, PeopleError> {
    let view = database.read()?;
    let port = database.submissions()?;
    let (name, reach) = match key {
        PersonKey::Submission(id) => {
            let Some(found) = port.submission(id)? else {
                return Ok(None);
            };
            let reach = reach_key(&found.submission.reach);
            (found.submission.name, Some(reach))
        }
        PersonKey::Ticket(number) => {
            let found = view.known_tickets(&[number])?.pop();
            let Some(name) = found.and_then(|ticket| ticket.holder) else {
                return Ok(None);
            };
            (name, None)
        }
    };
    let words = search_words(&name);
    let mut submissions = Vec::new();
    each_of_all(&*port, |stored| {
        let submission = &stored.submission;
        let is_same = key == PersonKey::Submission(submission.id)
            || reach.as_ref() == Some(&reach_key(&submission.reach));
        if is_same || search_words(&submission.name) == words {
            submissions.push(PersonSubmission {
                stored,
                is_certain: is_same,
            });
        }
        Ok::<_, PeopleError>(())
    })?;
    let mut tickets: BTreeMap<TicketNumber, bool> = BTreeMap::new();
    for (ticket, holder) in view.ticket_names()? {
        if search_words(&holder) == words {
            tickets.insert(ticket, key == PersonKey::Ticket(ticket));
        }
    }
    let notes = view.all_ticket_notes()?;
    for note in &notes {
        let has_reach = reach.as_ref().is_some_and(|it| has_reach(&note.note, it));
        let found = search_words(&note.note);
        if has_reach || found.windows(words.len().max(1)).any(|it| it == words) {
            *tickets.entry(note.ticket).or_default() |= has_reach;
        }
    }
    let numbers: Vec<TicketNumber> = tickets.keys().copied().collect();
    let known = view.known_tickets(&numbers)?.into_iter();
    let known = known.map(|ticket| PersonTicket {
        notes: notes
            .iter()
            .filter(|it| it.ticket == ticket.claims.number)
            .cloned()
            .collect(),
        is_certain: tickets[&ticket.claims.number],
        ticket,
    });
    Ok(Some(Person {
        name,
        submissions,
        tickets: known.collect(),
        catalogue: view.catalogue()?,
    }))
}

/// Returns whether a note has a telephone number or an e-mail address in it.
fn has_reach(note: &str, reach: &str) -> bool {
    if reach.contains('@') {
        return note.to_lowercase().contains(reach);
    }
    let digits: String = note.chars().filter(char::is_ascii_digit).collect();
    reach.len() > 6 && digits.contains(reach)
}

/// Writes down that the data of a person was handed out; of whom is not said.
///
/// # Errors
/// [`PeopleError::Database`]; then nothing was written down.
pub fn note_export(database: &dyn Database) -> Result<(), PeopleError> {
    let change = database.write()?;
    change.note_change(ChangeNote::of("person_exported", ""))?;
    Ok(change.commit()?)
}
