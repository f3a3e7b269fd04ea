//! All routes, and what every request goes through.

use std::borrow::Cow;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{self, Method, Uri, header};
use axum::middleware::{from_fn, map_response};
use tower_http::request_id::{
    MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::trace::TraceLayer;
use tracing::{Span, info_span};

use super::audience::{self, Routes};
use super::desk::{self, DeskTransport};
use super::error::{ApiError, in_one_shape};
use super::headers::{default, policy};
use super::state::AppState;
use super::{devices, health, limits, live, machine, public};
use crate::listeners::Audience;
use crate::operations::links::LinkKind;

/// Answers that are no pages load nothing.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// How much of what a stranger sends stands in a line of the log.
const LOGGED_CHARS: usize = 80;

/// Returns what the connections of a listener are answered from.
pub(crate) fn routes(audience: Audience, state: &AppState) -> Routes {
    let served = |routes| complete(routes, Router::new(), state, audience, false);
    let refused = || complete(Router::new(), Router::new(), state, audience, true);
    match audience {
        Audience::Devices => {
            let devices = || devices::routes().merge(health::routes());
            Routes {
                encrypted: Some(served(devices().merge(devices::enrolment()))),
                plain: refused(),
                local: served(devices().merge(devices::enrolment_without_tls())),
            }
        }
        Audience::Desk => {
            let by_link = live::routes_by_link(state, LinkKind::Desk);
            let desk = |transport| {
                live::routes(state, transport)
                    .merge(by_link.clone())
                    .merge(desk::routes(state, transport))
                    .merge(machine::routes(state, transport))
                    .merge(health::routes())
            };
            let served = |transport| {
                let uploads = desk::uploads(state, transport);
                complete(desk(transport), uploads, state, audience, false)
            };
            Routes {
                encrypted: Some(served(DeskTransport::Tls)),
                plain: refused(),
                local: served(DeskTransport::Local).layer(from_fn(audience::under_own_name)),
            }
        }
        Audience::Public => {
            let wall = live::routes_by_link(state, LinkKind::Wall);
            let public = served(public::routes().merge(wall));
            Routes {
                encrypted: None,
                plain: public.clone(),
                local: public,
            }
        }
    }
}

/// Adds what every request goes through, and the answer to all that is not among the routes. Uploads have a limit of their
/// own.
fn complete(
    routes: Router<AppState>,
    uploads: Router<AppState>,
    state: &AppState,
    audience: Audience,
    lacks_tls: bool,
) -> Router {
    let trace = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_request(())
        .on_response(())
        .on_body_chunk(())
        .on_eos(())
        // A handler's error logs itself.
        .on_failure(());
    routes
        .fallback(
            move |State(app): State<AppState>, request: Request| async move {
                audience::elsewhere(&app, audience, lacks_tls, &request)
            },
        )
        .method_not_allowed_fallback(not_that_way)
        .layer(limits::layer())
        .merge(uploads)
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
fn span<B>(request: &http::Request<B>) -> Span {
    let id = request.extensions().get::<RequestId>();
    let id = id.and_then(|id| id.header_value().to_str().ok());
    info_span!(
        "request",
        id = %first_chars(id.unwrap_or_default()),
        method = %request.method(),
        path = %first_chars(&without_secret(request.uri().path())),
    )
}

/// Returns a path without the secret of a link in it.
fn without_secret(path: &str) -> Cow<'_, str> {
    let links = ["/wall/", "/desk/"].into_iter();
    let mut rests = links.filter_map(|link| Some((link, path.strip_prefix(link)?)));
    rests.next().map_or(path.into(), |(link, rest)| {
        let file = rest.split_once('/').map_or("", |(_, file)| file);
        format!("{link}…/{file}").into()
    })
}

fn first_chars(text: &str) -> &str {
    let end = text.char_indices().nth(LOGGED_CHARS);
    end.map_or(text, |(end, _)| &text[..end])
}

async fn not_that_way(method: Method, uri: Uri) -> ApiError {
    ApiError::Method(method, uri.path().to_owned())
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::StatusCode;
    use hyper::service::Service;
    use hyper_util::service::TowerToHyperService;

    use super::*;
    use crate::http::state::tests::new_exhibition;

    #[tokio::test]
    async fn desk_begins_on_this_computer_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (app, _stop) = new_exhibition(folder.path()).await;
        let desk = routes(Audience::Desk, &app);
        let here = [127, 0, 0, 1].into();
        for (is_encrypted, method, path, expected) in [
            (true, Method::GET, "/", "sync-server desk link"),
            (true, Method::GET, "/api/v1/totals", "sync-server desk link"),
            (true, Method::GET, "/api/v1/live", "sync-server desk link"),
            (true, Method::GET, "/admin/owner", "Không có trang này"),
            (true, Method::POST, "/admin/owner", "Không có trang này"),
            (false, Method::GET, "/admin/owner", "name=\"again\""),
            (false, Method::POST, "/admin/owner", "name=\"again\""),
        ] {
            let request = Request::builder().method(method.clone()).uri(path);
            let request = request
                .header(header::HOST, "localhost")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let request = request.body(Body::from("name=An")).unwrap();
            let answering = TowerToHyperService::new(desk.of(here, is_encrypted));
            let answer = answering.call(request).await.unwrap();
            let is_found = answer.status() == StatusCode::OK;
            assert_eq!(is_found, !is_encrypted, "{method} {path}");
            let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            let body = String::from_utf8_lossy(&body);
            assert!(body.contains(expected), "{method} {path}: {body}");
        }
    }

    #[test]
    fn secret_of_a_link_is_not_logged() {
        assert_eq!(
            without_secret("/wall/s3cret/api/v1/live"),
            "/wall/…/api/v1/live"
        );
        assert_eq!(without_secret("/desk/s3cret"), "/desk/…/");
        assert_eq!(without_secret("/b/12"), "/b/12");
    }
}
