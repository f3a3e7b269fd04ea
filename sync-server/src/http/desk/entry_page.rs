//! What the pages of the exhibition's lists and entries say.

use axum::response::Response;
use maud::{Markup, html};
use shared::catalogue::Catalogue;

use super::draft_banner::banner;
use super::entry_paths::{EXHIBITION, entry_path, list_path};
use super::frame::drawing_head;
use super::picture_page;
use super::signed_in::SignedIn;
use crate::operations::catalogue_draft::DraftStamp;
use crate::operations::workbook::{EntryField, EntryForm, EntryInput, EntryLine, EntrySection};
use crate::ports::search_words;

/// The languages that stand in the form at once; others are below.
const SHOWN_LANGUAGES: [&str; 2] = ["vi", "en"];

/// An entry's page: which entry it is of, and what went wrong with it.
pub(super) struct EntryPage<'a> {
    pub(super) list: &'a str,
    /// `None` for one that is not there yet.
    pub(super) name: Option<&'a str>,
    /// What is wrong, with the name of its field.
    pub(super) faults: Vec<(Option<String>, String)>,
    /// What somebody else changed meanwhile: the field, what it was and is, and what was to be saved.
    pub(super) others: Vec<(String, [String; 2], Option<String>)>,
}

impl<'a> EntryPage<'a> {
    pub(super) fn new(list: &'a str, name: Option<&'a str>) -> Self {
        Self {
            list,
            name,
            faults: Vec::new(),
            others: Vec::new(),
        }
    }

    fn fault(&self, field: &str) -> Option<&str> {
        let mut faults = self.faults.iter();
        let own = faults.find(|(at, _)| at.as_deref() == Some(field));
        own.map(|(_, words)| words.as_str())
    }
}

/// Returns the page of a list.
pub(super) fn list(
    signed_in: &SignedIn,
    list: &str,
    lines: &[EntryLine],
    query: &str,
    draft: Option<&DraftStamp>,
) -> Response {
    let say = |id: &str| signed_in.say(id);
    let wanted = plain(query);
    let is_wanted = |line: &&EntryLine| {
        let more = line.more.iter().map(|it| plain(it));
        let all = [plain(&line.name), plain(&line.title)]
            .into_iter()
            .chain(more);
        wanted
            .split_whitespace()
            .all(|word| all.clone().any(|it| it.contains(word)))
    };
    let found: Vec<&EntryLine> = lines.iter().filter(is_wanted).collect();
    let title = say(&format!("sheet-{list}"));
    let body = html! {
        (banner(signed_in, draft))
        div.head {
            form.filter method="get" action=(list_path(list)) role="search" {
                label { (say(text_id!("desk-entry-search")))
                    input type="search" name="q" value=(query) autocomplete="off";
                }
                button.quiet type="submit" { (say(text_id!("desk-search-go"))) }
            }
            a.button href={ "/admin/exhibition/new/" (list) } { (say(&format!("desk-entry-add-{list}"))) }
        }
        p.note role="status" { (signed_in.language.say_with(text_id!("desk-entry-count"), [("count", found.len().into())])) }
        ul.cards.entries {
            @for line in found {
                li { a.card href=(entry_path(list, &line.name)) {
                    strong { @if line.title != line.name { (line.name) " · " } (line.title) }
                    span.note { (line.more.join(" · ")) }
                } }
            }
        }
        p { a href=(EXHIBITION) { (say(text_id!("desk-entry-to-exhibition"))) } }
    };
    signed_in.page(&title, &body)
}

/// Returns a text as it is searched.
fn plain(text: &str) -> String {
    search_words(text).join(" ")
}

/// Returns the page of an entry.
pub(super) fn entry(
    signed_in: &SignedIn,
    page: &EntryPage<'_>,
    form: &EntryForm,
    base: &str,
    catalogue: &Catalogue,
) -> Response {
    let say = |id: &str| signed_in.say(id);
    let kind = say(&format!("entry-{}", page.list));
    let title = match page.name {
        Some(name) => format!("{kind} {name}"),
        None => say(&format!("desk-entry-add-{}", page.list)),
    };
    let path = page.name.map_or_else(
        || format!("/admin/exhibition/new/{}", page.list),
        |name| entry_path(page.list, name),
    );
    let body = html! {
        (faults(signed_in, page, form))
        (others(signed_in, page, form))
        form.card.entry method="post" action=(signed_in.action(&path)) {
            input type="hidden" name="base" value=(base);
            @for (at, section) in form.sections.iter().enumerate() {
                @if at == 0 {
                    (own_fields(signed_in, page, section))
                } @else {
                    (rows(signed_in, page, section))
                }
            }
            p.note { (say(text_id!("desk-entry-save-note"))) }
            div.choices {
                button type="submit" name="act" value="save" { (say(text_id!("desk-entry-save"))) }
                a.button.quiet href=(list_path(page.list)) { (say(text_id!("desk-exhibition-cancel"))) }
            }
        }
        @if let Some(name) = page.name {
            (picture_page::section(signed_in, page.list, name, catalogue))
            details.card {
                summary { (say(text_id!("desk-entry-remove"))) }
                form method="post" action=(signed_in.action(&path)) {
                    input type="hidden" name="base" value=(base);
                    p.note { (say(text_id!("desk-entry-remove-note"))) }
                    button.quiet type="submit" name="act" value="remove" { (say(text_id!("desk-entry-remove"))) }
                }
            }
        }
        p { a href=(list_path(page.list)) { (say(&format!("sheet-{}", page.list))) } }
    };
    match page.name {
        Some(_) if picture_page::has_pictures(page.list) => {
            signed_in.page_with_script(&title, &drawing_head("pictures.js"), &body)
        }
        _ => signed_in.page(&title, &body),
    }
}

fn faults(signed_in: &SignedIn, page: &EntryPage<'_>, form: &EntryForm) -> Markup {
    if page.faults.is_empty() {
        return html! {};
    }
    html! {
        div.problem role="alert" {
            p { strong { (signed_in.say(text_id!("desk-entry-wrong"))) } }
            ul {
                @for (field, words) in &page.faults {
                    li {
                        @match field.as_ref().and_then(|it| find(form, it)) {
                            Some(field) => { a href={ "#" (field.name) } { (label(signed_in, field)) } ": " (words) }
                            None => (words),
                        }
                    }
                }
            }
        }
    }
}

fn others(signed_in: &SignedIn, page: &EntryPage<'_>, form: &EntryForm) -> Markup {
    if page.others.is_empty() {
        return html! {};
    }
    let say = |id: &str| signed_in.say(id);
    let quoted = |text: &str| match text {
        "" => say(text_id!("difference-nothing")),
        text => format!("“{text}”"),
    };
    html! {
        div.problem role="alert" {
            p { strong { (say(text_id!("desk-entry-others"))) } }
            ul {
                @for (field, [was, is], own) in &page.others {
                    li {
                        @if let Some(field) = find(form, field) { (label(signed_in, field)) ": " }
                        (quoted(was)) " → " (quoted(is))
                        @if let Some(own) = own {
                            br; (say(text_id!("desk-entry-own"))) " " (quoted(own))
                        }
                    }
                }
            }
            p { (say(text_id!("desk-entry-others-next"))) }
        }
    }
}

fn find<'a>(form: &'a EntryForm, name: &str) -> Option<&'a EntryField> {
    let rows = form.sections.iter().flat_map(|it| &it.rows);
    rows.flatten().find(|field| field.name == name)
}

/// Returns what a field is called, with the language of its text.
fn label(signed_in: &SignedIn, field: &EntryField) -> String {
    match &field.language {
        None => field.label.clone(),
        Some(code) => {
            let id = format!("desk-entry-language-{code}");
            let language = signed_in.language.find(&id);
            format!(
                "{} ({})",
                field.label,
                language.unwrap_or_else(|| code.clone())
            )
        }
    }
}

fn is_shown(field: &EntryField) -> bool {
    let mut languages = field.language.iter();
    languages.all(|it| SHOWN_LANGUAGES.contains(&it.as_str()))
}

fn own_fields(signed_in: &SignedIn, page: &EntryPage<'_>, section: &EntrySection) -> Markup {
    let fields: Vec<&EntryField> = section.rows.iter().flatten().collect();
    let groups =
        fields.chunk_by(|a, b| a.language.is_some() && a.label == b.label && b.language.is_some());
    html! {
        @for group in groups {
            @let shown: Vec<&&EntryField> = group.iter().filter(|it| is_shown(it)).collect();
            div.pair[shown.len() > 1] {
                @for one in shown { (field(signed_in, page, one)) }
            }
            @if let Some(first) = group.first() {
                @if !first.note.is_empty() && !first.is_key { p.note { (first.note) } }
            }
        }
        (hidden_languages(signed_in, page, &fields))
    }
}

/// Returns the fields of the languages that few exhibitions have.
fn hidden_languages(signed_in: &SignedIn, page: &EntryPage<'_>, fields: &[&EntryField]) -> Markup {
    let more: Vec<&&EntryField> = fields.iter().filter(|it| !is_shown(it)).collect();
    html! {
        @if !more.is_empty() {
            details open[more.iter().any(|it| page.fault(&it.name).is_some())] {
                summary { (signed_in.say(text_id!("desk-entry-languages"))) }
                @for one in more { (field(signed_in, page, one)) }
            }
        }
    }
}

fn rows(signed_in: &SignedIn, page: &EntryPage<'_>, section: &EntrySection) -> Markup {
    html! {
        fieldset.parts {
            legend { (section.title) }
            p.note { (signed_in.say(text_id!("desk-entry-rows-note"))) }
            @for (at, row) in section.rows.iter().enumerate() {
                @let is_empty = row.iter().all(|it| it.text.is_empty());
                @let fields: Vec<&EntryField> = row.iter().collect();
                div.part role="group" aria-label={ (section.title) " " (at + 1) } {
                    span.ordinal aria-hidden="true" { (at + 1) }
                    div.pair {
                        @for one in fields.iter().filter(|it| is_shown(it)) { (field(signed_in, page, one)) }
                    }
                    @if !is_empty { (hidden_languages(signed_in, page, &fields)) }
                }
            }
        }
    }
}

fn field(signed_in: &SignedIn, page: &EntryPage<'_>, field: &EntryField) -> Markup {
    let fault = page.fault(&field.name);
    let invalid = fault.map(|_| "true");
    let about = fault.map(|_| format!("{}-fault", field.name));
    let (name, text) = (&field.name, &field.text);
    let lang = field.language.as_deref();
    let words = label(signed_in, field);
    let input = match &field.input {
        _ if field.is_key => html! {
            input id=(name) name=(name) value=(text) readonly aria-describedby=[&about];
        },
        EntryInput::Line => html! {
            input id=(name) name=(name) value=(text) lang=[lang] autocomplete="off" aria-invalid=[invalid] aria-describedby=[&about];
        },
        EntryInput::Sentences => html! {
            textarea id=(name) name=(name) lang=[lang] rows="4" aria-invalid=[invalid] aria-describedby=[&about] { (text) }
        },
        EntryInput::Whole(least, most) => html! {
            input id=(name) name=(name) value=(text) inputmode="numeric" type="number" min=(least) max=(most) aria-invalid=[invalid] aria-describedby=[&about];
        },
        EntryInput::Time => html! {
            input id=(name) name=(name) value=(text) type="time" aria-invalid=[invalid] aria-describedby=[&about];
        },
        EntryInput::Tick(yes) => {
            return html! {
                label.tick { input type="checkbox" id=(name) name=(name) value=(yes) checked[text == yes]; (words) }
            };
        }
        EntryInput::Choice(all) => html! {
            select id=(name) name=(name) aria-invalid=[invalid] aria-describedby=[&about] {
                option value="" { (signed_in.say(text_id!("desk-entry-choose"))) }
                @for (value, words) in all {
                    option value=(value) selected[value == text] { (words) }
                }
                @if !text.is_empty() && all.iter().all(|(value, _)| value != text) {
                    option value=(text) selected { (text) }
                }
            }
        },
    };
    html! {
        label { (words) (input)
            @if let Some(fault) = fault { span.fault id=[about] { (fault) } }
        }
    }
}

/// Returns the cards that lead to the lists.
pub(super) fn lists(signed_in: &SignedIn, catalogue: &Catalogue) -> Markup {
    let counts = [
        ("booths", catalogue.booths.len()),
        ("artisans", catalogue.artisans.len()),
        ("sessions", catalogue.sessions.len()),
        ("villages", catalogue.villages.len()),
        ("areas", catalogue.areas.len()),
    ];
    html! {
        ul.cards {
            @for (list, count) in counts {
                li { a.card href=(list_path(list)) {
                    strong { (signed_in.say(&format!("sheet-{list}"))) }
                    span.note { (signed_in.language.say_with(text_id!("desk-entry-count"), [("count", count.into())])) }
                } }
            }
            li { a.card href="/admin/exhibition/plan" {
                strong { (signed_in.say(text_id!("desk-plan"))) }
                span.note { (signed_in.say(text_id!("desk-plan-note"))) }
            } }
        }
    }
}
