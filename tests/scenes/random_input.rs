//! Random inputs to everything that reads what strangers send: nothing panics, and nothing that was not signed gets in.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use damaged_input::damaged_text;
use desk::Desk;
use journal::clock::Clock;
use kiosk_config::Config;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use shared::ids::{ExhibitionId, KeyId, TicketNumber, TicketType};
use shared::protocol::v1::{
    FeedReply, Push, PushReply, SeatsPush, SeatsReply, SubmissionItem, SubmissionsPush,
    SubmissionsReply, TicketListReply, Totals, parse_body,
};
use shared::ticket::{Claims, EntryPolicy, KeyRing, ShortCode, SigningKey, issue, verify};
use uplink::Shelf;
use view::Outcome;

use sync_server::catalogue;

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

fn ticket_like() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => any::<String>(),
        4 => "[0-9]{190,200}",
        1 => "0?[0-6][0-9]{193}",
        4 => damaged_text(&[genuine_code()]),
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

}

#[test]
fn damaged_catalogue_is_read_or_refused() {
    damaged_input::each("catalogue", 256, &[CATALOGUE], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let read = shared::catalogue::Catalogue::from_json(&text);
        if let Ok(catalogue) = read {
            drop(catalogue.problems());
        }
        Ok(match sync_server::catalogue::from_json(&text) {
            Ok(_) => "read".to_owned(),
            Err(error) => error.to_string(),
        })
    });
}

#[test]
fn damaged_configuration_is_read_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_string_lossy().into_owned();
    damaged_input::each("kiosk-toml", 256, &[CONFIG.as_bytes()], |bytes| {
        std::fs::write(folder.path().join("kiosk.toml"), bytes).unwrap();
        match Config::read(folder.path()) {
            Ok(_) => Ok("read".to_owned()),
            Err(error) => {
                let said = error.to_string();
                prop_assert!(said.contains("kiosk.toml"));
                Ok(said.replace(&path, ""))
            }
        }
    });
}

/// The small files of a kiosk's data directory.
const KIOSK_FILES: [&str; 7] = [
    "bootstrap.json",
    "register.jsonl",
    "kiosk.toml",
    "token.txt",
    "device.key",
    "journal.mark",
    "media/list.json",
];

#[test]
fn damaged_file_of_a_kiosk_lets_nobody_in() {
    let venue = Venue::open_in_folder();
    venue.tickets("visitor", 3);
    let data = venue.kiosk("A1", "main");
    let config = Config::read(&data).unwrap();
    std::fs::write(data.join("token.txt"), "0\ntwo\none\n").unwrap();
    std::fs::create_dir_all(data.join("media")).unwrap();
    let list = serde_json::to_vec(&catalogue::sample().unwrap().media).unwrap();
    std::fs::write(data.join("media/list.json"), list).unwrap();
    drop(Desk::open(&data, config).unwrap());
    let files = KIOSK_FILES.map(|file| (file, std::fs::read(data.join(file)).unwrap()));
    let clock = Clock::of_this_device();
    for (file, content) in &files {
        damaged_input::few("kiosk-folder", 32, &[content], |bytes| {
            let folder = tempfile::tempdir().unwrap();
            let data = folder.path();
            std::fs::create_dir(data.join("media")).unwrap();
            for (other, content) in &files {
                let content = if other == file { bytes } else { content };
                std::fs::write(data.join(other), content).unwrap();
            }
            if let Err(error) = Shelf::of(data).list() {
                prop_assert!(error.to_string().contains("list.json"));
            }
            let config = match Config::read(data) {
                Ok(config) => config,
                Err(error) => {
                    prop_assert!(error.to_string().contains("kiosk.toml"));
                    return Ok("no configuration".to_owned());
                }
            };
            match Desk::open(data, config) {
                Ok(mut desk) => {
                    let judged = desk.scan(genuine_code(), &clock.stamp());
                    let outcome = judged.map(|it| it.verdict.outcome);
                    let is_admitted = matches!(outcome, Ok(Outcome::Admitted { .. }));
                    prop_assert!(!is_admitted);
                }
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
            Ok("nobody gets in".to_owned())
        });
    }
}

#[test]
fn damaged_list_of_media_is_read_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::of(folder.path());
    std::fs::create_dir(folder.path().join("media")).unwrap();
    let media = catalogue::sample().unwrap().media.into_iter().take(2);
    let list = serde_json::to_vec(&media.collect::<BTreeMap<_, _>>()).unwrap();
    damaged_input::each("media-list", 256, &[&list], |bytes| {
        std::fs::write(folder.path().join("media/list.json"), bytes).unwrap();
        match shelf.list() {
            Ok(_) => Ok("read".to_owned()),
            Err(error) => {
                let said = error.to_string();
                prop_assert!(said.contains("list.json"));
                let (_, said) = said.split_once("list.json").unwrap_or_default();
                Ok(said.to_owned())
            }
        }
    });
}

const CATALOGUE: &[u8] = include_bytes!("../fixtures/small-exhibition.json");
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
    let messages = [
        include_str!("../../shared/golden/v1/letters.json"),
        include_str!("../../shared/golden/v1/letters-with-consent.json"),
        include_str!("../../shared/golden/v1/letters-reply.json"),
        include_str!("../../shared/golden/v1/places-push-moved.json"),
        include_str!("../../shared/golden/v1/places-reply-moved.json"),
        include_str!("../../shared/golden/v1/register-reply.json"),
    ];
    prop_oneof![1 => any::<String>(), 6 => damaged_text(&messages)]
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
        9 => damaged_text(&[PUSH, PUSH_REPLY, FEED_REPLY, TOTALS]),
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
