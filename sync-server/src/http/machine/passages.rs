//! Passages, page after page.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shared::checkin::Direction;
use shared::ids::{GateId, KioskId, TicketNumber, TicketType};
use shared::record::Fact;
use shared::time::UnixMs;
use utoipa::{IntoParams, ToSchema};

use super::error::{Failures, MachineError};
use super::input::ApiQuery;
use crate::engine::{ExportedPassage, passage_page};
use crate::http::state::AppState;
use crate::operations::trust::written;

/// How many places of the feed a page covers where nothing else is asked for.
const PAGE: u16 = 500;
/// How many it covers at most.
const PAGE_MOST: u16 = 1_000;
/// The greatest number that every program can read.
const CURSOR_MOST: u64 = (1 << 53) - 1;

/// Which passages are wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct PassagesQuery {
    /// The cursor of the answer before; 0 for the first page.
    #[serde(default)]
    #[param(minimum = 0, maximum = 9_007_199_254_740_991_u64, default = 0)]
    after: u64,
    /// How many places of the feed the page covers; it may hold fewer passages.
    #[serde(default = "page")]
    #[param(minimum = 1, maximum = 1_000, default = 500)]
    limit: u16,
}

fn page() -> u16 {
    PAGE
}

/// A page of passages.
#[derive(Serialize, ToSchema)]
pub(super) struct PassagesReply {
    /// The passages, in the order in which the server stored them.
    passages: Vec<ApiPassage>,
    /// The cursor of the next page.
    next: u64,
    /// Whether there is a next page already. Otherwise ask again later with the same cursor.
    more: bool,
}

/// A passage as it stands now. One that was annulled, corrected or decided about comes once more on a later page: what has
/// the same `record` takes the place of what came before.
#[derive(Serialize, ToSchema)]
pub(super) struct ApiPassage {
    /// The record that tells of it: kiosk, incarnation and number.
    record: String,
    /// The kiosk that made it.
    kiosk: KioskId,
    /// What happened: `entry`, `exit`, `override`, `walk_in` or `walk_out`.
    kind: String,
    /// Which way.
    direction: ApiDirection,
    /// The gate.
    gate: GateId,
    /// When it happened, by the clock as it was corrected later.
    at_ms: UnixMs,
    /// When the server received it.
    received_ms: UnixMs,
    /// The ticket; `null` for people without one.
    ticket: Option<TicketNumber>,
    /// As what kind of visitor they count; `null` where that is not known.
    ticket_type: Option<TicketType>,
    /// How many people went.
    people: u16,
    /// Whether it counts.
    counts: bool,
    /// Whether it was annulled.
    annulled: bool,
    /// Why it was set aside, where it was.
    set_aside: Option<String>,
}

/// Which way people went.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ApiDirection {
    /// In.
    In,
    /// Out.
    Out,
}

impl From<Direction> for ApiDirection {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::In => Self::In,
            Direction::Out => Self::Out,
        }
    }
}

/// All passages of people through the gates, page after page.
#[utoipa::path(get, path = "/api/v1/passages", operation_id = "passages", tag = "tickets",
    params(PassagesQuery),
    responses((status = 200, description = "A page of passages.", body = PassagesReply), Failures),
    security(("token" = ["tickets"])))]
pub(super) async fn passages(
    State(app): State<AppState>,
    ApiQuery(query): ApiQuery<PassagesQuery>,
) -> Result<Json<PassagesReply>, MachineError> {
    if !(1..=PAGE_MOST).contains(&query.limit) {
        return Err(MachineError::Query(format!("limit is 1 to {PAGE_MOST}")));
    }
    if query.after > CURSOR_MOST {
        return Err(MachineError::Query(format!(
            "after is at most {CURSOR_MOST}"
        )));
    }
    let limit = usize::from(query.limit);
    let page = app
        .store
        .read(move |tx| passage_page(tx.records(), query.after, limit))
        .await?;
    Ok(Json(PassagesReply {
        passages: page.passages.iter().filter_map(shown).collect(),
        next: page.next,
        more: page.more,
    }))
}

fn shown(passage: &ExportedPassage) -> Option<ApiPassage> {
    let fact = &passage.fact;
    let (direction, ticket_type) = match fact {
        Fact::Passed {
            direction, claims, ..
        } => (*direction, Some(claims.kind)),
        Fact::Overridden { claims, .. } => (Direction::In, claims.map(|claims| claims.kind)),
        Fact::Walked {
            direction, kind, ..
        } => (*direction, Some(*kind)),
        _ => return None,
    };
    Some(ApiPassage {
        record: written(&passage.id),
        kiosk: passage.id.kiosk.clone(),
        kind: fact.kind().to_owned(),
        direction: direction.into(),
        gate: fact.gate()?.clone(),
        at_ms: passage.at,
        received_ms: passage.received,
        ticket: fact.ticket(),
        ticket_type,
        people: fact.people()?,
        counts: passage.aside.is_none() && !passage.is_annulled,
        annulled: passage.is_annulled,
        set_aside: passage.aside.map(|aside| aside.sentence().to_owned()),
    })
}
