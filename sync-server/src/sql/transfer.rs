//! The rows of an exhibition, to move it.

use std::fmt::Write;

use super::{SqlRow, SqlTx, SqlType, SqlValue, count_all_issued, unreadable};
use crate::ports::{ColumnKind, EXHIBITION, MovedRows, MovedTable, PortError, ROWS, TextRow};

impl<T: SqlTx> MovedRows for T {
    fn count_rows(&self, table: &MovedTable) -> Result<u64, PortError> {
        let count = format!("SELECT count(*) FROM {}", table.name);
        self.sql().value(&count, &[])
    }

    fn last_row(&self, table: &MovedTable) -> Result<i64, PortError> {
        let Some(column) = table.grows_by else {
            return Ok(i64::MIN);
        };
        let last = format!("SELECT max({column}) FROM {}", table.name);
        Ok(self
            .sql()
            .value::<Option<i64>>(&last, &[])?
            .unwrap_or(i64::MIN))
    }

    fn rows(&self, table: &MovedTable, after: &TextRow) -> Result<Vec<TextRow>, PortError> {
        let order = table.order().into_iter();
        let order: Vec<_> = order.filter_map(|it| table.columns.get(it)).collect();
        let by = order.iter().map(|(name, _)| *name);
        let by = by.collect::<Vec<_>>().join(", ");
        let mut select = format!("SELECT {} FROM {}", names(table).join(", "), table.name);
        if !after.is_empty() {
            let params = (1..=after.len()).map(|it| format!("${it}"));
            let params = params.collect::<Vec<_>>().join(", ");
            let _ = write!(select, " WHERE ({by}) > ({params})");
        }
        let _ = write!(select, " ORDER BY {by} LIMIT {ROWS}");
        let after = after.iter().zip(order);
        let after = after.map(|(cell, (_, kind))| value(*kind, cell.as_deref()));
        let after: Vec<_> = after.collect::<Result<_, _>>()?;
        let text = |row: &SqlRow| Ok(row.0.iter().map(text).collect());
        self.sql().read(&select, &after, text)
    }

    fn put_rows(&self, table: &MovedTable, rows: &[TextRow]) -> Result<(), PortError> {
        let names = names(table);
        let changed = names.iter().skip(table.key);
        let changed: Vec<String> = changed.map(|it| format!("{it} = excluded.{it}")).collect();
        let conflict = if changed.is_empty() {
            "NOTHING".to_owned()
        } else {
            format!("UPDATE SET {}", changed.join(", "))
        };
        let key = names.iter().take(table.key).copied();
        let insert = format!(
            "INSERT INTO {} ({}) {{values}} ON CONFLICT ({}) DO {conflict}",
            table.name,
            names.join(", "),
            key.collect::<Vec<_>>().join(", "),
        );
        let types: Vec<SqlType> = table.columns.iter().map(|(_, kind)| of(*kind)).collect();
        let cells = rows.iter().flat_map(|row| row.iter().zip(table.columns));
        let values = cells.map(|(cell, (_, kind))| value(*kind, cell.as_deref()));
        let values: Vec<_> = values.collect::<Result<_, _>>()?;
        self.sql().execute_many(&insert, &types, &values)?;
        if table.name == EXHIBITION.name {
            // It follows from the tickets, and is read before anything is counted anew.
            count_all_issued(self)?;
        }
        Ok(())
    }

    fn clear_rows(&self, table: &MovedTable) -> Result<(), PortError> {
        let clear = format!("DELETE FROM {}", table.name);
        self.sql().execute(&clear, &[]).map(drop)
    }
}

fn names(table: &MovedTable) -> Vec<&'static str> {
    table.columns.iter().map(|(name, _)| *name).collect()
}

fn of(kind: ColumnKind) -> SqlType {
    match kind {
        ColumnKind::Number => SqlType::Number,
        ColumnKind::Flag => SqlType::Flag,
        ColumnKind::Text => SqlType::Text,
        ColumnKind::Bytes => SqlType::Bytes,
    }
}

fn value(kind: ColumnKind, cell: Option<&str>) -> Result<SqlValue<'_>, PortError> {
    let Some(cell) = cell else {
        return Ok(SqlValue::Null);
    };
    let broken = || unreadable(format!("a cell that is no {kind:?}"));
    Ok(match kind {
        ColumnKind::Number | ColumnKind::Flag => {
            SqlValue::Number(cell.parse().map_err(|_| broken())?)
        }
        ColumnKind::Text => cell.into(),
        ColumnKind::Bytes => hex::decode(cell).map_err(|_| broken())?.into(),
    })
}

fn text(value: &SqlValue<'_>) -> Option<String> {
    match value {
        SqlValue::Null => None,
        SqlValue::Number(number) => Some(number.to_string()),
        SqlValue::Text(text) => Some(text.to_string()),
        SqlValue::Bytes(bytes) => Some(hex::encode(bytes)),
    }
}
