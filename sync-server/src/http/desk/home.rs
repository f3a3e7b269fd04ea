//! The first page of the desk.

use axum::response::Response;
use maud::html;

use super::backups;
use super::error::DeskError;
use super::frame::{KIOSKS, LINKS};
use super::issue_jobs::ISSUE;
use super::people;
use super::sheet;
use super::signed_in::SignedIn;
use crate::ports::DeskPermission;

/// What an owner does next, and where.
const NEXT: [(&str, &str); 5] = [
    (sheet::PAGE, text_id!("next-sheet")),
    (ISSUE, text_id!("next-tickets")),
    (KIOSKS, text_id!("next-kiosks")),
    ("/", text_id!("next-live")),
    ("/admin/accounts", text_id!("next-accounts")),
];

/// `GET /admin`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    let warning = backups::warning(&signed_in).await?;
    let announcement = people::announcement(&signed_in);
    let announcement = announcement.filter(|_| signed_in.may(DeskPermission::SeePeople));
    let is_sheet_missing = sheet::is_to_be_printed(&signed_in).await?;
    let say = |id: &str| signed_in.say(id);
    let links = LINKS.iter().filter_map(|(path, text, permission)| {
        let is_shown = permission.is_some_and(|permission| signed_in.may(permission));
        is_shown.then_some((path, text))
    });
    let body = html! {
        @if let Some(warning) = warning {
            p.problem { (say(warning)) " " a href=(backups::PAGE) { (say(text_id!("desk-backups"))) } }
        }
        @if let Some(announcement) = announcement {
            p.problem { (announcement) " " a href=(people::PAGE) { (say(text_id!("desk-people"))) } }
        }
        @if is_sheet_missing {
            p.problem { (say(text_id!("desk-sheet-missing"))) " " a href=(sheet::PAGE) { (say(text_id!("next-sheet"))) } }
        }
        p.lead { (say(&format!("desk-home-{}", signed_in.account.role.kind()))) }
        @if signed_in.may(DeskPermission::ManageAccounts) {
            section {
                h2 { (say(text_id!("next-title"))) }
                ol.cards.steps {
                    @for (path, text) in NEXT {
                        li { a.card href=(path) {
                            strong { (say(text)) }
                            span.note { (say(&format!("{text}-note"))) }
                        } }
                    }
                }
            }
        }
        ul.cards {
            @for (path, text) in links {
                li { a.card href=(path) {
                    strong { (say(text)) }
                    span.note { (say(&format!("{text}-note"))) }
                } }
            }
        }
    };
    let greeting = [("name", signed_in.account.name.as_str().into())];
    let title = signed_in
        .language
        .say_with(text_id!("desk-hello"), greeting);
    Ok(signed_in.page(&title, &body))
}
