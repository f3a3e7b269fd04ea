//! What the tests of the kiosk's crates play on: a small exhibition with a key, its tickets, and what its server says.

// What fails here fails the test, with its place.
#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::must_use_candidate
)]

pub mod device;
pub mod seats;
pub mod server;
pub mod ticket_list;

use shared::catalogue::Catalogue;
use shared::checkin::{Direction, Passage};
use shared::ids::{ExhibitionId, GateId, Incarnation, KeyId, KioskId, TicketNumber, TicketType};
use shared::protocol::v1::{FeedItem, FeedReply, KnownItem, PublicKey, TicketStatusItem};
use shared::record::{Fact, RecordOrder, Stamp, TicketSource};
use shared::ticket::{self, Claims, EntryPolicy, SigningKey};
use shared::time::UnixMs;

pub const EXHIBITION: ExhibitionId = ExhibitionId(24);
/// 2024-09-06 10:00 in Hà Nội, the exhibition's second day.
pub const MORNING: UnixMs = UnixMs(1_725_591_600_000);

pub fn kiosk(name: &str) -> KioskId {
    name.parse().unwrap()
}

pub fn gate(name: &str) -> GateId {
    name.parse().unwrap()
}

pub fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

/// A ticket valid on the first two days.
pub fn claims(number: u32, policy: EntryPolicy) -> Claims {
    Claims {
        key: KeyId(1),
        exhibition: EXHIBITION,
        number: TicketNumber(number),
        kind: TicketType(1),
        party: 2,
        days: 0b11,
        policy,
        zones: 1,
    }
}

pub fn day_ticket(number: u32) -> String {
    ticket::issue(&claims(number, EntryPolicy::OncePerDay), &key()).unwrap()
}

pub fn stamp(at: UnixMs) -> Stamp {
    Stamp {
        device: at,
        offset_ms: 0,
        boot: "b1".to_owned(),
        mono_ms: 1,
    }
}

/// A stamp of a run of the device that is over: what is learnt of the time later does not correct it.
pub fn earlier_run(at: UnixMs) -> Stamp {
    Stamp {
        boot: "b0".to_owned(),
        ..stamp(at)
    }
}

pub fn entry(number: u32) -> Fact {
    Fact::Passed {
        gate: gate("main"),
        direction: Direction::In,
        claims: claims(number, EntryPolicy::OncePerDay),
        people: 2,
        source: TicketSource::Unstated,
    }
}

pub fn catalogue() -> Catalogue {
    Catalogue::from_json(
        r#"{
        "exhibition": 24, "name": {"vi": "Triển lãm gốm"}, "venue": {"vi": "Bảo tàng"},
        "organisers": [], "utc_offset_minutes": 420, "reentry": true,
        "days": [
            {"date": "2024-09-05", "opens": "17:00", "closes": "21:00", "title": {"vi": "Khai mạc"}},
            {"date": "2024-09-06", "opens": "08:30", "closes": "21:00", "title": {"vi": "Ngày 2"}},
            {"date": "2024-09-07", "opens": "08:30", "closes": "21:00", "title": {"vi": "Ngày 3"}}],
        "gates": [{"id": "main", "name": {"vi": "Cổng chính"}, "direction": "in"},
            {"id": "garden", "name": {"vi": "Cổng vườn"}, "direction": "in"}],
        "ticket_types": [{"id": 1, "key": "visitor", "name": {"vi": "Khách"}, "policy": "once_per_day", "party": 2, "zones": 1}], "areas": [], "villages": [], "booths": [], "artisans": [], "sessions": []
    }"#,
    )
    .unwrap()
}

/// What a server would say first: catalogue and key.
pub fn first_feed() -> FeedReply {
    FeedReply {
        epoch: "e1".to_owned(),
        next: 0,
        more: false,
        server_time_ms: MORNING,
        catalogue_version: 1,
        catalogue: Some(Box::new(catalogue())),
        keys: vec![PublicKey {
            id: KeyId(1),
            public: key().public(),
        }],
        staff: None,
        ticket_list: None,
        server_pins: Vec::new(),
        code_key: None,
        token: None,
        phones_port: None,
        instructions: None,
        wipe: false,
        items: Vec::new(),
    }
}

/// A later answer of the same server.
pub fn feed(next: u64, items: Vec<KnownItem>) -> FeedReply {
    FeedReply {
        next,
        catalogue: None,
        items: items.into_iter().map(FeedItem::Known).collect(),
        ..first_feed()
    }
}

pub fn entry_elsewhere(number: u32, seq: u64, at: UnixMs) -> KnownItem {
    KnownItem::passed(&Passage {
        order: RecordOrder {
            at,
            kiosk: kiosk("B1"),
            incarnation: Incarnation(5),
            seq,
        },
        gate: gate("garden"),
        direction: Direction::In,
        claims: claims(number, EntryPolicy::OncePerDay),
        people: 2,
        by_staff: false,
    })
    .unwrap()
}

pub fn standing(number: u32) -> TicketStatusItem {
    TicketStatusItem {
        ticket: TicketNumber(number),
        since_ms: MORNING,
    }
}
