//! Certificates of participation, a page for each booth.

use axum::response::Response;
use maud::{Markup, html};
use shared::catalogue::{Booth, Catalogue};

use super::error::DeskError;
use super::report::markup;
use super::signed_in::SignedIn;
use crate::http::texts::Language;
use crate::ports::DeskPermission;

/// `GET /admin/certificates`: of all booths.
pub(super) async fn all(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTotals)?;
    let published = signed_in.app.store.published();
    let booths: Vec<&Booth> = published.catalogue.booths.iter().collect();
    Ok(document(&signed_in, &booths, "/admin/reports"))
}

/// Returns the certificates of some booths.
pub(super) fn document(signed_in: &SignedIn, booths: &[&Booth], back: &str) -> Response {
    let published = signed_in.app.store.published();
    let language = signed_in.language;
    let pages = html! {
        @for booth in booths {
            (certificate(&published.catalogue, booth, language))
        }
    };
    let title = language.say("report-certificate");
    markup::document(language, &title, back, &pages)
}

fn certificate(catalogue: &Catalogue, booth: &Booth, language: &Language) -> Markup {
    let say = |id: &str| language.say(id);
    let in_words = |text: &shared::catalogue::Localized| text.get(language.code).to_owned();
    let dates = [catalogue.days.first(), catalogue.days.last()];
    let [from, to] = dates
        .map(|day| day.map_or_else(String::new, |it| it.date.strftime("%d/%m/%Y").to_string()));
    let village = catalogue.village(&booth.village);
    let producer = in_words(&booth.producer);
    let number = booth.number.to_string();
    html! {
        article.certificate {
            div.frame {
                p.exhibition-name { (in_words(&catalogue.name)) }
                h1 { (say("report-certificate")) }
                p { (say("report-certificate-to")) }
                p.awarded { (producer) }
                p { (language.say_with("report-certificate-booth", [
                    ("number", number.into()),
                    ("name", in_words(&booth.name).into()),
                ])) }
                @if let Some(village) = village {
                    p { (language.say_with("report-certificate-village", [("village", in_words(&village.name).into())])) }
                }
                p { (language.say_with("report-certificate-when", [
                    ("venue", in_words(&catalogue.venue).into()),
                    ("from", from.into()),
                    ("to", to.into()),
                ])) }
                div.signatures {
                    @for organiser in catalogue.organisers.iter().take(2) {
                        p { strong { (in_words(organiser)) } br; span { (say("report-certificate-sign")) } }
                    }
                }
            }
        }
    }
}
