//! An exhibition's rows, to move it from one database to another.

use std::slice;

use super::PortError;

/// A row as text: bytes are written in hexadecimal, yes and no as 1 and 0, nothing as `None`.
pub type TextRow = Vec<Option<String>>;

/// Rows of a table, with all its columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MovedPage {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<TextRow>,
}

/// A table that every database has, with the same columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedTable {
    /// Its name.
    pub name: &'static str,
    /// The columns of its key.
    pub key: &'static [&'static str],
    /// The column by which it only grows, so that the rest can be moved later; the table is moved whole where it has none.
    pub grows_by: Option<&'static str>,
}

/// The one row that makes the rest an exhibition.
pub const EXHIBITION: MovedTable = MovedTable::whole("exhibition", &["id"]);

/// Everything else that does not follow from records. Submissions and pictures have ports of their own.
pub const MOVED: [MovedTable; 29] = [
    MovedTable::whole("catalogues", &["version"]),
    MovedTable::whole("catalogue_drafts", &["id"]),
    MovedTable::whole("signing_keys", &["id"]),
    MovedTable::whole("kiosks", &["id"]),
    MovedTable::whole("invitations", &["kiosk"]),
    MovedTable::whole("revoked_tokens", &["token_sha256"]),
    MovedTable::whole("device_places", &["kiosk", "gate", "role"]),
    MovedTable::whole("quarantines", &["kiosk"]),
    MovedTable::whole("server_secrets", &["name"]),
    MovedTable::whole("staff", &["id"]),
    MovedTable::whole("accounts", &["id"]),
    MovedTable::whole("account_sessions", &["token_sha256"]),
    MovedTable::whole("api_tokens", &["id"]),
    MovedTable::whole("api_calls", &["token", "key_sha256"]),
    MovedTable::whole("alerts", &["id"]),
    MovedTable::whole("webhooks", &["id"]),
    MovedTable::whole("webhook_deliveries", &["id"]),
    MovedTable::growing("changes", &["id"], "id"),
    MovedTable::growing("tickets", &["number"], "revision"),
    MovedTable::whole("ticket_notes", &["id"]),
    MovedTable::whole("decisions", &["kind", "subject"]),
    MovedTable::whole("deletions", &["id"]),
    MovedTable::growing("standings", &["arrival"], "arrival"),
    MovedTable::whole("seat_allocators", &["session"]),
    MovedTable::whole("journals", &["id"]),
    MovedTable::growing("records", &["arrival"], "arrival"),
    MovedTable::whole("accepted", &["arrival"]),
    MovedTable::whole("forks", &["journal", "seq", "hash"]),
    MovedTable::growing("retimed", &["arrival"], "arrival"),
];

/// The bodies by which copies of a kiosk's records are known. They are moved last, since no other table grows with them.
pub const BODIES: MovedTable = MovedTable::whole("bodies", &["kiosk", "digest"]);

/// Rows within one transaction.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait MovedRows {
    /// Returns how many rows a table has, 0 where there is no table yet.
    fn count_rows(&self, table: &MovedTable) -> Result<u64, PortError>;

    /// Returns the greatest value of the column by which a table grows, `i64::MIN` without rows.
    fn last_row(&self, table: &MovedTable) -> Result<i64, PortError>;

    /// Returns rows in the order of [`MovedTable::order`]: those after these values of its columns, or without any the first
    /// ones.
    fn rows(&self, table: &MovedTable, after: &TextRow) -> Result<MovedPage, PortError>;

    /// Adds rows; one whose key is there takes its place.
    fn put_rows(&self, table: &MovedTable, page: &MovedPage) -> Result<(), PortError>;

    /// Deletes all rows of a table.
    fn clear_rows(&self, table: &MovedTable) -> Result<(), PortError>;
}

/// A transaction over rows.
pub trait TransferTx: MovedRows {
    /// Makes the change durable.
    ///
    /// # Errors
    /// [`PortError`]; then nothing was changed.
    fn commit(self: Box<Self>) -> Result<(), PortError>;
}

impl MovedTable {
    const fn whole(name: &'static str, key: &'static [&'static str]) -> Self {
        Self {
            name,
            key,
            grows_by: None,
        }
    }

    const fn growing(
        name: &'static str,
        key: &'static [&'static str],
        column: &'static str,
    ) -> Self {
        Self {
            name,
            key,
            grows_by: Some(column),
        }
    }

    /// Returns the columns by whose order the table is read: the one by which it grows, or its key.
    #[must_use]
    pub fn order(&self) -> &[&'static str] {
        self.grows_by.as_ref().map_or(self.key, slice::from_ref)
    }
}

impl MovedPage {
    /// Returns the values of these columns in the last row.
    #[must_use]
    pub fn last(&self, columns: &[&str]) -> Option<TextRow> {
        let row = self.rows.last()?;
        let place = |name: &&str| self.columns.iter().position(|it| it == name);
        columns
            .iter()
            .map(|name| row.get(place(name)?).cloned())
            .collect()
    }
}

/// How many rows are moved at a time.
pub const ROWS: usize = 5_000;
