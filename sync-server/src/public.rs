//! The pages that visitors open on their phones: a booth, an area, a place or the nearest amenity with the way there,
//! the list of booths, the programme.
//!
//! No account, no script, nothing from elsewhere: plain pages with the plan drawn into them, light enough for a bad
//! network. Kiosks show the addresses as codes; see [`shared::link`].

mod area;
mod booth;
mod directions;
mod frame;
mod list;
mod place;
mod plan;
mod programme;
mod signs;
mod texts;
mod visitor;

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use sha2::{Digest, Sha256};
use shared::catalogue::Catalogue;
use shared::ids::BoothNumber;
use shared::route::{Destination, amenity};

use crate::app::App;
use programme::Now;
use visitor::Visitor;

/// Nothing but what is in the page, and this server's style sheet. Nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// A phone may show a page again for so long without asking: catalogues change seldom. When the network is gone, it
/// may show an old one for a day.
const CACHED: &str = "public, max-age=60, stale-if-error=86400";

/// The same for a page that says what is on now.
const MOVING: &str = "public, max-age=20, stale-if-error=3600";

/// `GET /b/{number}`: a booth, and the way there from `from`.
pub(crate) async fn booth(
    State(app): State<App>,
    Path(number): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let catalogue = app.store.published().catalogue.clone();
    let found = number.parse().ok().map(BoothNumber);
    let found = found.and_then(|number| catalogue.booth(number));
    match found {
        Some(found) => page(booth::page(&catalogue, found, &visitor), CACHED, &headers),
        None => not_there(&catalogue, &visitor),
    }
}

/// `GET /b/area/{id}`: an area, the way there from `from`, and what is on there.
pub(crate) async fn area(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let catalogue = app.store.published().catalogue.clone();
    let Some(found) = catalogue.areas.iter().find(|area| area.id == id) else {
        return not_there(&catalogue, &visitor);
    };
    let now = Now::new(&catalogue, app.now(), places_left(&app).await);
    page(
        area::page(&catalogue, found, &now, &visitor),
        MOVING,
        &headers,
    )
}

/// `GET /b/place/{id}`: a place of the plan, and the way there from `from`.
pub(crate) async fn place(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let catalogue = app.store.published().catalogue.clone();
    place_page(&catalogue, &Destination::Place(id), &visitor, &headers)
}

/// `GET /b/nearest/{kind}`: the way from `from` to the nearest place of a kind.
pub(crate) async fn nearest(
    State(app): State<App>,
    Path(kind): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let catalogue = app.store.published().catalogue.clone();
    match amenity(&kind).map(Destination::Nearest) {
        Some(goal) => place_page(&catalogue, &goal, &visitor, &headers),
        None => not_there(&catalogue, &visitor),
    }
}

fn place_page(
    catalogue: &Catalogue,
    goal: &Destination,
    visitor: &Visitor,
    headers: &HeaderMap,
) -> Response {
    match place::page(catalogue, goal, visitor) {
        Some(markup) => page(markup, CACHED, headers),
        None => not_there(catalogue, visitor),
    }
}

/// `GET /b/programme`: what is on, what comes next, what is later.
pub(crate) async fn programme(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let catalogue = app.store.published().catalogue.clone();
    let now = Now::new(&catalogue, app.now(), places_left(&app).await);
    page(
        programme::page(&catalogue, &now, &visitor),
        MOVING,
        &headers,
    )
}

/// How many places nobody has, by session. A page without them is better than none.
async fn places_left(app: &App) -> HashMap<String, u32> {
    app.store.places_left().await.unwrap_or_default()
}

/// `GET /b`: all booths, by village.
pub(crate) async fn list(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Response {
    let catalogue = app.store.published().catalogue.clone();
    page(list::page(&catalogue, &visitor), CACHED, &headers)
}

/// There is nothing of that name; the list is the way on.
fn not_there(catalogue: &Catalogue, visitor: &Visitor) -> Response {
    let html = list::not_there(catalogue, visitor).into_string();
    answer(StatusCode::NOT_FOUND, html, "no-cache")
}

fn page(markup: Markup, cached: &str, asked: &HeaderMap) -> Response {
    let html = markup.into_string();
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&html)[..12]));
    let known = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|tags| tags.to_str().is_ok_and(|tags| tags.contains(tag.as_str())));
    let mut response = if known {
        answer(StatusCode::NOT_MODIFIED, String::new(), cached)
    } else {
        answer(StatusCode::OK, html, cached)
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn answer(status: StatusCode, html: String, cached: &str) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    let mut response = (status, kind, html).into_response();
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &str); 5] = [
        (header::CACHE_CONTROL, cached),
        (header::VARY, "accept-language"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in fixed {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests;
