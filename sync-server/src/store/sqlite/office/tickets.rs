//! The tickets of the register by number, and whether each is still honoured.

use rusqlite::{Connection, OptionalExtension, params};
use shared::checkin::Standing;
use shared::ids::TicketNumber;
use shared::ticket::{CLAIMS_LEN, ShortCode};
use shared::time::UnixMs;

use super::super::{load, register};
use super::{Edit, Office};
use crate::store::StoreError;

/// An own ticket as the database has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TicketRow<'a> {
    /// Its number.
    pub(crate) number: TicketNumber,
    /// What it grants.
    pub(crate) claims: [u8; CLAIMS_LEN],
    /// The digits of its QR symbol.
    pub(crate) digits: &'a str,
    /// The code for people.
    pub(crate) short_code: ShortCode,
}

impl Office {
    /// The highest number that was given to a ticket, 0 for none.
    pub(crate) fn last_ticket(&self) -> Result<u32, StoreError> {
        last_ticket(&self.0)
    }

    /// What a ticket grants; `None` when no such ticket is known, or one with another short code.
    pub(crate) fn claims(
        &self,
        number: TicketNumber,
        code: Option<ShortCode>,
    ) -> Result<Option<[u8; CLAIMS_LEN]>, StoreError> {
        let claims = self
            .0
            .query_row(
                "SELECT claims FROM register WHERE number = ?1 AND (?2 IS NULL OR short_bits = ?2)",
                params![number.0, code.map(|code| code.bits() as i64)],
                |row| row.get(0),
            )
            .optional()?;
        Ok(claims)
    }
}

impl Edit<'_> {
    /// The highest number that was given to a ticket, 0 for none.
    pub(crate) fn last_ticket(&self) -> Result<u32, StoreError> {
        last_ticket(&self.0)
    }

    /// Adds a ticket that was issued here.
    pub(crate) fn insert_ticket(
        &self,
        ticket: &TicketRow<'_>,
        now: UnixMs,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO register (number, revision, claims, digits, short_bits, made_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                ticket.number.0,
                self.next_revision()?,
                ticket.claims,
                ticket.digits,
                ticket.short_code.bits() as i64,
                now.0
            ])?;
        Ok(())
    }

    /// The register's next revision.
    pub(super) fn next_revision(&self) -> Result<i64, StoreError> {
        Ok(register::last_revision(&self.0)? as i64 + 1)
    }

    /// Whether a ticket of this number is known and, when a code is given, carries that code.
    pub(crate) fn is_known(
        &self,
        number: TicketNumber,
        code: Option<ShortCode>,
    ) -> Result<bool, StoreError> {
        let found: Option<Option<i64>> = self
            .0
            .query_row(
                "SELECT short_bits FROM register WHERE number = ?1",
                [number.0],
                |row| row.get(0),
            )
            .optional()?;
        let carries = |code: ShortCode, bits: Option<i64>| bits == Some(code.bits() as i64);
        Ok(found.is_some_and(|bits| code.is_none_or(|code| carries(code, bits))))
    }

    /// Writes down a change of standing, which has the next place in the feed.
    pub(crate) fn insert_standing(
        &self,
        ticket: TicketNumber,
        standing: Standing,
        now: UnixMs,
    ) -> Result<(), StoreError> {
        let (word, since) = match standing {
            Standing::Good => ("good", now),
            Standing::Revoked(since) => ("revoked", since),
            Standing::Blocked(since) => ("blocked", since),
        };
        // One sequence with the records: see the schema.
        let arrival = load::next_arrival(&self.0, now)?;
        self.0.execute(
            "INSERT INTO standings (arrival, ticket, standing, since_ms) VALUES (?1, ?2, ?3, ?4)",
            params![arrival as i64, ticket.0, word, since.0],
        )?;
        Ok(())
    }
}

/// Returns the highest number that was given to a ticket, or may have been before the database was set back.
pub(in crate::store::sqlite) fn last_ticket(db: &Connection) -> Result<u32, StoreError> {
    let last =
        "SELECT max(coalesce((SELECT max(number) FROM register), 0), ticket_floor) FROM exhibition";
    Ok(db.query_row(last, [], |row| row.get(0))?)
}
