//! Headers that every answer of a kind carries.

use axum::http::{HeaderName, HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;

/// Returns the layer that sets a header where the handler sets none.
pub(crate) fn default(
    name: HeaderName,
    value: &'static str,
) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Returns the layer that tells browsers what a page may load.
pub(crate) fn policy(value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    default(header::CONTENT_SECURITY_POLICY, value)
}
