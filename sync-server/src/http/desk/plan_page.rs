//! What the page of the floor plan says. The drawing is one for browsers without scripts; `plan.js` draws over it.

use axum::response::Response;
use maud::{Markup, html};
use serde::Serialize;
use serde_json::json;
use shared::catalogue::{Catalogue, Level, PlaceKind, Plan, Problem};
use shared::geometry::{Point, Rect};
use shared::route::place_sentence;

use super::draft_banner::banner;
use super::entry_paths::EXHIBITION;
use super::frame::drawing_head;
use super::plan_fields::side_word;
use super::signed_in::SignedIn;
use super::working::workbook_language;
use crate::http::public::signs;
use crate::operations::catalogue_draft::WorkingCatalogue;

/// Metres around a level in its drawing.
const AROUND: f64 = 1.5;
/// Where the page is.
pub(super) const PAGE: &str = "/admin/exhibition/plan";
/// Where the script asks whether everything is reached.
pub(super) const CHECK: &str = "/admin/exhibition/plan/check";
/// Where a background is sent to.
pub(super) const BACKGROUND: &str = "/admin/exhibition/plan/background";
/// Something that is wrong with a plan, for the script.
#[derive(Serialize)]
pub(super) struct PlanFault {
    /// What kind of thing it is, as the catalogue's check names it: `plan booth`.
    pub(super) part: &'static str,
    pub(super) name: String,
    pub(super) words: String,
}

/// The words that the script needs.
const WORDS: [&str; 49] = [
    "add",
    "add-booth",
    "add-wall",
    "add-way",
    "add-place",
    "add-area",
    "all-placed",
    "area",
    "at-x",
    "at-y",
    "booth",
    "copy",
    "copy-count",
    "copy-down",
    "copy-gap",
    "copy-go",
    "copy-right",
    "copy-left",
    "copy-up",
    "faults",
    "fit",
    "front",
    "front-down",
    "front-left",
    "front-right",
    "front-up",
    "gate",
    "gate-none",
    "grid",
    "height",
    "knot",
    "number-few",
    "number-on",
    "number-from",
    "place",
    "reach-all",
    "redo",
    "remove",
    "select",
    "several",
    "stand",
    "undo",
    "unplaced",
    "wall",
    "way",
    "width",
    "zoom-in",
    "zoom-out",
    "nothing",
];
const KINDS: [PlaceKind; 12] = [
    PlaceKind::Entrance,
    PlaceKind::Exit,
    PlaceKind::Toilets,
    PlaceKind::AccessibleToilet,
    PlaceKind::Water,
    PlaceKind::FirstAid,
    PlaceKind::Information,
    PlaceKind::Seats,
    PlaceKind::Lift,
    PlaceKind::Ramp,
    PlaceKind::Stairs,
    PlaceKind::Landmark,
];

/// What the page shows.
#[derive(Default)]
pub(super) struct PlanPage {
    /// The plan in the draft.
    pub(super) base: Option<Plan>,
    /// The plan as it is drawn.
    pub(super) plan: Option<Plan>,
    /// The level that is shown; the first for an unknown one.
    pub(super) level: String,
    pub(super) problems: Vec<Problem>,
    /// What somebody else changed meanwhile, in words.
    pub(super) others: Vec<String>,
    /// Whether `plan` is still to be saved.
    pub(super) is_unsaved: bool,
    /// Why a form was refused.
    pub(super) fault: Option<String>,
}

/// Returns the page for an exhibition without a plan.
pub(super) fn begin(signed_in: &SignedIn, page: &PlanPage) -> Response {
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        (fault(page))
        p.lead { (say(text_id!("desk-plan-begin-lead"))) }
        form.card method="post" action=(signed_in.action(PAGE)) {
            div.row {
                label { (say(text_id!("desk-plan-word-width"))) input name="width" inputmode="decimal" required value="40"; }
                label { (say(text_id!("desk-plan-word-height"))) input name="height" inputmode="decimal" required value="25"; }
            }
            p.note { (say(text_id!("desk-plan-begin-note"))) }
            button type="submit" name="act" value="begin" { (say(text_id!("desk-plan-begin"))) }
        }
    };
    signed_in.page(&say(text_id!("desk-plan")), &body)
}

fn fault(page: &PlanPage) -> Markup {
    html! { @if let Some(fault) = &page.fault { p.problem role="alert" { (fault) } } }
}

/// Returns the page of a plan.
pub(super) fn plan(signed_in: &SignedIn, working: &WorkingCatalogue, page: &PlanPage) -> Response {
    let say = |id: &str| signed_in.say(id);
    let (Some(base), Some(plan)) = (&page.base, &page.plan) else {
        return begin(signed_in, page);
    };
    let level = plan.level(&page.level).or(plan.levels.first());
    let Some(level) = level else {
        return begin(signed_in, page);
    };
    let json = |plan: &Plan| serde_json::to_string(plan).unwrap_or_default();
    let action = signed_in.action(PAGE);
    let body = html! {
        (banner(signed_in, working.draft.as_ref()))
        (fault(page))
        @if !page.others.is_empty() {
            div.problem role="alert" {
                p { strong { (say(text_id!("desk-plan-others"))) } }
                ul { @for words in &page.others { li { (words) } } }
                p { (say(text_id!("desk-plan-others-next"))) }
            }
        }
        @if plan.levels.len() > 1 {
            nav.periods aria-label=(say(text_id!("desk-plan-levels"))) {
                @for one in &plan.levels {
                    @let here = (one.id == level.id).then_some("page");
                    a href={ (PAGE) "?level=" (one.id) } data-level=(one.id) aria-current=[here] { (one.name.get(signed_in.language.code)) }
                }
            }
        }
        div.plan #plan data-level=(level.id) data-check=(signed_in.action(CHECK)) data-unsaved[page.is_unsaved]
            data-things=(things(signed_in, &working.catalogue)) {
            div.tools role="toolbar" aria-label=(say(text_id!("desk-plan-tools"))) hidden {}
            div.sheet { (drawing(plan, level)) }
            div.side {
                div.reach role="status" { (reach(signed_in, &page.problems)) }
                div.panel hidden {}
                form.saving method="post" action=(action) {
                    textarea name="plan" hidden aria-hidden="true" { (json(plan)) }
                    textarea name="base" hidden aria-hidden="true" { (json(base)) }
                    input type="hidden" name="level" value=(level.id);
                    button type="submit" name="act" value="plan" hidden { (say(text_id!("desk-entry-save"))) }
                    p.note { (say(text_id!("desk-entry-save-note"))) }
                }
            }
        }
        (by_fields(signed_in, &working.catalogue, plan, level, &json(base)))
        (background(signed_in, level))
        details.card.help {
            summary { (say(text_id!("desk-plan-help"))) }
            ul { @for line in ["drag", "keys", "ways", "save"] { li { (say(&format!("desk-plan-help-{line}"))) } } }
        }
        p { a href=(EXHIBITION) { (say(text_id!("desk-entry-to-exhibition"))) } }
    };
    signed_in.page_with_script(&say(text_id!("desk-plan")), &drawing_head("plan.js"), &body)
}

/// Returns what the script has to know of the exhibition and of the reader's language.
fn things(signed_in: &SignedIn, catalogue: &Catalogue) -> String {
    let language = signed_in.language;
    let words = WORDS.map(|it| (it, language.say(format!("desk-plan-word-{it}"))));
    let words: serde_json::Map<String, serde_json::Value> = words
        .into_iter()
        .map(|(id, words)| (id.to_owned(), words.into()))
        .collect();
    let tone = |booth: &shared::catalogue::Booth| {
        let mut villages = catalogue.villages.iter();
        villages.position(|it| it.id == booth.village).unwrap_or(0) % 6
    };
    let booths = catalogue.booths.iter().map(
        |it| json!({ "number": it.number, "name": it.name.get(language.code), "tone": tone(it) }),
    );
    let areas = catalogue.areas.iter();
    let areas = areas.map(|it| json!({ "id": it.id, "name": it.name.get(language.code) }));
    let gates = catalogue.gates.iter();
    let gates = gates.map(|it| json!({ "id": it.id, "name": it.name.get(language.code) }));
    let kinds = KINDS.map(|kind| {
        json!({ "kind": kind, "name": language.say(place_sentence(kind)), "sign": signs::of_place(kind) })
    });
    json!({
        "words": words,
        "booths": booths.collect::<Vec<_>>(),
        "areas": areas.collect::<Vec<_>>(),
        "gates": gates.collect::<Vec<_>>(),
        "kinds": kinds,
    })
    .to_string()
}

/// Returns whether everything is reached, or what is wrong.
fn reach(signed_in: &SignedIn, problems: &[Problem]) -> Markup {
    let words = workbook_language(signed_in);
    let faults = problems.iter().map(|it| PlanFault::of(it, words));
    let faults: Vec<PlanFault> = faults.collect();
    html! {
        @if faults.is_empty() {
            p.good { (signed_in.say(text_id!("desk-plan-word-reach-all"))) }
        } @else {
            p.bad { (signed_in.say(text_id!("desk-plan-word-faults"))) " (" (faults.len()) ")" }
            ul { @for fault in &faults { li { (fault.words()) } } }
        }
    }
}

fn view_box(level: &Level) -> String {
    let around = Rect::around(&level.outline);
    let Rect { least, most } = around.unwrap_or(Rect::sized(Point::new(0.0, 0.0), 20.0, 15.0));
    let (x, y) = (least.x - AROUND, least.y - AROUND);
    format!("{x} {y} {} {}", most.x + AROUND - x, most.y + AROUND - y)
}

fn corners(outline: &[Point]) -> String {
    let corners = outline
        .iter()
        .map(|point| format!("{},{}", point.x, point.y));
    corners.collect::<Vec<_>>().join(" ")
}

fn drawing(plan: &Plan, level: &Level) -> Markup {
    let is_here = |id: &String| *id == level.id;
    html! {
        svg viewBox=(view_box(level)) role="group" {
            @if let Some(background) = &level.background {
                image href={ "/admin/media/" (background.file.sha256) } x=(background.at.x) y=(background.at.y)
                    width=(background.size[0]) height=(background.size[1]) {}
            }
            polygon.outline points=(corners(&level.outline)) {}
            @for area in plan.areas.iter().filter(|it| is_here(&it.level)) {
                polygon.area points=(corners(&area.outline)) {}
            }
            @for block in &level.blocks { polygon.wall points=(corners(block)) {} }
            @for way in &plan.ways {
                @if let (Some(from), Some(to)) = (plan.knot(&way.from), plan.knot(&way.to)) {
                    @if is_here(&from.level) && is_here(&to.level) {
                        line.way x1=(from.at.x) y1=(from.at.y) x2=(to.at.x) y2=(to.at.y) {}
                    }
                }
            }
            @for booth in plan.booths.iter().filter(|it| is_here(&it.level)) {
                g.booth {
                    rect x=(booth.at.x) y=(booth.at.y) width=(booth.size[0]) height=(booth.size[1]) {}
                    text x=(booth.rect().middle().x) y=(booth.rect().middle().y) { (booth.number) }
                }
            }
            @for place in plan.places.iter().filter(|it| is_here(&it.level)) {
                circle.place cx=(place.at.x) cy=(place.at.y) r="0.8" {}
            }
        }
    }
}

/// Returns the fields for browsers without scripts. The script takes them away.
fn by_fields(
    signed_in: &SignedIn,
    catalogue: &Catalogue,
    plan: &Plan,
    level: &Level,
    base: &str,
) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let word = |id: &str| signed_in.say(&format!("desk-plan-word-{id}"));
    let number = |name: String, label: &str, value: f64| {
        html! { td { input name=(name) value=(value) inputmode="decimal" aria-label=(label); } }
    };
    let off = |name: String, label: String| {
        html! { td { input type="checkbox" name=(name) aria-label=(label); } }
    };
    let booths = plan.booths.iter().filter(|it| it.level == level.id);
    let places = plan.places.iter().filter(|it| it.level == level.id);
    let field = |name: &str, label: &str, value: &str| {
        html! { label { (word(label)) input name=(name) value=(value) inputmode="decimal"; } }
    };
    html! {
        form.fields method="post" action=(signed_in.action(PAGE)) {
            textarea name="base" hidden aria-hidden="true" { (base) }
            input type="hidden" name="level" value=(level.id);
            h2 { (say(text_id!("desk-plan-fields"))) }
            div.scroll tabindex="0" role="region" aria-label=(say(text_id!("desk-plan-fields"))) {
                table {
                    thead { tr {
                        @for head in ["booth", "at-x", "at-y", "width", "height", "front", "remove"] { th scope="col" { (word(head)) } }
                    } }
                    tbody {
                        @for booth in booths {
                            @let name = format!("booth.{}", booth.number);
                            tr {
                                th scope="row" { (booth.number) }
                                (number(format!("{name}.x"), &word("at-x"), booth.at.x))
                                (number(format!("{name}.y"), &word("at-y"), booth.at.y))
                                (number(format!("{name}.width"), &word("width"), booth.size[0]))
                                (number(format!("{name}.height"), &word("height"), booth.size[1]))
                                td { select name={ (name) ".front" } aria-label=(word("front")) {
                                    @for side in ["up", "right", "down", "left"] {
                                        option value=(side) selected[side == side_word(booth.front)] { (word(&format!("front-{side}"))) }
                                    }
                                } }
                                (off(format!("{name}.off"), word("remove")))
                            }
                        }
                        @for place in places {
                            @let name = format!("place.{}", place.id);
                            tr {
                                th scope="row" { (say(place_sentence(place.kind))) }
                                (number(format!("{name}.x"), &word("at-x"), place.at.x))
                                (number(format!("{name}.y"), &word("at-y"), place.at.y))
                                td colspan="3" {}
                                (off(format!("{name}.off"), word("remove")))
                            }
                        }
                    }
                }
            }
            fieldset { legend { (word("add-booth")) }
                div.row { (field("add.number", "booth", "")) (field("add.x", "at-x", "")) (field("add.y", "at-y", "")) }
            }
            fieldset { legend { (word("copy")) }
                div.row {
                    (field("row.from", "booth", "")) (field("row.count", "copy-count", ""))
                    (field("row.x", "at-x", "3")) (field("row.y", "at-y", "0"))
                }
            }
            fieldset { legend { (word("add-place")) }
                div.row {
                    label { (word("place")) select name="place.kind" {
                        option value="" { (say(text_id!("desk-entry-choose"))) }
                        @for kind in KINDS {
                            option value=(json!(kind).as_str().unwrap_or_default()) { (say(place_sentence(kind))) }
                        }
                    } }
                    label { (word("gate")) select name="place.gate" {
                        option value="" { (word("gate-none")) }
                        @for gate in &catalogue.gates { option value=(gate.id) { (gate.name.get(signed_in.language.code)) } }
                    } }
                    (field("place.new.x", "at-x", "")) (field("place.new.y", "at-y", ""))
                }
            }
            button type="submit" name="act" value="fields" { (say(text_id!("desk-entry-save"))) }
        }
    }
}

fn background(signed_in: &SignedIn, level: &Level) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let around = Rect::around(&level.outline);
    let own = around.map_or(40.0, |it| it.most.x - it.least.x);
    let width = level.background.as_ref().map_or(own, |it| it.size[0]);
    html! {
        details.card.background {
            summary { (say(text_id!("desk-plan-background"))) }
            form method="post" enctype="multipart/form-data" action=(signed_in.action(BACKGROUND)) {
                input type="hidden" name="level" value=(level.id);
                p.note { (say(text_id!("desk-plan-background-note"))) }
                label { (say(text_id!("desk-plan-background-file")))
                    input type="file" name="file" accept="image/jpeg,image/png,image/webp";
                }
                label { (say(text_id!("desk-plan-background-width"))) input name="width" inputmode="decimal" value=(width); }
                div.choices {
                    button type="submit" { (say(text_id!("desk-plan-background-set"))) }
                    @if level.background.is_some() {
                        button.quiet type="submit" name="act" value="remove" { (say(text_id!("desk-plan-background-remove"))) }
                    }
                }
            }
        }
    }
}
