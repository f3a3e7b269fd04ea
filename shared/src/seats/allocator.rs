//! The server's side: where every seat is.

mod account;
mod balance;
mod clocks;
mod release;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{AllocationMessage, AllocatorMessage, GivenSeat, SeatTerms, is_over};
use crate::ids::{Incarnation, KioskId};
use crate::time::UnixMs;
use account::{Account, Room};

pub use release::SeatRelease;

/// The seats of one session, all of them: in the pool, with kiosks, or given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatAllocator {
    terms: SeatTerms,
    epoch: u64,
    accounts: BTreeMap<KioskId, BTreeMap<Incarnation, Account>>,
    /// The last call that is over, if any: stock under it that was not reported as given is in the pool again.
    #[serde(default)]
    called_to: Option<UnixMs>,
    /// The latest last call that ever was over, taken back or not: what was under it may have been handed on.
    #[serde(default)]
    handed_on_to: Option<UnixMs>,
    /// Kiosks that must report before anything is granted, after a restore.
    #[serde(rename = "unheard")]
    awaited: BTreeSet<KioskId>,
}

/// What one kiosk has of a session's seats, over all of its incarnations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AllocationState {
    /// The kiosk.
    pub kiosk: KioskId,
    /// How many it has given out, as far as it reported.
    pub taken: u32,
    /// How many more it may have given out since, or may yet.
    pub unused: u32,
    /// When it last reported on this session; `None` when that was before the allocator was restored from a backup.
    #[serde(rename = "heard_ms")]
    pub last_seen: Option<UnixMs>,
}

impl SeatAllocator {
    /// Returns an allocator with all seats in its pool.
    #[must_use]
    pub fn new(terms: SeatTerms) -> Self {
        Self {
            terms,
            epoch: 1,
            accounts: BTreeMap::new(),
            called_to: None,
            handed_on_to: None,
            awaited: BTreeSet::new(),
        }
    }

    /// Begins a new epoch after this allocator was restored from a backup. It grants nothing until all these kiosks have
    /// reported: each may have been granted something since. No allocator may have had this epoch before, also none that
    /// was restored from the same backup.
    pub fn restored(&mut self, epoch: u64, kiosks: impl IntoIterator<Item = KioskId>) {
        self.epoch = epoch;
        self.awaited.extend(kiosks);
        for account in self.accounts.values_mut().flat_map(BTreeMap::values_mut) {
            account.is_of_this_epoch = false;
        }
    }

    /// Waits no longer for a kiosk that will never report again. The caller answers for the seats that it may still
    /// give out.
    pub fn give_up(&mut self, kiosk: &KioskId) {
        self.awaited.remove(kiosk);
    }

    /// Returns whether nothing is granted until this kiosk has reported.
    #[must_use]
    pub fn waits_for(&self, kiosk: &KioskId) -> bool {
        self.awaited.contains(kiosk)
    }

    /// Returns the kiosks that must report before anything is granted again.
    pub fn awaited(&self) -> impl Iterator<Item = &KioskId> {
        self.awaited.iter()
    }

    /// Puts other terms into force, as when a catalogue moves the session. A kiosk may go by the terms before for a long
    /// time, so the last call is never earlier than any that was in force. If the one before is over, the stock is
    /// granted anew under the later one.
    pub fn set_terms(&mut self, terms: SeatTerms) {
        self.terms = SeatTerms {
            last_call: self.terms.last_call.max(terms.last_call),
            ..terms
        };
    }

    /// Takes in a kiosk's report, and answers it. `kiosks` is the number of kiosks that give out seats: each gets an
    /// equal part of them to begin with.
    pub fn accept_report(
        &mut self,
        kiosk: &KioskId,
        report: &AllocationMessage,
        kiosks: u32,
        now: UnixMs,
    ) -> AllocatorMessage {
        // A kiosk that does not know of this epoch may still act on what another has answered: it learns of it first.
        if report.epoch == self.epoch {
            self.take_in(kiosk, report, kiosks, now);
        }
        AllocatorMessage {
            answers: Some(report.number),
            ..self.answer(kiosk, report.incarnation)
        }
    }

    fn take_in(&mut self, kiosk: &KioskId, report: &AllocationMessage, kiosks: u32, now: UnixMs) {
        self.terms.last_call = self.terms.last_call.max(report.last_call);
        let called_to = self.called_to;
        let incarnations = self.accounts.entry(kiosk.clone()).or_default();
        let is_new =
            (incarnations.entry(report.incarnation).or_default()).note(report, called_to, now);
        // A clock counts only as of now.
        let is_current = is_new && incarnations.keys().next_back() == Some(&report.incarnation);
        if is_current {
            self.call(now);
        }
        let room = self.room(kiosk, report, now);
        if is_new && let Some(account) = self.account_mut(kiosk, report.incarnation) {
            account.apply(report, room);
        }
        self.awaited.remove(kiosk);
        if is_current {
            self.call(now);
            self.ask_back_excess(now);
            self.balance(kiosk, report.incarnation, kiosks, now);
        }
    }

    /// Returns the room for seats of a report that were not reported before.
    fn room(&self, kiosk: &KioskId, report: &AllocationMessage, now: UnixMs) -> Room {
        let handed_on = self.handed_on_to.is_some_and(|to| report.last_call <= to);
        // What is with this incarnation is in the pool for its own seats, whether it was written off or not.
        let away = self.accounts().map(|(other, incarnation, account)| {
            let its_own = other == kiosk && incarnation == report.incarnation;
            account.away(its_own || self.is_called(account.last_call))
        });
        Room {
            over: handed_on || is_over(report.last_call, now),
            pool: (self.awaited.is_empty()).then(|| self.terms.capacity.saturating_sub(away.sum())),
        }
    }

    /// Returns what there is to say to a kiosk as of now, whether it reported or not.
    #[must_use]
    pub fn answer(&self, kiosk: &KioskId, incarnation: Incarnation) -> AllocatorMessage {
        let account = self
            .accounts
            .get(kiosk)
            .and_then(|incarnations| incarnations.get(&incarnation));
        let unknown = Account::default();
        let account = account.unwrap_or(&unknown);
        AllocatorMessage {
            epoch: self.epoch,
            incarnation,
            answers: None,
            last_report: account.last_report,
            is_of_this_epoch: account.is_of_this_epoch,
            report_now: account.report_now,
            last_call: self.terms.last_call,
            called: self.called_to,
            stock_granted: account.stock.granted,
            late_granted: account.late.granted,
            asked_back: account.asked_back,
            confirmed: account.given.keys().copied().collect(),
            lapsed: account.lapsed.iter().copied().collect(),
            released: account.released.iter().copied().collect(),
            left: self.left(),
        }
    }

    /// Returns the seats that are known to be given out, with the kiosk that gave them.
    pub fn given(&self) -> impl Iterator<Item = (&KioskId, Incarnation, &GivenSeat)> {
        let accounts = self.accounts();
        accounts.flat_map(|(kiosk, incarnation, account)| {
            account
                .given
                .values()
                .map(move |it| (kiosk, incarnation, it))
        })
    }

    /// Returns what each kiosk has of the seats at an instant, by its name.
    #[must_use]
    pub fn states(&self, now: UnixMs) -> Vec<AllocationState> {
        // An allocator without a report since the last call was over has not let go yet, but it will.
        let called_to = self.called_at(now);
        let is_void =
            |incarnation: &Account| called_to.is_some_and(|called| incarnation.last_call <= called);
        let state = |(kiosk, incarnations): (&KioskId, &BTreeMap<Incarnation, Account>)| {
            let taken: u32 = incarnations
                .values()
                .map(|incarnation| incarnation.given.len() as u32)
                .sum();
            let away: u32 = incarnations
                .values()
                .map(|incarnation| incarnation.away(is_void(incarnation)))
                .sum();
            let newest = incarnations
                .values()
                .next_back()
                .filter(|incarnation| incarnation.is_of_this_epoch);
            AllocationState {
                kiosk: kiosk.clone(),
                taken,
                unused: away.saturating_sub(taken),
                last_seen: newest.map(|incarnation| incarnation.last_seen),
            }
        };
        self.accounts.iter().map(state).collect()
    }

    /// Returns how many seats nobody has, as far as is known: in the pool, and unused with kiosks.
    #[must_use]
    pub fn left(&self) -> u32 {
        let given = self.given().count() as u32;
        self.terms.capacity.saturating_sub(given)
    }

    /// Returns how many tokens are in the pool: neither with a kiosk nor given out.
    pub(super) fn pool(&self) -> u32 {
        self.terms.capacity.saturating_sub(self.away())
    }

    /// Returns how many tokens are with kiosks or given out. With fewer seats than before it may be more than there are.
    pub(super) fn away(&self) -> u32 {
        let accounts = self.accounts();
        let away = accounts.map(|(_, _, account)| account.away(self.is_called(account.last_call)));
        away.sum()
    }

    /// Returns whether stock under this last call is void: what was not reported as given is in the pool.
    fn is_called(&self, last_call: UnixMs) -> bool {
        self.called_to.is_some_and(|called| last_call <= called)
    }

    fn accounts(&self) -> impl Iterator<Item = (&KioskId, Incarnation, &Account)> {
        self.accounts.iter().flat_map(|(kiosk, incarnations)| {
            incarnations
                .iter()
                .map(move |(incarnation, it)| (kiosk, *incarnation, it))
        })
    }

    fn account_mut(&mut self, kiosk: &KioskId, incarnation: Incarnation) -> Option<&mut Account> {
        self.accounts.get_mut(kiosk)?.get_mut(&incarnation)
    }

    /// Returns how much was ever granted, to all.
    #[cfg(test)]
    pub(super) fn granted(&self) -> u32 {
        let accounts = self.accounts();
        accounts
            .map(|(_, _, it)| it.stock.granted + it.late.granted)
            .sum()
    }

    /// Returns the late tokens that are unused with incarnations that are over.
    #[cfg(test)]
    pub(super) fn stranded(&self, lives_on: impl Fn(&KioskId, Incarnation) -> bool) -> usize {
        let accounts = self.accounts();
        let over = accounts.filter(|(kiosk, incarnation, _)| !lives_on(kiosk, *incarnation));
        over.map(|(_, _, account)| account.free(super::TokenKind::Late) as usize)
            .sum()
    }
}
