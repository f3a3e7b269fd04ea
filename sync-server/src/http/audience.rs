//! What each listener answers, by where a connection comes from and whether it is encrypted.

use std::net::{IpAddr, SocketAddr};

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::uri::{Authority, PathAndQuery};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use shared::server_pin::is_this_computer;

use super::error::ApiError;
use super::public;
use super::state::AppState;
use crate::listeners::Audience;

/// What the connections of a listener are answered from.
#[derive(Clone)]
pub(crate) struct Routes {
    /// With TLS; `None` where none is spoken.
    pub(super) encrypted: Option<Router>,
    /// Without TLS, from another computer.
    pub(super) plain: Router,
    /// From this computer itself, where nobody can be in between, without TLS.
    pub(super) local: Router,
}

impl Routes {
    /// Returns the routes for this computer itself.
    pub(crate) fn local(self) -> Router {
        self.local
    }

    /// Returns the routes for a connection.
    pub(super) fn of(&self, peer: IpAddr, is_encrypted: bool) -> Router {
        let is_local = peer.to_canonical().is_loopback();
        let routes = match &self.encrypted {
            Some(encrypted) if is_encrypted => encrypted,
            _ if is_local => &self.local,
            _ => &self.plain,
        };
        routes.clone()
    }
}

/// Answers what a listener has no route for: says what it is for, or that it wants TLS. Kiosks show addresses of visitors'
/// pages at the port that they use themselves, so phones are led on from there.
pub(super) fn elsewhere(
    app: &AppState,
    audience: Audience,
    lacks_tls: bool,
    request: &Request,
) -> Response {
    let path = request.uri().path();
    let there = with_port(request.headers(), app.listening.public);
    if audience == Audience::Devices
        && public::is_page(path)
        && let Some(there) = there
    {
        let target = request.uri().path_and_query();
        let target = target.map_or(path, PathAndQuery::as_str);
        return Redirect::temporary(&format!("http://{there}{target}")).into_response();
    }
    if lacks_tls {
        return ApiError::WithoutTls.into_response();
    }
    let elsewhere = ApiError::NothingHere {
        path: path.to_owned(),
        audience,
        listening: app.listening,
    };
    elsewhere.into_response()
}

/// Returns the host that a request is for, with the port of another listener.
fn with_port(headers: &HeaderMap, listener: SocketAddr) -> Option<String> {
    let host: Authority = headers.get(HOST)?.to_str().ok()?.parse().ok()?;
    Some(format!("{}:{}", host.host(), listener.port()))
}

/// Refuses a request of a browser on this computer that a foreign page sends under a name of its own, which it had
/// pointed here; and what a proxy passes on from the network.
pub(super) async fn under_own_name(request: Request, next: Next) -> Result<Response, ApiError> {
    let host = request.headers().get(HOST);
    let host = host.and_then(|host| host.to_str().ok());
    if host.is_some_and(is_this_computer) {
        return Ok(next.run(request).await);
    }
    Err(ApiError::ForeignName)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::StatusCode;
    use hyper::service::Service;
    use hyper_util::service::TowerToHyperService;

    use super::*;

    #[tokio::test]
    async fn other_computers_need_tls() {
        let answering = |status: StatusCode| Router::new().fallback(move || async move { status });
        let routes = Routes {
            encrypted: Some(answering(StatusCode::OK)),
            plain: answering(StatusCode::UPGRADE_REQUIRED),
            local: answering(StatusCode::ACCEPTED),
        };
        for (peer, is_encrypted, expected) in [
            ("192.168.1.20", true, StatusCode::OK),
            ("2001:db8::1", false, StatusCode::UPGRADE_REQUIRED),
            ("::ffff:192.168.1.20", false, StatusCode::UPGRADE_REQUIRED),
            ("127.0.0.1", false, StatusCode::ACCEPTED),
            ("::1", true, StatusCode::OK),
            ("::ffff:127.0.0.1", false, StatusCode::ACCEPTED),
        ] {
            let chosen = routes.of(peer.parse().unwrap(), is_encrypted);
            let request = Request::new(Body::empty());
            let answer = TowerToHyperService::new(chosen)
                .call(request)
                .await
                .unwrap();
            assert_eq!(answer.status(), expected, "{peer} {is_encrypted}");
        }
    }
}
