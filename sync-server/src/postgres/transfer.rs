//! The rows of an exhibition in PostgreSQL, to move it.

use postgres::types::ToSql;

use super::connection::Connection;
use crate::ports::{
    ColumnKind, EXHIBITION, MovedTable, PortError, ROWS, RowPage, TextRow, TransferTx,
};

/// A transaction over rows.
pub(super) struct PostgresTransfer {
    pub(super) db: Connection,
}

fn names(table: &MovedTable) -> Vec<&'static str> {
    table.columns.iter().map(|(name, _)| *name).collect()
}

impl TransferTx for PostgresTransfer {
    fn count_rows(&self, table: &MovedTable) -> Result<u64, PortError> {
        let sql = format!("SELECT count(*) FROM {}", table.name);
        let count: i64 = self.db.only(&sql, &[])?.try_get(0)?;
        Ok(count as u64)
    }

    fn last_row(&self, table: &MovedTable) -> Result<i64, PortError> {
        let Some(column) = table.grows_by else {
            return Ok(i64::MIN);
        };
        let sql = format!("SELECT max({column}) FROM {}", table.name);
        let last: Option<i64> = self.db.only(&sql, &[])?.try_get(0)?;
        Ok(last.unwrap_or(i64::MIN))
    }

    fn rows(&self, table: &MovedTable, page: RowPage) -> Result<Vec<TextRow>, PortError> {
        let read = table.columns.iter().map(|(name, kind)| match kind {
            ColumnKind::Bytes => format!("encode({name}, 'hex')"),
            ColumnKind::Flag => format!("({name}::integer)::text"),
            ColumnKind::Number | ColumnKind::Text => format!("{name}::text"),
        });
        let read = read.collect::<Vec<_>>().join(", ");
        let (from, rest) = match (page, table.grows_by) {
            (RowPage::After(after), Some(column)) => (
                after,
                format!("WHERE {column} > $1 ORDER BY {column} LIMIT $2"),
            ),
            (RowPage::After(_), None) => (0, "OFFSET $1 LIMIT $2".to_owned()),
            (RowPage::Skip(skip), _) => {
                let key = names(table)[..table.key].join(", ");
                (skip as i64, format!("ORDER BY {key} OFFSET $1 LIMIT $2"))
            }
        };
        let sql = format!("SELECT {read} FROM {} {rest}", table.name);
        let found = self.db.query(&sql, &[&from, &(ROWS as i64)])?;
        let cells = |row: &postgres::Row| {
            let cells = (0..table.columns.len()).map(|column| row.try_get(column));
            Ok(cells.collect::<Result<_, _>>()?)
        };
        found.iter().map(cells).collect()
    }

    fn put_rows(&self, table: &MovedTable, rows: &[TextRow]) -> Result<(), PortError> {
        let names = names(table);
        let types = self.db.query(
            "SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute
             WHERE attrelid = $1::text::regclass AND attnum > 0",
            &[&table.name],
        )?;
        let type_of = |name: &str| -> Result<String, PortError> {
            for row in &types {
                if row.try_get::<_, &str>(0)? == name {
                    return Ok(row.try_get(1)?);
                }
            }
            Ok("text".to_owned())
        };
        let mut values = Vec::new();
        for (name, kind) in table.columns {
            values.push(match kind {
                ColumnKind::Bytes => format!("decode({name}, 'hex')"),
                ColumnKind::Flag => format!("{name}::integer::boolean"),
                ColumnKind::Number | ColumnKind::Text => format!("{name}::{}", type_of(name)?),
            });
        }
        let arrays: Vec<String> = (1..=names.len())
            .map(|it| format!("${it}::text[]"))
            .collect();
        let changed = names[table.key..].iter();
        let changed: Vec<String> = changed.map(|it| format!("{it} = excluded.{it}")).collect();
        let sql = format!(
            "INSERT INTO {} ({names}) {} SELECT {} FROM unnest({}) AS moved ({names})
             ON CONFLICT ({}) DO UPDATE SET {}",
            table.name,
            // Journals keep the numbers that records name them by.
            if table.name == "journals" {
                "OVERRIDING SYSTEM VALUE"
            } else {
                ""
            },
            values.join(", "),
            arrays.join(", "),
            names[..table.key].join(", "),
            changed.join(", "),
            names = names.join(", "),
        );
        let columns: Vec<Vec<Option<&str>>> = (0..names.len())
            .map(|column| rows.iter().map(|row| row[column].as_deref()).collect())
            .collect();
        let params: Vec<&(dyn ToSql + Sync)> =
            columns.iter().map(|it| it as &(dyn ToSql + Sync)).collect();
        self.db.execute(&sql, &params)?;
        if table.name == EXHIBITION.name {
            // What the other database does not have as a table of its own.
            self.db.batch(
                "SELECT setval(pg_get_serial_sequence('journals', 'id'), max(id)) FROM journals;
                 DELETE FROM issued;
                 INSERT INTO issued SELECT get_byte(claims, 8), count(*) FROM tickets GROUP BY 1",
            )?;
        }
        Ok(())
    }

    fn clear_rows(&self, table: &MovedTable) -> Result<(), PortError> {
        self.db.batch(&format!("DELETE FROM {}", table.name))
    }

    fn commit(self: Box<Self>) -> Result<(), PortError> {
        self.db.commit()
    }
}
