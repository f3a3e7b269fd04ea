//! The whole register, for whoever wants a list.

use std::collections::{HashMap, HashSet};

use rusqlite::Row;
use shared::checkin::Standing;
use shared::ids::TicketNumber;
use shared::ticket::{CLAIMS_LEN, CODE_HASH_LEN, Claims, ShortCode};

use super::super::load;
use super::Office;
use crate::store::StoreError;

/// A ticket of the register, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RegisterRow {
    /// What it grants.
    pub(crate) claims: Claims,
    /// The short code of an own ticket.
    pub(crate) short_code: Option<ShortCode>,
    /// Who sold a ticket of another seller.
    pub(crate) seller: Option<String>,
    /// The seller's own number.
    pub(crate) reference: Option<String>,
    /// The name it was sold under.
    pub(crate) holder: Option<String>,
    /// Whether it is honoured.
    pub(crate) standing: Standing,
    /// Whether another ticket has the same code, so that the code opens nothing.
    pub(crate) ambiguous: bool,
}

impl Office {
    /// Every ticket, by number.
    pub(crate) fn register(&self) -> Result<Vec<RegisterRow>, StoreError> {
        let standings = load::latest_standings(&self.0)?;
        let ambiguous = self.ambiguous(&standings)?;
        let mut found = self.0.prepare(
            "SELECT claims, short_bits, seller, reference, holder FROM register ORDER BY number",
        )?;
        let mut rows = found.query([])?;
        let mut register = Vec::new();
        while let Some(row) = rows.next()? {
            let mut ticket = read(row)?;
            let number = ticket.claims.number;
            ticket.standing = standings.get(&number).copied().unwrap_or_default();
            ticket.ambiguous = ambiguous.contains(&number);
            register.push(ticket);
        }
        Ok(register)
    }

    /// The tickets whose code another ticket has too, those that were withdrawn aside.
    fn ambiguous(
        &self,
        standings: &HashMap<TicketNumber, Standing>,
    ) -> Result<HashSet<TicketNumber>, StoreError> {
        let mut found = self.0.prepare(
            "SELECT hash, number FROM register WHERE hash IN
                (SELECT hash FROM register WHERE hash IS NOT NULL GROUP BY hash HAVING count(*) > 1)",
        )?;
        let mut by_code: HashMap<[u8; CODE_HASH_LEN], Vec<TicketNumber>> = HashMap::new();
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            let number = TicketNumber(row.get(1)?);
            if !matches!(standings.get(&number), Some(Standing::Revoked(_))) {
                by_code.entry(row.get(0)?).or_default().push(number);
            }
        }
        let shared = by_code.into_values().filter(|tickets| tickets.len() > 1);
        Ok(shared.flatten().collect())
    }
}

fn read(row: &Row<'_>) -> Result<RegisterRow, StoreError> {
    let claims: [u8; CLAIMS_LEN] = row.get(0)?;
    let bits: Option<i64> = row.get(1)?;
    Ok(RegisterRow {
        claims: Claims::from_bytes(&claims)
            .map_err(|error| StoreError::Damaged(error.to_string()))?,
        short_code: bits.map(|bits| ShortCode::from_bits(bits as u64)),
        seller: row.get(2)?,
        reference: row.get(3)?,
        holder: row.get(4)?,
        standing: Standing::Good,
        ambiguous: false,
    })
}
