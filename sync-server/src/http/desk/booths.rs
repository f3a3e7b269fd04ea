//! One booth: its visits, who wants to be contacted, and its certificate. An exhibitor sees their own alone.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use shared::catalogue::Booth;
use shared::ids::BoothNumber;

use super::certificates;
use super::downloads::{CSV, download};
use super::error::DeskError;
use super::people_files;
use super::report::charts::{self, ChartColumn};
use super::report::table::{ReportCell, ReportTable, grouped};
use super::report::{figures, files, markup};
use super::signed_in::SignedIn;
use crate::operations::people::SubmissionKind;
use crate::ports::{AccountRole, DeskPermission};

/// `GET /admin/booth`: leads to an exhibitor's own.
pub(super) async fn own(signed_in: SignedIn) -> Result<Response, DeskError> {
    let AccountRole::Exhibitor(number) = signed_in.account.role else {
        return Err(DeskError::Forbidden);
    };
    Ok(Redirect::to(&format!("/admin/booths/{number}")).into_response())
}

/// `GET /admin/booths/{number}`.
pub(super) async fn page(
    signed_in: SignedIn,
    Path(number): Path<String>,
) -> Result<Response, DeskError> {
    let number = allowed(&signed_in, &number)?;
    let published = signed_in.app.store.published();
    let booth = booth(&published.catalogue, number)?;
    let (language, say) = (signed_in.language, |id: &str| signed_in.say(id));
    let visits = visits(&signed_in, number).await?;
    let columns: Vec<ChartColumn> = visits.rows.iter().map(|row| column(row)).collect();
    let village = published.catalogue.village(&booth.village);
    let address = |file: &str| format!("/admin/booths/{number}/{file}");
    let title = format!("{number} · {}", booth.name.get(language.code));
    let body = html! {
        p.lead {
            (booth.producer.get(language.code))
            @if let Some(village) = village { " · " (village.name.get(language.code)) }
        }
        dl.facts {
            @for figure in ["people", "visits", "repeats", "lookups"] {
                div {
                    dt { (say(&format!("report-column-{figure}"))) }
                    dd { (grouped(visits.sum(figure), language)) }
                }
            }
        }
        p.note { (say(text_id!("report-booth-note"))) }
        p.choices {
            a.button href=(address("certificate.pdf")) download { (say(text_id!("report-certificate-pdf"))) }
            a.button.quiet href=(address("certificate")) { (say(text_id!("report-certificate-preview"))) }
            @if signed_in.may(DeskPermission::SeeOwnBooth) {
                a.button.quiet href=(address("contacts.csv")) download { (say(text_id!("report-contacts"))) }
            }
            a.button.quiet href=(address("visits.csv")) download { (say(text_id!("report-visits"))) }
        }
        div.pictures {
            figure.wide {
                figcaption { (say(text_id!("report-booth-days"))) }
                (charts::columns(language, &say(text_id!("report-booth-days")), &columns))
            }
        }
        (markup::table(language, &visits, None))
    };
    Ok(signed_in.page(&title, &body))
}

/// `GET /admin/booths/{number}/{file}`: `certificate`, `certificate.pdf`, `visits.csv` or `contacts.csv`.
pub(super) async fn file(
    signed_in: SignedIn,
    Path((number, file)): Path<(String, String)>,
) -> Result<Response, DeskError> {
    let number = allowed(&signed_in, &number)?;
    let language = signed_in.language;
    match &*file {
        "certificate" | "certificate.pdf" => {
            let published = signed_in.app.store.published();
            let booth = booth(&published.catalogue, number)?;
            if file == "certificate.pdf" {
                return Ok(certificates::document(&signed_in, booth));
            }
            let back = format!("/admin/booths/{number}");
            Ok(certificates::preview(&signed_in, &[booth], &back))
        }
        "visits.csv" => {
            let name = format!(
                "{}-{number}.csv",
                language.say(text_id!("report-file-visits"))
            );
            let table = visits(&signed_in, number).await?;
            Ok(download(CSV, &name, files::csv(&table, language)))
        }
        "contacts.csv" => {
            signed_in.require(DeskPermission::SeeOwnBooth)?;
            let name = format!(
                "{}-{number}.csv",
                language.say(text_id!("report-file-contacts"))
            );
            people_files::list(&signed_in, SubmissionKind::Contact(number), &name).await
        }
        _ => Err(DeskError::NotFound),
    }
}

/// Returns the booth of an address, where the account may see it.
fn allowed(signed_in: &SignedIn, number: &str) -> Result<BoothNumber, DeskError> {
    let number = number.parse().map(BoothNumber).ok();
    match (signed_in.account.role, number) {
        (AccountRole::Exhibitor(own), Some(number)) if own == number => Ok(number),
        (_, Some(number)) if signed_in.may(DeskPermission::SeeTotals) => Ok(number),
        (_, None) if signed_in.may(DeskPermission::SeeTotals) => Err(DeskError::NotFound),
        _ => Err(DeskError::Forbidden),
    }
}

fn booth(
    catalogue: &shared::catalogue::Catalogue,
    number: BoothNumber,
) -> Result<&Booth, DeskError> {
    catalogue.booth(number).ok_or(DeskError::NotFound)
}

async fn visits(signed_in: &SignedIn, number: BoothNumber) -> Result<ReportTable, DeskError> {
    let totals = signed_in.app.store.totals(signed_in.app.now()).await?;
    Ok(figures::booth_days(&totals.days, number))
}

fn column(row: &[ReportCell]) -> ChartColumn {
    let label = match row.first() {
        Some(ReportCell::Date(date)) => date.strftime("%d/%m").to_string(),
        _ => String::new(),
    };
    ChartColumn {
        label,
        number: row.get(1).map_or(0, ReportCell::number),
        line: None,
    }
}
