//! The rows of an exhibition in SQLite, to move it.

use std::path::Path;

use rusqlite::Connection;

use super::mark::{self, StoreMark};
use crate::ports::{EXHIBITION, MovedRows, PortError, TransferTx};
use crate::sql::{SqlConnection, SqlTx};

/// A transaction over rows.
pub(super) struct SqliteTransfer<'a> {
    pub(super) db: Connection,
    pub(super) folder: &'a Path,
}

impl SqlTx for SqliteTransfer<'_> {
    fn sql(&self) -> &dyn SqlConnection {
        &self.db
    }
}

impl TransferTx for SqliteTransfer<'_> {
    fn commit(self: Box<Self>) -> Result<(), PortError> {
        let mark = match self.count_rows(&EXHIBITION)? {
            0 => None,
            _ => Some(StoreMark::of(self.folder, &self.db)?),
        };
        self.db.execute_batch("COMMIT")?;
        if let Some(mark) = mark {
            mark::write(self.folder, &mark)?;
        }
        Ok(())
    }
}
