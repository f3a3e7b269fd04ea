//! The tickets of other sellers.

use std::collections::{HashMap, HashSet};

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::ticket::{CodeHash, ScanProof};

use super::{SqlRow, SqlTx, SqlType, SqlValue, values};
use crate::ports::{FeedTx, ForeignTicket, KnownForeign, PortError};

const COLUMNS: &str =
    "t.claims, t.seller, t.hash, t.folded, t.reference, t.holder, t.share_holder, t.proof";

/// Returns the tickets of a seller, by number.
pub(super) fn of_seller(tx: &impl SqlTx, seller: &str) -> Result<Vec<KnownForeign>, PortError> {
    let statuses = tx.statuses()?;
    let select = format!("SELECT {COLUMNS} FROM tickets t WHERE t.seller = $1 ORDER BY t.number");
    let read = |row: &SqlRow| known(row, &statuses);
    tx.sql().read(&select, &values![seller], read)
}

/// Returns the tickets that have one of these codes, by code and then by number.
pub(super) fn with_hashes(
    tx: &impl SqlTx,
    hashes: &HashSet<CodeHash>,
) -> Result<HashMap<CodeHash, Vec<KnownForeign>>, PortError> {
    let statuses = tx.statuses()?;
    let select = format!("SELECT {COLUMNS} FROM {{rows}} JOIN tickets t ON t.hash = k.c1");
    let hashes: Vec<SqlValue<'_>> = hashes.iter().map(|hash| (&hash.0).into()).collect();
    let mut found: HashMap<_, Vec<KnownForeign>> = HashMap::new();
    for row in tx.sql().query_many(&select, &[SqlType::Bytes], &hashes)? {
        let known = known(&row, &statuses)?;
        found.entry(known.ticket.hash).or_default().push(known);
    }
    for tickets in found.values_mut() {
        tickets.sort_unstable_by_key(|it| it.ticket.claims.number);
    }
    Ok(found)
}

fn known(
    row: &SqlRow,
    statuses: &HashMap<TicketNumber, TicketStatus>,
) -> Result<KnownForeign, PortError> {
    let ticket = ForeignTicket {
        claims: row.claims(0)?,
        seller: row.get(1)?,
        hash: CodeHash(row.get(2)?),
        folded: row.get::<Option<_>>(3)?.map(CodeHash),
        reference: row.get(4)?,
        holder: row.get(5)?,
        share_holder: row.get(6)?,
        proof: row.get::<Option<_>>(7)?.map(ScanProof),
    };
    let status = statuses.get(&ticket.claims.number);
    let revoked = matches!(status, Some(TicketStatus::Revoked(_)));
    Ok(KnownForeign { ticket, revoked })
}
