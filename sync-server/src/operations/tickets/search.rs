//! Tickets by whatever a person types or scans.

use shared::ids::TicketNumber;
use shared::ticket::normalise;

use super::find::Finder;
use crate::ports::{Database, PortError, StoredTicket, search_words};

/// How many tickets a search returns at most.
pub const SEARCH_MOST: usize = 50;
/// How many words of a text are looked for.
const WORDS_MOST: usize = 8;

/// What a search found, by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketSearch {
    /// The tickets.
    pub tickets: Vec<StoredTicket>,
    /// Whether there are more.
    pub more: bool,
}

/// Returns the tickets that a text names as a number, a short code, a whole code as it was scanned, a seller's code or a
/// seller's number; where there are none, those with words that begin so in the holder's name or the seller's number.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn search(database: &dyn Database, text: &str) -> Result<TicketSearch, PortError> {
    let finder = Finder::open(database)?;
    let mut found = finder.all(&normalise(text))?;
    let mut words = search_words(text);
    words.truncate(WORDS_MOST);
    found.extend(finder.view.tickets_with_reference(text.trim())?);
    if found.is_empty() && !words.is_empty() {
        found.extend(finder.view.tickets_with_words(&words, SEARCH_MOST + 1)?);
    }
    let numbers: Vec<TicketNumber> = found.iter().copied().take(SEARCH_MOST).collect();
    Ok(TicketSearch {
        tickets: finder.view.known_tickets(&numbers)?,
        more: found.len() > SEARCH_MOST,
    })
}
