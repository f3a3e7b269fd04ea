//! The rows of an exhibition, to move it.

use std::fmt::Write;

use super::{SqlRow, SqlTx, SqlType, SqlValue, count_all_issued, unreadable};
use crate::ports::{EXHIBITION, MovedPage, MovedRows, MovedTable, PortError, ROWS, TextRow};

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

    fn rows(&self, table: &MovedTable, after: &TextRow) -> Result<MovedPage, PortError> {
        let types = self.sql().columns(table.name)?;
        let (names, by) = (names(&types), table.order().join(", "));
        let mut select = format!("SELECT {} FROM {}", names.join(", "), table.name);
        if !after.is_empty() {
            let params = (1..=after.len()).map(|it| format!("${it}"));
            let params = params.collect::<Vec<_>>().join(", ");
            let _ = write!(select, " WHERE ({by}) > ({params})");
        }
        let _ = write!(select, " ORDER BY {by} LIMIT {ROWS}");
        let after = after.iter().zip(table.order());
        let after = after.map(|(cell, name)| value(type_of(&types, name)?, cell.as_deref()));
        let after: Vec<_> = after.collect::<Result<_, _>>()?;
        let text = |row: &SqlRow| Ok(row.0.iter().map(text).collect());
        Ok(MovedPage {
            rows: self.sql().read(&select, &after, text)?,
            columns: names,
        })
    }

    fn put_rows(&self, table: &MovedTable, page: &MovedPage) -> Result<(), PortError> {
        let types = self.sql().columns(table.name)?;
        let names = page.columns.iter().map(String::as_str);
        let types = names.clone().map(|name| type_of(&types, name));
        let types: Vec<SqlType> = types.collect::<Result<_, _>>()?;
        let changed = names.clone().filter(|name| !table.key.contains(name));
        let changed: Vec<String> = changed.map(|it| format!("{it} = excluded.{it}")).collect();
        let conflict = if changed.is_empty() {
            "NOTHING".to_owned()
        } else {
            format!("UPDATE SET {}", changed.join(", "))
        };
        let insert = format!(
            "INSERT INTO {} ({}) {{values}} ON CONFLICT ({}) DO {conflict}",
            table.name,
            page.columns.join(", "),
            table.key.join(", "),
        );
        let cells = page.rows.iter().flat_map(|row| row.iter().zip(&types));
        let values = cells.map(|(cell, kind)| value(*kind, cell.as_deref()));
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

fn names(columns: &[(String, SqlType)]) -> Vec<String> {
    columns.iter().map(|(name, _)| name.clone()).collect()
}

fn type_of(columns: &[(String, SqlType)], name: &str) -> Result<SqlType, PortError> {
    let column = columns.iter().find(|(it, _)| it == name);
    let missing = || unreadable(format!("no column {name}"));
    column.map(|(_, kind)| *kind).ok_or_else(missing)
}

fn value(kind: SqlType, cell: Option<&str>) -> Result<SqlValue<'_>, PortError> {
    let Some(cell) = cell else {
        return Ok(SqlValue::Null);
    };
    let broken = || unreadable(format!("a cell that is no {kind:?}"));
    Ok(match kind {
        SqlType::Number | SqlType::Small | SqlType::Flag => {
            SqlValue::Number(cell.parse().map_err(|_| broken())?)
        }
        SqlType::Text => cell.into(),
        SqlType::Bytes => hex::decode(cell).map_err(|_| broken())?.into(),
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
