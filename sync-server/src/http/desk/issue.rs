//! Issuing tickets: what kind, for which days, how many or for whom.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use shared::catalogue::{Catalogue, TicketKind};
use shared::ticket::EntryPolicy;

use super::batch::batch_path;
use super::error::DeskError;
use super::form::FileForm;
use super::import_words::list_error;
use super::issue_job::{self, problem_text};
use super::issue_jobs::ISSUE;
use super::signed_in::SignedIn;
use crate::operations::tickets::import::{ImportError, ListFile};
use crate::operations::tickets::{
    self, IssueRequest, IssuedTicket, MAX_COUNT, TicketsError, read_holders,
};
use crate::ports::{Database, DeskPermission};

/// How many tickets are issued before the page answers; more are issued beside it, with a page that shows how far they are.
const AT_ONCE_MOST: u32 = 2_000;
/// The most bytes of a form with a list of names.
pub(super) const LIST_BYTES_MOST: usize = 26 << 20;

/// `GET /admin/tickets/issue`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    Ok(show(&signed_in, &FileForm::default(), None))
}

/// `POST /admin/tickets/issue`.
pub(super) async fn issue(signed_in: SignedIn, request: Request) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    let (parts, body) = request.into_parts();
    let problem = |form: &FileForm, text: String| {
        let page = show(&signed_in, form, Some(&text));
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let Some(mut form) = FileForm::read(&parts.headers, body, LIST_BYTES_MOST).await? else {
        let text = signed_in.say(text_id!("desk-list-too-large"));
        return problem(&FileForm::default(), text);
    };
    let holders = match list_of(&mut form) {
        None => Vec::new(),
        Some(list) => {
            let read = move |_: &dyn Database| read_holders(&list);
            match signed_in.app.operate(read).await? {
                Ok(holders) => holders,
                Err(ImportError::Database(error)) => return Err(error.into()),
                Err(error) => {
                    let why = [("why", list_error(signed_in.language, &error).into())];
                    return problem(
                        &form,
                        signed_in
                            .language
                            .say_with(text_id!("desk-issue-list-bad"), why),
                    );
                }
            }
        }
    };
    let request = IssueRequest {
        count: match u32::try_from(holders.len()) {
            Ok(0) => form.text("count").parse().unwrap_or(0),
            count => count.unwrap_or(u32::MAX),
        },
        kind: form.text("kind"),
        days: days_of(&form),
        party: form.text("party").parse().ok().filter(|party| *party > 0),
    };
    if (AT_ONCE_MOST + 1..=MAX_COUNT).contains(&request.count) {
        let now = signed_in.app.now();
        let Some(job) = signed_in.app.issue_jobs.begin(request.count, now) else {
            let text = signed_in.say(text_id!("desk-issue-busy"));
            let page = show(&signed_in, &form, Some(&text));
            return Ok((StatusCode::CONFLICT, page).into_response());
        };
        return Ok(issue_job::start(signed_in, job, request, holders));
    }
    let now = signed_in.app.now();
    let issue = move |database: &dyn Database| tickets::issue_to(database, &request, &holders, now);
    match signed_in.operate(issue).await? {
        Ok(issued) => Ok(done(&issued)),
        Err(TicketsError::Database(error)) => Err(error.into()),
        Err(error) => {
            let most = [("most", MAX_COUNT.into())];
            let text = problem_text(&error);
            problem(&form, signed_in.language.say_with(text, most))
        }
    }
}

fn done(issued: &[IssuedTicket]) -> Response {
    let (first, last) = (issued.first(), issued.last());
    let numbers = first
        .zip(last)
        .map(|(one, other)| (one.number.0, other.number.0));
    SignedIn::back(&batch_path(numbers.unwrap_or_default()), "tickets-issued")
}

/// Returns the days that were chosen, a bit each.
pub(super) fn days_of(form: &FileForm) -> u16 {
    let days = form.texts("day").filter_map(|day| day.parse::<u8>().ok());
    let days = days.filter(|day| *day < 16);
    days.fold(0, |mask, day| mask | 1 << day)
}

/// Takes the list of a form: the file, or what was pasted.
pub(super) fn list_of(form: &mut FileForm) -> Option<ListFile> {
    let pasted = form.text("list");
    let file = form.file();
    let (name, bytes) = file.unwrap_or_else(|| ("list".to_owned(), pasted.into_bytes()));
    (!bytes.is_empty()).then_some(ListFile { name, bytes })
}

fn show(signed_in: &SignedIn, form: &FileForm, problem: Option<&str>) -> Response {
    let say = |id: &str| signed_in.say(id);
    let catalogue = &signed_in.app.store.published().catalogue;
    let (kind, count) = (form.text("kind"), form.text("count"));
    let body = html! {
        p.lead { (say(text_id!("desk-issue-lead"))) }
        @if let Some(running) = signed_in.app.issue_jobs.running() {
            p.note { a href=(running) { (say(text_id!("desk-issue-see-running"))) } }
        }
        form.card method="post" enctype="multipart/form-data" action=(signed_in.action(ISSUE)) {
            @if let Some(problem) = problem {
                p.problem role="alert" { (problem) }
            }
            (kinds(signed_in, catalogue, &kind))
            (days(signed_in, catalogue, &|day| problem.is_none() || days_of(form) >> day & 1 == 1))
            fieldset {
                legend { (say(text_id!("desk-issue-who"))) }
                label { (say(text_id!("desk-issue-count")))
                    input type="number" name="count" min="1" max=(MAX_COUNT) value=(count) inputmode="numeric";
                }
                details open[!form.text("list").is_empty()] {
                    summary { (say(text_id!("desk-issue-names"))) }
                    p.note { (say(text_id!("desk-issue-names-note"))) }
                    label { (say(text_id!("desk-list-paste")))
                        textarea name="list" rows="6" spellcheck="false" { (form.text("list")) }
                    }
                    (file_field(signed_in))
                }
            }
            details open[!form.text("party").is_empty()] {
                summary { (say(text_id!("desk-issue-party"))) }
                label { (say(text_id!("desk-ticket-people")))
                    input type="number" name="party" min="1" max="255" value=(form.text("party")) inputmode="numeric";
                }
                p.note { (say(text_id!("desk-issue-party-note"))) }
            }
            button type="submit" { (say(text_id!("desk-issue-go"))) }
        }
    };
    signed_in.page(&say(text_id!("desk-issue")), &body)
}

/// Returns the field of a list's file.
pub(super) fn file_field(signed_in: &SignedIn) -> Markup {
    html! {
        label { (signed_in.say(text_id!("desk-list-file")))
            input type="file" name="file" accept=".xlsx,.csv,.txt";
        }
    }
}

/// Returns the choice of a kind, each with its rules in words.
pub(super) fn kinds(signed_in: &SignedIn, catalogue: &Catalogue, chosen: &str) -> Markup {
    let known = catalogue.ticket_types.iter().any(|kind| kind.key == chosen);
    html! {
        fieldset {
            legend { (signed_in.say(text_id!("desk-ticket-kind"))) }
            @for (at, kind) in catalogue.ticket_types.iter().enumerate() {
                label.choice {
                    input type="radio" name="kind" value=(kind.key) required checked[kind.key == chosen || !known && at == 0];
                    span { (kind.name.get(signed_in.language.code))
                        span.note { (rules_in_words(signed_in, catalogue, kind).join(" ")) }
                    }
                }
            }
        }
    }
}

/// Returns the choice of days.
pub(super) fn days(
    signed_in: &SignedIn,
    catalogue: &Catalogue,
    is_chosen: &dyn Fn(usize) -> bool,
) -> Markup {
    html! {
        fieldset {
            legend { (signed_in.say(text_id!("desk-ticket-days"))) }
            @for (at, day) in catalogue.days.iter().enumerate() {
                label.choice {
                    input type="checkbox" name="day" value=(at) checked[is_chosen(at)];
                    span { (day.date.strftime("%d/%m/%Y")) " · " (day.title.get(signed_in.language.code)) }
                }
            }
        }
    }
}

/// Returns what a kind of ticket grants, a sentence each.
pub(super) fn rules_in_words(
    signed_in: &SignedIn,
    catalogue: &Catalogue,
    kind: &TicketKind,
) -> Vec<String> {
    let language = signed_in.language;
    let rules = &kind.rules;
    let count = |id: &str, count: u16| language.say_with(id, [("count", count.into())]);
    let mut words = vec![
        signed_in.say(match kind.policy {
            EntryPolicy::OncePerDay => text_id!("desk-rule-once-per-day"),
            EntryPolicy::Single => text_id!("desk-rule-single"),
            EntryPolicy::Unlimited => text_id!("desk-rule-unlimited"),
        }),
        count(text_id!("desk-rule-party"), u16::from(kind.party)),
    ];
    if rules.reentry.unwrap_or(catalogue.reentry) && kind.policy != EntryPolicy::Unlimited {
        words.push(signed_in.say(text_id!("desk-rule-reentry")));
    }
    if !rules.days.is_empty() {
        let days = rules.days.iter();
        let dates = days.filter_map(|day| catalogue.days.get(usize::from(*day)));
        let dates: Vec<String> = dates
            .map(|day| day.date.strftime("%d/%m").to_string())
            .collect();
        let days = [("days", dates.join(", ").into())];
        words.push(language.say_with(text_id!("desk-rule-days"), days));
    }
    for hours in &rules.hours {
        let times = format!(
            "{} – {}",
            hours.opens.strftime("%H:%M"),
            hours.closes.strftime("%H:%M")
        );
        words.push(language.say_with(text_id!("desk-rule-hours"), [("hours", times.into())]));
    }
    let limits = [
        (text_id!("desk-rule-per-day"), rules.per_day),
        (text_id!("desk-rule-in-all"), rules.in_all),
        (text_id!("desk-rule-days-at-most"), rules.days_at_most),
        (
            text_id!("desk-rule-wait"),
            Some(rules.wait_minutes).filter(|it| *it > 0),
        ),
    ];
    let limits = limits
        .iter()
        .filter_map(|(id, limit)| Some(count(id, (*limit)?)));
    words.extend(limits);
    let opened = catalogue.zones.iter();
    let opened = opened.filter(|zone| kind.zones >> zone.bit.0 & 1 == 1);
    let opened: Vec<&str> = opened.map(|zone| zone.name.get(language.code)).collect();
    if !opened.is_empty() {
        let areas = [("areas", opened.join(", ").into())];
        words.push(language.say_with(text_id!("desk-rule-areas"), areas));
    }
    for (id, holds) in [
        (text_id!("desk-rule-partial"), rules.partial),
        (text_id!("desk-rule-beyond-capacity"), rules.beyond_capacity),
        (text_id!("desk-rule-needs-staff"), rules.needs_staff),
    ] {
        words.extend(holds.then(|| signed_in.say(id)));
    }
    words
}
