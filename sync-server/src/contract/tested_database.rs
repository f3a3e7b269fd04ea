//! What the contract asks of a database under test.

use shared::checkin::Rules;

use crate::ports::{
    CheckReport, Database, PortError, RecordsTx, SeatsTx, ServerConnection, ServerDatabase,
};

/// What the engine reads and writes within one transaction.
pub(crate) trait EngineTx: RecordsTx + SeatsTx {}

impl<T: RecordsTx + SeatsTx> EngineTx for T {}

/// What is done within one transaction.
pub(crate) type DatabaseChange<'a> = &'a mut dyn FnMut(&dyn EngineTx) -> Result<(), PortError>;

/// A database under test.
pub(crate) trait RecordsDatabase {
    /// Makes an empty one.
    fn new() -> Self;
    /// Commits a change, or undoes it when it fails.
    fn write(&mut self, change: DatabaseChange<'_>) -> Result<(), PortError>;
    /// Commits a change, and returns how many statements it took.
    fn count_statements(&mut self, change: DatabaseChange<'_>) -> usize;
    /// Executes a statement that every database understands.
    fn execute(&mut self, sql: &str);
    /// Counts all records anew and compares.
    fn recount(&mut self, rules: &Rules) -> CheckReport;
    /// Compares what follows from records with the records, and mends it where `mend` says so.
    fn rebuild(&mut self, mend: bool) -> CheckReport;
    /// Returns what operations work on.
    fn database(&self) -> &dyn Database;
    /// Returns what a server runs on.
    fn server(&self) -> Box<dyn ServerDatabase>;
    /// Opens the connection that a server writes on.
    fn connection(&self) -> Box<dyn ServerConnection>;
}
