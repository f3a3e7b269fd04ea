//! The tickets that were issued, and whether each is still honoured.

use rusqlite::{Connection, OptionalExtension, params};
use shared::catalogue::Catalogue;
use shared::checkin::Standing;
use shared::ids::TicketNumber;
use shared::ticket::{CLAIMS_LEN, ShortCode};
use shared::time::UnixMs;

use super::super::load;
use super::{Edit, Office};
use crate::ledger::Ledger;
use crate::store::StoreError;

/// A ticket as the database has it.
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
    /// The highest number that was issued, 0 for none.
    pub(crate) fn last_ticket(&self) -> Result<u32, StoreError> {
        last_ticket(&self.0)
    }

    /// What a ticket grants; `None` when no such ticket was issued, or one with another code.
    pub(crate) fn claims(
        &self,
        number: TicketNumber,
        code: Option<ShortCode>,
    ) -> Result<Option<[u8; CLAIMS_LEN]>, StoreError> {
        let claims = self
            .0
            .query_row(
                "SELECT claims FROM tickets
                 WHERE number = ?1 AND short_bits = coalesce(?2, short_bits)",
                params![number.0, code.map(|code| code.bits() as i64)],
                |row| row.get(0),
            )
            .optional()?;
        Ok(claims)
    }

    /// The last word on a ticket.
    pub(crate) fn standing(&self, number: TicketNumber) -> Result<Standing, StoreError> {
        let changes = load::standings(&self.0, 0, i32::MAX as usize)?;
        let mut latest = changes.iter().rev();
        let found = latest.find(|(_, ticket, ..)| *ticket == number);
        Ok(found.map_or(Standing::Good, |(_, _, standing, _)| *standing))
    }

    /// All records, judged by the rules of a catalogue.
    pub(crate) fn ledger(&self, catalogue: &Catalogue) -> Result<Ledger, StoreError> {
        load::ledger(&self.0, catalogue)
    }
}

impl Edit<'_> {
    /// The highest number that was issued, 0 for none.
    pub(crate) fn last_ticket(&self) -> Result<u32, StoreError> {
        last_ticket(&self.0)
    }

    /// Adds a ticket.
    pub(crate) fn insert_ticket(
        &self,
        ticket: &TicketRow<'_>,
        now: UnixMs,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO tickets (number, claims, digits, short_bits, made_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                ticket.number.0,
                ticket.claims,
                ticket.digits,
                ticket.short_code.bits() as i64,
                now.0
            ])?;
        Ok(())
    }

    /// Whether a ticket of this number was issued and, when a code is given, carries that code.
    pub(crate) fn was_issued(
        &self,
        number: TicketNumber,
        code: Option<ShortCode>,
    ) -> Result<bool, StoreError> {
        let bits: Option<i64> = self
            .0
            .query_row(
                "SELECT short_bits FROM tickets WHERE number = ?1",
                [number.0],
                |row| row.get(0),
            )
            .optional()?;
        Ok(bits.is_some_and(|bits| code.is_none_or(|code| code.bits() as i64 == bits)))
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
        let arrival = load::last_arrival(&self.0)? + 1;
        self.0.execute(
            "INSERT INTO standings (arrival, ticket, standing, since_ms) VALUES (?1, ?2, ?3, ?4)",
            params![arrival as i64, ticket.0, word, since.0],
        )?;
        Ok(())
    }
}

fn last_ticket(db: &Connection) -> Result<u32, StoreError> {
    let last = "SELECT coalesce(max(number), 0) FROM tickets";
    Ok(db.query_row(last, [], |row| row.get(0))?)
}
