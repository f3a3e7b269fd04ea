//! The kiosk's shares of places in sessions that have only so many. Whatever a share gives out, returns or hears is
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

use super::{Journal, JournalError, Pen};
use crate::clock::SET_MS;

/// A share of one session's places, with what the server said beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptShare {
    /// The share.
    pub share: SeatAllocation,
    /// Tickets that have places from another kiosk, or from a former life of this one.
    pub elsewhere: Vec<SeatsElsewhere>,
    /// The run of the device in which the server was last heard on it; empty for none. Only in that one is it known that
    /// the disk was not set back, so only in that one places are given out of it.
    pub heard_in: String,
}

/// What came of an answer of the server's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeardPlaces {
    /// Something is known now that was not before.
    pub changed: bool,
    /// The server waits for another report at once: the kiosk has just learnt what it needs to speak of its shares, or
    /// is asked to return something.
    pub again: bool,
}

impl Journal {
    /// The kiosk's shares, by the session's name.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn shares(&mut self) -> Result<BTreeMap<String, KeptShare>, JournalError> {
        let tx = self.db.transaction()?;
        let current: u32 = tx
            .prepare_cached("SELECT incarnation FROM lives ORDER BY number DESC LIMIT 1")?
            .query_row([], |row| row.get(0))?;
        let shares = kept(&tx)?.into_iter();
        let current = shares.filter(|(_, (incarnation, _))| incarnation.0 == current);
        Ok(current.map(|(id, (_, kept))| (id, kept)).collect())
    }

    /// What to tell the server of all shares: of every session that is to come and has only so many places, where this
    /// kiosk `gives` places out, and of what it holds anyway. `waiting` names a session and how many people wait for a
    /// place in it. Durable when this returns.
    ///
    /// # Errors
    /// [`JournalError`]; then nothing may be sent.
    pub fn report_shares(
        &mut self,
        gives: bool,
        waiting: Option<(&str, u32)>,
        stamp: &Stamp,
    ) -> Result<SeatsPush, JournalError> {
        let (exhibition, kiosk) = (self.exhibition, self.kiosk.clone());
        let pen = self.pen()?;
        let mut shares = Vec::new();
        let now = known_time(pen.db(), stamp)?;
        if let Some(now) = now {
            let catalogue = pen.known().catalogue.clone();
            for (session, mut kept) in due(&pen, catalogue.as_deref(), gives, now)? {
                let here = waiting.filter(|(wanted, _)| *wanted == session);
                let report = kept.share.report(here.map_or(0, |(_, n)| n), Some(now));
                pen.keep_share(&session, &kept)?;
                shares.push(AllocationReport::new(&session, report));
            }
            pen.commit()?;
        }
        Ok(SeatsPush {
            exhibition,
            kiosk,
            whole: now.is_some(),
            shares,
        })
    }

    /// Takes in what the server says of the shares. `stamp` is the time by the clock as the answer has set it.
    ///
    /// # Errors
    /// [`JournalError`]; then nothing has changed.
    pub fn hear_places(
        &mut self,
        reply: &SeatsReply,
        stamp: &Stamp,
    ) -> Result<HeardPlaces, JournalError> {
        let pen = self.pen()?;
        let mut heard = HeardPlaces::default();
        if known_time(pen.db(), stamp)?.is_none() {
            heard.again = true;
        }
        know_time(pen.db(), stamp)?;
        for said in &reply.words {
            let Some(before) = pen.share(&said.session)? else {
                continue;
            };
            let word = &said.message;
            let mut kept = before.clone();
            if kept.share.was_set_back(word) {
                kept.share =
                    SeatAllocation::new(life_after(Some(kept.share.life()), stamp.corrected()));
            }
            kept.share.hear(word, Some(stamp.corrected()));
            kept.elsewhere.clone_from(&said.elsewhere);
            kept.heard_in.clone_from(&stamp.boot);
            heard.again |= kept.share.owes() || kept.share.epoch() != before.share.epoch();
            heard.again |= kept.share.last_call() != before.share.last_call();
            if kept != before {
                pen.keep_share(&said.session, &kept)?;
                heard.changed = true;
            }
        }
        pen.commit()?;
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

impl Pen<'_> {
    /// The share of a session's places, if this life of the journal holds one.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn share(&self, session: &str) -> Result<Option<KeptShare>, JournalError> {
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

    /// Keeps a share as it is now.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn keep_share(&self, session: &str, kept: &KeptShare) -> Result<(), JournalError> {
        let unwritable = |error: serde_json::Error| JournalError::Database(error.to_string());
        let share = serde_json::to_string(&kept.share).map_err(unwritable)?;
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
                share,
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

/// The shares to report, those that have not begun yet among them.
fn due(
    pen: &Pen<'_>,
    catalogue: Option<&Catalogue>,
    gives: bool,
    now: UnixMs,
) -> Result<BTreeMap<String, KeptShare>, JournalError> {
    let mut held = kept(pen.db())?;
    let mut due = BTreeMap::new();
    let programme = catalogue.map(Programme::new).unwrap_or_default();
    for slot in programme.slots() {
        let session = catalogue.and_then(|it| it.sessions.get(slot.session));
        let Some(session) = session.filter(|session| session.places.is_some()) else {
            continue;
        };
        let found = held.remove(&session.id);
        let unheard = found.as_ref().is_some_and(|(_, kept)| unheard(&kept.share));
        if slot.ends <= now && !unheard {
            continue;
        }
        let kept = match found {
            Some((incarnation, kept)) if incarnation == pen.incarnation() => kept,
            Some((_, old)) => KeptShare {
                share: SeatAllocation::new(life_after(Some(old.share.life()), now)),
                elsewhere: old.elsewhere,
                heard_in: String::new(),
            },
            None if gives => KeptShare {
                share: SeatAllocation::new(life_after(None, now)),
                elsewhere: Vec::new(),
                heard_in: String::new(),
            },
            None => continue,
        };
        due.insert(session.id.clone(), kept);
    }
    // The catalogue may have lost a session for a while; what is held in it is held.
    let known = held.into_iter();
    let current = known.filter(|(_, (incarnation, _))| *incarnation == pen.incarnation());
    due.extend(current.map(|(session, (_, kept))| (session, kept)));
    Ok(due)
}

/// Whether a share has given out places of which the server may not know.
fn unheard(share: &SeatAllocation) -> bool {
    let mut given = share.given();
    given.any(|(_, standing)| standing == SeatStatus::UntilLastCall)
}

/// A life later than any before it. It goes by the time, so that a kiosk that has lost its disk, and with it the number
/// of its last life, comes after that too.
fn life_after(before: Option<Incarnation>, now: UnixMs) -> Incarnation {
    let seconds = u32::try_from(now.0 / 1000).unwrap_or(1);
    let next = before.map_or(1, |before| before.0.saturating_add(1));
    Incarnation(seconds.max(next))
}

/// All shares with the life of the journal in which each began.
fn kept(db: &Connection) -> Result<BTreeMap<String, (Incarnation, KeptShare)>, JournalError> {
    let mut found =
        db.prepare_cached("SELECT session, incarnation, share, elsewhere, heard_in FROM shares")?;
    let mut rows = found.query([])?;
    let mut shares = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let session: String = row.get(0)?;
        let kept = read(&session, (row.get(2)?, row.get(3)?, row.get(4)?))?;
        shares.insert(session, (Incarnation(row.get(1)?), kept));
    }
    Ok(shares)
}

fn read(
    session: &str,
    (share, elsewhere, heard_in): (String, String, String),
) -> Result<KeptShare, JournalError> {
    Ok(KeptShare {
        share: json(session, &share)?,
        elsewhere: json(session, &elsewhere)?,
        heard_in,
    })
}

fn json<T: DeserializeOwned>(session: &str, text: &str) -> Result<T, JournalError> {
    serde_json::from_str(text)
        .map_err(|error| JournalError::Damaged(format!("the places of {session}: {error}")))
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
