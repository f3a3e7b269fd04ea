//! Writing: looking, deciding and recording within one transaction.

use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use shared::device_secret::DeviceSecret;
use shared::ids::{BoothNumber, ExhibitionId, Incarnation, KioskId, TicketNumber};
use shared::ledger::{Counters, TicketHistory};
use shared::protocol::v1::write_body;
use shared::record::{ChainHash, Fact, Origin, Record, RecordId, RecordOrder, Stamp};
use shared::ticket::ScanProof;
use shared::time::UnixMs;

use super::files::OpenFiles;
use super::ledger::Ledger;
use super::{
    Journal, JournalError, Knowledge, TicketListEntry, counters, find, histories, knowledge, own,
    secrets, visits,
};

/// One write in progress. What was read through it can't have changed when it commits, so two
/// programs on one journal never admit the same ticket twice. Dropped, it leaves no trace.
pub struct WriteTx<'a> {
    pub(super) tx: Transaction<'a>,
    files: &'a OpenFiles,
    pub(super) secret: &'a DeviceSecret,
    known: Arc<Knowledge>,
    pub(super) origin: Origin,
    last: (u64, ChainHash),
}

/// The identity of a record that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Recorded {
    /// The incarnation of the journal.
    pub incarnation: Incarnation,
    /// Its number in that incarnation, contiguous from 1.
    pub seq: u64,
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
    pub(super) fn begin(&mut self) -> Result<WriteTx<'_>, JournalError> {
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
}

impl<'a> WriteTx<'a> {
    pub(super) fn new(
        tx: Transaction<'a>,
        files: &'a OpenFiles,
        secret: &'a DeviceSecret,
        known: Arc<Knowledge>,
        exhibition: ExhibitionId,
        kiosk: &KioskId,
    ) -> Result<Self, JournalError> {
        let incarnation: u32 = tx
            .prepare_cached("SELECT incarnation FROM lives ORDER BY number DESC LIMIT 1")?
            .query_row([], |row| row.get(0))?;
        let origin = Origin {
            exhibition,
            kiosk: kiosk.clone(),
            incarnation: Incarnation(incarnation),
        };
        let last = last_of(&tx, &origin)?;
        Ok(Self {
            tx,
            files,
            secret,
            known,
            origin,
            last,
        })
    }

    /// Catalogue, rules and keys in force while this transaction is held.
    #[must_use]
    pub fn known(&self) -> &Arc<Knowledge> {
        &self.known
    }

    /// Returns what shows that a seller's code was seen: with the exhibition's key, once the server has told it.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn seller_proof(&self, code: &str) -> Result<ScanProof, JournalError> {
        let plain = ScanProof::of_seller_code(self.origin.exhibition, code);
        let key = secrets::code_key(&self.tx, self.secret)?;
        Ok(key.map_or(plain, |key| key.proof(plain)))
    }

    /// Returns when a ticket was last seen at a booth, as far as this kiosk knows.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn last_visit(
        &self,
        ticket: TicketNumber,
        booth: BoothNumber,
    ) -> Result<Option<UnixMs>, JournalError> {
        visits::last(&self.tx, ticket, booth)
    }

    /// Returns a ticket's history, from this kiosk and all others.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn history(&self, ticket: TicketNumber) -> Result<TicketHistory, JournalError> {
        histories::of_ticket(&self.tx, ticket)
    }

    /// Returns the tickets that have this code of another seller: one, unless the code is ambiguous.
    /// Where no ticket has it exactly, those that have it in another case or with other spaces.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn tickets_with(&self, code: &str) -> Result<Vec<TicketListEntry>, JournalError> {
        find::with_code(&self.tx, self.secret, self.origin.exhibition, code)
    }

    /// Whether there are tickets of other sellers at all.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn has_foreign_tickets(&self) -> Result<bool, JournalError> {
        find::has_foreign(&self.tx)
    }

    /// Returns the counters of a date.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn counters(&self, date: Date) -> Result<Counters, JournalError> {
        counters::of_date(&self.tx, date)
    }

    /// The passage that an own record tells of, if it tells of one that counts and may be annulled.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn annullable(&self, id: &RecordId) -> Result<Option<Record>, JournalError> {
        own::annullable(&self.tx, id)
    }

    /// Where a record that was written stands among all others.
    #[must_use]
    pub fn order(&self, recorded: Recorded, stamp: &Stamp) -> RecordOrder {
        RecordOrder {
            at: stamp.corrected(),
            kiosk: self.origin.kiosk.clone(),
            incarnation: recorded.incarnation,
            seq: recorded.seq,
        }
    }

    /// Adds a record after the last one, with all that follows from it: a passage, by staff or not,
    /// is known by its ticket and takes room; people without a ticket take room; what is annulled no
    /// longer counts; what is rehearsed never does. It is durable only after [`WriteTx::commit`].
    ///
    /// # Errors
    /// [`JournalError`] when it can't be written.
    pub fn record(&mut self, fact: &Fact, stamp: &Stamp) -> Result<Recorded, JournalError> {
        let record = Record {
            stamp: stamp.clone(),
            fact: fact.clone(),
        };
        let body = write_body(&record)?;
        let recorded = append(&self.tx, &self.origin, &mut self.last, &body)?;
        let mut ledger = Ledger::new(&self.tx, &self.known)?;
        ledger.record(&record.fact, record.order(&self.origin, recorded.seq))?;
        ledger.store()?;
        Ok(recorded)
    }

    /// The incarnation of the journal that is written to.
    pub(super) fn incarnation(&self) -> Incarnation {
        self.origin.incarnation
    }

    /// For what else of the journal changes together with a record.
    pub(super) fn db(&self) -> &Connection {
        &self.tx
    }

    /// Makes everything written durable.
    ///
    /// # Errors
    /// [`JournalError`]; then nothing of it may be shown.
    pub fn commit(self) -> Result<(), JournalError> {
        self.tx.commit()?;
        self.files.in_place()
    }
}

/// The number and link of an incarnation's last record; 0 and the start of the chain when it has none.
pub(super) fn last_of(
    tx: &Transaction<'_>,
    origin: &Origin,
) -> Result<(u64, ChainHash), JournalError> {
    let last: Option<(i64, [u8; 32])> = tx
        .prepare_cached(
            "SELECT seq, link FROM records WHERE incarnation = ?1 ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([origin.incarnation.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.map_or_else(
        || (0, ChainHash::start(origin)),
        |(seq, chain_hash)| (seq as u64, ChainHash(chain_hash)),
    ))
}

/// Adds a body at the end of an incarnation's chain and moves `last` on.
pub(super) fn append(
    tx: &Transaction<'_>,
    origin: &Origin,
    last: &mut (u64, ChainHash),
    body: &str,
) -> Result<Recorded, JournalError> {
    let seq = last.0 + 1;
    let chain_hash = last.1.next(seq, body);
    tx.prepare_cached(
        "INSERT INTO records (incarnation, seq, link, body) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((origin.incarnation.0, seq as i64, chain_hash.0, body))?;
    *last = (seq, chain_hash);
    Ok(Recorded {
        incarnation: origin.incarnation,
        seq,
    })
}
