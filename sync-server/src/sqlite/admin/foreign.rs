//! The tickets of other sellers.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row, ToSql};
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::ticket::{CLAIMS_LEN, Claims, CodeHash, ScanProof};

use super::super::load;
use crate::ports::{ForeignTicket, KnownForeign};
use crate::sqlite::SqliteError;

const COLUMNS: &str = "claims, seller, hash, reference, holder, share_holder, folded, proof";

/// Returns the tickets of a seller, by number.
pub(super) fn of_seller(db: &Connection, seller: &str) -> Result<Vec<KnownForeign>, SqliteError> {
    let standings = load::latest_standings(db)?;
    select(db, "seller = ?1", &seller, &standings)
}

/// Returns the tickets that have one of these codes, by code.
pub(super) fn with_hashes(
    db: &Connection,
    hashes: &HashSet<CodeHash>,
) -> Result<HashMap<CodeHash, Vec<KnownForeign>>, SqliteError> {
    let standings = load::latest_standings(db)?;
    let mut known = HashMap::new();
    for hash in hashes {
        let tickets = select(db, "hash = ?1", &hash.0, &standings)?;
        if !tickets.is_empty() {
            known.insert(*hash, tickets);
        }
    }
    Ok(known)
}

fn select(
    db: &Connection,
    condition: &str,
    value: &dyn ToSql,
    standings: &HashMap<TicketNumber, TicketStatus>,
) -> Result<Vec<KnownForeign>, SqliteError> {
    let mut found = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM register WHERE {condition} ORDER BY number"
    ))?;
    let mut rows = found.query([value])?;
    let mut known = Vec::new();
    while let Some(row) = rows.next()? {
        let ticket = read(row)?;
        let standing = standings.get(&ticket.claims.number);
        let revoked = matches!(standing, Some(TicketStatus::Revoked(_)));
        known.push(KnownForeign { ticket, revoked });
    }
    Ok(known)
}

fn read(row: &Row<'_>) -> Result<ForeignTicket, SqliteError> {
    Ok(ForeignTicket {
        claims: read_claims(row.get(0)?)?,
        seller: row.get(1)?,
        hash: CodeHash(row.get(2)?),
        reference: row.get(3)?,
        holder: row.get(4)?,
        share_holder: row.get(5)?,
        folded: row.get::<_, Option<_>>(6)?.map(CodeHash),
        proof: row.get::<_, Option<_>>(7)?.map(ScanProof),
    })
}

/// Reads what a ticket grants.
pub(super) fn read_claims(bytes: [u8; CLAIMS_LEN]) -> Result<Claims, SqliteError> {
    Claims::from_bytes(&bytes).map_err(|error| SqliteError::Damaged(error.to_string()))
}
