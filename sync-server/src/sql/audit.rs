//! The log of what organisers change.

use std::cmp::Reverse;

use super::{SqlTx, values};
use crate::clock::system_time;
use crate::ports::{
    Author, ChangeNote, ChangeQuery, LoggedChange, OF_MANY_TICKETS, PortError, ReadAudit,
    WriteAudit,
};

impl<T: SqlTx> ReadAudit for T {
    fn changes(&self, query: &ChangeQuery) -> Result<Vec<LoggedChange>, PortError> {
        let thing = query.thing.as_deref().unwrap_or_default();
        let mut changes = read(self, query, thing, query.what, query.limit)?;
        if let Ok(ticket) = thing.parse() {
            // Their text does not show it to the database.
            for what in OF_MANY_TICKETS {
                if query.what.is_none_or(|wanted| wanted == what) {
                    let of_many = read(self, query, "", Some(what), u32::MAX)?.into_iter();
                    let is_hit = |it: &LoggedChange| {
                        it.tickets().is_some_and(|(all, _)| all.contains(ticket))
                    };
                    changes.extend(of_many.filter(|it| it.thing != thing && is_hit(it)));
                }
            }
            changes.sort_by_key(|it| Reverse(it.id));
            changes.truncate(query.limit as usize);
        }
        Ok(changes)
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

/// Returns the newest changes of a query, of one thing and of one kind.
fn read(
    tx: &impl SqlTx,
    query: &ChangeQuery,
    thing: &str,
    what: Option<&str>,
    limit: u32,
) -> Result<Vec<LoggedChange>, PortError> {
    // Each wish stands in the text of its own: a database finds no index by one that may be none.
    let author = query.author.as_deref().unwrap_or_default();
    let what = what.unwrap_or_default();
    let wishes = [("author", author), ("thing", thing), ("what", what)].into_iter();
    let wishes = wishes.zip(2..).map(|((column, wish), place)| {
        let column = if wish.is_empty() { "''" } else { column };
        format!("{column} = ${place}")
    });
    let changes = format!(
        "SELECT id, made_ms, author, what, thing, value_before, value_after FROM changes
         WHERE id < $1 AND {} ORDER BY id DESC LIMIT $5",
        wishes.collect::<Vec<_>>().join(" AND ")
    );
    let wanted = values![
        query.before.unwrap_or(i64::MAX as u64),
        author,
        thing,
        what,
        i64::from(limit),
    ];
    tx.sql().read(&changes, &wanted, |row| {
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
