//! Unsent records that the disk gives back changed or not at all. Each is set aside with what is left of it, and a
//! placeholder is sent in its place, so that the server counts on and knows what is missing.

use rusqlite::{Connection, TransactionBehavior};
use shared::ids::Incarnation;
use shared::record::{ChainHash, Origin};

use super::lives::{Life, lives};
use super::record_rows::{FoundRow, changed_hash, link_of, rows_between, set_aside_before};
use super::{Journal, JournalError};

/// The most numbers in a row that are taken for missing records. A wider gap means that a number itself was changed.
const GAP: u64 = 1_000;
/// How many records are looked at in one step.
const STEP: usize = 1_000;
/// How many of the newest records are looked at when the journal is opened. Earlier ones are when they are sent.
const NEWEST: u64 = 100;
/// How much of a damaged body goes into its placeholder, in characters.
const TEXT: usize = 2_000;

/// A record that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedRecord {
    /// The journal's incarnation.
    pub incarnation: Incarnation,
    /// The record's number.
    pub seq: u64,
    /// What is wrong with it.
    pub why: String,
}

/// What has to be done about a row.
enum Mend {
    /// Its body is sound; its chain hash was changed and is this.
    Relink(ChainHash),
    /// It goes aside; the chain goes on from this chain hash.
    SetAside(&'static str, ChainHash),
}

impl Journal {
    /// The records that were set aside, oldest first.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn damaged(&self) -> Result<Vec<DamagedRecord>, JournalError> {
        let mut statement = self.db.prepare_cached(
            "SELECT incarnation, seq, why FROM damaged ORDER BY incarnation, seq",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(DamagedRecord {
                incarnation: Incarnation(row.get(0)?),
                seq: row.get::<_, i64>(1)? as u64,
                why: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sets aside every unsent record that is missing, can't be read, or does not fit the chain.
    pub(super) fn set_damaged_aside(&mut self) -> Result<(), JournalError> {
        for life in lives(&self.db)? {
            let mut after = Some(life.ack);
            while let Some(start) = after {
                after = self.set_aside_within(&life, After::sound(start), STEP)?;
            }
        }
        Ok(())
    }

    /// Does so with the newest records: the next one is chained to them.
    pub(super) fn set_newest_aside(&mut self) -> Result<(), JournalError> {
        for life in lives(&self.db)? {
            let newest = life.last.saturating_sub(NEWEST);
            let from = if newest > life.ack {
                check_gap(&self.db, &life, newest)?;
                After::Unknown(newest)
            } else {
                After::sound(life.ack)
            };
            self.set_aside_within(&life, from, STEP)?;
        }
        Ok(())
    }

    /// Does so with at most `count` records of an incarnation after `after`, which are to be sent.
    pub(super) fn set_batch_aside(
        &mut self,
        incarnation: Incarnation,
        after: u64,
        count: usize,
    ) -> Result<(), JournalError> {
        let lives = lives(&self.db)?;
        if let Some(life) = lives.iter().find(|life| life.incarnation == incarnation) {
            self.set_aside_within(life, After::sound(after), count)?;
        }
        Ok(())
    }

    /// Writes nothing when all are sound. Returns after which record to go on, where there are more.
    fn set_aside_within(
        &mut self,
        life: &Life,
        from: After,
        count: usize,
    ) -> Result<Option<u64>, JournalError> {
        if from.seq() >= life.last {
            return Ok(None);
        }
        let origin = self.origin(life.incarnation);
        let found = Part::read(&self.db, &origin, life, from, count)?;
        if found.mends.is_empty() {
            return Ok(found.more);
        }
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = Part::read(&tx, &origin, life, from, count)?;
        for (seq, row, mend) in &found.mends {
            apply(&tx, life.incarnation, *seq, row, mend)?;
        }
        tx.commit()?;
        Ok(found.more)
    }
}

/// Refuses a last record whose number is far from all before it: it was changed, and the next one would follow it.
fn check_gap(db: &Connection, life: &Life, newest: u64) -> Result<(), JournalError> {
    let before: Option<i64> = db.query_row(
        "SELECT max(seq) FROM records WHERE incarnation = ?1 AND seq <= ?2",
        (life.incarnation.0, newest as i64),
        |row| row.get(0),
    )?;
    let before = before.unwrap_or(0) as u64;
    if newest.saturating_sub(before) > GAP {
        return Err(too_wide(life, before, life.last));
    }
    Ok(())
}

fn too_wide(life: &Life, seq: u64, next: u64) -> JournalError {
    JournalError::Damaged(format!(
        "after record {seq} of incarnation {} comes record {next}",
        life.incarnation.0
    ))
}

/// Where a part begins: after a record that was looked at before, or was not.
#[derive(Debug, Clone, Copy)]
enum After {
    Start,
    Sound(u64),
    Unknown(u64),
}

impl After {
    fn sound(seq: u64) -> Self {
        match seq {
            0 => Self::Start,
            seq => Self::Sound(seq),
        }
    }

    fn seq(self) -> u64 {
        match self {
            Self::Start => 0,
            Self::Sound(seq) | Self::Unknown(seq) => seq,
        }
    }
}

/// What was found in a part of an incarnation's unsent records.
struct Part {
    mends: Vec<(u64, FoundRow, Mend)>,
    /// The last record that was looked at, where there are more.
    more: Option<u64>,
}

impl Part {
    fn read(
        db: &Connection,
        origin: &Origin,
        life: &Life,
        from: After,
        count: usize,
    ) -> Result<Self, JournalError> {
        // One more, which the last one is compared with.
        let mut rows = rows_between(db, life.incarnation, from.seq(), life.last, count + 1)?;
        let beyond = rows.keys().last().copied().filter(|_| rows.len() > count);
        let mut mends = Vec::new();
        let mut before = match from {
            After::Start => Some(ChainHash::start(origin)),
            After::Sound(seq) => {
                let next = rows.get(&(seq + 1));
                if let Some((row, hash)) = changed_hash(db, origin, seq, next)? {
                    mends.push((seq, row, Mend::Relink(hash)));
                    Some(hash)
                } else {
                    link_of(db, life.incarnation, seq)?
                }
            }
            After::Unknown(_) => None,
        };
        let mut seq = from.seq();
        while let Some((&next, _)) = rows.range(seq + 1..).next() {
            if next - seq > GAP {
                return Err(too_wide(life, seq, next));
            }
            if beyond == Some(seq + 1) {
                break;
            }
            seq += 1;
            let row = rows.remove(&seq).unwrap_or_default();
            if set_aside_before(db, life.incarnation, seq)? {
                before = row.chain_hash;
                continue;
            }
            let (mend, chain_hash) = judge(seq, before, &row, rows.get(&(seq + 1)));
            before = Some(chain_hash).filter(|chain_hash| *chain_hash != ChainHash::UNKNOWN);
            if let Some(mend) = mend {
                mends.push((seq, row, mend));
            }
        }
        Ok(Self {
            mends,
            more: beyond.map(|_| seq),
        })
    }
}

/// What to do about a row, and the chain hash that the chain goes on from.
fn judge(
    seq: u64,
    before: Option<ChainHash>,
    row: &FoundRow,
    next: Option<&FoundRow>,
) -> (Option<Mend>, ChainHash) {
    let computed = match (before, &row.body) {
        (Some(before), Some(body)) => Some(before.next(seq, body)),
        _ => None,
    };
    let fits_next = |chain_hash: ChainHash| {
        let (body, claimed) = (next?.body.as_ref()?, next?.chain_hash?);
        Some(chain_hash.next(seq + 1, body) == claimed)
    };
    let aside = |why, chain_hash: Option<ChainHash>| {
        // A chain hash that the record behind it contradicts is as good as none.
        let chain_hash = chain_hash.filter(|chain_hash| fits_next(*chain_hash) != Some(false));
        let chain_hash = chain_hash.unwrap_or(ChainHash::UNKNOWN);
        (Some(Mend::SetAside(why, chain_hash)), chain_hash)
    };
    match (&row.body, row.chain_hash, computed) {
        (Some(_), Some(chain_hash), Some(computed)) if chain_hash == computed => (None, chain_hash),
        // What comes before is lost; there is nothing to check it by but its own form.
        (Some(_), Some(chain_hash), None) if fits_next(chain_hash) != Some(false) => {
            (None, chain_hash)
        }
        (Some(_), _, Some(computed)) if fits_next(computed) == Some(true) => {
            (Some(Mend::Relink(computed)), computed)
        }
        (Some(_), None, Some(computed)) if fits_next(computed).is_none() => {
            (Some(Mend::Relink(computed)), computed)
        }
        (Some(_), chain_hash, _) => aside("it was changed", chain_hash),
        (None, chain_hash, _) if row.body_bytes.is_some() => aside("it can't be read", chain_hash),
        (None, ..) => aside("it is missing", None),
    }
}

fn apply(
    db: &Connection,
    incarnation: Incarnation,
    seq: u64,
    row: &FoundRow,
    mend: &Mend,
) -> Result<(), JournalError> {
    let id = (incarnation.0, seq as i64);
    let (chain_hash, body) = match mend {
        Mend::Relink(chain_hash) => (chain_hash, row.body.clone().unwrap_or_default()),
        Mend::SetAside(why, chain_hash) => {
            db.execute(
                "INSERT OR REPLACE INTO damaged (incarnation, seq, why, link, body)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                (id.0, id.1, why, &row.hash_bytes, &row.body_bytes),
            )?;
            (chain_hash, placeholder(why, row.body_bytes.as_deref()))
        }
    };
    db.execute(
        "INSERT OR REPLACE INTO records (incarnation, seq, link, body) VALUES (?1, ?2, ?3, ?4)",
        (id.0, id.1, chain_hash.0, body),
    )?;
    Ok(())
}

/// What is sent in the place of a damaged record. No server counts it.
fn placeholder(why: &str, body: Option<&[u8]>) -> String {
    let text = body.map(String::from_utf8_lossy).unwrap_or_default();
    let text: String = text.chars().take(TEXT).collect();
    serde_json::json!({"kind": "damaged", "why": why, "text": text}).to_string()
}
