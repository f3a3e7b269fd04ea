//! What organisers decide, as their commands read and change it beside a running server: the
//! exhibition, its catalogue, its keys; kiosks, staff and tickets in the rooms below.

mod audit;
mod clocks;
mod foreign;
mod kiosks;
mod list;
mod places;
mod staff;
mod tickets;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use shared::catalogue::Catalogue;
use shared::ids::{BoothNumber, ExhibitionId, KeyId, TicketNumber};
use shared::ledger::{Counters, TicketHistory};
use shared::letter::LetterId;
use shared::time::UnixMs;

use super::letters::{Letters, StoredLetter};
use super::mark::{self, StoreMark};
use super::rebuild::{self, RebuildReport, follow_changes};
use super::records::SqliteRecords;
use super::set_back::{self, Cause};
use super::{database, load, register};
use crate::ports::RecordsTx;
use crate::store::{Published, RegisterPage, StoreError};

pub(crate) use audit::StoredRecord;
pub(crate) use clocks::{ClockRecords, CorrectedRun};
pub(crate) use foreign::{ForeignTicket, KnownForeign};
pub(crate) use kiosks::Enrolment;
pub use kiosks::KioskEntry;
pub(crate) use tickets::TicketRow;
pub(super) use tickets::last_ticket;

/// The database on an organiser's desk, and the folder it is in.
pub(crate) struct Office(Connection, PathBuf);

/// Changes that come into force together, or not at all. No other process writes meanwhile, so
/// whatever takes long is done before.
pub(crate) struct Edit<'a>(Transaction<'a>, &'a Path);

impl Office {
    /// Opens the database of a data folder, and makes both where they are missing.
    pub(crate) fn create(data: &Path) -> Result<Self, StoreError> {
        Ok(Self(database::create(data)?, data.to_owned()))
    }

    /// Opens the exhibition of a data folder.
    pub(crate) fn open(data: &Path) -> Result<Self, StoreError> {
        Ok(Self(database::open(data)?, data.to_owned()))
    }

    /// Begins a change; it is undone unless it is committed.
    pub(crate) fn edit(&mut self) -> Result<Edit<'_>, StoreError> {
        let change = self
            .0
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Edit(change, &self.1))
    }

    /// Begins a new life of the store and returns its name.
    pub(crate) fn begin_life(&mut self) -> Result<String, StoreError> {
        set_back::begin_life(&self.1, &mut self.0, &Cause::Asked, None)
    }

    /// The catalogue in force.
    pub(crate) fn catalogue(&self) -> Result<Catalogue, StoreError> {
        load::catalogue(&self.0).map(|(_, catalogue)| catalogue)
    }

    /// A version of the catalogue; `None` when there is no such version.
    pub(crate) fn catalogue_version(&self, version: u64) -> Result<Option<Catalogue>, StoreError> {
        load::catalogue_version(&self.0, version)
    }

    /// The versions of the catalogue, oldest first, and when each came into force.
    pub(crate) fn catalogue_versions(&self) -> Result<Vec<(u64, UnixMs)>, StoreError> {
        let mut found = self
            .0
            .prepare("SELECT version, made_ms FROM catalogues ORDER BY version")?;
        let versions = found.query_map([], |row| {
            Ok((row.get::<_, i64>(0)? as u64, UnixMs(row.get(1)?)))
        })?;
        Ok(versions.collect::<Result<_, _>>()?)
    }

    /// What kiosks are told.
    pub(crate) fn published(&self) -> Result<Published, StoreError> {
        load::published(&self.0)
    }

    /// Returns all counters.
    pub(crate) fn counters(&self) -> Result<Counters, StoreError> {
        SqliteRecords::new(&self.0).counters()
    }

    /// Returns the history of a ticket.
    pub(crate) fn history(&self, ticket: TicketNumber) -> Result<TicketHistory, StoreError> {
        let histories = SqliteRecords::new(&self.0).histories(&mut std::iter::once(ticket))?;
        Ok(histories.into_values().next().unwrap_or_default())
    }

    /// Compares everything that follows from records with the records, and mends it where `mend` says so.
    pub(crate) fn rebuild(&mut self, mend: bool) -> Result<RebuildReport, StoreError> {
        let behavior = if mend {
            TransactionBehavior::Immediate
        } else {
            TransactionBehavior::Deferred
        };
        let change = self.0.transaction_with_behavior(behavior)?;
        let rules = load::catalogue(&change)?.1.rules();
        if !mend {
            return rebuild::compare_with_records(&change, &rules);
        }
        let report = rebuild::rebuild(&change, &rules)?;
        change.commit()?;
        Ok(report)
    }

    /// Everyone who joined the network, in the order in which the server heard of it.
    pub(crate) fn network_letters(&self) -> Result<Vec<StoredLetter>, StoreError> {
        Letters::open(&self.1)?.network()
    }

    /// Everyone who agreed to be contacted by the exhibitor of a booth, in the order in which the server heard of it.
    pub(crate) fn contact_letters(
        &self,
        booth: BoothNumber,
    ) -> Result<Vec<StoredLetter>, StoreError> {
        Letters::open(&self.1)?.contacts(booth)
    }

    /// Deletes a letter, so that nothing of it is left; `false` when there is none with this id.
    pub(crate) fn forget_letter(&self, id: LetterId) -> Result<bool, StoreError> {
        Letters::open(&self.1)?.forget(id)
    }

    /// Forgets again what was forgotten before, should a backup have brought it back.
    pub(crate) fn forget_again(&self) -> Result<(), StoreError> {
        Letters::open(&self.1).map(|_| ())
    }

    /// A part of the register, as kiosks are told it.
    pub(crate) fn register_page(
        &mut self,
        after: u64,
        limit: usize,
    ) -> Result<RegisterPage, StoreError> {
        register::page(&mut self.0, after, limit)
    }

    /// The key that signs new tickets, with its secret seed.
    pub(crate) fn newest_key(&self) -> Result<(KeyId, [u8; 32]), StoreError> {
        let newest = self.0.query_row(
            "SELECT id, seed FROM signing_keys ORDER BY id DESC LIMIT 1",
            [],
            |row| Ok((KeyId(row.get(0)?), row.get(1)?)),
        )?;
        Ok(newest)
    }
}

impl Edit<'_> {
    /// Brings the changes into force, durably.
    pub(crate) fn commit(self) -> Result<(), StoreError> {
        follow_changes(&self.0)?;
        mark::count_edit(&self.0)?;
        let mark = StoreMark::of(self.1, &self.0)?;
        self.0.commit()?;
        mark::put(self.1, &mark);
        Ok(())
    }

    /// What kiosks are told.
    pub(crate) fn published(&self) -> Result<Published, StoreError> {
        load::published(&self.0)
    }

    /// Whether an exhibition was made here.
    pub(crate) fn has_exhibition(&self) -> Result<bool, StoreError> {
        let made = "SELECT EXISTS (SELECT 1 FROM exhibition)";
        Ok(self.0.query_row(made, [], |row| row.get(0))?)
    }

    /// Makes the exhibition.
    pub(crate) fn insert_exhibition(
        &self,
        number: ExhibitionId,
        epoch: &str,
        now: UnixMs,
    ) -> Result<(), StoreError> {
        self.0.execute(
            "INSERT INTO exhibition (id, number, epoch, made_ms) VALUES (1, ?1, ?2, ?3)",
            params![number.0, epoch, now.0],
        )?;
        Ok(())
    }

    /// Puts a catalogue, as JSON, into force under the next version, which it gives.
    pub(crate) fn insert_catalogue(&self, json: &str, now: UnixMs) -> Result<u64, StoreError> {
        self.0.execute(
            "INSERT INTO catalogues (version, json, made_ms)
             SELECT coalesce(max(version), 0) + 1, ?1, ?2 FROM catalogues",
            params![json, now.0],
        )?;
        // `version` is the table's row id.
        Ok(self.0.last_insert_rowid() as u64)
    }

    /// The highest number of a key, 0 for none.
    pub(crate) fn last_key(&self) -> Result<u8, StoreError> {
        let last = "SELECT coalesce(max(id), 0) FROM signing_keys";
        Ok(self.0.query_row(last, [], |row| row.get(0))?)
    }

    /// Adds a key.
    pub(crate) fn insert_key(
        &self,
        id: KeyId,
        seed: &[u8; 32],
        public: &[u8; 32],
        now: UnixMs,
    ) -> Result<(), StoreError> {
        self.0.execute(
            "INSERT INTO signing_keys (id, seed, public, made_ms) VALUES (?1, ?2, ?3, ?4)",
            params![id.0, seed, public, now.0],
        )?;
        Ok(())
    }
}
