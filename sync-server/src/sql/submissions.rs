//! What visitors left with their name. Engines keep it apart from everything else in tables of different names.

use shared::ids::{BoothNumber, KioskId};
use shared::submission::{Consent, NetworkRole, Submission, SubmissionId, Wish};
use shared::time::UnixMs;

use super::{SqlConnection, SqlRow, unreadable, values};
use crate::ports::{PortError, StoredSubmission};

/// Which submissions are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhichSubmissions {
    /// All of them.
    All,
    /// Those of people who join the network.
    Network,
    /// Those for a booth.
    Booth(BoothNumber),
}

/// Reads submissions, oldest first.
pub(crate) fn select_submissions(
    sql: &dyn SqlConnection,
    table: &str,
    which: WhichSubmissions,
) -> Result<Vec<StoredSubmission>, PortError> {
    let (condition, booth) = match which {
        WhichSubmissions::All => ("", None),
        WhichSubmissions::Network => ("WHERE booth IS NULL", None),
        WhichSubmissions::Booth(booth) => ("WHERE booth = $1", Some(booth)),
    };
    let select = format!(
        "SELECT id, kiosk, written_ms, time_known, received_ms, language, consent, name, reach,
                role, organisation, place, booth, note
         FROM {table} {condition} ORDER BY received_ms, written_ms, id"
    );
    let booth: Vec<_> = booth.map(|booth| booth.0.into()).into_iter().collect();
    sql.read(&select, &booth, read)
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
