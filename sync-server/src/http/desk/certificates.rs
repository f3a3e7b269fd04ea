//! Certificates of participation, a page for each booth: to look at, as a document, and all of them in an archive.

use axum::Extension;
use axum::response::Response;
use maud::{Markup, html};
use shared::catalogue::{Booth, Catalogue, Localized};
use shared::ids::BoothNumber;

use super::downloads::{PDF, ZIP, streamed};
use super::error::DeskError;
use super::report::markup;
use super::signed_in::SignedIn;
use crate::http::budget::{Budget, Client};
use crate::http::texts::Language;
use crate::ports::DeskPermission;
use crate::render::certificates::{Certificate, write_archive};

/// How many organisers sign.
const SIGNATURES: usize = 2;

/// `GET /admin/certificates`: of all booths, to look at.
pub(super) async fn all(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTotals)?;
    let published = signed_in.app.store.published();
    let booths: Vec<&Booth> = published.catalogue.booths.iter().collect();
    Ok(preview(&signed_in, &booths, "/admin/reports"))
}

/// `GET /admin/certificates.zip`: a document for each booth, written while it is sent.
pub(super) async fn archive(
    signed_in: SignedIn,
    client: Client,
    Extension(budget): Extension<Budget>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTotals)?;
    let turn = budget.turn(client.0).await?;
    let published = signed_in.app.store.published();
    let language = signed_in.language;
    let name = format!("{}.zip", language.say(text_id!("report-file-certificates")));
    Ok(streamed(ZIP, &name, move |out| {
        let _turn = turn;
        let catalogue = &published.catalogue;
        let certificates = catalogue.booths.iter().map(|booth| {
            let name = file_name(booth.number, language);
            (name, certificate(catalogue, booth, language))
        });
        write_archive(certificates, out)
    }))
}

/// Returns the certificate of a booth as a document.
pub(super) fn document(signed_in: &SignedIn, booth: &Booth) -> Response {
    let published = signed_in.app.store.published();
    let language = signed_in.language;
    let certificate = certificate(&published.catalogue, booth, language);
    let name = file_name(booth.number, language);
    streamed(PDF, &name, move |out| certificate.write(out))
}

/// Returns the certificates of some booths as a page.
pub(super) fn preview(signed_in: &SignedIn, booths: &[&Booth], back: &str) -> Response {
    let published = signed_in.app.store.published();
    let language = signed_in.language;
    let pages = html! {
        @for booth in booths {
            (page(&certificate(&published.catalogue, booth, language)))
        }
    };
    let title = language.say(text_id!("report-certificate"));
    markup::document(language, &title, back, &pages)
}

/// Returns the name of a document's file. Numbers are as long as each other, so that files stand in their order.
fn file_name(number: BoothNumber, language: &Language) -> String {
    format!(
        "{}-{:03}.pdf",
        language.say(text_id!("report-file-certificate")),
        number.0
    )
}

fn certificate(catalogue: &Catalogue, booth: &Booth, language: &Language) -> Certificate {
    let in_words = |text: &Localized| text.get(language.code).to_owned();
    let dates = [catalogue.days.first(), catalogue.days.last()];
    let [from, to] = dates
        .map(|day| day.map_or_else(String::new, |it| it.date.strftime("%d/%m/%Y").to_string()));
    let mut with = vec![language.say_with(
        text_id!("report-certificate-booth"),
        [
            ("number", booth.number.to_string().into()),
            ("name", in_words(&booth.name).into()),
        ],
    )];
    if let Some(village) = catalogue.village(&booth.village) {
        let village = [("village", in_words(&village.name).into())];
        with.push(language.say_with(text_id!("report-certificate-village"), village));
    }
    let mut organisers: Vec<String> = catalogue.organisers.iter().map(in_words).collect();
    organisers.truncate(SIGNATURES);
    if organisers.is_empty() {
        organisers.push(language.say(text_id!("report-certificate-organisers")));
    }
    Certificate {
        exhibition: in_words(&catalogue.name),
        title: language.say(text_id!("report-certificate")),
        to: language.say(text_id!("report-certificate-to")),
        producer: in_words(&booth.producer),
        with,
        participation: language.say_with(
            text_id!("report-certificate-when"),
            [
                ("venue", in_words(&catalogue.venue).into()),
                ("from", from.into()),
                ("to", to.into()),
            ],
        ),
        organisers,
        sign: language.say(text_id!("report-certificate-sign")),
    }
}

fn page(certificate: &Certificate) -> Markup {
    html! {
        article.certificate {
            div.frame {
                p.exhibition-name { (certificate.exhibition) }
                h1 { (certificate.title) }
                p { (certificate.to) }
                p.awarded { (certificate.producer) }
                @for text in &certificate.with { p { (text) } }
                p { (certificate.participation) }
                div.signatures {
                    @for organiser in &certificate.organisers {
                        p { strong { (organiser) } br; span { (certificate.sign) } }
                    }
                }
            }
        }
    }
}
