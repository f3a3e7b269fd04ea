//! Tables and pages to print, as HTML.

use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::table::{ColumnKind, ReportCell, ReportTable, grouped};
use crate::http::texts::Language;

/// A table with more rows than these is folded.
const OPEN_ROWS: usize = 16;

/// Returns a table with its sums, or a sentence where it has no rows; the first cells lead where `link` says.
pub(crate) fn table(
    language: &Language,
    table: &ReportTable,
    link: Option<&dyn Fn(&ReportCell) -> String>,
) -> Markup {
    if table.rows.is_empty() {
        return html! { p.note { (language.say(text_id!("report-empty"))) } };
    }
    let kinds = table.columns.iter().map(|(_, kind)| *kind);
    let has_sums = table.rows.len() > 1 && kinds.clone().any(|kind| kind == ColumnKind::Sum);
    let class = |cell: &ReportCell| matches!(cell, ReportCell::Number(_)).then_some("number");
    let whole = html! {
        div.scroll tabindex="0" role="region" aria-label=(table.title(language)) {
            table {
                thead { tr {
                    @for (at, head) in table.heads(language).iter().enumerate() {
                        @let is_number = table.rows[0].get(at).and_then(class);
                        th.number[is_number.is_some()] scope="col" { (head) }
                    }
                } }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                td class=[class(cell)] {
                                    @if let (0, Some(link)) = (at, link) {
                                        a href=(link(cell)) { (cell.words(language)) }
                                    } @else {
                                        (cell.words(language))
                                    }
                                }
                            }
                        }
                    }
                }
                @if has_sums {
                    tfoot { tr {
                        @for (at, (column, kind)) in table.columns.iter().enumerate() {
                            @if *kind == ColumnKind::Sum {
                                td.number { (grouped(table.sum(column), language)) }
                            } @else {
                                td { @if at == 0 { (language.say(text_id!("report-sum"))) } }
                            }
                        }
                    } }
                }
            }
        }
    };
    if table.rows.len() <= OPEN_ROWS {
        return whole;
    }
    let rows = [("rows", table.rows.len().into())];
    html! {
        details { summary { (language.say_with(text_id!("report-rows"), rows)) } (whole) }
    }
}

/// Returns a document of pages to print, which leads back to a page of the desk.
pub(crate) fn document(language: &Language, title: &str, back: &str, pages: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(language.code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="icon" type="image/svg+xml" href="/icon.svg";
                link rel="stylesheet" href="/colours.css";
                link rel="stylesheet" href="/desk.css";
                link rel="stylesheet" href="/report.css";
            }
            body.paper {
                nav.print-hint {
                    a href=(back) { (language.say(text_id!("report-back"))) }
                    span { (language.say(text_id!("report-print-hint"))) }
                }
                main id="content" { (pages) }
            }
        }
    };
    Html(page.into_string()).into_response()
}
