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
pub(in crate::http) mod signs;
mod visitor;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::Markup;
use shared::catalogue::Catalogue;
use shared::ids::BoothNumber;
use shared::route::{Destination, amenity};
use tower_http::compression::CompressionLayer;

use super::budget::{Budget, Client, within};
use super::error::ApiError;
use super::etag;
use super::headers::{default, policy};
use super::state::AppState;
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

const HTML: &str = "text/html; charset=utf-8";

/// Returns the routes of visitors' phones.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/b", get(list))
        .route("/b/", get(list))
        .route("/b/programme", get(programme))
        .route("/b/area/{id}", get(area))
        .route("/b/place/{id}", get(place))
        .route("/b/nearest/{kind}", get(nearest))
        .route("/b/{number}", get(booth))
        .layer((
            from_fn_with_state(Budget::of_processors(), within),
            policy(POLICY),
            CompressionLayer::new(),
            default(header::VARY, "accept-language"),
        ))
        .route("/media/{sha256}", get(file))
        .route("/public.css", get(style))
        .route("/icon.svg", get(icon))
        .route("/", get(|| async { Redirect::temporary("/b") }))
}

/// Returns whether a path is that of a page.
pub(crate) fn is_page(path: &str) -> bool {
    path == "/b" || path.starts_with("/b/")
}

async fn style(headers: HeaderMap) -> Response {
    let style = include_bytes!("../../../../assets/public/public.css").as_slice();
    let kind = "text/css; charset=utf-8";
    etag::answer(&headers, &etag::of(style), kind, style)
}

async fn icon(headers: HeaderMap) -> Response {
    let icon = include_bytes!("../../../../assets/dashboard/icon.svg").as_slice();
    etag::answer(&headers, &etag::of(icon), "image/svg+xml", icon)
}

/// A visitor's request for a page.
struct PageRequest {
    app: AppState,
    /// The catalogue in force.
    catalogue: Arc<Catalogue>,
    visitor: Visitor,
    headers: HeaderMap,
}

impl FromRequestParts<AppState> for PageRequest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        Ok(Self {
            app: app.clone(),
            catalogue: app.store.published().catalogue.clone(),
            visitor: Visitor::from_request_parts(parts, app).await?,
            headers: parts.headers.clone(),
        })
    }
}

impl PageRequest {
    /// Returns the page, which may be kept for so long; without one, that there is none.
    fn answer(&self, page: Option<Markup>, cached: &'static str) -> Response {
        let Some(page) = page else {
            let page = list::not_there(&self.catalogue, &self.visitor).into_string();
            let headers = [
                (header::CONTENT_TYPE, HTML),
                (header::CACHE_CONTROL, "no-cache"),
            ];
            return (StatusCode::NOT_FOUND, headers, page).into_response();
        };
        let page = page.into_string();
        let mut response = etag::answer(&self.headers, &etag::of(page.as_bytes()), HTML, page);
        let cached = HeaderValue::from_static(cached);
        response.headers_mut().insert(header::CACHE_CONTROL, cached);
        response
    }

    /// Returns what is on now, with the seats that nobody has. A page without them is better than none.
    fn now(&self) -> Now<'_> {
        let left = self.app.store.places_left();
        Now::new(&self.catalogue, self.app.now(), left)
    }

    fn place(&self, goal: &Destination) -> Response {
        self.answer(place::page(&self.catalogue, goal, &self.visitor), CACHED)
    }
}

/// `GET /b/{number}`: a booth, and the way there from `from`.
async fn booth(request: PageRequest, Path(number): Path<String>) -> Response {
    let number = number.parse().ok().map(BoothNumber);
    let found = number.and_then(|number| request.catalogue.booth(number));
    let page = found.map(|found| booth::page(&request.catalogue, found, &request.visitor));
    request.answer(page, CACHED)
}

/// `GET /b/area/{id}`: an area, the way there from `from`, and what is on there.
async fn area(request: PageRequest, Path(id): Path<String>) -> Response {
    let Some(found) = request.catalogue.areas.iter().find(|area| area.id == id) else {
        return request.answer(None, MOVING);
    };
    let now = request.now();
    let page = area::page(&request.catalogue, found, &now, &request.visitor);
    request.answer(Some(page), MOVING)
}

/// `GET /b/place/{id}`: a place of the plan, and the way there from `from`.
async fn place(request: PageRequest, Path(id): Path<String>) -> Response {
    request.place(&Destination::Place(id))
}

/// `GET /b/nearest/{kind}`: the way from `from` to the nearest place of a kind.
async fn nearest(request: PageRequest, Path(kind): Path<String>) -> Response {
    match amenity(&kind).map(Destination::Nearest) {
        Some(goal) => request.place(&goal),
        None => request.answer(None, CACHED),
    }
}

/// `GET /b/programme`: what is on, what comes next, what is later.
async fn programme(request: PageRequest) -> Response {
    let now = request.now();
    let page = programme::page(&request.catalogue, &now, &request.visitor);
    request.answer(Some(page), MOVING)
}

/// `GET /b`: all booths, by village.
async fn list(request: PageRequest) -> Response {
    let page = list::page(&request.catalogue, &request.visitor);
    request.answer(Some(page), CACHED)
}

/// `GET /media/{sha256}`: a picture of a page.
async fn file(
    State(app): State<AppState>,
    client: Client,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    app.phones_media
        .clone()
        .serve(client, &hash, &headers)
        .await
}

#[cfg(test)]
mod tests;
