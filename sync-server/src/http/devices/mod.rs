//! The kiosks' protocol, `/api/v1`: records, submissions and seats in; feed, tickets and media out.

mod auth;
mod enrol;
mod feed;
mod media;
mod records;
mod seats;
mod submissions;
mod ticket_list;

use axum::Router;
use axum::routing::{any, get, post};
use tower_http::compression::CompressionLayer;

use super::error::ApiError;
use super::state::AppState;

/// Returns the kiosks' routes.
pub(crate) fn routes() -> Router<AppState> {
    // The list of tickets is most of what a new kiosk loads over the venue's Wi-Fi.
    let ticket_list = get(ticket_list::ticket_list).layer(CompressionLayer::new().no_gzip());
    Router::new()
        .route("/api/v1/records", post(records::records))
        .route("/api/v1/letters", post(submissions::submissions))
        .route("/api/v1/places", post(seats::exchange))
        .route("/api/v1/feed", get(feed::feed))
        .route("/api/v1/register", ticket_list)
        .route("/api/v1/media/{sha256}", get(media::file))
}

/// Returns the route of a device that has no token yet. It is for encrypted connections alone, on this computer too.
pub(crate) fn enrolment() -> Router<AppState> {
    Router::new().route("/api/v1/enrol", post(enrol::enrol))
}

/// Returns the same route for connections without encryption.
pub(crate) fn enrolment_without_tls<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/api/v1/enrol", any(|| async { ApiError::WithoutTls }))
}
