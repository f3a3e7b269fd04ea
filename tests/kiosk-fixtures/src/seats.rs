//! A session with four seats at eleven on the exhibition's second day, and the server's allocator for it.

use shared::catalogue::{Catalogue, Session};
use shared::protocol::v1::{AllocatorReply, FeedReply, SeatsElsewhere, SeatsPush, SeatsReply};
use shared::seats::{SeatAllocator, SeatTerms};
use shared::time::UnixMs;

use super::{MORNING, catalogue, first_feed, kiosk};

/// The session's name.
pub const WHEEL: &str = "wheel";
/// When it begins.
pub const STARTS: UnixMs = UnixMs(MORNING.0 + 3_600_000);

pub fn session() -> Session {
    serde_json::from_str(
        r#"{"id": "wheel", "title": {"vi": "Vuốt chén"}, "day": 1, "starts": "11:00", "minutes": 60,
            "artisan": "artisan-1", "area": "hands-on", "hands_on": true, "places": 4}"#,
    )
    .unwrap()
}

pub fn catalogue_with_seats() -> Catalogue {
    Catalogue {
        sessions: vec![session()],
        ..catalogue()
    }
}

pub fn feed_with_seats() -> FeedReply {
    FeedReply {
        catalogue: Some(Box::new(catalogue_with_seats())),
        ..first_feed()
    }
}

/// The server's side of the session, with what it says of tickets elsewhere.
pub struct Counterpart {
    pub allocator: SeatAllocator,
    pub kiosks: u32,
    pub elsewhere: Vec<SeatsElsewhere>,
}

impl Counterpart {
    /// An allocator for so many kiosks.
    pub fn new(kiosks: u32) -> Self {
        Self {
            allocator: SeatAllocator::new(SeatTerms::new(4, STARTS)),
            kiosks,
            elsewhere: Vec::new(),
        }
    }

    /// What it answers to a kiosk.
    pub fn answer(&mut self, name: &str, push: &SeatsPush, now: UnixMs) -> SeatsReply {
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
}
