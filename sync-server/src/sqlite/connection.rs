//! SQLite's connection under the statements that are written once.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, Statement, ToSql, params_from_iter};

use crate::ports::PortError;
use crate::sql::{EachRow, SqlConnection, SqlRow, SqlTx, SqlType, SqlValue, unreadable, values};

impl SqlTx for Connection {
    fn sql(&self) -> &dyn SqlConnection {
        self
    }
}

impl SqlConnection for Connection {
    fn execute(&self, sql: &str, params: &[SqlValue<'_>]) -> Result<u64, PortError> {
        let mut statement = self.prepare_cached(sql)?;
        bind(&mut statement, params)?;
        Ok(statement.raw_execute()? as u64)
    }

    fn each(&self, sql: &str, params: &[SqlValue<'_>], each: EachRow<'_>) -> Result<(), PortError> {
        let mut statement = self.prepare_cached(sql)?;
        each_row(&mut statement, params, each)
    }

    fn each_of_many(
        &self,
        sql: &str,
        types: &[SqlType],
        values: &[SqlValue<'_>],
        each: EachRow<'_>,
    ) -> Result<(), PortError> {
        if values.is_empty() {
            return Ok(());
        }
        let mut statement = self.prepare_cached(&for_one_row(sql, types.len()))?;
        for params in values.chunks(types.len()) {
            each_row(&mut statement, params, &mut *each)?;
        }
        Ok(())
    }

    fn insert_many(
        &self,
        table: &str,
        columns: &[(&str, SqlType)],
        values: &[SqlValue<'_>],
    ) -> Result<(), PortError> {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let insert = format!("INSERT INTO {table} ({}) {{values}}", names.join(", "));
        let mut insert = self.prepare_cached(&for_one_row(&insert, columns.len()))?;
        for params in values.chunks(columns.len()) {
            insert.execute(params_from_iter(params))?;
        }
        Ok(())
    }

    fn columns(&self, table: &str) -> Result<Vec<(String, SqlType)>, PortError> {
        let columns = "SELECT name, type FROM pragma_table_info($1)";
        self.sql().read(columns, &values![table], |row| {
            let kind = match row.text(1)? {
                "TEXT" => SqlType::Text,
                "BLOB" => SqlType::Bytes,
                _ => SqlType::Number,
            };
            Ok((row.get(0)?, kind))
        })
    }

    fn batch(&self, sql: &str) -> Result<(), PortError> {
        Ok(self.execute_batch(sql)?)
    }
}

/// Returns a statement for many rows of parameters as one for each of them.
fn for_one_row(sql: &str, width: usize) -> String {
    let (mut values, mut columns) = (Vec::new(), Vec::new());
    for number in 1..=width {
        values.push(format!("?{number}"));
        columns.push(format!("?{number} AS c{number}"));
    }
    let values = format!("VALUES ({})", values.join(", "));
    let rows = format!("(SELECT {}) AS k", columns.join(", "));
    sql.replace("{values}", &values).replace("{rows}", &rows)
}

/// Binds parameters by their numbers. To SQLite `$2` is a name, and its place that of its first mention.
fn bind(statement: &mut Statement<'_>, params: &[SqlValue<'_>]) -> Result<(), PortError> {
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index);
        let number = name.and_then(|name| name.get(1..)?.parse::<usize>().ok());
        let value = number.and_then(|number| params.get(number.checked_sub(1)?));
        let value = value.ok_or_else(|| unreadable("a parameter without a value"))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

fn each_row(
    statement: &mut Statement<'_>,
    params: &[SqlValue<'_>],
    each: EachRow<'_>,
) -> Result<(), PortError> {
    let width = statement.column_count();
    bind(statement, params)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        each(read_row(row, width)?)?;
    }
    Ok(())
}

fn read_row(row: &Row<'_>, width: usize) -> Result<SqlRow, PortError> {
    let value = |column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Null => SqlValue::Null,
            ValueRef::Integer(number) => SqlValue::Number(number),
            // What is no text any more is read as bytes.
            ValueRef::Text(text) => match std::str::from_utf8(text) {
                Ok(text) => SqlValue::Text(text.to_owned().into()),
                Err(_) => SqlValue::Bytes(text.to_owned().into()),
            },
            ValueRef::Blob(bytes) => SqlValue::Bytes(bytes.to_owned().into()),
            ValueRef::Real(_) => return Err(unreadable("a number that is not whole")),
        })
    };
    Ok(SqlRow((0..width).map(value).collect::<Result<_, _>>()?))
}

impl ToSql for SqlValue<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            SqlValue::Null => ValueRef::Null,
            SqlValue::Number(number) => ValueRef::Integer(*number),
            SqlValue::Text(text) => ValueRef::Text(text.as_bytes()),
            SqlValue::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_bound_by_number() {
        let db = Connection::open_in_memory().unwrap();
        let row = db
            .sql()
            .only("SELECT $2, $1, $2", &values![1_i64, 2_i64])
            .unwrap();
        assert_eq!(row.0, [2, 1, 2].map(SqlValue::Number));
        assert!(db.sql().only("SELECT $3", &values![1_i64, 2_i64]).is_err());
    }
}
