//! What visitors left with their name: found, listed, and until when it is kept.

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::closing;
use super::error::DeskError;
use super::frame::PEOPLE;
use super::people_files;
use super::people_words::{consent, submission_path, ticket_path, when, wish};
use super::signed_in::SignedIn;
use crate::operations::people::{
    self, HeldPeople, PeopleError, PeopleQuery, PeopleSearch, Retention, SubmissionKind,
};
use crate::operations::tickets;
use crate::ports::{
    Database, DeskPermission, ServerSecret, StoredSubmission, StoredTicket, WhichSubmissions,
};

/// Where the page is.
pub(super) const PAGE: &str = PEOPLE;
/// How many submissions are on a page.
const ON_PAGE: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PeopleForm {
    q: String,
    /// `network` or `contact`; anything else for both.
    kind: String,
    /// The place after which older ones are shown; the newest without it.
    before: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RetentionForm {
    date: String,
}

/// What the page shows.
struct FoundPeople {
    search: PeopleSearch,
    tickets: Vec<StoredTicket>,
    retention: Retention,
    held: HeldPeople,
}

/// `GET /admin/people`.
pub(super) async fn page(
    signed_in: SignedIn,
    Query(form): Query<PeopleForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeePeople)?;
    show(&signed_in, &form, None).await
}

/// `POST /admin/people`: sets the date on which everything is deleted.
pub(super) async fn set_retention(
    signed_in: SignedIn,
    Form(form): Form<RetentionForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeePeople)?;
    let people = PeopleForm::default();
    let Ok(date) = form.date.trim().parse::<Date>() else {
        let problem = signed_in.say(text_id!("desk-people-date-bad"));
        return show(&signed_in, &people, Some(problem)).await;
    };
    let set = signed_in.operate(move |it| people::set_retention(it, date));
    match set.await? {
        Ok(()) => Ok(SignedIn::back(PAGE, "retention")),
        Err(PeopleError::TooEarly(earliest)) => {
            let date = [("date", words_of_date(earliest).into())];
            let problem = signed_in
                .language
                .say_with(text_id!("desk-people-too-early"), date);
            show(&signed_in, &people, Some(problem)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /admin/people/network.csv`.
pub(super) async fn network_csv(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeePeople)?;
    let name = format!("{}.csv", signed_in.say(text_id!("report-file-network")));
    people_files::list(&signed_in, SubmissionKind::Network, &name).await
}

async fn show(
    signed_in: &SignedIn,
    form: &PeopleForm,
    problem: Option<String>,
) -> Result<Response, DeskError> {
    let query = PeopleQuery {
        text: form.q.chars().take(200).collect(),
        which: match form.kind.as_str() {
            "network" => WhichSubmissions::Network,
            "contact" => WhichSubmissions::Contacts,
            _ => WhichSubmissions::All,
        },
        before: form.before.parse().ok(),
        most: ON_PAGE,
    };
    let read = move |database: &dyn Database| {
        let tickets = match query.text.trim() {
            "" => Vec::new(),
            text => tickets::search(database, text)?.tickets,
        };
        Ok::<_, PeopleError>(FoundPeople {
            search: people::search(database, &query)?,
            tickets: tickets
                .into_iter()
                .filter(|it| it.holder.is_some())
                .collect(),
            retention: people::retention(database)?,
            held: people::held(database)?,
        })
    };
    let found = signed_in.app.operate(read).await??;
    let say = |id: &str| signed_in.say(id);
    let shown = &found.search.submissions;
    let body = html! {
        @if let Some(problem) = problem {
            p.problem role="alert" { (problem) }
        }
        (kept(signed_in, &found))
        form.filter method="get" action=(PAGE) role="search" {
            label { (say(text_id!("desk-people-search")))
                input type="search" name="q" value=(form.q) maxlength="200" autocomplete="off" spellcheck="false";
            }
            label { (say(text_id!("desk-people-kind")))
                select name="kind" {
                    @for kind in ["all", "network", "contact"] {
                        option value=(kind) selected[kind == form.kind] { (say(&format!("desk-people-kind-{kind}"))) }
                    }
                }
            }
            button.quiet type="submit" { (say(text_id!("desk-search-go"))) }
        }
        @if shown.is_empty() {
            p.lead role="status" { (say(if form.q.is_empty() { text_id!("desk-people-empty") } else { text_id!("desk-people-none") })) }
        } @else {
            (table(signed_in, shown))
        }
        (pager(signed_in, form, &found.search))
        @if !found.tickets.is_empty() { (tickets_with_name(signed_in, &found.tickets)) }
        section {
            h2 { (say(text_id!("desk-people-more"))) }
            div.filter {
                a.button.quiet href={ (PAGE) "/network.csv" } download { (say(text_id!("desk-people-network-csv"))) }
                a.button.quiet href=(closing::PAGE) { (say(text_id!("desk-closing"))) }
            }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-people")), &body))
}

/// Returns when people's data is deleted by itself, where that is near.
pub(super) fn announcement(signed_in: &SignedIn) -> Option<String> {
    let published = signed_in.app.store.published();
    let kept = published.secrets.get(&ServerSecret::Retention);
    let at = people::announced(kept.map(Vec::as_slice))?;
    let slots = [("when", when(signed_in, at).into())];
    Some(
        signed_in
            .language
            .say_with(text_id!("desk-people-announced"), slots),
    )
}

/// Returns how much is kept, and until when.
fn kept(signed_in: &SignedIn, found: &FoundPeople) -> Markup {
    let (held, retention) = (&found.held, &found.retention);
    let counts = [
        ("submissions", held.submissions.into()),
        ("names", held.names.into()),
    ];
    let date = [("date", words_of_date(retention.date).into())];
    html! {
        p.lead { (signed_in.language.say_with(text_id!("desk-people-held"), counts)) " "
            (signed_in.language.say_with(text_id!("desk-people-until"), date)) }
        @if let Some(announced) = announcement(signed_in) {
            p.problem role="alert" { (announced) }
        }
        details {
            summary { (signed_in.say(text_id!("desk-people-date"))) }
            form method="post" action=(signed_in.action(PAGE)) {
                p.note { (signed_in.say(text_id!("desk-people-date-note"))) }
                label { (signed_in.say(text_id!("desk-people-date-on")))
                    input type="date" name="date" value=(retention.date) min=(retention.earliest) required;
                }
                button type="submit" { (signed_in.say(text_id!("desk-people-date-set"))) }
            }
        }
    }
}

fn table(signed_in: &SignedIn, submissions: &[StoredSubmission]) -> Markup {
    let say = |id: &str| signed_in.say(id);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-people"))) {
            table.stack {
                thead { tr {
                    @for head in ["name", "reach", "wish", "when", "consent"] {
                        th scope="col" { (say(&format!("desk-people-{head}"))) }
                    }
                } }
                tbody {
                    @for stored in submissions {
                        @let submission = &stored.submission;
                        tr {
                            td { a href=(submission_path(submission.id)) { strong { (submission.name) } } }
                            td data-label=(say(text_id!("desk-people-reach"))) { (submission.reach) }
                            td data-label=(say(text_id!("desk-people-wish"))) { (wish(signed_in, &submission.wish)) }
                            td.when data-label=(say(text_id!("desk-people-when"))) { (when(signed_in, submission.written)) }
                            td data-label=(say(text_id!("desk-people-consent"))) { (consent(signed_in, stored)) }
                        }
                    }
                }
            }
        }
    }
}

fn words_of_date(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

fn pager(signed_in: &SignedIn, form: &PeopleForm, search: &PeopleSearch) -> Markup {
    let to = |before: &str, text: &str| {
        html! {
            form method="get" action=(PAGE) {
                input type="hidden" name="q" value=(form.q);
                input type="hidden" name="kind" value=(form.kind);
                input type="hidden" name="before" value=(before);
                button.quiet type="submit" { (signed_in.say(text)) }
            }
        }
    };
    let last = search.submissions.last().filter(|_| search.more);
    html! {
        @if last.is_some() || !form.before.is_empty() {
            div.filter {
                @if !form.before.is_empty() { (to("", text_id!("desk-people-newest"))) }
                @if let Some(last) = last { (to(&last.place().to_string(), text_id!("desk-people-older"))) }
            }
        }
    }
}

fn tickets_with_name(signed_in: &SignedIn, tickets: &[StoredTicket]) -> Markup {
    html! {
        section {
            h2 { (signed_in.say(text_id!("desk-people-tickets"))) }
            ul.people {
                @for ticket in tickets {
                    @let number = ticket.claims.number;
                    li.card {
                        a href=(ticket_path(number)) { strong { (ticket.holder.as_deref().unwrap_or_default()) } }
                        p.note { (signed_in.language.say_with(text_id!("desk-ticket"), [("number", number.to_string().into())])) }
                    }
                }
            }
        }
    }
}
