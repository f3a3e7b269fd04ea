//! The kiosk's allocations of seats in sessions that have only so many. Whatever an allocation gives out, returns or hears is
//! durable before it is shown or sent.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;
use shared::catalogue::Catalogue;
use shared::ids::Incarnation;
use shared::programme::Programme;
use shared::protocol::v1::{AllocationReport, SeatsElsewhere, SeatsPush, SeatsReply};
use shared::record::Stamp;
use shared::seats::{SeatAllocation, SeatStatus};
use shared::time::UnixMs;

use super::{Journal, JournalError, WriteTx};
use crate::clock::SET_MS;

/// An allocation of one session's seats, with what the server said beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAllocation {
    /// The allocation.
    pub allocation: SeatAllocation,
    /// Tickets that have seats from another kiosk, or from a former incarnation of this one.
    pub elsewhere: Vec<SeatsElsewhere>,
    /// The run of the device in which the server was last heard on it; empty for none, also once the server was restored
    /// from a backup. Only in that one is it known that the disk was not set back, so only in that one seats are given
    /// out of it.
    pub heard_in: String,
}

/// What came of an answer of the server's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AllocationOutcome {
    /// Something is known now that was not before.
    pub changed: bool,
    /// The server waits for another report at once: the kiosk has just learnt what it needs to speak of its allocations, or
    /// is asked to return something.
    pub again: bool,
}

impl Journal {
    /// The kiosk's allocations, by the session's name.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn seat_allocations(&mut self) -> Result<BTreeMap<String, StoredAllocation>, JournalError> {
        let tx = self.db.transaction()?;
        let current: u32 = tx
            .prepare_cached("SELECT incarnation FROM lives ORDER BY number DESC LIMIT 1")?
            .query_row([], |row| row.get(0))?;
        let allocations = kept(&tx)?.into_iter();
        let current = allocations.filter(|(_, (incarnation, _))| incarnation.0 == current);
        Ok(current.map(|(id, (_, kept))| (id, kept)).collect())
    }

    /// What to tell the server of all allocations: of every session that is to come and has only so many seats, where this
    /// kiosk `gives` seats out, and of what it holds anyway. `waiting` names a session and how many people wait for a
    /// place in it. Durable when this returns.
    ///
    /// # Errors
    /// [`JournalError`]; then nothing may be sent.
    pub fn report_allocations(
        &mut self,
        gives: bool,
        waiting: Option<(&str, u32)>,
        stamp: &Stamp,
    ) -> Result<SeatsPush, JournalError> {
        let (exhibition, kiosk) = (self.exhibition, self.kiosk.clone());
        let tx = self.write_tx()?;
        let mut allocations = Vec::new();
        let now = known_time(tx.db(), stamp)?;
        if let Some(now) = now {
            let catalogue = tx.known().catalogue.clone();
            for (session, mut kept) in due(&tx, catalogue.as_deref(), gives, now)? {
                let here = waiting.filter(|(wanted, _)| *wanted == session);
                let report = kept
                    .allocation
                    .report(here.map_or(0, |(_, n)| n), Some(now));
                tx.store_allocation(&session, &kept)?;
                allocations.push(AllocationReport::new(&session, report));
            }
            tx.commit()?;
        }
        Ok(SeatsPush {
            exhibition,
            kiosk,
            whole: now.is_some(),
            allocations,
        })
    }

    /// Takes in what the server says of the allocations. `stamp` is the time by the clock as the answer has set it.
    ///
    /// # Errors
    /// [`JournalError`]; then nothing has changed.
    pub fn apply_seats_reply(
        &mut self,
        reply: &SeatsReply,
        stamp: &Stamp,
    ) -> Result<AllocationOutcome, JournalError> {
        let tx = self.write_tx()?;
        let mut heard = AllocationOutcome::default();
        if known_time(tx.db(), stamp)?.is_none() {
            heard.again = true;
        }
        know_time(tx.db(), stamp)?;
        for said in &reply.words {
            let Some(before) = tx.allocation(&said.session)? else {
                continue;
            };
            let word = &said.message;
            let mut kept = before.clone();
            if kept.allocation.was_set_back(word) {
                kept.allocation = SeatAllocation::new(life_after(
                    Some(kept.allocation.incarnation()),
                    stamp.corrected(),
                ));
            }
            let epoch = kept.allocation.epoch();
            kept.allocation.apply_answer(word, Some(stamp.corrected()));
            kept.elsewhere.clone_from(&said.elsewhere);
            if epoch != 0 && epoch != kept.allocation.epoch() {
                // A restored server has not taken in what was just reported.
                kept.heard_in.clear();
            } else {
                kept.heard_in.clone_from(&stamp.boot);
            }
            heard.again |=
                kept.allocation.owes() || kept.allocation.epoch() != before.allocation.epoch();
            heard.again |= kept.allocation.last_call() != before.allocation.last_call();
            if kept != before {
                tx.store_allocation(&said.session, &kept)?;
                heard.changed = true;
            }
        }
        tx.commit()?;
        Ok(heard)
    }
}

impl Journal {
    /// The corrected time, where it is known: the server was heard in this run of the device, and the clock was not set
    /// since.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn known_time(&self, stamp: &Stamp) -> Result<Option<UnixMs>, JournalError> {
        known_time(&self.db, stamp)
    }
}

impl WriteTx<'_> {
    /// The allocation of a session's seats, if this incarnation of the journal holds one.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn allocation(&self, session: &str) -> Result<Option<StoredAllocation>, JournalError> {
        let row = self
            .db()
            .prepare_cached(
                "SELECT share, elsewhere, heard_in FROM shares WHERE session = ?1 AND incarnation = ?2",
            )?
            .query_row(params![session, self.incarnation().0], |row| {
                let texts: (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(texts)
            })
            .optional()?;
        row.map(|texts| read(session, texts)).transpose()
    }

    /// Keeps an allocation as it is now.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn store_allocation(
        &self,
        session: &str,
        kept: &StoredAllocation,
    ) -> Result<(), JournalError> {
        let unwritable = |error: serde_json::Error| JournalError::Database(error.to_string());
        let allocation = serde_json::to_string(&kept.allocation).map_err(unwritable)?;
        let elsewhere = serde_json::to_string(&kept.elsewhere).map_err(unwritable)?;
        self.db()
            .prepare_cached(
                "INSERT INTO shares (session, incarnation, share, elsewhere, heard_in)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET incarnation = excluded.incarnation, share = excluded.share,
                    elsewhere = excluded.elsewhere, heard_in = excluded.heard_in",
            )?
            .execute(params![
                session,
                self.incarnation().0,
                allocation,
                elsewhere,
                kept.heard_in
            ])?;
        Ok(())
    }

    /// The corrected time, where it is known: the server was heard in this run of the device, and the clock was not set
    /// since.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn known_time(&self, stamp: &Stamp) -> Result<Option<UnixMs>, JournalError> {
        known_time(self.db(), stamp)
    }
}

/// The allocations to report, those that have not begun yet among them.
fn due(
    tx: &WriteTx<'_>,
    catalogue: Option<&Catalogue>,
    gives: bool,
    now: UnixMs,
) -> Result<BTreeMap<String, StoredAllocation>, JournalError> {
    let mut held = kept(tx.db())?;
    let mut due = BTreeMap::new();
    let programme = catalogue.map(Programme::new).unwrap_or_default();
    for slot in programme.slots() {
        let session = catalogue.and_then(|it| it.sessions.get(slot.session));
        let Some(session) = session.filter(|session| session.places.is_some()) else {
            continue;
        };
        let found = held.remove(&session.id);
        let is_unheard = found.as_ref().is_some_and(|(_, kept)| is_unheard(kept));
        if slot.ends <= now && !is_unheard {
            continue;
        }
        let kept = match found {
            Some((incarnation, kept)) if incarnation == tx.incarnation() => kept,
            Some((_, old)) => StoredAllocation {
                allocation: SeatAllocation::new(life_after(
                    Some(old.allocation.incarnation()),
                    now,
                )),
                elsewhere: old.elsewhere,
                heard_in: String::new(),
            },
            None if gives => StoredAllocation {
                allocation: SeatAllocation::new(life_after(None, now)),
                elsewhere: Vec::new(),
                heard_in: String::new(),
            },
            None => continue,
        };
        due.insert(session.id.clone(), kept);
    }
    // The catalogue may have lost a session for a while; what is held in it is held.
    let known = held.into_iter();
    let current = known.filter(|(_, (incarnation, _))| *incarnation == tx.incarnation());
    due.extend(current.map(|(session, (_, kept))| (session, kept)));
    Ok(due)
}

/// Whether an allocation has given out seats of which the server may not know, or may have forgotten.
fn is_unheard(kept: &StoredAllocation) -> bool {
    let forgotten = kept.heard_in.is_empty();
    let mut given = kept.allocation.given();
    given.any(|(_, status)| match status {
        SeatStatus::UntilLastCall => true,
        SeatStatus::Confirmed => forgotten,
        SeatStatus::Lapsed => false,
    })
}

/// An incarnation later than any before it. It goes by the time, so that a kiosk that has lost its disk, and with it the number
/// of its last incarnation, comes after that too.
fn life_after(before: Option<Incarnation>, now: UnixMs) -> Incarnation {
    let seconds = u32::try_from(now.0 / 1000).unwrap_or(1);
    let next = before.map_or(1, |before| before.0.saturating_add(1));
    Incarnation(seconds.max(next))
}

/// All allocations with the incarnation of the journal in which each began.
fn kept(
    db: &Connection,
) -> Result<BTreeMap<String, (Incarnation, StoredAllocation)>, JournalError> {
    let mut found =
        db.prepare_cached("SELECT session, incarnation, share, elsewhere, heard_in FROM shares")?;
    let mut rows = found.query([])?;
    let mut allocations = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let session: String = row.get(0)?;
        let kept = read(&session, (row.get(2)?, row.get(3)?, row.get(4)?))?;
        allocations.insert(session, (Incarnation(row.get(1)?), kept));
    }
    Ok(allocations)
}

fn read(
    session: &str,
    (allocation, elsewhere, heard_in): (String, String, String),
) -> Result<StoredAllocation, JournalError> {
    Ok(StoredAllocation {
        allocation: json(session, &allocation)?,
        elsewhere: json(session, &elsewhere)?,
        heard_in,
    })
}

fn json<T: DeserializeOwned>(session: &str, text: &str) -> Result<T, JournalError> {
    serde_json::from_str(text)
        .map_err(|error| JournalError::Damaged(format!("the seats of {session}: {error}")))
}

fn known_time(db: &Connection, stamp: &Stamp) -> Result<Option<UnixMs>, JournalError> {
    let lead_ms: Option<i64> = db
        .prepare_cached("SELECT lead_ms FROM time_known WHERE boot = ?1")?
        .query_row([&stamp.boot], |row| row.get(0))
        .optional()?;
    let steady = |known: &i64| lead(stamp).saturating_sub(*known).saturating_abs() < SET_MS;
    Ok(lead_ms.filter(steady).map(|_| stamp.corrected()))
}

fn know_time(db: &Connection, stamp: &Stamp) -> Result<(), JournalError> {
    db.prepare_cached(
        "INSERT INTO time_known (one, boot, lead_ms) VALUES (1, ?1, ?2)
         ON CONFLICT DO UPDATE SET boot = excluded.boot, lead_ms = excluded.lead_ms",
    )?
    .execute(params![stamp.boot, lead(stamp)])?;
    Ok(())
}

/// The device's clock minus its count, in milliseconds: changes when the clock is set.
fn lead(stamp: &Stamp) -> i64 {
    stamp.device.0.saturating_sub(stamp.mono_ms as i64)
}
