//! Taking in the register: every ticket the organisers know, page by page, in steps so short that
//! no scan waits for them.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use shared::protocol::v1::{RegisterQuery, RegisterReply, RegisterTicket};
use shared::ticket::Claims;

use super::{Journal, JournalError};
use crate::search::fold;

/// How many tickets one step takes in beside a desk that is at work: about ten milliseconds.
pub const STEP: usize = 250;

/// How far the register was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterMark {
    /// The server's life that the cursor belongs to; empty at first.
    pub epoch: String,
    /// The cursor.
    pub next: u64,
    /// Whether it was once read to its end in this life of the server.
    pub whole: bool,
}

/// The row that says how far the register was read.
struct State {
    mark: RegisterMark,
    life: i64,
}

impl Journal {
    /// How far the register was read.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn register_mark(&self) -> Result<RegisterMark, JournalError> {
        Ok(state(&self.db)?.mark)
    }

    /// How many tickets are in the register.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn tickets(&self) -> Result<u64, JournalError> {
        let tickets: i64 = self
            .db
            .prepare_cached("SELECT tickets FROM register_state")?
            .query_row([], |row| row.get(0))?;
        Ok(tickets as u64)
    }

    /// Takes in the answer to a query, `step` tickets at a time, and calls `between` after each
    /// step, when others may write. A step that is lost by a power cut comes again with the whole
    /// page. What only an earlier life of the server said stays until the new register is whole.
    /// `false` when another program was faster and the page is of no use any more.
    ///
    /// # Errors
    /// [`JournalError::Foreign`] for another exhibition's tickets, else when the journal can't be written to.
    pub fn apply_register(
        &mut self,
        query: &RegisterQuery,
        reply: &RegisterReply,
        step: usize,
        mut between: impl FnMut(),
    ) -> Result<bool, JournalError> {
        self.enter_life(&reply.epoch)?;
        let after = if query.epoch == reply.epoch {
            query.after
        } else {
            0
        };
        let mut steps = reply.tickets.chunks(step.max(1)).peekable();
        loop {
            let tickets = steps.next().unwrap_or_default();
            let tx = self
                .db
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let state = state(&tx)?;
            if (&state.mark.epoch, state.mark.next) != (&reply.epoch, after) {
                return Ok(false);
            }
            let mut taking = Taking::new(&tx, state.life);
            for ticket in tickets {
                taking.take(ticket, self.exhibition)?;
            }
            taking.count()?;
            let last = steps.peek().is_none();
            if last {
                tx.execute("UPDATE register_state SET next = ?1", [reply.next as i64])?;
            }
            tx.commit()?;
            between();
            if last {
                break;
            }
        }
        if !reply.more {
            self.sweep(step, between)?;
        }
        Ok(true)
    }

    /// Begins a new life of the register, unless it is the one that is being read.
    fn enter_life(&mut self, epoch: &str) -> Result<(), JournalError> {
        self.db.execute(
            "UPDATE register_state SET epoch = ?1, next = 0, life = life + 1, whole = 0 WHERE epoch <> ?1",
            [epoch],
        )?;
        Ok(())
    }

    /// Drops what only an earlier life said, once the register of this one is whole.
    fn sweep(&mut self, step: usize, mut between: impl FnMut()) -> Result<(), JournalError> {
        loop {
            let State { mark, life } = state(&self.db)?;
            if mark.whole {
                return Ok(());
            }
            // Looked for without holding anything: a million rows take a while.
            let old = "SELECT number FROM register WHERE life <> ?1 LIMIT ?2";
            let old: Vec<u32> = self
                .db
                .prepare_cached(old)?
                .query_map((life, step as i64), |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let tx = self
                .db
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            if old.is_empty() {
                tx.execute(
                    "UPDATE register_state SET whole = 1 WHERE life = ?1",
                    [life],
                )?;
            }
            let mut taking = Taking::new(&tx, life);
            for number in old {
                taking.drop_old(number)?;
            }
            taking.count()?;
            tx.commit()?;
            between();
        }
    }
}

fn state(db: &Connection) -> Result<State, JournalError> {
    let state = db
        .prepare_cached("SELECT epoch, next, whole, life FROM register_state")?
        .query_row([], |row| {
            Ok(State {
                mark: RegisterMark {
                    epoch: row.get(0)?,
                    next: row.get::<_, i64>(1)? as u64,
                    whole: row.get(2)?,
                },
                life: row.get(3)?,
            })
        })?;
    Ok(state)
}

/// A ticket that was known before it was told again.
struct Known {
    holder: Option<String>,
}

/// One step of taking in.
struct Taking<'a> {
    db: &'a Connection,
    life: i64,
    /// Tickets that came, less those that went.
    gained: i64,
    /// Words that are in the vocabulary for certain.
    words: HashSet<String>,
}

impl<'a> Taking<'a> {
    fn new(db: &'a Connection, life: i64) -> Self {
        Self {
            db,
            life,
            gained: 0,
            words: HashSet::new(),
        }
    }

    /// Takes a ticket in, as it is now.
    fn take(
        &mut self,
        ticket: &RegisterTicket,
        here: shared::ids::ExhibitionId,
    ) -> Result<(), JournalError> {
        let Ok(claims) = Claims::from_bytes(&ticket.claims) else {
            // Claims of a later version: such a ticket can't be judged here either.
            return Ok(());
        };
        if claims.exhibition != here {
            return Err(JournalError::Foreign(format!(
                "a ticket of exhibition {}, where {here} is expected",
                claims.exhibition
            )));
        }
        let number = claims.number.0;
        let before = self.known(number)?;
        let reference = ticket.reference.as_deref();
        let seller = ticket.seller.as_deref();
        self.db
            .prepare_cached(
                "INSERT INTO register (number, claims, proof, hash, seller, reference, reference_key, holder, life)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT DO UPDATE SET claims = excluded.claims, proof = excluded.proof,
                    hash = excluded.hash, seller = excluded.seller, reference = excluded.reference,
                    reference_key = excluded.reference_key, holder = excluded.holder, life = excluded.life",
            )?
            .execute((
                number,
                ticket.claims,
                ticket.proof,
                ticket.hash.map(|hash| hash.0),
                seller.map(|name| self.seller(name)).transpose()?,
                reference,
                reference.map(key_of).filter(|key| !key.is_empty()),
                ticket.holder.as_deref(),
                self.life,
            ))?;
        self.gained += i64::from(before.is_none());
        let holder = before.and_then(|before| before.holder);
        if holder != ticket.holder {
            self.forget_words(number, holder.as_deref())?;
            self.learn_words(number, ticket.holder.as_deref())?;
        }
        Ok(())
    }

    /// Drops a ticket of an earlier life, unless it was told again meanwhile.
    fn drop_old(&mut self, number: u32) -> Result<(), JournalError> {
        let holder = self.known(number)?.and_then(|known| known.holder);
        let dropped = self
            .db
            .prepare_cached("DELETE FROM register WHERE number = ?1 AND life <> ?2")?
            .execute((number, self.life))?;
        if dropped > 0 {
            self.gained -= 1;
            self.forget_words(number, holder.as_deref())?;
        }
        Ok(())
    }

    /// Brings the number of tickets up to date.
    fn count(self) -> Result<(), JournalError> {
        if self.gained != 0 {
            self.db
                .prepare_cached("UPDATE register_state SET tickets = tickets + ?1")?
                .execute([self.gained])?;
        }
        Ok(())
    }

    /// What is known of a ticket, if it is known.
    fn known(&self, number: u32) -> Result<Option<Known>, JournalError> {
        let sql = "SELECT holder FROM register WHERE number = ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let known = statement.query_row([number], |row| {
            Ok(Known {
                holder: row.get(0)?,
            })
        });
        Ok(known.optional()?)
    }

    fn seller(&self, name: &str) -> Result<i64, JournalError> {
        let find = "SELECT id FROM register_sellers WHERE name = ?1";
        let mut find = self.db.prepare_cached(find)?;
        if let Some(id) = find.query_row([name], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        let add = "INSERT INTO register_sellers (name) VALUES (?1)";
        self.db.prepare_cached(add)?.execute([name])?;
        Ok(self.db.last_insert_rowid())
    }

    fn learn_words(&mut self, number: u32, holder: Option<&str>) -> Result<(), JournalError> {
        let words = holder.map(fold).unwrap_or_default();
        if words.is_empty() {
            return Ok(());
        }
        self.db
            .prepare_cached("INSERT INTO register_words (rowid, words) VALUES (?1, ?2)")?
            .execute((number, &words))?;
        for word in words.split(' ') {
            if self.words.insert(word.to_owned()) {
                let add = "INSERT OR IGNORE INTO register_vocabulary (word) VALUES (?1)";
                self.db.prepare_cached(add)?.execute([word])?;
            }
        }
        Ok(())
    }

    /// The index does not keep the words themselves, so it has to be told what to forget.
    fn forget_words(&self, number: u32, holder: Option<&str>) -> Result<(), JournalError> {
        let words = holder.map(fold).unwrap_or_default();
        if !words.is_empty() {
            let forget = "INSERT INTO register_words (register_words, rowid, words) VALUES ('delete', ?1, ?2)";
            self.db.prepare_cached(forget)?.execute((number, &words))?;
        }
        Ok(())
    }
}

/// A seller's number as it is searched for.
pub(super) fn key_of(reference: &str) -> String {
    fold(reference).replace(' ', "")
}
