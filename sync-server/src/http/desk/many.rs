//! Revoking many tickets at once, from numbers or a list; what is hit is shown first, and it can be undone.

use axum::Form;
use axum::extract::{Query, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;

use super::error::DeskError;
use super::form::FileForm;
use super::import_words::{line_error, list_error};
use super::issue::{LIST_BYTES_MOST, file_field, list_of};
use super::signed_in::SignedIn;
use super::story::{status, story_path};
use crate::operations::tickets::import::ImportError;
use crate::operations::tickets::{
    self, FindError, MAX_COUNT, StatusChange, TicketsError, find_listed,
};
use crate::ports::{ChangeNote, Database, DeskPermission, StoredTicket, TicketSpans};

/// Where the page is.
pub(super) const PAGE: &str = "/admin/tickets/many";
/// Where it is confirmed.
pub(super) const CHANGE: &str = "/admin/tickets/many/change";
/// How many tickets, or lines with an error, are named.
const NAMED: usize = 50;

/// The numbers that the page begins with.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SpanForm {
    from: String,
    to: String,
}

/// What is done with which tickets.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ManyForm {
    /// As [`TicketSpans`].
    numbers: String,
    /// The name of the list that they came from.
    list: String,
    /// `revoke` or `reinstate`.
    act: String,
}

/// `GET /admin/tickets/many`, and of what is shown after a form was sent, as the switch of languages asks for it.
pub(super) async fn page(
    signed_in: SignedIn,
    Query(form): Query<SpanForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    Ok(show(&signed_in, &form, "", &[]))
}

/// `POST /admin/tickets/many`: says which tickets are hit. Nothing is changed.
pub(super) async fn preview(signed_in: SignedIn, request: Request) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    let (parts, body) = request.into_parts();
    let form = FileForm::read(&parts.headers, body, LIST_BYTES_MOST).await?;
    let mut form = form.unwrap_or_default();
    let span = SpanForm {
        from: form.text("from"),
        to: form.text("to"),
    };
    let pasted = form.text("list");
    let again = |problems: &[String]| {
        let page = show(&signed_in, &span, &pasted, problems);
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let from = span.from.parse::<u32>().ok();
    let to = span.to.parse().ok().or(from);
    let (list, numbers) = (list_of(&mut form), from.zip(to));
    if numbers.is_some_and(|(from, to)| from > to || to - from >= MAX_COUNT) {
        return again(&[signed_in.say(text_id!("desk-many-span-bad"))]);
    }
    let file = list.as_ref().filter(|_| pasted.is_empty());
    let name = file.map_or(String::new(), |file| file.name.clone());
    let find = move |database: &dyn Database| {
        let mut numbers: Vec<TicketNumber> = match numbers {
            Some((from, to)) => (from..=to).map(TicketNumber).collect(),
            None => Vec::new(),
        };
        if let Some(list) = list {
            numbers.extend(find_listed(database, &list)?);
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(database.read()?.known_tickets(&numbers)?)
    };
    let found: Result<Vec<StoredTicket>, FindError> = signed_in.app.operate(find).await?;
    match found {
        Ok(tickets) if tickets.is_empty() => again(&[signed_in.say(text_id!("desk-many-none"))]),
        Ok(tickets) => Ok(hit(&signed_in, &tickets, &name)),
        Err(FindError::Database(error) | FindError::List(ImportError::Database(error))) => {
            Err(error.into())
        }
        Err(FindError::Lines { lines, .. }) => {
            let mut problems = vec![signed_in.say(text_id!("desk-many-lines"))];
            let line = |line: &u64| {
                let line = [("line", line.to_string().into())];
                signed_in
                    .language
                    .say_with(text_id!("desk-many-line"), line)
            };
            problems.extend(
                lines.iter().take(NAMED).map(|(at, why)| {
                    format!("{} {}", line(at), line_error(signed_in.language, why))
                }),
            );
            again(&problems)
        }
        Err(FindError::List(error)) => again(&[list_error(signed_in.language, &error)]),
        Err(_) => again(&[signed_in.say(text_id!("desk-many-none"))]),
    }
}

/// `POST /admin/tickets/many/change`.
pub(super) async fn change(
    signed_in: SignedIn,
    Form(form): Form<ManyForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    let to = match form.act.as_str() {
        "revoke" => StatusChange::Revoke,
        "reinstate" => StatusChange::Reinstate,
        _ => return Err(DeskError::NotFound),
    };
    let spans: TicketSpans = form.numbers.parse().map_err(|_| DeskError::Forged)?;
    if spans.count() > MAX_COUNT.into() {
        return Err(DeskError::Forged);
    }
    let numbers: Vec<TicketNumber> = spans.numbers().collect();
    let list = ChangeNote::name_of(&form.list);
    let named = list.clone();
    let now = signed_in.app.now();
    let change = move |database: &dyn Database| {
        let before = database.read()?.known_tickets(&numbers)?;
        let changed: Vec<StoredTicket> = before.into_iter().filter(|it| differs(it, to)).collect();
        let numbers: Vec<TicketNumber> = changed.iter().map(|it| it.claims.number).collect();
        tickets::set_status_of_list(database, &numbers, &named, to, now)?;
        Ok(changed)
    };
    let changed: Result<_, TicketsError> = signed_in.operate(change).await?;
    let changed = changed.map_err(|error| match error {
        TicketsError::Database(error) => error.into(),
        _ => DeskError::Failed,
    })?;
    // What was blocked does not become good by undoing.
    let good = changed.iter().filter(|it| it.status == TicketStatus::Good);
    let undo: Vec<TicketNumber> = match to {
        StatusChange::Revoke => good.map(|it| it.claims.number).collect(),
        _ => changed.iter().map(|it| it.claims.number).collect(),
    };
    let back = if form.act == "revoke" {
        "reinstate"
    } else {
        "revoke"
    };
    let count = [("count", changed.len().into())];
    let done = signed_in
        .language
        .say_with(format!("desk-many-done-{}", form.act), count);
    let body = html! {
        p.done role="status" { (done) }
        @if !undo.is_empty() {
            (confirm(&signed_in, back, &undo, &list, text_id!("desk-many-undo")))
        }
        p { a.button href="/admin/tickets" { (signed_in.say(text_id!("desk-tickets"))) } }
    };
    Ok(signed_in.page(&signed_in.say(text_id!("desk-many")), &body))
}

/// Returns whether a ticket has another status than it shall have.
fn differs(ticket: &StoredTicket, to: StatusChange) -> bool {
    match to {
        StatusChange::Revoke => !matches!(ticket.status, TicketStatus::Revoked(_)),
        _ => ticket.status != TicketStatus::Good,
    }
}

fn show(signed_in: &SignedIn, span: &SpanForm, pasted: &str, problems: &[String]) -> Response {
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        p.lead { (say(text_id!("desk-many-lead"))) }
        form.card method="post" enctype="multipart/form-data" action=(signed_in.action(PAGE)) {
            @if let [first, others @ ..] = problems {
                div.problem role="alert" {
                    p { (first) }
                    @if !others.is_empty() { ul { @for problem in others { li { (problem) } } } }
                }
            }
            fieldset {
                legend { (say(text_id!("desk-many-span"))) }
                div.row {
                    label { (say(text_id!("desk-many-from")))
                        input type="number" name="from" min="1" value=(span.from) inputmode="numeric";
                    }
                    label { (say(text_id!("desk-many-to")))
                        input type="number" name="to" min="1" value=(span.to) inputmode="numeric";
                    }
                }
            }
            fieldset {
                legend { (say(text_id!("desk-many-list"))) }
                p.note { (say(text_id!("desk-many-list-note"))) }
                label { (say(text_id!("desk-list-paste")))
                    textarea name="list" rows="6" spellcheck="false" { (pasted) }
                }
                (file_field(signed_in))
            }
            button type="submit" { (say(text_id!("desk-many-preview"))) }
        }
    };
    signed_in.page(&say(text_id!("desk-many")), &body)
}

/// Returns the page that shows which tickets are hit.
fn hit(signed_in: &SignedIn, tickets: &[StoredTicket], list: &str) -> Response {
    let say = |id: &str| signed_in.say(id);
    let numbers = |to: StatusChange| -> Vec<TicketNumber> {
        let differing = tickets.iter().filter(|it| differs(it, to));
        differing.map(|it| it.claims.number).collect()
    };
    let (revoke, reinstate) = (
        numbers(StatusChange::Revoke),
        numbers(StatusChange::Reinstate),
    );
    let more = tickets.len().saturating_sub(NAMED);
    let catalogue = &signed_in.app.store.published().catalogue;
    let kind = |ticket: &StoredTicket| {
        let kind = catalogue.ticket_type(ticket.claims.kind);
        kind.map_or("–", |kind| kind.name.get(signed_in.language.code))
            .to_owned()
    };
    let body = html! {
        p.lead { (signed_in.language.say_with(text_id!("desk-many-found"), [("count", tickets.len().into())])) }
        div.filter {
            @if !revoke.is_empty() { (confirm(signed_in, "revoke", &revoke, list, text_id!("desk-many-revoke"))) }
            @if !reinstate.is_empty() { (confirm(signed_in, "reinstate", &reinstate, list, text_id!("desk-many-reinstate"))) }
            a.button.quiet href=(PAGE) { (say(text_id!("desk-exhibition-cancel"))) }
        }
        div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-many"))) {
            table {
                thead { tr {
                    @for head in ["number", "holder", "kind", "status"] {
                        th scope="col" { (say(&format!("desk-ticket-{head}"))) }
                    }
                } }
                tbody {
                    @for ticket in tickets.iter().take(NAMED) {
                        tr {
                            td { a href=(story_path(ticket.claims.number)) { (ticket.claims.number) } }
                            td { (ticket.holder.as_deref().unwrap_or("–")) }
                            td { (kind(ticket)) }
                            td { (status(signed_in, ticket.status)) }
                        }
                    }
                }
            }
        }
        @if more > 0 {
            p.note { (signed_in.language.say_with(text_id!("desk-many-more"), [("count", more.into())])) }
        }
    };
    signed_in.page(&say(text_id!("desk-many")), &body)
}

fn confirm(
    signed_in: &SignedIn,
    act: &str,
    numbers: &[TicketNumber],
    list: &str,
    text: &str,
) -> Markup {
    let count = [("count", numbers.len().into())];
    html! {
        form method="post" action=(signed_in.action(CHANGE)) {
            input type="hidden" name="act" value=(act);
            input type="hidden" name="numbers" value=(TicketSpans::of(numbers));
            input type="hidden" name="list" value=(list);
            button.quiet[act == "reinstate"] type="submit" { (signed_in.language.say_with(text, count)) }
        }
    }
}
