//! How much a kiosk may send: far more than visitors can cause, far less than would fill a disk. And how often an address
//! may try the code of an enrolment.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::budget::{Budget, make_room};
use super::connections::Holder;

/// How many requests of one kiosk are answered at once; a kiosk sends one after the other.
const AT_ONCE: usize = 2;

/// What a kiosk sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Delivery {
    Records,
    Annulments,
    Submissions,
    Enrolments,
    /// Requests of a program.
    Calls,
    /// Tokens that are not known.
    Guesses,
}

impl Delivery {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Annulments => "annulments",
            Self::Submissions => "submissions",
            Self::Enrolments => "codes",
            Self::Calls => "requests",
            Self::Guesses => "unknown tokens",
        }
    }

    /// Returns how many may come at once, and how many more each second. A kiosk that sends its whole journal again, after
    /// the server lost its data, has four days of records.
    fn allowance(self) -> (f64, f64) {
        match self {
            Self::Records => (200_000.0, 50.0),
            Self::Annulments => (1_000.0, 0.5),
            Self::Submissions => (1_000.0, 0.1),
            // All kiosks of a venue may stand behind one router.
            Self::Enrolments => (30.0, 0.2),
            Self::Calls => (300.0, 20.0),
            Self::Guesses => (20.0, 0.5),
        }
    }
}

/// What each kiosk, and each address, may still send.
pub(crate) struct Allowances {
    left: Mutex<HashMap<(Holder, Delivery), (f64, Instant)>>,
    pub(crate) turns: Budget,
}

impl Default for Allowances {
    fn default() -> Self {
        Self {
            left: Mutex::default(),
            turns: Budget::new(Budget::UNLIMITED, AT_ONCE),
        }
    }
}

impl Allowances {
    /// Takes so many from an allowance, or returns after how many seconds they would be in it.
    pub(crate) fn take(
        &self,
        holder: Holder,
        delivery: Delivery,
        count: usize,
        now: Instant,
    ) -> Result<(), u64> {
        let (most, each_second) = delivery.allowance();
        let left = self.left.lock();
        let mut left = left.unwrap_or_else(PoisonError::into_inner);
        make_room(&mut left, |(_, delivery), (left, since)| {
            let (most, each_second) = delivery.allowance();
            *left + now.duration_since(*since).as_secs_f64() * each_second < most
        });
        let entry = left.entry((holder, delivery));
        let (left, since) = entry.or_insert((most, now));
        let grown = now.duration_since(*since).as_secs_f64() * each_second;
        (*left, *since) = (most.min(*left + grown), now);
        let lacking = count as f64 - *left;
        if lacking > 0.0 {
            return Err((lacking / each_second).ceil() as u64);
        }
        *left -= count as f64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn allowance_is_used_up_and_grows_again() {
        let allowances = Allowances::default();
        let start = Instant::now();
        let take = |kiosk: &str, count, seconds| {
            let now = start + Duration::from_secs(seconds);
            let kiosk = Holder::Kiosk(kiosk.parse().unwrap());
            allowances.take(kiosk, Delivery::Records, count, now)
        };
        for _ in 0..400 {
            assert_eq!(take("A1", 500, 0), Ok(()));
        }
        assert_eq!(take("A1", 500, 0), Err(10));
        assert_eq!(take("A1", 0, 0), Ok(()), "a sign of life is always taken");
        assert_eq!(take("B1", 500, 0), Ok(()));
        assert_eq!(take("A1", 500, 9), Err(1));
        assert_eq!(take("A1", 500, 10), Ok(()));
        assert_eq!(take("A1", 500, 10), Err(10));
    }
}
