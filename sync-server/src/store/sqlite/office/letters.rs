//! Letters, as the organisers read them and delete them on request.

use rusqlite::Row;
use shared::ids::{BoothNumber, KioskId};
use shared::letter::{Letter, LetterId, NetworkRole, Wish};
use shared::time::UnixMs;

use super::super::load;
use super::Office;
use crate::store::StoreError;

/// A letter as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredLetter {
    /// What it says.
    pub(crate) letter: Letter,
    /// The kiosk it was written at.
    pub(crate) kiosk: KioskId,
}

impl Office {
    /// Everyone who joined the network, in the order in which they did.
    pub(crate) fn network_letters(&self) -> Result<Vec<StoredLetter>, StoreError> {
        self.letters("role IS NOT NULL AND ?1 IS NULL", None)
    }

    /// Everyone who agreed to be contacted by the exhibitor of a booth, in the order in which they did.
    pub(crate) fn contact_letters(
        &self,
        booth: BoothNumber,
    ) -> Result<Vec<StoredLetter>, StoreError> {
        self.letters("booth = ?1", Some(booth))
    }

    /// Deletes a letter, so that nothing of it is left in the database; `false` when there is none with this id. Its
    /// id is kept, or the letter would come back with a kiosk that had not heard of its arrival.
    pub(crate) fn forget_letter(&mut self, id: LetterId) -> Result<bool, StoreError> {
        // Deleted content is otherwise only marked as free.
        self.0.pragma_update(None, "secure_delete", true)?;
        let edit = self.edit()?;
        let gone = edit
            .0
            .execute("DELETE FROM letters WHERE id = ?1", [id.0])?;
        edit.0.execute(
            "INSERT INTO letters_gone (id) VALUES (?1) ON CONFLICT DO NOTHING",
            [id.0],
        )?;
        edit.commit()?;
        // The log still holds the pages as they were; brought home whole, it is emptied.
        self.0
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(gone > 0)
    }

    fn letters(
        &self,
        which: &str,
        booth: Option<BoothNumber>,
    ) -> Result<Vec<StoredLetter>, StoreError> {
        let mut found = self.0.prepare(&format!(
            "SELECT id, kiosk, written_ms, language, name, reach, role, place, booth, note
             FROM letters WHERE {which} ORDER BY written_ms, id"
        ))?;
        let mut rows = found.query([booth.map(|booth| booth.0)])?;
        let mut letters = Vec::new();
        while let Some(row) = rows.next()? {
            letters.push(read(row)?);
        }
        Ok(letters)
    }
}

fn read(row: &Row<'_>) -> Result<StoredLetter, StoreError> {
    let role: Option<String> = row.get(6)?;
    let wish = match role {
        Some(code) => Wish::Join {
            role: NetworkRole::from_code(&code)
                .ok_or_else(|| StoreError::Damaged(format!("the role \"{code}\"")))?,
            place: row.get(7)?,
        },
        None => Wish::Contact {
            booth: BoothNumber(row.get(8)?),
            note: row.get(9)?,
        },
    };
    Ok(StoredLetter {
        letter: Letter {
            id: LetterId(row.get(0)?),
            written: UnixMs(row.get(2)?),
            language: row.get(3)?,
            name: row.get(4)?,
            reach: row.get(5)?,
            wish,
        },
        kiosk: load::name(row, 1)?,
    })
}
