//! What became of a ticket.

use axum::extract::{Path, State};
use axum::{Extension, Json};
use serde::Serialize;
use shared::ids::{GateId, KioskId};
use shared::protocol::v1::ErrorReply;
use shared::record::Fact;
use shared::time::UnixMs;
use utoipa::ToSchema;

use super::caller::ApiCaller;
use super::error::{Failures, MachineError};
use super::tickets::{ApiStatus, ApiTicket, find_one, shown};
use crate::http::state::AppState;
use crate::operations::tickets::{self, StoryEvent, StoryFact, StoryRecord};
use crate::operations::trust::written;
use crate::ports::{ApiScope, Database, TicketNote};

/// A ticket's story.
#[derive(Serialize, ToSchema)]
pub(super) struct StoryReply {
    /// The ticket.
    ticket: ApiTicket,
    /// What happened, in the order of time.
    events: Vec<ApiStoryEvent>,
}

/// Something that happened to a ticket.
#[derive(Serialize, ToSchema)]
pub(super) struct ApiStoryEvent {
    /// When; `null` where that is not known.
    at_ms: Option<UnixMs>,
    /// What.
    #[serde(flatten)]
    what: ApiStoryFact,
}

/// What happened.
#[derive(Serialize, ToSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(super) enum ApiStoryFact {
    /// Its status changed.
    Status {
        /// The status from then on.
        status: ApiStatus,
    },
    /// A kiosk recorded something.
    Record(ApiStoryRecord),
    /// Organisers noted something; only with the scope `people`.
    Note {
        /// Who.
        author: String,
        /// What.
        note: String,
    },
}

/// What a kiosk recorded of a ticket.
#[derive(Serialize, ToSchema)]
pub(super) struct ApiStoryRecord {
    /// The record: kiosk, incarnation and number.
    record: String,
    /// The kiosk that made it.
    kiosk: KioskId,
    /// What it tells of, as `entry`, `exit` or `refused`; `unreadable` for one that can't be read.
    kind: String,
    /// The gate.
    gate: Option<GateId>,
    /// How many people.
    people: Option<u16>,
    /// Why it was refused, as a code.
    reason: Option<String>,
    /// When the server received it.
    received_ms: UnixMs,
    /// Whether it was annulled.
    annulled: bool,
    /// Why the rules would have refused it with all that is known now.
    conflict: Option<String>,
    /// Why it was set aside, where it was.
    set_aside: Option<String>,
}

/// Returns what became of a ticket.
#[utoipa::path(get, path = "/api/v1/tickets/{ticket}/story", operation_id = "ticketStory", tag = "tickets",
    params(("ticket" = String, Path, description = "A number, or the code below the QR symbol.", example = "17")),
    responses((status = 200, description = "The ticket and what happened to it.", body = StoryReply),
        (status = 404, description = "There is no such ticket.", body = ErrorReply), Failures),
    security(("token" = ["tickets"])))]
pub(super) async fn story(
    State(app): State<AppState>,
    Extension(caller): Extension<ApiCaller>,
    Path(name): Path<String>,
) -> Result<Json<StoryReply>, MachineError> {
    let (wanted, now) = (name.clone(), app.now());
    let found = app.operate(move |database: &dyn Database| {
        let ticket = find_one(database, &wanted)?;
        let story = ticket.map(|it| tickets::story(database, it.claims.number, now));
        story.transpose()
    });
    let story = found
        .await??
        .flatten()
        .ok_or(MachineError::NoTicket(name))?;
    let events = story.events.into_iter();
    let events = events.filter_map(|event| event_shown(event, caller.may(ApiScope::People)));
    Ok(Json(StoryReply {
        events: events.collect(),
        ticket: shown(story.ticket, &story.catalogue, &caller),
    }))
}

fn event_shown(event: StoryEvent, with_people: bool) -> Option<ApiStoryEvent> {
    let what = match event.what {
        StoryFact::Status(status) => ApiStoryFact::Status {
            status: status.into(),
        },
        StoryFact::Record(record) => ApiStoryFact::Record(record_shown(&record)),
        StoryFact::Note(TicketNote { author, note, .. }) if with_people => {
            ApiStoryFact::Note { author, note }
        }
        StoryFact::Note(_) => return None,
    };
    Some(ApiStoryEvent {
        at_ms: event.at,
        what,
    })
}

fn record_shown(record: &StoryRecord) -> ApiStoryRecord {
    let fact = record.fact.as_ref();
    let reason = match fact {
        Some(Fact::Refused { reason, .. }) => Some(*reason),
        Some(Fact::Overridden { refused, .. }) => *refused,
        _ => None,
    };
    ApiStoryRecord {
        record: written(&record.id),
        kiosk: record.id.kiosk.clone(),
        kind: fact.map_or("unreadable", Fact::kind).to_owned(),
        gate: fact.and_then(Fact::gate).cloned(),
        people: fact.and_then(Fact::people),
        reason: reason.map(|reason| reason.code().to_owned()),
        received_ms: record.received,
        annulled: record.is_annulled,
        conflict: record.conflict.map(|reason| reason.code().to_owned()),
        set_aside: record.aside.map(|aside| aside.sentence().to_owned()),
    }
}
