//! The organisers' live page: its files, the totals once, and the stream of them.

mod page;
mod stream;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Json, Router};
use shared::protocol::v1::Totals;
use tower_http::compression::CompressionLayer;

use super::budget::{Budget, within};
use super::error::ApiError;
use super::headers::{default, policy};
use super::state::AppState;

/// Only what this server itself serves, and nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// How many requests count the totals at once: fewer than may read the database, which kiosks need.
const TOTALS_AT_ONCE: usize = 2;

/// Returns the live page's routes.
pub(crate) fn routes() -> Router<AppState> {
    let totals_budget = Budget::new(TOTALS_AT_ONCE, TOTALS_AT_ONCE);
    Router::new()
        .route("/", get(page::page))
        .route("/{file}", get(page::file))
        .route("/fonts/{file}", get(page::file))
        .route(
            "/api/v1/totals",
            get(totals).layer(from_fn_with_state(totals_budget, within)),
        )
        .route("/api/v1/live", get(stream::live))
        .layer((
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

/// `GET /api/v1/totals`: the totals as of now.
async fn totals(State(app): State<AppState>) -> Result<Json<Totals>, ApiError> {
    Ok(Json(app.store.totals(app.now()).await?))
}
