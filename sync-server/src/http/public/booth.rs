//! The page of a booth: what it is, the way there, what it shows and how that is made.

use maud::{Markup, html};
use shared::catalogue::{Booth, Catalogue, LifeCycleStage};
use shared::link::PublicPage;

use super::list::tile;
use super::visitor::Visitor;
use super::{directions, frame};

/// Returns the page.
pub(super) fn page(catalogue: &Catalogue, booth: &Booth, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let code = language.code;
    let number = language.say_with(
        text_id!("booth-number"),
        [("number", booth.number.0.into())],
    );
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
                li { a href=(visitor.link(PublicPage::Area(&area.id)).path()) { (area.name.get(code)) } }
            }
            @if let Some(village) = of_village {
                li {
                    (language.say_with(text_id!("booth-village"), [("village", village.name.get(code).into())]))
                    " · " (village.craft.get(code))
                }
            }
            @if booth.certificate {
                li.seal { (language.say("certificate")) }
            }
        }
        (directions::way(catalogue, &booth.number.into(), name, visitor))
        section {
            h2 { (language.say(text_id!("phone-about"))) }
            p { (booth.description.get(code)) }
            @if !booth.products.is_empty() {
                h3 { (language.say(text_id!("products-title"))) }
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
    frame::page(
        catalogue,
        visitor,
        &title,
        PublicPage::Booth(booth.number),
        &body,
    )
}

/// Returns what the producer does at each stage of a product's life, in its order.
fn practices(booth: &Booth, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let mut ordered: Vec<_> = booth.practices.iter().collect();
    ordered.sort_by_key(|practice| practice.stage);
    html! {
        @if !ordered.is_empty() {
            section.practices {
                h2 { (language.say(text_id!("practices-title"))) }
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
        LifeCycleStage::Materials => text_id!("stage-materials"),
        LifeCycleStage::Production => text_id!("stage-production"),
        LifeCycleStage::Distribution => text_id!("stage-distribution"),
        LifeCycleStage::Use => text_id!("stage-use"),
        LifeCycleStage::Disposal => text_id!("stage-disposal"),
    }
}
