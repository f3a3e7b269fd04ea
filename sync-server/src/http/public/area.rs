//! The page of an area: the way there, what is on there, which booths stand there.

use maud::{Markup, html};
use shared::catalogue::{Area, Booth, Catalogue};
use shared::link::PublicPage;
use shared::route::Destination;

use super::programme::{Now, sessions};
use super::visitor::Visitor;
use super::{directions, frame, list, signs};

/// Returns the page.
pub(super) fn page(catalogue: &Catalogue, area: &Area, now: &Now, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let name = area.name.get(language.code);
    let goal = Destination::Area(area.id.clone());
    let to_come = now.to_come(|session| session.area == area.id);
    let booths = catalogue.booths.iter();
    let booths: Vec<&Booth> = booths.filter(|booth| booth.area == area.id).collect();
    let body = html! {
        div.head {
            p.tile.t1 aria-hidden="true" { (signs::of_goal()) }
            div { h1 { (name) } }
        }
        (directions::way(catalogue, &goal, name, visitor))
        @if !to_come.is_empty() {
            section {
                h2 { (language.say(text_id!("phone-here"))) }
                (sessions(now, &to_come, false, visitor))
            }
        }
        @if !booths.is_empty() {
            section {
                h2 { (language.say(text_id!("booths-title"))) }
                (list::booths(catalogue, &booths, visitor))
            }
        }
    };
    frame::page(catalogue, visitor, name, PublicPage::Area(&area.id), &body)
}
