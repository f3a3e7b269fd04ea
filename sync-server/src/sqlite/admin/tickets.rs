//! The tickets that are known, and whether each is honoured.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, Row, params};
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::ticket::{CLAIMS_LEN, Claims, CodeHash, ShortCode};
use shared::time::UnixMs;

use super::super::{load, ticket_list};
use super::SqliteTx;
use super::foreign::{self, read_claims};
use crate::ports::{
    ForeignTicket, KnownForeign, NewTicket, PortError, ReadTickets, StoredTicket, TicketPage,
    TicketsVersion, WriteTickets,
};
use crate::sqlite::SqliteError;

impl ReadTickets for SqliteTx<'_> {
    fn last_ticket_number(&self) -> Result<u32, PortError> {
        Ok(load::last_ticket(&self.db)?)
    }

    fn tickets_version(&self) -> Result<TicketsVersion, PortError> {
        let status = "SELECT coalesce(max(arrival), 0) FROM standings";
        let status: i64 = self.db.query_row(status, [], |row| row.get(0))?;
        Ok(TicketsVersion {
            revision: ticket_list::last_revision(&self.db)?,
            status: status as u64,
        })
    }

    fn ticket_claims(
        &self,
        number: TicketNumber,
        code: Option<ShortCode>,
    ) -> Result<Option<Claims>, PortError> {
        let found = self
            .db
            .query_row(
                "SELECT claims FROM register WHERE number = ?1 AND (?2 IS NULL OR short_bits = ?2)",
                params![number.0, code.map(|code| code.bits() as i64)],
                |row| row.get(0),
            )
            .optional()?;
        Ok(found.map(read_claims).transpose()?)
    }

    fn tickets(&self) -> Result<Vec<StoredTicket>, PortError> {
        let standings = load::latest_standings(&self.db)?;
        let mut found = self.db.prepare(
            "SELECT claims, short_bits, hash, seller, reference, holder FROM register ORDER BY number",
        )?;
        let mut rows = found.query([])?;
        let mut tickets = Vec::new();
        while let Some(row) = rows.next()? {
            tickets.push(stored(row, &standings)?);
        }
        Ok(tickets)
    }

    fn sellers(&self) -> Result<Vec<String>, PortError> {
        let mut found = self
            .db
            .prepare("SELECT DISTINCT seller FROM register WHERE seller IS NOT NULL ORDER BY 1")?;
        let sellers = found.query_map([], |row| row.get(0))?;
        Ok(sellers.collect::<Result<_, _>>()?)
    }

    fn foreign_tickets_of(&self, seller: &str) -> Result<Vec<KnownForeign>, PortError> {
        Ok(foreign::of_seller(&self.db, seller)?)
    }

    fn foreign_tickets(
        &self,
        hashes: &HashSet<CodeHash>,
    ) -> Result<HashMap<CodeHash, Vec<KnownForeign>>, PortError> {
        Ok(foreign::with_hashes(&self.db, hashes)?)
    }

    fn tickets_with_code(&self, hash: CodeHash) -> Result<Vec<TicketNumber>, PortError> {
        let mut found = self.db.prepare_cached(
            "SELECT number FROM register WHERE hash = ?1
             UNION SELECT number FROM register WHERE folded = ?1",
        )?;
        let numbers = found.query_map([hash.0], |row| Ok(TicketNumber(row.get(0)?)))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    fn ticket_page(&self, after: u64, limit: usize) -> Result<TicketPage, PortError> {
        Ok(ticket_list::read_page(&self.db, after, limit)?)
    }
}

impl WriteTickets for SqliteTx<'_> {
    fn insert_tickets(&self, tickets: &[NewTicket<'_>], now: UnixMs) -> Result<(), PortError> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO register (number, revision, claims, digits, short_bits, made_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (revision, ticket) in (self.next_revision()?..).zip(tickets) {
            insert.execute(params![
                ticket.claims.number.0,
                revision,
                claims_bytes(ticket.claims)?,
                ticket.digits,
                ticket.short_code.bits() as i64,
                now.0
            ])?;
        }
        Ok(())
    }

    fn insert_foreign_tickets(
        &self,
        tickets: &[ForeignTicket],
        now: UnixMs,
    ) -> Result<(), PortError> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO register
             (number, revision, claims, seller, hash, reference, holder, share_holder, made_ms, folded,
              proof)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        for (revision, ticket) in (self.next_revision()?..).zip(tickets) {
            insert.execute(params![
                ticket.claims.number.0,
                revision,
                claims_bytes(&ticket.claims)?,
                ticket.seller,
                ticket.hash.0,
                ticket.reference,
                ticket.holder,
                ticket.share_holder,
                now.0,
                ticket.folded.map(|hash| hash.0),
                ticket.proof.map(|proof| proof.0),
            ])?;
        }
        Ok(())
    }

    fn update_foreign_ticket(&self, ticket: &ForeignTicket) -> Result<(), PortError> {
        self.db
            .prepare_cached(
                "UPDATE register SET revision = ?2, claims = ?3, reference = ?4, holder = ?5,
                    share_holder = ?6, folded = ?7, proof = ?8 WHERE number = ?1",
            )?
            .execute(params![
                ticket.claims.number.0,
                self.next_revision()?,
                claims_bytes(&ticket.claims)?,
                ticket.reference,
                ticket.holder,
                ticket.share_holder,
                ticket.folded.map(|hash| hash.0),
                ticket.proof.map(|proof| proof.0),
            ])?;
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
        // One sequence with the records: see the schema.
        let arrival = load::next_arrival(&self.db, now)?;
        self.db.execute(
            "INSERT INTO standings (arrival, ticket, standing, since_ms) VALUES (?1, ?2, ?3, ?4)",
            params![arrival as i64, ticket.0, word, since.0],
        )?;
        Ok(())
    }
}

impl SqliteTx<'_> {
    fn next_revision(&self) -> Result<i64, SqliteError> {
        Ok(ticket_list::last_revision(&self.db)? as i64 + 1)
    }
}

fn stored(
    row: &Row<'_>,
    standings: &HashMap<TicketNumber, TicketStatus>,
) -> Result<StoredTicket, SqliteError> {
    let claims = read_claims(row.get(0)?)?;
    let bits: Option<i64> = row.get(1)?;
    Ok(StoredTicket {
        claims,
        short_code: bits.map(|bits| ShortCode::from_bits(bits as u64)),
        hash: row.get::<_, Option<_>>(2)?.map(CodeHash),
        seller: row.get(3)?,
        reference: row.get(4)?,
        holder: row.get(5)?,
        status: standings.get(&claims.number).copied().unwrap_or_default(),
    })
}

fn claims_bytes(claims: &Claims) -> Result<[u8; CLAIMS_LEN], SqliteError> {
    // Operations refuse claims that could not be read back.
    let bytes = claims.to_bytes();
    bytes.map_err(|error| SqliteError::Damaged(error.to_string()))
}
