//! Taking in the ticket list: every ticket the organisers know, page by page, in steps so short that
//! no scan waits for them.

mod sound;
mod taking;

use rusqlite::{Connection, TransactionBehavior};
use shared::protocol::v1::{TicketListQuery, TicketListReply};

use super::{Journal, JournalError};
use taking::Taking;

pub(super) use sound::{ask_again, unsound};
pub(super) use taking::key_of;

/// How many tickets one step takes in beside a desk that is at work: about ten milliseconds.
pub const STEP: usize = 250;

/// How far the ticket list was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketListMark {
    /// The server's epoch that the cursor belongs to; empty at first.
    pub epoch: String,
    /// The cursor.
    pub next: u64,
    /// Whether it was once read to its end in this life of the server.
    pub whole: bool,
}

/// The row that says how far the ticket list was read.
struct State {
    mark: TicketListMark,
    life: i64,
}

impl Journal {
    /// How far the ticket list was read.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be read.
    pub fn ticket_list_mark(&self) -> Result<TicketListMark, JournalError> {
        Ok(state(&self.db)?.mark)
    }

    /// How many tickets are in the ticket list.
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

    /// Takes in the answer to a query, `step` tickets at a time, and calls `between` between two
    /// steps, when others may write. A step that is lost by a power cut comes again with the whole
    /// page. What only an earlier epoch of the server said stays until the new ticket list is whole.
    /// `false` when another program was faster and the page is of no use any more.
    ///
    /// # Errors
    /// [`JournalError::Foreign`] for another exhibition's tickets, else when the journal can't be written to.
    pub fn apply_ticket_list(
        &mut self,
        query: &TicketListQuery,
        reply: &TicketListReply,
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
            if last {
                break;
            }
            between();
        }
        if !reply.more {
            self.sweep(step, between)?;
        }
        Ok(true)
    }

    /// Begins a new epoch of the ticket list, unless it is the one that is being read.
    fn enter_life(&mut self, epoch: &str) -> Result<(), JournalError> {
        self.db.execute(
            "UPDATE register_state SET epoch = ?1, next = 0, life = life + 1, whole = 0 WHERE epoch <> ?1",
            [epoch],
        )?;
        Ok(())
    }

    /// Drops what only an earlier life said, once the ticket list of this one is whole.
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
            if !old.is_empty() {
                between();
            }
            let tx = self
                .db
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            if old.is_empty() {
                tx.execute(
                    "UPDATE register_state SET whole = 1, list_lost = 0 WHERE life = ?1",
                    [life],
                )?;
            }
            let mut taking = Taking::new(&tx, life);
            for number in old {
                taking.drop_old(number)?;
            }
            taking.count()?;
            tx.commit()?;
        }
    }
}

fn state(db: &Connection) -> Result<State, JournalError> {
    let state = db
        .prepare_cached("SELECT epoch, next, whole, life FROM register_state")?
        .query_row([], |row| {
            Ok(State {
                mark: TicketListMark {
                    epoch: row.get(0)?,
                    next: row.get::<_, i64>(1)? as u64,
                    whole: row.get(2)?,
                },
                life: row.get(3)?,
            })
        })?;
    Ok(state)
}
