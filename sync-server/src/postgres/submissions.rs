//! What visitors left with their name.
//!
//! A row that is deleted leaves its bytes in the table's file, and so does one that is moved within it. So the table is
//! written to a new file, in the transaction that deletes the row; PostgreSQL deletes the old file with the commit. Ids
//! of what was deleted are kept, in case a kiosk sends it again.

use std::sync::Arc;

use shared::submission::SubmissionId;

use super::connection::Pool;
use crate::ports::{
    PortError, StoredSubmission, SubmissionBatch, SubmissionInbox, SubmissionPage, Submissions,
};
use crate::sql::{
    SqlConnection, count_submissions, insert_submission, select_submission, select_submission_ids,
    select_submissions, values,
};

const TABLE: &str = "submissions";

/// The submissions; each call is a transaction of its own.
pub(super) struct PostgresSubmissions {
    pub(super) pool: Arc<Pool>,
}

impl Submissions for PostgresSubmissions {
    fn page(&self, page: &SubmissionPage) -> Result<Vec<StoredSubmission>, PortError> {
        select_submissions(&self.pool.connection()?, TABLE, page)
    }

    fn submission(&self, id: SubmissionId) -> Result<Option<StoredSubmission>, PortError> {
        select_submission(&self.pool.connection()?, TABLE, id)
    }

    fn ids(&self) -> Result<Vec<SubmissionId>, PortError> {
        select_submission_ids(&self.pool.connection()?, TABLE)
    }

    fn count(&self) -> Result<usize, PortError> {
        count_submissions(&self.pool.connection()?, TABLE)
    }

    fn forgotten(&self) -> Result<Vec<SubmissionId>, PortError> {
        let db = self.pool.connection()?;
        let sql: &dyn SqlConnection = &db;
        sql.read("SELECT id FROM forgotten", &[], |row| {
            row.get(0).map(SubmissionId)
        })
    }

    fn forget_all(&mut self, ids: &[SubmissionId]) -> Result<usize, PortError> {
        let db = self.pool.begin()?;
        db.batch("LOCK TABLE submissions")?;
        let mut deleted = 0;
        for id in ids {
            let id = values![&id.0];
            db.execute(
                "INSERT INTO forgotten (id) VALUES ($1) ON CONFLICT DO NOTHING",
                &id,
            )?;
            deleted += db.execute("DELETE FROM submissions WHERE id = $1", &id)?;
        }
        db.batch(
            "CREATE TEMP TABLE kept ON COMMIT DROP AS TABLE submissions;
             TRUNCATE submissions;
             INSERT INTO submissions TABLE kept;",
        )?;
        db.commit()?;
        Ok(deleted as usize)
    }
}

impl SubmissionInbox for PostgresSubmissions {
    fn keep(&mut self, batch: &SubmissionBatch) -> Result<(), PortError> {
        // First, so that what is read next knows of everything that was deleted by then.
        let db = self.pool.begin()?;
        db.batch("LOCK TABLE submissions IN ROW EXCLUSIVE MODE")?;
        for submission in &batch.submissions {
            let tables = ["submissions", "forgotten"];
            insert_submission(&db, tables, &batch.kiosk, batch.received, submission)?;
        }
        db.commit()
    }
}
