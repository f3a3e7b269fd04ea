//! What the records amount to, kept in step with every one of them: passages by ticket, people
//! without a ticket, what was annulled, who is inside, and visits to booths.
//!
//! Own records and those of other kiosks come the same way, in any order, as often as you like.

use rusqlite::Connection;
use shared::checkin::{Passage, Place, Rules, Standing, Walk};
use shared::ids::TicketNumber;
use shared::record::{Fact, Record, RecordId};
use shared::tally::{Effect, Inside, effects};
use shared::time::UnixMs;

use super::{JournalError, annulled, inside, own, passages, recount, standings, visits, walks};

/// The way in for everything that changes what the records amount to. It all happens within the
/// transaction of `db`.
pub(super) struct Accounts<'a> {
    pub(super) db: &'a Connection,
    /// The rules in force; while there are none, who is inside is left to be counted later.
    pub(super) rules: Option<&'a Rules>,
}

/// What decides how a ticket's passages are judged.
struct History {
    standing: Standing,
    passages: Vec<Passage>,
}

impl Accounts<'_> {
    /// Takes in what a record says. `false` when that was known, or changes nothing.
    pub(super) fn record(&self, fact: &Fact, place: Place) -> Result<bool, JournalError> {
        if let Fact::Annulled { target, ticket, .. } = fact {
            return self.annul(target, *ticket);
        }
        if let Some(walk) = fact.walk(place.clone()) {
            return self.walk(&walk);
        }
        if let Some(visit) = fact.visit(place.clone()) {
            visits::insert(self.db, visit.ticket, visit.booth, visit.place.at)?;
            return Ok(false);
        }
        match fact.passage(place) {
            Some(passage) => self.pass(&passage),
            None => Ok(false),
        }
    }

    /// Takes in a passage of a ticket; `true` when it was not known and counts.
    pub(super) fn pass(&self, passage: &Passage) -> Result<bool, JournalError> {
        if annulled::holds(self.db, &passage.place.id())? || !passages::insert(self.db, passage)? {
            return Ok(false);
        }
        let ticket = passage.claims.number;
        let after = self.history(ticket)?;
        let before = after.without(&passage.place);
        self.changed(ticket, &before, &after)?;
        Ok(true)
    }

    /// Takes in people without a ticket; `true` when they were not known and count.
    pub(super) fn walk(&self, walk: &Walk) -> Result<bool, JournalError> {
        if annulled::holds(self.db, &walk.place.id())? || !walks::insert(self.db, walk)? {
            return Ok(false);
        }
        self.walked(None, Some(walk))?;
        Ok(true)
    }

    /// Takes a passage out for good, whether it is known already or comes later; `true` when that
    /// was not known. `ticket` says where to look first; it need not be right.
    pub(super) fn annul(
        &self,
        target: &RecordId,
        ticket: Option<TicketNumber>,
    ) -> Result<bool, JournalError> {
        if !annulled::insert(self.db, target)? {
            return Ok(false);
        }
        let walks = walks::take(self.db, target)?;
        if !walks.is_empty() {
            for walk in &walks {
                self.walked(Some(walk), None)?;
            }
            return Ok(true);
        }
        // What this kiosk recorded itself says its ticket better than any hint.
        let own = own::own_record(self.db, target)?;
        let own = own.and_then(|record| record.fact.claims().map(|claims| claims.number));
        let hint = own.or(ticket);
        if let Some(ticket) = passages::ticket_of(self.db, target, hint)? {
            let before = self.history(ticket)?;
            passages::remove(self.db, ticket, target)?;
            self.changed(ticket, &before, &self.history(ticket)?)?;
        }
        Ok(true)
    }

    /// Changes a ticket's standing, and with it how its passages are judged.
    pub(super) fn stand(
        &self,
        ticket: TicketNumber,
        standing: Standing,
    ) -> Result<(), JournalError> {
        let before = self.history(ticket)?;
        standings::set(self.db, ticket, standing)?;
        let after = History {
            standing,
            passages: before.passages.clone(),
        };
        self.changed(ticket, &before, &after)
    }

    /// Gives what a record says another time. What was annulled has none.
    pub(super) fn retime(&self, fact: &Fact, from: &Place, to: UnixMs) -> Result<(), JournalError> {
        if let Some(visit) = fact.visit(from.clone()) {
            return visits::retime(self.db, &visit, to);
        }
        let place = Place {
            at: to,
            ..from.clone()
        };
        if let Some(walk) = fact.walk(from.clone()) {
            self.retime_walk(&walk, place)
        } else if let Some(passage) = fact.passage(from.clone()) {
            self.retime_passage(&passage, &place)
        } else {
            Ok(())
        }
    }

    /// Whether a passage with this identity is known, at whatever time.
    pub(super) fn knows(&self, passage: &Passage) -> Result<bool, JournalError> {
        let known = passages::of_ticket(self.db, passage.claims.number)?;
        let id = passage.place.id();
        Ok(known.iter().any(|it| it.place.is(&id)))
    }

    /// Takes in that the server has corrected the time of a passage, which it told of at `was` before.
    pub(super) fn correct_passage(
        &self,
        passage: &Passage,
        was: UnixMs,
    ) -> Result<bool, JournalError> {
        let before = Place {
            at: was,
            ..passage.place.clone()
        };
        if !self.is_own(&before)? {
            self.remove_passage(passage.claims.number, &before)?;
        }
        self.hear_passage(passage)
    }

    /// The same for people without a ticket.
    pub(super) fn correct_walk(&self, walk: &Walk, was: UnixMs) -> Result<bool, JournalError> {
        let before = Walk {
            place: Place {
                at: was,
                ..walk.place.clone()
            },
            ..walk.clone()
        };
        if !self.is_own(&before.place)? {
            self.remove_walk(&before, &before.place)?;
        }
        self.hear_walk(walk)
    }

    fn retime_passage(&self, passage: &Passage, to: &Place) -> Result<(), JournalError> {
        let ticket = passage.claims.number;
        let before = self.history(ticket)?;
        passages::remove_at(self.db, ticket, &passage.place)?;
        let after = self.history(ticket)?;
        if after.passages.len() < before.passages.len() {
            let passage = Passage {
                place: to.clone(),
                ..passage.clone()
            };
            passages::insert(self.db, &passage)?;
        }
        self.changed(ticket, &before, &self.history(ticket)?)
    }

    fn retime_walk(&self, walk: &Walk, to: Place) -> Result<(), JournalError> {
        if walks::remove_at(self.db, &walk.place)? {
            self.walked(Some(walk), None)?;
            let walk = Walk {
                place: to,
                ..walk.clone()
            };
            self.walk(&walk)?;
        }
        Ok(())
    }

    /// Takes in a passage that the server tells of. An event that is known under another incarnation goes by the one
    /// that the server tells now, unless it is a record of this journal.
    pub(super) fn hear_passage(&self, passage: &Passage) -> Result<bool, JournalError> {
        if self.is_own(&passage.place)? {
            return Ok(false);
        }
        let Some(known) = passages::same_event(self.db, passage)? else {
            return self.pass(passage);
        };
        if known != passage.place && !self.is_own(&known)? {
            self.remove_passage(passage.claims.number, &known)?;
            self.pass(passage)?;
        }
        Ok(false)
    }

    /// The same for people without a ticket.
    pub(super) fn hear_walk(&self, walk: &Walk) -> Result<bool, JournalError> {
        if self.is_own(&walk.place)? {
            return Ok(false);
        }
        let Some(known) = walks::same_event(self.db, walk)? else {
            return self.walk(walk);
        };
        if known != walk.place && !self.is_own(&known)? {
            self.remove_walk(walk, &known)?;
            self.walk(walk)?;
        }
        Ok(false)
    }

    /// Moves what an own record says to another place. What a copy of the disk wrote under the old one, and the server
    /// told of, stays there.
    pub(super) fn relocate(
        &self,
        record: &Record,
        moved: &Record,
        from: &Place,
        to: Place,
    ) -> Result<(), JournalError> {
        if let (Fact::Annulled { target, .. }, Fact::Annulled { target: now, .. }) =
            (&record.fact, &moved.fact)
        {
            if target != now {
                annulled::remove(self.db, target)?;
            }
        } else if let Some(walk) = record.fact.walk(from.clone()) {
            self.remove_walk(&walk, from)?;
        } else if let Some(passage) = record.fact.passage(from.clone()) {
            self.remove_passage(passage.claims.number, from)?;
        }
        self.record(&moved.fact, to).map(drop)
    }

    fn remove_passage(&self, ticket: TicketNumber, place: &Place) -> Result<(), JournalError> {
        let before = self.history(ticket)?;
        passages::remove_at(self.db, ticket, place)?;
        self.changed(ticket, &before, &before.without(place))
    }

    fn remove_walk(&self, walk: &Walk, place: &Place) -> Result<(), JournalError> {
        if walks::remove_at(self.db, place)? {
            self.walked(Some(walk), None)?;
        }
        Ok(())
    }

    /// Whether a record of this journal says what happened there, at the time that it claims or at its true one.
    fn is_own(&self, place: &Place) -> Result<bool, JournalError> {
        Ok(own::times(self.db, &place.id())?.contains(&place.at))
    }

    fn history(&self, ticket: TicketNumber) -> Result<History, JournalError> {
        Ok(History {
            standing: standings::of_ticket(self.db, ticket)?,
            passages: passages::of_ticket(self.db, ticket)?,
        })
    }

    /// Keeps in step who is inside: a ticket's passages are judged as they were and as they are.
    fn changed(
        &self,
        ticket: TicketNumber,
        before: &History,
        after: &History,
    ) -> Result<(), JournalError> {
        let Some(rules) = self.rules else {
            return recount::begin(self.db);
        };
        let mut difference = Inside::default();
        difference.remove(&before.effects(rules));
        difference.add(&after.effects(rules));
        inside::shift(self.db, &difference, Some(ticket))
    }

    /// Keeps in step who is inside: people without a ticket are taken as they were and as they are.
    fn walked(&self, before: Option<&Walk>, after: Option<&Walk>) -> Result<(), JournalError> {
        let Some(rules) = self.rules else {
            return recount::begin(self.db);
        };
        let mut difference = Inside::default();
        difference.remove(&before.map(|walk| Effect::of_walk(rules, walk)));
        difference.add(&after.map(|walk| Effect::of_walk(rules, walk)));
        inside::shift(self.db, &difference, None)
    }
}

impl History {
    fn without(&self, place: &Place) -> Self {
        let others = self.passages.iter().filter(|it| it.place != *place);
        Self {
            standing: self.standing,
            passages: others.cloned().collect(),
        }
    }

    fn effects(&self, rules: &Rules) -> Vec<Effect> {
        effects(rules, self.standing, &self.passages)
    }
}
