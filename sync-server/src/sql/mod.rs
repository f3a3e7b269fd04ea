//! The statements of an exhibition's database and the mapping of its rows, written once for every engine.
//!
//! Parameters are `$1`, `$2` and so on. A statement that is executed for many rows of parameters at once names them as
//! `{values}` behind `INSERT`, or as the table `{rows}` with the columns `k.c1`, `k.c2` and so on. `{}` stands before
//! the name of a table that follows from records: such tables are rebuilt beside those in force.

mod accounts;
mod api_tokens;
mod audit;
mod bodies;
mod catalogue;
mod check;
mod connection;
mod decisions;
mod derived;
mod devices;
mod feed;
mod foreign;
mod journals;
mod people;
mod rebuild;
mod reports;
mod row_hash;
mod seats;
mod secrets;
mod small_tables;
mod staff;
mod state;
mod submissions;
mod ticket_rows;
mod tickets;
mod transfer;
mod trust;
mod value;
mod webhooks;

pub(crate) use check::StoredCheck;
pub(crate) use connection::{EachRow, SqlConnection, SqlTx, SqlType};
pub(crate) use rebuild::{compare_with_records, rebuild};
pub(crate) use small_tables::hash_small_tables;
pub(crate) use submissions::{
    count_submissions, insert_submission, select_submission, select_submission_ids,
    select_submissions,
};
pub(crate) use tickets::count_all_issued;
pub(crate) use value::{SqlRow, SqlValue, unreadable};

/// Makes parameters of values.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        [$($crate::sql::SqlValue::from($value)),*]
    };
}
pub(crate) use values;
