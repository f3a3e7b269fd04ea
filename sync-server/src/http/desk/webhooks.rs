//! Webhooks: which programs are told what happens, and how they answer.

use std::collections::{BTreeSet, HashMap};

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};

use super::error::DeskError;
use super::signed_in::SignedIn;
use super::tokens::{pages, when};
use crate::operations::webhooks::{self, ADDRESS_MOST, AddressError, WebhookError, WebhookRequest};
use crate::ports::{DeliveryAttempt, DeskPermission, Webhook, WebhookEvent};
use crate::webhooks::send_test;

/// Where the page is.
pub(super) const PAGE: &str = "/admin/webhooks";
/// How many attempts are shown.
const SHOWN: usize = 20;

/// The fields of a form: an event's word is among them where it is chosen.
type Fields = HashMap<String, String>;

/// `GET /admin/webhooks`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManagePrograms)?;
    show(&signed_in, &Fields::new(), None).await
}

/// `POST /admin/webhooks`: makes one, tries one, pauses one, lets one go on, or removes one.
pub(super) async fn act(
    signed_in: SignedIn,
    Form(form): Form<Fields>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManagePrograms)?;
    let now = signed_in.app.now();
    let text = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if text("act") == "make" {
        let events = WebhookEvent::ALL.into_iter();
        let events = events.filter(|event| form.contains_key(event.code()));
        let request = WebhookRequest {
            address: text("address").to_owned(),
            events: events.collect::<BTreeSet<_>>(),
            is_private: form.contains_key("private"),
        };
        let made = signed_in.operate(move |it| webhooks::make(it, &request, now));
        return match made.await? {
            Ok((_, secret)) => Ok(show_secret(&signed_in, &secret)),
            Err(error) => {
                let problem = problem(&signed_in, error)?;
                show(&signed_in, &form, Some(problem)).await
            }
        };
    }
    let id = text("webhook").parse().map_err(|_| DeskError::NotFound)?;
    let act = text("act");
    let done = match act {
        "test" => return test(&signed_in, id).await,
        "pause" => {
            let paused = signed_in.operate(move |it| webhooks::set_paused(it, id, Some(now)));
            paused.await?
        }
        "resume" => {
            let resumed = signed_in.operate(move |it| webhooks::set_paused(it, id, None));
            resumed.await?
        }
        "remove" => {
            let removed = signed_in.operate(move |it| webhooks::remove(it, id));
            removed.await?
        }
        _ => return Err(DeskError::NotFound),
    };
    match done {
        Ok(()) => Ok(SignedIn::back(PAGE, &format!("webhook-{act}"))),
        Err(error) => {
            let problem = problem(&signed_in, error)?;
            show(&signed_in, &Fields::new(), Some(problem)).await
        }
    }
}

/// Sends a webhook something that never happened.
async fn test(signed_in: &SignedIn, id: u32) -> Result<Response, DeskError> {
    let app = &signed_in.app;
    let listed = app.operate(webhooks::list).await??.into_iter();
    let mut listed = listed.map(|(webhook, _)| webhook);
    let webhook = listed.find(|it| it.id == id).ok_or(DeskError::NotFound)?;
    let attempt = send_test(&app.store, &app.webhooks, &webhook, app.now()).await?;
    if attempt.is_good() {
        return Ok(SignedIn::back(PAGE, "webhook-test"));
    }
    let answer = [("answer", answer(&attempt).into())];
    let problem = signed_in
        .language
        .say_with(text_id!("desk-webhook-test-failed"), answer);
    show(signed_in, &Fields::new(), Some(problem)).await
}

/// Returns what is wrong, in words.
fn problem(signed_in: &SignedIn, error: WebhookError) -> Result<String, DeskError> {
    let text = match error {
        WebhookError::Database(error) => return Err(error.into()),
        WebhookError::Random(error) => {
            tracing::error!("a webhook: {error}");
            return Err(DeskError::Failed);
        }
        WebhookError::Address(AddressError::Form) => text_id!("desk-webhook-address-form"),
        WebhookError::Address(AddressError::Plain) => text_id!("desk-webhook-address-plain"),
        WebhookError::Address(AddressError::Private) => text_id!("desk-webhook-address-private"),
        WebhookError::Address(AddressError::PlainOutside) => {
            text_id!("desk-webhook-address-outside")
        }
        WebhookError::NoEvent => text_id!("desk-webhook-no-event"),
        WebhookError::TooMany => text_id!("desk-webhook-too-many"),
        WebhookError::None => text_id!("desk-webhook-none"),
    };
    Ok(signed_in.say(text))
}

/// Shows the secret of a webhook once.
fn show_secret(signed_in: &SignedIn, secret: &str) -> Response {
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        p.lead { (say(text_id!("desk-webhook-made"))) }
        p.secret.long translate="no" { (secret) }
        p { (say(text_id!("desk-webhook-made-next"))) }
        p { a.button href=(PAGE) { (say(text_id!("desk-token-noted"))) } }
    };
    signed_in.page(&say(text_id!("desk-webhooks")), &body)
}

async fn show(
    signed_in: &SignedIn,
    form: &Fields,
    problem: Option<String>,
) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let listed = signed_in.app.operate(webhooks::list).await??;
    let address = form.get("address").map(String::as_str).unwrap_or_default();
    let body = html! {
        (pages(signed_in, PAGE))
        p.lead { (say(text_id!("desk-webhook-lead"))) }
        @if let Some(problem) = problem {
            p.problem role="alert" { (problem) }
        }
        @for (webhook, log) in &listed {
            (one(signed_in, webhook, log))
        }
        section {
            h2 { (say(text_id!("desk-webhook-add"))) }
            form.card method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="act" value="make";
                label { (say(text_id!("desk-webhook-address")))
                    input name="address" value=(address) inputmode="url" autocomplete="off" spellcheck="false" maxlength=(ADDRESS_MOST) placeholder="https://" required;
                }
                fieldset {
                    legend { (say(text_id!("desk-webhook-events"))) }
                    @for event in WebhookEvent::ALL {
                        label.choice {
                            input type="checkbox" name=(event.code()) checked[form.contains_key(event.code())];
                            span { (event_text(signed_in, event)) }
                        }
                    }
                }
                label.choice {
                    input type="checkbox" name="private" checked[form.contains_key("private")];
                    span { (say(text_id!("desk-webhook-private")))
                        span.note { (say(text_id!("desk-webhook-private-note"))) }
                    }
                }
                button type="submit" { (say(text_id!("desk-webhook-add"))) }
            }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-webhooks")), &body))
}

fn one(signed_in: &SignedIn, webhook: &Webhook, log: &[DeliveryAttempt]) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let events = webhook.events.iter();
    let events: Vec<String> = events.map(|it| event_text(signed_in, *it)).collect();
    let button = |act: &str, text: &str| {
        html! {
            form method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="act" value=(act);
                input type="hidden" name="webhook" value=(webhook.id);
                button.quiet type="submit" { (say(text)) }
            }
        }
    };
    html! {
        section.card {
            h2.address { (webhook.address) }
            p { (events.join(" · ")) (state(signed_in, webhook)) }
            div.choices {
                (button("test", text_id!("desk-webhook-test")))
                @if webhook.paused.is_some() {
                    (button("resume", text_id!("desk-webhook-resume")))
                } @else {
                    (button("pause", text_id!("desk-webhook-pause")))
                }
            }
            details {
                summary { (say(text_id!("desk-webhook-remove"))) }
                form method="post" action=(signed_in.action(PAGE)) {
                    input type="hidden" name="act" value="remove";
                    input type="hidden" name="webhook" value=(webhook.id);
                    p.note { (say(text_id!("desk-webhook-remove-note"))) }
                    button.quiet type="submit" { (say(text_id!("desk-webhook-remove-yes"))) }
                }
            }
            @if log.is_empty() {
                p.note { (say(text_id!("desk-webhook-log-empty"))) }
            } @else {
                details {
                    summary { (say(text_id!("desk-webhook-log"))) }
                    (attempts(signed_in, log))
                }
            }
        }
    }
}

fn state(signed_in: &SignedIn, webhook: &Webhook) -> Markup {
    let count = [("failures", webhook.failures.into())];
    match webhook.paused {
        Some(paused) => {
            let since = [("when", when(signed_in, paused).into())];
            html! { span.tag.warn { (signed_in.language.say_with(text_id!("desk-webhook-paused"), since)) } }
        }
        None if webhook.failures > 0 => {
            html! { span.tag.warn { (signed_in.language.say_with(text_id!("desk-webhook-failing"), count)) } }
        }
        None => html! { span.tag { (signed_in.say(text_id!("desk-webhook-working"))) } },
    }
}

fn attempts(signed_in: &SignedIn, log: &[DeliveryAttempt]) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let heads = ["when", "what", "answer", "took"];
    let label = |head: &str| say(&format!("desk-webhook-log-{head}"));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-webhook-log"))) {
            table.stack {
                thead { tr { @for head in heads { th scope="col" { (label(head)) } } } }
                tbody {
                    @for attempt in log.iter().take(SHOWN) {
                        tr {
                            td.when data-label=(label("when")) { (when(signed_in, attempt.made)) }
                            td data-label=(label("what")) { (what(signed_in, attempt)) }
                            td data-label=(label("answer")) {
                                @if !attempt.is_good() { span.tag.warn { (say(text_id!("desk-webhook-not-taken"))) } " " }
                                (answer(attempt))
                            }
                            td.number data-label=(label("took")) { (attempt.took_ms) " ms" }
                        }
                    }
                }
            }
        }
    }
}

fn what(signed_in: &SignedIn, attempt: &DeliveryAttempt) -> String {
    if attempt.attempt == 0 {
        return signed_in.say(text_id!("desk-webhook-is-test"));
    }
    let events = attempt.events.iter();
    let events: Vec<String> = events.map(|it| event_text(signed_in, *it)).collect();
    let count = [
        ("items", attempt.items.into()),
        ("attempt", attempt.attempt.into()),
    ];
    let count = signed_in
        .language
        .say_with(text_id!("desk-webhook-items"), count);
    format!("{}: {count}", events.join(", "))
}

/// Returns what came back: the status and how the answer begins, or why there is none.
fn answer(attempt: &DeliveryAttempt) -> String {
    match attempt.status {
        Some(status) => format!("{status} {}", attempt.answer),
        None => attempt.answer.clone(),
    }
}

fn event_text(signed_in: &SignedIn, event: WebhookEvent) -> String {
    signed_in.say(&format!("desk-event-{}", event.code()))
}
