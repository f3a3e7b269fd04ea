//! The page of a booth: what it is, the way there, what it shows and how that is made.

use maud::{Markup, html};
use shared::catalogue::{Booth, Catalogue, LifeCycleStage, Plan, Stand};
use shared::route::{Goal, Leg, Need, Network, Route, Start};

use super::list::tile;
use super::plan::Drawing;
use super::visitor::Visitor;
use super::{frame, signs};

/// The page.
pub(super) fn page(catalogue: &Catalogue, booth: &Booth, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let code = language.code;
    let number = language.say_with("booth-number", [("number", booth.number.0.into())]);
    let name = booth.name.get(code);
    let village = catalogue
        .villages
        .iter()
        .position(|village| village.id == booth.village);
    let of_village = village.and_then(|place| catalogue.villages.get(place));
    let area = catalogue.areas.iter().find(|area| area.id == booth.area);
    let body = html! {
        div.head {
            p class=(tile(village.unwrap_or_default())) aria-hidden="true" { (booth.number) }
            div {
                p.number { (number) }
                h1 { (name) }
                p.soft { (booth.producer.get(code)) }
            }
        }
        ul.facts {
            @if let Some(area) = area {
                li { (area.name.get(code)) }
            }
            @if let Some(village) = of_village {
                li {
                    (language.say_with("booth-village", [("village", village.name.get(code).into())]))
                    " · " (village.craft.get(code))
                }
            }
            @if booth.certificate {
                li.seal { (language.say("certificate")) }
            }
        }
        @if let Some(plan) = &catalogue.plan {
            (way(catalogue, plan, booth, visitor))
        }
        section {
            h2 { (language.say("phone-about")) }
            p { (booth.description.get(code)) }
            @if !booth.products.is_empty() {
                h3 { (language.say("products-title")) }
                ul.tags {
                    @for product in &booth.products {
                        li { (product.get(code)) }
                    }
                }
            }
        }
        (practices(booth, visitor))
    };
    let title = format!("{number}: {name}");
    let in_language = |code: &'static str| {
        let mut link = visitor.link(booth.number);
        link.language = Some(code);
        link.path()
    };
    frame::page(catalogue, visitor, &title, in_language, &body)
}

/// The way from where the visitor stood, or the question where they are.
fn way(catalogue: &Catalogue, plan: &Plan, booth: &Booth, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let stand = visitor
        .from
        .as_deref()
        .and_then(|from| plan.stand_named(from));
    let route = stand.and_then(|stand| {
        let network = Network::new(plan);
        network.route(&Start::at(stand), &Goal::Booth(booth.number), visitor.need)
    });
    let drawing = Drawing {
        catalogue,
        plan,
        booth: booth.number,
        stand,
        route: route.as_ref(),
        language,
    };
    let maps = drawing.maps();
    let step_free = visitor.need == Need::StepFree;
    let other = {
        let mut link = visitor.link(booth.number);
        link.step_free = !step_free;
        link.path()
    };
    html! {
        section.way {
            h2 { (language.say("phone-way")) }
            @if let Some(route) = &route {
                p.length { (language.say_way(&route.length())) }
                p.soft { (language.say("phone-way-from")) }
            } @else if stand.is_some() {
                @let why = if step_free { "phone-no-step-free" } else { "phone-no-way" };
                p.note { (language.say(why)) }
            }
            @for map in &maps {
                (map)
            }
            @if let Some(route) = &route {
                (turns(plan, booth, route, visitor))
            }
            @if stand.is_some() {
                @let words = if step_free { "phone-all-ways" } else { "phone-step-free" };
                p { a.button href=(other) { (language.say(words)) } }
            } @else {
                (where_from(catalogue, plan, booth, visitor))
            }
        }
    }
}

fn turns(plan: &Plan, booth: &Booth, route: &Route, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let said = |leg: &Leg| language.say_way(&leg.sentence(plan, language.code));
    html! {
        ol.turns {
            @for leg in &route.legs {
                li { (signs::of_leg(leg)) span { (said(leg)) } }
            }
            li.end { (signs::of_goal()) span { (language.say_way(&route.arrives(booth.number))) } }
        }
    }
}

/// Links to the same page from each gate that the plan knows, for whoever came without a kiosk.
fn where_from(catalogue: &Catalogue, plan: &Plan, booth: &Booth, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let gate = |stand: &Stand| {
        let id = stand.gate.as_ref()?;
        let name = catalogue.gate(id)?.name.get(language.code).to_owned();
        Some((stand.name().to_owned(), name))
    };
    let gates: Vec<(String, String)> = plan.stands.iter().filter_map(gate).collect();
    html! {
        @if !gates.is_empty() {
            h3 { (language.say("phone-where")) }
            ul.starts {
                @for (from, name) in &gates {
                    @let link = shared::link::BoothLink { from: Some(from.as_str()), ..visitor.link(booth.number) };
                    li { a.button href=(link.path()) { (name) } }
                }
            }
        }
    }
}

/// What the producer does at each stage of a product's life, in its order.
fn practices(booth: &Booth, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let mut ordered: Vec<_> = booth.practices.iter().collect();
    ordered.sort_by_key(|practice| practice.stage);
    html! {
        @if !ordered.is_empty() {
            section.practices {
                h2 { (language.say("practices-title")) }
                dl {
                    @for practice in ordered {
                        dt { (language.say(stage(practice.stage))) }
                        dd { (practice.text.get(language.code)) }
                    }
                }
            }
        }
    }
}

fn stage(stage: LifeCycleStage) -> &'static str {
    match stage {
        LifeCycleStage::Materials => "stage-materials",
        LifeCycleStage::Production => "stage-production",
        LifeCycleStage::Distribution => "stage-distribution",
        LifeCycleStage::Use => "stage-use",
        LifeCycleStage::Disposal => "stage-disposal",
    }
}
