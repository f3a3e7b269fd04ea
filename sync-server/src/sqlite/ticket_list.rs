//! The ticket list as kiosks read it: by the order in which tickets were added or last changed.

use rusqlite::{Connection, Row};
use shared::ids::TicketType;
use shared::protocol::v1::{IssuedTotals, TicketListItem};
use shared::ticket::{CodeHash, ShortCode};

use crate::ports::TicketPage;
use crate::sqlite::SqliteError;

/// Reads at most `limit` tickets after the cursor, within a transaction. A cursor beyond the end belongs to a list that
/// is no more, so the answer begins from the start.
pub(super) fn read_page(
    db: &Connection,
    after: u64,
    limit: usize,
) -> Result<TicketPage, SqliteError> {
    let last = last_revision(db)?;
    let after = if after > last { 0 } else { after };
    let mut next = after;
    let mut tickets = Vec::new();
    let mut found = db.prepare_cached(
        "SELECT revision, claims, short_bits, hash, seller, reference,
            CASE WHEN share_holder THEN holder END, folded
         FROM register WHERE revision > ?1 ORDER BY revision LIMIT ?2",
    )?;
    let mut rows = found.query([after as i64, limit as i64])?;
    while let Some(row) = rows.next()? {
        next = row.get::<_, i64>(0)? as u64;
        tickets.push(ticket(row)?);
    }
    Ok(TicketPage {
        tickets,
        next,
        more: next < last,
    })
}

/// The latest revision, 0 while there is no ticket.
pub(super) fn last_revision(db: &Connection) -> Result<u64, SqliteError> {
    let last: i64 = db
        .prepare_cached("SELECT coalesce(max(revision), 0) FROM register")?
        .query_row([], |row| row.get(0))?;
    Ok(last as u64)
}

/// How many tickets there are of each type that has any.
pub(super) fn issued(db: &Connection) -> Result<Vec<IssuedTotals>, SqliteError> {
    let mut found =
        db.prepare_cached("SELECT kind, tickets FROM issued WHERE tickets > 0 ORDER BY kind")?;
    let issued = found.query_map([], |row| {
        let [kind]: [u8; 1] = row.get(0)?;
        Ok(IssuedTotals {
            kind: TicketType(kind),
            tickets: row.get::<_, i64>(1)? as u64,
        })
    })?;
    Ok(issued.collect::<Result<_, _>>()?)
}

fn ticket(row: &Row<'_>) -> Result<TicketListItem, SqliteError> {
    let proof = |bits: i64| ShortCode::from_bits(bits as u64).proof();
    let hash =
        |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<[u8; 16]>>(column)?.map(CodeHash));
    Ok(TicketListItem {
        claims: row.get(1)?,
        proof: row.get::<_, Option<i64>>(2)?.map(proof),
        hash: hash(3)?,
        folded: hash(7)?,
        seller: row.get(4)?,
        reference: row.get(5)?,
        holder: row.get(6)?,
    })
}
