//! Names on tickets and in notes, and what was deleted of them.

use shared::ids::TicketNumber;
use shared::ticket::CodeKey;

use super::ticket_rows::{TICKETS, WIDTH, add_nameless};
use super::tickets::LAST_TICKET;
use super::{SqlTx, SqlType, SqlValue, values};
use crate::engine;
use crate::ports::{
    Deletion, PortError, ReadPeople, ReadSecrets, ReadTickets, ServerSecret, TicketNote,
    WritePeople,
};

impl<T: SqlTx> ReadPeople for T {
    fn ticket_names(&self) -> Result<Vec<(TicketNumber, String)>, PortError> {
        let named = "SELECT number, holder FROM tickets WHERE holder IS NOT NULL ORDER BY number";
        let read = |row: &super::SqlRow| Ok((row.get(0)?, row.get(1)?));
        self.sql().read(named, &[], read)
    }

    fn all_ticket_notes(&self) -> Result<Vec<TicketNote>, PortError> {
        let all = "SELECT ticket, author, note, made_ms FROM ticket_notes ORDER BY id";
        self.sql().read(all, &[], |row| {
            Ok(TicketNote {
                ticket: row.get(0)?,
                author: row.get(1)?,
                note: row.get(2)?,
                made: row.get(3)?,
            })
        })
    }

    fn count_ticket_names(&self) -> Result<usize, PortError> {
        let named = "SELECT count(*) FROM tickets WHERE holder IS NOT NULL";
        let count: u64 = self.sql().value(named, &[])?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    fn count_ticket_notes(&self) -> Result<usize, PortError> {
        let count: u64 = self.sql().value("SELECT count(*) FROM ticket_notes", &[])?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    fn count_tickets(&self) -> Result<u64, PortError> {
        self.sql().value("SELECT count(*) FROM tickets", &[])
    }

    fn deletions(&self) -> Result<Vec<Deletion>, PortError> {
        let mut deletions = Vec::new();
        let all = "SELECT id FROM deletions ORDER BY id";
        self.sql().each(all, &[], &mut |row| {
            // One of a later version is kept all the same.
            deletions.extend(row.text(0)?.parse::<Deletion>());
            Ok(())
        })?;
        Ok(deletions)
    }

    fn deletion_key(&self) -> Result<Option<CodeKey>, PortError> {
        let key = self.secret(ServerSecret::CodeKey)?;
        Ok(key.and_then(|key| key.try_into().ok()).map(CodeKey))
    }
}

impl<T: SqlTx> WritePeople for T {
    fn delete_ticket_names(&self, tickets: &[TicketNumber]) -> Result<(), PortError> {
        let numbers: Vec<SqlValue<'_>> = tickets.iter().map(|ticket| ticket.0.into()).collect();
        let select = format!(
            "SELECT {} FROM {{rows}} JOIN tickets t ON t.number = k.c1 WHERE t.holder IS NOT NULL",
            TICKETS.select("t")
        );
        let named = self
            .sql()
            .query_many(&select, &[SqlType::Number], &numbers)?;
        let mut revision = self.tickets_version()?.revision;
        let mut rows = Vec::with_capacity(WIDTH * named.len());
        for row in &named {
            revision += 1;
            add_nameless(&mut rows, row, revision)?;
        }
        let types: Vec<SqlType> = TICKETS.written().into_iter().map(|(_, of)| of).collect();
        self.sql().execute_many(
            "UPDATE tickets SET revision = k.c2, holder = k.c11, words = k.c14, row_hash = k.c15
             FROM {rows} WHERE tickets.number = k.c1",
            &types,
            &rows,
        )?;
        self.sql().execute_many(
            "DELETE FROM ticket_notes WHERE ticket IN (SELECT k.c1 FROM {rows})",
            &[SqlType::Number],
            &numbers,
        )?;
        // A note stands in the log of changes too.
        let things = tickets.iter().map(|ticket| ticket.to_string().into());
        let things: Vec<SqlValue<'_>> = things.collect();
        self.sql().execute_many(
            "UPDATE changes SET value_after = NULL
             WHERE what = 'ticket_noted' AND thing IN (SELECT k.c1 FROM {rows})",
            &[SqlType::Text],
            &things,
        )
    }

    fn delete_tickets(&self) -> Result<(), PortError> {
        let last: u32 = self.sql().value(LAST_TICKET, &[])?;
        self.sql()
            .execute("UPDATE exhibition SET ticket_floor = $1", &values![last])?;
        self.sql().batch(
            "DELETE FROM tickets;
             DELETE FROM ticket_notes;
             UPDATE changes SET value_after = NULL WHERE what = 'ticket_noted';",
        )
    }

    fn delete_again(&self, deletions: &[Deletion]) -> Result<bool, PortError> {
        engine::delete_again(self, deletions)
    }

    fn insert_deletions(&self, deletions: &[Deletion]) -> Result<(), PortError> {
        for deletion in deletions {
            self.sql().execute(
                "INSERT INTO deletions (id) VALUES ($1) ON CONFLICT DO NOTHING",
                &values![deletion.to_string()],
            )?;
        }
        Ok(())
    }
}
