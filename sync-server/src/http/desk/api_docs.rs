//! The description of what programs can read and change, as a page, made from the document that they read.

use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::error::DeskError;
use super::signed_in::SignedIn;
use super::tokens::pages;
use crate::http::machine::api_document;
use crate::ports::DeskPermission;

/// Where the page is.
pub(super) const PAGE: &str = "/admin/api";
/// Where references begin.
const SCHEMAS: &str = "#/components/schemas/";

/// `GET /admin/api`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManagePrograms)?;
    let say = |id: &str| signed_in.say(id);
    let document = api_document();
    let tags = list(&document["tags"]);
    let body = html! {
        (pages(&signed_in, PAGE))
        p.lead { (say(text_id!("desk-api-lead"))) }
        p { a href="/api/v1/openapi.json" { "/api/v1/openapi.json" } }
        pre.code tabindex="0" { code { "curl -H \"Authorization: Bearer exh_…\" http://localhost:" (signed_in.app.listening.desk.port()) "/api/v1/totals" } }
        @for tag in tags {
            @let name = tag["name"].as_str().unwrap_or_default();
            section {
                h2 { (say(&format!("desk-api-tag-{name}"))) }
                @for (path, methods) in members(&document["paths"]) {
                    @for (method, operation) in members(methods) {
                        @if operation["tags"][0] == name {
                            (shown(&signed_in, path, method, operation))
                        }
                    }
                }
            }
        }
        section {
            h2 { (say(text_id!("desk-api-webhook"))) }
            p lang="en" { (document["webhooks"]["delivery"]["post"]["description"].as_str().unwrap_or_default()) }
            p { (kind(&document["webhooks"]["delivery"]["post"]["requestBody"]["content"]["application/json"]["schema"])) }
        }
        section {
            h2 { (say(text_id!("desk-api-schemas"))) }
            @for (name, schema) in members(&document["components"]["schemas"]) {
                details.card id={ "schema-" (name) } {
                    summary { (name) }
                    (schema_shown(&signed_in, schema))
                }
            }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-api")), &body))
}

fn shown(signed_in: &SignedIn, path: &str, method: &str, operation: &Value) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let id = operation["operationId"].as_str().unwrap_or_default();
    let english = operation["summary"].as_str().unwrap_or_default();
    let summary = signed_in.language.find(&format!("desk-api-{id}"));
    let summary = summary.unwrap_or_else(|| english.to_owned());
    let scope = operation["security"][0]["token"][0].as_str();
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    html! {
        details.card.operation {
            summary { span { strong.method { (method.to_uppercase()) } " " code { (path) } span.note { (summary) } } }
            @if let Some(description) = operation["description"].as_str() {
                p lang="en" { (description) }
            }
            @if let Some(scope) = scope {
                p { (say(text_id!("desk-api-scope"))) " " code { (scope) } }
            }
            @if let Some(parameters) = operation["parameters"].as_array() {
                h3 { (say(text_id!("desk-api-parameters"))) }
                (fields(signed_in, parameters.iter().map(|it| DescribedField {
                    name: it["name"].as_str().unwrap_or_default(),
                    schema: &it["schema"],
                    is_required: it["required"] == true,
                    text: it["description"].as_str().unwrap_or_default(),
                })))
            }
            @if !body.is_null() {
                h3 { (say(text_id!("desk-api-body"))) }
                p { (kind(body)) }
            }
            h3 { (say(text_id!("desk-api-answers"))) }
            ul {
                @for (status, answer) in members(&operation["responses"]) {
                    li {
                        code { (status) } " " span lang="en" { (answer["description"].as_str().unwrap_or_default()) }
                        @for (_, content) in members(&answer["content"]) { " " (kind(&content["schema"])) }
                    }
                }
            }
        }
    }
}

/// A row of a table of fields.
struct DescribedField<'a> {
    name: &'a str,
    schema: &'a Value,
    is_required: bool,
    text: &'a str,
}

fn fields<'a>(signed_in: &SignedIn, fields: impl Iterator<Item = DescribedField<'a>>) -> Markup {
    html! {
        dl.fields {
            @for field in fields {
                dt { code { (field.name) } " " (kind(field.schema))
                    @if field.is_required { span.tag { (signed_in.say(text_id!("desk-api-required"))) } }
                }
                dd lang="en" { (field.text) }
            }
        }
    }
}

fn schema_shown(signed_in: &SignedIn, schema: &Value) -> Markup {
    let required = list(&schema["required"]);
    let properties = members(&schema["properties"]);
    let choices = list(&schema["oneOf"]);
    html! {
        @if let Some(description) = schema["description"].as_str() {
            p lang="en" { (description) }
        }
        @if properties.clone().next().is_some() {
            (fields(signed_in, properties.map(|(name, schema)| DescribedField {
                name,
                schema,
                is_required: required.iter().any(|it| it == name),
                text: schema["description"].as_str().unwrap_or_default(),
            })))
        } @else if choices.is_empty() {
            p { (kind(schema)) }
        }
        @for choice in choices {
            div.choice-of { (schema_shown(signed_in, choice)) }
        }
        @for part in list(&schema["allOf"]) {
            div.choice-of { (schema_shown(signed_in, part)) }
        }
    }
}

/// Returns what a schema is, in few words; a schema of its own with a link to it.
fn kind(schema: &Value) -> Markup {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|it| it.strip_prefix(SCHEMAS))
    {
        return html! { a href={ "#schema-" (name) } { (name) } };
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> = values.iter().map(Value::to_string).collect();
        return html! { code { (values.join(" | ")) } };
    }
    for alternatives in ["oneOf", "anyOf", "allOf"] {
        if let Some(alternatives) = schema[alternatives].as_array() {
            return html! {
                @for (at, alternative) in alternatives.iter().enumerate() {
                    @if at > 0 { " | " }
                    (kind(alternative))
                }
            };
        }
    }
    let names: Vec<&str> = match &schema["type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => vec!["any"],
    };
    html! {
        code { (names.join(" | ")) }
        @if !schema["items"].is_null() { " [ " (kind(&schema["items"])) " ]" }
        @if schema["additionalProperties"].is_object() { " { … " (kind(&schema["additionalProperties"])) " }" }
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> + Clone {
    let members = value.as_object().into_iter().flat_map(Map::iter);
    members.map(|(name, value)| (name.as_str(), value))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
