//! What visitors left with their name. Engines keep it apart from everything else in tables of different names.

use shared::ids::{BoothNumber, KioskId};
use shared::submission::{Consent, NetworkRole, Submission, SubmissionId, Wish};
use shared::time::UnixMs;

use super::{SqlConnection, SqlRow, SqlValue, unreadable, values};
use crate::ports::{PortError, StoredSubmission, SubmissionPage, WhichSubmissions};

/// The columns that [`read`] reads.
const COLUMNS: &str =
    "id, kiosk, written_ms, time_known, received_ms, language, consent, name, reach,
     role, organisation, place, booth, note";

/// Reads a page of submissions.
pub(crate) fn select_submissions(
    sql: &dyn SqlConnection,
    table: &str,
    page: &SubmissionPage,
) -> Result<Vec<StoredSubmission>, PortError> {
    let mut params: Vec<SqlValue<'_>> = values![i64::from(page.most)].into();
    let (after, order) = if page.newest_first {
        ("<", "received_ms DESC, written_ms DESC, id DESC")
    } else {
        (">", "received_ms, written_ms, id")
    };
    let mut conditions = vec!["TRUE".to_owned()];
    match page.which {
        WhichSubmissions::All => {}
        WhichSubmissions::Network => conditions.push("booth IS NULL".to_owned()),
        WhichSubmissions::Contacts => conditions.push("booth IS NOT NULL".to_owned()),
        WhichSubmissions::Booth(booth) => {
            params.push(booth.0.into());
            conditions.push(format!("booth = ${}", params.len()));
        }
    }
    if let Some(place) = &page.after {
        let first = params.len() + 1;
        params.extend(values![place.received, place.written, &place.id.0]);
        conditions.push(format!(
            "(received_ms, written_ms, id) {after} (${first}, ${}, ${})",
            first + 1,
            first + 2
        ));
    }
    let conditions = conditions.join(" AND ");
    let select =
        format!("SELECT {COLUMNS} FROM {table} WHERE {conditions} ORDER BY {order} LIMIT $1");
    sql.read(&select, &params, read)
}

/// Reads a submission.
pub(crate) fn select_submission(
    sql: &dyn SqlConnection,
    table: &str,
    id: SubmissionId,
) -> Result<Option<StoredSubmission>, PortError> {
    let select = format!("SELECT {COLUMNS} FROM {table} WHERE id = $1");
    let found: Vec<_> = sql.read(&select, &values![&id.0], read)?;
    Ok(found.into_iter().next())
}

/// Reads the ids of all submissions.
pub(crate) fn select_submission_ids(
    sql: &dyn SqlConnection,
    table: &str,
) -> Result<Vec<SubmissionId>, PortError> {
    sql.read(&format!("SELECT id FROM {table}"), &[], |row| {
        row.get(0).map(SubmissionId)
    })
}

/// Counts the submissions.
pub(crate) fn count_submissions(sql: &dyn SqlConnection, table: &str) -> Result<usize, PortError> {
    let count: u64 = sql.value(&format!("SELECT count(*) FROM {table}"), &[])?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Adds a submission, unless it is there or was deleted.
pub(crate) fn insert_submission(
    sql: &dyn SqlConnection,
    [table, forgotten]: [&str; 2],
    kiosk: &KioskId,
    received: UnixMs,
    submission: &Submission,
) -> Result<(), PortError> {
    let (role, organisation, place, booth, note) = match &submission.wish {
        Wish::Join {
            role,
            organisation,
            place,
        } => (Some(role.code()), organisation, place, None, &None),
        Wish::Contact { booth, note } => (None, &None, &None, Some(booth.0), note),
    };
    let consent = submission.consent.as_ref();
    sql.execute(
        &format!(
            "INSERT INTO {table}
                 (id, kiosk, written_ms, time_known, received_ms, language, consent, name, reach,
                  role, organisation, place, booth, note)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
             WHERE NOT EXISTS (SELECT 1 FROM {forgotten} WHERE id = $1)
             ON CONFLICT (id) DO NOTHING"
        ),
        &values![
            &submission.id.0,
            kiosk.as_str(),
            submission.written,
            consent.map(|consent| consent.time_known),
            received,
            &submission.language,
            consent.map(|consent| &consent.words),
            &submission.name,
            &submission.reach,
            role,
            organisation.as_ref(),
            place.as_ref(),
            booth,
            note.as_ref(),
        ],
    )?;
    Ok(())
}

fn read(row: &SqlRow) -> Result<StoredSubmission, PortError> {
    let wish = match row.get::<Option<String>>(9)? {
        Some(code) => Wish::Join {
            role: NetworkRole::from_code(&code)
                .ok_or_else(|| unreadable(format!("the role \"{code}\"")))?,
            organisation: row.get(10)?,
            place: row.get(11)?,
        },
        None => Wish::Contact {
            booth: BoothNumber(row.get(12)?),
            note: row.get(13)?,
        },
    };
    let consent = row.get::<Option<_>>(6)?.zip(row.get(3)?);
    Ok(StoredSubmission {
        submission: Submission {
            id: SubmissionId(row.get(0)?),
            written: row.get(2)?,
            language: row.get(5)?,
            name: row.get(7)?,
            reach: row.get(8)?,
            wish,
            consent: consent.map(|(words, time_known)| Consent { words, time_known }),
        },
        kiosk: row.name(1)?,
        received: row.get(4)?,
    })
}
