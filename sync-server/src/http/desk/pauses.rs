//! Pauses before a password is tried again: they grow with each wrong one, for the account and for the address it comes
//! from, and never shut anybody out.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::http::budget::Budget;
use crate::http::connections::Holder;

/// So many wrong passwords cost no pause.
const FREE: u32 = 3;
/// The longest pause for an account: its owner waits for it, too.
const LONGEST_OF_ACCOUNT: Duration = Duration::from_secs(8);
/// The longest pause for an address.
const LONGEST_OF_ADDRESS: Duration = Duration::from_secs(30);
/// Wrong passwords are forgotten after so long.
const FORGOTTEN: Duration = Duration::from_mins(15);
/// How many accounts and addresses are remembered.
const REMEMBERED: usize = 4_096;

/// What wrong passwords are counted for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Guessed {
    /// The account of this key, whether there is one or not.
    Account(String),
    /// The address.
    Address(Holder),
}

/// Who typed how many wrong passwords, and when the last one.
pub(crate) struct SignInPauses {
    wrong: Mutex<HashMap<Guessed, (u32, Instant)>>,
    /// An address tries one password at a time.
    pub(super) turns: Budget,
}

impl Default for SignInPauses {
    fn default() -> Self {
        Self {
            wrong: Mutex::default(),
            turns: Budget::new(Budget::UNLIMITED, 1),
        }
    }
}

impl Guessed {
    fn longest(&self) -> Duration {
        match self {
            Self::Account(_) => LONGEST_OF_ACCOUNT,
            Self::Address(_) => LONGEST_OF_ADDRESS,
        }
    }
}

impl SignInPauses {
    /// Returns how long to wait before a password is looked at.
    pub(crate) fn pause(&self, guessed: &[Guessed], now: Instant) -> Duration {
        let wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let pause = |it: &Guessed| {
            let (count, last) = wrong.get(it)?;
            let steps = count.checked_sub(FREE)?;
            let is_old = now.duration_since(*last) > FORGOTTEN;
            let pause = Duration::from_secs(1 << steps.min(10)).min(it.longest());
            (!is_old).then_some(pause)
        };
        guessed.iter().filter_map(pause).max().unwrap_or_default()
    }

    /// Counts a wrong password.
    pub(crate) fn note_wrong(&self, guessed: &[Guessed], now: Instant) {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if wrong.len() >= REMEMBERED {
            wrong.retain(|_, (_, last)| now.duration_since(*last) <= FORGOTTEN);
        }
        for it in guessed {
            if wrong.len() < REMEMBERED || wrong.contains_key(it) {
                let entry = wrong.entry(it.clone()).or_insert((0, now));
                let is_old = now.duration_since(entry.1) > FORGOTTEN;
                *entry = (if is_old { 1 } else { entry.0 + 1 }, now);
            }
        }
    }

    /// Forgets the wrong passwords before a right one.
    pub(crate) fn forget(&self, guessed: &[Guessed]) {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        for it in guessed {
            wrong.remove(it);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_shut_nobody_out() {
        let pauses = SignInPauses::default();
        let account = Guessed::Account("an".to_owned());
        let address = |last| Guessed::Address(Holder::Address([10, 0, 0, last].into()));
        let start = Instant::now();
        let attacker = [account.clone(), address(1)];
        let mut seen = Vec::new();
        for _ in 0..10 {
            seen.push(pauses.pause(&attacker, start).as_secs());
            pauses.note_wrong(&attacker, start);
        }
        assert_eq!(seen, [0, 0, 0, 1, 2, 4, 8, 16, 30, 30]);
        let owner = [account, address(2)];
        assert_eq!(pauses.pause(&owner, start), LONGEST_OF_ACCOUNT);
        let other = [Guessed::Account("binh".to_owned()), address(2)];
        assert_eq!(pauses.pause(&other, start), Duration::ZERO);
        let later = start + FORGOTTEN + Duration::from_secs(1);
        assert_eq!(pauses.pause(&attacker, later), Duration::ZERO);
        pauses.forget(&owner);
        assert_eq!(pauses.pause(&owner, start), Duration::ZERO);
    }
}
