//! Who may open staff mode, and what staff did.

use std::process::{Command, Output};

use shared::checkin::{Direction, Reason};
use shared::ids::StaffId;
use shared::pin::{self, MAX_STAFF, Pin, StaffPin};
use shared::protocol::v1::FeedReply;
use shared::record::{Fact, RecordId};
use shared::staff::{OverrideReason, StaffAct};
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace, KioskRole};
use sync_server::operations::audit::{self, AuditQuery};
use sync_server::operations::staff::{self, PinUse, StaffError};

use crate::kiosk::{Kiosk, claims};
use crate::venue::{OPENING, Venue};

fn door() -> StaffId {
    "door-1".parse().unwrap()
}

fn give(venue: &Venue, id: &str, digits: &str, purpose: PinUse) -> Result<Pin, StaffError> {
    let id = id.parse().unwrap();
    let pin = digits.parse().unwrap();
    staff::add(&venue.database(), &id, Some(pin), purpose, OPENING)
}

fn told(reply: &FeedReply) -> &[StaffPin] {
    reply.staff.as_deref().unwrap()
}

fn opens(reply: &FeedReply, typed: &str) -> bool {
    pin::find(told(reply), typed, None).is_some()
}

#[test]
fn kiosk_among_visitors_holds_no_pin_of_doors() {
    let mut venue = Venue::closed();
    give(&venue, "door-1", "246810", PinUse::Doors).unwrap();
    give(&venue, "hall-1", "135791", PinUse::Halls).unwrap();
    give(&venue, "hall-1", "864209", PinUse::Renewal).unwrap();
    let [door, hall, booth] = ["A1", "H1", "B12"].map(|id| venue.kiosk(id));
    let db = rusqlite::Connection::open(venue.database().file()).unwrap();
    db.execute_batch(
        "UPDATE kiosks SET role = 'hall' WHERE id = 'H1';
         UPDATE kiosks SET role = '12' WHERE id = 'B12';",
    )
    .unwrap();
    drop(db);
    venue.start();
    for (kiosk, [of_doors, of_halls]) in [
        (door, [true, false]),
        (hall, [false, true]),
        (booth, [false, true]),
    ] {
        let reply = kiosk.feed(&venue, "", 0, 0);
        assert_eq!(opens(&reply, "246810"), of_doors);
        assert_eq!(opens(&reply, "864209"), of_halls);
    }
    let halls = KioskPlace {
        role: KioskRole::Hall,
        gate: &"main".parse().unwrap(),
        direction: Direction::In,
        both_ways: false,
        server_urls: &["https://127.0.0.1".to_owned()],
    };
    let (id, kind) = ("H2".parse().unwrap(), KioskEnrolment::New);
    let contents = kiosks::enrol(&venue.database(), &id, &halls, kind, OPENING).unwrap();
    let bootstrap = contents.enrolled.start;
    assert!(opens(&bootstrap, "864209") && !opens(&bootstrap, "246810"));
}

#[test]
fn pin_and_its_end_reach_waiting_kiosk() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let first = kiosk.feed(&venue, "", 0, 0);
    assert_eq!(told(&first), []);
    let waited = |change: &dyn Fn()| {
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| kiosk.feed(&venue, &first.epoch, first.next, 30));
            change();
            waiting.join().unwrap()
        })
    };
    let added = waited(&|| {
        give(&venue, "door-1", "246810", PinUse::Doors).unwrap();
    });
    let [entry] = told(&added) else {
        panic!("one PIN: {added:?}")
    };
    assert_eq!(entry.id, door());
    assert!(opens(&added, "246810") && !entry.hash.contains("246810"));
    let renewed = waited(&|| {
        give(&venue, "door-1", "135791", PinUse::Renewal).unwrap();
    });
    assert!(opens(&renewed, "135791") && !opens(&renewed, "246810"));
    let removed = waited(&|| staff::remove(&venue.database(), &door()).unwrap());
    assert_eq!(told(&removed), []);
}

#[test]
fn fresh_kiosk_knows_who_opens_staff_mode() {
    let venue = Venue::closed();
    give(&venue, "door-1", "246810", PinUse::Doors).unwrap();
    venue.kiosk("A1");
    let bootstrap = std::fs::read(venue.path("A1").join("bootstrap.json")).unwrap();
    let bootstrap: FeedReply = serde_json::from_slice(&bootstrap).unwrap();
    assert!(opens(&bootstrap, "246810"));
}

#[test]
fn pins_are_unique_and_limited() {
    let venue = Venue::closed();
    give(&venue, "door-1", "246810", PinUse::Doors).unwrap();
    let said = |result: Result<Pin, StaffError>| result.unwrap_err().to_string();
    assert!(said(give(&venue, "door-1", "135791", PinUse::Doors)).contains("a PIN already"));
    assert!(said(give(&venue, "door-2", "246810", PinUse::Doors)).contains("someone else's"));
    assert!(said(give(&venue, "door-2", "135791", PinUse::Renewal)).contains("no PIN"));
    staff::add(
        &venue.database(),
        &"door-2".parse().unwrap(),
        None,
        PinUse::Doors,
        OPENING,
    )
    .unwrap();
    let db = rusqlite::Connection::open(venue.database().file()).unwrap();
    let hashes = "SELECT count(DISTINCT substr(pin_hash, 1, 54)) FROM staff";
    let salts: i64 = db.query_row(hashes, [], |row| row.get(0)).unwrap();
    assert_eq!(salts, 1, "one hash answers for all PINs");
    for number in 3..=MAX_STAFF {
        let insert = "INSERT INTO staff (id, pin_hash, made_ms, in_halls) SELECT ?1, pin_hash, made_ms, in_halls FROM staff WHERE id = 'door-2'";
        db.execute(insert, [format!("door-{number}")]).unwrap();
    }
    assert!(said(give(&venue, "one-more", "135791", PinUse::Doors)).contains("takes no more"));
    // Who is there already may still get a new one, and even the one they have.
    give(&venue, "door-1", "246810", PinUse::Renewal).unwrap();
    let nobody = staff::remove(&venue.database(), &"nobody".parse().unwrap());
    assert!(matches!(nobody, Err(StaffError::Nobody(_))));
    assert_eq!(staff::list(&venue.database()).unwrap().len(), MAX_STAFF);
}

fn run(arguments: &[&str], data: &std::path::Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sync-server"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(text).unwrap()
}

#[test]
fn random_pin_is_printed_once_chosen_never() {
    let venue = Venue::closed();
    let data = venue.data();
    let random = said(&run(&["staff", "add", "--id", "door-1"], &data));
    let digits: String = random
        .split_once(" is ")
        .unwrap()
        .1
        .chars()
        .take(6)
        .collect();
    assert!(digits.parse::<Pin>().is_ok(), "{random}");
    let add = ["staff", "add", "--id", "door-2", "--pin"];
    let chosen = said(&run(&[&add[..], &["135791"]].concat(), &data));
    assert!(!chosen.contains("135791"), "{chosen}");
    for (weak, why) in [
        ("123456", "counts up"),
        ("111111", "repeats"),
        ("12", "6 to 12"),
    ] {
        let refused = run(&[&add[..], &[weak]].concat(), &data);
        assert!(!refused.status.success());
        assert!(said(&refused).contains(why), "{}", said(&refused));
    }
    let list = said(&run(&["staff", "list"], &data));
    assert!(
        list.contains("door-1\tdoors\tsince 20") && !list.contains(&digits),
        "{list}"
    );
    let removed = said(&run(&["staff", "remove", "--id", "door-1"], &data));
    assert!(removed.contains("door-1 opens nothing"), "{removed}");
    let again = run(&["staff", "remove", "--id", "door-1"], &data);
    assert!(said(&again).contains("staff list"), "{}", said(&again));
    let files = std::fs::read(data.join("exhibition.db")).unwrap();
    assert!(!files.windows(6).any(|bytes| bytes == digits.as_bytes()));
}

/// An evening at a door, from a wrong PIN to a mistake that was taken back.
fn evening(kiosk: &mut Kiosk) {
    let gate: shared::ids::GateId = "main".parse().unwrap();
    let staffed = |staff, act| Fact::Staffed {
        gate: gate.clone(),
        staff,
        act,
    };
    let by_staff = |claims, refused| Fact::Overridden {
        gate: gate.clone(),
        claims,
        people: 2,
        refused: Some(refused),
        reason: OverrideReason::DamagedCode.id(),
        staff: Some(door()),
    };
    let walked = Fact::Walked {
        gate: gate.clone(),
        direction: Direction::In,
        kind: claims(1).kind,
        people: 5,
        staff: Some(door()),
    };
    let annulled = Fact::Annulled {
        gate: gate.clone(),
        target: RecordId {
            kiosk: kiosk.origin.kiosk.clone(),
            incarnation: kiosk.origin.incarnation,
            seq: 1,
        },
        ticket: Some(claims(1).number),
        staff: Some(door()),
    };
    kiosk.entry(1, 0).fact(staffed(None, StaffAct::WrongPin), 1);
    kiosk.fact(staffed(Some(door()), StaffAct::Unlocked), 2);
    kiosk.fact(by_staff(Some(claims(7)), Reason::Revoked), 3);
    kiosk.fact(by_staff(None, Reason::Malformed), 4);
    kiosk.fact(walked.clone(), 5).fact(annulled, 6);
    kiosk.fact(Fact::Rehearsed(Box::new(walked)), 7);
    kiosk.refusal(8, Reason::Malformed);
    // What a later version records of staff is not lost, though this one can't say what it was.
    kiosk.body(r#"{"kind":"staff","device_ms":1725530880000,"offset_ms":0,"boot":"b","mono_ms":1,"act":"sang"}"#);
}

#[test]
fn audit_names_staff_act_time_and_gate() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    evening(&mut kiosk);
    kiosk.push(&venue);
    let mut other = venue.kiosk_at("B1", "garden", Direction::In);
    let locked = Fact::Staffed {
        gate: "garden".parse().unwrap(),
        staff: None,
        act: StaffAct::LockedOut,
    };
    other.fact(locked, 3).push(&venue);

    let csv = run(&["audit", "--csv"], &venue.data()).stdout;
    let csv = String::from_utf8(csv).unwrap();
    let expected =
        "\u{feff}date,time,kiosk,gate,staff,what,ticket,people,type,rules said,reason,note
2024-09-05,17:01:00,A1,main,,wrong_pin,,,,,,
2024-09-05,17:02:00,A1,main,door-1,unlocked,,,,,,
2024-09-05,17:03:00,A1,main,door-1,override,7,2,visitor,revoked,damaged-code,
2024-09-05,17:03:00,B1,garden,,locked_out,,,,,,
2024-09-05,17:04:00,A1,main,door-1,override,,2,,malformed,damaged-code,
2024-09-05,17:05:00,A1,main,door-1,walk_in,,5,visitor,,,
2024-09-05,17:06:00,A1,main,door-1,annul,1,,,,,annuls entry of 2 at 2024-09-05 17:00:00
2024-09-05,17:07:00,A1,main,door-1,walk_in,,5,visitor,,,rehearsal
2024-09-05,17:08:00,A1,,,staff,,,,,,
";
    assert_eq!(csv, expected.replace('\n', "\r\n"));

    let table = said(&run(&["audit"], &venue.data()));
    let line = table.lines().find(|line| line.contains("revoked")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    let of_line = "2024-09-05 17:03:00 A1 main door-1 override 7 2 visitor revoked damaged-code";
    assert_eq!(words.join(" "), of_line);

    let late = run(
        &["audit", "--kiosk", "A1", "--since", "2024-09-05T17:06"],
        &venue.data(),
    );
    assert_eq!(said(&late).lines().count(), 1 + 3, "{}", said(&late));
    let next_day = run(&["audit", "--since", "2024-09-06"], &venue.data());
    assert_eq!(said(&next_day).lines().count(), 1);
}

#[test]
fn set_aside_records_are_noted_in_audit() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    evening(&mut kiosk);
    // Somebody changed the reason on the kiosk's disk.
    let changed = kiosk.journal[3].body.get().replace("damaged-code", "other");
    kiosk.journal[3].body = serde_json::value::RawValue::from_string(changed).unwrap();
    kiosk.push(&venue);
    let audit = audit::list(&venue.database(), &AuditQuery::default()).unwrap();
    let asides: Vec<&str> = audit
        .entries
        .iter()
        .filter(|entry| entry.aside)
        .map(|entry| entry.what.as_str())
        .collect();
    assert_eq!(asides, ["override"]);
    assert!(audit.csv().contains("other,set aside by the server"));
}
