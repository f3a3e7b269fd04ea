//! Whether the disk gives back what was written, looked for before the kiosk relies on it.

use rusqlite::{Connection, TransactionBehavior};
use shared::ids::Incarnation;

use super::check::rebuild;
use super::lives::lives;
use super::{Journal, JournalError, histories, knowledge, recount_mark, ticket_list};

/// Up to how many bytes a journal is looked over before a kiosk starts. A larger one is beside it.
const LOOKED_OVER_AT_START: i64 = 32 * 1024 * 1024;

impl Journal {
    /// Looks over the whole journal. What can be made anew is: indices, histories from this kiosk's records. For passages of
    /// other kiosks and the ticket list the server is asked again.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] when what was changed can't be made anew.
    pub fn look_over(&mut self) -> Result<(), JournalError> {
        self.mend_structure()?;
        set_strays_right(&self.db)?;
        self.mend_histories()?;
        self.mend_ticket_list()
    }

    fn mend_histories(&mut self) -> Result<(), JournalError> {
        if histories::are_sound(&self.db)? {
            return Ok(());
        }
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = knowledge::current(&tx, &self.known)?;
        recount_mark::begin_after_damage(&tx, "the history of a ticket")?;
        // Which ticket it is of may be what was changed.
        rebuild(&tx, &self.kiosk, &known)?;
        Ok(tx.commit()?)
    }

    /// Returns whether the journal is so large that a start does not wait until it was looked over.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn is_large(&self) -> Result<bool, JournalError> {
        let bytes = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        let bytes: i64 = self.db.query_row(bytes, [], |row| row.get(0))?;
        Ok(bytes > LOOKED_OVER_AT_START)
    }

    /// Makes indices anew that are not what their tables say, and the file where only its free space is out of order.
    fn mend_structure(&self) -> Result<(), JournalError> {
        let Some(found) = fault(&self.db, "integrity_check(1)")? else {
            return Ok(());
        };
        eprintln!("kiosk: journal: {found}; it is put right. Check the disk");
        self.db.execute_batch("REINDEX")?;
        if fault_of_table(&self.db)?.is_none() {
            self.db.execute_batch("VACUUM")?;
        }
        match fault_of_table(&self.db)? {
            None if fault(&self.db, "integrity_check(1)")?.is_none() => Ok(()),
            _ => Err(JournalError::Damaged(found)),
        }
    }

    fn mend_ticket_list(&mut self) -> Result<(), JournalError> {
        let unsound = ticket_list::unsound(&self.db)?;
        if unsound.is_empty() {
            return Ok(());
        }
        eprintln!(
            "kiosk: journal: {} tickets of the ticket list were damaged; the server is asked for it again. Check the disk",
            unsound.len()
        );
        ticket_list::ask_again(&mut self.db, &unsound)
    }
}

/// Returns the first thing that a check of SQLite's finds.
fn fault(db: &Connection, check: &str) -> Result<Option<String>, JournalError> {
    let found: String = db.query_row(&format!("PRAGMA {check}"), [], |row| row.get(0))?;
    Ok(Some(found).filter(|found| found != "ok"))
}

/// Returns what is wrong with a table or its indices.
fn fault_of_table(db: &Connection) -> Result<Option<String>, JournalError> {
    let mut tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables = tables.query_map([], |row| row.get(0))?;
    let tables: Vec<String> = tables.collect::<Result<_, _>>()?;
    for table in tables {
        let found = fault(db, &format!("integrity_check({table})"))?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Gives records their incarnation back: one that no incarnation of this journal has was changed.
fn set_strays_right(db: &Connection) -> Result<(), JournalError> {
    let mut found = db.prepare(
        "SELECT DISTINCT incarnation FROM records WHERE incarnation NOT IN (SELECT incarnation FROM lives)",
    )?;
    let strays = found.query_map([], |row| row.get(0))?;
    let strays: Vec<i64> = strays.collect::<Result<_, _>>()?;
    for stray in strays {
        // One bit was changed, so no more than one of them can be meant.
        let meant = lives(db)?
            .into_iter()
            .find(|life| (i64::from(life.incarnation.0) ^ stray).count_ones() == 1);
        let Some(Incarnation(meant)) = meant.map(|life| life.incarnation) else {
            return Err(JournalError::Damaged(format!(
                "there are records of incarnation {stray}, which is none of this journal's"
            )));
        };
        eprintln!(
            "kiosk: journal: a record's incarnation was changed to {stray}; it is {meant} again. Check the disk"
        );
        db.execute(
            "UPDATE OR IGNORE records SET incarnation = ?2 WHERE incarnation = ?1",
            (stray, meant),
        )?;
    }
    Ok(())
}
