//! One part of the feed: records and changes of standing, in the one order in which they were stored.

use rusqlite::{Connection, OptionalExtension, params};
use shared::catalogue::Catalogue;
use shared::checkin::Standing;
use shared::ids::{Incarnation, TicketNumber};
use shared::protocol::v1::{KnownItem, StandingItem, VisitItem};
use shared::record::{Origin, RecordId};
use shared::ticket::{CLAIMS_LEN, Claims};
use shared::time::UnixMs;

use super::columns::Said;
use super::load;
use crate::store::{FeedPage, StoreError};

/// Reads at most `limit` places of the feed after the cursor, `with_visits` to booths or without.
pub(super) fn page(
    db: &mut Connection,
    catalogue: &Catalogue,
    after: u64,
    limit: usize,
    with_visits: bool,
) -> Result<FeedPage, StoreError> {
    // One transaction: a commit between the two reads could otherwise be passed over.
    let view = db.transaction()?;
    let last = load::last_arrival(&view)?;
    let cursor_is_known = load::is_taken(&view, after)?;
    let mut places = Vec::new();
    for source in [STORED, RETIMED] {
        let read = FeedRecords {
            catalogue,
            with_visits,
            source,
        };
        places.extend(read.after(&view, after, limit)?);
    }
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
        cursor_is_known,
    })
}

/// Records at the places at which they were stored.
const STORED: &str = "SELECT {}, r.arrival, r.aside, j.kiosk, j.incarnation, NULL
     FROM records r JOIN journals j ON j.id = r.journal
     WHERE r.arrival > ?1 ORDER BY r.arrival LIMIT ?2";
/// Records at the places at which they were given another time.
const RETIMED: &str = "SELECT {}, t.arrival, r.aside, j.kiosk, j.incarnation, t.was_ms
     FROM retimed t JOIN records r ON r.arrival = t.record JOIN journals j ON j.id = r.journal
     WHERE t.arrival > ?1 ORDER BY t.arrival LIMIT ?2";

/// How records are read for the feed.
struct FeedRecords<'a> {
    catalogue: &'a Catalogue,
    with_visits: bool,
    source: &'static str,
}

impl FeedRecords<'_> {
    /// The records after the cursor. Those that tell kiosks nothing take a place too, so that the cursor moves past them.
    fn after(
        &self,
        view: &Connection,
        after: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Option<KnownItem>)>, StoreError> {
        let calendar = self.catalogue.calendar();
        let mut found = view.prepare_cached(&self.source.replace("{}", Said::COLUMNS))?;
        let mut rows = found.query([after as i64, limit as i64])?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            let arrival = row.get::<_, i64>(Said::WIDTH)? as u64;
            let origin = Origin {
                exhibition: self.catalogue.exhibition,
                kiosk: load::name(row, Said::WIDTH + 2)?,
                incarnation: Incarnation(row.get(Said::WIDTH + 3)?),
            };
            let said = match row.get::<_, i64>(Said::WIDTH + 1)? {
                0 => Said::read(row, &origin)?,
                _ => Said::Other,
            };
            let counts = Said::timing(row, &calendar)?.counts();
            let item = match said {
                Said::Annulled(target, ticket) => {
                    let ticket = ticket_of(view, &target)?.or(ticket);
                    Some(KnownItem::annulled(&target, ticket))
                }
                // Other doors would take it for an admission on another day.
                _ if !counts => None,
                Said::Passed(passage) => Some(
                    KnownItem::passed(&passage)
                        .map_err(|error| StoreError::Damaged(error.to_string()))?,
                ),
                Said::Walked(walk) => Some(KnownItem::walked(&walk)),
                Said::Visited(visit) => self.with_visits.then_some(KnownItem::Visit(VisitItem {
                    ticket: visit.ticket,
                    booth: visit.booth,
                    at_ms: visit.place.at,
                })),
                Said::LookedUp(_) | Said::Refused(..) | Said::Other => None,
            };
            let was: Option<i64> = row.get(Said::WIDTH + 4)?;
            let item = match (item, was) {
                (Some(item), Some(was)) => Some(item.corrected_from(UnixMs(was))),
                (item, _) => item,
            };
            places.push((arrival, item));
        }
        Ok(places)
    }
}

/// The ticket in a record, where both are known: by it a kiosk finds at once what was annulled.
fn ticket_of(view: &Connection, id: &RecordId) -> Result<Option<TicketNumber>, StoreError> {
    let claims: Option<Option<[u8; CLAIMS_LEN]>> = view
        .prepare_cached(
            "SELECT r.claims FROM records r JOIN journals j ON j.id = r.journal
             WHERE j.kiosk = ?1 AND j.incarnation = ?2 AND r.seq = ?3",
        )?
        .query_row(
            params![id.kiosk.as_str(), id.incarnation.0, id.seq as i64],
            |row| row.get(0),
        )
        .optional()?;
    let claims = claims.flatten().map(|bytes| Claims::from_bytes(&bytes));
    Ok(claims.and_then(Result::ok).map(|claims| claims.number))
}
