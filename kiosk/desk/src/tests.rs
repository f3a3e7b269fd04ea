pub(crate) mod foreign;
mod seats;
mod sources;

use shared::checkin::{Reason, Refusal};
use shared::ids::ExhibitionId;
use shared::protocol::v1::{KnownItem, parse_body};
use shared::record::Fact;
use shared::ticket::{self, EntryPolicy};
use view::Outcome;

use super::*;
use crate::scene::*;

const HOUR: i64 = 3_600_000;

fn outcome(desk: &mut Desk, code: &str, hours: i64) -> Outcome {
    let judged = desk.scan(code, &stamp(MORNING.plus(hours * HOUR))).unwrap();
    judged.verdict.outcome
}

fn reason(outcome: &Outcome) -> Reason {
    match outcome {
        Outcome::Refused(refusal) => refusal.reason,
        other => panic!("not refused: {other:?}"),
    }
}

fn facts(desk: &mut Desk) -> Vec<Fact> {
    let outbox = desk.journal.outbox().unwrap();
    let batch = desk.journal.batch(outbox.current, 0, 500, 1 << 20).unwrap();
    batch
        .records
        .iter()
        .map(|record| parse_body(record.body.get()).unwrap().fact)
        .collect()
}

#[test]
fn a_day_ticket_opens_the_door_once_and_again_tomorrow() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk(dir.path(), "in");
    let code = day_ticket(7);
    let first = desk.scan(&code, &stamp(MORNING.plus(-24 * HOUR))).unwrap();
    assert_eq!(first.verdict.outcome, Outcome::Admitted { again: false });
    assert_eq!((first.verdict.people, first.record.seq), (2, 1));
    assert_eq!(first.verdict.ticket.unwrap().0, 7);
    assert_eq!(
        outcome(&mut desk, &code, 0),
        Outcome::Admitted { again: false }
    );
    let Outcome::Refused(Refusal { reason, facts }) = outcome(&mut desk, &code, 1) else {
        panic!("let in twice")
    };
    assert_eq!(reason, Reason::AlreadyUsed);
    let earlier = facts.earlier.unwrap();
    assert_eq!((earlier.gate, earlier.at), (gate("main"), MORNING));
}

#[test]
fn who_was_scanned_out_may_come_in_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut way_in = desk(dir.path(), "in");
    let mut way_out = desk(dir.path(), "out");
    let code = day_ticket(7);
    outcome(&mut way_in, &code, 0);
    assert_eq!(outcome(&mut way_out, &code, 1), Outcome::Exited);
    assert_eq!(
        outcome(&mut way_in, &code, 2),
        Outcome::Admitted { again: true }
    );
}

#[test]
fn what_happened_at_another_door_is_known_here() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk(dir.path(), "in");
    let told = feed(1, vec![entry_elsewhere(7, 1, MORNING)]);
    journal(dir.path()).apply_feed(&told).unwrap();
    let Outcome::Refused(Refusal { reason, facts }) = outcome(&mut desk, &day_ticket(7), 1) else {
        panic!("let in at two doors")
    };
    assert_eq!(reason, Reason::AlreadyUsed);
    let earlier = facts.earlier.unwrap();
    assert_eq!((earlier.gate, earlier.at), (gate("garden"), MORNING));
}

#[test]
fn a_ticket_the_organisers_withdrew_is_refused_and_one_they_gave_back_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk(dir.path(), "in");
    let mut server = journal(dir.path());
    let code = day_ticket(7);
    server
        .apply_feed(&feed(1, vec![KnownItem::Revoked(standing(7))]))
        .unwrap();
    assert_eq!(reason(&outcome(&mut desk, &code, 1)), Reason::Revoked);
    server
        .apply_feed(&feed(2, vec![KnownItem::Blocked(standing(7))]))
        .unwrap();
    assert_eq!(reason(&outcome(&mut desk, &code, 1)), Reason::Blocked);
    server
        .apply_feed(&feed(3, vec![KnownItem::Reinstated(standing(7))]))
        .unwrap();
    assert_eq!(
        outcome(&mut desk, &code, 1),
        Outcome::Admitted { again: false }
    );
}

#[test]
fn a_key_that_was_withdrawn_opens_nothing_from_the_next_scan_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk(dir.path(), "in");
    assert_eq!(
        outcome(&mut desk, &day_ticket(1), 0),
        Outcome::Admitted { again: false }
    );
    let mut rotated = feed(1, vec![]);
    rotated.keys[0].id.0 = 2;
    journal(dir.path()).apply_feed(&rotated).unwrap();
    assert_eq!(
        reason(&outcome(&mut desk, &day_ticket(2), 0)),
        Reason::UnknownKey
    );
}

#[test]
fn every_refusal_is_recorded_and_a_malformed_code_leaves_nothing_of_its_content() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk(dir.path(), "in");
    let mut damaged = day_ticket(7).into_bytes();
    damaged[100] = if damaged[100] == b'0' { b'1' } else { b'0' };
    let damaged = String::from_utf8(damaged).unwrap();
    let foreign = shared::ticket::Claims {
        exhibition: ExhibitionId(9),
        ..claims(7, EntryPolicy::Single)
    };
    let foreign = ticket::issue(&foreign, &key()).unwrap();
    let scans = [
        ("https://example.org/my-secret", Reason::Malformed),
        ("", Reason::Malformed),
        (&damaged, Reason::BadSignature),
        (&foreign, Reason::WrongExhibition),
    ];
    for (code, expected) in &scans {
        let judged = desk.scan(code, &stamp(MORNING)).unwrap();
        assert_eq!(reason(&judged.verdict.outcome), *expected);
        assert_eq!((judged.verdict.people, judged.verdict.ticket), (0, None));
    }
    let expected: Vec<Fact> = scans
        .iter()
        .map(|(_, reason)| Fact::Refused {
            gate: gate("main"),
            reason: *reason,
            claims: None,
        })
        .collect();
    assert_eq!(facts(&mut desk), expected);
    drop(desk);
    let bytes = std::fs::read(dir.path().join(journal::FILE)).unwrap();
    assert!(!bytes.windows(9).any(|window| window == b"my-secret"));
}

#[test]
fn a_kiosk_that_knows_nothing_is_out_of_order_and_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(dir.path(), config("http://127.0.0.1:1", "in")).unwrap();
    let said = desk
        .scan(&day_ticket(1), &stamp(MORNING))
        .unwrap_err()
        .to_string();
    assert!(
        said.contains("http://127.0.0.1:1") && said.contains("connect"),
        "{said}"
    );
    assert_eq!(desk.waiting().unwrap(), 0, "no verdict, no record");
    journal(dir.path()).apply_feed(&first_feed()).unwrap();
    assert_eq!(
        outcome(&mut desk, &day_ticket(1), 0),
        Outcome::Admitted { again: false }
    );
}

#[test]
fn no_verdict_is_given_that_can_not_be_recorded() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = desk(dir.path(), "in");
    let db = rusqlite::Connection::open(dir.path().join(journal::FILE)).unwrap();
    // Room for what is there and not a page more: what a full disk looks like to the journal.
    db.execute_batch(
        "CREATE TRIGGER full BEFORE INSERT ON records BEGIN SELECT raise(ABORT, 'no room'); END",
    )
    .unwrap();
    assert!(matches!(
        desk.scan(&day_ticket(1), &stamp(MORNING)),
        Err(DeskError::Journal(_))
    ));
    db.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(
        outcome(&mut desk, &day_ticket(1), 0),
        Outcome::Admitted { again: false }
    );
}

#[test]
fn two_programs_on_one_journal_never_admit_one_ticket_twice() {
    let dir = tempfile::tempdir().unwrap();
    let desks = [desk(dir.path(), "in"), desk(dir.path(), "in")];
    let admitted: usize = std::thread::scope(|scope| {
        let threads = desks.map(|mut desk| {
            scope.spawn(move || {
                (1..=20)
                    .filter(|number| {
                        matches!(
                            outcome(&mut desk, &day_ticket(*number), 0),
                            Outcome::Admitted { .. }
                        )
                    })
                    .count()
            })
        });
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    assert_eq!(admitted, 20);
    assert_eq!(journal(dir.path()).verify_chain().unwrap().records, 40);
}
