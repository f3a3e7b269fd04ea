//! Who may reach what, by where a connection comes from and whether it is encrypted.

use std::net::IpAddr;

use axum::Router;

/// What each connection is answered from.
#[derive(Clone)]
pub(crate) struct Routes {
    /// What kiosks ask for.
    pub(super) devices: Router,
    /// Pages for people, and a refusal for kiosks that do not speak TLS.
    pub(super) pages: Router,
    /// Both.
    pub(super) all: Router,
}

/// What a connection reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Audience {
    Devices,
    Pages,
    All,
}

impl Audience {
    /// Only this computer itself may ask for everything without encryption, as demonstrations and tests do.
    fn of(peer: IpAddr, is_encrypted: bool) -> Self {
        match (peer.to_canonical().is_loopback(), is_encrypted) {
            (_, true) => Self::Devices,
            (true, false) => Self::All,
            (false, false) => Self::Pages,
        }
    }
}

impl Routes {
    /// Returns the routes for this computer itself.
    pub(crate) fn all(self) -> Router {
        self.all
    }

    /// Returns the routes for a connection.
    pub(super) fn of(&self, peer: IpAddr, is_encrypted: bool) -> Router {
        let routes = match Audience::of(peer, is_encrypted) {
            Audience::Devices => &self.devices,
            Audience::Pages => &self.pages,
            Audience::All => &self.all,
        };
        routes.clone()
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use hyper::service::Service;
    use hyper_util::service::TowerToHyperService;

    use super::*;
    use crate::http::devices::routes_without_tls;

    #[test]
    fn devices_from_afar_need_tls() {
        let of = |peer: &str, is_encrypted| Audience::of(peer.parse().unwrap(), is_encrypted);
        for peer in ["192.168.1.20", "2001:db8::1", "::ffff:192.168.1.20"] {
            assert_eq!(of(peer, false), Audience::Pages, "{peer}");
            assert_eq!(of(peer, true), Audience::Devices, "{peer}");
        }
        for peer in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(of(peer, false), Audience::All, "{peer}");
        }
    }

    #[tokio::test]
    async fn kiosk_without_tls_is_told() {
        let pages = TowerToHyperService::new(routes_without_tls::<()>());
        for path in ["/api/v1/records", "/api/v1/feed", "/api/v1/media/abc"] {
            let request = Request::post(path).body(Body::empty()).unwrap();
            let answer = pages.call(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::UPGRADE_REQUIRED, "{path}");
        }
    }
}
