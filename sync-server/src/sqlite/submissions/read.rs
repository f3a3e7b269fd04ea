//! Submissions, as the organisers read and delete them.

use rusqlite::Row;
use shared::ids::BoothNumber;
use shared::submission::{Consent, NetworkRole, Submission, SubmissionId, Wish};
use shared::time::UnixMs;

use super::super::load;
use super::SubmissionsDb;
use crate::ports::{PortError, StoredSubmission, Submissions};
use crate::sqlite::SqliteError;

impl Submissions for SubmissionsDb {
    fn network(&self) -> Result<Vec<StoredSubmission>, PortError> {
        Ok(self.select("role IS NOT NULL AND ?1 IS NULL", None)?)
    }

    fn contacts(&self, booth: BoothNumber) -> Result<Vec<StoredSubmission>, PortError> {
        Ok(self.select("booth = ?1", Some(booth))?)
    }

    fn all(&self) -> Result<Vec<StoredSubmission>, PortError> {
        Ok(self.select("?1 IS NULL", None)?)
    }

    fn forgotten(&self) -> Result<Vec<SubmissionId>, PortError> {
        Ok(self.gone()?.into_iter().collect())
    }

    fn forget(&mut self, id: SubmissionId) -> Result<bool, PortError> {
        Ok(self.delete_for_good(id)?)
    }
}

impl SubmissionsDb {
    fn select(
        &self,
        which: &str,
        booth: Option<BoothNumber>,
    ) -> Result<Vec<StoredSubmission>, SqliteError> {
        let mut found = self.db.prepare(&format!(
            "SELECT id, kiosk, written_ms, language, name, reach, role, place, booth, note,
                    received_ms, time_known, consent, organisation
             FROM letters WHERE {which} ORDER BY received_ms, written_ms, id"
        ))?;
        let mut rows = found.query([booth.map(|booth| booth.0)])?;
        let mut submissions = Vec::new();
        while let Some(row) = rows.next()? {
            submissions.push(read(row)?);
        }
        Ok(submissions)
    }
}

fn read(row: &Row<'_>) -> Result<StoredSubmission, SqliteError> {
    let role: Option<String> = row.get(6)?;
    let wish = match role {
        Some(code) => Wish::Join {
            role: NetworkRole::from_code(&code)
                .ok_or_else(|| SqliteError::Damaged(format!("the role \"{code}\"")))?,
            organisation: row.get(13)?,
            place: row.get(7)?,
        },
        None => Wish::Contact {
            booth: BoothNumber(row.get(8)?),
            note: row.get(9)?,
        },
    };
    let words: Option<[u8; 32]> = row.get(12)?;
    let time_known: Option<bool> = row.get(11)?;
    let consent = words.zip(time_known);
    Ok(StoredSubmission {
        submission: Submission {
            id: SubmissionId(row.get(0)?),
            written: UnixMs(row.get(2)?),
            language: row.get(3)?,
            name: row.get(4)?,
            reach: row.get(5)?,
            wish,
            consent: consent.map(|(words, time_known)| Consent { words, time_known }),
        },
        kiosk: load::name(row, 1)?,
        received: UnixMs(row.get(10)?),
    })
}
