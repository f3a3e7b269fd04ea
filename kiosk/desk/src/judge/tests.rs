mod rehearsal;

use shared::checkin::{Direction, Reason, Refusal};
use shared::ids::TicketType;
use shared::protocol::v1::{FeedReply, KnownItem, parse_body};
use shared::ticket;

use super::*;
use crate::scene::*;

const MINUTE: i64 = 60_000;
const IN: Mode = Mode {
    direction: Direction::In,
    both_ways: false,
    confirm_first: false,
    rehearsal: false,
    unattended: false,
};
const OUT: Mode = Mode {
    direction: Direction::Out,
    ..IN
};

/// A desk at the main gate of the exhibition that the scenes of the rules are played at.
struct JudgingDoor {
    dir: tempfile::TempDir,
    desk: Desk,
}

impl JudgingDoor {
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let first = FeedReply {
            catalogue: Some(Box::new(checkin_scenes::exhibition().unwrap())),
            ..first_feed()
        };
        journal(dir.path()).apply_feed(&first).unwrap();
        let desk = Desk::open(dir.path(), config("http://127.0.0.1:1", "in")).unwrap();
        Self { dir, desk }
    }

    fn present(&mut self, code: &str, mode: Mode, minute: i64) -> Answer {
        let answer = self.desk.present(code, mode, &at(minute));
        answer.unwrap()
    }

    fn asks(&mut self, code: &str, mode: Mode, minute: i64) -> Question {
        match self.present(code, mode, minute) {
            Answer::Asks(question) => question,
            Answer::Judged(judged) => panic!("not asked but {judged:?}"),
        }
    }

    fn judges(&mut self, code: &str, mode: Mode, minute: i64) -> Verdict {
        match self.present(code, mode, minute) {
            Answer::Judged(judged) => judged.verdict,
            Answer::Asks(question) => panic!("asked {question:?}"),
        }
    }

    fn answer(&mut self, question: u64, people: u16, minute: i64) -> Option<Verdict> {
        let judged = self.desk.answer(question, people, &at(minute)).unwrap();
        judged.map(|judged| judged.verdict)
    }

    /// Everything that was recorded.
    fn facts(&self) -> Vec<Fact> {
        let mut journal = journal(self.dir.path());
        let life = journal.outbox().unwrap().current;
        let batch = journal.batch(life, 0, 500, 1 << 20).unwrap();
        let facts = batch.records.iter();
        facts
            .map(|record| parse_body(record.body.get()).unwrap().fact)
            .collect()
    }
}

fn at(minute: i64) -> Stamp {
    stamp(MORNING.plus(minute * MINUTE))
}

fn code(kind: &str, number: u32) -> String {
    let ticket = checkin_scenes::Ticket {
        kind: kind.to_owned(),
        number,
        days: 0b1111,
        elsewhere: None,
        twin: None,
    };
    let claims = ticket
        .claims(&checkin_scenes::exhibition().unwrap())
        .unwrap();
    ticket::issue(&claims, &key()).unwrap()
}

fn reason(verdict: &Verdict) -> Reason {
    match &verdict.outcome {
        Outcome::Refused(refusal) => refusal.reason,
        other => panic!("not refused but {other:?}"),
    }
}

const ADMITTED: Outcome = Outcome::Admitted { again: false };

#[test]
fn a_school_group_says_how_many_come_and_the_rest_may_come_later() {
    let mut door = JudgingDoor::open();
    let school = code("school", 1);
    let question = door.asks(&school, IN, 0);
    assert_eq!((question.most, question.party), (30, 30));
    assert_eq!((question.kind, question.confirm), (TicketType(3), false));
    assert_eq!(door.facts(), [], "a question is no record");
    let verdict = door.answer(question.id, 18, 1).unwrap();
    assert_eq!(verdict.outcome, ADMITTED);
    assert_eq!((verdict.people, verdict.people_left), (18, Some(12)));
    assert_eq!(door.answer(question.id, 12, 2), None, "it was answered");
    let rest = door.asks(&school, IN, 3);
    assert_eq!(rest.most, 12);
    let verdict = door.answer(rest.id, 11, 4).unwrap();
    assert_eq!(verdict.people_left, Some(1));
    // The last one is not asked how many they are.
    let verdict = door.judges(&school, IN, 5);
    assert_eq!((verdict.people, verdict.people_left), (1, Some(0)));
    assert_eq!(reason(&door.judges(&school, IN, 6)), Reason::AlreadyUsed);
    assert_eq!(door.facts().len(), 4);
}

#[test]
fn damaged_history_is_restored_by_the_next_scan() {
    let mut door = JudgingDoor::open();
    let school = code("school", 1);
    let question = door.asks(&school, IN, 0);
    door.answer(question.id, 30, 1).unwrap();
    let file = door.dir.path().join(journal::FILE);
    let db = rusqlite::Connection::open(file).unwrap();
    let damage = "UPDATE histories SET history = randomblob(length(history))";
    assert_eq!(db.execute(damage, []).unwrap(), 1);
    assert_eq!(reason(&door.judges(&school, IN, 2)), Reason::AlreadyUsed);
}

#[test]
fn a_part_of_a_group_goes_out_and_the_rest_later() {
    let mut door = JudgingDoor::open();
    let school = code("school", 1);
    let question = door.asks(&school, IN, 0);
    door.answer(question.id, 18, 1).unwrap();
    let question = door.asks(&school, OUT, 10);
    assert_eq!((question.most, question.party), (18, 30));
    assert!(question.leaving && !question.confirm);
    let verdict = door.answer(question.id, 17, 11).unwrap();
    assert_eq!((verdict.outcome, verdict.people), (Outcome::Exited, 17));
    // The last one is not asked how many they are, nor is a group that nobody saw come in.
    assert_eq!(door.judges(&school, OUT, 12).people, 1);
    let unseen = door.judges(&code("school", 2), OUT, 13);
    assert_eq!(unseen.outcome, Outcome::Exited);
    // A family comes and goes as a whole.
    let family = code("family", 3);
    door.judges(&family, IN, 14);
    assert_eq!(door.judges(&family, OUT, 15).outcome, Outcome::Exited);
}

#[test]
fn another_door_was_quicker_than_the_answer() {
    let mut door = JudgingDoor::open();
    let school = code("school", 1);
    let question = door.asks(&school, IN, 0);
    let mut other = Desk::open(door.dir.path(), config("http://127.0.0.1:1", "in")).unwrap();
    other.judge(&school, IN, Some(20), &at(1)).unwrap();
    let verdict = door.answer(question.id, 18, 2).unwrap();
    let Outcome::Refused(Refusal { reason, facts }) = verdict.outcome else {
        panic!("38 of 30 were let in");
    };
    assert_eq!(
        (reason, facts.people_left),
        (Reason::LimitReached, Some(10))
    );
    // An answer to what is asked no longer records nothing, whatever it says.
    let question = door.asks(&school, IN, 3);
    door.judges(&code("visitor", 1), IN, 4);
    assert_eq!(door.answer(question.id, 10, 5), None);
    assert_eq!(door.facts().len(), 3);
}

#[test]
fn a_group_is_asked_for_no_more_people_than_find_room() {
    let mut door = JudgingDoor::open();
    let walked = Fact::Walked {
        gate: gate("main"),
        direction: Direction::In,
        kind: TicketType(1),
        people: 35,
        staff: None,
    };
    door.desk.note(walked, IN, &at(0)).unwrap();
    assert_eq!(door.asks(&code("school", 1), IN, 1).most, 5);
    for number in 1..=5 {
        assert_eq!(
            door.judges(&code("visitor", number), IN, 2).outcome,
            ADMITTED
        );
    }
    assert_eq!(
        reason(&door.judges(&code("school", 1), IN, 3)),
        Reason::Full
    );
    assert_eq!(
        reason(&door.judges(&code("visitor", 6), IN, 3)),
        Reason::Full
    );
    assert_eq!(door.judges(&code("vip", 1), IN, 4).outcome, ADMITTED);
}

#[test]
fn with_confirmation_nothing_is_recorded_before_somebody_says_yes() {
    let mut door = JudgingDoor::open();
    let confirm = Mode {
        confirm_first: true,
        ..IN
    };
    let family = code("family", 1);
    let question = door.asks(&family, confirm, 0);
    assert!(question.confirm && !question.again);
    assert_eq!((question.most, door.facts().len()), (4, 0));
    assert_eq!(door.answer(question.id, 3, 1).unwrap().people, 3);
    // A refusal comes at once, and nobody is asked on the way out.
    assert_eq!(
        reason(&door.judges(&family, confirm, 2)),
        Reason::AlreadyUsed
    );
    let out = Mode {
        confirm_first: true,
        ..OUT
    };
    let exit = door.judges(&family, out, 3);
    assert_eq!(
        (exit.outcome, exit.people),
        (Outcome::Exited, 3),
        "as many as are inside"
    );
    assert!(door.asks(&family, confirm, 4).again);
}

#[test]
fn a_gate_open_both_ways_lets_out_who_is_inside_and_in_who_is_not() {
    let mut door = JudgingDoor::open();
    let both = Mode {
        both_ways: true,
        ..IN
    };
    let visitor = code("visitor", 1);
    assert_eq!(door.judges(&visitor, both, 0).outcome, ADMITTED);
    assert_eq!(door.judges(&visitor, both, 1).outcome, Outcome::Exited);
    let again = Outcome::Admitted { again: true };
    assert_eq!(door.judges(&visitor, both, 2).outcome, again);
    // A visitor who was not scanned out yesterday is not inside today.
    let tomorrow = 24 * 60;
    assert_eq!(door.judges(&visitor, both, tomorrow).outcome, ADMITTED);
}

#[test]
fn people_who_came_in_at_other_doors_fill_the_house_here() {
    let mut door = JudgingDoor::open();
    let walk = shared::checkin::WalkIn {
        order: shared::record::RecordOrder {
            at: MORNING,
            kiosk: kiosk("B1"),
            incarnation: shared::ids::Incarnation(5),
            seq: 1,
        },
        gate: gate("river"),
        direction: Direction::In,
        kind: None,
        people: 40,
    };
    let told = feed(1, vec![KnownItem::walked(&walk)]);
    journal(door.dir.path()).apply_feed(&told).unwrap();
    let verdict = door.judges(&code("visitor", 1), IN, 1);
    let Outcome::Refused(Refusal { reason, facts }) = verdict.outcome else {
        panic!("let into a full house");
    };
    assert_eq!(reason, Reason::Full);
    assert_eq!((facts.inside, facts.capacity), (Some(40), Some(40)));
    let annulled = KnownItem::annulled(&walk.order.id(), None);
    let told = feed(2, vec![annulled]);
    journal(door.dir.path()).apply_feed(&told).unwrap();
    assert_eq!(door.judges(&code("visitor", 1), IN, 2).outcome, ADMITTED);
}

#[test]
fn how_the_door_is_set_up_outlives_a_restart_until_the_file_says_otherwise() {
    let door = JudgingDoor::open();
    assert_eq!(door.desk.mode().unwrap(), Mode::plain(Direction::In));
    let mode = Mode {
        confirm_first: true,
        rehearsal: true,
        ..OUT
    };
    set_up(door.dir.path(), Direction::In, mode);
    let again = |direction| {
        let config = config("http://127.0.0.1:1", direction);
        let desk = Desk::open(door.dir.path(), config).unwrap();
        desk.mode().unwrap()
    };
    assert_eq!(again("in"), mode);
    assert_eq!(
        again("out"),
        Mode::plain(Direction::Out),
        "the file was changed"
    );
    let mut both = config("http://127.0.0.1:1", "in");
    both.both_ways = true;
    let desk = Desk::open(door.dir.path(), both).unwrap();
    assert!(desk.mode().unwrap().both_ways, "the file was changed");
}
