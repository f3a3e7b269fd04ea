//! `GET /api/v1/ticket_list`: every ticket the organisers know, page by page.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use shared::protocol::v1::{TICKET_LIST_PAGE, TicketListQuery, TicketListReply, list_epoch};

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
    let published = app.store.published();
    // A kiosk that asks for keyed hashes was told the key.
    let key = published.code_key().filter(|_| query.keyed);
    let epoch = list_epoch(&published.epoch, key.is_some());
    // A cursor of another epoch of the store means nothing here.
    let after = if query.epoch == epoch { query.after } else { 0 };
    let page = app.store.ticket_page(after, TICKET_LIST_PAGE).await?;
    let role = published.role(&kiosk);
    let tickets = page.tickets.into_iter().map(|it| match &key {
        Some(key) => it.for_role(role).keyed(key),
        None => it.for_role(role),
    });
    Ok(Json(TicketListReply {
        epoch,
        next: page.next,
        more: page.more,
        tickets: tickets.collect(),
    }))
}
