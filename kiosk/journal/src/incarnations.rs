//! The incarnations of a journal: one after the other, each with a chain and a mark of its own.
//!
//! A journal begins a new incarnation when its disk turns out to be a copy, or to have been set back.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Transaction};
use shared::ids::{ExhibitionId, Incarnation, KioskId};
use shared::protocol::v1::retarget;
use shared::record::{ChainHash, Origin, RecordId};

use super::clock_statements::Statements;
use super::ledger::Ledger;
use super::lives::Life;
use super::record_rows::text;
use super::write_tx::{append, last_of};
use super::{JournalError, Knowledge};

/// Notes the server's epoch and returns whether it is another one than before. A store that was restored or made anew
/// may lack what an earlier one acknowledged, and may have heard a copy of this disk meanwhile, so that even a mark
/// that is high enough may be about other records: everything is offered again, and compared there link by link.
pub(super) fn enter_epoch(tx: &Transaction<'_>, epoch: &str) -> Result<bool, JournalError> {
    let known: String = tx.query_row("SELECT push_epoch FROM state", [], |row| row.get(0))?;
    if known == epoch {
        return Ok(false);
    }
    tx.execute("UPDATE state SET push_epoch = ?1", [epoch])?;
    tx.execute("UPDATE shares SET heard_in = ''", [])?;
    if known.is_empty() {
        return Ok(false);
    }
    tx.execute("UPDATE lives SET ack = 0, safe = 0", [])?;
    Ok(true)
}

/// Ends an incarnation before record `from` and writes its records from there on anew, at the end of the
/// incarnation that is then current. They never counted under the old identity, so each counts once.
///
/// What a record amounts to moves with it, and an annulment of a record that moved names it anew.
pub(super) fn move_on(
    tx: &Transaction<'_>,
    known: &Knowledge,
    exhibition: ExhibitionId,
    kiosk: &KioskId,
    life: &Life,
    from: u64,
) -> Result<(), JournalError> {
    tx.execute(
        "UPDATE lives SET ends = ?2 WHERE number = ?1",
        (life.number, from as i64 - 1),
    )?;
    let mut origin = Origin {
        exhibition,
        kiosk: kiosk.clone(),
        incarnation: life.incarnation,
    };
    let forked: Option<[u8; 32]> = tx
        .query_row(
            "SELECT link FROM records WHERE incarnation = ?1 AND seq = ?2",
            (life.incarnation.0, from as i64),
            |row| row.get(0),
        )
        .optional()?;
    let ended_with = match forked {
        Some(chain_hash) => ChainHash(chain_hash),
        None => last_of(tx, &origin)?.1,
    };
    origin.incarnation = life_to_go_on_with(tx, life, ended_with)?;
    let mut last = last_of(tx, &origin)?;
    let bodies: Vec<(i64, String)> = tx
        .prepare_cached(
            "SELECT seq, body FROM records
             WHERE incarnation = ?1 AND seq >= ?2 AND moved_to IS NULL ORDER BY seq",
        )?
        .query_map((life.incarnation.0, from as i64), |row| {
            Ok((row.get(0)?, text(row.get_ref(1)?)))
        })?
        .collect::<Result<_, _>>()?;
    let mut ledger = Ledger::new(tx, known)?;
    let ended = Origin {
        incarnation: life.incarnation,
        ..origin.clone()
    };
    let statements = Statements::read(tx)?;
    let mut names = HashMap::new();
    for (seq, body) in bodies {
        let renamed = |target: &RecordId| names.get(target).cloned();
        let old = body;
        // One that is no JSON any more is set aside when its turn to be sent comes.
        let body = retarget(&old, renamed).ok().flatten();
        let body = body.unwrap_or_else(|| old.clone());
        let moved = append(tx, &origin, &mut last, &body)?;
        tx.prepare_cached(
            "UPDATE records SET moved_to = ?3, moved_seq = ?4 WHERE incarnation = ?1 AND seq = ?2",
        )?
        .execute((
            life.incarnation.0,
            seq,
            moved.incarnation.0,
            moved.seq as i64,
        ))?;
        // A body of a later version, which can't be read here, amounts to nothing here.
        let (Some(old), Some(new)) = (statements.record(&old), statements.record(&body)) else {
            continue;
        };
        let before = old.order(&ended, seq as u64);
        let after = new.order(&origin, moved.seq);
        names.insert(before.id(), after.id());
        ledger.relocate(&old, &new, &before, after)?;
    }
    ledger.store()
}

/// The current incarnation; a new one when it is the current incarnation that has just ended.
fn life_to_go_on_with(
    tx: &Transaction<'_>,
    ended: &Life,
    last: ChainHash,
) -> Result<Incarnation, JournalError> {
    let (number, incarnation): (i64, u32) = tx.query_row(
        "SELECT number, incarnation FROM lives ORDER BY number DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if number != ended.number {
        return Ok(Incarnation(incarnation));
    }
    let incarnation = incarnation_after(tx, last)?;
    tx.execute(
        "INSERT INTO lives (number, incarnation) VALUES (?1, ?2)",
        (number + 1, incarnation.0),
    )?;
    Ok(incarnation)
}

/// The number of the incarnation that follows a chain hash. It is no random one: should the disk be set back
/// once more before the server's answer is known, the same records come to the same new identities,
/// and the server sees that it has them.
fn incarnation_after(
    tx: &Transaction<'_>,
    chain_hash: ChainHash,
) -> Result<Incarnation, JournalError> {
    let mut chain_hash = chain_hash;
    loop {
        chain_hash = chain_hash.next(0, "a new life");
        let [a, b, c, d, ..] = chain_hash.0;
        let number = u32::from_be_bytes([a, b, c, d]);
        let taken: bool = tx.query_row(
            "SELECT count(*) FROM lives WHERE incarnation = ?1",
            [number],
            |row| row.get(0),
        )?;
        if number != 0 && !taken {
            return Ok(Incarnation(number));
        }
    }
}
