//! What every public page has around it.

use maud::{DOCTYPE, Markup, html};
use shared::catalogue::Catalogue;
use shared::link::{PublicLink, PublicPage};

use super::visitor::Visitor;
use crate::http::texts::Language;

/// Returns a whole page: its header with the other languages of the same page, its body, its footer.
pub(super) fn page(
    catalogue: &Catalogue,
    visitor: &Visitor,
    title: &str,
    page: PublicPage<'_>,
    body: &Markup,
) -> Markup {
    let language = visitor.language;
    let name = catalogue.name.get(language.code);
    html! {
        (DOCTYPE)
        html lang=(language.code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (name) }
                link rel="icon" type="image/svg+xml" href="/icon.svg";
                link rel="stylesheet" href="/public.css";
            }
            body {
                header {
                    p.exhibition { (name) }
                    nav.languages aria-label=(language.say(text_id!("phone-languages"))) {
                        @for other in Language::all() {
                            @let words = other.say(text_id!("phone-language"));
                            @if other.code == language.code {
                                span lang=(other.code) aria-current="true" { (words) }
                            } @else {
                                @let link = PublicLink { language: Some(other.code), ..visitor.link(page) };
                                a lang=(other.code) hreflang=(other.code) href=(link.path()) { (words) }
                            }
                        }
                    }
                }
                main {
                    @if visitor.asked_another {
                        p.note { (language.say(text_id!("phone-fallback"))) }
                    }
                    (body)
                }
                footer {
                    p { a href=(visitor.link(PublicPage::Booths).path()) { (language.say(text_id!("phone-list"))) } }
                    p { a href=(visitor.link(PublicPage::Programme).path()) { (language.say(text_id!("programme-title"))) } }
                    p { (catalogue.venue.get(language.code)) }
                    @if catalogue.sample {
                        p { (language.say(text_id!("sample-note"))) }
                    }
                }
            }
        }
    }
}
