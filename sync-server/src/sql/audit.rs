//! The log of what organisers change.

use super::{SqlTx, values};
use crate::clock::system_time;
use crate::ports::{
    Author, ChangeNote, ChangeQuery, LoggedChange, PortError, ReadAudit, WriteAudit,
};

impl<T: SqlTx> ReadAudit for T {
    fn changes(&self, query: &ChangeQuery) -> Result<Vec<LoggedChange>, PortError> {
        let changes =
            "SELECT id, made_ms, author, what, thing, value_before, value_after FROM changes
             WHERE id < $1 AND ($2 = '' OR author = $2) AND ($3 = '' OR thing = $3)
             AND ($4 = '' OR what = $4) ORDER BY id DESC LIMIT $5";
        let wanted = values![
            query.before.unwrap_or(i64::MAX as u64),
            query.author.as_deref().unwrap_or_default(),
            query.thing.as_deref().unwrap_or_default(),
            query.what.unwrap_or_default(),
            i64::from(query.limit),
        ];
        self.sql().read(changes, &wanted, |row| {
            Ok(LoggedChange {
                id: row.get(0)?,
                at: row.get(1)?,
                author: row.get(2)?,
                what: row.get(3)?,
                thing: row.get(4)?,
                before: row.get(5)?,
                after: row.get(6)?,
            })
        })
    }
}

impl<T: SqlTx> WriteAudit for T {
    fn note_change(&self, note: ChangeNote<'_>) -> Result<(), PortError> {
        let nobody = Author::default();
        let author = self.author().unwrap_or(&nobody);
        self.sql().execute(
            "INSERT INTO changes (id, made_ms, author, what, thing, value_before, value_after)
             VALUES ((SELECT coalesce(max(id), 0) + 1 FROM changes), $1, $2, $3, $4, $5, $6)",
            &values![
                author.at.unwrap_or_else(system_time),
                &author.name,
                note.what,
                note.thing,
                note.before,
                note.after
            ],
        )?;
        Ok(())
    }
}
