//! The kiosk's journal: one SQLite file that is the truth of what happened here.
//!
//! A record and the duty to send it are one row, so they commit together or not at all. Commits are
//! durable before they return: the screen turns green only for what a power cut can't take back.
//! Beside it is a second file for what has to leave the kiosk again: [`SubmissionStore`]. All of the kiosk's
//! SQL is in this crate.

mod annulled;
mod check;
pub mod clock;
mod clock_statements;
mod clocks;
mod copies;
mod counters;
mod damaged;
mod day;
pub mod disk;
mod error;
mod feed;
mod files;
mod find;
mod gate_event;
mod histories;
mod history_fold;
mod incarnations;
mod instructions;
mod knowledge;
mod ledger;
mod lives;
mod lost;
mod migrations;
mod mode;
mod open;
mod outbox;
mod own;
pub mod private_file;
mod record_rows;
mod recount;
mod recount_mark;
mod revoked;
mod salvage;
mod seat_allocations;
mod secrets;
mod size;
mod soundness;
mod staff;
mod submissions;
mod ticket_list;
mod ticket_list_file;
mod visits;
mod walk_ins;
mod write_tx;

use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::{Connection, TransactionBehavior};
use shared::device_secret::DeviceSecret;
use shared::ids::{ExhibitionId, Incarnation, KioskId};
use shared::record::{ChainHash, Fact, Origin, Stamp};

pub use check::Checked;
pub use damaged::DamagedRecord;
pub use day::DayTally;
pub use error::JournalError;
pub use feed::Applied;
pub use files::CONFIG_FILE;
pub use find::{FOUND_AT_MOST, TicketListEntry};
pub use knowledge::Knowledge;
pub use open::{BOOTSTRAP_FILE, FILE, PATIENCE};
pub use outbox::{Acknowledged, Batch, Outbox, Span};
pub use recount::STEP as RECOUNT_STEP;
pub use revoked::waits_for_enrolment;
pub use salvage::{SalvagedRecord, salvage};
pub use seat_allocations::{AllocationOutcome, StoredAllocation};
pub use size::Size;
pub use staff::PinTries;
pub use submissions::{SUBMISSIONS_FILE, SubmissionStore, SubmissionStoreError};
pub use ticket_list::{STEP as TICKET_LIST_STEP, TicketListMark};
pub use ticket_list_file::TICKET_LIST_FILE;
pub use write_tx::{Recorded, WriteTx};

/// One open journal. Each thread has its own; SQLite keeps them apart.
pub struct Journal {
    db: Connection,
    files: files::OpenFiles,
    path: PathBuf,
    exhibition: ExhibitionId,
    kiosk: KioskId,
    secret: DeviceSecret,
    /// What was known of the exhibition when it was last looked at.
    known: Arc<Knowledge>,
}

/// What a walk along the whole chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerifiedChain {
    /// Records that count.
    pub records: u64,
    /// Records that were moved to a later life, and count there.
    pub moved: u64,
}

impl Journal {
    /// Begins to write: everything until [`WriteTx::commit`] happens together or not at all, and nobody
    /// else writes in between.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to; [`JournalError::Revoked`] for a kiosk out of service.
    pub fn write_tx(&mut self) -> Result<WriteTx<'_>, JournalError> {
        let tx = self.begin()?;
        if tx.known().revoked {
            return Err(JournalError::Revoked);
        }
        Ok(tx)
    }

    /// Does so on a kiosk that is out of service too.
    fn begin(&mut self) -> Result<WriteTx<'_>, JournalError> {
        self.files.in_place()?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.known = knowledge::current(&tx, &self.known)?;
        WriteTx::new(
            tx,
            &self.files,
            &self.secret,
            Arc::clone(&self.known),
            self.exhibition,
            &self.kiosk,
        )
    }

    /// Sees whether the journal's files are still where a restart would look for them.
    ///
    /// # Errors
    /// [`JournalError::Replaced`] when one was deleted or replaced: what is recorded from then on is lost at the end.
    pub fn in_place(&self) -> Result<(), JournalError> {
        self.files.in_place()
    }

    /// What is wrong with the records of this kiosk, a sentence each; nothing when all are there.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn trouble(&self) -> Result<Vec<String>, JournalError> {
        let mut trouble = Vec::new();
        for mark in lost::lost(&self.path) {
            trouble.push(format!(
                "journal.db was empty or missing when the kiosk started, and a new one was begun; what the server did not have by then may be lost. What was left is in {}; delete {} once it was looked at",
                mark.with_extension("db").display(),
                mark.display()
            ));
        }
        for DamagedRecord {
            incarnation,
            seq,
            why,
        } in self.damaged()?
        {
            trouble.push(format!(
                "record {seq} of incarnation {} was set aside, and does not count: {why}",
                incarnation.0
            ));
        }
        let (others_lost, list_lost): (bool, bool) = self.db.query_row(
            "SELECT others_lost, list_lost FROM state, register_state",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if others_lost {
            trouble.push("what other kiosks recorded was damaged in part, and comes again with the network; until then a ticket that was used at another door may be let in once more".to_owned());
        }
        if list_lost {
            trouble.push("the ticket list was damaged in part, and comes again with the network; until then a good ticket of another seller may be taken for an unknown one".to_owned());
        }
        Ok(trouble)
    }

    /// Copies everything that this connection sees into a new file beside the journal, for a journal whose files
    /// are no longer in place, and returns its path.
    ///
    /// # Errors
    /// [`JournalError`] when no copy can be made.
    pub fn rescue(&self) -> Result<PathBuf, JournalError> {
        let copy = files::unused(&self.path, "rescued");
        files::make_private(&copy).map_err(|error| JournalError::Unopenable {
            path: copy.clone(),
            detail: error.to_string(),
        })?;
        self.db
            .execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
        Ok(copy)
    }

    /// Writes one record down. It is durable when this returns.
    ///
    /// # Errors
    /// [`JournalError`]; then nothing was recorded and nothing may be shown as admitted.
    pub fn record(&mut self, fact: &Fact, stamp: &Stamp) -> Result<Recorded, JournalError> {
        let mut tx = self.write_tx()?;
        let recorded = tx.record(fact, stamp)?;
        tx.commit()?;
        Ok(recorded)
    }

    /// What was last known to be the distance of the device's clock from the server's, in milliseconds.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn clock_offset_ms(&self) -> Result<i64, JournalError> {
        Ok(self
            .db
            .query_row("SELECT clock_offset_ms FROM state", [], |row| row.get(0))?)
    }

    /// Keeps the distance of the clocks for the next start, in milliseconds.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn keep_clock_offset_ms(&mut self, offset_ms: i64) -> Result<(), JournalError> {
        self.db.execute(
            "UPDATE state SET clock_offset_ms = ?1 WHERE clock_offset_ms <> ?1",
            [offset_ms],
        )?;
        Ok(())
    }

    /// Sees whether the journal can be written to right now, without recording anything.
    ///
    /// # Errors
    /// [`JournalError`] when it can't, or the kiosk is out of service.
    pub fn probe(&mut self) -> Result<(), JournalError> {
        self.files.in_place()?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute("UPDATE state SET one = one", [])?;
        let revoked = revoked::is_revoked(&tx)?;
        tx.commit()?;
        if revoked {
            return Err(JournalError::Revoked);
        }
        Ok(())
    }

    /// Walks along all records and computes every chain hash anew.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] with the first record that is missing or was changed.
    pub fn verify_chain(&self) -> Result<VerifiedChain, JournalError> {
        let mut walked = VerifiedChain::default();
        let mut lives = self
            .db
            .prepare("SELECT incarnation FROM lives ORDER BY number")?;
        let incarnations: Vec<u32> = lives
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut records = self.db.prepare(
            "SELECT seq, link, body, moved_to IS NOT NULL FROM records WHERE incarnation = ?1 ORDER BY seq",
        )?;
        for incarnation in incarnations {
            let mut chain_hash = ChainHash::start(&self.origin(Incarnation(incarnation)));
            let mut expected: u64 = 1;
            let mut rows = records.query([incarnation])?;
            while let Some(row) = rows.next()? {
                let seq: i64 = row.get(0)?;
                let stored = row
                    .get::<_, [u8; 32]>(1)
                    .map_or(ChainHash::UNKNOWN, ChainHash);
                let aside =
                    record_rows::set_aside_before(&self.db, Incarnation(incarnation), expected)?;
                if aside || chain_hash == ChainHash::UNKNOWN {
                    chain_hash = stored;
                } else {
                    chain_hash = chain_hash.next(seq as u64, &record_rows::text(row.get_ref(2)?));
                }
                if seq as u64 != expected || stored != chain_hash {
                    return Err(JournalError::Damaged(format!(
                        "record {expected} of incarnation {incarnation} is missing or was changed"
                    )));
                }
                expected += 1;
                if row.get(3)? {
                    walked.moved += 1;
                } else {
                    walked.records += 1;
                }
            }
        }
        Ok(walked)
    }

    fn origin(&self, incarnation: Incarnation) -> Origin {
        Origin {
            exhibition: self.exhibition,
            kiosk: self.kiosk.clone(),
            incarnation,
        }
    }
}

#[cfg(test)]
mod scene;
#[cfg(test)]
mod tests;
