//! Counting anew who is inside, ticket by ticket, in steps so short that no scan waits for them.
//!
//! Whenever the rules change, every passage there ever was may be judged another way. What is kept
//! stays in use meanwhile, and what happens meanwhile goes into both counts.

use rusqlite::{Connection, TransactionBehavior};
use shared::checkin::Rules;
use shared::tally::{Effect, Inside, effects};

use super::{Journal, JournalError, inside, knowledge, passages, standings, walks};

/// How many passages one step looks at: a few milliseconds of work.
pub const STEP: usize = 1_000;

impl Journal {
    /// Goes on counting anew who is inside, where that is due, by about so many passages; `true`
    /// when nothing is left to count, or when no rules are known to count by.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to.
    pub fn recount(&mut self, passages: usize) -> Result<bool, JournalError> {
        if inside::counted_to(&self.db)?.is_none() {
            return Ok(true);
        }
        // A step that the power takes back is made again, so nobody has to wait for the disk here.
        // Whatever is recorded after it waits, and makes it durable too: the log is one file.
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

/// Has all counted anew.
pub(super) fn begin(db: &Connection) -> Result<(), JournalError> {
    db.execute("DELETE FROM inside_anew", [])?;
    db.execute("UPDATE state SET counted_to = -1", [])?;
    Ok(())
}

/// Goes on by about so many passages; `true` when nothing is left to count.
pub(super) fn go_on(db: &Connection, rules: &Rules, passages: usize) -> Result<bool, JournalError> {
    let Some(from) = inside::counted_to(db)? else {
        return Ok(true);
    };
    let mut part = Inside::default();
    if from < 0 {
        add_walks(db, rules, &mut part)?;
    }
    // One ticket at least, or people without one would be counted again by the next step.
    let (mut left, mut to, mut done) = (passages.max(1), from, true);
    passages::each_after(db, from, |ticket, of_one| {
        if left == 0 {
            done = false;
            return Ok(false);
        }
        left = left.saturating_sub(of_one.len());
        to = i64::from(ticket.0);
        let standing = standings::of_ticket(db, ticket)?;
        part.add(&effects(rules, standing, of_one));
        Ok(true)
    })?;
    inside::add_anew(db, &part)?;
    if done {
        db.execute_batch(
            "DELETE FROM inside;
             INSERT INTO inside SELECT date, zone, people FROM inside_anew;
             DELETE FROM inside_anew;
             UPDATE state SET counted_to = NULL;",
        )?;
    } else {
        db.prepare_cached("UPDATE state SET counted_to = ?1")?
            .execute([to])?;
    }
    Ok(done)
}

fn add_walks(db: &Connection, rules: &Rules, inside: &mut Inside) -> Result<(), JournalError> {
    walks::each(db, |walk| {
        inside.add([&Effect::of_walk(rules, walk)]);
        Ok(())
    })
}
