//! Seats on their way to where somebody waits: what is granted, and what is asked back.

use super::SeatAllocator;
use super::account::Account;
use crate::ids::{Incarnation, KioskId};
use crate::seats::{TokenKind, stock_is_open};
use crate::time::UnixMs;

impl SeatAllocator {
    /// Grants to a kiosk what it needs, as far as there is any, and asks others for what it lacks.
    pub(super) fn balance(
        &mut self,
        kiosk: &KioskId,
        incarnation: Incarnation,
        kiosks: u32,
        now: UnixMs,
    ) {
        let agreed = self.agreed(now);
        if !self.awaited.is_empty() || agreed >= self.terms.closes {
            return;
        }
        let called = self.is_called(self.terms.last_call);
        let in_time = !called && stock_is_open(self.terms.last_call, agreed);
        let pool = self.pool();
        let others = self.connected_besides(kiosk, now);
        let waiting_elsewhere: u32 = others.iter().map(|other| other.lacking()).sum();
        let part = self.terms.capacity / kiosks.max(1);
        let called_to = self.called_to;
        let Some(account) = self.account_mut(kiosk, incarnation) else {
            return;
        };
        // One whose stock is void has to learn of that first, and of the later last call.
        let is_void = called_to.is_some_and(|called| account.last_call <= called);
        let open = in_time && account.open && !is_void;
        let (lacking, free) = (account.lacking(), account.usable());
        // Every kiosk begins with its part, and should always have one in stock, so that it has something to give when
        // it is cut off. But people who wait elsewhere come first.
        let in_stock = match account.has_had_its_part() {
            _ if !open => 0,
            false => part.max(1),
            true => u32::from(free == 0),
        };
        let spare = pool.saturating_sub(waiting_elsewhere);
        let granted = lacking.min(pool).max(in_stock.min(spare));
        let kind = if open {
            TokenKind::Stock
        } else {
            TokenKind::Late
        };
        account.tokens_mut(kind).granted += granted;
        if called {
            return;
        }
        // If it is only that the kiosk has none in stock, one comes from a kiosk that has more than one.
        let none_in_stock = open && free + granted == 0;
        let (missing, keep) = match lacking.saturating_sub(granted) {
            0 => (u32::from(none_in_stock), 1),
            lacking => (lacking, 0),
        };
        ask_for(self.connected_besides(kiosk, now), missing, |other| {
            other.unasked().saturating_sub(other.waiting + keep)
        });
    }

    /// Asks for what is unused beyond the seats that there are: first kiosks that will learn of it in a moment. People
    /// who wait there wait for a seat that does not exist.
    pub(super) fn ask_back_excess(&mut self, now: UnixMs) {
        let excess = self.away().saturating_sub(self.terms.capacity);
        if excess == 0 {
            return;
        }
        let newest = self.accounts.values_mut();
        let newest = newest.filter_map(|incarnations| incarnations.values_mut().next_back());
        let (here, cut_off): (Vec<_>, Vec<_>) = newest.partition(|it| it.is_connected(now));
        let missing = ask_for(here, excess, Account::unasked);
        ask_for(cut_off, missing, Account::unasked);
    }

    /// Returns the other kiosks that reported a moment ago, each in its newest incarnation: nothing can be expected of
    /// any other.
    fn connected_besides(&mut self, kiosk: &KioskId, now: UnixMs) -> Vec<&mut Account> {
        let others = self.accounts.iter_mut().filter(|(it, _)| *it != kiosk);
        others
            .filter_map(|(_, incarnations)| incarnations.values_mut().next_back())
            .filter(|account| account.is_connected(now))
            .collect()
    }
}

/// Asks kiosks for a number of unused seats, always the one that can spare the most; of equals the first, so that it is
/// the same everywhere. Returns how many are still missing.
fn ask_for(mut from: Vec<&mut Account>, wanted: u32, spare: impl Fn(&Account) -> u32) -> u32 {
    let on_the_way: u32 = from.iter().map(|account| account.on_the_way()).sum();
    let mut missing = wanted.saturating_sub(on_the_way);
    while missing > 0 {
        let most = from.iter_mut().rev().max_by_key(|account| spare(account));
        let Some(most) = most.filter(|account| spare(account) > 0) else {
            break;
        };
        most.ask_back(1);
        missing -= 1;
    }
    missing
}
