//! What an organiser says of a list, and how large it may be.

use super::columns::Columns;

/// The most tickets one list may have: kiosks' records wait while they are written.
pub const MAX_ROWS: usize = 250_000;
/// The most bytes a list may have.
pub const MAX_BYTES: u64 = 64 << 20;

/// A list as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFile {
    /// The name that errors call it by.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// How to read a list, and what its tickets grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRequest {
    /// Whose list it is; the same name every time.
    pub seller: String,
    /// The key of the kind of ticket, for rows that do not say one: `visitor`.
    pub kind: String,
    /// The days they are valid on, for rows that do not say: bit 0 is the exhibition's first day.
    pub days: u16,
    /// How many people each admits, for rows that do not say; `None` for what the catalogue says.
    pub party: Option<u8>,
    /// Which column says what.
    pub columns: Columns,
    /// The character between cells; `None` to find it.
    pub delimiter: Option<u8>,
    /// The sheet of a workbook, by its name or its number from 1; `None` for the first.
    pub sheet: Option<String>,
    /// Words of a status column that mean a good ticket, beside those that are known.
    pub valid_statuses: Vec<String>,
    /// What becomes of good tickets of this seller that the list does not name.
    pub unlisted: Unlisted,
    /// Whether the names go to the kiosks, for staff to search by.
    pub with_names: bool,
    /// Whether nothing is imported when a row is refused.
    pub strict: bool,
    /// Whether nothing is written at all.
    pub dry_run: bool,
}

/// What becomes of good tickets that the newest list of their seller does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlisted {
    /// They stay good.
    Keep,
    /// They are withdrawn.
    Withdraw,
}
