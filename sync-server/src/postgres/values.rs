//! Values of the statements that are written once, as PostgreSQL has them.

use std::error::Error;
use std::fmt::Write as _;
use std::io;

use bytes::{BufMut, BytesMut};
use postgres::Row;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::ports::PortError;
use crate::sql::{SqlRow, SqlType, SqlValue, unreadable};

/// What a binary COPY begins with.
const COPY_HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What it ends with.
const COPY_END: [u8; 2] = [0xff, 0xff];
/// How many bytes go out at once: PostgreSQL takes them in while the next are written.
const PART: usize = 1 << 16;

impl ToSql for SqlValue<'_> {
    fn to_sql(
        &self,
        of: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => return Ok(IsNull::Yes),
            Self::Number(number) => match *of {
                Type::BOOL => out.put_u8(u8::from(*number != 0)),
                Type::INT2 => out.put_i16((*number).try_into()?),
                Type::INT4 => out.put_i32((*number).try_into()?),
                Type::INT8 => out.put_i64(*number),
                _ => return Err(format!("a number for {of}").into()),
            },
            // PostgreSQL has no text with such a character, and refuses the whole transaction.
            Self::Text(text) if text.contains('\0') => {
                out.put_slice(text.replace('\0', "\u{fffd}").as_bytes());
            }
            Self::Text(text) => out.put_slice(text.as_bytes()),
            Self::Bytes(bytes) => out.put_slice(bytes),
        }
        Ok(IsNull::No)
    }

    /// Which type a parameter has is known only with the statement.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl SqlType {
    fn postgres(self) -> (Type, &'static str) {
        match self {
            Self::Number => (Type::INT8, "bigint"),
            Self::Small => (Type::INT2, "smallint"),
            Self::Flag => (Type::BOOL, "boolean"),
            Self::Text => (Type::TEXT, "text"),
            Self::Bytes => (Type::BYTEA, "bytea"),
        }
    }
}

/// Returns a statement for many rows of parameters as one with an array for each column.
pub(super) fn for_arrays(sql: &str, types: &[SqlType]) -> String {
    let (mut arrays, mut columns) = (String::new(), String::new());
    for (number, of) in (1..).zip(types) {
        let comma = if number == 1 { "" } else { ", " };
        let _ = write!(arrays, "{comma}${number}::{}[]", of.postgres().1);
        let _ = write!(columns, "{comma}c{number}");
    }
    let rows = format!("unnest({arrays}) AS k ({columns})");
    sql.replace("{values}", &format!("SELECT * FROM {rows}"))
        .replace("{rows}", &rows)
}

/// Returns the columns of rows that stand one after the other.
pub(super) fn arrays<'a>(values: &'a [SqlValue<'a>], width: usize) -> Vec<Vec<&'a SqlValue<'a>>> {
    let column = |first| values.iter().skip(first).step_by(width).collect();
    (0..width).map(column).collect()
}

/// Writes rows in the form of a binary COPY, in parts.
pub(super) fn copy_rows(
    types: &[SqlType],
    values: &[SqlValue<'_>],
    to: &mut impl io::Write,
) -> io::Result<()> {
    let mut out = BytesMut::from(COPY_HEADER);
    for row in values.chunks(types.len()) {
        out.put_i16(types.len() as i16);
        for (value, of) in row.iter().zip(types) {
            let at = out.len();
            out.put_i32(-1);
            let written = value.to_sql(&of.postgres().0, &mut out);
            if let IsNull::No = written.map_err(io::Error::other)? {
                let long = (out.len() - at - 4) as i32;
                out[at..at + 4].copy_from_slice(&long.to_be_bytes());
            }
        }
        if out.len() >= PART {
            to.write_all(&out)?;
            out.clear();
        }
    }
    out.put_slice(&COPY_END);
    to.write_all(&out)
}

/// Reads a row of an answer.
pub(super) fn read_row(row: &Row) -> Result<SqlRow, PortError> {
    let value = |(column, of): (usize, &postgres::Column)| {
        let number = |number: Option<i64>| number.map_or(SqlValue::Null, SqlValue::Number);
        Ok(match *of.type_() {
            Type::BOOL => number(row.try_get::<_, Option<bool>>(column)?.map(i64::from)),
            Type::INT2 => number(row.try_get::<_, Option<i16>>(column)?.map(i64::from)),
            Type::INT4 => number(row.try_get::<_, Option<i32>>(column)?.map(i64::from)),
            Type::INT8 => number(row.try_get(column)?),
            Type::TEXT | Type::VARCHAR | Type::NAME => {
                row.try_get::<_, Option<String>>(column)?.into()
            }
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(column)?.into(),
            ref other => return Err(unreadable(format!("a column of the type {other}"))),
        })
    };
    let columns = row.columns().iter().enumerate();
    Ok(SqlRow(columns.map(value).collect::<Result<_, _>>()?))
}
