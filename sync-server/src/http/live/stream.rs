//! `GET /api/v1/live`: attendance as server-sent events.
//!
//! A `totals` event is a whole snapshot. With `?changes=true`, a snapshot that follows the one before it comes as a
//! `changes` event instead: a JSON merge patch (RFC 7396), in which a list of named items may be changed by
//! `{"by": NAME, "changed": [ITEM…]}`: each item is merged into the one with the same NAME, or appended.

use std::convert::Infallible;

use axum::Extension;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tokio_stream::StreamExt;
use utoipa::IntoParams;

use super::link::OpenedBy;
use crate::http::error::ApiError;
use crate::http::machine::Failures;
use crate::http::snapshots::StreamForm;
use crate::http::state::AppState;
use crate::operations::links::LinkKind;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct LiveQuery {
    /// Whether the reader understands `changes` events.
    #[serde(default)]
    #[param(default = false)]
    changes: bool,
}

/// Streams the totals as server-sent events, whenever they change. An event `totals` holds all of them; with `changes=true`, an
/// event `changes` is a JSON merge patch (RFC 7396) of the ones before, in which `{"by": NAME, "changed": [ITEM…]}` changes the
/// items of a list that have the same NAME.
#[utoipa::path(get, path = "/api/v1/live", operation_id = "live", tag = "figures", params(LiveQuery),
    responses((status = 200, description = "The stream.", body = String, content_type = "text/event-stream"), Failures),
    security(("token" = ["totals"])))]
pub(in crate::http) async fn live(
    State(app): State<AppState>,
    Extension(kind): Extension<LinkKind>,
    opened: Option<Extension<OpenedBy>>,
    query: Result<Query<LiveQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Query(query) = query?;
    let form = StreamForm {
        changes: query.changes,
        gzip: accepts_gzip(&headers),
    };
    let snapshots = match kind {
        LinkKind::Wall => &app.wall_snapshots,
        LinkKind::Desk => &app.snapshots,
    };
    let chunks = snapshots.read(form);
    // A link that is revoked makes a new snapshot, and with it the stream ends.
    let chunks = chunks.take_while(move |_| opened.as_ref().is_none_or(|link| link.is_good(&app)));
    let chunks = chunks.map(Ok::<_, Infallible>);
    let mut response = Body::from_stream(chunks).into_response();
    let fixed = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        (header::VARY, "accept-encoding"),
        // Asks a proxy in front of the server not to collect the stream.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    let encoding = form.gzip.then_some((header::CONTENT_ENCODING, "gzip"));
    for (name, value) in fixed.into_iter().chain(encoding) {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter();
    accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|coding| {
            let (name, quality) = coding.split_once(';').unwrap_or((coding, "q=1"));
            let quality: f32 = quality.trim().strip_prefix("q=")?.parse().ok()?;
            Some((name.trim(), quality))
        })
        .any(|(name, quality)| name.eq_ignore_ascii_case("gzip") && quality > 0.0)
}
