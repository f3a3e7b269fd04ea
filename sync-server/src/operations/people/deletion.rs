//! Deletes what is kept of people, so that neither a file nor a backup that is restored has it.

use shared::ids::TicketNumber;
use shared::submission::SubmissionId;
use shared::time::UnixMs;

use super::PeopleError;
use crate::operations::server_keys;
use crate::ports::{ChangeNote, Database, Deletion, PortError, ticket_name_hash};

/// What was deleted of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeletionReport {
    /// How many submissions.
    pub submissions: usize,
    /// How many tickets lost their name and notes.
    pub tickets: usize,
}

/// What was deleted of everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PurgeReport {
    /// How many submissions.
    pub submissions: usize,
    /// How many names on tickets.
    pub names: usize,
    /// How many tickets with their codes.
    pub tickets: u64,
}

/// Deletes submissions, and the names and notes of tickets. The tickets stay good, and what was recorded of them counts.
///
/// # Errors
/// [`PeopleError`]; what was deleted by then stays deleted, and the same may be asked again.
pub fn delete_person(
    database: &dyn Database,
    submissions: &[SubmissionId],
    tickets: &[TicketNumber],
    now: UnixMs,
) -> Result<DeletionReport, PeopleError> {
    if submissions.is_empty() && tickets.is_empty() {
        return Err(PeopleError::Nothing);
    }
    server_keys::ensure(database, now)?;
    let deleted = match submissions {
        [] => 0,
        ids => database.submissions()?.forget_all(ids)?,
    };
    let change = database.write()?;
    let key = server_keys::code_key(&*change)?;
    let known = change.known_tickets(tickets)?;
    let deletions = known.iter().map(|ticket| {
        let name = ticket.holder.as_deref().unwrap_or_default();
        Deletion::TicketName(ticket_name_hash(&key, ticket.claims.number, name), now)
    });
    let deletions: Vec<Deletion> = deletions.collect();
    let numbers: Vec<TicketNumber> = known.iter().map(|it| it.claims.number).collect();
    change.delete_ticket_names(&numbers)?;
    change.insert_deletions(&deletions)?;
    let report = DeletionReport {
        submissions: deleted,
        tickets: numbers.len(),
    };
    let after = format!("submissions {deleted}, tickets {}", numbers.len());
    change.note_change(ChangeNote::of("person_deleted", "").after(&after))?;
    change.commit()?;
    if !numbers.is_empty() {
        database.write_anew()?;
    }
    Ok(report)
}

/// Deletes all that visitors left, all names and notes of tickets, and with `codes` the tickets themselves with their
/// codes. What was recorded of them stays and counts. `what` is the word of the log of changes.
///
/// # Errors
/// [`PeopleError`]; what was deleted by then stays deleted, and the same may be asked again.
pub fn purge(
    database: &dyn Database,
    codes: bool,
    what: &'static str,
    now: UnixMs,
) -> Result<PurgeReport, PeopleError> {
    let mut submissions = database.submissions()?;
    let ids = submissions.ids()?;
    if !ids.is_empty() {
        submissions.forget_all(&ids)?;
    }
    drop(submissions);
    let change = database.write()?;
    let names = change.ticket_names()?;
    let noted = change.all_ticket_notes()?.into_iter().map(|it| it.ticket);
    let tickets: Vec<TicketNumber> = names.iter().map(|it| it.0).chain(noted).collect();
    change.delete_ticket_names(&tickets)?;
    change.delete_staff_names()?;
    let mut report = PurgeReport {
        submissions: ids.len(),
        names: names.len(),
        tickets: 0,
    };
    if codes {
        report.tickets = change.count_tickets()?;
        change.delete_tickets()?;
        change.insert_deletions(&[Deletion::AllTickets(now)])?;
    }
    change.insert_deletions(&[Deletion::AllNames(now)])?;
    let after = format!(
        "submissions {}, names {}, tickets {}",
        report.submissions, report.names, report.tickets
    );
    change.note_change(ChangeNote::of(what, "").after(&after))?;
    change.commit()?;
    database.write_anew()?;
    Ok(report)
}

/// Returns everything that was deleted, as it is kept beside backups.
///
/// # Errors
/// [`PortError`] when it can't be read.
pub fn deletions(database: &dyn Database) -> Result<Vec<Deletion>, PortError> {
    let forgotten = database.submissions()?.forgotten()?.into_iter();
    let mut deletions = database.read()?.deletions()?;
    deletions.extend(forgotten.map(Deletion::Submission));
    Ok(deletions)
}

/// Deletes in a database that was put back what was deleted since it was as it is.
///
/// # Errors
/// [`PortError`]; the same may be asked again.
pub fn delete_again(database: &dyn Database, deletions: &[Deletion]) -> Result<(), PortError> {
    let submissions = deletions.iter().filter_map(|it| match it {
        Deletion::Submission(id) => Some(*id),
        _ => None,
    });
    let mut port = database.submissions()?;
    let known: std::collections::BTreeSet<_> = port.forgotten()?.into_iter().collect();
    let submissions: Vec<SubmissionId> = submissions.filter(|id| !known.contains(id)).collect();
    if !submissions.is_empty() {
        port.forget_all(&submissions)?;
    }
    drop(port);
    let change = database.write()?;
    if change.delete_again(deletions)? {
        change.commit()?;
        database.write_anew()?;
    }
    Ok(())
}
