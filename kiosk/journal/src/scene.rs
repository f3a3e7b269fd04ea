//! The journal of a kiosk on the small exhibition of the fixtures.

pub(crate) use kiosk_fixtures::*;

use std::path::Path;

use kiosk_fixtures::seats::{Counterpart, WHEEL, feed_with_seats};
use shared::time::UnixMs;

use crate::{AllocationOutcome, Journal};

pub(crate) fn journal(data: &Path) -> Journal {
    Journal::open(data, EXHIBITION, &kiosk("A1")).unwrap()
}

/// A journal that knows of the session.
pub(crate) fn hall_journal(data: &Path) -> Journal {
    let mut journal = journal(data);
    journal.apply_feed(&feed_with_seats()).unwrap();
    journal
}

/// A kiosk's exchange of seats with the server.
pub(crate) trait SeatExchange {
    /// One exchange of a kiosk's journal with it, with so many people who wait for a seat.
    fn meet(
        &mut self,
        name: &str,
        journal: &mut Journal,
        waiting: u32,
        now: UnixMs,
    ) -> AllocationOutcome;

    /// As many exchanges as it takes until there is nothing more to say.
    fn settle(&mut self, name: &str, journal: &mut Journal, now: UnixMs) {
        for _ in 0..4 {
            if !self.meet(name, journal, 0, now).again {
                return;
            }
        }
        panic!("they never come to an end");
    }
}

impl SeatExchange for Counterpart {
    fn meet(
        &mut self,
        name: &str,
        journal: &mut Journal,
        waiting: u32,
        now: UnixMs,
    ) -> AllocationOutcome {
        let push = journal
            .report_allocations(true, Some((WHEEL, waiting)), &stamp(now))
            .unwrap();
        let reply = self.answer(name, &push, now);
        journal.apply_seats_reply(&reply, &stamp(now)).unwrap()
    }
}
