//! The rush: 600 codes in 30 minutes of the lane's own time, typed by a hand scanner into the window of a kiosk with a
//! real desk and a real journal. None is lost, and none is recorded twice.

mod lane;

use std::collections::VecDeque;
use std::path::Path;
use std::time::Duration;

use journal::Journal;
use kiosk_config::Config;
use shared::checkin::{Direction, Reason};
use shared::protocol::v1::parse_body;
use shared::record::Fact;
use view::Outcome;

use crate::venue::{TODAY, Venue};
use lane::Lane;

/// Codes that are presented, and how long after each other, in milliseconds: twenty a minute.
const CODES: usize = 600;
const EVERY_MS: u64 = 3_000;

/// What is held to the scanner, and what has to be written down about it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Presented {
    code: String,
    fact: Written,
}

/// What the journal says of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Written {
    Entry(u32),
    Exit(u32),
    Turned(Reason),
}

/// Twenty a minute as they come: most for the first time, some go, some come back, some hold out a poster.
fn visitors(venue: &Venue) -> Vec<Presented> {
    let tickets = venue.tickets("visitor", CODES as u32);
    let mut fresh = tickets
        .iter()
        .map(|ticket| (ticket.number.0, &ticket.digits));
    let (mut inside, mut outside) = (VecDeque::new(), VecDeque::new());
    let mut presented = Vec::new();
    while presented.len() < CODES {
        let turn = presented.len() % 15;
        let (code, fact) = match turn {
            7 => {
                let poster = format!("https://example.org/gom/{}", presented.len());
                (poster, Written::Turned(Reason::Malformed))
            }
            11 if inside.len() > 30 => {
                let (number, digits) = inside.pop_front().unwrap();
                outside.push_back((number, digits));
                (String::clone(digits), Written::Exit(number))
            }
            13 if outside.len() > 10 => {
                let (number, digits) = outside.pop_front().unwrap();
                (String::clone(digits), Written::Entry(number))
            }
            _ => {
                let (number, digits) = fresh.next().unwrap();
                inside.push_back((number, digits));
                (digits.clone(), Written::Entry(number))
            }
        };
        presented.push(Presented { code, fact });
    }
    presented
}

/// What the journal says, in order.
fn written(data: &Path) -> Vec<Written> {
    let config = Config::read(data).unwrap();
    let mut journal = Journal::open(data, config.exhibition, &config.kiosk).unwrap();
    let outbox = journal.outbox().unwrap();
    let mut facts = Vec::new();
    loop {
        let batch = journal
            .batch(outbox.current, facts.len() as u64, 500, 1 << 22)
            .unwrap();
        if batch.records.is_empty() {
            return facts;
        }
        facts.extend(batch.records.iter().map(|record| {
            match parse_body(record.body.get()).unwrap().fact {
                Fact::Passed {
                    direction: Direction::In,
                    claims,
                    ..
                } => Written::Entry(claims.number.0),
                Fact::Passed { claims, .. } => Written::Exit(claims.number.0),
                Fact::Refused { reason, .. } => Written::Turned(reason),
                other => panic!("nobody did this: {other:?}"),
            }
        }));
    }
}

#[test]
fn six_hundred_codes_in_thirty_minutes_none_lost_and_none_doubled() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let presented = visitors(&venue);
    let calendar = venue.catalogue.calendar();
    let ten = jiff::civil::time(10, 0, 0, 0);
    let start = calendar.zone.at(venue.catalogue.days[TODAY].date, ten);
    let mut lane = Lane::open(&data, start);
    let (mut last, mut twice, mut searched) = (0, 0, 0);
    for (index, visitor) in presented.iter().enumerate() {
        lane.idle_until(index as u64 * EVERY_MS);
        // Quick windows and slow ones: the scanner's characters come in bunches of 3 to 20.
        let frame_ms = [15, 30, 50, 100][index % 4];
        lane.scans(&visitor.code, frame_ms);
        let verdict = lane.verdict(|verdict| verdict.id > last);
        last = verdict.id;
        let fits = match (&visitor.fact, &verdict.outcome) {
            (Written::Entry(number), Outcome::Admitted { .. })
            | (Written::Exit(number), Outcome::Exited) => {
                verdict.ticket.is_some_and(|ticket| ticket.0 == *number)
            }
            (Written::Turned(reason), Outcome::Refused(refusal)) => refusal.reason == *reason,
            _ => false,
        };
        assert!(fits, "{:?} became {verdict:?}", visitor.fact);
        if index % 7 == 3 {
            // Long enough for the ticket to have left the scanner's sight.
            let moment = lane.now() + 800;
            lane.idle_until(moment);
            lane.scans(&visitor.code, frame_ms);
            let again = lane.verdict(|verdict| verdict.repeat);
            assert_eq!(again.id, verdict.id, "the first verdict again");
            twice += 1;
        } else if index % 25 == 5 {
            lane.searches();
            searched += 1;
        }
    }
    lane.idle_until(CODES as u64 * EVERY_MS);
    assert_eq!(lane.now(), Duration::from_mins(30).as_millis() as u64);
    assert!(twice > 80 && searched > 15, "{twice} {searched}");
    lane.close();
    let expected: Vec<Written> = presented.into_iter().map(|one| one.fact).collect();
    assert_eq!(written(&data), expected);
}
