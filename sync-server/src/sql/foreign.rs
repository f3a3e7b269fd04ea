//! The tickets of other sellers.

use std::collections::{HashMap, HashSet};

use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::ticket::CodeHash;

use super::ticket_rows::{TICKETS, TicketRow};
use super::{SqlRow, SqlTx, SqlType, SqlValue, unreadable, values};
use crate::ports::{FeedTx, ForeignTicket, KnownForeign, PortError};

/// Returns the tickets of a seller, the one that was added or changed last at the end.
pub(super) fn of_seller(tx: &impl SqlTx, seller: &str) -> Result<Vec<KnownForeign>, PortError> {
    let statuses = tx.statuses()?;
    let select = format!(
        "SELECT {} FROM tickets t WHERE t.seller = $1 ORDER BY t.revision",
        TICKETS.select("t")
    );
    let read = |row: &SqlRow| known(row, &statuses);
    tx.sql().read(&select, &values![seller], read)
}

/// Returns the tickets that have one of these codes, by code and then by number.
pub(super) fn with_hashes(
    tx: &impl SqlTx,
    hashes: &HashSet<CodeHash>,
) -> Result<HashMap<CodeHash, Vec<KnownForeign>>, PortError> {
    let statuses = tx.statuses()?;
    let select = format!(
        "SELECT {} FROM {{rows}} JOIN tickets t ON t.hash = k.c1",
        TICKETS.select("t")
    );
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
    let row = TicketRow::read(row)?;
    let of_other = || unreadable("a foreign ticket without its code");
    let ticket = ForeignTicket {
        claims: row.claims()?,
        seller: row.seller()?.ok_or_else(of_other)?,
        hash: row.hash()?.ok_or_else(of_other)?,
        folded: row.folded()?,
        reference: row.reference()?,
        holder: row.holder()?,
        share_holder: row.share_holder()?,
        proof: row.kept_proof()?,
    };
    let status = statuses.get(&ticket.claims.number);
    let revoked = matches!(status, Some(TicketStatus::Revoked(_)));
    Ok(KnownForeign { ticket, revoked })
}
