//! The server's side: where every place is.

mod account;
mod balance;
mod clocks;
mod release;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{AllocationMessage, AllocatorMessage, GivenSeat, SeatTerms, is_over};
use crate::ids::{Incarnation, KioskId};
use crate::time::UnixMs;
use account::{Account, ExcessTokens, Room};

pub use release::SeatRelease;

/// The places of one session, all of them: in the pool, with kiosks, or given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatAllocator {
    terms: SeatTerms,
    epoch: u64,
    accounts: BTreeMap<KioskId, BTreeMap<Incarnation, Account>>,
    /// The last call that is over, if any: what was not heard of the stock under it is in the pool again.
    #[serde(default)]
    called_to: Option<UnixMs>,
    /// The latest last call that ever was over, taken back or not: what was under it may have been handed on.
    #[serde(default)]
    handed_on_to: Option<UnixMs>,
    /// Kiosks that must be heard before anything is granted, after a restore.
    unheard: BTreeSet<KioskId>,
}

/// What the office knows of one kiosk's part of the places, over all of its lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationState {
    /// The kiosk.
    pub kiosk: KioskId,
    /// How many places it has given out, as far as it was heard.
    pub taken: u32,
    /// How many more it may have given out since, or may yet.
    pub unused: u32,
    /// When it was last heard; `None` when that was before the office was restored from a backup.
    pub heard_at: Option<UnixMs>,
}

impl SeatAllocator {
    /// An office with all places in its pool.
    #[must_use]
    pub fn new(terms: SeatTerms) -> Self {
        Self {
            terms,
            epoch: 1,
            accounts: BTreeMap::new(),
            called_to: None,
            handed_on_to: None,
            unheard: BTreeSet::new(),
        }
    }

    /// Begins a new epoch after this office was restored from a backup. It grants nothing until it has heard all these
    /// kiosks: each that may have been granted something since. Epochs only grow.
    pub fn restored(&mut self, epoch: u64, kiosks: impl IntoIterator<Item = KioskId>) {
        self.epoch = epoch.max(self.epoch + 1);
        self.unheard.extend(kiosks);
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
    /// time, so the last call is never earlier than any that was in force. If the one before is over, the stock is shared
    /// out anew under the later one.
    pub fn set_terms(&mut self, terms: SeatTerms) {
        self.terms = SeatTerms {
            last_call: self.terms.last_call.max(terms.last_call),
            ..terms
        };
    }

    /// Takes in what a kiosk says, and answers it. `kiosks` is the number of kiosks that give out places: each gets an
    /// equal part of them to begin with.
    pub fn hear(
        &mut self,
        kiosk: &KioskId,
        report: &AllocationMessage,
        kiosks: u32,
        now: UnixMs,
    ) -> AllocatorMessage {
        // A kiosk that has not heard of this epoch may still listen to what another has said: first it is to know of
        // this one.
        if report.epoch == self.epoch {
            self.take_in(kiosk, report, kiosks, now);
        }
        self.word(kiosk, report.life)
    }

    fn take_in(&mut self, kiosk: &KioskId, report: &AllocationMessage, kiosks: u32, now: UnixMs) {
        self.terms.last_call = self.terms.last_call.max(report.last_call);
        let called_to = self.called_to;
        let lives = self.accounts.entry(kiosk.clone()).or_default();
        let account = lives.entry(report.life).or_default();
        let news = account.note(report, called_to, now);
        // Only who speaks now says what the time is.
        let speaks = news && lives.keys().next_back() == Some(&report.life);
        if speaks {
            self.call(now);
        }
        let room = self.room(kiosk, report, now);
        let lives = self.accounts.get_mut(kiosk);
        if let Some(account) = lives.and_then(|lives| lives.get_mut(&report.life))
            && news
        {
            account.hear(report, room);
        }
        self.unheard.remove(kiosk);
        if speaks {
            self.call(now);
            self.ask_back_excess(now);
            self.balance(kiosk, report.life, kiosks, now);
        }
    }

    /// How much room there is for the places of a report that are heard of for the first time.
    fn room(&self, kiosk: &KioskId, report: &AllocationMessage, now: UnixMs) -> Room {
        let handed_on = self.handed_on_to.is_some_and(|to| report.last_call <= to);
        let over = handed_on || is_over(report.last_call, now);
        if !self.unheard.is_empty() {
            return Room {
                over,
                beyond: ExcessTokens::Unknown,
            };
        }
        // What is with this life is in the pool for its own places, whether it was written off or not.
        let others = self.accounts.iter().flat_map(|(other, lives)| {
            let lives = lives.iter();
            lives.map(move |(life, account)| (other, *life, account))
        });
        let away = others.map(|(other, life, account)| {
            let its_own = other == kiosk && life == report.life;
            account.away(its_own || self.is_called(account.last_call))
        });
        Room {
            over,
            beyond: ExcessTokens::Only(self.terms.capacity.saturating_sub(away.sum())),
        }
    }

    /// What there is to say to a kiosk now.
    #[must_use]
    pub fn word(&self, kiosk: &KioskId, life: Incarnation) -> AllocatorMessage {
        let account = self.accounts.get(kiosk).and_then(|lives| lives.get(&life));
        let unknown = Account::default();
        let account = account.unwrap_or(&unknown);
        AllocatorMessage {
            epoch: self.epoch,
            life,
            heard: account.heard,
            last_call: self.terms.last_call,
            called: self.called_to,
            stock_granted: account.stock.granted,
            late_granted: account.late.granted,
            asked_back: account.asked_back,
            confirmed: account.confirmed().collect(),
            lapsed: account.lapsed.iter().copied().collect(),
            released: account.released.iter().copied().collect(),
            left: self.left(),
        }
    }

    /// The places the office knows to be given out, with the kiosk that gave them.
    pub fn given(&self) -> impl Iterator<Item = (&KioskId, Incarnation, &GivenSeat)> {
        self.accounts.iter().flat_map(|(kiosk, lives)| {
            lives.iter().flat_map(move |(life, account)| {
                account.standing().map(move |given| (kiosk, *life, given))
            })
        })
    }

    /// What each kiosk has of the places at an instant, by its name.
    #[must_use]
    pub fn parts(&self, now: UnixMs) -> Vec<AllocationState> {
        // An office that nobody has spoken to since the last call was over has not let go yet, but it will.
        let called_to = self.called_at(now);
        let is_void = |life: &Account| called_to.is_some_and(|called| life.last_call <= called);
        let part = |(kiosk, lives): (&KioskId, &BTreeMap<Incarnation, Account>)| {
            let taken = lives.values().map(|life| life.standing().count() as u32);
            let taken: u32 = taken.sum();
            let away = lives.values().map(|life| life.away(is_void(life)));
            let away: u32 = away.sum();
            let newest = lives.values().next_back().filter(|life| life.heard > 0);
            AllocationState {
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
        self.terms.capacity.saturating_sub(self.away())
    }

    /// How many tokens are with kiosks or given out. With fewer places than before it may be more than there are.
    pub(super) fn away(&self) -> u32 {
        let accounts = self.accounts.values().flat_map(BTreeMap::values);
        let away = accounts.map(|account| account.away(self.is_called(account.last_call)));
        away.sum()
    }

    /// Whether stock under this last call is void: what was not heard of it is in the pool.
    fn is_called(&self, last_call: UnixMs) -> bool {
        self.called_to.is_some_and(|called| last_call <= called)
    }

    /// How much was ever granted, to all.
    #[cfg(test)]
    pub(super) fn granted(&self) -> u32 {
        let accounts = self.accounts.values().flat_map(BTreeMap::values);
        accounts.map(|it| it.stock.granted + it.late.granted).sum()
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
        over.map(|(_, _, account)| account.free(super::TokenKind::Late) as usize)
            .sum()
    }
}
