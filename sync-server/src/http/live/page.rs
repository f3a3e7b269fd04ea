//! The live page and its files, carried inside the program: nothing is fetched from elsewhere.

use std::sync::LazyLock;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::script;
use crate::http::error::ApiError;
use crate::http::etag;
use crate::http::state::AppState;
use crate::listeners::Audience;
use crate::operations::links::LinkKind;

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

static FILES: LazyLock<[File; 33]> = LazyLock::new(|| {
    [
        file!("dashboard", "index.html", HTML),
        file!("dashboard", "colours.css", STYLE),
        file!("dashboard", "dashboard.css", STYLE),
        file!("dashboard", "curve.css", STYLE),
        file!("dashboard", "lists.css", STYLE),
        file!("dashboard", "wide.css", STYLE),
        file!("dashboard", "dashboard.js", SCRIPT),
        file!("dashboard", "alerts.js", SCRIPT),
        file!("dashboard", "curve.js", SCRIPT),
        file!("dashboard", "elements.js", SCRIPT),
        file!("dashboard", "halls.js", SCRIPT),
        file!("dashboard", "lists.js", SCRIPT),
        file!("dashboard", "live.js", SCRIPT),
        file!("dashboard", "pace.js", SCRIPT),
        file!("dashboard", "patch.js", SCRIPT),
        file!("dashboard", "state.js", SCRIPT),
        file!("dashboard", "table.js", SCRIPT),
        File {
            name: "texts.js",
            kind: SCRIPT,
            bytes: script::texts().as_bytes(),
        },
        file!("dashboard", "words.js", SCRIPT),
        file!("desk", "camera.js", SCRIPT),
        file!("desk", "desk.css", STYLE),
        file!("desk", "progress.js", SCRIPT),
        file!("desk", "drawing.css", STYLE),
        file!("desk", "pictures.js", SCRIPT),
        file!("desk", "plan.js", SCRIPT),
        file!("desk", "plan-drawing.js", SCRIPT),
        file!("desk", "plan-model.js", SCRIPT),
        file!("desk", "plan-panel.js", SCRIPT),
        file!("desk", "report.css", STYLE),
        file!("desk", "sheet.css", STYLE),
        file!("dashboard", "icon.svg", ICON),
        file!("fonts", "BeVietnamPro-Regular.ttf", FONT),
        file!("fonts", "BeVietnamPro-SemiBold.ttf", FONT),
    ]
});

static TAGS: LazyLock<Vec<String>> =
    LazyLock::new(|| FILES.iter().map(|file| etag::of(file.bytes)).collect());

/// What a path names, below a link's secret or not.
#[derive(Deserialize)]
pub(super) struct FileName {
    file: String,
}

/// The page itself.
pub(super) async fn page(headers: HeaderMap) -> Response {
    static_file("index.html", &headers).unwrap_or_default()
}

/// One of its files.
pub(super) async fn file(
    State(app): State<AppState>,
    Extension(kind): Extension<LinkKind>,
    Path(FileName { file }): Path<FileName>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    static_file(&file, &headers).ok_or_else(|| ApiError::NothingHere {
        path: format!("/{file}"),
        audience: match kind {
            LinkKind::Wall => Audience::Public,
            LinkKind::Desk => Audience::Desk,
        },
        listening: app.listening,
    })
}

/// Returns a file that is carried inside the program, by its name.
pub(crate) fn static_file(name: &str, headers: &HeaderMap) -> Option<Response> {
    let mut found = FILES.iter().zip(TAGS.iter());
    let (file, tag) = found.find(|(file, _)| file.name == name)?;
    Some(etag::answer(headers, tag, file.kind, file.bytes))
}
