//! The kiosks' protocol, `/api/v1`: records, submissions and seats in; feed, tickets and media out.

mod auth;
mod feed;
mod letters;
mod media;
mod records;
mod register;
mod seats;

use axum::Router;
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;

use super::state::AppState;

/// Returns the kiosks' routes.
pub(crate) fn routes() -> Router<AppState> {
    // The list of tickets is most of what a new kiosk loads over the venue's Wi-Fi.
    let register = get(register::register).layer(CompressionLayer::new().no_gzip());
    Router::new()
        .route("/api/v1/records", post(records::records))
        .route("/api/v1/letters", post(letters::letters))
        .route("/api/v1/places", post(seats::exchange))
        .route("/api/v1/feed", get(feed::feed))
        .route("/api/v1/register", register)
        .route("/api/v1/media/{sha256}", get(media::file))
}
