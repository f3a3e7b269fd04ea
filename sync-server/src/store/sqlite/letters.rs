//! Letters as they come in. They are in no feed and in no total: only the organisers' commands read them.

use rusqlite::{Connection, TransactionBehavior, params};
use shared::letter::{Letter, LetterId, Wish};

use crate::store::{Mail, StoreError};

/// Stores letters, each once, in one durable commit; gives the ids of all of them. One that was deleted stays gone.
pub(super) fn keep(db: &mut Connection, mail: &Mail) -> Result<Vec<LetterId>, StoreError> {
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for letter in &mail.letters {
        insert(&change, mail, letter)?;
    }
    change.commit()?;
    Ok(mail.letters.iter().map(|letter| letter.id).collect())
}

fn insert(change: &Connection, mail: &Mail, letter: &Letter) -> Result<(), StoreError> {
    let (role, place, booth, note) = match &letter.wish {
        Wish::Join { role, place } => (Some(role.code()), place.as_deref(), None, None),
        Wish::Contact { booth, note } => (None, None, Some(booth.0), note.as_deref()),
    };
    change
        .prepare_cached(
            "INSERT INTO letters
                (id, kiosk, written_ms, received_ms, language, name, reach, role, place, booth, note)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
             WHERE NOT EXISTS (SELECT 1 FROM letters_gone WHERE id = ?1)
             ON CONFLICT (id) DO NOTHING",
        )?
        .execute(params![
            letter.id.0,
            mail.kiosk.as_str(),
            letter.written.0,
            mail.received.0,
            letter.language,
            letter.name,
            letter.reach,
            role,
            place,
            booth,
            note,
        ])?;
    Ok(())
}
