//! A kiosk in the hall beside a session with four seats.

use std::path::Path;

use journal::{AllocationOutcome, Journal};
use shared::time::UnixMs;
use view::Role;

use kiosk_config::Config;
pub(crate) use kiosk_fixtures::seats::*;

use super::{config, journal, stamp};
use crate::desk::Desk;

/// A kiosk of the hall.
pub(crate) fn hall_config(server: &str) -> Config {
    Config {
        role: Role::Hall,
        ..config(server, "in")
    }
}

/// A journal that knows of the session.
pub(crate) fn hall_journal(data: &Path) -> Journal {
    let mut journal = journal(data);
    journal.apply_feed(&feed_with_seats()).unwrap();
    journal
}

/// A desk in the hall.
pub(crate) fn hall_desk(data: &Path) -> Desk {
    drop(hall_journal(data));
    Desk::open(data, hall_config("http://127.0.0.1:1")).unwrap()
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
