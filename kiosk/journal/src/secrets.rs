//! What a copy of the journal must not give away: the PINs of staff and the codes of other sellers. Both are kept so that
//! they can be tried with the device's secret alone, which is a file of its own.

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::{fs, io};

use rusqlite::{Connection, OptionalExtension};
use shared::device_secret::{DeviceSecret, NONCE_LEN};
use shared::ticket::CodeKey;

use super::{Journal, JournalError};

/// The name of the file with the device's secret.
pub(super) const FILE: &str = "device.key";

impl Journal {
    /// Returns the secret of this device, by which the PINs that it keeps are checked.
    #[must_use]
    pub fn device_secret(&self) -> &DeviceSecret {
        &self.secret
    }
}

/// Reads the device's secret; `None` where there is none, or a file that is no secret.
pub(super) fn kept(data: &Path) -> io::Result<Option<DeviceSecret>> {
    match fs::read(data.join(FILE)) {
        Ok(bytes) => Ok(bytes.try_into().ok().map(DeviceSecret::from_bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads the device's secret, and makes it if there is none. Without the one before, the server has to tell again what
/// was kept with it.
pub(super) fn device_secret(data: &Path) -> io::Result<DeviceSecret> {
    let path = data.join(FILE);
    if let Some(secret) = kept(data)? {
        return Ok(secret);
    }
    if path.exists() {
        fs::remove_file(&path)?;
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(io::Error::other)?;
    // For this user alone from the start.
    let mut file = tempfile::NamedTempFile::new_in(data)?;
    file.write_all(&secret)?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(&path) {
        Ok(_) => Ok(DeviceSecret::from_bytes(secret)),
        // Another program that opens the journal was faster.
        Err(error) => kept(data)?.ok_or(error.error),
    }
}

/// Returns the exhibition's key over other sellers' codes, once the server has told it.
pub(super) fn code_key(
    db: &Connection,
    secret: &DeviceSecret,
) -> Result<Option<CodeKey>, JournalError> {
    let sealed: Option<Vec<u8>> = db
        .prepare_cached("SELECT sealed FROM code_key")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(sealed.and_then(|sealed| secret.open(&sealed)).map(CodeKey))
}

/// Takes over the exhibition's key; `true` when it is another than before. An older server tells none.
pub(super) fn take_code_key(
    db: &Connection,
    secret: &DeviceSecret,
    told: Option<&CodeKey>,
) -> Result<bool, JournalError> {
    let Some(told) = told else {
        return Ok(false);
    };
    if code_key(db, secret)?.as_ref() == Some(told) {
        return Ok(false);
    }
    let mut nonce = [0; NONCE_LEN];
    getrandom::fill(&mut nonce).map_err(|error| JournalError::Random(error.to_string()))?;
    db.execute(
        "INSERT OR REPLACE INTO code_key (one, sealed) VALUES (1, ?1)",
        [secret.seal(&told.0, nonce)],
    )?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use kiosk_fixtures::ticket_list::{foreign, page};
    use shared::pin::StaffPin;
    use shared::protocol::v1::{TicketListQuery, TicketListReply};
    use shared::ticket::CodeHash;
    use shared::ticket::ScanProof;

    use super::*;
    use crate::scene::*;

    #[test]
    fn device_secret_stays_and_is_private() {
        let dir = tempfile::tempdir().unwrap();
        let secret = device_secret(dir.path()).unwrap();
        assert_eq!(device_secret(dir.path()).unwrap(), secret);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(dir.path().join(FILE)).unwrap().permissions();
            assert_eq!(mode.mode() & 0o777, 0o600);
        }
        let other = tempfile::tempdir().unwrap();
        assert_ne!(device_secret(other.path()).unwrap(), secret);
        fs::write(dir.path().join(FILE), "damaged").unwrap();
        assert_ne!(device_secret(dir.path()).unwrap(), secret);
    }

    #[test]
    fn programs_that_start_at_once_agree_on_secret() {
        let dir = tempfile::tempdir().unwrap();
        let start = std::sync::Barrier::new(6);
        let made = std::thread::scope(|scope| {
            let program = || {
                start.wait();
                device_secret(dir.path()).unwrap()
            };
            let programs: Vec<_> = (0..6).map(|_| scope.spawn(program)).collect();
            let made = programs.into_iter().map(|it| it.join().unwrap());
            made.collect::<Vec<_>>()
        });
        assert!(made.iter().all(|secret| *secret == made[0]));
    }

    #[test]
    fn code_key_is_sealed_and_wiped() {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = journal(dir.path());
        let key = |journal: &Journal| code_key(&journal.db, &journal.secret).unwrap();
        assert_eq!(key(&journal), None);
        let mut told = first_feed();
        told.code_key = Some(CodeKey([42; 32]));
        journal.apply_feed(&told).unwrap();
        assert_eq!(key(&journal), told.code_key);
        assert!(!journal.apply_feed(&told).unwrap().knowledge, "nothing new");
        // An older server says nothing of it.
        journal.apply_feed(&feed(1, vec![])).unwrap();
        assert_eq!(key(&journal), told.code_key);
        let sealed: Vec<u8> = journal
            .db
            .query_row("SELECT sealed FROM code_key", [], |row| row.get(0))
            .unwrap();
        assert!(!sealed.windows(32).any(|part| part == [42; 32]));
        journal.wipe().unwrap();
        assert_eq!(key(&journal), None);
    }

    /// Returns whether a file in a folder has these bytes.
    fn holds(dir: &Path, bytes: &[u8]) -> bool {
        let mut files = fs::read_dir(dir).unwrap();
        files.any(|file| {
            let content = fs::read(file.unwrap().path()).unwrap();
            content.windows(bytes.len()).any(|part| part == bytes)
        })
    }

    #[test]
    fn copied_journal_gives_no_code_to_try() {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = journal(dir.path());
        let key = CodeKey([42; 32]);
        let mut ticket = foreign(8, "KX-8936", "", "");
        ticket.folded = Some(CodeHash::of_folded(EXHIBITION, "kx-8936"));
        let plain = [ticket.hash.unwrap(), ticket.folded.unwrap()];
        let take = |journal: &mut Journal, page: &TicketListReply| {
            let mark = journal.ticket_list_mark().unwrap();
            let query = TicketListQuery {
                epoch: mark.epoch,
                after: mark.next,
                keyed: false,
            };
            assert!(journal.apply_ticket_list(&query, page, 2, || {}).unwrap());
        };
        let is_found = |journal: &Journal| {
            let found = |code| journal.seller_tickets(code).unwrap().len() == 1;
            found("KX-8936") && found("kx-89 36") && !found("KX-8937")
        };
        take(&mut journal, &page("e1", 1, false, vec![ticket.clone()]));
        assert!(is_found(&journal), "an older server's list");
        let mut told = first_feed();
        told.code_key = Some(key.clone());
        journal.apply_feed(&told).unwrap();
        assert!(is_found(&journal), "until the list comes anew");
        let keyed = vec![ticket.keyed(&key)];
        take(&mut journal, &page("e1-keyed", 1, false, keyed));
        assert!(is_found(&journal));
        let proof = ScanProof::of_seller_code(EXHIBITION, "KX-8936");
        let tx = journal.write_tx().unwrap();
        assert_eq!(tx.seller_proof("KX-8936").unwrap(), key.proof(proof));
        drop(tx);
        drop(journal);
        assert!(holds(dir.path(), &key.code(plain[0]).0));
        for plain in plain {
            assert!(!holds(dir.path(), &plain.0), "{plain:?}");
        }
        assert!(!holds(dir.path(), &key.0));
    }

    #[test]
    fn pins_of_earlier_layout_are_bound() {
        let dir = tempfile::tempdir().unwrap();
        let pin: shared::pin::Pin = "246810".parse().unwrap();
        let plain = StaffPin {
            id: "door-1".parse().unwrap(),
            hash: pin.hash(&[7; shared::pin::SALT_LEN]).unwrap(),
        };
        let earlier = journal(dir.path());
        let batch = "DROP TABLE code_key; DROP TABLE statuses; ALTER TABLE keys DROP COLUMN hash;
            ALTER TABLE state DROP COLUMN instructions; ALTER TABLE state DROP COLUMN instructions_token;
            ALTER TABLE state DROP COLUMN rehearsal_ms; ALTER TABLE state DROP COLUMN others_lost;
            ALTER TABLE register DROP COLUMN row_hash; ALTER TABLE register_state DROP COLUMN list_lost; DROP TABLE layout; PRAGMA user_version = 16";
        super::super::copies::delete(&earlier.db).unwrap();
        earlier.db.execute_batch(batch).unwrap();
        let insert = "INSERT INTO staff (id, hash) VALUES ('door-1', ?1)";
        earlier.db.execute(insert, [&plain.hash]).unwrap();
        drop(earlier);
        let (_, digits) = plain.hash.rsplit_once('$').unwrap();
        assert!(holds(dir.path(), digits.as_bytes()));
        let journal = journal(dir.path());
        let staff = journal.staff().unwrap();
        assert_eq!(staff[..], [plain.bound_to(journal.device_secret())]);
        drop(journal);
        assert!(!holds(dir.path(), digits.as_bytes()));
    }
}
