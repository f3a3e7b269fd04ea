//! The rows of an exhibition in PostgreSQL, to move it.

use super::connection::Connection;
use crate::ports::{PortError, TransferTx};
use crate::sql::{SqlConnection, SqlTx};

/// A transaction over rows.
pub(super) struct PostgresTransfer {
    pub(super) db: Connection,
}

impl SqlTx for PostgresTransfer {
    fn sql(&self) -> &dyn SqlConnection {
        &self.db
    }
}

impl TransferTx for PostgresTransfer {
    fn commit(self: Box<Self>) -> Result<(), PortError> {
        // Journals keep the numbers that records name them by; new ones get higher ones.
        self.db.batch(
            "SELECT setval(pg_get_serial_sequence('journals', 'id'), max(id)) FROM journals",
        )?;
        self.db.commit()
    }
}
