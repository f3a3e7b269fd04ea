//! Tables that no hash vouches for are kept three times: where the disk changes one of them, the other two outvote it.
//! Triggers write the copies, so whatever writes a table writes them in the same transaction.

use std::fmt::Write;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::JournalError;

/// The tables. Records, histories, statuses and the ticket list carry hashes; visits to booths come with the feed again.
const TABLES: [&str; 19] = [
    "layout",
    "state",
    "lives",
    "keys",
    "catalogue",
    "mode",
    "tries",
    "staff",
    "code_key",
    "clocks",
    "time_known",
    "shares",
    "register_state",
    "register_sellers",
    "counters",
    "walks",
    "annulled",
    "set_aside",
    "damaged",
];
/// How the names of the copies end.
const ENDS: [&str; 2] = ["_second", "_third"];

/// Makes the copies from the tables, and notes the layout as it is then.
pub(super) fn make(db: &Connection) -> Result<(), JournalError> {
    for table in TABLES {
        make_of(db, table)?;
    }
    db.execute(
        "INSERT OR REPLACE INTO layout (one, hash) VALUES (1, ?1)",
        [layout(db)?],
    )?;
    Ok(())
}

/// Deletes the copies, before a table becomes another.
pub(super) fn delete(db: &Connection) -> Result<(), JournalError> {
    for table in TABLES {
        delete_of(db, table)?;
    }
    Ok(())
}

/// Corrects what differs in one of three, and says so.
///
/// # Errors
/// [`JournalError::Damaged`] when that can't be done.
pub(super) fn mend(db: &Connection) -> Result<(), JournalError> {
    for table in differing(db)? {
        correct(db, table)?;
        eprintln!(
            "kiosk: journal: the disk changed the table {table}; it was corrected by its copies. Check the disk"
        );
    }
    check_definitions(db)
}

/// Sees whether tables, indices and triggers are still what they were made as.
///
/// # Errors
/// [`JournalError::Damaged`] when they are not.
pub(super) fn check_definitions(db: &Connection) -> Result<(), JournalError> {
    let kept: Vec<u8> = db.query_row("SELECT hash FROM layout", [], |row| row.get(0))?;
    if kept != layout(db)? {
        return Err(JournalError::Damaged(
            "the definitions of its tables were changed".to_owned(),
        ));
    }
    Ok(())
}

fn make_of(db: &Connection, table: &str) -> Result<(), JournalError> {
    let mut keys = db.prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0")?;
    let keys = keys.query_map([table], |row| row.get::<_, String>(0))?;
    let keys: Vec<String> = keys.collect::<Result<_, _>>()?;
    let is = |row: &str| {
        let columns = keys.iter().map(|key| format!("{key} = {row}.{key}"));
        columns.collect::<Vec<_>>().join(" AND ")
    };
    let [old, new] = ["OLD", "NEW"].map(is);
    let (mut forget, mut follow) = (String::new(), String::new());
    delete_of(db, table)?;
    for end in ENDS {
        let copy = format!("{table}{end}");
        db.execute_batch(&format!(
            "CREATE TABLE {copy} AS SELECT * FROM {table};
             CREATE INDEX {copy}_key ON {copy} ({});",
            keys.join(", ")
        ))?;
        let _ = write!(forget, "DELETE FROM {copy} WHERE {old};");
        let _ = write!(
            follow,
            "DELETE FROM {copy} WHERE {new}; INSERT INTO {copy} SELECT * FROM {table} WHERE {new};"
        );
    }
    db.execute_batch(&format!(
        "CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN {follow} END;
         CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} BEGIN {forget} {follow} END;
         CREATE TRIGGER {table}_deleted AFTER DELETE ON {table} BEGIN {forget} END;"
    ))?;
    Ok(())
}

fn delete_of(db: &Connection, table: &str) -> Result<(), JournalError> {
    for event in ["inserted", "updated", "deleted"] {
        db.execute_batch(&format!("DROP TRIGGER IF EXISTS {table}_{event}"))?;
    }
    for end in ENDS {
        db.execute_batch(&format!("DROP TABLE IF EXISTS {table}{end}"))?;
    }
    Ok(())
}

/// Returns the tables that are not the same as both their copies.
///
/// # Errors
/// [`JournalError`] when one can't be read.
pub(super) fn differing(db: &Connection) -> Result<Vec<&'static str>, JournalError> {
    let mut differing = Vec::new();
    for table in TABLES {
        if !agree(db, table)? {
            differing.push(table);
        }
    }
    Ok(differing)
}

/// Returns whether a table is the same as both copies.
fn agree(db: &Connection, table: &str) -> Result<bool, JournalError> {
    let rows = sorted_rows(db, table)?;
    for end in ENDS {
        if sorted_rows(db, &format!("{table}{end}"))? != rows {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Returns the rows of a table as bytes in one order: copies keep them in another. Read and compared here, for SQLite
/// takes several times as long to prepare a comparison of whole tables, at each start.
fn sorted_rows(db: &Connection, table: &str) -> Result<Vec<Vec<u8>>, JournalError> {
    let mut statement = db.prepare(&format!("SELECT * FROM {table}"))?;
    let columns = statement.column_count();
    let mut found = statement.query([])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut bytes = Vec::new();
        for column in 0..columns {
            add_value(&mut bytes, row.get_ref(column)?);
        }
        rows.push(bytes);
    }
    rows.sort_unstable();
    Ok(rows)
}

fn add_value(bytes: &mut Vec<u8>, value: ValueRef) {
    let of_number;
    let (kind, content) = match value {
        ValueRef::Null => (0, &[][..]),
        ValueRef::Integer(number) => {
            of_number = number.to_le_bytes();
            (1, &of_number[..])
        }
        ValueRef::Real(number) => {
            of_number = number.to_le_bytes();
            (2, &of_number[..])
        }
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(blob) => (4, blob),
    };
    bytes.push(kind);
    bytes.extend((content.len() as u64).to_le_bytes());
    bytes.extend(content);
}

/// Keeps the rows that two of the three have.
fn correct(db: &Connection, table: &str) -> Result<(), JournalError> {
    let [second, third] = ENDS.map(|end| format!("{table}{end}"));
    let both = |one: &str, other: &str| {
        format!("SELECT * FROM (SELECT * FROM {one} INTERSECT SELECT * FROM {other})")
    };
    db.execute_batch(&format!(
        "CREATE TEMP TABLE outvoted AS {} UNION {} UNION {}",
        both(table, &second),
        both(table, &third),
        both(&second, &third)
    ))?;
    delete_of(db, table)?;
    // Without a trigger the whole table is cleared, in whatever order the disk has left it.
    db.execute_batch(&format!(
        "DELETE FROM {table};
         INSERT INTO {table} SELECT * FROM temp.outvoted;
         DROP TABLE temp.outvoted;"
    ))?;
    make_of(db, table)
}

/// Returns a hash of what tables, indices and triggers there are. What the search of names is made of is SQLite's.
fn layout(db: &Connection) -> Result<Vec<u8>, JournalError> {
    let mut hash = Sha256::new();
    let mut found = db.prepare_cached(
        "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'register\\_words\\_%' ESCAPE '\\' ORDER BY type, name",
    )?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..2 {
            let text: Option<String> = row.get(column)?;
            hash.update(text.unwrap_or_default());
            hash.update([0]);
        }
    }
    Ok(hash.finalize().to_vec())
}
