//! Places on their way to where somebody waits: what is granted, and what is asked back.

use super::SeatAllocator;
use super::account::Account;
use crate::ids::{Incarnation, KioskId};
use crate::seats::{TokenKind, stock_is_open};
use crate::time::UnixMs;

/// A kiosk reports every few seconds. One that was not heard for so long, in milliseconds, is taken to be cut off.
pub(super) const MOMENT_MS: i64 = 30_000;

impl SeatAllocator {
    /// Grants to a kiosk what it needs, as far as there is any, and asks others for what it lacks.
    pub(super) fn balance(&mut self, kiosk: &KioskId, life: Incarnation, kiosks: u32, now: UnixMs) {
        let agreed = self.agreed(now);
        if !self.unheard.is_empty() || agreed >= self.terms.closes {
            return;
        }
        let called = self.is_called(self.terms.last_call);
        let in_time = !called && stock_is_open(self.terms.last_call, agreed);
        let pool = self.pool();
        let others = self.connected_besides(kiosk, now);
        let waiting_elsewhere: u32 = others.iter().map(|other| other.lacking()).sum();
        let part = self.terms.capacity / kiosks.max(1);
        let called_to = self.called_to;
        let lives = self.accounts.get_mut(kiosk);
        let Some(account) = lives.and_then(|lives| lives.get_mut(&life)) else {
            return;
        };
        // One whose stock is void has to hear of it first, and of the later last call.
        let is_void = called_to.is_some_and(|called| account.last_call <= called);
        let open = in_time && account.open && !is_void;
        let lacking = account.lacking();
        let free = account.usable();
        // Every kiosk begins with its part, and should always have one in stock, so that it has something to give when
        // it is cut off. But people who wait elsewhere come first.
        let in_stock = match account.has_had_its_part() {
            _ if !open => 0,
            false => part.max(1),
            true => u32::from(free == 0),
        };
        let spare = pool.saturating_sub(waiting_elsewhere);
        let granted = lacking.min(pool).max(in_stock.min(spare));
        account.grant(
            if open {
                TokenKind::Stock
            } else {
                TokenKind::Late
            },
            granted,
        );
        if !called {
            let none_in_stock = open && free + granted == 0;
            self.ask_back(kiosk, lacking.saturating_sub(granted), none_in_stock, now);
        }
    }

    /// Asks other kiosks to return so many unused places; and if it is only that a kiosk has none in stock, one from a
    /// kiosk that has more than one.
    fn ask_back(&mut self, kiosk: &KioskId, lacking: u32, none_in_stock: bool, now: UnixMs) {
        let others = self.connected_besides(kiosk, now);
        let (missing, keep) = match lacking {
            0 => (u32::from(none_in_stock), 1),
            lacking => (lacking, 0),
        };
        ask_for(others, missing, |other| {
            other.to_spare().saturating_sub(keep)
        });
    }

    /// Asks for what is unused beyond the places that there are: first those kiosks that will hear of it in a moment. Who
    /// waits before them waits for a place that there is not.
    pub(super) fn ask_back_excess(&mut self, now: UnixMs) {
        let excess = self.away().saturating_sub(self.terms.capacity);
        if excess == 0 {
            return;
        }
        let newest = self.accounts.values_mut();
        let newest = newest.filter_map(|lives| lives.values_mut().next_back());
        let (here, cut_off): (Vec<_>, Vec<_>) =
            newest.partition(|account| now.since(account.heard_at) < MOMENT_MS);
        let missing = ask_for(here, excess, Account::unasked);
        ask_for(cut_off, missing, Account::unasked);
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
}

/// Asks kiosks for so many unused places, always the one that can spare the most; of equals the first, so that it is the
/// same everywhere. Answers how many they lack still.
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
