//! Who changed what.

use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::error::DeskError;
use super::signed_in::SignedIn;
use crate::ports::{AccountRole, Author, ChangeQuery, DeskPermission, LoggedChange};

/// How many changes are on a page.
const PAGE: u32 = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AuditForm {
    author: String,
    thing: String,
    before: Option<u64>,
}

/// `GET /admin/audit`: newest first.
pub(super) async fn page(
    signed_in: SignedIn,
    Query(form): Query<AuditForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeAudit)?;
    let wanted = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let query = ChangeQuery {
        author: wanted(&form.author),
        thing: wanted(&form.thing),
        before: form.before,
        limit: PAGE,
        ..ChangeQuery::default()
    };
    let read = move |database: &dyn crate::ports::Database| database.read()?.changes(&query);
    let changes = signed_in.app.operate(read).await??;
    let say = |id: &str| signed_in.say(id);
    let published = signed_in.app.store.published();
    let people = published.accounts.accounts.values();
    let mut people: Vec<&str> = people.map(|it| it.name.as_str()).collect();
    people.extend([Author::COMMAND_LINE, Author::SERVER]);
    let older = changes.last().filter(|_| changes.len() == PAGE as usize);
    let body = html! {
        form.filter method="get" action="/admin/audit" {
            label { (say(text_id!("desk-audit-who")))
                select name="author" {
                    option value="" { (say(text_id!("desk-audit-all"))) }
                    @for name in people {
                        option value=(name) selected[name == form.author] { (author(&signed_in, name)) }
                    }
                }
            }
            label { (say(text_id!("desk-audit-thing")))
                input name="thing" value=(form.thing) autocomplete="off";
            }
            button.quiet type="submit" { (say(text_id!("desk-audit-show"))) }
        }
        @if changes.is_empty() {
            p.lead { (say(text_id!("desk-audit-empty"))) }
        } @else {
            div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-audit"))) {
                table.log {
                    thead { tr {
                        @for head in ["when", "who", "what", "thing", "before", "after"] {
                            th scope="col" { (say(&format!("desk-audit-{head}"))) }
                        }
                    } }
                    tbody {
                        @for change in &changes {
                            tr {
                                td.when { (when(&signed_in, change)) }
                                td { (author(&signed_in, &change.author)) }
                                td { (what(&signed_in, &change.what)) }
                                td { (thing(&signed_in, change)) }
                                td { (value(&signed_in, change, change.before.as_deref())) }
                                td { (value(&signed_in, change, change.after.as_deref())) }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(last) = older {
            form method="get" action="/admin/audit" {
                input type="hidden" name="author" value=(form.author);
                input type="hidden" name="thing" value=(form.thing);
                input type="hidden" name="before" value=(last.id);
                button.quiet type="submit" { (say(text_id!("desk-audit-older"))) }
            }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-audit")), &body))
}

/// Returns the sentence of what was done; one of a later version stands there as its word.
fn what(signed_in: &SignedIn, what: &str) -> String {
    let text = signed_in.language.find(&format!("change-{what}"));
    text.unwrap_or_else(|| what.to_owned())
}

/// Returns what was changed; of many tickets how many, the first, the last and the list that named them, and all of them
/// below it.
fn thing(signed_in: &SignedIn, change: &LoggedChange) -> Markup {
    let Some((tickets, file)) = change.tickets() else {
        return html! { (change.thing) };
    };
    let (first, last) = tickets.ends().unwrap_or_default();
    let count = tickets.count();
    let values = [
        ("count", count.into()),
        ("first", first.to_string().into()),
        ("last", last.to_string().into()),
    ];
    html! {
        details {
            summary { (signed_in.language.say_with(text_id!("desk-audit-tickets"), values)) }
            @if !file.is_empty() { p.note { (file) } }
            p { (tickets.to_string().replace(',', ", ")) }
        }
    }
}

/// Returns what was there; a role and the status of tickets in words.
fn value(signed_in: &SignedIn, change: &LoggedChange, value: Option<&str>) -> String {
    let Some(value) = value else {
        return "–".to_owned();
    };
    let Some(role) = AccountRole::from_code(value) else {
        // These may say the same.
        let texts = [
            "ticket_noted",
            "draft_changed",
            "import_refused",
            "import_failed",
            "workbook_refused",
        ];
        let is_status = !texts.contains(&&*change.what);
        let status = |word| match word {
            "valid" if is_status => signed_in.say(text_id!("desk-status-good")),
            "revoked" | "blocked" if is_status => signed_in.say(&format!("desk-status-{word}")),
            other => other.to_owned(),
        };
        return value.split(", ").map(status).collect::<Vec<_>>().join(", ");
    };
    let words = signed_in.say(&format!("desk-role-{}", role.kind()));
    match role {
        AccountRole::Exhibitor(booth) => format!("{words} {booth}"),
        _ => words,
    }
}

/// Returns who changed something, as people call them.
pub(super) fn author(signed_in: &SignedIn, name: &str) -> String {
    match name {
        Author::COMMAND_LINE => signed_in.say(text_id!("desk-audit-command-line")),
        Author::SERVER => signed_in.say(text_id!("desk-audit-server")),
        name => name.to_owned(),
    }
}

fn when(signed_in: &SignedIn, change: &LoggedChange) -> String {
    let zone = signed_in.app.store.published().catalogue.calendar().zone;
    let local = zone.local_datetime(change.at);
    local.strftime("%d/%m/%Y %H:%M:%S").to_string()
}
