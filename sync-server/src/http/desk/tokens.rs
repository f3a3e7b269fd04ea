//! The tokens of other programs: made with what they may do, shown once, revoked at once.

use std::collections::{BTreeSet, HashMap};

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use shared::time::UnixMs;

use super::error::DeskError;
use super::signed_in::SignedIn;
use crate::operations::api_tokens::{self, TOKEN_NAME_MOST, TokenError, TokenRequest};
use crate::ports::{ApiScope, ApiToken, DeskPermission};

/// Where the page is.
pub(super) const PAGE: &str = "/admin/tokens";
/// The pages about other programs: address, and text.
const PAGES: [(&str, &str); 3] = [
    (PAGE, text_id!("desk-tokens")),
    ("/admin/webhooks", text_id!("desk-webhooks")),
    ("/admin/api", text_id!("desk-api")),
];
/// For how many days a token is good; 0 for ever.
const DAYS: [u16; 4] = [30, 90, 365, 0];
const DAY_MS: i64 = 86_400_000;

/// The fields of a form: a scope's word is among them where it is chosen.
type Fields = HashMap<String, String>;

/// `GET /admin/tokens`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManagePrograms)?;
    show(&signed_in, &Fields::new(), None).await
}

/// `POST /admin/tokens`: makes one, or revokes one.
pub(super) async fn act(
    signed_in: SignedIn,
    Form(form): Form<Fields>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManagePrograms)?;
    let now = signed_in.app.now();
    let text = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let done = match text("act") {
        "make" => {
            let request = request(&form, now);
            let made = signed_in.operate(move |it| api_tokens::make(it, &request, now));
            match made.await? {
                Ok(secret) => return Ok(show_secret(&signed_in, text("name"), &secret)),
                Err(error) => Err(error),
            }
        }
        "revoke" => {
            let id = text("token").parse().map_err(|_| DeskError::NotFound)?;
            let revoked = signed_in.operate(move |it| api_tokens::revoke(it, id));
            revoked.await?
        }
        _ => return Err(DeskError::NotFound),
    };
    let problem = match done {
        Ok(()) => return Ok(SignedIn::back(PAGE, "token-revoked")),
        Err(TokenError::Database(error)) => return Err(error.into()),
        Err(TokenError::Random(error)) => {
            tracing::error!("a token: {error}");
            return Err(DeskError::Failed);
        }
        Err(TokenError::Name) => text_id!("desk-token-name-bad"),
        Err(TokenError::Exists) => text_id!("desk-token-exists"),
        Err(TokenError::NoScope) => text_id!("desk-token-no-scope"),
        Err(TokenError::Expired) => text_id!("desk-token-expired"),
        Err(TokenError::TooMany) => text_id!("desk-token-too-many"),
        Err(TokenError::None) => text_id!("desk-token-none"),
    };
    show(&signed_in, &form, Some(problem)).await
}

fn request(form: &Fields, now: UnixMs) -> TokenRequest {
    let scopes = ApiScope::ALL.into_iter();
    let scopes = scopes.filter(|scope| form.contains_key(scope.code()));
    let days = form.get("days").and_then(|days| days.parse::<u16>().ok());
    let days = days.filter(|days| *days > 0);
    TokenRequest {
        name: form.get("name").cloned().unwrap_or_default(),
        scopes: scopes.collect::<BTreeSet<_>>(),
        expires: days.map(|days| now.plus(i64::from(days) * DAY_MS)),
    }
}

/// Returns the links between the pages about other programs.
pub(super) fn pages(signed_in: &SignedIn, here: &str) -> Markup {
    html! {
        nav.choices aria-label=(signed_in.say(text_id!("desk-programs"))) {
            @for (path, text) in PAGES {
                @let is_here = (path == here).then_some("page");
                a.button.quiet href=(path) aria-current=[is_here] { (signed_in.say(text)) }
            }
        }
    }
}

/// Returns an instant as the exhibition's clocks show it.
pub(super) fn when(signed_in: &SignedIn, at: UnixMs) -> String {
    let zone = signed_in.app.store.published().catalogue.calendar().zone;
    zone.local_datetime(at)
        .strftime("%d/%m/%Y %H:%M")
        .to_string()
}

/// Shows a token once.
fn show_secret(signed_in: &SignedIn, name: &str, secret: &str) -> Response {
    let say = |id: &str| signed_in.say(id);
    let name = [("name", name.trim().into())];
    let body = html! {
        p.lead { (signed_in.language.say_with(text_id!("desk-token-made"), name)) }
        p.secret.long translate="no" { (secret) }
        p { (say(text_id!("desk-token-made-next"))) }
        p { a.button href=(PAGE) { (say(text_id!("desk-token-noted"))) } }
    };
    signed_in.page(&say(text_id!("desk-programs")), &body)
}

async fn show(
    signed_in: &SignedIn,
    form: &Fields,
    problem: Option<&str>,
) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let tokens = signed_in.app.operate(api_tokens::list).await??;
    let name = form.get("name").map(String::as_str).unwrap_or_default();
    let days = form.get("days").map_or("90", String::as_str);
    let body = html! {
        (pages(signed_in, PAGE))
        p.lead { (say(text_id!("desk-token-lead"))) }
        @if let Some(problem) = problem {
            p.problem role="alert" { (say(problem)) }
        }
        @if !tokens.is_empty() {
            ul.people {
                @for token in &tokens {
                    li.card { (one(signed_in, token)) }
                }
            }
        }
        section {
            h2 { (say(text_id!("desk-token-add"))) }
            form.card method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="act" value="make";
                label { (say(text_id!("desk-token-name")))
                    input name="name" value=(name) autocomplete="off" maxlength=(TOKEN_NAME_MOST) required;
                    span.note { (say(text_id!("desk-token-name-note"))) }
                }
                fieldset {
                    legend { (say(text_id!("desk-token-scopes"))) }
                    @for scope in ApiScope::ALL {
                        label.choice {
                            input type="checkbox" name=(scope.code()) checked[form.contains_key(scope.code())];
                            span { (scope_text(signed_in, scope))
                                span.note { (say(&format!("desk-scope-{}-note", key(scope)))) }
                            }
                        }
                    }
                }
                label { (say(text_id!("desk-token-good-for")))
                    select name="days" {
                        @for choice in DAYS {
                            option value=(choice) selected[days == choice.to_string()] { (say(&format!("desk-token-days-{choice}"))) }
                        }
                    }
                }
                button type="submit" { (say(text_id!("desk-token-add"))) }
            }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-programs")), &body))
}

fn one(signed_in: &SignedIn, token: &ApiToken) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let now = signed_in.app.now();
    let scopes = token.scopes.iter();
    let scopes: Vec<String> = scopes.map(|it| scope_text(signed_in, *it)).collect();
    let at = |id: &str, at: UnixMs| {
        signed_in
            .language
            .say_with(id, [("when", when(signed_in, at).into())])
    };
    html! {
        p.who {
            strong { (token.name) }
            @if !token.is_good(now) { span.tag.warn { (say(text_id!("desk-token-is-over"))) } }
        }
        p { (scopes.join(" · ")) }
        p.note {
            @match token.last_used {
                Some(used) => { (at(text_id!("desk-token-used"), used)) }
                None => { (say(text_id!("desk-token-unused"))) }
            }
            br;
            @match token.expires {
                Some(expires) => { (at(text_id!("desk-token-until"), expires)) }
                None => { (say(text_id!("desk-token-days-0"))) }
            }
        }
        details {
            summary { (say(text_id!("desk-token-revoke"))) }
            form method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="act" value="revoke";
                input type="hidden" name="token" value=(token.id);
                p.note { (say(text_id!("desk-token-revoke-note"))) }
                button.quiet type="submit" { (say(text_id!("desk-token-revoke-yes"))) }
            }
        }
    }
}

/// Returns a scope as the names of its texts have it.
fn key(scope: ApiScope) -> String {
    scope.code().replace('.', "-")
}

fn scope_text(signed_in: &SignedIn, scope: ApiScope) -> String {
    signed_in.say(&format!("desk-scope-{}", key(scope)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn damaged_form_asks_for_no_more_than_it_names() {
        let all: Vec<&str> = ApiScope::ALL.into_iter().map(ApiScope::code).collect();
        let form = format!("act=make&name=Website&days=30&{}=on", all.join("=on&"));
        damaged_input::each("token-form", 256, &[form.as_bytes()], |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let fields = text.split('&').filter_map(|it| it.split_once('='));
            let fields = fields.map(|(name, text)| (name.to_owned(), text.to_owned()));
            let request = request(&fields.collect(), UnixMs(7));
            prop_assert!(request.scopes.iter().all(|it| text.contains(it.code())));
            prop_assert!(request.expires.is_none_or(|it| it > UnixMs(7)));
            Ok(format!(
                "{} {}",
                request.scopes.is_empty(),
                request.expires.is_some()
            ))
        });
    }
}
