mod booths;
mod by_staff;
mod clocks;
mod seats;
mod submissions;
mod ticket_list;

use proptest::prelude::*;

use super::*;
use crate::checkin::{Direction, Reason};
use crate::ids::{BoothNumber, ExhibitionId, KeyId, TicketNumber, TicketType};
use crate::pin;
use crate::record::{Fact, Record, Stamp, TicketSource};
use crate::staff::{OverrideReason, StaffAct};
use crate::ticket::{Claims, CodeKey, EntryPolicy, ScanProof};
use crate::time::UnixMs;

const PUSH: &str = include_str!("../../../golden/v1/push.json");
const PUSH_WITH_PROOF: &str = include_str!("../../../golden/v1/push-with-proof.json");
const PUSH_WITH_KNOWN_PINS: &str = include_str!("../../../golden/v1/push-with-known-pins.json");
const PUSH_WITH_DEVICE: &str = include_str!("../../../golden/v1/push-with-device.json");
const PUSH_WITH_DEVICE_THAT_FOLLOWS: &str =
    include_str!("../../../golden/v1/push-with-device-that-follows.json");
const PUSH_AFTER: &str = include_str!("../../../golden/v1/push-after-a-record.json");
const PUSH_KNOWN: &str = include_str!("../../../golden/v1/push-with-known-progress.json");
const PUSH_FROM_THE_FUTURE: &str =
    include_str!("../../../golden/v1/push-from-a-later-version.json");
const PUSH_REPLY: &str = include_str!("../../../golden/v1/push-reply.json");
const FEED_REPLY: &str = include_str!("../../../golden/v1/feed-reply.json");
const FEED_REPLY_WITH_STAFF: &str = include_str!("../../../golden/v1/feed-reply-with-staff.json");
const FEED_REPLY_WITH_CODE_KEY: &str =
    include_str!("../../../golden/v1/feed-reply-with-code-key.json");
const FEED_REPLY_WITH_INSTRUCTIONS: &str =
    include_str!("../../../golden/v1/feed-reply-with-instructions.json");
const FEED_REPLY_THAT_WIPES: &str = include_str!("../../../golden/v1/feed-reply-that-wipes.json");
const TOTALS_OF_THE_GATES: &str = include_str!("../../../golden/v1/totals-of-the-gates.json");
const TOTALS: &str = include_str!("../../../golden/v1/totals.json");

fn gate(name: &str) -> crate::ids::GateId {
    name.parse().unwrap()
}

fn record(fact: Fact) -> Record {
    let stamp = Stamp {
        device: UnixMs(1_725_501_600_123),
        offset_ms: -40,
        boot: "b7".to_owned(),
        mono_ms: 61_000,
    };
    Record { stamp, fact }
}

fn claims() -> Claims {
    Claims {
        key: KeyId(1),
        exhibition: ExhibitionId(24),
        number: TicketNumber(7),
        kind: TicketType(2),
        party: 4,
        days: 0b0110,
        policy: EntryPolicy::Single,
        zones: 3,
    }
}

/// Asserts that what is read from a golden file is written again as the same JSON.
fn survives<T: serde::Serialize + serde::de::DeserializeOwned>(golden: &str) -> T {
    let value: T = serde_json::from_str(golden).unwrap();
    let written: serde_json::Value =
        serde_json::from_str(&serde_json::to_string(&value).unwrap()).unwrap();
    let expected: serde_json::Value = serde_json::from_str(golden).unwrap();
    assert_eq!(written, expected);
    value
}

#[test]
fn push_names_record_before_it() {
    let after = survives::<Push>(PUSH_AFTER).after.unwrap();
    assert_eq!((after.seq, after.hash), (4, [0xab; 32]));
    assert_eq!(survives::<Push>(PUSH).after, None);
}

#[test]
fn push_says_how_far_the_server_was() {
    let known = survives::<Push>(PUSH_KNOWN).known.unwrap();
    assert_eq!(known.feed, 1_766_913_639_425_024);
    assert_eq!(survives::<Push>(PUSH_AFTER).known, None);
}

#[test]
fn feed_says_what_device_is_asked() {
    let feed: FeedReply = survives(FEED_REPLY_WITH_INSTRUCTIONS);
    let asked = feed.instructions.unwrap();
    let place = asked.place.unwrap();
    assert_eq!(place.role, KioskRole::Booth(BoothNumber(12)));
    assert_eq!(
        (place.gate, place.direction),
        (gate("river"), Direction::Out)
    );
    assert_eq!(asked.closure.unwrap().next.unwrap().name, "A2");
    assert!(asked.rehearsal.unwrap().on);
    assert_eq!(survives::<FeedReply>(FEED_REPLY).instructions, None);
    let later = r#"{"revision": 8, "closure": {"colour": 7}, "song": "la"}"#;
    let later: DeviceInstructions = serde_json::from_str(later).unwrap();
    assert_eq!(
        (later.revision, later.closure),
        (8, Some(Closure::default()))
    );
}

#[test]
fn push_says_what_device_follows() {
    let push = survives::<Push>(PUSH_WITH_DEVICE_THAT_FOLLOWS);
    let report = push.device.unwrap();
    assert_eq!((report.instructions, report.rehearsal), (7, true));
    assert!(report.wiped);
    let before = survives::<Push>(PUSH_WITH_DEVICE).device.unwrap();
    assert_eq!((before.instructions, before.rehearsal), (0, false));
    assert!(!before.wiped);
}

#[test]
fn device_is_asked_for_a_release_and_says_what_became_of_it() {
    let release = format!(
        r#"{{"version":"1.2.0-rc.1","target":"x86_64-linux","program":{{"sha256":"{}","bytes":5}},"signature":"{}"}}"#,
        "ab".repeat(32),
        "0c".repeat(64)
    );
    let asked = format!(r#"{{"revision":9,"update":{{"release":{release},"at_once":true}}}}"#);
    let order = survives::<DeviceInstructions>(&asked).update.unwrap();
    assert_eq!(order.release.version.to_string(), "1.2.0-rc.1");
    let report = r#"{"version":"1.1.0","clock_s":0,"scanners":[],"sound":"unknown",
        "update":{"version":"1.2.0-rc.1","outcome":"unsigned"}}"#;
    let report = survives::<DeviceReport>(report).update.unwrap();
    assert_eq!(report.outcome, UpdateOutcome::Unsigned);
    let later = r#"{"update":{"version":"1.2.0","outcome":"eaten"}}"#;
    let later = serde_json::from_str::<DeviceReport>(later).unwrap();
    assert_eq!(later.update.unwrap().outcome, UpdateOutcome::Unknown);
}

#[test]
fn feed_says_that_exhibition_is_over() {
    let over: FeedReply = survives(FEED_REPLY_THAT_WIPES);
    assert!(over.wipe && over.keys.is_empty());
    assert_eq!((over.staff, over.ticket_list), (Some(Vec::new()), None));
    assert!(!survives::<FeedReply>(FEED_REPLY).wipe);
}

#[test]
fn totals_tell_last_steps_of_gates() {
    let totals: Totals = survives(TOTALS_OF_THE_GATES);
    let steps = &totals.gates_now[0].steps;
    assert_eq!(
        (steps[1].minute, steps[1].entries, steps[1].refused),
        (905, 7, 2)
    );
    assert_eq!(totals.areas[0].capacity, Some(60));
    assert_eq!(totals.kiosks[0].label.as_deref(), Some("Máy bên cửa kính"));
    let wall = serde_json::to_string(&totals.for_wall()).unwrap();
    assert!(!wall.contains("river"), "{wall}");
}

#[test]
fn push_says_how_device_is_doing() {
    let report = survives::<Push>(PUSH_WITH_DEVICE).device.unwrap();
    assert_eq!((report.free_mb, report.clock_s), (Some(1_200), -60));
    assert_eq!(report.scanners[0].state, PartState::Failed);
    assert_eq!(report.sound, PartState::Working);
    assert_eq!(report.clone().bounded(), report);
    let later = r#"{"sound":"whistling","scanners":[{"name":"NAME"},{"name":"b"}],"colour":7}"#;
    let later = later.replace("NAME", &"\\u0007é".repeat(100));
    let later: DeviceReport = serde_json::from_str(&later).unwrap();
    assert_eq!(later.sound, PartState::Unknown);
    let bounded = later.bounded();
    assert_eq!(bounded.scanners[0].name, "é".repeat(60));
    let many = vec![bounded.scanners[1].clone(); 99];
    let many = DeviceReport {
        scanners: many,
        ..bounded
    };
    assert_eq!(many.bounded().scanners.len(), 16);
}

#[test]
fn yesterdays_push_is_still_understood() {
    let push: Push = survives(PUSH);
    let facts: Vec<Fact> = push
        .records
        .iter()
        .map(|record| parse_body(record.body.get()).unwrap().fact)
        .collect();
    let gate: crate::ids::GateId = "main".parse().unwrap();
    assert_eq!(
        facts,
        [
            Fact::Passed {
                gate: gate.clone(),
                direction: Direction::In,
                claims: claims(),
                people: 4,
                source: TicketSource::Unstated,
            },
            Fact::Passed {
                gate: gate.clone(),
                direction: Direction::Out,
                claims: claims(),
                people: 4,
                source: TicketSource::Unstated,
            },
            Fact::Refused {
                gate: gate.clone(),
                reason: Reason::AlreadyUsed,
                claims: Some(claims())
            },
            Fact::Refused {
                gate,
                reason: Reason::Malformed,
                claims: None
            },
        ]
    );
}

#[test]
fn later_versions_push_is_kept_byte_for_byte() {
    let push: Push = serde_json::from_str(PUSH_FROM_THE_FUTURE).unwrap();
    let bodies: Vec<&str> = push
        .records
        .iter()
        .map(|record| record.body.get())
        .collect();
    assert!(
        bodies[0].contains("\"mood\":  \"cheerful\""),
        "white space and unknown fields stay"
    );
    assert_eq!(
        parse_body(bodies[0]).unwrap().fact,
        Fact::Unknown {
            kind: "booth_dance".to_owned()
        }
    );
    assert_eq!(
        parse_body(bodies[1]).unwrap().fact,
        Fact::Unknown {
            kind: "refused".to_owned()
        }
    );
}

#[test]
fn yesterdays_answers_are_still_understood() {
    let reply: PushReply = survives(PUSH_REPLY);
    assert_eq!(reply.rejected[0].code, RejectCode::Fork);
    let feed: FeedReply = survives(FEED_REPLY);
    assert!(matches!(
        feed.items[0],
        FeedItem::Known(KnownItem::Entry(_))
    ));
    assert!(
        matches!(feed.items[2], FeedItem::Unknown(_)),
        "a kind of a later version is ignored"
    );
    assert_eq!(feed.staff, None, "a server that does not know of staff");
    let feed: FeedReply = survives(FEED_REPLY_WITH_STAFF);
    assert!(pin::find(&feed.staff.unwrap(), "246810", None).is_some());
    assert_eq!(feed.code_key, None, "a server that tells plain hashes");
    assert_eq!(feed.ticket_list, None, "a server that keeps no register");
    let feed: FeedReply = survives(FEED_REPLY_WITH_CODE_KEY);
    assert_eq!(feed.code_key, Some(CodeKey([7; 32])));
    assert_eq!(survives::<Push>(PUSH).known_pins, []);
    assert_eq!(survives::<Push>(PUSH_WITH_KNOWN_PINS).known_pins.len(), 1);
    let totals: Totals = survives(TOTALS);
    assert_eq!(totals.days[0].unique_visitors, 10);
    assert_eq!(totals.gate_names[&gate("main")].get("en"), "Main gate");
    assert_eq!(totals.type_names[&TicketType(2)].get("vi"), "Vé gia đình");
}

#[test]
fn totals_without_gate_names_are_read() {
    let mut totals: serde_json::Value = serde_json::from_str(TOTALS).unwrap();
    let fields = totals.as_object_mut().unwrap();
    assert!(fields.remove("gate_names").is_some() && fields.remove("type_names").is_some());
    let read: Totals = serde_json::from_value(totals).unwrap();
    assert!(read.gate_names.is_empty() && read.type_names.is_empty());
}

#[test]
fn passages_are_the_golden_bodies_both_ways() {
    let by = "door-1".parse().unwrap();
    let proof = TicketSource::Scanned(ScanProof([7; 16]));
    for (golden, sources) in [
        (PUSH, [TicketSource::Unstated, TicketSource::Unstated]),
        (PUSH_WITH_PROOF, [proof, TicketSource::Entered(by)]),
    ] {
        let push: Push = survives(golden);
        let directions = [Direction::In, Direction::Out];
        for ((direction, source), golden) in directions.into_iter().zip(sources).zip(push.records) {
            let passage = record(Fact::Passed {
                gate: gate("main"),
                direction,
                claims: claims(),
                people: 4,
                source,
            });
            assert_eq!(write_body(&passage).unwrap(), golden.body.get());
            assert_eq!(parse_body(golden.body.get()).unwrap(), passage);
        }
    }
}

#[test]
fn record_without_required_field_is_named() {
    let common = r#""device_ms":1,"offset_ms":0,"boot":"b","mono_ms":1"#;
    let error = |rest: &str| {
        parse_body(&format!("{{{common},{rest}}}"))
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error(r#""kind":"entry""#),
        "a \"entry\" record without \"gate\""
    );
    assert_eq!(
        error(r#""kind":"refused","gate":"main""#),
        "a \"refused\" record without \"reason\""
    );
    assert_eq!(
        error(r#""kind":"rehearsal""#),
        "a \"rehearsal\" record without \"of\""
    );
    assert_eq!(
        error(r#""kind":"rehearsal","of":"walk_in","gate":"main","people":1"#),
        "a \"walk_in\" record without \"ticket_type\""
    );
    assert_eq!(
        error(r#""kind":"staff","gate":"main""#),
        "a \"staff\" record without \"act\""
    );
    assert_eq!(
        error(r#""kind":"annul","gate":"main""#),
        "a \"annul\" record without \"target\""
    );
    assert!(
        error(r#""kind":"override","gate":"main","people":1,"override":{"reason":"a b"}"#)
            .contains("use only the letters")
    );
    let nested = parse_body(&format!(
        r#"{{{common},"kind":"rehearsal","of":"rehearsal"}}"#
    ));
    assert!(matches!(nested.unwrap().fact, Fact::Unknown { kind } if kind == "rehearsal"));
    assert!(error(r#""kind":"entry","claims":"00""#).starts_with("the body is no record"));
    assert!(parse_body("").is_err());
    assert!(parse_body("[]").is_err());
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let gate = "[A-Za-z0-9_-]{1,24}".prop_map(|name| name.parse().unwrap());
    let claims = (any::<(u8, u16, u32, u8)>(), 1_u8.., 1_u16.., any::<u16>()).prop_map(
        |((key, exhibition, number, kind), party, days, zones)| Claims {
            key: KeyId(key),
            exhibition: ExhibitionId(exhibition),
            number: TicketNumber(number),
            kind: TicketType(kind),
            party,
            days,
            policy: EntryPolicy::Unlimited,
            zones,
        },
    );
    let reason = (0..Reason::ALL.len()).prop_map(|place| Reason::ALL[place]);
    (gate, claims, reason, any::<u16>(), 0..8).prop_map(|(gate, claims, reason, people, which)| {
        match which {
            0 => Fact::Passed {
                gate,
                direction: Direction::In,
                claims,
                people,
                source: TicketSource::Scanned(ScanProof([people as u8; 16])),
            },
            1 => Fact::Passed {
                gate,
                direction: Direction::Out,
                claims,
                people,
                source: TicketSource::Entered("door-1".parse().unwrap()),
            },
            2 => Fact::Refused {
                gate,
                reason,
                claims: Some(claims),
            },
            3 => Fact::Overridden {
                gate,
                claims: Some(claims),
                people,
                refused: Some(reason),
                reason: OverrideReason::Other.id(),
                staff: Some("door-1".parse().unwrap()),
            },
            4 => Fact::Walked {
                gate,
                direction: Direction::Out,
                kind: claims.kind,
                people,
                staff: None,
            },
            5 => Fact::Visited {
                booth: BoothNumber(people),
                claims,
                people,
            },
            6 => Fact::LookedUp {
                booth: BoothNumber(people),
                times: people,
            },
            _ => Fact::Staffed {
                gate,
                staff: None,
                act: StaffAct::ALL[usize::from(people) % StaffAct::ALL.len()],
            },
        }
    })
}

proptest! {
    #[test]
    fn any_record_survives_the_wire(fact in any_fact()) {
        let record = record(fact);
        prop_assert_eq!(parse_body(&write_body(&record).unwrap()).unwrap(), record);
    }
}
