//! Batches: the tickets that were issued at once, as the log of changes has them.

use shared::time::UnixMs;

use crate::ports::{ChangeQuery, Database, LoggedChange, PortError};

/// What the log of changes calls it.
pub(super) const ISSUED: &str = "tickets_issued";
/// What stands between the first and the last number.
const TO: char = '–';

/// Tickets that were issued at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketBatch {
    /// When.
    pub at: UnixMs,
    /// By whom.
    pub author: String,
    /// The key of their kind.
    pub kind: String,
    /// The first number.
    pub first: u32,
    /// The last number.
    pub last: u32,
}

/// Returns the newest batches, newest first, at most `limit`.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn batches(database: &dyn Database, limit: u32) -> Result<Vec<TicketBatch>, PortError> {
    let query = ChangeQuery {
        what: Some(ISSUED),
        limit,
        ..ChangeQuery::default()
    };
    let changes = database.read()?.changes(&query)?;
    Ok(changes.into_iter().filter_map(TicketBatch::of).collect())
}

impl TicketBatch {
    /// Returns the batch of a change; earlier versions noted how many tickets there are, and not which.
    fn of(change: LoggedChange) -> Option<Self> {
        let (first, last) = read_numbers(change.after.as_deref()?)?;
        Some(Self {
            at: change.at,
            author: change.author,
            kind: change.thing,
            first,
            last,
        })
    }
}

/// Returns how the log of changes has the numbers of a batch.
pub(super) fn numbers(first: u32, last: u32) -> String {
    format!("{first}{TO}{last}")
}

fn read_numbers(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once(TO)?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_back() {
        assert_eq!(read_numbers(&numbers(1, 500)), Some((1, 500)));
        assert_eq!(read_numbers("500"), None);
    }
}
