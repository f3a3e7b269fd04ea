//! Whether what is kept beside the records is what the records say. The records are the truth;
//! passages, annulments and who is inside can be made from them again at any time.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, TransactionBehavior};
use shared::booths::Visit;
use shared::checkin::{Passage, Place, Rules, Walk};
use shared::ids::{Incarnation, KioskId, TicketNumber};
use shared::record::{Fact, RecordId};
use shared::tally::{Effect, Inside, effects};
use shared::time::UnixMs;

use super::accounts::Accounts;
use super::{
    Journal, JournalError, Walked, annulled, inside, knowledge, own, passages, recount, standings,
    visits, walks,
};

/// What a look over everything found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The chain of records, which holds.
    pub chain: Walked,
    /// What own records say, and is not kept or is kept otherwise.
    pub lost: u64,
    /// What is kept as this kiosk's own, and no record says.
    pub stray: u64,
    /// People inside, as they are kept; `None` while they are being counted anew anyway.
    pub kept: Option<Inside>,
    /// People inside, counted anew from everything; `None` while no rules are known to count by.
    pub counted: Option<Inside>,
}

impl Checked {
    /// Whether everything that is kept is what the records say.
    #[must_use]
    pub fn agrees(&self) -> bool {
        let counted = match (&self.kept, &self.counted) {
            (Some(kept), Some(counted)) => kept == counted,
            _ => true,
        };
        self.lost == 0 && self.stray == 0 && counted
    }
}

impl Journal {
    /// Walks along the chain, makes everything anew from the records, and compares. Nothing is
    /// changed, and nobody is kept waiting.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] with the first record that is missing or was changed.
    pub fn check(&mut self) -> Result<Checked, JournalError> {
        let chain = self.walk()?;
        let tx = self.db.transaction()?;
        let known = knowledge::current(&tx, &self.known)?;
        let mut look = Look {
            said: Said::by_records(&tx, &self.kiosk)?,
            rules: known.rules.as_deref(),
            counted: Inside::default(),
            lost: 0,
            stray: 0,
        };
        look.at_everything(&tx)?;
        let counting = inside::counted_to(&tx)?.is_some();
        let kept = inside::kept(&tx)?;
        Ok(Checked {
            chain,
            lost: look.lost,
            stray: look.stray,
            kept: (!counting).then_some(kept),
            counted: known.rules.is_some().then_some(look.counted),
        })
    }

    /// Makes everything anew from the records, and keeps it. A kiosk that runs meanwhile can't
    /// record anything until this is done.
    ///
    /// # Errors
    /// [`JournalError`] when the journal can't be written to; then it is as it was.
    pub fn rebuild(&mut self) -> Result<(), JournalError> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for table in ["passages", "walks"] {
            let own = format!(
                "DELETE FROM {table} WHERE kiosk = ?1 AND EXISTS (SELECT 1 FROM lives l
                 WHERE l.incarnation = {table}.incarnation AND {table}.seq <= coalesce(l.ends, {table}.seq))"
            );
            tx.execute(&own, [self.kiosk.as_str()])?;
        }
        // Who is inside is counted once, at the end.
        let accounts = Accounts {
            db: &tx,
            rules: None,
        };
        own::each(&tx, &self.kiosk, |place, fact| {
            accounts.record(fact, place).map(drop)
        })?;
        recount::begin(&tx)?;
        if let Some(rules) = &knowledge::current(&tx, &self.known)?.rules {
            recount::go_on(&tx, rules, usize::MAX)?;
        }
        Ok(tx.commit()?)
    }
}

/// What this kiosk's own records say.
struct Said {
    kiosk: KioskId,
    /// When each record that counts was made.
    times: HashMap<(Incarnation, u64), UnixMs>,
    passages: BTreeMap<TicketNumber, Vec<Passage>>,
    walks: HashMap<RecordId, Walk>,
    annulled: HashSet<RecordId>,
    booths: Vec<Visit>,
}

impl Said {
    fn by_records(db: &Connection, kiosk: &KioskId) -> Result<Self, JournalError> {
        let mut said = Self {
            kiosk: kiosk.clone(),
            times: HashMap::new(),
            passages: BTreeMap::new(),
            walks: HashMap::new(),
            annulled: HashSet::new(),
            booths: Vec::new(),
        };
        own::each(db, kiosk, |place, fact| {
            said.times.insert((place.incarnation, place.seq), place.at);
            if let Fact::Annulled { target, .. } = fact {
                said.annulled.insert(target.clone());
            } else if let Some(walk) = fact.walk(place.clone()) {
                said.walks.insert(place.id(), walk);
            } else if let Some(visit) = fact.visit(place.clone()) {
                said.booths.push(visit);
            } else if let Some(passage) = fact.passage(place) {
                let of_ticket = said.passages.entry(passage.claims.number).or_default();
                of_ticket.push(passage);
            }
            Ok(())
        })?;
        Ok(said)
    }

    /// Whether a place is that of an own record, and not of one that a copy of this disk made.
    fn is_own(&self, place: &Place) -> bool {
        place.kiosk == self.kiosk
            && self.times.get(&(place.incarnation, place.seq)) == Some(&place.at)
    }
}

struct Look<'a> {
    said: Said,
    rules: Option<&'a Rules>,
    counted: Inside,
    lost: u64,
    stray: u64,
}

impl Look<'_> {
    fn at_everything(&mut self, db: &Connection) -> Result<(), JournalError> {
        let kept = annulled::all(db)?;
        self.lost += self.said.annulled.difference(&kept).count() as u64;
        self.said.annulled.extend(kept);
        let annulled = std::mem::take(&mut self.said.annulled);
        let counts = |place: &Place| !annulled.contains(&place.id());
        self.said.walks.retain(|_, walk| counts(&walk.place));
        for of_ticket in self.said.passages.values_mut() {
            of_ticket.retain(|passage| counts(&passage.place));
        }
        walks::each(db, |walk| {
            self.at_walk(walk);
            Ok(())
        })?;
        passages::each_after(db, -1, |ticket, of_ticket| {
            self.at_ticket(db, ticket, of_ticket)?;
            Ok(true)
        })?;
        for visit in std::mem::take(&mut self.said.booths) {
            self.lost += u64::from(!visits::is_kept(db, &visit)?);
        }
        // What no row was found for.
        for walk in std::mem::take(&mut self.said.walks).into_values() {
            self.lost += 1;
            self.count(&[walk]);
        }
        for ticket in self.said.passages.keys().copied().collect::<Vec<_>>() {
            self.at_ticket(db, ticket, &[])?;
        }
        Ok(())
    }

    fn at_walk(&mut self, walk: &Walk) {
        if !self.said.is_own(&walk.place) {
            return self.count(std::slice::from_ref(walk));
        }
        match self.said.walks.remove(&walk.place.id()) {
            Some(said) => {
                self.lost += u64::from(said != *walk);
                self.count(&[said]);
            }
            None => self.stray += 1,
        }
    }

    fn at_ticket(
        &mut self,
        db: &Connection,
        ticket: TicketNumber,
        kept: &[Passage],
    ) -> Result<(), JournalError> {
        let said = self.said.passages.remove(&ticket).unwrap_or_default();
        let (own, others): (Vec<&Passage>, Vec<&Passage>) =
            kept.iter().partition(|it| self.said.is_own(&it.place));
        self.lost += said.iter().filter(|it| !own.contains(it)).count() as u64;
        let known = |it: &&&Passage| said.iter().any(|said| said.place == it.place);
        self.stray += own.iter().filter(|it| !known(it)).count() as u64;
        let Some(rules) = self.rules else {
            return Ok(());
        };
        let mut all: Vec<Passage> = others.into_iter().cloned().chain(said).collect();
        all.sort_by(|a, b| a.place.cmp(&b.place));
        let standing = standings::of_ticket(db, ticket)?;
        self.counted.add(&effects(rules, standing, &all));
        Ok(())
    }

    fn count(&mut self, walks: &[Walk]) {
        if let Some(rules) = self.rules {
            let effects = walks.iter().map(|walk| Effect::of_walk(rules, walk));
            self.counted.add(&effects.collect::<Vec<_>>());
        }
    }
}
