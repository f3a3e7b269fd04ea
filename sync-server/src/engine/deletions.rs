//! What was deleted of people, done again in a database that is older.

use std::collections::BTreeSet;

use shared::ids::TicketNumber;
use shared::ticket::CodeKey;

use crate::ports::{Deletion, PortError, ReadPeople, WritePeople, WriteStaff, ticket_name_hash};

/// Deletes what was deleted since the database was as it is, and notes that; returns whether there was anything.
/// Submissions are left to the one who keeps them.
pub(crate) fn delete_again(
    tx: &(impl ReadPeople + WritePeople + WriteStaff + ?Sized),
    deletions: &[Deletion],
) -> Result<bool, PortError> {
    let known: BTreeSet<Deletion> = tx.deletions()?.into_iter().collect();
    let news = deletions.iter().filter(|it| !known.contains(it));
    let news = news.filter(|it| !matches!(it, Deletion::Submission(_)));
    let news: Vec<Deletion> = news.cloned().collect();
    if news.is_empty() {
        return Ok(false);
    }
    let names = tx.ticket_names()?;
    let noted = tx.all_ticket_notes()?.into_iter().map(|note| note.ticket);
    let mut tickets: BTreeSet<TicketNumber> = noted.collect();
    let nameless: Vec<TicketNumber> = tickets.iter().copied().collect();
    tickets.extend(names.iter().map(|(ticket, _)| *ticket));
    if news.iter().any(|it| matches!(it, Deletion::AllNames(_))) {
        tx.delete_staff_names()?;
    } else {
        let hashes = news.iter().filter_map(|it| match it {
            Deletion::TicketName(hash, _) => Some(*hash),
            _ => None,
        });
        let hashes: BTreeSet<[u8; 32]> = hashes.collect();
        // Without the key there was no deletion of one name.
        let key = tx.deletion_key()?.unwrap_or(CodeKey([0; 32]));
        let holders = names.iter().map(|(ticket, name)| (*ticket, name.as_str()));
        let noted = nameless.into_iter().map(|ticket| (ticket, ""));
        let found = holders.chain(noted);
        let found =
            found.filter(|(ticket, name)| hashes.contains(&ticket_name_hash(&key, *ticket, name)));
        tickets = found.map(|(ticket, _)| ticket).collect();
    }
    tx.delete_ticket_names(&tickets.into_iter().collect::<Vec<_>>())?;
    if news.iter().any(|it| matches!(it, Deletion::AllTickets(_))) {
        tx.delete_tickets()?;
    }
    tx.insert_deletions(&news)?;
    Ok(true)
}
