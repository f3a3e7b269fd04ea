//! All that is kept of one person: shown, handed out, deleted.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use shared::ids::TicketNumber;
use shared::submission::SubmissionId;

use super::downloads::download;
use super::error::DeskError;
use super::frame::PEOPLE;
use super::people_words::{consent, submission_path, ticket_path, when, wish};
use super::person_file;
use super::signed_in::SignedIn;
use super::story::story_path;
use crate::operations::people::{self, PeopleError, Person, PersonKey};
use crate::ports::{DeskPermission, TicketNote};

/// What leads to the person.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PersonForm {
    submission: Option<String>,
    ticket: Option<u32>,
}

/// What was chosen on the page.
struct ChosenData {
    submissions: Vec<SubmissionId>,
    tickets: Vec<TicketNumber>,
}

impl PersonForm {
    fn key(&self) -> Option<PersonKey> {
        match (&self.submission, self.ticket) {
            (Some(id), _) => id.parse().ok().map(PersonKey::Submission),
            (None, number) => number.map(|it| PersonKey::Ticket(TicketNumber(it))),
        }
    }

    async fn person(&self, signed_in: &SignedIn) -> Result<(PersonKey, Person), DeskError> {
        let key = self.key().ok_or(DeskError::NotFound)?;
        let read = signed_in.app.operate(move |it| people::person(it, key));
        let person = read.await??.ok_or(DeskError::NotFound)?;
        Ok((key, person))
    }
}

/// `GET /admin/people/person`.
pub(super) async fn page(
    signed_in: SignedIn,
    Query(form): Query<PersonForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeePeople)?;
    let (key, person) = form.person(&signed_in).await?;
    Ok(show(&signed_in, key, &person, None))
}

/// `POST /admin/people/person`: hands out or deletes what was chosen.
pub(super) async fn act(
    signed_in: SignedIn,
    Query(form): Query<PersonForm>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeePeople)?;
    let values = |wanted: &str| {
        let fields = fields.iter().filter(move |(name, _)| name == wanted);
        fields.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let (key, person) = form.person(&signed_in).await?;
    // Nothing else than what the page showed.
    let (submissions, tickets) = (values("submission"), values("ticket"));
    let shown = person.submissions.iter().map(|it| it.stored.submission.id);
    let numbers = person.tickets.iter().map(|it| it.ticket.claims.number);
    let chosen = ChosenData {
        submissions: shown
            .filter(|it| submissions.contains(&it.to_string()))
            .collect(),
        tickets: numbers
            .filter(|it| tickets.contains(&it.to_string()))
            .collect(),
    };
    if chosen.submissions.is_empty() && chosen.tickets.is_empty() {
        return Ok(show(
            &signed_in,
            key,
            &person,
            Some(text_id!("desk-person-nothing")),
        ));
    }
    match values("act").first().map(String::as_str) {
        Some("export") => export(&signed_in, person, &chosen).await,
        Some("delete") => delete(&signed_in, chosen).await,
        _ => Err(DeskError::NotFound),
    }
}

async fn export(
    signed_in: &SignedIn,
    mut person: Person,
    chosen: &ChosenData,
) -> Result<Response, DeskError> {
    person
        .submissions
        .retain(|it| chosen.submissions.contains(&it.stored.submission.id));
    person
        .tickets
        .retain(|it| chosen.tickets.contains(&it.ticket.claims.number));
    let bytes = person_file::archive(signed_in, &person).map_err(|error| {
        tracing::error!("writing the data of a person: {error}");
        DeskError::Failed
    })?;
    signed_in.operate(people::note_export).await??;
    Ok(download(super::downloads::ZIP, "person.zip", bytes))
}

async fn delete(signed_in: &SignedIn, chosen: ChosenData) -> Result<Response, DeskError> {
    let now = signed_in.app.now();
    let deleted = signed_in
        .operate(move |it| people::delete_person(it, &chosen.submissions, &chosen.tickets, now));
    match deleted.await? {
        Ok(_) | Err(PeopleError::Nothing) => {}
        Err(error) => return Err(error.into()),
    }
    signed_in.app.note_deletions().await;
    Ok(SignedIn::back(PEOPLE, "person-deleted"))
}

fn show(signed_in: &SignedIn, key: PersonKey, person: &Person, problem: Option<&str>) -> Response {
    let say = |id: &str| signed_in.say(id);
    let path = match key {
        PersonKey::Submission(id) => submission_path(id),
        PersonKey::Ticket(number) => ticket_path(number),
    };
    let maybe = |is_certain: bool| {
        html! { @if !is_certain { span.tag.warn { (say(text_id!("desk-person-maybe"))) } } }
    };
    let body = html! {
        @if let Some(problem) = problem {
            p.problem role="alert" { (say(problem)) }
        }
        p.lead { (say(text_id!("desk-person-lead"))) }
        form.wide method="post" action=(signed_in.action(&path)) {
            @if !person.submissions.is_empty() {
                fieldset {
                    legend { (say(text_id!("desk-person-submissions"))) }
                    @for it in &person.submissions {
                        @let submission = &it.stored.submission;
                        label.choice {
                            input type="checkbox" name="submission" value=(submission.id) checked[it.is_certain];
                            span {
                                strong { (submission.name) } " · " (submission.reach) (maybe(it.is_certain))
                                span.note { (when(signed_in, submission.written)) " · " (wish(signed_in, &submission.wish)) }
                                span.note { (consent(signed_in, &it.stored)) }
                            }
                        }
                    }
                }
            }
            @if !person.tickets.is_empty() {
                fieldset {
                    legend { (say(text_id!("desk-person-tickets"))) }
                    @for it in &person.tickets {
                        @let number = it.ticket.claims.number;
                        label.choice {
                            input type="checkbox" name="ticket" value=(number) checked[it.is_certain];
                            span {
                                a href=(story_path(number)) { (signed_in.language.say_with(text_id!("desk-ticket"), [("number", number.to_string().into())])) }
                                " · " strong { (it.ticket.holder.as_deref().unwrap_or("–")) } (maybe(it.is_certain))
                                @for note in &it.notes { (note_words(signed_in, note)) }
                            }
                        }
                    }
                }
            }
            p { button type="submit" name="act" value="export" { (say(text_id!("desk-person-export"))) } }
            p.note { (say(text_id!("desk-person-export-note"))) }
            details {
                summary { (say(text_id!("desk-person-delete"))) }
                p { (say(text_id!("desk-person-delete-note"))) }
                p { button type="submit" name="act" value="delete" { (say(text_id!("desk-person-delete-yes"))) } }
            }
        }
        p { a href=(PEOPLE) { (say(text_id!("desk-person-back"))) } }
    };
    signed_in.page(&person.name, &body)
}

fn note_words(signed_in: &SignedIn, note: &TicketNote) -> Markup {
    html! {
        span.note.quote { (when(signed_in, note.made)) " · " (note.author) ": " (note.note) }
    }
}
