//! Tickets: found, issued, revoked.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shared::catalogue::Catalogue;
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::protocol::v1::ErrorReply;
use utoipa::{IntoParams, ToSchema};

use super::caller::ApiCaller;
use super::error::{Failures, MachineError};
use super::input::{ApiBody, ApiQuery};
use crate::http::state::AppState;
use crate::operations::api_tokens::author;
use crate::operations::tickets::{
    self, FindError, IssueRequest, OnceError, StatusChange, TicketName, TicketSearch, TicketsError,
};
use crate::ports::{ApiScope, Database, PortError, StoredTicket};

/// How many tickets one request issues at most.
const ISSUED_MOST: u16 = 1_000;
/// How many characters a search has at most.
const SEARCHED_MOST: usize = 400;
/// How many characters a name has at most.
const NAME_MOST: usize = 200;

/// What is searched for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct TicketsQuery {
    /// A number, the code below the QR symbol, the whole code of the symbol, or a seller's code. With the scope `people` also
    /// the beginnings of words of the holder's name or of the seller's number.
    #[param(min_length = 1, max_length = 400)]
    q: String,
}

/// What a search found.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketsReply {
    /// The tickets, by number.
    tickets: Vec<ApiTicket>,
    /// Whether there are more than these.
    more: bool,
}

/// A ticket.
#[derive(Serialize, ToSchema)]
pub(super) struct ApiTicket {
    /// Its number.
    number: TicketNumber,
    /// The code below the QR symbol of an own ticket.
    short_code: Option<String>,
    /// The key of its kind; `null` for one that the exhibition no longer has.
    kind: Option<String>,
    /// How many people it admits.
    people: u8,
    /// The dates it is valid on.
    #[schema(value_type = Vec<String>)]
    dates: Vec<Date>,
    /// Whether it is honoured.
    status: ApiStatus,
    /// Who sold a ticket of another seller.
    seller: Option<String>,
    /// The seller's own number.
    reference: Option<String>,
    /// The name it was issued to; only with the scope `people`.
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<String>,
}

/// Whether a ticket is honoured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ApiStatus {
    /// It is.
    Valid,
    /// It is stopped for a talk with staff.
    Blocked,
    /// It was withdrawn.
    Revoked,
}

/// Which tickets to issue.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IssueBody {
    /// The key of their kind.
    #[schema(example = "visitor")]
    kind: String,
    /// How many.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 1_000, default = 1)]
    count: u16,
    /// The dates they are valid on; all days of the exhibition where there are none.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 16)]
    days: Vec<Date>,
    /// How many people each admits; what the kind says where it is not given.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 255)]
    people: Option<u8>,
    /// The names that they are issued to, in order; those beyond them have none.
    #[serde(default)]
    #[schema(max_items = 1_000)]
    names: Vec<String>,
}

fn one() -> u16 {
    1
}

/// Tickets that were issued.
#[derive(Serialize, ToSchema)]
pub(super) struct IssuedReply {
    /// In the order of their numbers.
    tickets: Vec<ApiIssuedTicket>,
}

/// A ticket that was issued.
#[derive(Serialize, ToSchema)]
pub(super) struct ApiIssuedTicket {
    /// Its number.
    number: TicketNumber,
    /// The digits of its QR symbol.
    digits: String,
    /// The code to print below the symbol.
    short_code: String,
    /// The dates it is valid on.
    #[schema(value_type = Vec<String>)]
    dates: Vec<Date>,
}

/// What a ticket's status is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusBody {
    /// The status.
    status: ApiStatus,
}

impl From<TicketStatus> for ApiStatus {
    fn from(status: TicketStatus) -> Self {
        match status {
            TicketStatus::Good => Self::Valid,
            TicketStatus::Blocked(_) => Self::Blocked,
            TicketStatus::Revoked(_) => Self::Revoked,
        }
    }
}

/// Finds tickets by what a person has of them.
#[utoipa::path(get, path = "/api/v1/tickets", operation_id = "findTickets", tag = "tickets",
    params(TicketsQuery),
    responses((status = 200, description = "What was found.", body = TicketsReply), Failures),
    security(("token" = ["tickets"])))]
pub(super) async fn find(
    State(app): State<AppState>,
    Extension(caller): Extension<ApiCaller>,
    ApiQuery(query): ApiQuery<TicketsQuery>,
) -> Result<Json<TicketsReply>, MachineError> {
    if !(1..=SEARCHED_MOST).contains(&query.q.chars().count()) {
        let length = format!("q has 1 to {SEARCHED_MOST} characters");
        return Err(MachineError::Query(length));
    }
    let by_name = caller.may(ApiScope::People);
    let search = move |database: &dyn Database| {
        if by_name {
            return tickets::search(database, &query.q);
        }
        // What is found by a name would give the name away.
        let found = match tickets::find_tickets(database, &[query.q]) {
            Ok(found) => found,
            Err(FindError::Several { numbers, .. }) => numbers,
            Err(FindError::Database(error)) => return Err(error),
            Err(_) => Vec::new(),
        };
        Ok(TicketSearch {
            tickets: database.read()?.known_tickets(&found)?,
            more: false,
        })
    };
    let found = app.operate(search).await??;
    let catalogue = app.store.published().catalogue.clone();
    let tickets = found.tickets.into_iter();
    Ok(Json(TicketsReply {
        tickets: tickets
            .map(|ticket| shown(ticket, &catalogue, &caller))
            .collect(),
        more: found.more,
    }))
}

/// Returns a ticket by its number or the code below its QR symbol.
#[utoipa::path(get, path = "/api/v1/tickets/{ticket}", operation_id = "ticket", tag = "tickets",
    params(("ticket" = String, Path, description = "A number, or the code below the QR symbol.", example = "17")),
    responses((status = 200, description = "The ticket.", body = ApiTicket),
        (status = 404, description = "There is no such ticket.", body = ErrorReply), Failures),
    security(("token" = ["tickets"])))]
pub(super) async fn ticket(
    State(app): State<AppState>,
    Extension(caller): Extension<ApiCaller>,
    Path(name): Path<String>,
) -> Result<Json<ApiTicket>, MachineError> {
    let wanted = name.clone();
    let found = app.operate(move |database| find_one(database, &wanted));
    let ticket = found.await??.ok_or(MachineError::NoTicket(name))?;
    let catalogue = &app.store.published().catalogue;
    Ok(Json(shown(ticket, catalogue, &caller)))
}

/// Issues tickets.
#[utoipa::path(post, path = "/api/v1/tickets", operation_id = "issueTickets", tag = "tickets",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255, pattern = "^[!-~]+$",
        description = "Has a request issue its tickets once: with the same key it is answered for a day with the same tickets.")),
    request_body = IssueBody,
    responses((status = 201, description = "The tickets.", body = IssuedReply),
        (status = 413, description = "The body is too long.", body = ErrorReply),
        (status = 415, description = "The body is no JSON.", body = ErrorReply),
        (status = 422, description = "Such tickets can't be issued.", body = ErrorReply), Failures),
    security(("token" = ["tickets.change"])))]
pub(super) async fn issue(
    State(app): State<AppState>,
    Extension(ApiCaller(token)): Extension<ApiCaller>,
    asked: ApiBody<IssueBody>,
) -> Result<(StatusCode, Json<IssuedReply>), MachineError> {
    let key = asked.keyed(&token);
    let body = asked.body;
    let refused = |what: String| Err(MachineError::Refused(what));
    if !(1..=ISSUED_MOST).contains(&body.count) {
        return refused(format!(
            "count is 1 to {ISSUED_MOST}; ask for more in another request"
        ));
    }
    if body.names.len() > usize::from(body.count) {
        return refused("there are more names than tickets".to_owned());
    }
    let is_name = |name: &String| {
        (1..=NAME_MOST).contains(&name.trim().chars().count())
            && !name.chars().any(char::is_control)
    };
    if !body.names.iter().all(is_name) {
        return refused(format!("a name has 1 to {NAME_MOST} characters"));
    }
    let calendar = app.store.published().catalogue.calendar();
    let place = |date: &Date| calendar.days.iter().position(|day| day == date);
    let places: Option<BTreeSet<usize>> = body.days.iter().map(place).collect();
    let Some(mut places) = places else {
        return refused(
            "a date is no day of the exhibition; /api/v1/exhibition has them".to_owned(),
        );
    };
    if places.is_empty() {
        places.extend(0..calendar.days.len());
    }
    let request = IssueRequest {
        count: body.count.into(),
        kind: body.kind,
        days: places
            .iter()
            .take_while(|it| **it < 16)
            .fold(0, |mask, place| mask | 1 << place),
        party: body.people,
    };
    let now = app.now();
    let names: Vec<String> = body
        .names
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    let issued = app.operate(move |database| {
        let database = database.by(author(&token, now));
        match key {
            Some(key) => tickets::issue_once(&*database, &key, &request, &names, now),
            None => Ok(tickets::issue_to(&*database, &request, &names, now)?),
        }
    });
    let issued = issued.await?.map_err(refused_once)?;
    app.store.look().await?;
    let tickets = issued.into_iter().map(|ticket| ApiIssuedTicket {
        number: ticket.number,
        digits: ticket.digits,
        short_code: ticket.short_code.to_string(),
        dates: ticket.dates,
    });
    let reply = IssuedReply {
        tickets: tickets.collect(),
    };
    Ok((StatusCode::CREATED, Json(reply)))
}

/// Revokes, blocks or reinstates a ticket. Doing it again changes nothing.
#[utoipa::path(put, path = "/api/v1/tickets/{ticket}/status", operation_id = "setTicketStatus", tag = "tickets",
    params(("ticket" = String, Path, description = "A number, or the code below the QR symbol.", example = "17"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255, pattern = "^[!-~]+$",
            description = "Has a request change the status once: with the same key it changes nothing for a day.")),
    request_body = StatusBody,
    responses((status = 200, description = "The ticket as it is now.", body = ApiTicket),
        (status = 404, description = "There is no such ticket.", body = ErrorReply),
        (status = 413, description = "The body is too long.", body = ErrorReply),
        (status = 415, description = "The body is no JSON.", body = ErrorReply),
        (status = 422, description = "Another request came with this key.", body = ErrorReply), Failures),
    security(("token" = ["tickets.change"])))]
pub(super) async fn set_status(
    State(app): State<AppState>,
    Extension(caller): Extension<ApiCaller>,
    Path(name): Path<String>,
    asked: ApiBody<StatusBody>,
) -> Result<Json<ApiTicket>, MachineError> {
    let now = app.now();
    let (wanted, by) = (name.clone(), author(&caller.0, now));
    let (key, body) = (asked.keyed(&caller.0), asked.body);
    let changed = app.operate(move |database| -> Result<_, OnceError> {
        let Some(ticket) = find_one(database, &wanted)? else {
            return Ok(None);
        };
        let change = match body.status {
            ApiStatus::Valid => StatusChange::Reinstate,
            ApiStatus::Blocked => StatusChange::Block,
            ApiStatus::Revoked => StatusChange::Revoke,
        };
        let change = (ApiStatus::from(ticket.status) != body.status).then_some(change);
        let (by, number) = (database.by(by), ticket.claims.number);
        match (key, change) {
            (Some(key), change) => tickets::set_status_once(&*by, &key, number, change, now)?,
            (None, Some(change)) => tickets::set_status(&*by, &[number], change, now)?,
            (None, None) => {}
        }
        Ok(find_one(database, &wanted)?)
    });
    let ticket = changed.await?.map_err(refused_once)?;
    let ticket = ticket.ok_or(MachineError::NoTicket(name))?;
    app.store.look().await?;
    let catalogue = &app.store.published().catalogue;
    Ok(Json(shown(ticket, catalogue, &caller)))
}

fn refused_once(error: OnceError) -> MachineError {
    match error {
        OnceError::Tickets(TicketsError::Database(error)) => error.into(),
        error => MachineError::Refused(error.to_string()),
    }
}

/// Returns the ticket with a number or a short code.
pub(super) fn find_one(
    database: &dyn Database,
    name: &str,
) -> Result<Option<StoredTicket>, PortError> {
    let Ok(name) = name.parse::<TicketName>() else {
        return Ok(None);
    };
    let (number, code) = name.parts();
    let view = database.read()?;
    if view.ticket_claims(number, code)?.is_none() {
        return Ok(None);
    }
    Ok(view.known_tickets(&[number])?.pop())
}

/// Returns a ticket as a program may see it.
pub(super) fn shown(ticket: StoredTicket, catalogue: &Catalogue, caller: &ApiCaller) -> ApiTicket {
    let calendar = catalogue.calendar();
    let dates = ticket.claims.valid_days();
    let kind = catalogue.ticket_type(ticket.claims.kind);
    ApiTicket {
        number: ticket.claims.number,
        short_code: ticket.short_code.map(|code| code.to_string()),
        kind: kind.map(|kind| kind.key.clone()),
        people: ticket.claims.party,
        dates: dates.filter_map(|day| calendar.date_of(day)).collect(),
        status: ticket.status.into(),
        seller: ticket.seller,
        reference: ticket.reference,
        holder: ticket.holder.filter(|_| caller.may(ApiScope::People)),
    }
}
