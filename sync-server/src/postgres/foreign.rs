//! The tickets of other sellers.

use postgres::Row;
use postgres::types::ToSql;
use shared::checkin::TicketStatus;
use shared::ticket::{CodeHash, ScanProof};

use super::{PostgresTx, rows};
use crate::ports::{ForeignTicket, KnownForeign, PortError, RecordsTx};

/// Returns the tickets that a condition is true of, by number.
pub(super) fn select(
    tx: &PostgresTx,
    condition: &str,
    params: &[&(dyn ToSql + Sync)],
) -> Result<Vec<KnownForeign>, PortError> {
    let statuses = tx.records.statuses()?;
    let found = tx.db.query(
        &format!(
            "SELECT claims, seller, hash, folded, reference, holder, share_holder, proof FROM tickets
             WHERE {condition} ORDER BY number"
        ),
        params,
    )?;
    let known = |row: &Row| {
        let ticket = read(row)?;
        let status = statuses.get(&ticket.claims.number);
        let revoked = matches!(status, Some(TicketStatus::Revoked(_)));
        Ok(KnownForeign { ticket, revoked })
    };
    found.iter().map(known).collect()
}

fn read(row: &Row) -> Result<ForeignTicket, PortError> {
    Ok(ForeignTicket {
        claims: rows::claims(row, 0)?,
        seller: row.try_get(1)?,
        hash: CodeHash(rows::bytes(row, 2)?),
        folded: rows::optional_bytes(row, 3)?.map(CodeHash),
        reference: row.try_get(4)?,
        holder: row.try_get(5)?,
        share_holder: row.try_get(6)?,
        proof: rows::optional_bytes(row, 7)?.map(ScanProof),
    })
}
