//! The tickets that are known, and whether each is honoured.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use shared::checkin::TicketStatus;
use shared::ids::{TicketNumber, TicketType};
use shared::ticket::{Claims, CodeHash, ShortCode};
use shared::time::UnixMs;

use super::ticket_rows::{
    TICKETS, TicketRow, WIDTH, add_foreign, add_own, beginning, claims_bytes,
};
use super::value::status_named;
use super::{SqlRow, SqlTx, SqlType, SqlValue, foreign, unreadable, values};
use crate::engine::last_position_before;
use crate::ports::{
    FeedTx, ForeignTicket, JournalsTx, KnownForeign, NewTicket, OwnTicket, PortError, ReadTickets,
    StoredTicket, TicketNote, TicketPage, TicketsVersion, WriteTickets,
};

use SqlType::Number;

/// The highest number below 2³¹ that was given to a ticket, or may have been before the database was set back. From there
/// on they are sellers' (`FIRST_OF_SELLERS`), unless an earlier version gave out so many.
pub(super) const LAST_TICKET: &str = "SELECT coalesce(max(last), 0) FROM (
    SELECT max(number) AS last FROM tickets WHERE number < 2147483648
    UNION ALL SELECT ticket_floor FROM exhibition
    UNION ALL SELECT (SELECT max(number) FROM tickets) FROM exhibition WHERE ticket_floor >= 2147483648) AS numbers";
/// The place of a type among the bytes of claims.
const KIND: usize = 8;
/// The status of a ticket `t` and since when it holds, where it was ever changed.
const LAST_STATUS: &str =
    "SELECT s.arrival FROM standings s WHERE s.ticket = t.number ORDER BY s.arrival DESC LIMIT 1";

impl<T: SqlTx> ReadTickets for T {
    fn last_ticket_number(&self) -> Result<u32, PortError> {
        self.sql().value(LAST_TICKET, &[])
    }

    fn taken_numbers(&self, numbers: &[TicketNumber]) -> Result<HashSet<TicketNumber>, PortError> {
        let numbers: Vec<SqlValue<'_>> = numbers.iter().map(|number| number.0.into()).collect();
        let taken = "SELECT t.number FROM {rows} JOIN tickets t ON t.number = k.c1";
        let found = self.sql().query_many(taken, &[Number], &numbers)?;
        found.iter().map(|row| row.get(0)).collect()
    }

    fn latest_statuses(&self) -> Result<HashMap<TicketNumber, TicketStatus>, PortError> {
        self.statuses()
    }

    fn tickets_version(&self) -> Result<TicketsVersion, PortError> {
        let version = "SELECT coalesce((SELECT max(revision) FROM tickets), 0),
                              coalesce((SELECT max(arrival) FROM standings), 0)";
        let row = self.sql().only(version, &[])?;
        Ok(TicketsVersion {
            revision: row.get(0)?,
            status: row.get(1)?,
        })
    }

    fn ticket_claims(
        &self,
        number: TicketNumber,
        code: Option<ShortCode>,
    ) -> Result<Option<Claims>, PortError> {
        let row = self.sql().row(&select_one(), &values![number.0])?;
        let Some(row) = &row else {
            return Ok(None);
        };
        let ticket = TicketRow::read(row)?;
        let is_it = code.is_none() || ticket.short_code()? == code;
        is_it.then(|| ticket.claims()).transpose()
    }

    fn tickets(&self) -> Result<Vec<StoredTicket>, PortError> {
        let statuses = self.statuses()?;
        let mut tickets = Vec::new();
        let all = format!(
            "SELECT {} FROM tickets t ORDER BY t.revision",
            TICKETS.select("t")
        );
        self.sql().each(&all, &[], &mut |row| {
            let status = |number| statuses.get(&number).copied().unwrap_or_default();
            tickets.push(stored(&row, status)?);
            Ok(())
        })?;
        Ok(tickets)
    }

    fn known_tickets(&self, numbers: &[TicketNumber]) -> Result<Vec<StoredTicket>, PortError> {
        let numbers: Vec<SqlValue<'_>> = numbers.iter().map(|number| number.0.into()).collect();
        let select = format!(
            "SELECT {}, s.ticket, s.standing, s.since_ms
             FROM {{rows}} JOIN tickets t ON t.number = k.c1 LEFT JOIN standings s ON s.arrival = ({LAST_STATUS})
             ORDER BY t.number",
            TICKETS.select("t")
        );
        let found = self.sql().query_many(&select, &[Number], &numbers)?;
        let read = |row: &SqlRow| {
            let status = latest_status(row)?;
            stored(row, |_| status)
        };
        found.iter().map(read).collect()
    }

    fn own_tickets(
        &self,
        after: u32,
        last: u32,
        limit: usize,
    ) -> Result<Vec<OwnTicket>, PortError> {
        let select = format!(
            "SELECT {}, s.ticket, s.standing, s.since_ms
             FROM tickets t LEFT JOIN standings s ON s.arrival = ({LAST_STATUS})
             WHERE t.number > $1 AND t.number <= $2 AND t.digits IS NOT NULL ORDER BY t.number LIMIT $3",
            TICKETS.select("t")
        );
        let wanted = values![after, last, limit as u64];
        self.sql().read(&select, &wanted, |row| {
            let ticket = TicketRow::read(row)?;
            let of_other = || unreadable("an own ticket without its code");
            Ok(OwnTicket {
                claims: ticket.claims()?,
                digits: ticket.digits()?.ok_or_else(of_other)?,
                short_code: ticket.short_code()?.ok_or_else(of_other)?,
                holder: ticket.holder()?,
                status: latest_status(row)?,
            })
        })
    }

    fn own_holders(&self, first: u32, last: u32) -> Result<Vec<(TicketNumber, String)>, PortError> {
        let holders = "SELECT number, holder FROM tickets
             WHERE number >= $1 AND number <= $2 AND digits IS NOT NULL AND holder IS NOT NULL ORDER BY number";
        self.sql().read(holders, &values![first, last], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    fn tickets_with_reference(&self, reference: &str) -> Result<Vec<TicketNumber>, PortError> {
        let numbers = "SELECT number FROM tickets WHERE reference = $1";
        self.sql()
            .read(numbers, &values![reference], |row| row.get(0))
    }

    fn tickets_with_words(
        &self,
        words: &[String],
        limit: usize,
    ) -> Result<Vec<TicketNumber>, PortError> {
        let words: Vec<&str> = words.iter().map(|word| beginning(word)).collect();
        let Some((rarest, others)) = rarest_first(self, &words)? else {
            return Ok(Vec::new());
        };
        let [from, before] = span(rarest);
        // A ticket comes once for each of its words that begin so.
        let many = limit as u64 * WORDS_ALIKE;
        let mut params = values![from, before, many, limit as u64].to_vec();
        let mut all = String::new();
        for word in &others {
            params.push(format!("% {word}%").into());
            let _ = write!(all, " AND words LIKE ${}", params.len());
        }
        let select = format!(
            "SELECT DISTINCT ticket FROM (
                 SELECT ticket FROM ticket_words WHERE word >= $1 AND word < $2{all} LIMIT $3) AS found LIMIT $4"
        );
        self.sql().read(&select, &params, |row| row.get(0))
    }

    fn ticket_statuses(
        &self,
        ticket: TicketNumber,
    ) -> Result<Vec<(TicketStatus, UnixMs)>, PortError> {
        let all = "SELECT standing, since_ms FROM standings WHERE ticket = $1 ORDER BY arrival";
        self.sql().read(all, &values![ticket.0], |row| {
            Ok((status_of(row, 0)?, row.get(1)?))
        })
    }

    fn ticket_notes(&self, ticket: TicketNumber) -> Result<Vec<TicketNote>, PortError> {
        let all = "SELECT author, note, made_ms FROM ticket_notes WHERE ticket = $1 ORDER BY id";
        self.sql().read(all, &values![ticket.0], |row| {
            Ok(TicketNote {
                ticket,
                author: row.get(0)?,
                note: row.get(1)?,
                made: row.get(2)?,
            })
        })
    }

    fn sellers(&self) -> Result<Vec<String>, PortError> {
        let sellers = "SELECT DISTINCT seller FROM tickets WHERE seller IS NOT NULL ORDER BY 1";
        self.sql().read(sellers, &[], |row| row.get(0))
    }

    fn foreign_tickets_of(&self, seller: &str) -> Result<Vec<KnownForeign>, PortError> {
        foreign::of_seller(self, seller)
    }

    fn foreign_tickets(
        &self,
        hashes: &HashSet<CodeHash>,
    ) -> Result<HashMap<CodeHash, Vec<KnownForeign>>, PortError> {
        foreign::with_hashes(self, hashes)
    }

    fn tickets_with_code(&self, hash: CodeHash) -> Result<Vec<TicketNumber>, PortError> {
        let numbers = "SELECT number FROM tickets WHERE hash = $1
                       UNION SELECT number FROM tickets WHERE folded = $1 ORDER BY 1";
        self.sql()
            .read(numbers, &values![&hash.0], |row| row.get(0))
    }

    fn ticket_page(&self, after: u64, limit: usize) -> Result<TicketPage, PortError> {
        let last = self.tickets_version()?.revision;
        // A cursor beyond the end belongs to a list that is no more, so the answer begins from the start.
        let after = if after > last { 0 } else { after };
        let mut next = after;
        let (mut tickets, mut faults) = (Vec::new(), Vec::new());
        let page = format!(
            "SELECT {} FROM tickets t WHERE t.revision > $1 ORDER BY t.revision LIMIT $2",
            TICKETS.select("t")
        );
        let range = values![after, limit as u64];
        self.sql().each(&page, &range, &mut |row| {
            next = row.get(1)?;
            if TICKETS.is_whole(&row) {
                tickets.push(TicketRow::read(&row)?.listed()?);
            } else {
                faults.push(TICKETS.fault(&row));
            }
            Ok(())
        })?;
        Ok(TicketPage {
            tickets,
            faults,
            next,
            more: next < last,
        })
    }
}

impl<T: SqlTx> WriteTickets for T {
    fn insert_tickets(&self, tickets: &[NewTicket<'_>], now: UnixMs) -> Result<(), PortError> {
        count_issued(self, tickets.iter().map(|it| (it.claims, 1)))?;
        let mut revision = self.tickets_version()?.revision;
        let mut rows = Vec::with_capacity(tickets.len() * WIDTH);
        for ticket in tickets {
            revision += 1;
            add_own(&mut rows, ticket, revision, now)?;
        }
        insert(self, &rows)
    }

    fn insert_foreign_tickets(
        &self,
        tickets: &[ForeignTicket],
        now: UnixMs,
    ) -> Result<(), PortError> {
        count_issued(self, tickets.iter().map(|it| (&it.claims, 1)))?;
        let mut revision = self.tickets_version()?.revision;
        let mut rows = Vec::with_capacity(tickets.len() * WIDTH);
        for ticket in tickets {
            revision += 1;
            add_foreign(&mut rows, ticket, revision, now)?;
        }
        insert(self, &rows)
    }

    fn update_foreign_ticket(&self, ticket: &ForeignTicket) -> Result<(), PortError> {
        let number = ticket.claims.number.0;
        let Some(before) = self.sql().row(&select_one(), &values![number])? else {
            return Ok(());
        };
        let before = TicketRow::read(&before)?;
        let claims = before.claims()?;
        count_issued(self, [(&claims, -1), (&ticket.claims, 1)].into_iter())?;
        let revision = self.tickets_version()?.revision + 1;
        let mut row = Vec::with_capacity(WIDTH);
        add_foreign(&mut row, ticket, revision, before.made()?)?;
        let columns = TICKETS.written();
        let set = columns.iter().zip(1..).skip(1);
        let set: Vec<String> = set
            .map(|((name, _), at)| format!("{name} = ${at}"))
            .collect();
        let update = format!("UPDATE tickets SET {} WHERE number = $1", set.join(", "));
        self.sql().execute(&update, &row).map(drop)
    }

    fn insert_ticket_note(&self, note: &TicketNote) -> Result<(), PortError> {
        self.sql().execute(
            "INSERT INTO ticket_notes (id, ticket, author, note, made_ms)
             VALUES ((SELECT coalesce(max(id), 0) + 1 FROM ticket_notes), $1, $2, $3, $4)",
            &values![note.ticket.0, &note.author, &note.note, note.made],
        )?;
        Ok(())
    }

    fn set_ticket_status(
        &self,
        ticket: TicketNumber,
        status: TicketStatus,
        now: UnixMs,
    ) -> Result<(), PortError> {
        let (word, since) = match status {
            TicketStatus::Good => ("good", now),
            TicketStatus::Revoked(since) => ("revoked", since),
            TicketStatus::Blocked(since) => ("blocked", since),
        };
        // One sequence with the records.
        let arrival = self.last_arrival()?.max(last_position_before(now)) + 1;
        self.sql().execute(
            "INSERT INTO standings (arrival, ticket, standing, since_ms) VALUES ($1, $2, $3, $4)",
            &values![arrival, ticket.0, word, since],
        )?;
        Ok(())
    }
}

/// How many words of a ticket begin with the same letters at most.
const WORDS_ALIKE: u64 = 20;
/// How far the tickets with a word are counted: the rest of a search reads as many at most.
const COUNTED_MOST: u64 = 100_000;

/// Returns the word that the fewest tickets have, and the other words; `None` when no ticket has one of them.
fn rarest_first<'a>(
    tx: &impl SqlTx,
    words: &[&'a str],
) -> Result<Option<(&'a str, Vec<&'a str>)>, PortError> {
    let mut fewest = COUNTED_MOST;
    let mut rarest = 0;
    let count = "SELECT count(*) FROM (
        SELECT 1 FROM ticket_words WHERE word >= $1 AND word < $2 LIMIT $3) AS counted";
    for (at, word) in words.iter().enumerate() {
        let [from, before] = span(word);
        let found: u64 = tx.sql().value(count, &values![from, before, fewest])?;
        if found == 0 {
            return Ok(None);
        }
        if found < fewest {
            (fewest, rarest) = (found, at);
        }
    }
    let mut others = words.to_vec();
    if others.is_empty() {
        return Ok(None);
    }
    let rarest = others.swap_remove(rarest);
    Ok(Some((rarest, others)))
}

/// Returns the words between which all stand that begin with this one.
fn span(word: &str) -> [String; 2] {
    [word.to_owned(), format!("{word}{}", char::MAX)]
}

/// Counts tickets of each type, more of them or less, once for all: each update leaves a version of a row behind.
fn count_issued<'a>(
    tx: &impl SqlTx,
    tickets: impl Iterator<Item = (&'a Claims, i64)>,
) -> Result<(), PortError> {
    let mut kinds: BTreeMap<u8, i64> = BTreeMap::new();
    for (claims, by) in tickets {
        *kinds.entry(claims_bytes(claims)?[KIND]).or_default() += by;
    }
    for (kind, by) in kinds.into_iter().filter(|(_, by)| *by != 0) {
        tx.sql().execute(
            "INSERT INTO issued (kind, tickets) VALUES ($1, $2)
             ON CONFLICT (kind) DO UPDATE SET tickets = issued.tickets + excluded.tickets",
            &values![kind, by],
        )?;
    }
    Ok(())
}

/// Returns how many tickets there are of each type.
pub(super) fn issued(tx: &impl SqlTx) -> Result<BTreeMap<TicketType, u64>, PortError> {
    let issued = "SELECT kind, tickets FROM issued WHERE tickets > 0";
    let read = |row: &SqlRow| Ok((TicketType(row.get(0)?), row.get(1)?));
    tx.sql().read(issued, &[], read)
}

/// Counts the tickets of each type anew.
pub(crate) fn count_all_issued(tx: &impl SqlTx) -> Result<(), PortError> {
    tx.sql().execute("DELETE FROM issued", &[])?;
    let kinds = format!(
        "SELECT substr(claims, {}, 1), count(*) FROM tickets GROUP BY 1",
        KIND + 1
    );
    for row in tx.sql().query(&kinds, &[])? {
        let [kind]: [u8; 1] = row.get(0)?;
        let tickets: i64 = row.get(1)?;
        tx.sql().execute(
            "INSERT INTO issued (kind, tickets) VALUES ($1, $2)",
            &values![kind, tickets],
        )?;
    }
    Ok(())
}

/// Returns the query of one ticket by its number.
fn select_one() -> String {
    format!(
        "SELECT {} FROM tickets t WHERE t.number = $1",
        TICKETS.select("t")
    )
}

fn insert(tx: &impl SqlTx, rows: &[SqlValue<'_>]) -> Result<(), PortError> {
    tx.sql().insert_many(TICKETS.name, &TICKETS.written(), rows)
}

fn stored(
    row: &SqlRow,
    status: impl FnOnce(TicketNumber) -> TicketStatus,
) -> Result<StoredTicket, PortError> {
    let ticket = TicketRow::read(row)?;
    Ok(StoredTicket {
        claims: ticket.claims()?,
        short_code: ticket.short_code()?,
        hash: ticket.hash()?,
        seller: ticket.seller()?,
        reference: ticket.reference()?,
        holder: ticket.holder()?,
        status: status(ticket.number()?),
    })
}

/// Reads a status from the columns `standing, since_ms`, which begin at this one.
fn status_of(row: &SqlRow, column: usize) -> Result<TicketStatus, PortError> {
    status_named(row.text(column)?, row.get(column + 1)?)
}

/// Reads a ticket's status from the columns `ticket, standing, since_ms` behind those of its row. They are empty where it
/// was never changed.
fn latest_status(row: &SqlRow) -> Result<TicketStatus, PortError> {
    match row.get::<Option<TicketNumber>>(WIDTH)? {
        Some(_) => status_of(row, WIDTH + 1),
        None => Ok(TicketStatus::Good),
    }
}
