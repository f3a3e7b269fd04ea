//! Charts as SVG. Places are given in percent, so that a chart is as wide as its column while its words keep their size.

use maud::{Markup, html};

use super::table::grouped;
use crate::http::texts::Language;

/// More columns than these have no room for a number and a label each.
const LABELLED_COLUMNS: usize = 14;
/// More columns than these have none on a phone.
const PHONE_COLUMNS: usize = 8;
/// The part of a chart's height, in percent, above and below the columns.
const ABOVE: f64 = 10.0;
const BELOW: f64 = 11.0;

/// A column of a chart: its label, its number, and the height of the line over it.
pub(crate) struct ChartColumn {
    pub(crate) label: String,
    pub(crate) number: i64,
    pub(crate) line: Option<i64>,
}

/// Returns a share of a whole in percent, to a tenth.
fn percent(part: i64, whole: i64) -> f64 {
    let share = part.max(0) as f64 / whole.max(1) as f64;
    (share * 1000.0).round() / 10.0
}

/// Returns columns side by side, and a line over them where they have one.
pub(crate) fn columns(language: &Language, title: &str, columns: &[ChartColumn]) -> Markup {
    let heights = columns.iter().flat_map(|it| [Some(it.number), it.line]);
    let highest = heights.flatten().max().unwrap_or(0);
    let room = 100.0 / columns.len().max(1) as f64;
    let y = |number: i64| {
        let height = percent(number, highest) * (100.0 - ABOVE - BELOW) / 100.0;
        100.0 - BELOW - height
    };
    let left_of = |place: i32| f64::from(place) * room;
    let at = |place: f64| format!("{place:.2}%");
    let is_dense = columns.len() > LABELLED_COLUMNS;
    let lines: Vec<(f64, f64)> = (0..)
        .zip(columns)
        .filter_map(|(place, column)| Some((left_of(place) + room / 2.0, y(column.line?))))
        .collect();
    let spoken = columns.iter();
    let spoken: Vec<String> = spoken
        .map(|it| format!("{}: {}", it.label, grouped(it.number, language)))
        .collect();
    html! {
        svg.chart role="img" aria-label={ (title) ". " (spoken.join("; ")) } {
            @for (left, column) in (0..).map(left_of).zip(columns) {
                @if column.number > 0 {
                    rect.column x=(at(left + room * 0.14)) width=(at(room * 0.72)) y=(at(y(column.number)))
                        height=(at(100.0 - BELOW - y(column.number))) {}
                }
            }
            line.axis x1="0" x2="100%" y1=(at(100.0 - BELOW)) y2=(at(100.0 - BELOW)) {}
            @for pair in lines.windows(2) {
                line.over x1=(at(pair[0].0)) y1=(at(pair[0].1)) x2=(at(pair[1].0)) y2=(at(pair[1].1)) {}
            }
            @for (place, column) in (0..).zip(columns) {
                @let centre = at(left_of(place) + room / 2.0);
                @let is_odd = place % 2 == 1 && columns.len() > PHONE_COLUMNS;
                @if column.number > 0 && !is_dense {
                    text.value.odd[is_odd] x=(centre) y=(at(y(column.number) - 2.0)) text-anchor="middle" { (grouped(column.number, language)) }
                }
                @if !is_dense || place % 2 == 0 {
                    text.odd[is_odd] x=(centre) y="98%" text-anchor="middle" { (column.label) }
                }
            }
        }
    }
}

/// Returns a list with a bar under each row.
pub(crate) fn bars(language: &Language, rows: &[(String, i64)]) -> Markup {
    let longest = rows.iter().map(|(_, number)| *number).max().unwrap_or(0);
    html! {
        ul.bars {
            @for (label, number) in rows {
                li {
                    span { (label) }
                    b { (grouped(*number, language)) }
                    svg aria-hidden="true" { rect.column width={ (percent(*number, longest)) "%" } height="100%" {} }
                }
            }
        }
    }
}
