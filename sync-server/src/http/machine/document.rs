//! The description of all operations, as `OpenAPI` 3.1, made from the code.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use shared::protocol::v1::ErrorReply;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{exhibition, figures, metrics, passages, story, tickets};
use crate::http::{health, live};
use crate::webhooks::WebhookDelivery;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Exhibition",
        description = "What programs of the organisers read and change. Every request carries a token of the desk's page \
            `/admin/tokens` in the header `Authorization: Bearer …`. Times are milliseconds since 1970, dates are the \
            exhibition's. Version 1 only grows: expect fields that are not described here."
    ),
    tags(
        (name = "exhibition", description = "What the exhibition is."),
        (name = "figures", description = "What is counted, and how kiosks are doing."),
        (name = "tickets", description = "Tickets and their passages."),
        (name = "server", description = "The server itself.")
    ),
    paths(
        exhibition::exhibition, exhibition::booths, exhibition::programme,
        live::totals, live::stream::live,
        figures::kiosks, figures::reports, figures::report,
        tickets::find, tickets::issue, tickets::ticket, tickets::set_status, story::story, passages::passages,
        metrics::metrics, health::health, health::ready, openapi
    ),
    components(schemas(ErrorReply, WebhookDelivery)),
    modifiers(&TokenScheme)
)]
struct ApiDocument;

/// Adds how a request proves itself.
struct TokenScheme;

impl Modify for TokenScheme {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", scheme);
    }
}

/// Returns the document.
pub(crate) fn api_document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
        let mut document = serde_json::to_value(ApiDocument::openapi()).unwrap_or_default();
        // The only part of `OpenAPI` 3.1 that the macros do not know.
        document["webhooks"] = json!({ "delivery": { "post": {
            "summary": "What a webhook is told.",
            "description": "Sent to the addresses of the desk's page `/admin/webhooks`. The header `Exhibition-Signature` is \
                `t=SECONDS,v1=HEX`: HEX is the HMAC-SHA256, under the webhook's secret, of SECONDS, a full stop and the body. \
                Refuse a signature that differs or whose SECONDS are five minutes old. An answer from 200 to 299 takes it; \
                anything else, and none within 10 s, has it sent again later with the same events.",
            "requestBody": { "required": true, "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/WebhookDelivery" } } } },
            "responses": { "2XX": { "description": "It was taken." } }
        } } });
        document
    });
    &DOCUMENT
}

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "openapi", tag = "server",
    responses((status = 200, description = "The description of all operations.", body = Value)))]
pub(super) async fn openapi() -> Response {
    static TEXT: LazyLock<String> = LazyLock::new(|| api_document().to_string());
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, TEXT.as_str()).into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::OPERATIONS;
    use super::*;

    #[test]
    fn every_operation_is_described() {
        let document = api_document();
        assert_eq!(document["openapi"], "3.1.0");
        let paths = document["paths"].as_object().unwrap();
        let described: BTreeSet<&str> = paths.keys().map(String::as_str).collect();
        let beside = [
            "/api/v1/totals",
            "/api/v1/live",
            "/api/v1/tickets",
            "/api/v1/openapi.json",
            "/metrics",
            "/healthz",
            "/readyz",
        ];
        let served = OPERATIONS.iter().map(|(path, ..)| *path).chain(beside);
        assert_eq!(described, served.collect());
        for (path, scope, _) in OPERATIONS {
            for (_, operation) in paths[path].as_object().unwrap() {
                assert_eq!(operation["security"][0]["token"][0], scope.code(), "{path}");
            }
        }
    }

    #[test]
    fn every_reference_leads_to_a_schema() {
        let document = api_document();
        let text = document.to_string();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        for rest in text.split("#/components/schemas/").skip(1) {
            let name = rest.split('"').next().unwrap();
            assert!(schemas.contains_key(name), "{name}");
        }
    }
}
