//! Files that a page of the desk hands out.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// The type of a workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The type of a table as text.
pub(super) const CSV: &str = "text/csv; charset=utf-8";

/// Returns a file to keep.
pub(super) fn download(kind: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Response {
    let name = format!("attachment; filename=\"{name}\"");
    let headers = [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)];
    (headers, bytes.into()).into_response()
}
