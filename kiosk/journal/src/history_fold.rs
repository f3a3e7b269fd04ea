//! Ticket histories and counters, folded as records change them.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rusqlite::Connection;
use shared::checkin::{Passage, Rules};
use shared::ids::{ExhibitionId, TicketNumber};
use shared::ledger::{Counters, Fold, TicketHistory};
use shared::record::RecordId;
use shared::time::{Calendar, VenueTimeZone};

use super::gate_event::GateEvent;
use super::{JournalError, Knowledge, counters, histories, recount_mark};

/// How many changed histories are held in memory at most.
const CHANGED_AT_MOST: usize = 2_000;

/// The histories that a transaction of `db` has loaded, and what it changes. Nothing is stored before
/// [`HistoryFold::store`].
pub(super) struct HistoryFold<'a> {
    db: &'a Connection,
    rules: Arc<Rules>,
    /// How far a running recount has come; see [`recount_mark::counted_to`].
    counted_to: Option<i64>,
    histories: HashMap<TicketNumber, TicketHistory>,
    changed: BTreeSet<TicketNumber>,
    counters: Counters,
    /// The part of `counters` that a running recount has counted already.
    recounted: Counters,
}

impl<'a> HistoryFold<'a> {
    /// Before a catalogue is known nothing is counted, and a recount follows when one comes.
    pub(super) fn new(db: &'a Connection, known: &Knowledge) -> Result<Self, JournalError> {
        Ok(Self {
            db,
            rules: known.rules.clone().unwrap_or_else(no_rules),
            counted_to: recount_mark::counted_to(db)?,
            histories: HashMap::new(),
            changed: BTreeSet::new(),
            counters: Counters::default(),
            recounted: Counters::default(),
        })
    }

    /// Loads the histories of many tickets at once.
    pub(super) fn load(&mut self, tickets: &[TicketNumber]) -> Result<(), JournalError> {
        self.histories = histories::of_tickets(self.db, tickets)?;
        for ticket in tickets {
            self.histories.entry(*ticket).or_default();
        }
        Ok(())
    }

    /// Stores what has changed.
    pub(super) fn store(mut self) -> Result<(), JournalError> {
        self.flush()
    }

    pub(super) fn has(&mut self, passage: &Passage) -> Result<bool, JournalError> {
        let known = &self.history(passage.claims.number)?.passages;
        Ok(known.iter().any(|it| it.order == passage.order))
    }

    pub(super) fn passages_of(
        &mut self,
        record: &RecordId,
        ticket: Option<TicketNumber>,
    ) -> Result<Vec<GateEvent>, JournalError> {
        let Some(ticket) = ticket else {
            return Ok(Vec::new());
        };
        let passages = self.history(ticket)?.passages.iter();
        let of_record = passages.filter(|it| it.order.is(record)).cloned();
        Ok(of_record.map(GateEvent::Passage).collect())
    }

    /// Returns the ticket in whose history a record is.
    pub(super) fn ticket_of(
        &self,
        record: &RecordId,
    ) -> Result<Option<TicketNumber>, JournalError> {
        let mut histories = self.histories.iter();
        let is_of = |history: &TicketHistory| history.passages.iter().any(|it| it.order.is(record));
        match histories.find(|(_, history)| is_of(history)) {
            Some((ticket, _)) => Ok(Some(*ticket)),
            None => histories::ticket_of(self.db, record),
        }
    }

    pub(super) fn history(&mut self, ticket: TicketNumber) -> Result<&TicketHistory, JournalError> {
        match self.histories.entry(ticket) {
            Entry::Occupied(held) => Ok(held.into_mut()),
            Entry::Vacant(order) => Ok(order.insert(histories::of_ticket(self.db, ticket)?)),
        }
    }

    /// Folds one change of a loaded history, or of people without a ticket.
    pub(super) fn apply(&mut self, change: impl FnOnce(&mut Fold<'_>)) -> Result<(), JournalError> {
        let mut fold = Fold::new(&self.rules);
        change(&mut fold);
        let tickets: Vec<TicketNumber> = fold.tickets().collect();
        let counters = fold.apply(&mut self.histories);
        let last = tickets.last().map_or(0, |ticket| i64::from(ticket.0));
        if self.counted_to.is_some_and(|counted_to| last <= counted_to) {
            self.recounted.merge(counters.clone());
        }
        self.counters.merge(counters);
        self.changed.extend(tickets);
        if self.changed.len() > CHANGED_AT_MOST {
            self.flush()?;
        }
        Ok(())
    }

    pub(super) fn flush(&mut self) -> Result<(), JournalError> {
        for ticket in std::mem::take(&mut self.changed) {
            if let Some(history) = self.histories.get(&ticket) {
                histories::store(self.db, ticket, history)?;
            }
        }
        self.histories.clear();
        counters::add(self.db, false, &std::mem::take(&mut self.counters))?;
        let recounted = std::mem::take(&mut self.recounted);
        // A history that could not be read has begun a recount, which counts everything.
        let counted_to = recount_mark::counted_to(self.db)?;
        if counted_to == self.counted_to {
            counters::add(self.db, true, &recounted)?;
        }
        self.counted_to = counted_to;
        Ok(())
    }
}

/// Rules by which nothing counts.
fn no_rules() -> Arc<Rules> {
    let calendar = Calendar {
        zone: VenueTimeZone::new(0),
        days: Vec::new(),
        night_minutes: 0,
    };
    Arc::new(Rules::plain(ExhibitionId(0), calendar, false))
}
