//! Who may open staff mode, and how often someone tried in vain.

use std::sync::Arc;

use rusqlite::Connection;
use shared::device_secret::DeviceSecret;
use shared::ids::StaffId;
use shared::pin::{MAX_STAFF, StaffPin};
use shared::time::UnixMs;

use super::{Journal, JournalError, WriteTx};

/// What a restart must not forget of wrong PINs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PinTries {
    /// Wrong PINs since the last right one or the last pause.
    pub wrong: u8,
    /// Pauses since the last right PIN.
    pub pauses: u8,
    /// When the last pause ends, or ended, by the corrected clock.
    pub until: Option<UnixMs>,
}

impl Journal {
    /// Returns everyone who may open staff mode, by name, with hashes that are bound to this device.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn staff(&self) -> Result<Arc<[StaffPin]>, JournalError> {
        Ok(all(&self.db)?.into())
    }

    /// What is remembered of wrong PINs.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn tries(&self) -> Result<PinTries, JournalError> {
        let tries = self
            .db
            .query_row("SELECT wrong, pauses, until_ms FROM tries", [], |row| {
                Ok(PinTries {
                    wrong: row.get(0)?,
                    pauses: row.get(1)?,
                    until: row.get::<_, Option<i64>>(2)?.map(UnixMs),
                })
            })?;
        Ok(tries)
    }
}

impl WriteTx<'_> {
    /// Remembers wrong PINs, together with the record of the last one.
    ///
    /// # Errors
    /// [`JournalError`] when it can't be written.
    pub fn keep_tries(&mut self, tries: PinTries) -> Result<(), JournalError> {
        self.db().execute(
            "UPDATE tries SET wrong = ?1, pauses = ?2, until_ms = ?3",
            (tries.wrong, tries.pauses, tries.until.map(|at| at.0)),
        )?;
        Ok(())
    }
}

/// Takes over who may open staff mode; `true` when that has changed. A server that does not know of staff changes
/// nothing, and what is more than a kiosk takes is left out.
pub(super) fn take(
    db: &Connection,
    secret: &DeviceSecret,
    sent: Option<&[StaffPin]>,
) -> Result<bool, JournalError> {
    let Some(sent) = sent else {
        return Ok(false);
    };
    let sent = sent.iter().take(MAX_STAFF);
    let mut sent: Vec<StaffPin> = sent.map(|pin| pin.bound_to(secret)).collect();
    sent.sort_by(|a, b| a.id.cmp(&b.id));
    sent.dedup_by(|a, b| a.id == b.id);
    if all(db)? == sent {
        return Ok(false);
    }
    replace(db, &sent)?;
    Ok(true)
}

/// Binds the hashes of a journal of an earlier layout to the device.
pub(super) fn bind(db: &Connection, secret: &DeviceSecret) -> Result<(), JournalError> {
    let bound = all(db)?.into_iter().map(|pin| pin.bound_to(secret));
    replace(db, &bound.collect::<Vec<_>>())
}

fn replace(db: &Connection, staff: &[StaffPin]) -> Result<(), JournalError> {
    db.execute("DELETE FROM staff", [])?;
    for pin in staff {
        db.execute(
            "INSERT INTO staff (id, hash) VALUES (?1, ?2)",
            (pin.id.as_str(), &pin.hash),
        )?;
    }
    Ok(())
}

fn all(db: &Connection) -> Result<Vec<StaffPin>, JournalError> {
    let mut statement = db.prepare_cached("SELECT id, hash FROM staff ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut staff = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let id: StaffId = id
            .parse()
            .map_err(|error| JournalError::Damaged(format!("a name of staff: {error}")))?;
        staff.push(StaffPin {
            id,
            hash: row.get(1)?,
        });
    }
    Ok(staff)
}

#[cfg(test)]
mod tests {
    use shared::record::Fact;
    use shared::staff::StaffAct;

    use super::super::secrets::device_secret;
    use super::*;
    use crate::scene::*;

    fn pin(id: &str, output: &str) -> StaffPin {
        StaffPin {
            id: id.parse().unwrap(),
            hash: format!(
                "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA${output}AAAAAAAAAAAAAAA"
            ),
        }
    }

    #[test]
    fn the_server_says_who_may_open_staff_mode_and_an_older_server_says_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = journal(dir.path());
        let mut told = first_feed();
        told.staff = Some(vec![pin("door-2", "b"), pin("door-1", "a")]);
        assert!(journal.apply_feed(&told).unwrap().knowledge);
        let bound = |pin: StaffPin| pin.bound_to(&device_secret(dir.path()).unwrap());
        let both = [pin("door-1", "a"), pin("door-2", "b")].map(bound);
        assert!(!both[0].hash.is_empty());
        assert_eq!(*journal.staff().unwrap(), both);
        assert!(!journal.apply_feed(&told).unwrap().knowledge, "nothing new");

        let silent = feed(1, vec![]);
        assert!(!journal.apply_feed(&silent).unwrap().knowledge);
        assert_eq!(*journal.staff().unwrap(), both);

        told.staff = Some(vec![pin("door-1", "c")]);
        assert!(journal.apply_feed(&told).unwrap().knowledge);
        assert_eq!(*journal.staff().unwrap(), [bound(pin("door-1", "c"))]);

        told.staff = Some(Vec::new());
        assert!(journal.apply_feed(&told).unwrap().knowledge);
        assert_eq!(*journal.staff().unwrap(), []);
    }

    #[test]
    fn no_more_are_kept_than_a_kiosk_tries() {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = journal(dir.path());
        let many = (0..=MAX_STAFF).map(|number| pin(&format!("door-{number}"), "a"));
        let told = shared::protocol::v1::FeedReply {
            staff: Some(many.collect()),
            ..first_feed()
        };
        journal.apply_feed(&told).unwrap();
        assert_eq!(journal.staff().unwrap().len(), MAX_STAFF);
        assert!(!journal.apply_feed(&told).unwrap().knowledge, "nothing new");
    }

    #[test]
    fn a_wrong_pin_is_remembered_together_with_its_record_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let mut first = journal(dir.path());
        let tries = PinTries {
            wrong: 3,
            pauses: 1,
            until: Some(MORNING),
        };
        let wrong = Fact::Staffed {
            gate: gate("main"),
            staff: None,
            act: StaffAct::WrongPin,
        };
        let mut dropped = first.write_tx().unwrap();
        dropped.keep_tries(tries).unwrap();
        dropped.record(&wrong, &stamp(MORNING)).unwrap();
        drop(dropped);
        assert_eq!(first.tries().unwrap(), PinTries::default());
        let mut tx = first.write_tx().unwrap();
        tx.keep_tries(tries).unwrap();
        tx.record(&wrong, &stamp(MORNING)).unwrap();
        tx.commit().unwrap();
        let again = journal(dir.path());
        assert_eq!(again.tries().unwrap(), tries);
        assert_eq!(again.verify_chain().unwrap().records, 1);
        assert_eq!(again.size().unwrap().records, 1);
        assert!(again.size().unwrap().bytes > 10_000);
    }
}
