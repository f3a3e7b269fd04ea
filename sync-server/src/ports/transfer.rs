//! An exhibition's rows, to move it from one database to another.

use super::PortError;

/// A row as text: bytes are written in hexadecimal, yes and no as 1 and 0, nothing as `None`.
pub type TextRow = Vec<Option<String>>;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// A table that every database has, whatever it calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedTable {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [(&'static str, ColumnKind)],
    /// How many of the columns, from the first on, make up the key.
    pub key: usize,
    /// The column by which it only grows, so that the rest can be moved later; the table is moved whole where it has none.
    pub grows_by: Option<&'static str>,
}

use ColumnKind::{Bytes, Flag, Number, Text};

/// The one row that makes the rest an exhibition.
pub const EXHIBITION: MovedTable = MovedTable {
    name: "exhibition",
    columns: &[
        ("id", Number),
        ("number", Number),
        ("epoch", Text),
        ("made_ms", Number),
        ("edits", Number),
        ("ticket_floor", Number),
        ("set_back_ms", Number),
        ("counted_by", Number),
        ("counted_fold", Number),
        ("counted_statuses", Number),
        ("proof_from_ms", Number),
    ],
    key: 1,
    grows_by: None,
};

/// Everything else that does not follow from records. Submissions and pictures have ports of their own.
pub const MOVED: [MovedTable; 22] = [
    MovedTable {
        name: "catalogues",
        columns: &[("version", Number), ("json", Text), ("made_ms", Number)],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "signing_keys",
        columns: &[
            ("id", Number),
            ("seed", Bytes),
            ("public", Bytes),
            ("made_ms", Number),
            ("retired_ms", Number),
        ],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "kiosks",
        columns: &[
            ("id", Text),
            ("gate", Text),
            ("direction", Text),
            ("both_ways", Flag),
            ("role", Text),
            ("token_sha256", Bytes),
            ("made_ms", Number),
            ("gives_seats", Flag),
            ("last_heard_ms", Number),
            ("complete_to_ms", Number),
            ("waiting", Number),
            ("known_pins", Text),
            ("token_made_ms", Number),
            ("next_nonce", Bytes),
            ("next_token_sha256", Bytes),
        ],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "invitations",
        columns: &[
            ("kiosk", Text),
            ("secret_sha256", Bytes),
            ("gate", Text),
            ("direction", Text),
            ("both_ways", Flag),
            ("role", Text),
            ("expires_ms", Number),
            ("request_sha256", Bytes),
        ],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "revoked_tokens",
        columns: &[("token_sha256", Bytes)],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "device_places",
        columns: &[("kiosk", Text), ("gate", Text), ("role", Text)],
        key: 3,
        grows_by: None,
    },
    MovedTable {
        name: "quarantines",
        columns: &[("kiosk", Text), ("since_ms", Number)],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "server_secrets",
        columns: &[("name", Text), ("value", Bytes)],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "staff",
        columns: &[
            ("id", Text),
            ("pin_hash", Text),
            ("made_ms", Number),
            ("in_halls", Flag),
        ],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "accounts",
        columns: &[
            ("id", Text),
            ("name", Text),
            ("role", Text),
            ("password_hash", Text),
            ("must_change", Flag),
            ("totp_key", Bytes),
            ("totp_step", Number),
            ("made_ms", Number),
        ],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "account_sessions",
        columns: &[
            ("token_sha256", Bytes),
            ("account", Text),
            ("made_ms", Number),
            ("last_used_ms", Number),
        ],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "changes",
        columns: &[
            ("id", Number),
            ("made_ms", Number),
            ("author", Text),
            ("what", Text),
            ("thing", Text),
            ("value_before", Text),
            ("value_after", Text),
        ],
        key: 1,
        grows_by: Some("id"),
    },
    MovedTable {
        name: "tickets",
        columns: &[
            ("number", Number),
            ("revision", Number),
            ("claims", Bytes),
            ("made_ms", Number),
            ("digits", Text),
            ("short_bits", Number),
            ("seller", Text),
            ("hash", Bytes),
            ("folded", Bytes),
            ("reference", Text),
            ("holder", Text),
            ("share_holder", Flag),
            ("proof", Bytes),
            ("words", Text),
        ],
        key: 1,
        grows_by: Some("revision"),
    },
    MovedTable {
        name: "ticket_notes",
        columns: &[
            ("id", Number),
            ("ticket", Number),
            ("author", Text),
            ("note", Text),
            ("made_ms", Number),
        ],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "decisions",
        columns: &[
            ("kind", Text),
            ("subject", Text),
            ("up_to", Number),
            ("choice", Text),
            ("author", Text),
            ("made_ms", Number),
        ],
        key: 2,
        grows_by: None,
    },
    MovedTable {
        name: "standings",
        columns: &[
            ("arrival", Number),
            ("ticket", Number),
            ("standing", Text),
            ("since_ms", Number),
        ],
        key: 1,
        grows_by: Some("arrival"),
    },
    MovedTable {
        name: "seat_allocators",
        columns: &[("session", Text), ("epoch", Text), ("allocator", Text)],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "journals",
        columns: &[
            ("id", Number),
            ("exhibition", Number),
            ("kiosk", Text),
            ("incarnation", Number),
            ("safe", Number),
            ("head_seq", Number),
            ("head_hash", Bytes),
        ],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "records",
        columns: &[
            ("arrival", Number),
            ("journal", Number),
            ("seq", Number),
            ("hash", Bytes),
            ("body", Text),
            ("received_ms", Number),
            ("aside", Number),
            ("at_ms", Number),
            ("plain", Flag),
            ("ticket", Number),
        ],
        key: 1,
        grows_by: Some("arrival"),
    },
    MovedTable {
        name: "accepted",
        columns: &[
            ("arrival", Number),
            ("aside", Number),
            ("reason", Text),
            ("made_ms", Number),
        ],
        key: 1,
        grows_by: None,
    },
    MovedTable {
        name: "forks",
        columns: &[
            ("journal", Number),
            ("seq", Number),
            ("hash", Bytes),
            ("body", Text),
            ("received_ms", Number),
        ],
        key: 3,
        grows_by: None,
    },
    MovedTable {
        name: "retimed",
        columns: &[("arrival", Number), ("record", Number), ("was_ms", Number)],
        key: 1,
        grows_by: Some("arrival"),
    },
];

/// The bodies by which copies of a kiosk's records are known. They are moved last, since no other table grows with them.
pub const BODIES: MovedTable = MovedTable {
    name: "bodies",
    columns: &[("kiosk", Text), ("digest", Bytes), ("journal", Number)],
    key: 2,
    grows_by: None,
};

/// Rows within one transaction.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait MovedRows {
    /// Returns how many rows a table has, 0 where there is no table yet.
    fn count_rows(&self, table: &MovedTable) -> Result<u64, PortError>;

    /// Returns the greatest value of the column by which a table grows, `i64::MIN` without rows.
    fn last_row(&self, table: &MovedTable) -> Result<i64, PortError>;

    /// Returns rows in the order of [`MovedTable::order`]: those after these values of its columns, or without any the first
    /// ones.
    fn rows(&self, table: &MovedTable, after: &TextRow) -> Result<Vec<TextRow>, PortError>;

    /// Adds rows; one whose key is there takes its place.
    fn put_rows(&self, table: &MovedTable, rows: &[TextRow]) -> Result<(), PortError>;

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
    /// Returns the columns by whose order the table is read, by their places: those by which it grows or its key.
    #[must_use]
    pub fn order(&self) -> Vec<usize> {
        let grows_by = |name| self.columns.iter().position(|(it, _)| *it == name);
        let grows_by = self.grows_by.and_then(grows_by);
        grows_by.map_or_else(|| (0..self.key).collect(), |column| vec![column])
    }
}

/// How many rows are moved at a time.
pub const ROWS: usize = 5_000;
