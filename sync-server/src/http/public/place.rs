//! The page of a place on the plan, or of the nearest of a kind: the way there, and to the other amenities.

use maud::{Markup, html};
use shared::catalogue::{Catalogue, PlaceKind};
use shared::link::PublicPage;
use shared::route::{Destination, place_sentence};

use super::visitor::Visitor;
use super::{directions, frame, signs};

/// Returns the page; `None` when the plan has no such place.
pub(super) fn page(catalogue: &Catalogue, goal: &Destination, visitor: &Visitor) -> Option<Markup> {
    let language = visitor.language;
    let place = goal.place(catalogue.plan.as_ref()?)?;
    let kind = match goal {
        Destination::Nearest(kind) => *kind,
        _ => place.kind,
    };
    let of_kind = language.say(place_sentence(kind));
    let own = place.name.as_ref().map(|name| name.get(language.code));
    let name = match goal {
        Destination::Nearest(_) => {
            language.say_with(text_id!("place-nearest"), [("place", of_kind.into())])
        }
        _ => own.map_or(of_kind, str::to_owned),
    };
    let body = html! {
        div.head {
            p.tile.t0 aria-hidden="true" { (signs::of_kind(kind)) }
            div { h1 { (name) } }
        }
        (directions::way(catalogue, goal, &name, visitor))
        (amenities(catalogue, visitor, Some(kind)))
    };
    Some(frame::page(catalogue, visitor, &name, goal.into(), &body))
}

/// Returns links to the nearest place of every kind that the plan has, but for one.
pub(super) fn amenities(
    catalogue: &Catalogue,
    visitor: &Visitor,
    but_for: Option<PlaceKind>,
) -> Markup {
    let language = visitor.language;
    let plan = catalogue.plan.as_ref();
    let kinds = plan
        .into_iter()
        .flat_map(shared::catalogue::Plan::amenities);
    let kinds: Vec<PlaceKind> = kinds.filter(|kind| Some(*kind) != but_for).collect();
    html! {
        @if !kinds.is_empty() {
            section {
                h2 { (language.say(text_id!("nearest-title"))) }
                nav.amenities aria-label=(language.say(text_id!("nearest-title"))) {
                    @for kind in kinds {
                        a.button href=(visitor.link(PublicPage::Nearest(kind)).path()) {
                            (signs::of_kind(kind)) span { (language.say(place_sentence(kind))) }
                        }
                    }
                }
            }
        }
    }
}
