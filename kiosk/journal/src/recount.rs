//! Counting anew, ticket by ticket, in steps so short that no scan waits for them.
//!
//! Whenever the rules change, every passage there ever was may be judged another way. What is kept
//! stays in use meanwhile, and what happens meanwhile goes into both counts.

use std::collections::HashMap;

use rusqlite::{Connection, TransactionBehavior};
use shared::checkin::Rules;
use shared::ledger::{Counters, Fold};

use super::recount_mark::counted_to;
use super::{Journal, JournalError, counters, histories, knowledge, walk_ins};

/// How many passages one step counts: a few milliseconds of work.
pub const STEP: usize = 1_000;

impl Journal {
    /// Continues a recount, where one is due, by about so many passages; `true` when nothing is left to count, or when no
    /// rules are known to count by.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn recount(&mut self, passages: usize) -> Result<bool, JournalError> {
        if counted_to(&self.db)?.is_none() {
            return Ok(true);
        }
        // A step that a power cut takes back is made again, so it need not wait for the disk. A record that follows
        // waits, and makes it durable too: the log is one file.
        self.db.pragma_update(None, "synchronous", "NORMAL")?;
        let done = self.step(passages);
        self.db.pragma_update(None, "synchronous", "FULL")?;
        done
    }

    fn step(&mut self, passages: usize) -> Result<bool, JournalError> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = knowledge::current(&tx, &self.known)?;
        let Some(rules) = &known.rules else {
            return Ok(true);
        };
        let done = go_on(&tx, rules, passages)?;
        tx.commit()?;
        Ok(done)
    }
}

/// Continues by about so many passages; `true` when nothing is left to count.
pub(super) fn go_on(db: &Connection, rules: &Rules, passages: usize) -> Result<bool, JournalError> {
    let Some(from) = counted_to(db)? else {
        return Ok(true);
    };
    let mut counted = Counters::default();
    if from < 0 {
        let mut fold = Fold::new(rules);
        walk_ins::all(db)?
            .iter()
            .for_each(|walk_in| fold.add_walk_in(walk_in));
        counted = fold.apply(&mut HashMap::new());
    }
    // One ticket at least, or people without one would be counted again by the next step.
    let (mut left, mut to, mut done) = (passages.max(1), from, true);
    let mut unreadable = None;
    histories::each_after(db, from, |ticket, history| {
        if left == 0 {
            done = false;
            return Ok(false);
        }
        let Ok(history) = history else {
            unreadable = Some(ticket);
            return Ok(false);
        };
        left = left.saturating_sub(history.passages.len().max(1));
        to = i64::from(ticket.0);
        history.count(rules, &mut counted);
        Ok(true)
    })?;
    if let Some(ticket) = unreadable {
        // Begins the recount again.
        histories::restore(db, ticket)?;
        return Ok(false);
    }
    counters::add(db, true, &counted)?;
    if done {
        db.execute_batch(
            "DELETE FROM counters WHERE recount = 0;
             UPDATE counters SET recount = 0;
             UPDATE state SET counted_to = NULL;",
        )?;
    } else {
        db.prepare_cached("UPDATE state SET counted_to = ?1")?
            .execute([to])?;
    }
    Ok(done)
}
