//! Random inputs to everything that reads what strangers send: nothing panics, and nothing that was not signed gets in.

use std::sync::OnceLock;

use kiosk::clock::Clock;
use kiosk::config::Config;
use kiosk::desk::Desk;
use kiosk::view::Outcome;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use shared::ids::{ExhibitionId, KeyId, TicketNumber, TicketType};
use shared::protocol::v1::{
    FeedReply, Push, PushReply, SeatsPush, SeatsReply, SubmissionItem, SubmissionsPush,
    SubmissionsReply, TicketListReply, Totals, parse_body,
};
use shared::ticket::{Claims, EntryPolicy, KeyRing, ShortCode, SigningKey, issue, verify};

use crate::venue::Venue;

const HERE: ExhibitionId = ExhibitionId(24);
/// The least number of inputs; `PROPTEST_CASES` asks for more.
const INPUTS: u32 = 20_000;

fn runner() -> TestRunner {
    let usual = ProptestConfig::default();
    TestRunner::new(ProptestConfig {
        cases: usual.cases.max(INPUTS),
        failure_persistence: None,
        ..usual
    })
}

fn genuine_code() -> &'static str {
    static CODE: OnceLock<String> = OnceLock::new();
    CODE.get_or_init(|| {
        let claims = Claims {
            key: KeyId(1),
            exhibition: HERE,
            number: TicketNumber(77),
            kind: TicketType(1),
            party: 1,
            days: 0b1111,
            policy: EntryPolicy::OncePerDay,
            zones: 1,
        };
        issue(&claims, &SigningKey::from_seed(&[9; 32])).unwrap()
    })
}

fn ring() -> KeyRing {
    let mut ring = KeyRing::default();
    ring.trust(KeyId(1), &SigningKey::from_seed(&[9; 32]).public())
        .unwrap();
    ring
}

/// Some bytes of a text replaced, and perhaps its end cut off.
fn damaged(text: &'static str) -> impl Strategy<Value = String> {
    let edits = proptest::collection::vec((any::<Index>(), any::<u8>()), 1..6);
    (edits, any::<Index>(), any::<bool>()).prop_map(move |(edits, end, cut)| {
        let mut bytes = text.as_bytes().to_vec();
        for (place, byte) in edits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn ticket_like() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => any::<String>(),
        4 => "[0-9]{190,200}",
        1 => "0?[0-6][0-9]{193}",
        4 => damaged(genuine_code()),
        4 => any::<(Index, u8)>().prop_map(|(place, digit)| {
            let mut code = genuine_code().as_bytes().to_vec();
            let place = place.index(code.len());
            code[place] = b'0' + digit % 10;
            String::from_utf8(code).unwrap()
        }),
    ]
}

#[test]
fn random_texts_held_to_scanner_never_get_in() {
    let ring = ring();
    assert!(
        verify(genuine_code(), &ring, HERE).is_ok(),
        "the genuine one does get in"
    );
    runner()
        .run(&ticket_like(), |text| {
            let _ = text.parse::<ShortCode>();
            let admitted = verify(&text, &ring, HERE).is_ok();
            prop_assert!(!admitted || text.trim() == genuine_code());
            Ok(())
        })
        .unwrap();
}

proptest! {
    #[test]
    fn random_messages_of_kiosks_do_no_harm(text in message_like()) {
        if let Ok(push) = serde_json::from_str::<SubmissionsPush>(&text) {
            for submission in push.submissions.into_iter().filter_map(SubmissionItem::read) {
                let _ = submission.check();
            }
        }
        let _ = serde_json::from_str::<SeatsPush>(&text);
        let _ = serde_json::from_str::<SeatsReply>(&text);
        let _ = serde_json::from_str::<TicketListReply>(&text);
        let _ = serde_json::from_str::<SubmissionsReply>(&text);
    }

    #[test]
    fn random_catalogue_is_read_or_refused(text in damaged(CATALOGUE)) {
        let _ = sync_server::catalogue::from_json(&text);
        let _ = shared::catalogue::Catalogue::from_json(&text);
    }

    #[test]
    fn random_configuration_is_read_or_refused(text in prop_oneof![damaged(CONFIG), any::<String>()]) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("kiosk.toml"), text).unwrap();
        if let Err(error) = Config::read(folder.path()) {
            prop_assert!(error.to_string().contains("kiosk.toml"));
        }
    }
}

/// The files that a kiosk is handed over with, as text.
fn handed_over() -> &'static (Config, [String; 2]) {
    static FILES: OnceLock<(Config, [String; 2])> = OnceLock::new();
    FILES.get_or_init(|| {
        let venue = Venue::open_in_folder();
        venue.tickets("visitor", 3);
        let data = venue.kiosk("A1", "main");
        let files = ["bootstrap.json", "register.jsonl"];
        let texts = files.map(|file| std::fs::read_to_string(data.join(file)).unwrap());
        (Config::read(&data).unwrap(), texts)
    })
}

#[test]
fn damaged_bootstrap_and_ticket_list_let_nobody_in() {
    let (config, [bootstrap, list]) = handed_over();
    let (clock, damage) = (Clock::of_this_device(), (damaged(bootstrap), damaged(list)));
    TestRunner::default()
        .run(&damage, |(bootstrap, list)| {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("bootstrap.json"), bootstrap).unwrap();
            std::fs::write(folder.path().join("register.jsonl"), list).unwrap();
            match Desk::open(folder.path(), config.clone()) {
                Ok(mut desk) => {
                    let judged = desk.scan(genuine_code(), &clock.stamp());
                    let outcome = judged.map(|it| it.verdict.outcome);
                    let is_admitted = matches!(outcome, Ok(Outcome::Admitted { .. }));
                    prop_assert!(!is_admitted);
                }
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
            Ok(())
        })
        .unwrap();
}

const CATALOGUE: &str = include_str!("../../assets/exhibition/catalogue.json");
const CONFIG: &str = r#"
exhibition = 24
kiosk = "A1"
server = "http://127.0.0.1:8080"
token = "0123456789abcdef0123456789abcdef"
gate = "main"
direction = "in"
both_ways = true
role = "door"
floor_mm = 900
unattended = true

[scanners]
camera = "auto"

[sound]
off = true
"#;

/// Messages that only this version's tests know, damaged, and the texts that others send by mistake.
fn message_like() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        damaged(include_str!("../../shared/golden/v1/letters.json")),
        damaged(include_str!(
            "../../shared/golden/v1/letters-with-consent.json"
        )),
        damaged(include_str!("../../shared/golden/v1/letters-reply.json")),
        damaged(include_str!(
            "../../shared/golden/v1/places-push-moved.json"
        )),
        damaged(include_str!(
            "../../shared/golden/v1/places-reply-moved.json"
        )),
        damaged(include_str!("../../shared/golden/v1/register-reply.json")),
    ]
}

#[test]
fn random_messages_never_panic_wire_parsers() {
    const PUSH: &str = include_str!("../../shared/golden/v1/push.json");
    const PUSH_REPLY: &str = include_str!("../../shared/golden/v1/push-reply.json");
    const FEED_REPLY: &str = include_str!("../../shared/golden/v1/feed-reply.json");
    const TOTALS: &str = include_str!("../../shared/golden/v1/totals.json");
    let message = prop_oneof![
        2 => any::<String>(),
        1 => "[\\[\\]{}\",:0-9a-z]{0,80}",
        3 => damaged(PUSH),
        2 => damaged(PUSH_REPLY),
        2 => damaged(FEED_REPLY),
        2 => damaged(TOTALS),
    ];
    runner()
        .run(&message, |text| {
            if let Ok(push) = serde_json::from_str::<Push>(&text) {
                for record in &push.records {
                    let _ = parse_body(record.body.get());
                }
            }
            let _ = parse_body(&text);
            let _ = serde_json::from_str::<PushReply>(&text);
            let _ = serde_json::from_str::<FeedReply>(&text);
            let _ = serde_json::from_str::<Totals>(&text);
            Ok(())
        })
        .unwrap();
}
