//! For monitors: `GET /healthz` says whether the database can be read and written, `GET /readyz` also whether the server takes
//! requests on.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use shared::protocol::v1::ErrorReply;
use tracing::error;

use super::budget::{Budget, within};
use super::error::ApiError;
use super::state::AppState;
use crate::store::StoreError;

/// How long a read or a write may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Returns the route.
pub(crate) fn routes() -> Router<AppState> {
    let budget = from_fn_with_state(Budget::new(4, 1), within);
    Router::new()
        .route("/healthz", get(health))
        .route("/readyz", get(ready))
        .layer(budget)
}

/// Answers 200 when a read and a durable write work, 503 with what does not otherwise.
#[utoipa::path(get, path = "/healthz", operation_id = "health", tag = "server",
    responses((status = 200, description = "Both work.", body = String, content_type = "text/plain"),
        (status = 503, description = "The message says what does not.", body = ErrorReply)))]
pub(super) async fn health(State(app): State<AppState>) -> Result<&'static str, ApiError> {
    let (reads, writes) = tokio::join!(
        works("reading", app.store.try_read()),
        works("writing", app.store.try_write())
    );
    match (reads, writes) {
        (true, true) => Ok("ok\n"),
        (true, false) => Err(ApiError::Unhealthy("can be read but not written to")),
        (false, true) => Err(ApiError::Unhealthy("can be written to but not read")),
        (false, false) => Err(ApiError::Unhealthy("can be neither read nor written to")),
    }
}

/// Answers 200 when a read and a durable write work and the server is not about to stop, so that a load balancer may send it
/// requests.
#[utoipa::path(get, path = "/readyz", operation_id = "ready", tag = "server",
    responses((status = 200, description = "It takes requests.", body = String, content_type = "text/plain"),
        (status = 503, description = "The message says why not.", body = ErrorReply)))]
pub(super) async fn ready(state: State<AppState>) -> Result<&'static str, ApiError> {
    if *state.stopping.borrow() {
        return Err(StoreError::Closed.into());
    }
    health(state).await
}

async fn works(what: &str, attempt: impl Future<Output = Result<(), StoreError>>) -> bool {
    match tokio::time::timeout(PATIENCE, attempt).await {
        Ok(Ok(())) => return true,
        Ok(Err(reason)) => error!("health check, {what}: {reason}"),
        Err(_) => error!(
            "health check, {what}: no answer in {} s",
            PATIENCE.as_secs()
        ),
    }
    false
}
