//! What the records add up to, kept in step with every one of them: ticket histories, people without a ticket,
//! annulments, counters, and visits to booths.
//!
//! Own records and those of other kiosks go the same way, in any order and any number of times.

use std::collections::HashSet;

use rusqlite::Connection;
use shared::checkin::{TicketStatus, WalkIn};
use shared::ids::{KioskId, TicketNumber};
use shared::protocol::v1::AnnulItem;
use shared::record::{Fact, Record, RecordId, RecordOrder};
use shared::time::UnixMs;

use super::gate_event::GateEvent;
use super::history_fold::HistoryFold;
use super::{JournalError, Knowledge, annulled, clock_statements, own, visits, walk_ins};

/// What the records add up to, changed within the transaction of `db`. Nothing is stored before [`Ledger::store`].
pub(super) struct Ledger<'a> {
    db: &'a Connection,
    fold: HistoryFold<'a>,
}

impl<'a> Ledger<'a> {
    /// Before a catalogue is known nothing is counted, and a recount follows when one comes.
    pub(super) fn new(db: &'a Connection, known: &Knowledge) -> Result<Self, JournalError> {
        let fold = HistoryFold::new(db, known)?;
        Ok(Self { db, fold })
    }

    /// Loads the histories of many tickets at once.
    pub(super) fn load(&mut self, tickets: &[TicketNumber]) -> Result<(), JournalError> {
        self.fold.load(tickets)
    }

    /// Stores what has changed.
    pub(super) fn store(self) -> Result<(), JournalError> {
        self.fold.store()
    }

    /// Adds what a record says; `false` when that was known, or changes nothing at a gate.
    pub(super) fn record(&mut self, fact: &Fact, order: RecordOrder) -> Result<bool, JournalError> {
        if let Fact::Annulled { target, ticket, .. } = fact {
            return self.annul(target, *ticket);
        }
        if let Some(visit) = fact.visit(order.clone()) {
            visits::insert(self.db, visit.ticket, visit.booth, visit.order.at)?;
        }
        match GateEvent::of(fact, order) {
            Some(event) => self.add(&event),
            None => Ok(false),
        }
    }

    /// Adds what the server says. An event that is known under another incarnation goes by the one that the server says
    /// now, unless it is a record of this journal. `false` when the event was known.
    pub(super) fn hear(&mut self, event: &GateEvent) -> Result<bool, JournalError> {
        if self.is_own(event)? {
            return Ok(false);
        }
        let Some(known) = self.same_event(event)? else {
            return self.add(event);
        };
        if known == *event.order() {
            return Ok(false);
        }
        let known = event.at(known);
        if !self.is_own(&known)? {
            self.remove(&known)?;
            self.add(event)?;
        } else if annulled::holds(self.db, &event.order().id())? {
            self.annul_event(&known)?;
        }
        Ok(false)
    }

    /// Takes out what the server says was annulled. An own record keeps its event under its own name, whichever name the server
    /// has for it, so the event is looked for by its time too.
    pub(super) fn hear_annulled(&mut self, item: &AnnulItem) -> Result<bool, JournalError> {
        let is_new = self.annul(&item.record, item.ticket)?;
        let Some(at) = item.at_ms else {
            return Ok(is_new);
        };
        let order = item.record.clone().made_at(at);
        let mut same: Vec<GateEvent> = walk_ins::at_instant(self.db, &order)?
            .into_iter()
            .map(GateEvent::WalkIn)
            .collect();
        if let Some(ticket) = item.ticket {
            let passages = self.fold.history(ticket)?.passages.iter();
            let of_time =
                passages.filter(|it| (it.order.at, &it.order.kiosk) == (at, &order.kiosk));
            same = of_time.cloned().map(GateEvent::Passage).collect();
        }
        for event in same {
            if self.is_own(&event)? {
                self.annul_event(&event)?;
            }
        }
        Ok(true)
    }

    fn annul_event(&mut self, event: &GateEvent) -> Result<(), JournalError> {
        annulled::insert(self.db, &event.order().id())?;
        self.remove(event).map(drop)
    }

    /// Adds what the server says, in the place of the same record at another time.
    pub(super) fn hear_corrected(
        &mut self,
        event: &GateEvent,
        was: UnixMs,
    ) -> Result<bool, JournalError> {
        let before = event.at(RecordOrder {
            at: was,
            ..event.order().clone()
        });
        if !self.is_own(&before)? {
            self.remove(&before)?;
            return self.hear(event);
        }
        let Some(own) = own::own_record(self.db, &before.order().id())? else {
            return self.hear(event);
        };
        // The disk may have been set back to before it was known what the time was.
        clock_statements::learn(self.db, &own.stamp, event.order().at)?;
        self.remove(&before)?;
        self.add(event).map(|_| false)
    }

    /// Returns whether an event of this record is known, at whatever time.
    pub(super) fn knows(&mut self, event: &GateEvent) -> Result<bool, JournalError> {
        let id = event.order().id();
        match event {
            GateEvent::Passage(passage) => {
                let known = &self.fold.history(passage.claims.number)?.passages;
                Ok(known.iter().any(|it| it.order.is(&id)))
            }
            GateEvent::WalkIn(_) => Ok(!walk_ins::of_record(self.db, &id)?.is_empty()),
        }
    }

    /// Takes a record's event out for good, also where it comes later; `false` when it was annulled before. The ticket is
    /// where to look first, and may be wrong.
    pub(super) fn annul(
        &mut self,
        target: &RecordId,
        ticket: Option<TicketNumber>,
    ) -> Result<bool, JournalError> {
        if !annulled::insert(self.db, target)? {
            return Ok(false);
        }
        for event in self.events_of(target, ticket)? {
            self.remove(&event)?;
        }
        Ok(true)
    }

    /// Adds what was annulled and counts again; `false` when it was not annulled.
    pub(super) fn release(
        &mut self,
        event: &GateEvent,
        was: Option<UnixMs>,
    ) -> Result<bool, JournalError> {
        annulled::remove(self.db, &event.order().id())?;
        if self.is_own(event)? {
            return self.add(event);
        }
        match was {
            Some(was) => self.hear_corrected(event, was),
            None => self.hear(event),
        }
    }

    /// Forgets annulments that no own record states. A server that was set back may know no longer what it told; what it
    /// knows it tells again.
    pub(super) fn forget_annulments(&mut self, kiosk: &KioskId) -> Result<(), JournalError> {
        let annulled = annulled::all(self.db)?;
        if annulled.is_empty() {
            return Ok(());
        }
        let mut stated = HashSet::new();
        own::each_with(self.db, kiosk, "annul", |_, fact| {
            if let Fact::Annulled { target, .. } = fact {
                stated.insert(target.clone());
            }
            Ok(())
        })?;
        for id in annulled.into_iter().filter(|id| !stated.contains(id)) {
            annulled::remove(self.db, &id)?;
            if let Some(Record { stamp, fact }) = own::own_record(self.db, &id)? {
                self.record(&fact, id.made_at(stamp.corrected()))?;
            }
        }
        self.fold.flush()
    }

    /// Forgets when own records were made where no own record states it. A server that was set back may know that no
    /// longer; what it knows it tells again.
    pub(super) fn forget_learnt_times(&mut self, kiosk: &KioskId) -> Result<(), JournalError> {
        for run in clock_statements::learnt_runs(self.db)? {
            let mut records = Vec::new();
            own::each_with(self.db, kiosk, &run, |order, fact| {
                records.push((order, fact.clone()));
                Ok(())
            })?;
            clock_statements::forget(self.db, &run)?;
            for (from, fact) in records {
                if let Some(record) = own::own_record(self.db, &from.id())? {
                    self.retime(&fact, &from, record.stamp.corrected())?;
                }
            }
        }
        self.fold.flush()
    }

    /// Changes a ticket's status, and with it how its passages are judged.
    pub(super) fn set_status(
        &mut self,
        ticket: TicketNumber,
        status: TicketStatus,
    ) -> Result<(), JournalError> {
        self.fold.history(ticket)?;
        self.fold.apply(|fold| fold.set_status(ticket, status))
    }

    /// Gives what a record says another time, unless it was annulled.
    pub(super) fn retime(
        &mut self,
        fact: &Fact,
        from: &RecordOrder,
        to: UnixMs,
    ) -> Result<(), JournalError> {
        if let Some(visit) = fact.visit(from.clone()) {
            return visits::retime(self.db, &visit, to);
        }
        let Some(event) = GateEvent::of(fact, from.clone()) else {
            return Ok(());
        };
        if self.remove(&event)? {
            let order = RecordOrder {
                at: to,
                ..from.clone()
            };
            self.add(&event.at(order))?;
        }
        Ok(())
    }

    /// Moves what an own record says to another place. What a copy of the disk wrote under the old one, and the server
    /// told, stays there.
    pub(super) fn relocate(
        &mut self,
        record: &Record,
        moved: &Record,
        from: &RecordOrder,
        to: RecordOrder,
    ) -> Result<(), JournalError> {
        if let (Fact::Annulled { target, .. }, Fact::Annulled { target: now, .. }) =
            (&record.fact, &moved.fact)
        {
            if target != now {
                self.free_name(target)?;
            }
        } else if let Some(event) = GateEvent::of(&record.fact, from.clone())
            && !self.remove(&event)?
            && annulled::holds(self.db, &from.id())?
        {
            self.free_name(&from.id())?;
        }
        self.record(&moved.fact, to).map(drop)
    }

    /// Takes the annulment from a name that no own record has any more. What a copy of the disk recorded under it was
    /// passed over when it was told, so the feed is read again; if that was annulled, it is told once more.
    fn free_name(&mut self, id: &RecordId) -> Result<(), JournalError> {
        annulled::remove(self.db, id)?;
        self.db.execute("UPDATE state SET feed_next = 0", [])?;
        Ok(())
    }

    /// Adds an event; `false` when it is known or annulled.
    pub(super) fn add(&mut self, event: &GateEvent) -> Result<bool, JournalError> {
        if annulled::holds(self.db, &event.order().id())? {
            return Ok(false);
        }
        let is_new = match event {
            GateEvent::Passage(passage) => !self.fold.has(passage)?,
            GateEvent::WalkIn(walk_in) => walk_ins::insert(self.db, walk_in)?,
        };
        if is_new {
            self.fold.apply(|fold| event.add_to(fold))?;
        }
        Ok(is_new)
    }

    /// Takes an event out; `false` when it is not there.
    fn remove(&mut self, event: &GateEvent) -> Result<bool, JournalError> {
        match event {
            GateEvent::Passage(passage) => {
                if !self.fold.has(passage)? {
                    return Ok(false);
                }
                let (ticket, order) = (passage.claims.number, passage.order.clone());
                self.fold.apply(|fold| fold.remove_passage(ticket, order))?;
            }
            GateEvent::WalkIn(WalkIn { order, .. }) => {
                let stored = walk_ins::of_record(self.db, &order.id())?;
                let Some(walk_in) = stored.into_iter().find(|it| it.order == *order) else {
                    return Ok(false);
                };
                walk_ins::delete(self.db, order)?;
                self.fold.apply(|fold| fold.remove_walk_in(&walk_in))?;
            }
        }
        Ok(true)
    }

    /// Returns where the same event is known, under whatever incarnation and number: a kiosk does nothing twice with one
    /// ticket in the same millisecond.
    fn same_event(&mut self, event: &GateEvent) -> Result<Option<RecordOrder>, JournalError> {
        Ok(match event {
            GateEvent::Passage(passage) => {
                let known = &self.fold.history(passage.claims.number)?.passages;
                let same = known.iter().find(|it| {
                    (it.order.at, &it.order.kiosk) == (passage.order.at, &passage.order.kiosk)
                        && (&it.gate, it.direction) == (&passage.gate, passage.direction)
                        && it.people == passage.people
                });
                same.map(|it| it.order.clone())
            }
            GateEvent::WalkIn(walk_in) => {
                let mut known = walk_ins::at_instant(self.db, &walk_in.order)?.into_iter();
                let same =
                    known.find(|it| event.at(it.order.clone()) == GateEvent::WalkIn(it.clone()));
                same.map(|it| it.order)
            }
        })
    }

    /// Returns what a record says that is to be annulled. A copy of this disk may have recorded something else under the
    /// name of an own record, and the server speaks of what it was told: so the ticket goes first, where it is not wrong.
    fn events_of(
        &mut self,
        record: &RecordId,
        ticket: Option<TicketNumber>,
    ) -> Result<Vec<GateEvent>, JournalError> {
        let told = self.fold.passages_of(record, ticket)?;
        if !told.is_empty() {
            return Ok(told);
        }
        let walk_ins = walk_ins::of_record(self.db, record)?;
        if !walk_ins.is_empty() {
            return Ok(walk_ins.into_iter().map(GateEvent::WalkIn).collect());
        }
        let own = own::own_record(self.db, record)?;
        let own = own.and_then(|record| record.fact.claims().map(|claims| claims.number));
        let own = self.fold.passages_of(record, own)?;
        if !own.is_empty() {
            return Ok(own);
        }
        let ticket = self.fold.ticket_of(record)?;
        self.fold.passages_of(record, ticket)
    }

    /// Returns whether a record of this journal tells of an event, at the time that it claims or at its true one. A copy of this
    /// disk may have recorded something else under the same name, in the same millisecond too.
    fn is_own(&self, event: &GateEvent) -> Result<bool, JournalError> {
        let order = event.order();
        let own = own::own_record(self.db, &order.id())?;
        let same = own.and_then(|own| GateEvent::of(&own.fact, order.clone()));
        Ok(same.as_ref() == Some(event) && own::times(self.db, &order.id())?.contains(&order.at))
    }
}
