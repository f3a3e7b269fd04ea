//! An engine's connection.

use super::value::{FromValue, SqlRow, SqlValue, unreadable};
use crate::ports::{Author, PortError};

/// What a column holds, where many rows are written or looked for at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SqlType {
    /// A whole number of 64 bits.
    Number,
    /// A whole number of 16 bits.
    Small,
    /// Yes or no.
    Flag,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// Takes in a row of an answer.
pub(crate) type EachRow<'a> = &'a mut dyn FnMut(SqlRow) -> Result<(), PortError>;

/// An engine's connection, within a transaction or outside of one.
pub(crate) trait SqlConnection {
    /// Executes a statement and returns how many rows it changed.
    fn execute(&self, sql: &str, params: &[SqlValue<'_>]) -> Result<u64, PortError>;

    /// Calls `each` with every row; they are not held in memory.
    fn each(&self, sql: &str, params: &[SqlValue<'_>], each: EachRow<'_>) -> Result<(), PortError>;

    /// Executes a statement with `{rows}` or `{values}` for rows of parameters, which stand one after the other.
    fn each_of_many(
        &self,
        sql: &str,
        types: &[SqlType],
        values: &[SqlValue<'_>],
        each: EachRow<'_>,
    ) -> Result<(), PortError>;

    /// Inserts rows, none of which is there, into columns of a table.
    fn insert_many(
        &self,
        table: &str,
        columns: &[(&str, SqlType)],
        values: &[SqlValue<'_>],
    ) -> Result<(), PortError>;

    /// Returns the columns of a table.
    fn columns(&self, table: &str) -> Result<Vec<(String, SqlType)>, PortError>;

    /// Executes statements without parameters.
    fn batch(&self, sql: &str) -> Result<(), PortError>;
}

impl dyn SqlConnection + '_ {
    /// Returns all rows.
    pub(crate) fn query(
        &self,
        sql: &str,
        params: &[SqlValue<'_>],
    ) -> Result<Vec<SqlRow>, PortError> {
        let mut rows = Vec::new();
        self.each(sql, params, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Returns all rows, read.
    pub(crate) fn read<T, C: FromIterator<T>>(
        &self,
        sql: &str,
        params: &[SqlValue<'_>],
        read: impl Fn(&SqlRow) -> Result<T, PortError>,
    ) -> Result<C, PortError> {
        let rows = self.query(sql, params)?;
        rows.iter().map(read).collect()
    }

    /// Returns the first row, where there is one.
    pub(crate) fn row(
        &self,
        sql: &str,
        params: &[SqlValue<'_>],
    ) -> Result<Option<SqlRow>, PortError> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// Returns the only row that a statement always has.
    pub(crate) fn only(&self, sql: &str, params: &[SqlValue<'_>]) -> Result<SqlRow, PortError> {
        let row = self.row(sql, params)?;
        row.ok_or_else(|| unreadable(format!("no row: {sql}")))
    }

    /// Returns the one column of the only row.
    pub(crate) fn value<T: FromValue>(
        &self,
        sql: &str,
        params: &[SqlValue<'_>],
    ) -> Result<T, PortError> {
        self.only(sql, params)?.get(0)
    }

    /// Executes a statement for many rows of parameters.
    pub(crate) fn execute_many(
        &self,
        sql: &str,
        types: &[SqlType],
        values: &[SqlValue<'_>],
    ) -> Result<(), PortError> {
        self.each_of_many(sql, types, values, &mut |_| Ok(()))
    }

    /// Returns the rows of a statement for many rows of parameters.
    pub(crate) fn query_many(
        &self,
        sql: &str,
        types: &[SqlType],
        values: &[SqlValue<'_>],
    ) -> Result<Vec<SqlRow>, PortError> {
        let mut rows = Vec::new();
        self.each_of_many(sql, types, values, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }
}

/// A transaction, as far as its statements are written here.
pub(crate) trait SqlTx {
    /// Returns the connection.
    fn sql(&self) -> &dyn SqlConnection;

    /// Returns who changes something, where that is known.
    fn author(&self) -> Option<&Author> {
        None
    }

    /// Returns what the names of the tables begin with that follow from records: nothing for those in force.
    fn prefix(&self) -> &'static str {
        ""
    }
}
