//! The organisers' live page: its files, the totals once, and the stream of them; whole at the desk, or as a link opens it.

mod link;
mod page;
mod script;
mod session;
pub(super) mod stream;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Extension, Json, Router};
use shared::protocol::v1::Totals;
use tower_http::compression::CompressionLayer;

use super::budget::{Budget, within};
use super::desk::DeskTransport;
use super::error::ApiError;
use super::headers::{default, policy};
use super::machine::Failures;
use super::state::AppState;
use crate::operations::links::LinkKind;
use link::LinkGate;

pub(crate) use page::static_file;

/// Only what this server itself serves, and nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// How many requests count the totals at once: fewer than may read the database, which kiosks need.
const TOTALS_AT_ONCE: usize = 2;

/// Returns the live page's routes for who is signed in at the desk; on this computer itself for everybody, as long as there
/// are no accounts.
pub(crate) fn routes(state: &AppState, transport: DeskTransport) -> Router<AppState> {
    let gate = (state.clone(), transport);
    routes_below("", LinkKind::Desk).layer(from_fn_with_state(gate, session::check))
}

/// Returns the live page's routes below a link: `/wall/SECRET/` or `/desk/SECRET/`.
pub(crate) fn routes_by_link(state: &AppState, kind: LinkKind) -> Router<AppState> {
    let prefix = match kind {
        LinkKind::Wall => "/wall/{secret}",
        LinkKind::Desk => "/desk/{secret}",
    };
    let gate = LinkGate::new(state.clone(), kind);
    routes_below(prefix, kind).layer(from_fn_with_state(gate, link::check))
}

fn routes_below(prefix: &str, kind: LinkKind) -> Router<AppState> {
    let totals_budget = Budget::new(TOTALS_AT_ONCE, TOTALS_AT_ONCE);
    let below = |path: &str| format!("{prefix}{path}");
    Router::new()
        .route(&below("/"), get(page::page))
        .route(&below("/{file}"), get(page::file))
        .route(&below("/fonts/{file}"), get(page::file))
        .route(
            &below("/api/v1/totals"),
            get(totals).layer(from_fn_with_state(totals_budget, within)),
        )
        .route(&below("/api/v1/live"), get(stream::live))
        .layer((
            Extension(kind),
            policy(POLICY),
            default(
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
            default(header::CACHE_CONTROL, "no-cache"),
            // It leaves event streams as they are.
            CompressionLayer::new(),
        ))
}

/// The totals as of now.
#[utoipa::path(get, path = "/api/v1/totals", operation_id = "totals", tag = "figures",
    responses((status = 200, description = "The totals, with how complete they are.", body = Totals), Failures),
    security(("token" = ["totals"])))]
pub(super) async fn totals(
    State(app): State<AppState>,
    Extension(kind): Extension<LinkKind>,
) -> Result<Json<Totals>, ApiError> {
    let totals = app.store.totals(app.now()).await?;
    Ok(Json(seen_by(kind, totals)))
}

/// Returns the totals as those may see them who have a link of a kind.
pub(crate) fn seen_by(kind: LinkKind, totals: Totals) -> Totals {
    match kind {
        LinkKind::Wall => totals.for_wall(),
        LinkKind::Desk => totals,
    }
}
