//! What the pages of the exhibition say.

use axum::response::Response;
use maud::{Markup, html};

use super::draft_banner::{banner, last_change};
use super::entry_page;
use super::entry_paths::EXHIBITION;
use super::signed_in::SignedIn;
use super::working::workbook_language;
use crate::operations::catalogue::{CatalogueVersion, Comparison};
use crate::operations::catalogue_draft::{DraftBeside, WorkingCatalogue};
use crate::operations::workbook::{Difference, WorkbookPreview};
use crate::ports::Author;

/// Where a workbook is sent to.
pub(super) const UPLOAD: &str = "/admin/exhibition/upload";
/// Where a draft is sent to.
pub(super) const PUBLISH: &str = "/admin/exhibition/publish";
/// Where it is said which version comes back.
pub(super) const ROLL_BACK: &str = "/admin/exhibition/roll-back";
/// How many versions are listed.
pub(super) const VERSIONS_SHOWN: usize = 30;
/// How many differences are listed.
const DIFFERENCES_SHOWN: usize = 200;

/// Returns the first page: download, upload, versions; and why a workbook was not taken in.
pub(super) fn overview(
    signed_in: &SignedIn,
    working: &WorkingCatalogue,
    versions: &[(CatalogueVersion, Option<String>)],
    problems: &[String],
) -> Response {
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        @if !problems.is_empty() {
            div.problem role="alert" {
                p { strong { (say(text_id!("desk-exhibition-wrong"))) } }
                ul { @for problem in problems { li { (problem) } } }
            }
        }
        (banner(signed_in, working.draft.as_ref()))
        p.lead { (say(text_id!("desk-exhibition-lead"))) }
        (entry_page::lists(signed_in, &working.catalogue))
        section {
            h2 { (say(text_id!("desk-exhibition-download"))) }
            p.note { (say(text_id!("desk-exhibition-download-note"))) }
            p { a.button href="/admin/exhibition/workbook.xlsx" download { (say(text_id!("desk-exhibition-download"))) } }
        }
        section {
            h2 { (say(text_id!("desk-exhibition-upload"))) }
            form.card method="post" enctype="multipart/form-data" action=(signed_in.action(UPLOAD)) {
                label { (say(text_id!("desk-exhibition-file")))
                    input type="file" name="file" required
                        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                }
                p.note { (say(text_id!("desk-exhibition-upload-note"))) }
                button type="submit" { (say(text_id!("desk-exhibition-preview"))) }
            }
        }
        section {
            h2 { (say(text_id!("desk-exhibition-versions"))) }
            div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-exhibition-versions"))) {
                table {
                    thead { tr {
                        @for head in ["version", "since", "who", "act"] {
                            th scope="col" { (say(&format!("desk-exhibition-{head}"))) }
                        }
                    } }
                    tbody {
                        @for (position, (version, by)) in versions.iter().enumerate() {
                            (row(signed_in, *version, by.as_deref(), position == 0))
                        }
                    }
                }
            }
        }
    };
    signed_in.page(&say(text_id!("desk-exhibition")), &body)
}

fn row(signed_in: &SignedIn, of: CatalogueVersion, by: Option<&str>, is_in_force: bool) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let zone = signed_in.app.store.published().catalogue.calendar().zone;
    let since = zone
        .local_datetime(of.since)
        .strftime("%d/%m/%Y %H:%M")
        .to_string();
    let by = match by {
        Some(Author::COMMAND_LINE) => say(text_id!("desk-audit-command-line")),
        by => by.unwrap_or("–").to_owned(),
    };
    html! {
        tr {
            td.number { (of.version) }
            td.when { (since) }
            td { (by) }
            td {
                a href={ "/admin/exhibition/workbook.xlsx?version=" (of.version) } download { (say(text_id!("desk-exhibition-file-of"))) }
                @if is_in_force {
                    " " span.tag { (say(text_id!("desk-exhibition-in-force"))) }
                } @else {
                    form method="post" action=(signed_in.action(ROLL_BACK)) {
                        input type="hidden" name="version" value=(of.version);
                        button.quiet type="submit" { (say(text_id!("desk-exhibition-roll-back"))) }
                    }
                }
            }
        }
    }
}

/// Returns the page that shows what a workbook changes.
pub(super) fn preview(
    signed_in: &SignedIn,
    packed: String,
    preview: &WorkbookPreview,
    beside: Option<&DraftBeside>,
    unconfirmed: Option<(&str, &Comparison)>,
) -> Response {
    let revision = beside.map_or(0, |it| it.stamp.revision);
    let form = PreviewForm {
        what: "exhibition",
        action: PUBLISH,
        hidden: vec![
            ("draft", packed),
            ("made_from", preview.made_from.to_string()),
            ("revision", revision.to_string()),
        ],
        beside,
    };
    let body = preview_body(signed_in, &form, preview, unconfirmed);
    signed_in.page(&signed_in.say(text_id!("desk-exhibition-preview")), &body)
}

/// What is asked with the changes of a draft: with texts of its own, where they lead, and what the form holds.
pub(super) struct PreviewForm<'a> {
    pub(super) what: &'static str,
    pub(super) action: &'static str,
    pub(super) hidden: Vec<(&'static str, String)>,
    /// The draft that others work on meanwhile.
    pub(super) beside: Option<&'a DraftBeside>,
}

/// Shows what a draft changes, and asks what has to be said before it is published: what becomes of others' changes, and, once
/// it is known that it touches what people hold, whether that is meant.
pub(super) fn preview_body(
    signed_in: &SignedIn,
    form: &PreviewForm<'_>,
    preview: &WorkbookPreview,
    unconfirmed: Option<(&str, &Comparison)>,
) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let own = |id: &str| say(&format!("desk-{}-{id}", form.what));
    let chosen = unconfirmed.map_or("", |(others, _)| others);
    html! {
        @if preview.changes.is_empty() {
            p.lead role="status" { (own("nothing")) }
            p { a.button href=(EXHIBITION) { (say(text_id!("desk-exhibition-back"))) } }
        } @else {
            p.lead { (say(text_id!("desk-exhibition-preview-lead"))) }
            section {
                h2 { (own("changes")) }
                (differences(signed_in, &preview.changes))
            }
            @if !preview.others.is_empty() {
                section {
                    h2 { (own("others")) }
                    (differences(signed_in, &preview.others))
                }
            }
            @if !preview.conflicts.is_empty() {
                section.problem {
                    h2 { (say(text_id!("desk-exhibition-conflicts"))) }
                    (differences(signed_in, &preview.conflicts))
                }
            }
            @if let Some(beside) = form.beside { (draft_beside(signed_in, beside)) }
            form.card method="post" action=(signed_in.action(form.action)) {
                @for (name, value) in &form.hidden { input type="hidden" name=(name) value=(value); }
                input type="hidden" name="seen" value=(preview.in_force);
                @if !preview.others.is_empty() {
                    fieldset {
                        legend { (say(text_id!("desk-exhibition-choose"))) }
                        @for choice in ["keep", "drop"] {
                            label {
                                input type="radio" name="others" value=(choice) required checked[choice == chosen];
                                (own(choice))
                            }
                        }
                    }
                }
                @if let Some((_, comparison)) = unconfirmed { (confirmation(signed_in, comparison)) }
                button type="submit" { (say(text_id!("desk-exhibition-publish"))) }
                @if form.beside.is_some() {
                    button.quiet type="submit" name="into" value="draft" formnovalidate { (say(text_id!("desk-beside-into"))) }
                }
                a.button.quiet href=(EXHIBITION) { (say(text_id!("desk-exhibition-cancel"))) }
            }
        }
    }
}

/// Returns what the draft changes that others work on, and where a workbook changes the same.
fn draft_beside(signed_in: &SignedIn, beside: &DraftBeside) -> Markup {
    let say = |id: &str| signed_in.say(id);
    html! {
        section.problem[!beside.conflicts.is_empty()] {
            h2 { (say(text_id!("desk-beside"))) }
            p { (last_change(signed_in, &beside.stamp)) }
            (differences(signed_in, &beside.changes))
            @if !beside.conflicts.is_empty() {
                p { strong { (say(text_id!("desk-beside-conflicts"))) } }
                (differences(signed_in, &beside.conflicts))
            }
            p.note { (say(text_id!("desk-beside-note"))) }
        }
    }
}

/// Returns the page that asks whether an earlier version is meant to come back.
pub(super) fn confirm_roll_back(
    signed_in: &SignedIn,
    version: u64,
    changes: &[Difference],
    comparison: &Comparison,
) -> Response {
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        (differences(signed_in, changes))
        form.card method="post" action=(signed_in.action(ROLL_BACK)) {
            input type="hidden" name="version" value=(version);
            (confirmation(signed_in, comparison))
            button type="submit" { (say(text_id!("desk-exhibition-roll-back"))) }
            a.button.quiet href=(EXHIBITION) { (say(text_id!("desk-exhibition-cancel"))) }
        }
    };
    signed_in.page(&say(text_id!("desk-exhibition-roll-back")), &body)
}

fn differences(signed_in: &SignedIn, all: &[Difference]) -> Markup {
    let language = workbook_language(signed_in);
    let more = all.len().saturating_sub(DIFFERENCES_SHOWN);
    html! {
        ul {
            @for difference in all.iter().take(DIFFERENCES_SHOWN) { li { (difference.words(language)) } }
            @if more > 0 {
                li { (signed_in.language.say_with(text_id!("desk-exhibition-more"), [("count", more.into())])) }
            }
        }
    }
}

/// Returns what a change touches, with the box to tick when it is meant.
fn confirmation(signed_in: &SignedIn, comparison: &Comparison) -> Markup {
    let impact = &comparison.impact;
    let say = |id: &str, values: Vec<(&'static str, String)>| {
        let values = values.into_iter().map(|(name, value)| (name, value.into()));
        signed_in.language.say_with(id, values)
    };
    html! {
        fieldset role="alert" {
            legend { (signed_in.say(text_id!("desk-exhibition-touches"))) }
            ul {
                @if impact.tickets_with_other_days > 0 {
                    li { (say(text_id!("desk-exhibition-other-days"), vec![("count", impact.tickets_with_other_days.to_string())])) }
                }
                @for (kind, count) in &impact.tickets_without_type {
                    li { (say(text_id!("desk-exhibition-no-type"), vec![("count", count.to_string()), ("kind", kind.to_string())])) }
                }
                @for kiosk in &impact.kiosks_without_booth {
                    li { (say(text_id!("desk-exhibition-no-booth"), vec![("kiosk", kiosk.clone())])) }
                }
                @for (session, seats) in &impact.sessions_with_seats {
                    li { (say(text_id!("desk-exhibition-seats"), vec![("session", session.clone()), ("count", seats.to_string())])) }
                }
            }
            label {
                input type="checkbox" name="confirm" value="yes" required;
                (signed_in.say(text_id!("desk-exhibition-confirm")))
            }
        }
    }
}
