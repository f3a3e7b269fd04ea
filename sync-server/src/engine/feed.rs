//! One part of the feed: records and changes of tickets' statuses, in the one order in which they were stored.

use shared::catalogue::Catalogue;
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::protocol::v1::{KnownItem, TicketStatusItem, VisitItem};
use shared::record::{Fact, RecordId};
use shared::time::UnixMs;

use super::duplicates::counted_for;
use super::quarantine::FREED;
use crate::ports::{FeedEntry, JournalRecord, PortError, RecordsTx, SetAsideReason};

/// A part of the feed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FeedPage {
    /// What kiosks are told.
    pub(crate) items: Vec<KnownItem>,
    /// The cursor after this part.
    pub(crate) next: u64,
    /// Whether more is there at once.
    pub(crate) more: bool,
    /// Records that stand there and are told to nobody, since their rows are not as they were written.
    pub(crate) damaged: Vec<RecordId>,
    /// Whether the cursor it was asked for is a place of this feed.
    pub(crate) cursor_is_known: bool,
}

/// Reads at most `limit` feed positions after the cursor, `with_visits` to booths or without.
pub(crate) fn feed_page(
    tx: &dyn RecordsTx,
    catalogue: &Catalogue,
    after: u64,
    limit: usize,
    with_visits: bool,
) -> Result<FeedPage, PortError> {
    let last = tx.last_arrival()?;
    let cursor_is_known = tx.is_taken(after)?;
    let mut next = after;
    let (mut items, mut damaged) = (Vec::new(), Vec::new());
    for (arrival, entry) in tx.feed_after(after, limit)? {
        // What tells kiosks nothing takes a place too, so that the cursor moves past it.
        next = arrival;
        let item = match entry {
            FeedEntry::Stored(record) => known_item(tx, catalogue, &record, with_visits)?,
            FeedEntry::Retimed(record, was) => {
                let item = known_item(tx, catalogue, &record, with_visits)?;
                again(tx, catalogue, &record, was, item)?
            }
            FeedEntry::Damaged(id) => {
                damaged.push(id);
                None
            }
            FeedEntry::Status(ticket, status, since) => Some(status_item(ticket, status, since)),
        };
        items.extend(item);
    }
    Ok(FeedPage {
        items,
        next,
        more: next < last,
        damaged,
        cursor_is_known,
    })
}

/// Returns what kiosks are told of a record.
fn known_item(
    tx: &dyn RecordsTx,
    catalogue: &Catalogue,
    stored: &JournalRecord,
    with_visits: bool,
) -> Result<Option<KnownItem>, PortError> {
    let (Some(record), Some(at)) = (stored.read(), stored.at) else {
        return Ok(None);
    };
    let order = stored.order(at);
    let fact = &record.fact;
    if let Fact::Annulled { target, ticket, .. } = fact {
        let mut stored = tx.record(target)?;
        if let Some(named) = &stored
            && let Some(counted) = counted_for(tx, catalogue.exhibition, named)?
        {
            stored = Some(counted);
        }
        let target = stored.as_ref().map_or(target, |it| &it.id);
        let known = stored.as_ref().and_then(ticket_of).or(*ticket);
        let at = stored.as_ref().and_then(time_of);
        return Ok(Some(KnownItem::annulled(target, known).of_time(at)));
    }
    if !catalogue.calendar().timing(at, stored.received).counts() {
        // Other doors would take it for an admission on another day.
        return Ok(None);
    }
    if let Some(walk_in) = fact.walk_in(order.clone()) {
        return Ok(Some(KnownItem::walked(&walk_in)));
    }
    if let Some(visit) = fact.visit(order.clone()) {
        let item = VisitItem {
            ticket: visit.ticket,
            booth: visit.booth,
            at_ms: visit.order.at,
        };
        return Ok(with_visits.then_some(KnownItem::Visit(item)));
    }
    let passage = fact.passage(order);
    let item = passage
        .map(|passage| KnownItem::passed(&passage))
        .transpose();
    item.map_err(|error| PortError::Damaged(Box::new(error)))
}

/// Returns what kiosks are told of a record that stands in the feed once more: it may have another time than before, be
/// taken back, or count again. They are told how it is now.
fn again(
    tx: &dyn RecordsTx,
    catalogue: &Catalogue,
    stored: &JournalRecord,
    was: UnixMs,
    item: Option<KnownItem>,
) -> Result<Option<KnownItem>, PortError> {
    let counts = stored.aside.is_none() && !tx.is_annulled(&stored.id)?;
    // When kiosks heard that it happened, if they did: what was learnt of a record's time while it was taken back was told to
    // nobody, nor that one counts again while its time did not count.
    let (heard, is_released) = if was == FREED {
        (stored.read().map(|it| it.stamp.corrected()), counts)
    } else {
        let hidden = !catalogue.calendar().timing(was, stored.received).counts();
        (Some(was), counts && hidden)
    };
    let heard = heard.filter(|heard| stored.at.is_some_and(|at| at != *heard));
    if !counts && (was == FREED || heard.is_none()) {
        let annulled = KnownItem::annulled(&stored.id, ticket_of(stored));
        return Ok(Some(annulled.of_time(time_of(stored))));
    }
    Ok(item.map(|mut item| {
        if let Some(heard) = heard {
            item = item.corrected_from(heard);
        }
        if is_released || heard.is_none() {
            item = item.released();
        }
        item
    }))
}

/// Returns the ticket in a record, where there is one: by it a kiosk finds at once what was annulled.
fn ticket_of(stored: &JournalRecord) -> Option<TicketNumber> {
    let record = stored.read()?;
    record.fact.claims().map(|claims| claims.number)
}

/// Returns when what was annulled happened. The event of a duplicate counts where it came first.
fn time_of(stored: &JournalRecord) -> Option<UnixMs> {
    stored
        .at
        .filter(|_| stored.aside != Some(SetAsideReason::Duplicate))
}

fn status_item(ticket: TicketNumber, status: TicketStatus, since_ms: UnixMs) -> KnownItem {
    let item = TicketStatusItem { ticket, since_ms };
    match status {
        TicketStatus::Good => KnownItem::Reinstated(item),
        TicketStatus::Revoked(_) => KnownItem::Revoked(item),
        TicketStatus::Blocked(_) => KnownItem::Blocked(item),
    }
}
