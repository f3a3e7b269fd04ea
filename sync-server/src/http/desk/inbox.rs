//! What wants a decision.

use std::collections::BTreeSet;

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use shared::checkin::{Passage, Reason};
use shared::ids::KioskId;
use shared::record::Fact;
use shared::time::UnixMs;

use super::audit::author;
use super::entry_paths::EXHIBITION;
use super::error::DeskError;
use super::frame::{INBOX, KIOSKS};
use super::import_page;
use super::signed_in::SignedIn;
use super::story::{aside, gate_name, refusal, sentence, story_path};
use super::tickets::trust_error;
use crate::operations::inbox::{
    self, Inbox, InboxChoice, InboxDecision, InboxError, InboxFacts, InboxItem,
};
use crate::operations::refused_imports::RefusedImport;
use crate::operations::trust::{self, SetAsideRecord, TrustError, read_record, written};
use crate::ports::{Database, DeskPermission, SetAsideReason};

/// How many records stand there without being asked for.
const RECORDS_OPEN: usize = 5;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    kind: String,
    subject: String,
    choice: String,
    /// Why records count.
    reason: String,
    /// The only record that is accepted; none for all of the item.
    record: String,
}

/// `GET /admin/inbox`.
pub(super) async fn page(mut signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::DecideRecords)?;
    let now = signed_in.app.now();
    let (inbox, named) = signed_in
        .app
        .operate(move |it| inbox::items_with_records(it, now))
        .await??;
    signed_in.has_counted(inbox.items.len());
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        @if inbox.items.is_empty() {
            p.lead role="status" { (say(text_id!("desk-inbox-empty"))) }
        } @else {
            p.lead { (say(text_id!("desk-inbox-lead"))) }
            ul.decisions {
                @for item in &inbox.items {
                    @let records = named.get(&item.subject).filter(|_| matches!(item.facts, InboxFacts::SetAside(_)));
                    li.card { (one(&signed_in, &inbox, item, records.map(Vec::as_slice).unwrap_or_default())) }
                }
            }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-inbox")), &body))
}

/// `POST /admin/inbox`.
pub(super) async fn decide(
    signed_in: SignedIn,
    Form(form): Form<DecisionForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::DecideRecords)?;
    let choice = InboxChoice::from_code(&form.choice).ok_or(DeskError::NotFound)?;
    let (now, author) = (signed_in.app.now(), signed_in.account.name.to_string());
    let record = match &*form.record {
        "" => None,
        record if choice == InboxChoice::Accept => {
            Some(read_record(record).ok_or(DeskError::NotFound)?)
        }
        _ => return Err(DeskError::NotFound),
    };
    let decided = move |database: &dyn Database| {
        if let Some(record) = record {
            return Ok(trust::accept(database, &record, &form.reason, now)?);
        }
        let decision = InboxDecision {
            kind: &form.kind,
            subject: &form.subject,
            choice,
            reason: &form.reason,
            author: &author,
        };
        inbox::decide(database, &decision, now).map(drop)
    };
    let decided = signed_in.operate(decided).await?;
    decided.map_err(|error| match error {
        InboxError::Database(error) => error.into(),
        InboxError::Trust(TrustError::NoReason) => {
            DeskError::Refused(signed_in.say(text_id!("desk-accept-reason")))
        }
        InboxError::Trust(error) => trust_error(&signed_in, error),
        _ => DeskError::Refused(signed_in.say(text_id!("desk-decided"))),
    })?;
    Ok(SignedIn::back(INBOX, "decided"))
}

fn one(
    signed_in: &SignedIn,
    inbox: &Inbox,
    item: &InboxItem,
    records: &[SetAsideRecord],
) -> Markup {
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
        InboxChoice::AnnulThis if is_single => signed_in.say(text_id!("desk-act-annul")),
        choice => signed_in.say(&format!("desk-choice-{}", choice.code())),
    };
    html! {
        h2 { (signed_in.say(&format!("desk-inbox-{title}"))) }
        (facts(signed_in, inbox, &item.facts))
        @if !records.is_empty() { (set_aside(signed_in, inbox, item, records)) }
        div.choices {
            @for choice in item.choices() {
                details {
                    summary { (choice_text(choice)) }
                    form method="post" action=(signed_in.action(INBOX)) {
                        input type="hidden" name="kind" value=(kind);
                        input type="hidden" name="subject" value=(item.subject);
                        input type="hidden" name="choice" value=(choice.code());
                        p.note { (signed_in.say(&format!("desk-choice-{}-note", choice.code()))) }
                        @if choice == InboxChoice::Accept { (reason_field(signed_in)) }
                        button type="submit" { (signed_in.say(text_id!("desk-choice-yes"))) }
                    }
                }
            }
        }
    }
}

fn reason_field(signed_in: &SignedIn) -> Markup {
    html! {
        label { (signed_in.say(text_id!("desk-accept-why")))
            input name="reason" maxlength="200" autocomplete="off" required;
        }
    }
}

/// Returns the newest records of an item, each with what it says; where that can be, each is accepted by itself.
fn set_aside(
    signed_in: &SignedIn,
    inbox: &Inbox,
    item: &InboxItem,
    records: &[SetAsideRecord],
) -> Markup {
    let zone = inbox.catalogue.calendar().zone;
    let when = |at: UnixMs| {
        let local = zone.local_datetime(at);
        local.strftime("%d/%m/%Y %H:%M:%S").to_string()
    };
    let count = [("count", records.len().into())];
    html! {
        details open[records.len() <= RECORDS_OPEN] {
            summary { (signed_in.language.say_with(text_id!("desk-inbox-records"), count)) }
            ol.timeline {
                @for it in records {
                    li {
                        p.when { (it.at.map_or_else(|| signed_in.say(text_id!("desk-story-no-time")), when)) }
                        div.event {
                            p {
                                strong {
                                    @match &it.fact {
                                        Some(fact) => (sentence(signed_in, &inbox.catalogue, fact)),
                                        None => (signed_in.say(text_id!("desk-story-unreadable"))),
                                    }
                                }
                                @if let Some(ticket) = it.fact.as_ref().and_then(Fact::ticket) {
                                    @let number = [("number", ticket.to_string().into())];
                                    @let named = signed_in.language.say_with(text_id!("desk-ticket"), number);
                                    " · "
                                    @if it.reason == SetAsideReason::NotIssued { (named) } @else { a href=(story_path(ticket)) { (named) } }
                                }
                            }
                            p.note { (signed_in.language.say_with(text_id!("desk-inbox-record"), [("record", written(&it.record).into())])) }
                            @if it.reason.can_be_accepted() {
                                details {
                                    summary { (signed_in.say(text_id!("desk-accept-one"))) }
                                    form method="post" action=(signed_in.action(INBOX)) {
                                        input type="hidden" name="kind" value=(item.facts.kind());
                                        input type="hidden" name="subject" value=(item.subject);
                                        input type="hidden" name="choice" value=(InboxChoice::Accept.code());
                                        input type="hidden" name="record" value=(written(&it.record));
                                        p.note { (signed_in.say(text_id!("desk-accept-one-note"))) }
                                        (reason_field(signed_in))
                                        button type="submit" { (signed_in.say(text_id!("desk-choice-yes"))) }
                                    }
                                }
                            }
                        }
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
                p { a href=(story_path(ticket)) { (language.say_with(text_id!("desk-ticket"), number)) }
                    " · " (refusal(signed_in, *reason)) }
                ul {
                    @if let Some(earlier) = earlier {
                        li { (admission(text_id!("desk-inbox-earlier"), earlier)) }
                    }
                    @let this = if earlier.is_some() { text_id!("desk-inbox-this") } else { text_id!("desk-inbox-only") };
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
            html! { p { (language.say_with(text_id!("desk-inbox-aside-facts"), facts)) } }
        }
        InboxFacts::Forked { kiosk, records } => {
            let facts = [
                ("kiosk", kiosk.as_str().into()),
                ("records", (*records).into()),
            ];
            html! { p { (language.say_with(text_id!("desk-inbox-fork-facts"), facts)) } }
        }
        InboxFacts::Silent { kiosk, last_seen } => {
            let facts = [
                ("kiosk", kiosk.as_str().into()),
                ("when", when(*last_seen).into()),
            ];
            html! { p { (language.say_with(text_id!("desk-inbox-silent-facts"), facts)) } }
        }
        InboxFacts::LostKiosks(lost) => html! {
            p { (lost_kiosks(signed_in, &lost.kiosks)) }
            p { a href=(KIOSKS) { (signed_in.say(text_id!("desk-kiosks"))) } }
        },
        InboxFacts::Import(it) => import_facts(signed_in, it, when(it.at)),
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
            html! { p { (language.say_with(text_id!("desk-inbox-clock-facts"), facts)) } }
        }
    }
}

/// Names the kiosks that a restored database does not know, and says what to do about them.
pub(super) fn lost_kiosks(signed_in: &SignedIn, kiosks: &BTreeSet<KioskId>) -> String {
    let facts = [
        ("count", kiosks.len().into()),
        ("kiosks", names(kiosks, ", ").into()),
    ];
    let said = signed_in
        .language
        .say_with(text_id!("desk-lost-kiosks"), facts);
    format!(
        "{said} {}",
        signed_in.say(text_id!("desk-lost-kiosks-next"))
    )
}

/// Returns the names of kiosks with something between.
pub(super) fn names(kiosks: &BTreeSet<KioskId>, between: &str) -> String {
    let names: Vec<&str> = kiosks.iter().map(KioskId::as_str).collect();
    names.join(between)
}

/// Returns which file was refused, how much of it, when and for whom, and where to try again.
fn import_facts(signed_in: &SignedIn, it: &RefusedImport, when: String) -> Markup {
    let (permission, path) = match it.seller {
        Some(_) => (DeskPermission::IssueTickets, import_page::PAGE),
        None => (DeskPermission::ChangeExhibition, EXHIBITION),
    };
    let seller = it.seller.clone().unwrap_or_default();
    let facts = [
        ("seller", seller.into()),
        ("file", it.file.as_str().into()),
        ("wrong", it.wrong.into()),
        ("when", when.into()),
        ("author", author(signed_in, &it.author).into()),
    ];
    let kind = it.kind();
    let text = match it.wrong {
        0 => format!("desk-inbox-{kind}-unread"),
        _ => format!("desk-inbox-{kind}-facts"),
    };
    html! {
        p { (signed_in.language.say_with(&text, facts)) }
        @if signed_in.may(permission) {
            p { a href=(path) { (signed_in.say(&format!("desk-inbox-{kind}-again"))) } }
        }
    }
}
