//! The server's side: where every place is.

mod account;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Given, Kind, Report, Terms, Word, is_over, stock_is_open};
use crate::ids::{Incarnation, KioskId};
use crate::time::UnixMs;
use account::{Account, Room};

/// A kiosk reports every few seconds. One that was not heard for so long, in milliseconds, is taken to be cut off.
const MOMENT_MS: i64 = 30_000;

/// The places of one session, all of them: in the pool, with kiosks, or given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    terms: Terms,
    epoch: u64,
    accounts: BTreeMap<KioskId, BTreeMap<Incarnation, Account>>,
    /// Whether the last call is over, so that what was not heard of is in the pool again.
    called: bool,
    /// Kiosks that must be heard before anything is granted, after a restore.
    unheard: BTreeSet<KioskId>,
}

/// What the office knows of one kiosk's part of the places, over all of its lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The kiosk.
    pub kiosk: KioskId,
    /// How many places it has given out, as far as it was heard.
    pub taken: u32,
    /// How many more it may have given out since, or may yet.
    pub unused: u32,
    /// When it was last heard; `None` when that was before the office was restored from a backup.
    pub heard_at: Option<UnixMs>,
}

impl Office {
    /// An office with all places in its pool.
    #[must_use]
    pub fn new(terms: Terms) -> Self {
        Self {
            terms,
            epoch: 1,
            accounts: BTreeMap::new(),
            called: false,
            unheard: BTreeSet::new(),
        }
    }

    /// Begins a new epoch after this office was restored from a backup. It grants nothing until it has heard all these
    /// kiosks: each that may have been granted something since. Epochs only grow.
    pub fn restored(&mut self, epoch: u64, kiosks: impl IntoIterator<Item = KioskId>) {
        self.epoch = epoch.max(self.epoch + 1);
        self.unheard.extend(kiosks);
        self.called = false;
        for account in self.accounts.values_mut().flat_map(BTreeMap::values_mut) {
            account.forget_reports();
        }
    }

    /// Waits no longer for a kiosk that will never be heard again. Whoever decides this answers for the places that it
    /// may still give out.
    pub fn give_up(&mut self, kiosk: &KioskId) {
        self.unheard.remove(kiosk);
    }

    /// Whether anything that is granted waits for this kiosk to be heard.
    #[must_use]
    pub fn waits_for(&self, kiosk: &KioskId) -> bool {
        self.unheard.contains(kiosk)
    }

    /// The kiosks that must be heard before anything is granted again.
    pub fn unheard(&self) -> impl Iterator<Item = &KioskId> {
        self.unheard.iter()
    }

    /// How many places there are.
    #[must_use]
    pub fn capacity(&self) -> u32 {
        self.terms.capacity
    }

    /// Puts other terms into force, as when a catalogue moves the session. A kiosk may know the terms before for a long
    /// time, so the last call is never earlier than any that was in force.
    pub fn set_terms(&mut self, terms: Terms) {
        self.terms = Terms {
            last_call: self.terms.last_call.max(terms.last_call),
            ..terms
        };
    }

    /// Takes in what a kiosk says, and answers it. `kiosks` is the number of kiosks that give out places: each gets an
    /// equal part of them to begin with.
    pub fn hear(&mut self, kiosk: &KioskId, report: &Report, kiosks: u32, now: UnixMs) -> Word {
        self.call(now);
        // A kiosk that has not heard of this epoch may still listen to what another has said: first it is to know of
        // this one.
        if report.epoch == self.epoch {
            self.terms.last_call = self.terms.last_call.max(report.last_call);
            let room = match (self.called, is_over(self.terms.last_call, now)) {
                (true, _) => Room::Only(self.pool()),
                (false, true) => Room::Unknown,
                (false, false) => Room::Enough,
            };
            let lives = self.accounts.entry(kiosk.clone()).or_default();
            let news = lives
                .entry(report.life)
                .or_default()
                .hear(report, room, now);
            let newest = lives.keys().next_back() == Some(&report.life);
            self.unheard.remove(kiosk);
            self.call(now);
            if news && newest {
                self.balance(kiosk, report.life, kiosks, now);
            }
        }
        self.word(kiosk, report.life)
    }

    /// What there is to say to a kiosk now.
    #[must_use]
    pub fn word(&self, kiosk: &KioskId, life: Incarnation) -> Word {
        let account = self.accounts.get(kiosk).and_then(|lives| lives.get(&life));
        let unknown = Account::default();
        let account = account.unwrap_or(&unknown);
        Word {
            epoch: self.epoch,
            life,
            heard: account.heard,
            last_call: self.terms.last_call,
            stock_granted: account.stock.granted,
            late_granted: account.late.granted,
            asked_back: account.asked_back,
            confirmed: account.confirmed().collect(),
            lapsed: account.lapsed.iter().copied().collect(),
            left: self.left(),
        }
    }

    /// The places the office knows to be given out, with the kiosk that gave them.
    pub fn given(&self) -> impl Iterator<Item = (&KioskId, Incarnation, &Given)> {
        self.accounts.iter().flat_map(|(kiosk, lives)| {
            lives.iter().flat_map(move |(life, account)| {
                account.standing().map(move |given| (kiosk, *life, given))
            })
        })
    }

    /// What each kiosk has of the places at an instant, by its name.
    #[must_use]
    pub fn parts(&self, now: UnixMs) -> Vec<Part> {
        // An office that nobody has spoken to since the last call was over has not let go yet, but it will.
        let called = self.called || self.lets_go(now);
        let part = |(kiosk, lives): (&KioskId, &BTreeMap<Incarnation, Account>)| {
            let taken = lives.values().map(|life| life.standing().count() as u32);
            let taken: u32 = taken.sum();
            let away: u32 = lives.values().map(|life| life.away(called)).sum();
            let newest = lives.values().next_back().filter(|life| life.heard > 0);
            Part {
                kiosk: kiosk.clone(),
                taken,
                unused: away.saturating_sub(taken),
                heard_at: newest.map(|life| life.heard_at),
            }
        };
        self.accounts.iter().map(part).collect()
    }

    /// How many places nobody has, as far as the office knows: in its pool, and unused with kiosks.
    #[must_use]
    pub fn left(&self) -> u32 {
        let given = self.given().count() as u32;
        self.terms.capacity.saturating_sub(given)
    }

    /// How many tokens are in the pool: neither with a kiosk nor given out.
    #[must_use]
    pub fn pool(&self) -> u32 {
        let accounts = self.accounts.values().flat_map(BTreeMap::values);
        let away: u32 = accounts.map(|account| account.away(self.called)).sum();
        self.terms.capacity.saturating_sub(away)
    }

    /// Lets go of what was not heard of, once the last call is over. An office that has not heard every kiosk since it
    /// was restored does not know yet what it has heard of.
    fn call(&mut self, now: UnixMs) {
        self.called |= self.lets_go(now);
    }

    fn lets_go(&self, now: UnixMs) -> bool {
        self.unheard.is_empty() && is_over(self.terms.last_call, now)
    }

    /// Grants to a kiosk what it needs, as far as there is any, and asks others for what it lacks.
    fn balance(&mut self, kiosk: &KioskId, life: Incarnation, kiosks: u32, now: UnixMs) {
        if !self.unheard.is_empty() || now >= self.terms.closes {
            return;
        }
        let in_time = !self.called && stock_is_open(self.terms.last_call, now);
        let pool = self.pool();
        let others = self.connected_besides(kiosk, now);
        let waiting_elsewhere: u32 = others.iter().map(|other| other.lacking()).sum();
        let part = self.terms.capacity / kiosks.max(1);
        let lives = self.accounts.get_mut(kiosk);
        let Some(account) = lives.and_then(|lives| lives.get_mut(&life)) else {
            return;
        };
        let open = in_time && account.open;
        let lacking = account.lacking();
        let free = account.usable();
        // Every kiosk begins with its part, and should always have one in stock, so that it has something to give when
        // it is cut off. But people who wait elsewhere come first.
        let in_stock = match account.stock.granted {
            _ if !open => 0,
            0 => part.max(1),
            _ => u32::from(free == 0),
        };
        let spare = pool.saturating_sub(waiting_elsewhere);
        let granted = lacking.min(pool).max(in_stock.min(spare));
        account.grant(if open { Kind::Stock } else { Kind::Late }, granted);
        if !self.called {
            let none_in_stock = open && free + granted == 0;
            self.ask_back(kiosk, lacking.saturating_sub(granted), none_in_stock, now);
        }
    }

    /// Asks other kiosks to return so many unused places; and if it is only that a kiosk has none in stock, one from a
    /// kiosk that has more than one.
    fn ask_back(&mut self, kiosk: &KioskId, lacking: u32, none_in_stock: bool, now: UnixMs) {
        let mut others = self.connected_besides(kiosk, now);
        let on_the_way: u32 = others.iter().map(|other| other.on_the_way()).sum();
        let (missing, keep) = match lacking {
            0 => (u32::from(none_in_stock), 1),
            lacking => (lacking, 0),
        };
        for _ in on_the_way..missing {
            // Always from the one that has the most to spare; of equals the first, so that it is the same everywhere.
            let most = others.iter_mut().rev().max_by_key(|other| other.to_spare());
            let Some(most) = most.filter(|other| other.to_spare() > keep) else {
                return;
            };
            most.ask_back(1);
        }
    }

    /// The other kiosks that were heard a moment ago, each in its newest life: nothing can be expected of any other.
    fn connected_besides(&mut self, kiosk: &KioskId, now: UnixMs) -> Vec<&mut Account> {
        let others = self
            .accounts
            .iter_mut()
            .filter(|(other, _)| *other != kiosk);
        others
            .filter_map(|(_, lives)| lives.values_mut().next_back())
            .filter(|account| now.since(account.heard_at) < MOMENT_MS)
            .collect()
    }

    /// Late tokens that are unused with lives that are over.
    #[cfg(test)]
    pub(super) fn stranded(&self, lives_on: impl Fn(&KioskId, Incarnation) -> bool) -> usize {
        let accounts = self.accounts.iter().flat_map(|(kiosk, lives)| {
            lives
                .iter()
                .map(move |(life, account)| (kiosk, *life, account))
        });
        let over = accounts.filter(|(kiosk, life, _)| !lives_on(kiosk, *life));
        over.map(|(_, _, account)| account.free(Kind::Late) as usize)
            .sum()
    }
}
