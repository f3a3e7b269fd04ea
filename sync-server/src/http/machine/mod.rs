//! What other programs read and change, under `/api/v1` at the organisers' port, and the document that describes it.
//!
//! How an operation is added: a handler with `#[utoipa::path]`, a line in [`OPERATIONS`] and one in [`document`].

mod caller;
mod document;
mod error;
mod exhibition;
mod figures;
mod input;
mod metrics;
mod passages;
mod story;
mod tickets;
mod uses;

use axum::Router;
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, put};
use tower_http::compression::CompressionLayer;

use super::budget::{Budget, within};
use super::desk::DeskTransport;
use super::headers::default;
use super::state::AppState;
use crate::ports::ApiScope;
use caller::Gate;

pub(crate) use caller::{ShownToken, authorise, shows_token};
pub(crate) use document::api_document;
pub(crate) use error::Failures;
pub(crate) use uses::ApiUses;

/// How many requests are answered at once: fewer than may read the database, which kiosks need.
const AT_ONCE: usize = 4;

/// A path, the scope that it needs, and what answers it.
type Operation = (&'static str, ApiScope, fn() -> MethodRouter<AppState>);

/// What needs a token of a scope. A scope that changes something is asked for by its handler.
const OPERATIONS: [Operation; 10] = [
    ("/api/v1/exhibition", ApiScope::Totals, || {
        get(exhibition::exhibition)
    }),
    ("/api/v1/booths", ApiScope::Totals, || {
        get(exhibition::booths)
    }),
    ("/api/v1/programme", ApiScope::Totals, || {
        get(exhibition::programme)
    }),
    ("/api/v1/kiosks", ApiScope::Totals, || get(figures::kiosks)),
    ("/api/v1/reports", ApiScope::Totals, || {
        get(figures::reports)
    }),
    ("/api/v1/reports/{date}", ApiScope::Totals, || {
        get(figures::report)
    }),
    ("/api/v1/passages", ApiScope::Tickets, || {
        get(passages::passages)
    }),
    ("/api/v1/tickets/{ticket}", ApiScope::Tickets, || {
        get(tickets::ticket)
    }),
    ("/api/v1/tickets/{ticket}/story", ApiScope::Tickets, || {
        get(story::story)
    }),
    (
        "/api/v1/tickets/{ticket}/status",
        ApiScope::ChangeTickets,
        || put(tickets::set_status),
    ),
];

/// Returns the routes.
pub(crate) fn routes(state: &AppState, transport: DeskTransport) -> Router<AppState> {
    let needs = |routes: MethodRouter<AppState>, scope, is_open| {
        let gate = Gate::new(state.clone(), scope, is_open);
        routes.route_layer(from_fn_with_state(gate, caller::check))
    };
    let is_local = transport == DeskTransport::Local;
    let mut routes = Router::new()
        .route(
            "/metrics",
            needs(get(metrics::metrics), ApiScope::Metrics, is_local),
        )
        .route(
            "/api/v1/tickets",
            needs(get(tickets::find), ApiScope::Tickets, false).merge(needs(
                axum::routing::post(tickets::issue),
                ApiScope::ChangeTickets,
                false,
            )),
        );
    for (path, scope, answers) in OPERATIONS {
        routes = routes.route(path, needs(answers(), scope, false));
    }
    routes
        .layer(from_fn_with_state(Budget::new(AT_ONCE, AT_ONCE), within))
        .route("/api/v1/openapi.json", get(document::openapi))
        .layer((
            default(header::CACHE_CONTROL, "no-store"),
            CompressionLayer::new(),
        ))
}
