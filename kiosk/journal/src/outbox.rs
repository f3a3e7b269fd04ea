//! The outbox: what the server does not have yet, and what its answers mean for it.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};
use serde_json::value::RawValue;
use shared::ids::Incarnation;
use shared::protocol::v1::{
    KnownProgress, PushAfter, PushRecord, PushReply, RejectCode, Rejected, parse_body,
};
use shared::record::Origin;
use shared::time::UnixMs;

use super::incarnations::{enter_epoch, move_on};
use super::lives::lives;
use super::record_rows::is_chained;
use super::{Journal, JournalError, knowledge};

/// What waits to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outbox {
    /// The incarnation that is written to; a sign of life is sent in its name.
    pub current: Incarnation,
    /// The oldest records that the server lacks.
    pub next: Option<Span>,
    /// How many records the server lacks in all.
    pub waiting: u64,
}

/// Records `after + 1` to `last` of one incarnation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The incarnation.
    pub incarnation: Incarnation,
    /// The server has everything up to here.
    pub after: u64,
    /// The last record there is.
    pub last: u64,
}

/// Records on their way.
#[derive(Debug)]
pub struct Batch {
    /// The journal's incarnation they belong to.
    pub origin: Origin,
    /// The record before them, which the server has acknowledged.
    pub after: Option<PushAfter>,
    /// How far the server was, as this kiosk knows.
    pub known: KnownProgress,
    /// The records, contiguous, ascending; none for a sign of life.
    pub records: Vec<PushRecord>,
    /// How many wait behind them.
    pub waiting: u64,
}

/// What an answer changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Acknowledged {
    /// How many records the server still lacks.
    pub waiting: u64,
    /// The journal turned out to be a copy, and goes on under a new incarnation.
    pub new_life: bool,
    /// The mark moved, so there is a point in sending at once what is left.
    pub progress: bool,
    /// Records that the server put aside.
    pub set_aside: usize,
}

impl Journal {
    /// What waits to be sent.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn outbox(&mut self) -> Result<Outbox, JournalError> {
        let tx = self.db.transaction()?;
        outbox(&tx)
    }

    /// The records of an incarnation after `after`: at most `count`, and no more than `bytes` of bodies
    /// (but always one, or a large record would block the queue). With a `count` of 0, a sign of life.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn batch(
        &mut self,
        incarnation: Incarnation,
        after: u64,
        count: usize,
        bytes: usize,
    ) -> Result<Batch, JournalError> {
        self.set_batch_aside(incarnation, after, count)?;
        let records = self
            .read_batch(incarnation, after, count, bytes)?
            .ok_or_else(|| JournalError::Damaged(format!("what comes after record {after}")))?;
        let origin = self.origin(incarnation);
        let tx = self.db.transaction()?;
        let after = acknowledged(&tx, incarnation)?;
        let known = known_progress(&tx)?;
        let waiting = outbox(&tx)?.waiting.saturating_sub(records.len() as u64);
        Ok(Batch {
            origin,
            after,
            known,
            records,
            waiting,
        })
    }

    /// When the oldest record was made that the server lacks; `None` when it has all, or that one can't be read.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn waiting_since(&mut self) -> Result<Option<UnixMs>, JournalError> {
        let Some(next) = self.outbox()?.next else {
            return Ok(None);
        };
        let oldest = self.read_batch(next.incarnation, next.after, 1, 0)?;
        let oldest = oldest.and_then(|records| parse_body(records.first()?.body.get()).ok());
        Ok(oldest.map(|record| record.stamp.corrected()))
    }

    /// The records of a batch; `None` when one of them is missing or can't be read.
    fn read_batch(
        &self,
        incarnation: Incarnation,
        after: u64,
        count: usize,
        bytes: usize,
    ) -> Result<Option<Vec<PushRecord>>, JournalError> {
        let mut statement = self.db.prepare_cached(
            "SELECT seq, link, body FROM records
             WHERE incarnation = ?1 AND seq > ?2 AND moved_to IS NULL ORDER BY seq LIMIT ?3",
        )?;
        let mut rows = statement.query((incarnation.0, after as i64, count as i64))?;
        let mut records: Vec<PushRecord> = Vec::new();
        let mut size = 0;
        while let Some(row) = rows.next()? {
            let seq = row.get::<_, i64>(0)? as u64;
            let (Ok(hash), Ok(body)) = (row.get(1), row.get::<_, String>(2)) else {
                return Ok(None);
            };
            // Number, link and punctuation take some 120 bytes around each body.
            size += body.len() + 120;
            if size > bytes && !records.is_empty() {
                break;
            }
            let Ok(body) = RawValue::from_string(body) else {
                return Ok(None);
            };
            if seq != after + 1 + records.len() as u64 {
                return Ok(None);
            }
            records.push(PushRecord { seq, hash, body });
        }
        Ok(Some(records))
    }

    /// Takes in the server's answer to a batch. `sent` is the number of the batch's last record, 0
    /// for a sign of life: a mark beyond what was sent can't be about records of this journal.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to; then the batch is simply sent again.
    pub fn apply_push(
        &mut self,
        incarnation: Incarnation,
        sent: u64,
        reply: &PushReply,
    ) -> Result<Acknowledged, JournalError> {
        let (exhibition, kiosk) = (self.exhibition, self.kiosk.clone());
        let origin = self.origin(incarnation);
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        if reply.rejected.is_empty() && unchanged(&tx, incarnation, sent, reply)? {
            return Ok(Acknowledged {
                waiting: outbox(&tx)?.waiting,
                ..Acknowledged::default()
            });
        }
        let new_epoch = enter_epoch(&tx, &reply.epoch)?;
        let Some(life) = lives(&tx)?
            .into_iter()
            .find(|life| life.incarnation == incarnation)
        else {
            return Ok(Acknowledged::default());
        };
        let mut acknowledged = Acknowledged {
            set_aside: note_rejected(&tx, incarnation, reply)?,
            ..Acknowledged::default()
        };
        let ack = if new_epoch {
            0
        } else {
            reply.contiguous_ack.min(life.ack.max(sent))
        };
        let fork = first_fork(&reply.rejected).filter(|seq| (1..=life.last).contains(seq));
        // Another record than the acknowledged one: the server was set back, and a copy of this disk was quicker. From where
        // on they differ shows when all are sent again.
        let is_forgotten = match fork {
            Some(seq) if seq <= life.ack => is_chained(&tx, &origin, seq)?,
            _ => false,
        };
        let fork = fork.filter(|_| !is_forgotten);
        let ack = if is_forgotten { 0 } else { ack };
        let ack = fork.map_or(ack, |seq| ack.min(seq - 1));
        tx.execute(
            "UPDATE lives SET ack = ?2, safe = ?3 WHERE incarnation = ?1",
            (incarnation.0, ack as i64, reply.safe.min(ack) as i64),
        )?;
        if !new_epoch && ack < life.ack {
            // It lacks what it had acknowledged, of other incarnations perhaps as well.
            let others = "UPDATE lives SET ack = 0, safe = 0 WHERE incarnation <> ?1";
            tx.execute(others, [incarnation.0])?;
        }
        // The server holds records under this incarnation that were never written here, and lacks none of
        // ours: the disk was set back to an older state. Going on would only produce forks.
        let set_back = !life.ended && reply.contiguous_ack > life.last && ack == life.last;
        if let Some(seq) = fork.or(set_back.then_some(life.last + 1)) {
            let known = knowledge::current(&tx, &self.known)?;
            move_on(&tx, &known, exhibition, &kiosk, &life, seq)?;
            acknowledged.new_life = true;
        }
        acknowledged.progress = acknowledged.new_life || new_epoch || ack != life.ack;
        acknowledged.waiting = outbox(&tx)?.waiting;
        tx.commit()?;
        Ok(acknowledged)
    }
}

fn outbox(tx: &Transaction<'_>) -> Result<Outbox, JournalError> {
    let lives = lives(tx)?;
    let next = lives.iter().find(|life| life.ack < life.last);
    let Some(current) = lives.last() else {
        return Err(JournalError::Damaged("it has no life".to_owned()));
    };
    Ok(Outbox {
        current: current.incarnation,
        next: next.map(|life| Span {
            incarnation: life.incarnation,
            after: life.ack,
            last: life.last,
        }),
        waiting: lives
            .iter()
            .map(|life| life.last.saturating_sub(life.ack))
            .sum(),
    })
}

/// The last record of a life that the server has acknowledged, unless it was damaged since.
fn acknowledged(
    tx: &Transaction<'_>,
    incarnation: Incarnation,
) -> Result<Option<PushAfter>, JournalError> {
    let found = tx
        .prepare_cached(
            "SELECT l.ack, r.link FROM lives l JOIN records r ON r.incarnation = l.incarnation AND r.seq = l.ack
             WHERE l.incarnation = ?1",
        )?
        .query_row([incarnation.0], |row| {
            Ok((row.get::<_, i64>(0)? as u64, row.get(1).ok()))
        })
        .optional()?;
    Ok(found.and_then(|(seq, hash)| Some(PushAfter { seq, hash: hash? })))
}

fn known_progress(tx: &Transaction<'_>) -> Result<KnownProgress, JournalError> {
    let known = tx
        .prepare_cached("SELECT push_epoch, feed_epoch, feed_next FROM state")?
        .query_row([], |row| {
            Ok(KnownProgress {
                push_epoch: row.get(0)?,
                feed_epoch: row.get(1)?,
                feed: row.get::<_, i64>(2)? as u64,
            })
        })?;
    Ok(known)
}

/// Whether an answer says only what is known, so that a sign of life costs no write to the disk.
fn unchanged(
    tx: &Transaction<'_>,
    incarnation: Incarnation,
    sent: u64,
    reply: &PushReply,
) -> Result<bool, JournalError> {
    let known: Option<(String, i64, i64)> = tx
        .prepare_cached("SELECT push_epoch, ack, safe FROM state, lives WHERE incarnation = ?1")?
        .query_row([incarnation.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    Ok(known.is_some_and(|(epoch, ack, safe)| {
        epoch == reply.epoch
            && sent <= ack as u64
            && ack as u64 == reply.contiguous_ack
            && safe as u64 == reply.safe
    }))
}

fn first_fork(rejected: &[Rejected]) -> Option<u64> {
    rejected
        .iter()
        .filter(|rejected| rejected.code == RejectCode::Fork)
        .map(|rejected| rejected.seq)
        .min()
}

/// Keeps the notices, so that the device's page can show them.
fn note_rejected(
    tx: &Transaction<'_>,
    incarnation: Incarnation,
    reply: &PushReply,
) -> Result<usize, JournalError> {
    for rejected in &reply.rejected {
        let code = match rejected.code {
            RejectCode::BrokenChain => "broken_chain",
            RejectCode::BadBody => "bad_body",
            RejectCode::Fork => "fork",
            RejectCode::NotCounted => "not_counted",
            RejectCode::Unknown => "unknown",
        };
        tx.prepare_cached(
            "INSERT INTO set_aside (incarnation, seq, code, detail, noticed_ms)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        )?
        .execute((
            incarnation.0,
            rejected.seq as i64,
            code,
            &rejected.detail,
            reply.server_time_ms.0,
        ))?;
    }
    Ok(reply.rejected.len())
}
