//! An issue of many tickets: a page that shows how far it is, and a button that stops it.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::batch::batch_path;
use super::error::DeskError;
use super::issue_jobs::{ISSUE, IssueJob, IssueOutcome};
use super::signed_in::SignedIn;
use crate::operations::tickets::{self, IssueRequest, TicketsError};
use crate::ports::{Database, DeskPermission};

/// Issues the tickets of a job, and leads to its page.
pub(super) fn start(
    signed_in: SignedIn,
    job: Arc<IssueJob>,
    request: IssueRequest,
    holders: Vec<String>,
) -> Response {
    let page = Redirect::to(&job.path()).into_response();
    tokio::spawn(run(signed_in, job, request, holders));
    page
}

async fn run(signed_in: SignedIn, job: Arc<IssueJob>, request: IssueRequest, holders: Vec<String>) {
    let now = signed_in.app.now();
    let mut stopping = signed_in.app.stopping.clone();
    let issuing = job.clone();
    let issue = move |database: &dyn Database| {
        let progress = &issuing.progress;
        let issued = tickets::issue_with(database, &request, &holders, now, progress)?;
        let (first, last) = (issued.first(), issued.last());
        let numbers = first.zip(last);
        Ok(numbers.map_or((0, 0), |(first, last)| (first.number.0, last.number.0)))
    };
    let work = signed_in.operate(issue);
    let mut work = std::pin::pin!(work);
    let done = tokio::select! {
        done = &mut work => done,
        _ = stopping.changed() => {
            job.progress.stop();
            work.await
        }
    };
    let outcome = match done {
        Ok(Ok((first, last))) => IssueOutcome::Issued(first, last),
        Ok(Err(TicketsError::Stopped)) => IssueOutcome::Stopped,
        Ok(Err(TicketsError::Database(error))) => {
            tracing::error!("{} tickets can't be issued: {error}", job.count);
            IssueOutcome::Failed(text_id!("desk-issue-database-bad"))
        }
        Ok(Err(error)) => IssueOutcome::Failed(problem_text(&error)),
        // The server stops, and whether the tickets were written is not known.
        Err(_) => IssueOutcome::Failed(text_id!("desk-issue-job-gone")),
    };
    let _ = job.outcome.set(outcome);
}

/// `GET /admin/tickets/issue/{job}`.
pub(super) async fn page(
    signed_in: SignedIn,
    Path(number): Path<i64>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    let ended = |class: &str, text: &str| {
        let body = html! {
            p class=(class) role="status" { (signed_in.say(text)) }
            div.filter {
                a.button.quiet href=(ISSUE) { (signed_in.say(text_id!("desk-issue-again"))) }
                a.button.quiet href="/admin/tickets" { (signed_in.say(text_id!("desk-batches"))) }
            }
        };
        Ok(signed_in.page(&signed_in.say(text_id!("desk-issue")), &body))
    };
    let Some(job) = signed_in.app.issue_jobs.find(number) else {
        return ended("problem", text_id!("desk-issue-job-gone"));
    };
    match job.outcome.get() {
        None => Ok(show(&signed_in, &job)),
        Some(IssueOutcome::Issued(first, last)) => {
            let batch = batch_path((*first, *last));
            Ok(SignedIn::back(&batch, "tickets-issued"))
        }
        Some(IssueOutcome::Stopped) => ended("done", text_id!("desk-issue-stopped")),
        Some(IssueOutcome::Failed(text)) => ended("problem", text),
    }
}

/// `POST /admin/tickets/issue/{job}`: stops it.
pub(super) async fn stop(
    signed_in: SignedIn,
    Path(number): Path<i64>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    let job = signed_in.app.issue_jobs.find(number);
    let job = job.ok_or(DeskError::NotFound)?;
    job.progress.stop();
    Ok(Redirect::to(&job.path()).into_response())
}

/// Shows how far it is. Without a script the page is loaded again by itself.
fn show(signed_in: &SignedIn, job: &IssueJob) -> Response {
    let head = html! {
        noscript { meta http-equiv="refresh" content="2"; }
        script src="/progress.js" defer {}
    };
    let body = html! {
        p.lead { (signed_in.say(text_id!("desk-issue-running-lead"))) }
        section.card.progress {
            (bar(signed_in, job))
            form method="post" action=(signed_in.action(&job.path())) {
                button.quiet type="submit" { (signed_in.say(text_id!("desk-issue-stop"))) }
            }
        }
    };
    let title = [("count", job.count.into())];
    let title = signed_in
        .language
        .say_with(text_id!("desk-issue-running"), title);
    signed_in.page_with_script(&title, &head, &body)
}

fn bar(signed_in: &SignedIn, job: &IssueJob) -> Markup {
    let signed = job.progress.signed().min(job.count);
    let text = if job.progress.is_stopped() {
        signed_in.say(text_id!("desk-issue-stopping"))
    } else if signed == job.count {
        signed_in.say(text_id!("desk-issue-writing"))
    } else {
        let so_far = [("done", signed.into()), ("count", job.count.into())];
        signed_in
            .language
            .say_with(text_id!("desk-issue-signed"), so_far)
    };
    html! {
        div #progress {
            p { (text) }
            progress max=(job.count) value=(signed) aria-label=(signed_in.say(text_id!("desk-issue-how-far"))) {}
        }
    }
}

/// Returns the text that says why no ticket was issued.
pub(super) fn problem_text(error: &TicketsError) -> &'static str {
    match error {
        TicketsError::Count(_) => text_id!("desk-issue-count-bad"),
        TicketsError::Kind { .. } => text_id!("desk-issue-kind-bad"),
        TicketsError::Days(_) => text_id!("desk-issue-days-bad"),
        TicketsError::NumbersExhausted => text_id!("desk-issue-numbers-bad"),
        _ => text_id!("desk-issue-key-bad"),
    }
}
