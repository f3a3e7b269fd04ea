//! `GET /api/v1/ticket_list`: every ticket the organisers know, page by page.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use shared::protocol::v1::{KioskRole, TICKET_LIST_PAGE, TicketListQuery, TicketListReply};

use super::auth::FromKiosk;
use crate::http::error::ApiError;
use crate::http::state::AppState;

/// Answers with the tickets that were added or changed after the cursor.
pub(super) async fn ticket_list(
    State(app): State<AppState>,
    FromKiosk(kiosk): FromKiosk,
    query: Result<Query<TicketListQuery>, QueryRejection>,
) -> Result<Json<TicketListReply>, ApiError> {
    let Query(query) = query?;
    let epoch = app.store.published().epoch.clone();
    // A cursor of another epoch of the store means nothing here.
    let after = if query.epoch == epoch { query.after } else { 0 };
    let page = app.store.ticket_page(after, TICKET_LIST_PAGE).await?;
    // One that is no longer enrolled is told the least.
    let role = app.store.published().roles.get(&kiosk).copied();
    let role = role.unwrap_or(KioskRole::Hall);
    let tickets = page.tickets.into_iter().map(|it| it.for_role(role));
    Ok(Json(TicketListReply {
        epoch,
        next: page.next,
        more: page.more,
        tickets: tickets.collect(),
    }))
}
