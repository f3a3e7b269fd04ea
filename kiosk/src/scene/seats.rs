//! A session with four seats at eleven on the exhibition's second day, and the server's allocator for it.

use std::path::Path;

use shared::catalogue::{Catalogue, Session};
use shared::protocol::v1::{AllocatorReply, FeedReply, SeatsElsewhere, SeatsPush, SeatsReply};
use shared::seats::{SeatAllocator, SeatTerms};
use shared::time::UnixMs;
use view::Role;

use super::{MORNING, catalogue, config, first_feed, journal, kiosk, stamp};
use crate::config::Config;
use crate::desk::Desk;
use crate::journal::{AllocationOutcome, Journal};

/// The session's name.
pub(crate) const WHEEL: &str = "wheel";
/// When it begins.
pub(crate) const STARTS: UnixMs = UnixMs(MORNING.0 + 3_600_000);

pub(crate) fn session() -> Session {
    serde_json::from_str(
        r#"{"id": "wheel", "title": {"vi": "Vuốt chén"}, "day": 1, "starts": "11:00", "minutes": 60,
            "artisan": "artisan-1", "area": "hands-on", "hands_on": true, "places": 4}"#,
    )
    .unwrap()
}

pub(crate) fn catalogue_with_seats() -> Catalogue {
    Catalogue {
        sessions: vec![session()],
        ..catalogue()
    }
}

pub(crate) fn feed_with_seats() -> FeedReply {
    FeedReply {
        catalogue: Some(Box::new(catalogue_with_seats())),
        ..first_feed()
    }
}

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

/// The server's side of the session, with what it says of tickets elsewhere.
pub(crate) struct Counterpart {
    pub(crate) allocator: SeatAllocator,
    pub(crate) kiosks: u32,
    pub(crate) elsewhere: Vec<SeatsElsewhere>,
}

impl Counterpart {
    /// An allocator for so many kiosks.
    pub(crate) fn new(kiosks: u32) -> Self {
        Self {
            allocator: SeatAllocator::new(SeatTerms::new(4, STARTS)),
            kiosks,
            elsewhere: Vec::new(),
        }
    }

    /// What it answers to a kiosk.
    pub(crate) fn answer(&mut self, name: &str, push: &SeatsPush, now: UnixMs) -> SeatsReply {
        let words = push.allocations.iter().map(|allocation| {
            let report = allocation.checked().unwrap();
            AllocatorReply {
                session: allocation.session.clone(),
                message: self
                    .allocator
                    .accept_report(&kiosk(name), report, self.kiosks, now),
                elsewhere: self.elsewhere.clone(),
            }
        });
        SeatsReply {
            server_time_ms: now,
            words: words.collect(),
        }
    }

    /// One exchange of a kiosk's journal with it, with so many people who wait for a seat.
    pub(crate) fn meet(
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

    /// As many exchanges as it takes until there is nothing more to say.
    pub(crate) fn settle(&mut self, name: &str, journal: &mut Journal, now: UnixMs) {
        for _ in 0..4 {
            if !self.meet(name, journal, 0, now).again {
                return;
            }
        }
        panic!("they never come to an end");
    }
}
