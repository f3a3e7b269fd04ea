//! The layouts of the databases: numbered steps, each applied once.

use rusqlite::{Connection, TransactionBehavior};

use crate::sqlite::SqliteError;

/// In the order in which they are applied; the database's `user_version` is how many were.
pub(super) const MIGRATIONS: [&str; 31] = [
    include_str!("../../migrations/sqlite/001_exhibition.sql"),
    include_str!("../../migrations/sqlite/002_door.sql"),
    include_str!("../../migrations/sqlite/003_register.sql"),
    include_str!("../../migrations/sqlite/004_staff.sql"),
    include_str!("../../migrations/sqlite/005_letters.sql"),
    include_str!("../../migrations/sqlite/006_places.sql"),
    include_str!("../../migrations/sqlite/007_folded_codes.sql"),
    include_str!("../../migrations/sqlite/008_clocks.sql"),
    include_str!("../../migrations/sqlite/009_mark.sql"),
    include_str!("../../migrations/sqlite/010_backups.sql"),
    include_str!("../../migrations/sqlite/011_issued.sql"),
    include_str!("../../migrations/sqlite/012_both_ways.sql"),
    include_str!("../../migrations/sqlite/013_state.sql"),
    include_str!("../../migrations/sqlite/014_trust.sql"),
    include_str!("../../migrations/sqlite/015_revoked_tokens.sql"),
    include_str!("../../migrations/sqlite/016_secrets.sql"),
    include_str!("../../migrations/sqlite/017_names.sql"),
    include_str!("../../migrations/sqlite/018_secrets.sql"),
    include_str!("../../migrations/sqlite/019_enrol.sql"),
    include_str!("../../migrations/sqlite/020_story.sql"),
    include_str!("../../migrations/sqlite/021_accounts.sql"),
    include_str!("../../migrations/sqlite/022_device_reports.sql"),
    include_str!("../../migrations/sqlite/023_row_hashes.sql"),
    include_str!("../../migrations/sqlite/024_programs.sql"),
    include_str!("../../migrations/sqlite/025_instructions.sql"),
    include_str!("../../migrations/sqlite/026_ticket_words.sql"),
    include_str!("../../migrations/sqlite/027_catalogue_draft.sql"),
    include_str!("../../migrations/sqlite/028_deletions.sql"),
    include_str!("../../migrations/sqlite/029_api_calls.sql"),
    include_str!("../../migrations/sqlite/030_staff_names.sql"),
    include_str!("../../migrations/sqlite/031_newest_first.sql"),
];

/// Whether a database has the layout of this version.
pub(super) fn is_of_this_layout(db: &Connection) -> Result<bool, SqliteError> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(version == MIGRATIONS.len() as i64)
}

/// Refuses a database that a later version made.
pub(super) fn check(db: &Connection) -> Result<(), SqliteError> {
    let known = MIGRATIONS.len() as i64;
    let found: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(SqliteError::TooNew { found, known });
    }
    Ok(())
}

/// Brings a database to the layout that is known here: applies the steps that are missing, and then `finish`.
pub(super) fn migrate(
    db: &mut Connection,
    steps: &[&str],
    finish: impl FnOnce(&Connection) -> Result<(), SqliteError>,
) -> Result<(), SqliteError> {
    let known = steps.len() as i64;
    let version = |db: &Connection| db.pragma_query_value(None, "user_version", |row| row.get(0));
    let mut found: i64 = version(db)?;
    if found < known {
        let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been faster while this one waited for the lock.
        found = version(&change)?;
        for step in steps.iter().skip(found.max(0) as usize) {
            change.execute_batch(step)?;
        }
        if found < known {
            finish(&change)?;
            change.pragma_update(None, "user_version", known)?;
        }
        change.commit()?;
    }
    if found > known {
        return Err(SqliteError::TooNew { found, known });
    }
    Ok(())
}
