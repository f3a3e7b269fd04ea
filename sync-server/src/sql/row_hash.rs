//! The hash that each row of the large tables carries: by it a row is known that changed by itself.

use sha2::{Digest, Sha256};
use tracing::info;

use super::{SqlConnection, SqlRow, SqlType, SqlValue, unreadable, values};
use crate::ports::PortError;

use SqlType::{Bytes, Flag, Number, Small, Text};

/// How many rows are hashed or checked at once.
pub(super) const PAGE: usize = 10_000;
/// How many rows are hashed before the log says how far it is.
const PROGRESS: usize = 20 * PAGE;

/// A table whose rows carry a hash of their other columns, in the column `row_hash`.
#[derive(Debug, Clone, Copy)]
pub(super) struct HashedTable {
    pub(super) name: &'static str,
    /// The columns that are hashed, the key first.
    pub(super) columns: &'static [(&'static str, SqlType)],
}

/// Every record.
pub(super) const RECORDS: HashedTable = HashedTable {
    name: "records",
    columns: &[
        ("arrival", Number),
        ("journal", Number),
        ("seq", Number),
        ("hash", Bytes),
        ("body", Text),
        ("received_ms", Number),
        ("aside", Small),
        ("at_ms", Number),
        ("plain", Flag),
        ("ticket", Number),
    ],
};

/// What records add up to, by ticket.
pub(super) const HISTORIES: HashedTable = HashedTable {
    name: "histories",
    columns: &[("ticket", Number), ("history", Bytes)],
};

impl HashedTable {
    /// Returns the columns of a table's rows as a query names them, the hash last.
    pub(super) fn select(&self, of: &str) -> String {
        let columns = self
            .columns
            .iter()
            .map(|(name, _)| format!("{of}.{name}, "));
        columns.collect::<String>() + of + ".row_hash"
    }

    /// Returns the columns that are written, the hash last.
    pub(super) fn written(&self) -> Vec<(&'static str, SqlType)> {
        let hash = [("row_hash", Bytes)];
        self.columns.iter().copied().chain(hash).collect()
    }

    /// Adds the hash behind a row's values, which are the last ones of `rows`.
    pub(super) fn add_hash(&self, rows: &mut Vec<SqlValue<'_>>) {
        let start = rows.len().saturating_sub(self.columns.len());
        let hash = self.hash(rows.get(start..).unwrap_or_default());
        rows.push(hash.to_vec().into());
    }

    /// Returns whether a row that begins with [`HashedTable::select`] is as it was written.
    pub(super) fn is_whole(&self, row: &SqlRow) -> bool {
        let values = row.0.get(..self.columns.len()).unwrap_or_default();
        let kept = row.bytes(self.columns.len());
        kept.is_ok_and(|kept| *kept == self.hash(values))
    }

    /// Refuses a row that is not as it was written.
    pub(super) fn verify(&self, row: &SqlRow) -> Result<(), PortError> {
        if self.is_whole(row) {
            return Ok(());
        }
        Err(unreadable(self.fault(row)))
    }

    /// Says which row is not as it was written.
    pub(super) fn fault(&self, row: &SqlRow) -> String {
        let key = row.get::<i64>(0);
        let key = key.map_or_else(|_| "?".to_owned(), |key| key.to_string());
        format!("{}: row {key} is not as it was written", self.name)
    }

    /// Gives the rows a hash that have none.
    pub(super) fn hash_new_rows(&self, sql: &dyn SqlConnection) -> Result<(), PortError> {
        let (table, key) = (self.name, self.key());
        let select = self.page("t.row_hash IS NULL AND");
        let update =
            format!("UPDATE {table} SET row_hash = k.c2 FROM {{rows}} WHERE {table}.{key} = k.c1");
        let (mut after, mut hashed) = (i64::MIN, 0);
        loop {
            let mut rows = Vec::new();
            sql.each(&select, &values![after], &mut |row| {
                after = row.get(0)?;
                let values = row.0.get(..self.columns.len()).unwrap_or_default();
                rows.extend(values![after, self.hash(values).to_vec()]);
                Ok(())
            })?;
            sql.execute_many(&update, &[Number, Bytes], &rows)?;
            hashed += rows.len() / 2;
            if hashed > 0 && hashed % PROGRESS == 0 {
                info!("{table}: {hashed} rows have their hashes");
            }
            if rows.len() < 2 * PAGE {
                return Ok(());
            }
        }
    }

    /// Calls `each` with what is wrong with rows after a key; returns the last key where more may follow.
    pub(super) fn check_page(
        &self,
        sql: &dyn SqlConnection,
        after: i64,
        mut each: impl FnMut(String),
    ) -> Result<Option<i64>, PortError> {
        let (mut rows, mut last) = (0, after);
        sql.each(&self.page(""), &values![after], &mut |row| {
            rows += 1;
            last = row.get(0)?;
            if !self.is_whole(&row) {
                each(self.fault(&row));
            }
            Ok(())
        })?;
        Ok((rows == PAGE).then_some(last))
    }

    fn key(&self) -> &'static str {
        self.columns.first().map_or("", |(name, _)| name)
    }

    fn page(&self, also: &str) -> String {
        let (columns, table, key) = (self.select("t"), self.name, self.key());
        format!(
            "SELECT {columns} FROM {table} t WHERE {also} t.{key} > $1 ORDER BY t.{key} LIMIT {PAGE}"
        )
    }

    fn hash(&self, values: &[SqlValue<'_>]) -> [u8; 16] {
        let mut bytes = Vec::with_capacity(1_024);
        let mut add = |kind: u8, content: &[u8]| {
            bytes.push(kind);
            bytes.extend((content.len() as u64).to_be_bytes());
            bytes.extend(content);
        };
        add(0, self.name.as_bytes());
        for value in values {
            match value {
                SqlValue::Null => add(1, &[]),
                SqlValue::Number(number) => add(2, &number.to_be_bytes()),
                // As PostgreSQL keeps it.
                SqlValue::Text(text) if text.contains('\0') => {
                    add(3, text.replace('\0', "\u{fffd}").as_bytes());
                }
                SqlValue::Text(text) => add(3, text.as_bytes()),
                SqlValue::Bytes(bytes) => add(4, bytes),
            }
        }
        let mut hash = [0; 16];
        hash.copy_from_slice(&Sha256::digest(&bytes)[..16]);
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_or_moved_row_is_not_whole() {
        let mut row = values![7_u32, vec![1, 2]].to_vec();
        HISTORIES.add_hash(&mut row);
        assert!(HISTORIES.is_whole(&SqlRow(row.clone())));
        for other in [
            values![8_u32, vec![1, 2]],
            values![7_u32, vec![1, 3]],
            values![7_u32, "\u{1}\u{2}"],
        ] {
            let changed = [&other[..], &row[2..]].concat();
            assert!(!HISTORIES.is_whole(&SqlRow(changed)));
        }
        assert!(!HISTORIES.is_whole(&SqlRow(row[..2].to_vec())));
    }
}
