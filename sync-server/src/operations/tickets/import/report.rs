//! What an import did.

use shared::ids::TicketNumber;

use super::plan::{AmbiguousCode, LeftTicket};
use super::row::RefusedRow;
use super::text::Encoding;
use super::warnings::Warning;

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Whose list it is.
    pub seller: String,
    /// How the file was written.
    pub encoding: Encoding,
    /// What stands between its cells.
    pub delimiter: char,
    /// The fields that were found, each with the name of its column.
    pub columns: Vec<(&'static str, String)>,
    /// The names of the columns that nothing is taken from.
    pub unused: Vec<String>,
    /// The lines above the header.
    pub titles: Vec<u64>,
    /// Whether it is done.
    pub outcome: Outcome,
    /// Tickets that are new.
    pub added: usize,
    /// Tickets that are known and were not as the list says now.
    pub changed: usize,
    /// Tickets that are known as the list says.
    pub already: usize,
    /// Lines that say again what a line before them said.
    pub repeated: Vec<u64>,
    /// Rows with nothing in them.
    pub blank: usize,
    /// Tickets of the list that were withdrawn and stay so.
    pub withdrawn: Vec<TicketNumber>,
    /// Codes that open nothing, since several tickets have them.
    pub ambiguous: Vec<AmbiguousCode>,
    /// Rows that could not be used.
    pub refused: Vec<RefusedRow>,
    /// How many tickets have a name that stays on the server.
    pub kept_names: usize,
    /// Good tickets of the seller that the list does not name.
    pub left: Vec<LeftTicket>,
    /// Whether these are withdrawn.
    pub replaced: bool,
    /// What is odd about the list.
    pub warnings: Vec<Warning>,
}

/// Whether an import is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is in force.
    Imported,
    /// Nothing was written, as asked.
    DryRun,
    /// Nothing was written, since rows were refused and all or nothing was asked for.
    NotAll,
    /// Nothing was written, since a row that can't be read may be a ticket that would be withdrawn.
    NotReplaced,
}
