//! The tickets that are known, and whether each is honoured.

use std::collections::{BTreeMap, HashMap, HashSet};

use shared::checkin::TicketStatus;
use shared::ids::{TicketNumber, TicketType};
use shared::protocol::v1::TicketListItem;
use shared::ticket::{CLAIMS_LEN, Claims, CodeHash, ShortCode};
use shared::time::UnixMs;

use super::value::status_named;
use super::{SqlRow, SqlTx, SqlType, SqlValue, foreign, unreadable, values};
use crate::engine::last_position_before;
use crate::ports::{
    FeedTx, ForeignTicket, JournalsTx, KnownForeign, NewTicket, OwnTicket, PortError, ReadTickets,
    StoredTicket, TicketNote, TicketPage, TicketsVersion, WriteTickets, search_words,
};

use SqlType::{Bytes, Flag, Number, Text};

/// The highest number that was given to a ticket, or may have been before the database was set back.
pub(super) const LAST_TICKET: &str = "SELECT coalesce(max(last), 0) FROM (
    SELECT max(number) AS last FROM tickets UNION ALL SELECT ticket_floor FROM exhibition) AS numbers";
/// The place of a type among the bytes of claims.
const KIND: usize = 8;
const OWN: [(&str, SqlType); 8] = [
    ("number", Number),
    ("revision", Number),
    ("claims", Bytes),
    ("digits", Text),
    ("short_bits", Number),
    ("holder", Text),
    ("words", Text),
    ("made_ms", Number),
];
const FOREIGN: [(&str, SqlType); 12] = [
    ("number", Number),
    ("revision", Number),
    ("claims", Bytes),
    ("seller", Text),
    ("hash", Bytes),
    ("folded", Bytes),
    ("reference", Text),
    ("holder", Text),
    ("share_holder", Flag),
    ("proof", Bytes),
    ("words", Text),
    ("made_ms", Number),
];
/// The status of a ticket `t` and since when it holds, where it was ever changed.
const LAST_STATUS: &str =
    "SELECT s.arrival FROM standings s WHERE s.ticket = t.number ORDER BY s.arrival DESC LIMIT 1";

impl<T: SqlTx> ReadTickets for T {
    fn last_ticket_number(&self) -> Result<u32, PortError> {
        self.sql().value(LAST_TICKET, &[])
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
        let row = self.sql().row(
            "SELECT claims FROM tickets WHERE number = $1 AND (short_bits = $2 OR $2 IS NULL)",
            &values![number.0, code.map(ShortCode::bits)],
        )?;
        row.map(|row| row.claims(0)).transpose()
    }

    fn tickets(&self) -> Result<Vec<StoredTicket>, PortError> {
        let statuses = self.statuses()?;
        let mut tickets = Vec::new();
        let all = "SELECT claims, short_bits, hash, seller, reference, holder FROM tickets ORDER BY number";
        self.sql().each(all, &[], &mut |row| {
            let status = |number| statuses.get(&number).copied().unwrap_or_default();
            tickets.push(stored(&row, status)?);
            Ok(())
        })?;
        Ok(tickets)
    }

    fn known_tickets(&self, numbers: &[TicketNumber]) -> Result<Vec<StoredTicket>, PortError> {
        let numbers: Vec<SqlValue<'_>> = numbers.iter().map(|number| number.0.into()).collect();
        let select = format!(
            "SELECT t.claims, t.short_bits, t.hash, t.seller, t.reference, t.holder, s.ticket, s.standing, s.since_ms
             FROM {{rows}} JOIN tickets t ON t.number = k.c1 LEFT JOIN standings s ON s.arrival = ({LAST_STATUS})
             ORDER BY t.number"
        );
        let found = self.sql().query_many(&select, &[Number], &numbers)?;
        let read = |row: &SqlRow| {
            let status = latest_status(row, 6)?;
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
            "SELECT t.claims, t.digits, t.short_bits, t.holder, s.ticket, s.standing, s.since_ms
             FROM tickets t LEFT JOIN standings s ON s.arrival = ({LAST_STATUS})
             WHERE t.number > $1 AND t.number <= $2 AND t.digits IS NOT NULL ORDER BY t.number LIMIT $3"
        );
        let wanted = values![after, last, limit as u64];
        self.sql().read(&select, &wanted, |row| {
            Ok(OwnTicket {
                claims: row.claims(0)?,
                digits: row.get(1)?,
                short_code: ShortCode::from_bits(row.get(2)?),
                holder: row.get(3)?,
                status: latest_status(row, 4)?,
            })
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
        let patterns = words.iter().map(|word| format!("% {word}%").into());
        let mut params: Vec<SqlValue<'_>> = patterns.collect();
        let all = (1..=words.len()).map(|at| format!("words LIKE ${at}"));
        let all: Vec<String> = all.collect();
        params.push((limit as u64).into());
        let select = format!(
            "SELECT number FROM tickets WHERE words IS NOT NULL AND {} LIMIT ${}",
            all.join(" AND "),
            params.len()
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
        let mut tickets = Vec::new();
        self.sql().each(
            "SELECT revision, claims, short_bits, hash, folded, seller, reference,
                    CASE WHEN share_holder THEN holder END
             FROM tickets WHERE revision > $1 ORDER BY revision LIMIT $2",
            &values![after, limit as u64],
            &mut |row| {
                next = row.get(0)?;
                tickets.push(listed(&row)?);
                Ok(())
            },
        )?;
        Ok(TicketPage {
            tickets,
            next,
            more: next < last,
        })
    }
}

impl<T: SqlTx> WriteTickets for T {
    fn insert_tickets(&self, tickets: &[NewTicket<'_>], now: UnixMs) -> Result<(), PortError> {
        count_issued(self, tickets.iter().map(|it| (it.claims, 1)))?;
        let mut revision = self.tickets_version()?.revision;
        let mut rows = Vec::with_capacity(tickets.len() * OWN.len());
        for ticket in tickets {
            revision += 1;
            rows.extend(values![
                ticket.claims.number.0,
                revision,
                claims_bytes(ticket.claims)?.to_vec(),
                ticket.digits,
                ticket.short_code.bits(),
                ticket.holder,
                words_of(ticket.holder, None),
                now,
            ]);
        }
        self.sql().insert_many("tickets", &OWN, &rows)
    }

    fn insert_foreign_tickets(
        &self,
        tickets: &[ForeignTicket],
        now: UnixMs,
    ) -> Result<(), PortError> {
        count_issued(self, tickets.iter().map(|it| (&it.claims, 1)))?;
        let mut revision = self.tickets_version()?.revision;
        let mut rows = Vec::with_capacity(tickets.len() * FOREIGN.len());
        for ticket in tickets {
            revision += 1;
            rows.extend(values![
                ticket.claims.number.0,
                revision,
                claims_bytes(&ticket.claims)?.to_vec(),
                &ticket.seller,
                &ticket.hash.0,
                ticket.folded.as_ref().map(|hash| &hash.0),
                ticket.reference.as_deref(),
                ticket.holder.as_deref(),
                ticket.share_holder,
                ticket.proof.as_ref().map(|proof| &proof.0),
                words_of(ticket.holder.as_deref(), ticket.reference.as_deref()),
                now,
            ]);
        }
        self.sql().insert_many("tickets", &FOREIGN, &rows)
    }

    fn update_foreign_ticket(&self, ticket: &ForeignTicket) -> Result<(), PortError> {
        let Some(before) = self.ticket_claims(ticket.claims.number, None)? else {
            return Ok(());
        };
        count_issued(self, [(&before, -1), (&ticket.claims, 1)].into_iter())?;
        self.sql().execute(
            "UPDATE tickets SET revision = (SELECT max(revision) FROM tickets) + 1, claims = $2, folded = $3,
                 reference = $4, holder = $5, share_holder = $6, proof = $7, words = $8
             WHERE number = $1",
            &values![
                ticket.claims.number.0,
                &claims_bytes(&ticket.claims)?,
                ticket.folded.as_ref().map(|hash| &hash.0),
                ticket.reference.as_deref(),
                ticket.holder.as_deref(),
                ticket.share_holder,
                ticket.proof.as_ref().map(|proof| &proof.0),
                words_of(ticket.holder.as_deref(), ticket.reference.as_deref()),
            ],
        )?;
        Ok(())
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

/// Reads a row that begins with `claims, short_bits, hash, seller, reference, holder`.
fn stored(
    row: &SqlRow,
    status: impl FnOnce(TicketNumber) -> TicketStatus,
) -> Result<StoredTicket, PortError> {
    let claims = row.claims(0)?;
    Ok(StoredTicket {
        claims,
        short_code: row.get::<Option<u64>>(1)?.map(ShortCode::from_bits),
        hash: row.get::<Option<_>>(2)?.map(CodeHash),
        seller: row.get(3)?,
        reference: row.get(4)?,
        holder: row.get(5)?,
        status: status(claims.number),
    })
}

/// Reads a status from the columns `standing, since_ms`, which begin at this one.
fn status_of(row: &SqlRow, column: usize) -> Result<TicketStatus, PortError> {
    status_named(row.text(column)?, row.get(column + 1)?)
}

/// Reads a ticket's status from the columns `ticket, standing, since_ms`, which are empty where it was never changed.
fn latest_status(row: &SqlRow, column: usize) -> Result<TicketStatus, PortError> {
    match row.get::<Option<TicketNumber>>(column)? {
        Some(_) => status_of(row, column + 1),
        None => Ok(TicketStatus::Good),
    }
}

/// Returns the words by which a ticket is found, each with a space before it.
fn words_of(holder: Option<&str>, reference: Option<&str>) -> Option<String> {
    let words = [holder, reference].into_iter().flatten();
    let words: Vec<String> = words.flat_map(search_words).collect();
    (!words.is_empty()).then(|| format!(" {}", words.join(" ")))
}

/// Adds the words of tickets that were imported before there were any.
pub(super) fn add_words(tx: &impl SqlTx) -> Result<(), PortError> {
    let mut rows = Vec::new();
    let without = "SELECT number, holder, reference FROM tickets
         WHERE words IS NULL AND (holder IS NOT NULL OR reference IS NOT NULL)";
    tx.sql().each(without, &[], &mut |row| {
        let [holder, reference] = [row.get::<Option<String>>(1)?, row.get(2)?];
        rows.extend(values![
            row.get::<u32>(0)?,
            words_of(holder.as_deref(), reference.as_deref())
        ]);
        Ok(())
    })?;
    tx.sql().execute_many(
        "UPDATE tickets SET words = k.c2 FROM {rows} WHERE tickets.number = k.c1",
        &[Number, Text],
        &rows,
    )
}

fn listed(row: &SqlRow) -> Result<TicketListItem, PortError> {
    let bits: Option<u64> = row.get(2)?;
    Ok(TicketListItem {
        claims: row.get(1)?,
        proof: bits.map(|bits| ShortCode::from_bits(bits).proof()),
        hash: row.get::<Option<_>>(3)?.map(CodeHash),
        folded: row.get::<Option<_>>(4)?.map(CodeHash),
        seller: row.get(5)?,
        reference: row.get(6)?,
        holder: row.get(7)?,
    })
}

fn claims_bytes(claims: &Claims) -> Result<[u8; CLAIMS_LEN], PortError> {
    // Operations refuse claims that could not be read back.
    let bytes = claims.to_bytes();
    bytes.map_err(|error| unreadable(error.to_string()))
}
