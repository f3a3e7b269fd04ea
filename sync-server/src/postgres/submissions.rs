//! What visitors left with their name.
//!
//! A row that is deleted leaves its bytes in the table's file, and so does one that is moved within it. So the table is
//! written to a new file, in the transaction that deletes the row; PostgreSQL deletes the old file with the commit. Ids
//! of what was deleted are kept, in case a kiosk sends it again.

use std::sync::Arc;

use postgres::Row;
use shared::ids::{BoothNumber, KioskId};
use shared::submission::{Consent, NetworkRole, Submission, SubmissionId, Wish};
use shared::time::UnixMs;

use super::connection::{Connection, Pool};
use super::rows;
use crate::ports::{PortError, StoredSubmission, SubmissionBatch, SubmissionInbox, Submissions};

/// The submissions; each call is a transaction of its own.
pub(super) struct PostgresSubmissions {
    pub(super) pool: Arc<Pool>,
}

impl Submissions for PostgresSubmissions {
    fn network(&self) -> Result<Vec<StoredSubmission>, PortError> {
        self.select("booth IS NULL AND $1::integer IS NULL", None)
    }

    fn contacts(&self, booth: BoothNumber) -> Result<Vec<StoredSubmission>, PortError> {
        self.select("booth = $1", Some(booth))
    }

    fn all(&self) -> Result<Vec<StoredSubmission>, PortError> {
        self.select("$1::integer IS NULL", None)
    }

    fn forgotten(&self) -> Result<Vec<SubmissionId>, PortError> {
        let db = self.pool.connection()?;
        let ids = db.query("SELECT id FROM forgotten", &[])?;
        ids.iter()
            .map(|row| Ok(SubmissionId(rows::bytes(row, 0)?)))
            .collect()
    }

    fn forget(&mut self, id: SubmissionId) -> Result<bool, PortError> {
        let id = id.0.as_slice();
        let db = self.pool.begin()?;
        db.batch("LOCK TABLE submissions")?;
        db.execute(
            "INSERT INTO forgotten (id) VALUES ($1) ON CONFLICT DO NOTHING",
            &[&id],
        )?;
        let deleted = db.execute("DELETE FROM submissions WHERE id = $1", &[&id])?;
        db.batch(
            "CREATE TEMP TABLE kept ON COMMIT DROP AS TABLE submissions;
             TRUNCATE submissions;
             INSERT INTO submissions TABLE kept;",
        )?;
        db.commit()?;
        Ok(deleted > 0)
    }
}

impl SubmissionInbox for PostgresSubmissions {
    fn keep(&mut self, batch: &SubmissionBatch) -> Result<(), PortError> {
        // First, so that what is read next knows of everything that was deleted by then.
        let db = self.pool.begin()?;
        db.batch("LOCK TABLE submissions IN ROW EXCLUSIVE MODE")?;
        for submission in &batch.submissions {
            insert_one(&db, &batch.kiosk, batch.received, submission)?;
        }
        db.commit()
    }
}

impl PostgresSubmissions {
    fn select(
        &self,
        condition: &str,
        booth: Option<BoothNumber>,
    ) -> Result<Vec<StoredSubmission>, PortError> {
        let db = self.pool.connection()?;
        let found = db.query(
            &format!(
                "SELECT id, kiosk, written_ms, time_known, received_ms, language, consent, name, reach,
                        role, organisation, place, booth, note
                 FROM submissions WHERE {condition} ORDER BY received_ms, written_ms, id"
            ),
            &[&booth.map(|booth| i32::from(booth.0))],
        )?;
        found.iter().map(read).collect()
    }
}

fn insert_one(
    db: &Connection,
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
        Wish::Contact { booth, note } => (None, &None, &None, Some(i32::from(booth.0)), note),
    };
    let consent = submission.consent.as_ref();
    db.execute(
        "INSERT INTO submissions
             (id, kiosk, written_ms, time_known, received_ms, language, consent, name, reach,
              role, organisation, place, booth, note)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
         WHERE NOT EXISTS (SELECT FROM forgotten WHERE id = $1)
         ON CONFLICT (id) DO NOTHING",
        &[
            &submission.id.0.as_slice(),
            &kiosk.as_str(),
            &submission.written.0,
            &consent.map(|consent| consent.time_known),
            &received.0,
            &submission.language,
            &consent.map(|consent| consent.words.as_slice()),
            &submission.name,
            &submission.reach,
            &role,
            organisation,
            place,
            &booth,
            note,
        ],
    )?;
    Ok(())
}

fn read(row: &Row) -> Result<StoredSubmission, PortError> {
    let role: Option<&str> = row.try_get(9)?;
    let wish = match role {
        Some(code) => Wish::Join {
            role: NetworkRole::from_code(code)
                .ok_or_else(|| rows::unreadable(format!("the role \"{code}\"")))?,
            organisation: row.try_get(10)?,
            place: row.try_get(11)?,
        },
        None => Wish::Contact {
            booth: BoothNumber(row.try_get::<_, i32>(12)? as u16),
            note: row.try_get(13)?,
        },
    };
    let consent = rows::optional_bytes(row, 6)?.zip(row.try_get(3)?);
    Ok(StoredSubmission {
        submission: Submission {
            id: SubmissionId(rows::bytes(row, 0)?),
            written: UnixMs(row.try_get(2)?),
            language: row.try_get(5)?,
            name: row.try_get(7)?,
            reach: row.try_get(8)?,
            wish,
            consent: consent.map(|(words, time_known)| Consent { words, time_known }),
        },
        kiosk: rows::name(row, 1)?,
        received: UnixMs(row.try_get(4)?),
    })
}
