//! The pages that visitors open on their phones: a booth and the way there, and the list of booths.
//!
//! No account, no script, nothing from elsewhere: plain pages with the plan drawn into them, light enough for a bad
//! network. Kiosks show the addresses as codes; see [`shared::link`].

mod booth;
mod frame;
mod list;
mod plan;
mod signs;
mod texts;
mod visitor;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use sha2::{Digest, Sha256};
use shared::ids::BoothNumber;

use crate::app::App;
use visitor::{Asked, Visitor};

/// Nothing but what is in the page, and this server's style sheet. Nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// A phone may show a page again for so long without asking: catalogues change seldom. When the network is gone, it
/// may show an old one for a day.
const CACHED: &str = "public, max-age=60, stale-if-error=86400";

/// `GET /b/{number}`: a booth, and the way there from `from`.
pub(crate) async fn booth(
    State(app): State<App>,
    Path(number): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::new(asked.ok().map(|Query(asked)| asked), &headers);
    let catalogue = app.store.published().catalogue.clone();
    let found = number.parse().ok().map(BoothNumber);
    let found = found.and_then(|number| catalogue.booth(number));
    let (status, markup) = if let Some(found) = found {
        (StatusCode::OK, booth::page(&catalogue, found, &visitor))
    } else {
        (StatusCode::NOT_FOUND, list::not_there(&catalogue, &visitor))
    };
    page(status, markup, &headers)
}

/// `GET /b`: all booths, by village.
pub(crate) async fn list(
    State(app): State<App>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::new(asked.ok().map(|Query(asked)| asked), &headers);
    let catalogue = app.store.published().catalogue.clone();
    page(StatusCode::OK, list::page(&catalogue, &visitor), &headers)
}

fn page(status: StatusCode, markup: Markup, asked: &HeaderMap) -> Response {
    let html = markup.into_string();
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&html)[..12]));
    let known = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|tags| tags.to_str().is_ok_and(|tags| tags.contains(tag.as_str())));
    let mut response = if known && status == StatusCode::OK {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (status, kind, html).into_response()
    };
    let cached = if status == StatusCode::OK {
        CACHED
    } else {
        "no-cache"
    };
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
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests;
