//! The exhibition as its visitors know it: days, doors, booths, programme.

use axum::Json;
use axum::extract::State;
use jiff::civil::{Date, Time};
use serde::Serialize;
use shared::catalogue::{GateDirection, Localized};
use shared::ids::{BoothNumber, ExhibitionId, GateId, TicketType, VillageId};
use shared::programme::Programme;
use shared::time::UnixMs;
use utoipa::ToSchema;

use super::error::Failures;
use crate::http::state::AppState;

/// The exhibition.
#[derive(Serialize, ToSchema)]
pub(super) struct ExhibitionReply {
    /// Its number.
    exhibition: ExhibitionId,
    /// Its name.
    name: Localized,
    /// Where it is.
    venue: Localized,
    /// The zone of all dates and times, in minutes ahead of UTC.
    utc_offset_minutes: i16,
    /// Its days, in order.
    days: Vec<ExhibitionDay>,
    /// Its gates.
    gates: Vec<ExhibitionGate>,
    /// What kinds of tickets there are.
    ticket_types: Vec<ExhibitionTicketType>,
}

/// A day of the exhibition.
#[derive(Serialize, ToSchema)]
pub(super) struct ExhibitionDay {
    /// The local date.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// When it opens, as `08:30:00`.
    #[schema(value_type = String)]
    opens: Time,
    /// When it closes; after midnight where that is earlier than it opens.
    #[schema(value_type = String)]
    closes: Time,
    /// What it is called.
    title: Localized,
}

/// A gate.
#[derive(Serialize, ToSchema)]
pub(super) struct ExhibitionGate {
    /// Its key.
    id: GateId,
    /// What people call it.
    name: Localized,
    /// Which way people go there.
    direction: ApiGateDirection,
}

/// Which way people go at a gate.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ApiGateDirection {
    /// In.
    In,
    /// Out.
    Out,
    /// In and out.
    Both,
}

/// A kind of tickets.
#[derive(Serialize, ToSchema)]
pub(super) struct ExhibitionTicketType {
    /// Its number, as totals have it.
    id: TicketType,
    /// Its key, as tickets are issued by it.
    key: String,
    /// What people call it.
    name: Localized,
    /// How many people a ticket admits where nothing else is said.
    people: u8,
}

/// The booths.
#[derive(Serialize, ToSchema)]
pub(super) struct BoothsReply {
    /// By number.
    booths: Vec<ExhibitionBooth>,
}

/// A booth.
#[derive(Serialize, ToSchema)]
pub(super) struct ExhibitionBooth {
    /// Its number on the floor plan.
    number: BoothNumber,
    /// What it is called.
    name: Localized,
    /// Whose it is.
    producer: Localized,
    /// The village that it comes from.
    village: VillageId,
    /// What that is called.
    village_name: Localized,
    /// The area it is in.
    area: String,
    /// What it shows.
    products: Vec<Localized>,
    /// More about it.
    description: Localized,
}

/// The programme.
#[derive(Serialize, ToSchema)]
pub(super) struct ProgrammeReply {
    /// In order of time.
    sessions: Vec<ProgrammeSession>,
}

/// A session.
#[derive(Serialize, ToSchema)]
pub(super) struct ProgrammeSession {
    /// Its key.
    id: String,
    /// What it is.
    title: Localized,
    /// When it begins.
    starts_ms: UnixMs,
    /// When it is over.
    ends_ms: UnixMs,
    /// The area it is in.
    area: String,
    /// Whether visitors work with their own hands.
    hands_on: bool,
    /// How many seats there are, where they are limited.
    seats: Option<u16>,
    /// How many of them nobody has.
    seats_left: Option<u32>,
}

/// The exhibition: its days, gates and kinds of tickets.
#[utoipa::path(get, path = "/api/v1/exhibition", operation_id = "exhibition", tag = "exhibition",
    responses((status = 200, description = "The exhibition.", body = ExhibitionReply), Failures),
    security(("token" = ["totals"])))]
pub(super) async fn exhibition(State(app): State<AppState>) -> Json<ExhibitionReply> {
    let catalogue = app.store.published().catalogue.clone();
    let days = catalogue.days.iter().map(|day| ExhibitionDay {
        date: day.date,
        opens: day.opens,
        closes: day.closes,
        title: day.title.clone(),
    });
    let gates = catalogue.gates.iter().map(|gate| ExhibitionGate {
        id: gate.id.clone(),
        name: gate.name.clone(),
        direction: match gate.direction {
            GateDirection::In => ApiGateDirection::In,
            GateDirection::Out => ApiGateDirection::Out,
            GateDirection::Both => ApiGateDirection::Both,
        },
    });
    let types = catalogue.ticket_types.iter();
    let types = types.map(|kind| ExhibitionTicketType {
        id: kind.id,
        key: kind.key.clone(),
        name: kind.name.clone(),
        people: kind.party,
    });
    Json(ExhibitionReply {
        exhibition: catalogue.exhibition,
        name: catalogue.name.clone(),
        venue: catalogue.venue.clone(),
        utc_offset_minutes: catalogue.utc_offset_minutes,
        days: days.collect(),
        gates: gates.collect(),
        ticket_types: types.collect(),
    })
}

/// All booths, with their villages and what they show.
#[utoipa::path(get, path = "/api/v1/booths", operation_id = "booths", tag = "exhibition",
    responses((status = 200, description = "The booths.", body = BoothsReply), Failures),
    security(("token" = ["totals"])))]
pub(super) async fn booths(State(app): State<AppState>) -> Json<BoothsReply> {
    let catalogue = app.store.published().catalogue.clone();
    let booths = catalogue.booths.iter().map(|booth| ExhibitionBooth {
        number: booth.number,
        name: booth.name.clone(),
        producer: booth.producer.clone(),
        village: booth.village.clone(),
        village_name: catalogue
            .village(&booth.village)
            .map_or_else(Localized::default, |village| village.name.clone()),
        area: booth.area.clone(),
        products: booth.products.clone(),
        description: booth.description.clone(),
    });
    Json(BoothsReply {
        booths: booths.collect(),
    })
}

/// All sessions in order of time, with their seats.
#[utoipa::path(get, path = "/api/v1/programme", operation_id = "programme", tag = "exhibition",
    responses((status = 200, description = "The programme.", body = ProgrammeReply), Failures),
    security(("token" = ["totals"])))]
pub(super) async fn programme(State(app): State<AppState>) -> Json<ProgrammeReply> {
    let catalogue = app.store.published().catalogue.clone();
    let left = app.store.places_left();
    let programme = Programme::new(&catalogue);
    let sessions = programme.slots().iter().map(|slot| {
        let session = &catalogue.sessions[slot.session];
        ProgrammeSession {
            id: session.id.clone(),
            title: session.title.clone(),
            starts_ms: slot.starts,
            ends_ms: slot.ends,
            area: session.area.clone(),
            hands_on: session.hands_on,
            seats: session.places,
            seats_left: left.get(&session.id).copied(),
        }
    });
    Json(ProgrammeReply {
        sessions: sessions.collect(),
    })
}
