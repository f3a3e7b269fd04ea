//! The tables and their versions.

use std::sync::Arc;

use super::connection::{Connection, Pool};
use super::error::PostgresError;
use crate::ports::PortError;
use crate::sql::{SqlConnection, values};

/// In the order in which they are applied; the table `layout` holds how many were.
const MIGRATIONS: [&str; 22] = [
    include_str!("../../migrations/postgres/001_records.sql"),
    include_str!("../../migrations/postgres/002_exhibition.sql"),
    include_str!("../../migrations/postgres/003_trust.sql"),
    include_str!("../../migrations/postgres/004_revoked_tokens.sql"),
    include_str!("../../migrations/postgres/005_secrets.sql"),
    include_str!("../../migrations/postgres/006_journal_ids.sql"),
    include_str!("../../migrations/postgres/007_secrets.sql"),
    include_str!("../../migrations/postgres/008_enrol.sql"),
    include_str!("../../migrations/postgres/009_story.sql"),
    include_str!("../../migrations/postgres/010_accounts.sql"),
    include_str!("../../migrations/postgres/011_device_reports.sql"),
    include_str!("../../migrations/postgres/012_row_hashes.sql"),
    include_str!("../../migrations/postgres/013_programs.sql"),
    include_str!("../../migrations/postgres/014_instructions.sql"),
    include_str!("../../migrations/postgres/015_ticket_words.sql"),
    include_str!("../../migrations/postgres/016_catalogue_draft.sql"),
    include_str!("../../migrations/postgres/017_deletions.sql"),
    include_str!("../../migrations/postgres/018_api_calls.sql"),
    include_str!("../../migrations/postgres/019_word_statistics.sql"),
    include_str!("../../migrations/postgres/020_staff_names.sql"),
    include_str!("../../migrations/postgres/021_newest_first.sql"),
    include_str!("../../migrations/postgres/022_submissions_in_order.sql"),
];

/// Makes the tables, or migrates those of an earlier version.
pub(super) fn migrate(pool: &Arc<Pool>) -> Result<(), PortError> {
    let known = MIGRATIONS.len() as i64;
    if version(&pool.connection()?)? == known {
        return Ok(());
    }
    let db = pool.write()?;
    db.batch("CREATE TABLE IF NOT EXISTS layout (version BIGINT NOT NULL)")?;
    for migration in MIGRATIONS.iter().skip(version(&db)? as usize) {
        db.batch(migration)?;
    }
    db.execute("DELETE FROM layout", &[])?;
    db.execute("INSERT INTO layout VALUES ($1)", &values![known])?;
    db.commit()
}

/// Returns how many migrations were applied; 0 where there are no tables.
pub(super) fn version(db: &Connection) -> Result<i64, PortError> {
    let sql: &dyn SqlConnection = db;
    if !sql.value("SELECT to_regclass('layout') IS NOT NULL", &[])? {
        return Ok(0);
    }
    let applied = "SELECT coalesce(max(version), 0) FROM layout";
    let (found, known) = (sql.value(applied, &[])?, MIGRATIONS.len() as i64);
    if found > known {
        return Err(PostgresError::TooNew { found, known }.into());
    }
    Ok(found)
}
