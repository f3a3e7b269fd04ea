//! A batch of tickets, and what is printed of it.

use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;

use super::downloads::{PDF, ZIP, streamed};
use super::error::DeskError;
use super::signed_in::SignedIn;
use super::story::story_path;
use crate::http::budget::{Budget, Client};
use crate::http::texts::Language;
use crate::operations::tickets::{self, MAX_COUNT, PrintError, TicketBatch, TicketPrint};
use crate::ports::{Author, ChangeNote, Database, DeskPermission, PortError};

/// How many batches are listed.
const BATCHES_SHOWN: u32 = 20;
/// How many names are shown that can't be printed whole.
const HOLDERS_SHOWN: usize = 10;
/// The files: address, form, type, text.
const FILES: [(&str, TicketPrint, &str, &str); 6] = [
    (
        "sheets.pdf",
        TicketPrint::Sheets,
        PDF,
        text_id!("desk-print-sheets"),
    ),
    (
        "tickets.pdf",
        TicketPrint::Pages,
        PDF,
        text_id!("desk-print-pages"),
    ),
    (
        "badge-sheets.pdf",
        TicketPrint::BadgeSheets,
        PDF,
        text_id!("desk-print-badge-sheets"),
    ),
    (
        "badges.pdf",
        TicketPrint::Badges,
        PDF,
        text_id!("desk-print-badges"),
    ),
    (
        "pictures.zip",
        TicketPrint::Pictures,
        ZIP,
        text_id!("desk-print-pictures"),
    ),
    (
        "vectors.zip",
        TicketPrint::VectorPictures,
        ZIP,
        text_id!("desk-print-vectors"),
    ),
];

/// Returns the address of a batch.
pub(super) fn batch_path((first, last): (u32, u32)) -> String {
    format!("/admin/tickets/batches/{first}-{last}")
}

fn read_numbers(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once('-')?;
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last && last - first < MAX_COUNT).then_some((first, last))
}

/// `GET /admin/tickets/batches/{numbers}`.
pub(super) async fn page(
    signed_in: SignedIn,
    Path(numbers): Path<String>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    let (first, last) = read_numbers(&numbers).ok_or(DeskError::NotFound)?;
    let read = move |database: &dyn Database| {
        let view = database.read()?;
        let one = view.own_tickets(first.saturating_sub(1), last, 1)?.pop();
        let statuses = view.latest_statuses()?.into_iter();
        let numbers = first..=last;
        let revoked = statuses.filter(|(number, status)| {
            numbers.contains(&number.0) && matches!(status, TicketStatus::Revoked(_))
        });
        let unprintable = tickets::unprintable_holders(database, (first, last))?;
        Ok::<_, PrintError>((one, revoked.count(), unprintable))
    };
    let (one, revoked, unprintable) = match signed_in.app.operate(read).await? {
        Ok(read) => read,
        Err(PrintError::Database(error)) => return Err(error.into()),
        Err(error) => return Err(DeskError::Refused(error.to_string())),
    };
    let one = one.ok_or(DeskError::NotFound)?;
    let say = |id: &str| signed_in.say(id);
    let catalogue = &signed_in.app.store.published().catalogue;
    let kind = catalogue.ticket_type(one.claims.kind);
    let kind = kind.map_or("–", |kind| kind.name.get(signed_in.language.code));
    let calendar = catalogue.calendar();
    let dates = one
        .claims
        .valid_days()
        .filter_map(|day| calendar.date_of(day));
    let dates: Vec<String> = dates
        .map(|date| date.strftime("%d/%m").to_string())
        .collect();
    let facts = [
        (text_id!("desk-ticket-kind"), kind.to_owned()),
        (text_id!("desk-batch-count"), (last - first + 1).to_string()),
        (text_id!("desk-ticket-days"), dates.join(", ")),
        (text_id!("desk-status-revoked"), revoked.to_string()),
    ];
    let body = html! {
        dl.facts {
            @for (name, value) in facts { div { dt { (say(name)) } dd { (value) } } }
        }
        section {
            h2 { (say(text_id!("desk-batch-print"))) }
            p.note { (say(text_id!("desk-batch-print-note"))) }
            (letters_missing(&signed_in, &unprintable))
            ul.cards {
                @for (file, _, _, text) in FILES {
                    li { a.card href={ (batch_path((first, last))) "/" (file) } download {
                        strong { (say(text)) }
                        span.note { (say(&format!("{text}-note"))) }
                    } }
                }
            }
        }
        section {
            h2 { (say(text_id!("desk-batch-more"))) }
            div.filter {
                a.button.quiet href=(story_path(one.claims.number)) { (say(text_id!("desk-batch-first"))) }
                a.button.quiet href={ "/admin/tickets/many?from=" (first) "&to=" (last) } { (say(text_id!("desk-batch-revoke"))) }
            }
        }
    };
    let title = [
        ("first", first.to_string().into()),
        ("last", last.to_string().into()),
    ];
    let title = signed_in.language.say_with(text_id!("desk-batch"), title);
    Ok(signed_in.page(&title, &body))
}

/// Says before they are printed whose names have letters that can't be.
fn letters_missing(signed_in: &SignedIn, holders: &[(TicketNumber, String)]) -> Markup {
    let count = [("count", holders.len().into())];
    let more = holders.len().saturating_sub(HOLDERS_SHOWN);
    let more_text = [("count", more.into())];
    html! {
        @if !holders.is_empty() {
            div.problem role="status" {
                p { (signed_in.language.say_with(text_id!("desk-print-letters"), count)) }
                ul {
                    @for (number, holder) in holders.iter().take(HOLDERS_SHOWN) {
                        li { a href=(story_path(*number)) { (number) } " · " (holder) }
                    }
                }
                @if more > 0 { p.note { (signed_in.language.say_with(text_id!("desk-many-more"), more_text)) } }
            }
        }
    }
}

/// `GET /admin/tickets/batches/{numbers}/{file}`: written while it is sent.
pub(super) async fn file(
    signed_in: SignedIn,
    client: Client,
    Extension(budget): Extension<Budget>,
    Path((numbers, file)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::IssueTickets)?;
    let numbers = read_numbers(&numbers).ok_or(DeskError::NotFound)?;
    let wanted = FILES.iter().find(|(name, ..)| *name == file);
    let (name, form, kind, _) = *wanted.ok_or(DeskError::NotFound)?;
    let turn = budget.turn(client.0).await?;
    let (first, last) = numbers;
    let what = format!("{first}–{last}");
    let note = move |database: &dyn Database| {
        let change = database.write()?;
        let are_there = !change
            .own_tickets(first.saturating_sub(1), last, 1)?
            .is_empty();
        if are_there {
            change.note_change(ChangeNote::of("tickets_printed", &what).after(name))?;
            change.commit()?;
        }
        Ok::<_, PortError>(are_there)
    };
    if !signed_in.operate(note).await?? {
        return Err(DeskError::NotFound);
    }
    let database = signed_in.app.database.clone();
    let name = format!("{first}-{last}-{name}");
    Ok(streamed(kind, &name, move |out| {
        let _turn = turn;
        tickets::print(&*database, numbers, form, &in_both_languages, out)
    }))
}

fn in_both_languages(id: &str, count: u32) -> [String; 2] {
    ["vi", "en"].map(|code| {
        let language = Language::known(code);
        language.map_or_else(String::new, |it| it.say_with(id, [("count", count.into())]))
    })
}

/// Returns the newest batches as a list, with what leads on.
pub(super) async fn newest(signed_in: &SignedIn) -> Result<Markup, DeskError> {
    let read = |database: &dyn Database| tickets::batches(database, BATCHES_SHOWN);
    let batches = signed_in.app.operate(read).await??;
    let say = |id: &str| signed_in.say(id);
    Ok(html! {
        @if !batches.is_empty() {
            section {
                h2 { (say(text_id!("desk-batches"))) }
                div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-batches"))) {
                    table {
                        thead { tr {
                            @for head in [text_id!("desk-batch-numbers"), text_id!("desk-ticket-kind"), text_id!("desk-batch-when"), text_id!("desk-batch-who")] {
                                th scope="col" { (say(head)) }
                            }
                        } }
                        tbody { @for batch in &batches { (row(signed_in, batch)) } }
                    }
                }
            }
        }
    })
}

fn row(signed_in: &SignedIn, batch: &TicketBatch) -> Markup {
    let catalogue = &signed_in.app.store.published().catalogue;
    let kinds = &catalogue.ticket_types;
    let kind = kinds.iter().find(|kind| kind.key == batch.kind);
    let kind = kind.map_or(batch.kind.as_str(), |kind| {
        kind.name.get(signed_in.language.code)
    });
    let when = catalogue.calendar().zone.local_datetime(batch.at);
    let author = match batch.author.as_str() {
        Author::COMMAND_LINE => signed_in.say(text_id!("desk-audit-command-line")),
        author => author.to_owned(),
    };
    html! {
        tr {
            td { a href=(batch_path((batch.first, batch.last))) { (batch.first) "–" (batch.last) } }
            td { (kind) }
            td.when { (when.strftime("%d/%m/%Y %H:%M")) }
            td { (author) }
        }
    }
}
