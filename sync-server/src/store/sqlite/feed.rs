//! One part of the feed: records and changes of standing, in the one order in which they were stored.

use rusqlite::Connection;
use shared::checkin::Standing;
use shared::ids::{ExhibitionId, Incarnation};
use shared::protocol::v1::{KnownItem, StandingItem};
use shared::record::Origin;

use super::load;
use crate::store::{FeedPage, StoreError};

/// Reads at most `limit` places of the feed after the cursor.
pub(super) fn page(
    db: &mut Connection,
    exhibition: ExhibitionId,
    after: u64,
    limit: usize,
) -> Result<FeedPage, StoreError> {
    // One transaction: a commit between the two reads could otherwise be passed over.
    let view = db.transaction()?;
    let last = load::last_arrival(&view)?;
    let mut places = passages(&view, exhibition, after, limit)?;
    for (arrival, ticket, standing, since_ms) in load::standings(&view, after, limit)? {
        let item = StandingItem { ticket, since_ms };
        let item = match standing {
            Standing::Good => KnownItem::Reinstated(item),
            Standing::Revoked(_) => KnownItem::Revoked(item),
            Standing::Blocked(_) => KnownItem::Blocked(item),
        };
        places.push((arrival, Some(item)));
    }
    view.commit()?;
    places.sort_by_key(|(arrival, _)| *arrival);
    places.truncate(limit);
    let next = places.last().map_or(after, |(arrival, _)| *arrival);
    Ok(FeedPage {
        items: places.into_iter().filter_map(|(_, item)| item).collect(),
        next,
        more: next < last,
    })
}

/// The records after the cursor. Those that tell kiosks nothing take a place too, so that the
/// cursor moves past them.
fn passages(
    view: &Connection,
    exhibition: ExhibitionId,
    after: u64,
    limit: usize,
) -> Result<Vec<(u64, Option<KnownItem>)>, StoreError> {
    let mut found = view.prepare_cached(
        "SELECT r.journal, r.seq, r.kind, r.at_ms, r.gate, r.claims, r.people, r.arrival, r.aside,
            j.kiosk, j.incarnation
         FROM records r JOIN journals j ON j.id = r.journal
         WHERE r.arrival > ?1 ORDER BY r.arrival LIMIT ?2",
    )?;
    let mut rows = found.query([after as i64, limit as i64])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        let arrival = row.get::<_, i64>(7)? as u64;
        let passed = matches!(row.get::<_, i64>(2)?, load::kind::ENTRY | load::kind::EXIT);
        let item = if passed && row.get::<_, i64>(8)? == 0 {
            let origin = Origin {
                exhibition,
                kiosk: load::name(row, 9)?,
                incarnation: Incarnation(row.get(10)?),
            };
            let passage = load::passage(row, &origin)?;
            let item = KnownItem::passed(&passage)
                .map_err(|error| StoreError::Damaged(error.to_string()))?;
            Some(item)
        } else {
            None
        };
        places.push((arrival, item));
    }
    Ok(places)
}
