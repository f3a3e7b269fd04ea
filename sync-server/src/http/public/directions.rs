//! The way to a booth, an area or a place: on the map, in words, with steps or without.

use maud::{Markup, html};
use shared::catalogue::{Catalogue, Plan, Stand};
use shared::link::PublicLink;
use shared::route::{Destination, Leg, Need, Network, Route, Start, place_sentence};

use super::plan::Drawing;
use super::signs;
use super::visitor::Visitor;

/// Returns the way from where the visitor stood, or the question where they are; nothing without a plan. `name` is what
/// people call the goal.
pub(super) fn way(
    catalogue: &Catalogue,
    goal: &Destination,
    name: &str,
    visitor: &Visitor,
) -> Markup {
    let Some(plan) = &catalogue.plan else {
        return html! {};
    };
    let language = visitor.language;
    let stand = visitor
        .from
        .as_deref()
        .and_then(|from| plan.stand_named(from));
    let route = stand.and_then(|stand| {
        let network = Network::new(plan);
        network.route(&Start::at(stand), goal, visitor.need)
    });
    let found = goal.found(plan, route.as_ref());
    let place = goal.place(plan).map(|place| place.kind);
    // "Toilets" are arrived at, and not "the nearest toilets".
    let arrived = match (goal, place) {
        (Destination::Nearest(_), Some(kind)) => language.say(place_sentence(kind)),
        _ => name.to_owned(),
    };
    let drawing = Drawing {
        catalogue,
        plan,
        goal: &found,
        name,
        stand,
        route: route.as_ref(),
        language,
    };
    let maps = drawing.maps();
    let step_free = visitor.need == Need::StepFree;
    let other = PublicLink {
        step_free: !step_free,
        ..visitor.link(goal.into())
    };
    html! {
        section.way {
            h2 { (language.say(text_id!("phone-way"))) }
            @if let Some(route) = &route {
                p.length { (language.say_way(&route.length())) }
                p.soft { (language.say(text_id!("phone-way-from"))) }
            } @else if stand.is_some() {
                @let why = if step_free { text_id!("phone-no-step-free") } else { text_id!("phone-no-way") };
                p.note { (language.say(why)) }
            }
            @for map in &maps {
                (map)
            }
            @if let Some(route) = &route {
                (turns(plan, &found, &arrived, route, visitor))
            }
            @if stand.is_some() {
                @let words = if step_free { text_id!("phone-all-ways") } else { text_id!("phone-step-free") };
                p { a.button href=(other.path()) { (language.say(words)) } }
            } @else {
                (where_from(catalogue, plan, goal, visitor))
            }
        }
    }
}

fn turns(plan: &Plan, goal: &Destination, name: &str, route: &Route, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let said = |leg: &Leg| language.say_way(&leg.sentence(plan, language.code));
    html! {
        ol.turns {
            @for leg in &route.legs {
                li { (signs::of_leg(leg)) span { (said(leg)) } }
            }
            li.end { (signs::of_goal()) span { (language.say_way(&goal.arrival(route, name))) } }
        }
    }
}

/// Returns links to the same page from each gate that the plan knows, for visitors who came without a kiosk.
fn where_from(catalogue: &Catalogue, plan: &Plan, goal: &Destination, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let gate = |stand: &Stand| {
        let id = stand.gate.as_ref()?;
        let name = catalogue.gate(id)?.name.get(language.code).to_owned();
        Some((stand.name().to_owned(), name))
    };
    let gates: Vec<(String, String)> = plan.stands.iter().filter_map(gate).collect();
    html! {
        @if !gates.is_empty() {
            h3 { (language.say(text_id!("phone-where"))) }
            ul.starts {
                @for (from, name) in &gates {
                    @let link = PublicLink { from: Some(from.as_str()), ..visitor.link(goal.into()) };
                    li { a.button href=(link.path()) { (name) } }
                }
            }
        }
    }
}
