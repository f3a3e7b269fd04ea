//! Which site a form comes from.

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;

use super::error::DeskError;

/// Refuses a form of another site. Older browsers name the site in `Origin` alone; what is no browser names none.
pub(super) async fn check_origin(request: Request, next: Next) -> Result<Response, DeskError> {
    if request.method().is_safe() || is_of_this_site(request.headers()) {
        return Ok(next.run(request).await);
    }
    Err(DeskError::Forged)
}

fn is_of_this_site(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text("origin") else {
        return true;
    };
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == text("host")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_of_another_site_is_refused() {
        for (sent, is_ours) in [
            (vec![], true),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site")], false),
            (
                vec![
                    ("origin", "http://localhost:8081"),
                    ("host", "localhost:8081"),
                ],
                true,
            ),
            (
                vec![
                    ("origin", "http://localhost:8082"),
                    ("host", "localhost:8081"),
                ],
                false,
            ),
            (vec![("origin", "null"), ("host", "localhost:8081")], false),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in &sent {
                headers.append(*name, axum::http::HeaderValue::from_static(value));
            }
            assert_eq!(is_of_this_site(&headers), is_ours, "{sent:?}");
        }
    }
}
