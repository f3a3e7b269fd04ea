//! The rows of an exhibition in SQLite, to move it.

use std::fmt::Write;
use std::path::Path;

use rusqlite::{Connection, params, params_from_iter};

use super::SqliteError;
use super::mark::{self, StoreMark};
use crate::ports::{
    ColumnKind, EXHIBITION, MovedTable, PortError, ROWS, RowPage, TextRow, TransferTx,
};

/// A transaction over rows.
pub(super) struct SqliteTransfer<'a> {
    pub(super) db: Connection,
    pub(super) folder: &'a Path,
}

/// What SQLite calls a table.
fn table_name(table: &MovedTable) -> &'static str {
    match table.name {
        "tickets" => "register",
        "seat_allocators" => "offices",
        name => name,
    }
}

/// What SQLite calls a column.
fn column_name(column: &'static str) -> &'static str {
    match column {
        "gives_seats" => "gives_places",
        "allocator" => "office",
        name => name,
    }
}

fn columns(table: &MovedTable) -> impl Iterator<Item = (&'static str, ColumnKind)> {
    let columns = table.columns.iter();
    columns.map(|(name, kind)| (column_name(name), *kind))
}

fn names(table: &MovedTable) -> Vec<&'static str> {
    columns(table).map(|(name, _)| name).collect()
}

impl TransferTx for SqliteTransfer<'_> {
    fn count_rows(&self, table: &MovedTable) -> Result<u64, PortError> {
        let sql = format!("SELECT count(*) FROM {}", table_name(table));
        let count: i64 = self.db.query_row(&sql, [], |row| row.get(0))?;
        Ok(count as u64)
    }

    fn last_row(&self, table: &MovedTable) -> Result<i64, PortError> {
        let Some(column) = table.grows_by else {
            return Ok(i64::MIN);
        };
        let sql = format!("SELECT max({column}) FROM {}", table_name(table));
        let last: Option<i64> = self.db.query_row(&sql, [], |row| row.get(0))?;
        Ok(last.unwrap_or(i64::MIN))
    }

    fn rows(&self, table: &MovedTable, page: RowPage) -> Result<Vec<TextRow>, PortError> {
        let read = columns(table).map(|(name, kind)| match kind {
            ColumnKind::Bytes => format!("lower(hex({name})), {name} IS NULL"),
            _ => format!("CAST({name} AS TEXT), {name} IS NULL"),
        });
        let mut sql = format!(
            "SELECT {} FROM {}",
            read.collect::<Vec<_>>().join(", "),
            table_name(table)
        );
        let from = match (page, table.grows_by) {
            (RowPage::After(after), Some(column)) => {
                let _ = write!(sql, " WHERE {column} > ?1 ORDER BY {column} LIMIT ?2");
                after
            }
            (RowPage::After(skip), None) => skip,
            (RowPage::Skip(skip), _) => skip as i64,
        };
        if matches!(page, RowPage::Skip(_)) {
            let key = names(table)[..table.key].join(", ");
            let _ = write!(sql, " ORDER BY {key} LIMIT ?2 OFFSET ?1");
        }
        let mut found = self.db.prepare_cached(&sql)?;
        let rows = found.query_map(params![from, ROWS as i64], |row| {
            let cells = (0..table.columns.len()).map(|column| {
                let is_null: bool = row.get(2 * column + 1)?;
                Ok((!is_null)
                    .then_some(row.get::<_, Option<String>>(2 * column)?)
                    .flatten())
            });
            cells.collect()
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn put_rows(&self, table: &MovedTable, rows: &[TextRow]) -> Result<(), PortError> {
        let names = names(table);
        let written = columns(table).enumerate().map(|(number, (_, kind))| {
            let number = number + 1;
            match kind {
                ColumnKind::Bytes => format!("unhex(?{number})"),
                ColumnKind::Text => format!("?{number}"),
                ColumnKind::Number | ColumnKind::Flag => format!("CAST(?{number} AS INTEGER)"),
            }
        });
        let changed = names[table.key..].iter();
        let changed: Vec<String> = changed.map(|it| format!("{it} = excluded.{it}")).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}",
            table_name(table),
            names.join(", "),
            written.collect::<Vec<_>>().join(", "),
            names[..table.key].join(", "),
            changed.join(", "),
        );
        let mut insert = self.db.prepare_cached(&sql)?;
        for row in rows {
            insert.execute(params_from_iter(row))?;
        }
        Ok(())
    }

    fn clear_rows(&self, table: &MovedTable) -> Result<(), PortError> {
        let sql = format!("DELETE FROM {}", table_name(table));
        self.db.execute(&sql, [])?;
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<(), PortError> {
        let mark = match self.count_rows(&EXHIBITION)? {
            0 => None,
            _ => Some(StoreMark::of(self.folder, &self.db)?),
        };
        self.db.execute_batch("COMMIT").map_err(SqliteError::from)?;
        if let Some(mark) = mark {
            mark::write(self.folder, &mark)?;
        }
        Ok(())
    }
}
