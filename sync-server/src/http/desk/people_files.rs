//! Lists of people as files, which are written while they are sent.

use std::io::Write;

use axum::response::Response;

use super::downloads::{CSV, streamed};
use super::error::DeskError;
use super::report::files;
use super::report::table::{ColumnKind, ReportCell, ReportTable};
use super::signed_in::SignedIn;
use crate::http::texts::Language;
use crate::operations::people::{self, PeopleError, SubmissionKind, SubmissionList};
use crate::ports::{ChangeNote, Database, StoredSubmission};
use crate::render::NETWORK_COLUMNS;

const CONTACT_FILE_COLUMNS: [&str; 6] = ["date", "time", "name", "phone", "email", "note"];

/// Returns the list of who joined the network, or wants to be contacted by an exhibitor, and notes in the log that it was
/// read.
pub(super) async fn list(
    signed_in: &SignedIn,
    kind: SubmissionKind,
    name: &str,
) -> Result<Response, DeskError> {
    let note = move |database: &dyn Database| {
        people::list(database, kind)?;
        let (what, thing) = match kind {
            SubmissionKind::Network => ("network_exported", String::new()),
            SubmissionKind::Contact(booth) => ("contacts_read", booth.to_string()),
        };
        let change = database.write()?;
        change.note_change(ChangeNote::of(what, &thing))?;
        Ok::<_, PeopleError>(change.commit()?)
    };
    signed_in.operate(note).await??;
    let database = signed_in.app.database.clone();
    let language = signed_in.language;
    Ok(streamed(CSV, name, move |mut out| {
        let list = people::list(&*database, kind)?;
        let mut sheet = files::csv_heads(&heads(kind), language);
        list.each(|stored| {
            files::csv_row(&mut sheet, &row(&list, stored, language), language);
            Ok(out.write_all(sheet.take().as_bytes())?)
        })?;
        // The heads alone, where there is nobody.
        out.write_all(sheet.take().as_bytes())?;
        Ok::<_, PeopleError>(out.flush()?)
    }))
}

fn heads(kind: SubmissionKind) -> ReportTable {
    let (id, columns) = match kind {
        SubmissionKind::Network => ("network", NETWORK_COLUMNS.to_vec()),
        SubmissionKind::Contact(_) => ("contacts", CONTACT_FILE_COLUMNS.to_vec()),
    };
    let columns = columns.into_iter().map(|column| match column {
        // A report's place is a device's.
        "place" => ("home", ColumnKind::Key),
        _ => (column, ColumnKind::Key),
    });
    ReportTable {
        id,
        columns: columns.collect(),
        rows: Vec::new(),
    }
}

/// Returns a submission with words in place of codes.
fn row(
    list: &SubmissionList<'_>,
    stored: &StoredSubmission,
    language: &Language,
) -> Vec<ReportCell> {
    if let Some(cells) = list.registration(stored) {
        let in_words = |(column, text): (&str, String)| {
            let words = match column {
                "role" | "clock" => language.find(&format!("report-{column}-{text}")),
                _ => None,
            };
            ReportCell::Text(words.unwrap_or(text))
        };
        return NETWORK_COLUMNS
            .into_iter()
            .zip(cells)
            .map(in_words)
            .collect();
    }
    let cells = list.contact(stored).into_iter().flatten().skip(1);
    cells.map(ReportCell::Text).collect()
}
