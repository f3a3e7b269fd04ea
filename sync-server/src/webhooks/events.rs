//! What a webhook is told.

use serde::Serialize;
use shared::checkin::TicketStatus;
use shared::ids::{ExhibitionId, GateId, KioskId, TicketNumber, TicketType};
use shared::record::Fact;
use shared::time::UnixMs;
use utoipa::ToSchema;

use crate::operations::trust::written;
use crate::ports::{
    Alert, EventCursor, FeedEntry, JournalRecord, PortError, ServerTx, Webhook, WebhookEvent,
};

/// How many places of the feed are looked at for one delivery.
const PLACES: usize = 500;
/// How many events are in one delivery at most.
const EVENTS_MOST: usize = 100;

/// What is sent to a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookDelivery {
    /// The exhibition's number.
    pub(super) exhibition: ExhibitionId,
    /// When it was sent.
    pub(super) sent_ms: UnixMs,
    /// What happened, in order. An event whose `id` was there before was sent twice.
    pub(super) events: Vec<WebhookItem>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookItem {
    /// Names the event for ever.
    pub(super) id: String,
    /// `admission`, `refusal`, `ticket_revoked`, `capacity_80`, `capacity_95`, `device_silent`, `backup_failed`, or `test`.
    pub(super) event: &'static str,
    /// When it happened.
    pub(super) at_ms: UnixMs,
    /// The record that tells of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) record: Option<String>,
    /// The kiosk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kiosk: Option<KioskId>,
    /// The gate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) gate: Option<GateId>,
    /// The ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ticket: Option<TicketNumber>,
    /// Its type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ticket_type: Option<TicketType>,
    /// How many people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) people: Option<u16>,
    /// Why it was refused, as a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<&'static str>,
}

/// What a webhook has not been told.
#[derive(Debug)]
pub(super) struct Untold {
    pub(super) items: Vec<(WebhookEvent, WebhookItem)>,
    /// How far it is told with it.
    pub(super) told: EventCursor,
    /// Whether more is there at once.
    pub(super) more: bool,
}

impl WebhookItem {
    pub(super) fn new(id: String, event: &'static str, at_ms: UnixMs) -> Self {
        Self {
            id,
            event,
            at_ms,
            record: None,
            kiosk: None,
            gate: None,
            ticket: None,
            ticket_type: None,
            people: None,
            reason: None,
        }
    }
}

/// Reads what a webhook that was told so far has not been told.
pub(super) fn untold(
    tx: &dyn ServerTx,
    webhook: &Webhook,
    told: EventCursor,
) -> Result<Untold, PortError> {
    let newest = tx.newest_event()?;
    let mut untold = Untold {
        items: Vec::new(),
        // In a database that was set back, both may be beyond what there is.
        told: EventCursor {
            arrival: told.arrival.min(newest.arrival),
            alert: told.alert.min(newest.alert),
        },
        more: false,
    };
    for alert in tx.alerts_after(untold.told.alert, EVENTS_MOST)? {
        untold.told.alert = alert.id;
        if webhook.events.contains(&alert.event) {
            untold.items.push((alert.event, of_alert(&alert)));
        }
    }
    if untold.told.arrival >= newest.arrival {
        return Ok(untold);
    }
    for (arrival, entry) in tx.records().feed_after(untold.told.arrival, PLACES)? {
        if untold.items.len() >= EVENTS_MOST {
            break;
        }
        untold.told.arrival = arrival;
        let item = of_entry(arrival, entry);
        untold
            .items
            .extend(item.filter(|(event, _)| webhook.events.contains(event)));
    }
    untold.more = untold.told.arrival < newest.arrival;
    Ok(untold)
}

fn of_alert(alert: &Alert) -> WebhookItem {
    let id = format!("alert-{}", alert.id);
    WebhookItem {
        kiosk: alert.subject.parse().ok(),
        ..WebhookItem::new(id, alert.event.code(), alert.raised)
    }
}

/// Returns what a place of the feed tells. A record that stands there once more was told before.
fn of_entry(arrival: u64, entry: FeedEntry) -> Option<(WebhookEvent, WebhookItem)> {
    let id = format!("feed-{arrival}");
    match entry {
        FeedEntry::Stored(stored) => of_record(id, &stored),
        FeedEntry::Status(ticket, TicketStatus::Revoked(since), _) => {
            let event = WebhookEvent::TicketRevoked;
            let item = WebhookItem {
                ticket: Some(ticket),
                ..WebhookItem::new(id, event.code(), since)
            };
            Some((event, item))
        }
        FeedEntry::Retimed(..) | FeedEntry::Damaged(_) | FeedEntry::Status(..) => None,
    }
}

fn of_record(id: String, stored: &JournalRecord) -> Option<(WebhookEvent, WebhookItem)> {
    // What was set aside does not count.
    let record = stored.read()?;
    let fact = &record.fact;
    let event = match fact.kind() {
        "entry" | "override" | "walk_in" => WebhookEvent::Admission,
        "refused" => WebhookEvent::Refusal,
        _ => return None,
    };
    let reason = match fact {
        Fact::Refused { reason, .. } => Some(reason.code()),
        _ => None,
    };
    let walked = match fact {
        Fact::Walked { kind, .. } => Some(*kind),
        _ => None,
    };
    let at = stored.at.unwrap_or_else(|| record.stamp.corrected());
    let item = WebhookItem {
        record: Some(written(&stored.id)),
        kiosk: Some(stored.id.kiosk.clone()),
        gate: fact.gate().cloned(),
        ticket: fact.ticket(),
        ticket_type: fact.claims().map(|claims| claims.kind).or(walked),
        people: fact.people(),
        reason,
        ..WebhookItem::new(id, event.code(), at)
    };
    Some((event, item))
}
