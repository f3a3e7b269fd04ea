//! `cargo bench --bench scan`: the steps between a camera frame and a verdict, and the whole way.
//!
//! Times are the library's own measurements, one line a step; the whole way is without the camera.

// A benchmark is run by hand, like a test: what fails ends it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::cell::RefCell;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use desk::Desk;
use divan::{Bencher, black_box};
use image::{DynamicImage, GrayImage, imageops};
use journal::Journal;
use kiosk_config::Config;
use qrcode::{EcLevel, QrCode};
use scanner::decode::{Budget, FrameReader};
use scanner::picture::Picture;
use shared::checkin::{Direction, Occupancy, Passage};
use shared::ids::{ExhibitionId, Incarnation, KeyId, TicketNumber, TicketType};
use shared::protocol::v1::{FeedItem, FeedReply, KnownItem, PublicKey};
use shared::record::{RecordId, Stamp};
use shared::ticket::{Claims, EntryPolicy, KeyRing, SigningKey, issue, verify};
use shared::time::UnixMs;

/// Admissions that are in the journal before anything is measured.
const EARLIER: u32 = 1_000_000;

fn main() {
    divan::main();
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[5; 32])
}

fn claims(exhibition: ExhibitionId, number: u32) -> Claims {
    Claims {
        key: KeyId(1),
        exhibition,
        number: TicketNumber(number),
        kind: TicketType(1),
        party: 1,
        days: 0b1111,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    }
}

fn code(number: u32) -> String {
    issue(&claims(door().exhibition, number), &key()).unwrap()
}

/// A 1280×720 frame with a ticket held up in it, slightly grey as a webcam sees it.
fn frame(text: &str) -> Picture {
    let mut frame = GrayImage::from_fn(1280, 720, |x, y| {
        image::Luma([(90 + (x * 7 + y * 13) % 60) as u8])
    });
    if !text.is_empty() {
        let symbol = QrCode::with_error_correction_level(text, EcLevel::M)
            .unwrap()
            .render::<image::Luma<u8>>()
            .dark_color(image::Luma([40]))
            .light_color(image::Luma([215]))
            .module_dimensions(8, 8)
            .build();
        imageops::overlay(&mut frame, &symbol, 420, 140);
    }
    Picture::from(&DynamicImage::ImageLuma8(imageops::blur(&frame, 0.8)))
}

/// A kiosk that has heard of a million admissions, on a real disk.
struct Door {
    exhibition: ExhibitionId,
    now: UnixMs,
    dir: tempfile::TempDir,
}

fn door() -> &'static Door {
    static DOOR: OnceLock<Door> = OnceLock::new();
    DOOR.get_or_init(|| {
        let catalogue = sync_server::catalogue::sample().unwrap();
        let now = catalogue.calendar().zone.midnight(catalogue.days[1].date).plus(11 * 3_600_000);
        let door = Door { exhibition: catalogue.exhibition, now, dir: tempfile::tempdir().unwrap() };
        let config = format!(
            "server = \"http://127.0.0.1:9\"\nexhibition = {}\nkiosk = \"A1\"\ntoken = \"-\"\ngate = \"main\"\ndirection = \"in\"\n",
            door.exhibition
        );
        std::fs::write(door.dir.path().join("kiosk.toml"), config).unwrap();
        fill(door.dir.path(), catalogue, &door);
        door
    })
}

fn fill(data: &Path, catalogue: shared::catalogue::Catalogue, door: &Door) {
    let config = Config::read(data).unwrap();
    let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
    let mut catalogue = Some(Box::new(catalogue));
    for first in (0..EARLIER).step_by(500) {
        let items = (first..first + 500).map(|number| {
            let record = RecordId {
                kiosk: "B1".parse().unwrap(),
                incarnation: Incarnation(1),
                seq: u64::from(number) + 1,
            };
            let passage = Passage {
                order: record.made_at(door.now.plus(i64::from(number) - 3_600_000)),
                gate: "river".parse().unwrap(),
                direction: Direction::In,
                claims: claims(door.exhibition, number),
                people: 1,
                by_staff: false,
            };
            FeedItem::Known(KnownItem::passed(&passage).unwrap())
        });
        let reply = FeedReply {
            epoch: "bench".to_owned(),
            next: u64::from(first) + 500,
            more: true,
            server_time_ms: door.now,
            catalogue_version: 1,
            catalogue: catalogue.take(),
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
            items: items.collect(),
        };
        journal.apply_feed(&reply).unwrap();
    }
}

fn desk() -> Desk {
    let data = door().dir.path();
    Desk::open(data, Config::read(data).unwrap()).unwrap()
}

fn stamp() -> Stamp {
    Stamp {
        device: door().now,
        offset_ms: 0,
        boot: "bench".to_owned(),
        mono_ms: 1,
    }
}

const BUDGET: Duration = Duration::from_millis(25);

#[divan::bench]
fn decode_a_720p_frame_with_a_code(bencher: Bencher) {
    let frame = frame(&code(EARLIER + 1));
    let reader = RefCell::new(FrameReader::default());
    bencher.bench_local(|| {
        let text = reader
            .borrow_mut()
            .read(black_box(&frame), &Budget::of(BUDGET));
        assert!(!text.is_empty());
    });
}

#[divan::bench]
fn decode_a_720p_frame_without_a_code(bencher: Bencher) {
    let frame = frame("");
    let reader = RefCell::new(FrameReader::default());
    bencher.bench_local(|| {
        reader
            .borrow_mut()
            .read(black_box(&frame), &Budget::of(BUDGET))
    });
}

#[divan::bench]
fn verify_a_ticket(bencher: Bencher) {
    let code = code(EARLIER + 1);
    let mut ring = KeyRing::default();
    ring.trust(KeyId(1), &key().public()).unwrap();
    bencher.bench(|| verify(black_box(&code), &ring, door().exhibition).unwrap());
}

#[divan::bench]
fn decide_with_a_million_earlier_admissions(bencher: Bencher) {
    let desk = desk();
    let rules = desk.catalogue().rules();
    let gate = desk.config().gate.clone();
    let mut number = 0;
    bencher.bench_local(|| {
        number = (number + 7919) % EARLIER;
        let visits = desk
            .journal()
            .history(TicketNumber(number))
            .unwrap()
            .visits(&rules);
        let claims = claims(rules.exhibition, number);
        let scan = shared::checkin::Scan {
            claims: &claims,
            at: door().now,
            gate: &gate,
            direction: shared::checkin::Direction::In,
            people: u16::from(claims.party),
        };
        let (good, unknown) = (shared::checkin::TicketStatus::Good, &Occupancy::UNKNOWN);
        shared::checkin::decide(&rules, good, &visits, unknown, scan)
    });
}

#[divan::bench]
fn record_durably(bencher: Bencher) {
    let data = door().dir.path();
    let config = Config::read(data).unwrap();
    let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
    let fact = shared::record::Fact::Refused {
        gate: config.gate.clone(),
        reason: shared::checkin::Reason::Malformed,
        claims: None,
    };
    bencher.bench_local(|| journal.record(&fact, &stamp()).unwrap());
}

/// From the frame to a verdict that is durable: decode, verify, decide, record.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn scan_to_verdict(bencher: Bencher) {
    let mut desk = desk();
    let mut number = EARLIER;
    let mut reader = FrameReader::default();
    bencher
        .with_inputs(|| {
            number += 1;
            frame(&code(number))
        })
        .bench_local_refs(|frame| {
            let text = reader.read(frame, &Budget::of(BUDGET)).remove(0);
            desk.scan(&text, &stamp()).unwrap()
        });
}
