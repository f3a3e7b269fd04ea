//! What the pages of an import say.

use axum::response::Response;
use maud::{Markup, html};

use super::form::FileForm;
use super::import_words::{row_error, warning};
use super::issue::{self, days_of, file_field};
use super::signed_in::SignedIn;
use crate::operations::tickets::import::{Columns, Field, ImportReport, UnusedColumn};

/// Where the page is.
pub(super) const PAGE: &str = "/admin/tickets/import";
/// How many rows are named.
const ROWS_NAMED: usize = 100;
/// The choice of a column by its heading, and of none.
pub(super) const GUESS: &str = "";
pub(super) const NONE: &str = "-";

/// A list that is not taken in yet.
pub(super) struct ImportDraft<'a> {
    pub(super) packed: String,
    pub(super) name: &'a str,
    pub(super) form: &'a FileForm,
    pub(super) columns: &'a Columns,
    pub(super) headings: &'a [String],
    /// A column that has to be used or left out.
    pub(super) unused: Option<&'a UnusedColumn>,
}

/// Returns the first page: whose list it is, and what its tickets grant.
pub(super) fn start(
    signed_in: &SignedIn,
    form: &FileForm,
    sellers: &[String],
    problem: Option<&str>,
) -> Response {
    let say = |id: &str| signed_in.say(id);
    let catalogue = &signed_in.app.store.published().catalogue;
    let days = days_of(form);
    let body = html! {
        p.lead { (say(text_id!("desk-import-lead"))) }
        form.card method="post" enctype="multipart/form-data" action=(signed_in.action(PAGE)) {
            @if let Some(problem) = problem { p.problem role="alert" { (problem) } }
            label { (say(text_id!("desk-ticket-seller")))
                input name="seller" value=(form.text("seller")) list="sellers" required maxlength="60" autocomplete="off";
            }
            datalist id="sellers" { @for seller in sellers { option value=(seller) {} } }
            p.note { (say(text_id!("desk-import-seller-note"))) }
            (file_field(signed_in))
            (issue::kinds(signed_in, catalogue, &form.text("kind")))
            (issue::days(signed_in, catalogue, &|day| days == 0 || days >> day & 1 == 1))
            p.note { (say(text_id!("desk-import-grants-note"))) }
            label.choice {
                input type="checkbox" name="with-names" value="yes" checked[form.has("with-names")];
                span { (say(text_id!("desk-import-with-names"))) span.note { (say(text_id!("desk-import-with-names-note"))) } }
            }
            button type="submit" { (say(text_id!("desk-many-preview"))) }
        }
    };
    signed_in.page(&say(text_id!("desk-import")), &body)
}

/// Returns what a list would change, with its columns to choose.
pub(super) fn preview(
    signed_in: &SignedIn,
    draft: &ImportDraft<'_>,
    report: Option<&ImportReport>,
    problem: Option<&str>,
) -> Response {
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        @if let Some(problem) = problem { p.problem role="alert" { (problem) } }
        @if let Some(report) = report {
            p.lead { (say(text_id!("desk-import-preview"))) }
            (counts(signed_in, report))
        }
        form.card method="post" enctype="multipart/form-data" action=(signed_in.action(PAGE)) {
            (kept(draft))
            fieldset {
                legend { (say(text_id!("desk-import-columns"))) }
                @for field in Field::all() { (column(signed_in, draft, report, field)) }
            }
            @if let Some(unused) = draft.unused {
                label.choice {
                    input type="checkbox" name="ignored" value=(unused.number);
                    span { (say(text_id!("desk-import-ignore"))) " “" (unused.name) "”" }
                }
            }
            label { (say(text_id!("desk-import-valid")))
                input name="valid" value=(draft.form.text("valid")) autocomplete="off";
            }
            @if report.is_some_and(|report| !report.left.is_empty()) || draft.form.has("replace") {
                label.choice {
                    input type="checkbox" name="replace" value="yes" checked[draft.form.has("replace")];
                    span { (say(text_id!("desk-import-replace"))) }
                }
            }
            button.quiet[report.is_some()] type="submit" { (say(text_id!("desk-import-again"))) }
            @if let Some(report) = report {
                @let count = [("count", (report.added + report.changed).into())];
                button type="submit" name="go" value="yes" { (signed_in.language.say_with(text_id!("desk-import-go"), count)) }
            }
            a.button.quiet href=(PAGE) { (say(text_id!("desk-exhibition-cancel"))) }
        }
        @if let Some(report) = report { (details(signed_in, report)) }
    };
    signed_in.page(&say(text_id!("desk-import")), &body)
}

/// Returns what was taken in.
pub(super) fn done(signed_in: &SignedIn, report: &ImportReport) -> Response {
    let body = html! {
        p.done role="status" { (signed_in.say(text_id!("desk-import-done"))) }
        (counts(signed_in, report))
        (details(signed_in, report))
        p { a.button href="/admin/tickets" { (signed_in.say(text_id!("desk-tickets"))) } }
    };
    signed_in.page(&signed_in.say(text_id!("desk-import")), &body)
}

/// Returns the fields that go on with a list.
fn kept(draft: &ImportDraft<'_>) -> Markup {
    html! {
        input type="hidden" name="packed" value=(draft.packed);
        input type="hidden" name="name" value=(draft.name);
        @for name in ["seller", "kind"] { input type="hidden" name=(name) value=(draft.form.text(name)); }
        @for day in draft.form.texts("day") { input type="hidden" name="day" value=(day); }
        @for ignored in &draft.columns.ignored { input type="hidden" name="ignored" value=(ignored); }
        @if draft.form.has("with-names") { input type="hidden" name="with-names" value="yes"; }
    }
}

/// Returns the choice of a field's column: what was asked for, else what was found by its heading.
fn column(
    signed_in: &SignedIn,
    draft: &ImportDraft<'_>,
    report: Option<&ImportReport>,
    field: Field,
) -> Markup {
    let word = field.word();
    let found = report.and_then(|report| {
        let mut found = report.columns.iter().filter(|(name, _)| *name == word);
        let (first, more) = (found.next(), found.next());
        first.filter(|_| more.is_none()).map(|(_, name)| name)
    });
    let asked = draft.columns.asked.get(&field);
    let chosen = asked.or(found);
    let is_chosen = |at: usize, heading: &str| {
        let number = (at + 1).to_string();
        chosen.is_some_and(|it| *it == number || !it.is_empty() && it.trim() == heading.trim())
    };
    html! {
        label { (signed_in.say(&format!("desk-column-{word}")))
            select name={ "column-" (word) } {
                option value=(GUESS) { (signed_in.say(text_id!("desk-import-guess"))) }
                @if field != Field::Code {
                    option value=(NONE) selected[asked.is_some_and(String::is_empty)] { (signed_in.say(text_id!("desk-import-none"))) }
                }
                @for (at, heading) in draft.headings.iter().enumerate() {
                    @let alone = draft.headings.iter().filter(|it| it.trim() == heading.trim()).count() == 1;
                    @let named = alone && !heading.trim().is_empty();
                    @let number = (at + 1).to_string();
                    option value=(if named { heading.trim() } else { &number }) selected[is_chosen(at, heading)] {
                        (number) ". " (heading)
                    }
                }
            }
        }
    }
}

fn counts(signed_in: &SignedIn, report: &ImportReport) -> Markup {
    let counts = [
        ("added", report.added),
        ("changed", report.changed),
        ("known", report.already),
        ("repeated", report.repeated.len()),
        ("refused", report.refused.len()),
        ("ambiguous", report.ambiguous.len()),
        ("left", report.left.len()),
    ];
    html! {
        dl.facts {
            @for (name, count) in counts {
                @if count > 0 || name == "added" {
                    div { dt { (signed_in.say(&format!("desk-import-{name}"))) } dd { (count) } }
                }
            }
        }
    }
}

/// Returns the rows that are refused, and what is odd.
fn details(signed_in: &SignedIn, report: &ImportReport) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let language = signed_in.language;
    let more = report.refused.len().saturating_sub(ROWS_NAMED);
    html! {
        @if !report.warnings.is_empty() {
            section {
                h2 { (say(text_id!("desk-import-odd"))) }
                ul { @for it in &report.warnings { li { (warning(language, it)) } } }
            }
        }
        @if !report.refused.is_empty() {
            section {
                h2 { (say(text_id!("desk-import-refused"))) }
                div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-import-refused"))) {
                    table {
                        thead { tr { th scope="col" { (say(text_id!("desk-import-line"))) } th scope="col" { (say(text_id!("desk-import-why"))) } } }
                        tbody {
                            @for row in report.refused.iter().take(ROWS_NAMED) {
                                tr { td { (row.line) } td { (row_error(language, &row.why)) } }
                            }
                        }
                    }
                }
                @if more > 0 { p.note { (language.say_with(text_id!("desk-many-more"), [("count", more.into())])) } }
            }
        }
    }
}
