//! How many statements a round of batches takes: as many as one batch, whatever its number of kiosks.

use std::cell::Cell;

use super::journal::{SentJournal, rules};
use super::{RecordsDatabase, content, contract};
use crate::engine::ingest;
use crate::ports::PortError;
use crate::sql::{EachRow, SqlConnection, SqlTx, SqlType, SqlValue};

contract! { crate::contract::RecordsDatabase::new:
    statements_do_not_grow_with_batches
}

/// A connection whose statements are counted.
pub(crate) struct Counting<'a> {
    db: &'a dyn SqlConnection,
    statements: Cell<usize>,
}

impl<'a> Counting<'a> {
    pub(crate) fn new(db: &'a dyn SqlConnection) -> Self {
        let statements = Cell::new(0);
        Self { db, statements }
    }

    pub(crate) fn statements(&self) -> usize {
        self.statements.get()
    }

    fn counted(&self) -> &'a dyn SqlConnection {
        self.statements.set(self.statements.get() + 1);
        self.db
    }
}

impl SqlTx for Counting<'_> {
    fn sql(&self) -> &dyn SqlConnection {
        self
    }
}

impl SqlConnection for Counting<'_> {
    fn execute(&self, sql: &str, params: &[SqlValue<'_>]) -> Result<u64, PortError> {
        self.counted().execute(sql, params)
    }

    fn each(&self, sql: &str, params: &[SqlValue<'_>], each: EachRow<'_>) -> Result<(), PortError> {
        self.counted().each(sql, params, each)
    }

    fn each_of_many(
        &self,
        sql: &str,
        types: &[SqlType],
        values: &[SqlValue<'_>],
        each: EachRow<'_>,
    ) -> Result<(), PortError> {
        self.counted().each_of_many(sql, types, values, each)
    }

    fn insert_many(
        &self,
        table: &str,
        columns: &[(&str, SqlType)],
        values: &[SqlValue<'_>],
    ) -> Result<(), PortError> {
        self.counted().insert_many(table, columns, values)
    }

    fn columns(&self, table: &str) -> Result<Vec<(String, SqlType)>, PortError> {
        self.counted().columns(table)
    }

    fn batch(&self, sql: &str) -> Result<(), PortError> {
        self.counted().batch(sql)
    }
}

/// Sends a record of each kiosk in one round, once more what was sent before, and in a second incarnation.
fn statements_do_not_grow_with_batches(db: &mut impl RecordsDatabase) {
    let mut counts = Vec::new();
    for kiosks in [1..=1, 2..=41] {
        let mut journals: Vec<SentJournal> = Vec::new();
        for number in kiosks {
            for incarnation in [1, 2] {
                let mut journal = SentJournal::new(&format!("K{number}"), incarnation);
                journal.entry(number, incarnation.into());
                let first = journal.batch(0..1);
                db.write(&mut |tx| ingest(tx, &rules(), std::slice::from_ref(&first)).map(drop))
                    .unwrap();
                if incarnation == 2 {
                    journal.exit(number, 30);
                    journals.push(journal);
                }
            }
        }
        let round: Vec<_> = journals.iter().map(|it| it.batch(0..2)).collect();
        counts.push(db.count_statements(&mut |tx| {
            let taken = ingest(tx, &rules(), &round)?;
            assert!(taken.iter().all(|it| it.contiguous == 2));
            Ok(())
        }));
    }
    assert_eq!(counts[0], counts[1]);
    assert!(counts[1] < 20, "{counts:?}");
    assert_eq!(content(db).1.len(), 3 * 41);
}
