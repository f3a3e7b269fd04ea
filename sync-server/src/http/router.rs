//! All routes, and what every request goes through.

use axum::Router;
use axum::http::{Method, Request, Uri, header};
use axum::middleware::map_response;
use tower_http::request_id::{
    MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::trace::TraceLayer;
use tracing::{Span, info_span};

use super::audience::Routes;
use super::error::{ApiError, in_one_shape};
use super::headers::{default, policy};
use super::state::AppState;
use super::{devices, health, limits, live, public};

/// Answers that are no pages load nothing.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// How much of what a stranger sends stands in a line of the log.
const LOGGED_CHARS: usize = 80;

/// Returns what each connection is answered from.
pub(crate) fn routes(state: &AppState) -> Routes {
    let pages = || {
        Router::new()
            .merge(live::routes())
            .merge(public::routes())
            .merge(health::routes())
    };
    let devices = devices::routes().merge(devices::enrolment());
    let devices = devices.merge(health::routes());
    let pages_without = || pages().merge(devices::enrolment_without_tls());
    Routes {
        devices: complete(devices, state),
        pages: complete(pages_without().merge(devices::routes_without_tls()), state),
        all: complete(pages_without().merge(devices::routes()), state),
    }
}

/// Adds what every request goes through.
fn complete(routes: Router<AppState>, state: &AppState) -> Router {
    let trace = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_request(())
        .on_response(())
        .on_body_chunk(())
        .on_eos(())
        // A handler's error logs itself.
        .on_failure(());
    routes
        .fallback(nothing_here)
        .method_not_allowed_fallback(not_that_way)
        .layer(limits::layer())
        .layer((
            SetRequestIdLayer::x_request_id(MakeRequestUuid),
            trace,
            PropagateRequestIdLayer::x_request_id(),
            policy(POLICY),
            default(header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            default(header::REFERRER_POLICY, "no-referrer"),
            map_response(in_one_shape),
        ))
        .with_state(state.clone())
}

/// The span of a request: every line of the log within it says which request it is about.
fn span<B>(request: &Request<B>) -> Span {
    let id = request.extensions().get::<RequestId>();
    let id = id.and_then(|id| id.header_value().to_str().ok());
    info_span!(
        "request",
        id = %first_chars(id.unwrap_or_default()),
        method = %request.method(),
        path = %first_chars(request.uri().path()),
    )
}

fn first_chars(text: &str) -> &str {
    let end = text.char_indices().nth(LOGGED_CHARS);
    end.map_or(text, |(end, _)| &text[..end])
}

async fn nothing_here(uri: Uri) -> ApiError {
    ApiError::NotFound(uri.path().to_owned())
}

async fn not_that_way(method: Method, uri: Uri) -> ApiError {
    ApiError::Method(method, uri.path().to_owned())
}
