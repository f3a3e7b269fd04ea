//! The live page and its files, carried inside the program: nothing is fetched from elsewhere.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::http::error::ApiError;
use crate::http::etag;

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
            bytes: include_bytes!(concat!("../../../../assets/", $folder, "/", $name)),
        }
    };
}

const FILES: [File; 20] = [
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
    file!("dashboard", "patch.js", SCRIPT),
    file!("dashboard", "state.js", SCRIPT),
    file!("dashboard", "table.js", SCRIPT),
    file!("dashboard", "texts.js", SCRIPT),
    file!("dashboard", "words.js", SCRIPT),
    file!("dashboard", "icon.svg", ICON),
    file!("public", "public.css", STYLE),
    file!("fonts", "BeVietnamPro-Regular.ttf", FONT),
    file!("fonts", "BeVietnamPro-SemiBold.ttf", FONT),
];

static TAGS: LazyLock<Vec<String>> =
    LazyLock::new(|| FILES.iter().map(|file| etag::of(file.bytes)).collect());

/// The page itself.
pub(super) async fn page(headers: HeaderMap) -> Result<Response, ApiError> {
    serve("index.html", &headers)
}

/// One of its files.
pub(super) async fn file(
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
    Ok(etag::answer(headers, tag, file.kind, file.bytes))
}
