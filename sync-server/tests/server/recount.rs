//! What follows from records is damaged, or made by another version: it is counted anew, and no record waits for it.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rusqlite::Connection;
use shared::checkin::{Direction, Reason};
use shared::ids::{BoothNumber, GateId};
use shared::record::{Fact, RecordId, Stamp, TicketSource};
use sync_server::backup;
use sync_server::ports::Database;

use crate::kiosk::{Kiosk, claims};
use crate::old_layout::unpack_version_12;
use crate::venue::{MINUTE, OPENING, Venue};

fn fact(kiosk: &Kiosk, what: u8, ticket: u32, minute: i64) -> Fact {
    let gate: GateId = if minute % 17 == 0 { "side" } else { "main" }
        .parse()
        .unwrap();
    let claims = claims(ticket);
    match what {
        0..=3 => Fact::Passed {
            gate,
            direction: if what < 3 {
                Direction::In
            } else {
                Direction::Out
            },
            claims,
            people: 2,
            source: TicketSource::Unstated,
        },
        4 => Fact::Refused {
            gate,
            reason: Reason::AlreadyUsed,
            claims: Some(claims),
        },
        5 => Fact::Walked {
            gate,
            direction: Direction::In,
            kind: claims.kind,
            people: 3,
            staff: None,
        },
        6 => Fact::Visited {
            booth: BoothNumber(ticket as u16),
            claims,
            people: 2,
        },
        7 => Fact::LookedUp {
            booth: BoothNumber(ticket as u16),
            times: 4,
        },
        8 => Fact::ClockKnown,
        _ => annulment(kiosk, minute.unsigned_abs() % 20 + 1),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Counting record by record as they come is counting all of them at once, whatever comes between.
    #[test]
    fn counting_on_is_counting_anew(
        happened in proptest::collection::vec(
            (0_usize..2, 0_u8..11, 1_u32..5, -300_i64..3000, 0_u8..3, any::<bool>()),
            1..60,
        ),
    ) {
        let venue = Venue::open();
        venue.set_clock(OPENING.plus(24 * 60 * MINUTE));
        let mut kiosks = ["A1", "B1"].map(|id| venue.kiosk(id));
        for (index, (at, what, ticket, minute, boot, push)) in happened.iter().enumerate() {
            let kiosk = &mut kiosks[*at];
            if *what == 10 {
                // A copy of the disk that has moved to another incarnation sends everything once more.
                kiosk.push(&venue);
                let mut copy = kiosk.clone();
                copy.journal.clear();
                copy.origin.incarnation.0 += 1 + index as u32;
                for record in &kiosk.journal {
                    copy.body(record.body.get());
                }
                copy.push(&venue);
                continue;
            }
            let stamp = Stamp {
                device: OPENING.plus(minute * MINUTE + index as i64),
                offset_ms: 0,
                boot: format!("boot {boot}"),
                mono_ms: index as u64 * 60_000,
            };
            kiosk.stamped(fact(kiosk, *what, *ticket, *minute), stamp);
            if *push {
                kiosk.push(&venue);
            }
        }
        for kiosk in &kiosks {
            kiosk.push(&venue);
        }
        prop_assert_eq!(differences(&venue), Vec::<String>::new());
    }
}

fn damage(venue: &Venue, sql: &str) {
    let db = Connection::open(venue.data().join("exhibition.db")).unwrap();
    db.execute_batch(sql).unwrap();
    db.close().unwrap();
}

fn differences(venue: &Venue) -> Vec<String> {
    venue.database().rebuild(false).unwrap().faults
}

#[test]
fn damaged_history_keeps_no_record_out() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).push(&venue);
    damage(&venue, "UPDATE histories SET history = x'01ff'");
    kiosk.entry(2, 1).exit(1, 2);
    assert_eq!(kiosk.push(&venue).contiguous_ack, 3);
    let day = venue.day();
    assert_eq!((day.entries, day.exits, day.inside), (4, 2, 2));
    assert_eq!(differences(&venue), Vec::<String>::new());
}

#[test]
fn history_of_another_ticket_is_put_right_at_start() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).push(&venue);
    venue.stop();
    damage(&venue, "UPDATE histories SET ticket = 2");
    venue.start();
    assert_eq!(venue.totals().warnings, []);
    kiosk.exit(1, 1).push(&venue);
    assert_eq!(venue.day().inside, 0);
    assert_eq!(differences(&venue), Vec::<String>::new());
}

#[test]
fn unknown_counter_is_counted_anew_at_start() {
    let mut venue = Venue::open();
    venue.kiosk("A1").entry(1, 0).push(&venue);
    venue.stop();
    damage(&venue, "INSERT INTO counters VALUES ('', 'lost-badges', 3)");
    venue.start();
    assert_eq!(venue.day().entries, 2);
    assert_eq!(differences(&venue), Vec::<String>::new());
}

#[test]
fn counters_of_another_fold_are_counted_anew() {
    let mut venue = Venue::open();
    venue.kiosk("A1").entry(1, 0).push(&venue);
    venue.stop();
    damage(
        &venue,
        "UPDATE exhibition SET counted_fold = 99; UPDATE counters SET value = value + 1",
    );
    venue.start();
    assert_eq!(venue.day().entries, 2);
}

#[test]
fn rebuild_names_and_mends_what_differs() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0).entry(2, 1).push(&venue);
    venue.stop();
    damage(
        &venue,
        "UPDATE counters SET value = 7 WHERE name = 'zone/0/in'; DELETE FROM histories WHERE ticket = 1;
         UPDATE records SET at_ms = 5 WHERE seq = 2; UPDATE journals SET head_seq = 1;
         INSERT INTO annulments VALUES ('A1', 1, 9)",
    );
    let found = differences(&venue).join("\n");
    for named in [
        "zone/0/in (7) is kept",
        "zone/0/in (4) follows",
        "histories: 1 follows",
        "record 2 of kiosk A1 (incarnation 1): its time is kept as 5",
        "its end is kept as record 1, and is record 2",
        "annulments: A1 1 9 is kept",
    ] {
        assert!(found.contains(named), "{named} is not in {found}");
    }
    let mended = venue.database().rebuild(true).unwrap();
    assert_eq!((mended.records, mended.faults.is_empty()), (2, false));
    assert_eq!(differences(&venue), Vec::<String>::new());
    venue.start();
    assert_eq!(venue.day().entries, 4);
    kiosk.entry(3, 2);
    assert_eq!(kiosk.push(&venue).contiguous_ack, 3);
}

#[test]
fn annulled_record_behind_a_gap_does_not_count() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.fact(annulment(&kiosk, 2), 0).push(&venue);
    kiosk.entry(1, 1).entry(2, 2).entry(3, 3);
    let with_gap = [kiosk.journal[1].clone(), kiosk.journal[3].clone()];
    assert_eq!(kiosk.push_these(&venue, &with_gap).contiguous_ack, 2);
    assert_eq!(venue.day().entries, 0);
    kiosk.push(&venue);
    assert_eq!(venue.day().entries, 4);
    assert_eq!(differences(&venue), Vec::<String>::new());
}

fn annulment(kiosk: &Kiosk, seq: u64) -> Fact {
    Fact::Annulled {
        gate: "main".parse().unwrap(),
        target: RecordId {
            kiosk: kiosk.origin.kiosk.clone(),
            incarnation: kiosk.origin.incarnation,
            seq,
        },
        ticket: Some(claims(1).number),
        staff: None,
    }
}

#[test]
fn backup_of_an_earlier_layout_is_restored() {
    let mut venue = Venue::closed();
    let backup = venue.path("backup");
    fs::create_dir(&backup).unwrap();
    let expected = unpack_version_12(&backup);
    let plan = backup::plan_restore(&backup, &venue.data()).unwrap();
    assert!(plan.records > 0);
    backup::restore(&plan).unwrap();
    venue.set_clock(expected.now);
    venue.start();
    assert_eq!(venue.totals().days, expected.totals.days);
    assert_eq!(differences(&venue), Vec::<String>::new());
}

#[test]
fn damaged_backup_of_an_earlier_layout_is_refused() {
    let venue = Venue::closed();
    let backup = venue.path("backup");
    fs::create_dir(&backup).unwrap();
    unpack_version_12(&backup);
    flip_a_body(&backup);
    assert!(backup::plan_restore(&backup, &venue.data()).is_err());
}

fn flip_a_body(backup: &Path) {
    let db = Connection::open(backup.join("exhibition.db")).unwrap();
    let flipped = "UPDATE records SET body = replace(body, 'main', 'main') || ' ' WHERE arrival =
        (SELECT min(arrival) FROM records WHERE aside = 0)";
    assert_eq!(db.execute(flipped, []).unwrap(), 1);
    db.close().unwrap();
}
