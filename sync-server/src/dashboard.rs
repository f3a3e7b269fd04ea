//! The live page and its files, carried inside the program: nothing is fetched from elsewhere.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::error::ApiError;

struct File {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const ICON: &str = "image/svg+xml";
const FONT: &str = "font/ttf";

macro_rules! file {
    ($folder:literal, $name:literal, $kind:expr) => {
        File {
            name: $name,
            kind: $kind,
            bytes: include_bytes!(concat!("../../assets/", $folder, "/", $name)),
        }
    };
}

const FILES: [File; 19] = [
    file!("dashboard", "index.html", HTML),
    file!("dashboard", "dashboard.css", STYLE),
    file!("dashboard", "curve.css", STYLE),
    file!("dashboard", "lists.css", STYLE),
    file!("dashboard", "wide.css", STYLE),
    file!("dashboard", "dashboard.js", SCRIPT),
    file!("dashboard", "curve.js", SCRIPT),
    file!("dashboard", "elements.js", SCRIPT),
    file!("dashboard", "halls.js", SCRIPT),
    file!("dashboard", "lists.js", SCRIPT),
    file!("dashboard", "live.js", SCRIPT),
    file!("dashboard", "state.js", SCRIPT),
    file!("dashboard", "table.js", SCRIPT),
    file!("dashboard", "texts.js", SCRIPT),
    file!("dashboard", "words.js", SCRIPT),
    file!("dashboard", "icon.svg", ICON),
    file!("public", "public.css", STYLE),
    file!("fonts", "BeVietnamPro-Regular.ttf", FONT),
    file!("fonts", "BeVietnamPro-SemiBold.ttf", FONT),
];

/// Only what this server itself serves, and nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

static TAGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let tag = |file: &File| format!("\"{}\"", hex::encode(&Sha256::digest(file.bytes)[..12]));
    FILES.iter().map(tag).collect()
});

/// The page itself.
pub(crate) async fn page(headers: HeaderMap) -> Result<Response, ApiError> {
    serve("index.html", &headers)
}

/// One of its files.
pub(crate) async fn file(
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    serve(&name, &headers)
}

fn serve(name: &str, headers: &HeaderMap) -> Result<Response, ApiError> {
    let found = FILES.iter().zip(TAGS.iter());
    let Some((file, tag)) = found.into_iter().find(|(file, _)| file.name == name) else {
        return Err(ApiError::NotFound(format!("/{name}")));
    };
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|tags| tags.to_str().is_ok_and(|tags| tags.contains(tag.as_str())));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = [(header::CONTENT_TYPE, file.kind)];
        (kind, file.bytes).into_response()
    };
    let headers = response.headers_mut();
    let fixed = [
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}
