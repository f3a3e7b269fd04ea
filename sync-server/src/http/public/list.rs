//! The list of booths, and the page that stands where there is no booth.

use maud::{Markup, html};
use shared::catalogue::{Booth, Catalogue};
use shared::link::PublicPage;

use super::visitor::Visitor;
use super::{frame, place};

/// Returns all booths, by village, in the order of the catalogue.
pub(super) fn page(catalogue: &Catalogue, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let title = language.say(text_id!("phone-list"));
    let body = html! {
        h1 { (title) }
        @if catalogue.booths.is_empty() {
            p { (language.say(text_id!("phone-empty"))) }
        } @else {
            p.soft { (language.say(text_id!("phone-list-note"))) }
            p { a.button href=(visitor.link(PublicPage::Programme).path()) { (language.say(text_id!("programme-title"))) } }
            (by_village(catalogue, visitor))
        }
        (place::amenities(catalogue, visitor, None))
    };
    frame::page(catalogue, visitor, &title, PublicPage::Booths, &body)
}

/// There is no such booth; the list is the way on.
pub(super) fn not_there(catalogue: &Catalogue, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let title = language.say(text_id!("phone-not-there"));
    let body = html! {
        h1 { (title) }
        p { (language.say(text_id!("phone-not-there-next"))) }
        (by_village(catalogue, visitor))
    };
    frame::page(catalogue, visitor, &title, PublicPage::Booths, &body)
}

fn by_village(catalogue: &Catalogue, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    html! {
        nav.villages aria-label=(language.say(text_id!("browse-villages"))) {
            @for village in &catalogue.villages {
                a href={ "#" (village.id) } { (village.name.get(language.code)) }
            }
        }
        @for (place, village) in catalogue.villages.iter().enumerate() {
            section id=(village.id) {
                h2 { (village.name.get(language.code)) }
                @let booths = catalogue.booths.iter().filter(|booth| booth.village == village.id);
                (booths_of(booths, |_| place, visitor))
            }
        }
    }
}

/// Booths one below the other, in the colours of their villages.
pub(super) fn booths(catalogue: &Catalogue, booths: &[&Booth], visitor: &Visitor) -> Markup {
    let village = |booth: &Booth| {
        let mut villages = catalogue.villages.iter();
        let place = villages.position(|village| village.id == booth.village);
        place.unwrap_or_default()
    };
    booths_of(booths.iter().copied(), village, visitor)
}

fn booths_of<'a>(
    booths: impl Iterator<Item = &'a Booth>,
    village: impl Fn(&Booth) -> usize,
    visitor: &Visitor,
) -> Markup {
    html! {
        ul.booths {
            @for booth in booths {
                (line(booth, village(booth), visitor))
            }
        }
    }
}

fn line(booth: &Booth, village: usize, visitor: &Visitor) -> Markup {
    let code = visitor.language.code;
    html! {
        li {
            a href=(visitor.link(PublicPage::Booth(booth.number)).path()) {
                span class=(tile(village)) { (booth.number) }
                span {
                    strong { (booth.name.get(code)) }
                    span.soft { (booth.producer.get(code)) }
                }
            }
        }
    }
}

/// Returns the classes of a tile in the colour of a village, by the village's place in the catalogue.
pub(super) fn tile(village: usize) -> String {
    format!("tile t{}", village % 6)
}
