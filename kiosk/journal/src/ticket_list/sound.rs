//! Tickets of the list that the disk changed.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::JournalError;

/// The columns that a row's hash is of.
pub(super) const COLUMNS: &str =
    "number, claims, proof, hash, seller, reference, reference_key, holder, folded";
/// How many they are.
pub(super) const HASHED: usize = 9;

/// Returns the numbers of the tickets that are not as they were taken in. One that an earlier version took in has no hash.
pub(crate) fn unsound(db: &Connection) -> Result<Vec<i64>, JournalError> {
    let mut found = db.prepare(&format!("SELECT {COLUMNS}, row_hash FROM register"))?;
    let mut rows = found.query([])?;
    let mut unsound = Vec::new();
    while let Some(row) = rows.next()? {
        let values = (0..HASHED).map(|column| row.get_ref(column));
        let values: Vec<ValueRef<'_>> = values.collect::<Result<_, _>>()?;
        let is_sound = match row.get_ref(HASHED)? {
            ValueRef::Null => true,
            ValueRef::Blob(kept) => kept == row_hash(values.into_iter()),
            _ => false,
        };
        if !is_sound {
            unsound.push(row.get(0)?);
        }
    }
    Ok(unsound)
}

/// Deletes tickets, and has the server tell the whole list again.
pub(crate) fn ask_again(db: &mut Connection, without: &[i64]) -> Result<(), JournalError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for number in without {
        tx.prepare_cached("DELETE FROM register WHERE number = ?1")?
            .execute([number])?;
    }
    tx.execute(
        "UPDATE register_state SET epoch = '', next = 0, whole = 0, list_lost = 1,
            tickets = (SELECT count(*) FROM register)",
        [],
    )?;
    Ok(tx.commit()?)
}

/// Returns the start of a hash over values.
pub(super) fn row_hash<'a>(values: impl Iterator<Item = ValueRef<'a>>) -> [u8; 8] {
    let mut hash = Sha256::new();
    for value in values {
        let number;
        let (kind, bytes) = match value {
            ValueRef::Null => (0, &[][..]),
            ValueRef::Integer(value) => {
                number = value.to_be_bytes();
                (1, &number[..])
            }
            ValueRef::Real(value) => {
                number = value.to_be_bytes();
                (2, &number[..])
            }
            ValueRef::Text(text) => (3, text),
            ValueRef::Blob(bytes) => (4, bytes),
        };
        hash.update([kind]);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    let mut start = [0; 8];
    start.copy_from_slice(&hash.finalize()[..8]);
    start
}
