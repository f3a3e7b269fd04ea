//! Tickets: found by whatever a person types or scans, and what is done about one.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use shared::ids::{KioskId, TicketNumber};

use super::error::DeskError;
use super::signed_in::SignedIn;
use super::story::{self, status, story_path};
use super::{batch, door_preview, import_page, issue_jobs::ISSUE, many};
use crate::operations::seats::{self, SeatsError};
use crate::operations::tickets::{
    self, NoteError, SEARCH_MOST, StatusChange, TicketName, TicketSearch, TicketsError,
};
use crate::operations::trust::{self, TrustError};
use crate::ports::{Database, DeskPermission, StoredTicket};

/// What else is done with tickets: address, and text.
const TASKS: [(&str, &str); 4] = [
    (ISSUE, text_id!("desk-issue")),
    (import_page::PAGE, text_id!("desk-import")),
    (many::PAGE, text_id!("desk-many")),
    (door_preview::PAGE, text_id!("desk-door")),
];

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SearchForm {
    q: String,
}

/// What is done about a ticket.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    /// `revoke`, `block`, `reinstate`, `note`, `annul` or `seats`.
    act: String,
    /// The note, or the reason.
    text: String,
    /// The record that is annulled.
    record: String,
    /// The session whose seats are released.
    session: String,
    /// The kiosk that gave them.
    kiosk: String,
}

/// `GET /admin/tickets`: what a search found; the story of the ticket where it is the only one.
pub(super) async fn page(
    signed_in: SignedIn,
    Query(form): Query<SearchForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTickets)?;
    let text = form.q.trim().to_owned();
    let mut found = None;
    if !text.is_empty() {
        let wanted = text.clone();
        let search = move |database: &dyn Database| tickets::search(database, &wanted);
        found = Some(signed_in.app.operate(search).await??);
    }
    if let Some(TicketSearch { tickets, .. }) = &found
        && let [only] = tickets.as_slice()
    {
        return Ok(Redirect::to(&story_path(only.claims.number)).into_response());
    }
    let say = |id: &str| signed_in.say(id);
    let may_issue = signed_in.may(DeskPermission::IssueTickets) && found.is_none();
    let batches = if may_issue {
        Some(batch::newest(&signed_in).await?)
    } else {
        None
    };
    let body = html! {
        p.lead { (say(text_id!("desk-search-lead"))) }
        @if let Some(found) = &found {
            @if found.tickets.is_empty() {
                p.lead role="status" { (not_found(&signed_in, &text)) }
            } @else {
                (results(&signed_in, found))
            }
        }
        @if let Some(batches) = batches {
            ul.cards {
                @for (path, text) in TASKS {
                    li { a.card href=(path) {
                        strong { (say(text)) }
                        span.note { (say(&format!("{text}-note"))) }
                    } }
                }
            }
            (batches)
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-tickets")), &body))
}

/// `GET /admin/tickets/{number}`.
pub(super) async fn story(
    signed_in: SignedIn,
    Path(number): Path<u32>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTickets)?;
    let now = signed_in.app.now();
    let read = move |database: &dyn Database| tickets::story(database, TicketNumber(number), now);
    let story = signed_in.app.operate(read).await??;
    let story = story.ok_or(DeskError::NotFound)?;
    let body = story::show(&signed_in, &story);
    let number = [("number", number.to_string().into())];
    let title = signed_in.language.say_with(text_id!("desk-ticket"), number);
    Ok(signed_in.page(&title, &body))
}

/// `POST /admin/tickets/{number}`.
pub(super) async fn act(
    signed_in: SignedIn,
    Path(number): Path<u32>,
    Form(form): Form<ActForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ChangeTickets)?;
    let ticket = TicketNumber(number);
    let (now, author) = (signed_in.app.now(), signed_in.account.name.to_string());
    let done = format!("ticket-{}", form.act);
    let change = match form.act.as_str() {
        "note" => {
            let noted = move |database: &dyn Database| {
                tickets::add_note(database, ticket, &author, &form.text, now)
            };
            signed_in
                .operate(noted)
                .await?
                .map_err(|error| match error {
                    NoteError::Database(error) => error.into(),
                    NoteError::NoTicket(_) => DeskError::NotFound,
                    NoteError::Length => {
                        DeskError::Refused(signed_in.say(text_id!("desk-note-length")))
                    }
                })?;
            return Ok(SignedIn::back(&story_path(ticket), &done));
        }
        "annul" => {
            let record = trust::read_record(&form.record).ok_or(DeskError::NotFound)?;
            let annulled = move |database: &dyn Database| {
                trust::annul(database, &record, &author, &form.text, now)
            };
            let annulled = signed_in.operate(annulled).await?;
            annulled.map_err(|error| trust_error(&signed_in, error))?;
            return Ok(SignedIn::back(&story_path(ticket), &done));
        }
        "seats" => return release_seats(&signed_in, ticket, form).await,
        "revoke" => StatusChange::Revoke,
        "block" => StatusChange::Block,
        "reinstate" => StatusChange::Reinstate,
        _ => return Err(DeskError::NotFound),
    };
    let changed = move |database: &dyn Database| {
        if database.read()?.ticket_claims(ticket, None)?.is_none() {
            return Err(TicketsError::NoTicket(ticket.to_string()));
        }
        tickets::set_status(database, &[ticket], change, now)
    };
    signed_in
        .operate(changed)
        .await?
        .map_err(|error| match error {
            TicketsError::Database(error) => error.into(),
            _ => DeskError::NotFound,
        })?;
    Ok(SignedIn::back(&story_path(ticket), &done))
}

/// Takes the seats away that a ticket has from a kiosk in a session.
async fn release_seats(
    signed_in: &SignedIn,
    ticket: TicketNumber,
    form: ActForm,
) -> Result<Response, DeskError> {
    let kiosk: KioskId = form.kiosk.parse().map_err(|_| DeskError::NotFound)?;
    let now = signed_in.app.now();
    let release = move |it: &dyn Database| {
        let ticket = TicketName::Number(ticket);
        seats::release(it, &form.session, ticket, Some(&kiosk), now)
    };
    let released = signed_in.operate(release).await?;
    let released = released.map_err(|error| match error {
        SeatsError::Database(error) => error.into(),
        SeatsError::NoSeats(_) => DeskError::Refused(signed_in.say(text_id!("desk-seats-none"))),
        _ => DeskError::NotFound,
    })?;
    let done = match released.when_reported {
        0 => "seats-free",
        _ => "seats-later",
    };
    Ok(SignedIn::back(&story_path(ticket), done))
}

/// Returns why a record was not decided on.
pub(super) fn trust_error(signed_in: &SignedIn, error: TrustError) -> DeskError {
    match error {
        TrustError::Database(error) => error.into(),
        TrustError::NoReason => DeskError::Refused(signed_in.say(text_id!("desk-annul-reason"))),
        _ => DeskError::Refused(signed_in.say(text_id!("desk-decided"))),
    }
}

/// Returns the sentence that says that nothing was found.
pub(super) fn not_found(signed_in: &SignedIn, text: &str) -> String {
    let slots = [("text", text.into())];
    signed_in
        .language
        .say_with(text_id!("desk-search-none"), slots)
}

pub(super) fn results(signed_in: &SignedIn, found: &TicketSearch) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let catalogue = &signed_in.app.store.published().catalogue;
    let kind = |ticket: &StoredTicket| {
        let kind = catalogue.ticket_type(ticket.claims.kind);
        kind.map_or(String::new(), |kind| {
            kind.name.get(signed_in.language.code).to_owned()
        })
    };
    html! {
        @if found.more {
            p.note role="status" { (signed_in.language.say_with(text_id!("desk-search-more"), [("most", SEARCH_MOST.into())])) }
        }
        div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-tickets"))) {
            table {
                thead { tr {
                    @for head in ["number", "holder", "kind", "seller", "status"] {
                        th scope="col" { (say(&format!("desk-ticket-{head}"))) }
                    }
                } }
                tbody {
                    @for ticket in &found.tickets {
                        tr {
                            td { a href=(story_path(ticket.claims.number)) { (ticket.claims.number) }
                                @if let Some(code) = ticket.short_code { " · " (code) } }
                            td { (ticket.holder.as_deref().unwrap_or("–")) }
                            td { (kind(ticket)) }
                            td { (ticket.seller.as_deref().unwrap_or("–"))
                                @if let Some(reference) = &ticket.reference { " " (reference) } }
                            td { (status(signed_in, ticket.status)) }
                        }
                    }
                }
            }
        }
    }
}
