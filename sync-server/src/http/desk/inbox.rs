//! What wants a decision.

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use shared::checkin::{Passage, Reason};
use shared::time::UnixMs;

use super::error::DeskError;
use super::frame::INBOX;
use super::signed_in::SignedIn;
use super::story::{aside, gate_name, refusal, story_path};
use super::tickets::trust_error;
use crate::operations::inbox::{self, Inbox, InboxChoice, InboxError, InboxFacts, InboxItem};
use crate::ports::DeskPermission;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    kind: String,
    subject: String,
    choice: String,
}

/// `GET /admin/inbox`.
pub(super) async fn page(mut signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::DecideRecords)?;
    let now = signed_in.app.now();
    let inbox = signed_in
        .app
        .operate(move |it| inbox::items(it, now))
        .await??;
    signed_in.has_counted(inbox.items.len());
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        @if inbox.items.is_empty() {
            p.lead role="status" { (say("desk-inbox-empty")) }
        } @else {
            p.lead { (say("desk-inbox-lead")) }
            ul.decisions {
                @for item in &inbox.items {
                    li.card { (one(&signed_in, &inbox, item)) }
                }
            }
        }
    };
    Ok(signed_in.page(&say("desk-inbox"), &body))
}

/// `POST /admin/inbox`.
pub(super) async fn decide(
    signed_in: SignedIn,
    Form(form): Form<DecisionForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::DecideRecords)?;
    let choice = InboxChoice::from_code(&form.choice).ok_or(DeskError::NotFound)?;
    let (now, author) = (signed_in.app.now(), signed_in.account.name.to_string());
    let decided = move |database: &dyn crate::ports::Database| {
        let name = (form.kind.as_str(), form.subject.as_str());
        inbox::decide(database, name, choice, &author, now)
    };
    let decided = signed_in.operate(decided).await?;
    decided.map_err(|error| match error {
        InboxError::Database(error) => error.into(),
        InboxError::Trust(error) => trust_error(&signed_in, error),
        _ => DeskError::Refused(signed_in.say("desk-decided")),
    })?;
    Ok(SignedIn::back(INBOX, "decided"))
}

fn one(signed_in: &SignedIn, inbox: &Inbox, item: &InboxItem) -> Markup {
    let kind = item.facts.kind();
    let (mut title, mut is_single) = (kind, false);
    if let InboxFacts::Conflict {
        reason, earlier, ..
    } = &item.facts
    {
        is_single = earlier.is_none();
        if !matches!(reason, Reason::AlreadyUsed | Reason::LimitReached) {
            title = "rule";
        }
    }
    let choice_text = |choice: InboxChoice| match choice {
        InboxChoice::AnnulThis if is_single => signed_in.say("desk-act-annul"),
        choice => signed_in.say(&format!("desk-choice-{}", choice.code())),
    };
    html! {
        h2 { (signed_in.say(&format!("desk-inbox-{title}"))) }
        (facts(signed_in, inbox, &item.facts))
        div.choices {
            @for choice in item.choices() {
                details {
                    summary { (choice_text(choice)) }
                    form method="post" action=(signed_in.action(INBOX)) {
                        input type="hidden" name="kind" value=(kind);
                        input type="hidden" name="subject" value=(item.subject);
                        input type="hidden" name="choice" value=(choice.code());
                        p.note { (signed_in.say(&format!("desk-choice-{}-note", choice.code()))) }
                        button type="submit" { (signed_in.say("desk-choice-yes")) }
                    }
                }
            }
        }
    }
}

fn facts(signed_in: &SignedIn, inbox: &Inbox, facts: &InboxFacts) -> Markup {
    let language = signed_in.language;
    let zone = inbox.catalogue.calendar().zone;
    let when = |at: UnixMs| {
        let local = zone.local_datetime(at);
        local.strftime("%d/%m %H:%M:%S").to_string()
    };
    let admission = |id: &str, it: &Passage| {
        let gate = gate_name(signed_in, &inbox.catalogue, &it.gate);
        let kiosk = it.order.kiosk.to_string();
        let when = when(it.order.at);
        language.say_with(
            id,
            [
                ("gate", gate.into()),
                ("kiosk", kiosk.into()),
                ("when", when.into()),
            ],
        )
    };
    match facts {
        InboxFacts::Conflict {
            reason,
            passage,
            earlier,
        } => {
            let ticket = passage.claims.number;
            let number = [("number", ticket.to_string().into())];
            html! {
                p { a href=(story_path(ticket)) { (language.say_with("desk-ticket", number)) }
                    " · " (refusal(signed_in, *reason)) }
                ul {
                    @if let Some(earlier) = earlier {
                        li { (admission("desk-inbox-earlier", earlier)) }
                    }
                    @let this = if earlier.is_some() { "desk-inbox-this" } else { "desk-inbox-only" };
                    li { (admission(this, passage)) }
                }
            }
        }
        InboxFacts::SetAside(open) => {
            let reason = aside(signed_in, open.aside);
            let facts = [
                ("kiosk", open.kiosk.as_str().into()),
                ("records", open.records.into()),
                ("reason", reason.into()),
            ];
            html! { p { (language.say_with("desk-inbox-aside-facts", facts)) } }
        }
        InboxFacts::Forked { kiosk, records } => {
            let facts = [
                ("kiosk", kiosk.as_str().into()),
                ("records", (*records).into()),
            ];
            html! { p { (language.say_with("desk-inbox-fork-facts", facts)) } }
        }
        InboxFacts::Silent { kiosk, last_seen } => {
            let facts = [
                ("kiosk", kiosk.as_str().into()),
                ("when", when(*last_seen).into()),
            ];
            html! { p { (language.say_with("desk-inbox-silent-facts", facts)) } }
        }
        InboxFacts::WrongClock {
            kiosk,
            ahead,
            untimed,
        } => {
            let facts = [
                ("kiosk", kiosk.as_str().into()),
                ("ahead", (*ahead).into()),
                ("untimed", (*untimed).into()),
            ];
            html! { p { (language.say_with("desk-inbox-clock-facts", facts)) } }
        }
    }
}
