use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::ids::{ExhibitionId, Incarnation, KeyId, TicketNumber, TicketType, ZoneBit};
use crate::record::RecordOrder;
use crate::ticket::{Claims, EntryPolicy};
use crate::time::{Calendar, UnixMs, VenueTimeZone};

/// 09:00 on the exhibition's first day, 2024-09-05, in Hà Nội.
const OPENING: UnixMs = UnixMs(1_725_501_600_000);
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn rules() -> Rules {
    let days = (5..=8).map(|day| date(2024, 9, day)).collect();
    let calendar = Calendar {
        zone: VenueTimeZone::new(420),
        night_minutes: 0,
        days,
    };
    let mut rules = Rules::plain(ExhibitionId(24), calendar, true);
    rules.types.insert(TicketType(1), TypeRule::PLAIN);
    rules.gates.insert("main".parse().unwrap(), GateRule::PLAIN);
    rules
}

fn ticket(policy: EntryPolicy, days: u16) -> Claims {
    Claims {
        key: KeyId(1),
        exhibition: ExhibitionId(24),
        number: TicketNumber(7),
        kind: TicketType(1),
        party: 3,
        days,
        policy,
        zones: 1,
    }
}

/// A lane on which one ticket passes again and again.
struct Lane {
    rules: Rules,
    status: TicketStatus,
    claims: Claims,
    visits: Visits,
}

impl Lane {
    fn with(policy: EntryPolicy, days: u16) -> Self {
        Self {
            rules: rules(),
            status: TicketStatus::Good,
            claims: ticket(policy, days),
            visits: Visits::default(),
        }
    }

    fn pass(&mut self, at: UnixMs, direction: Direction) -> Decision {
        let gate = "main".parse().unwrap();
        let scan = Scan {
            claims: &self.claims,
            at,
            gate: &gate,
            direction,
            people: 3,
        };
        let unknown = &Occupancy::UNKNOWN;
        let decision = decide(&self.rules, self.status, &self.visits, unknown, scan);
        if !matches!(decision, Decision::Refused(_)) {
            let passage = Passage {
                claims: self.claims,
                ..passage(at.since(OPENING), "A1", 1, direction)
            };
            judge(&self.rules, self.status, &mut self.visits, &passage);
        }
        decision
    }

    fn enter(&mut self, at: UnixMs) -> Result<bool, Reason> {
        match self.pass(at, Direction::In) {
            Decision::Admitted { again, .. } => Ok(again),
            Decision::Refused(refusal) => Err(refusal.reason),
            Decision::Exited { .. } => panic!("an entry became an exit"),
        }
    }

    fn leave(&mut self, at: UnixMs) -> bool {
        match self.pass(at, Direction::Out) {
            Decision::Exited { matched } => matched,
            other => panic!("an exit was stopped: {other:?}"),
        }
    }
}

#[test]
fn day_ticket_admits_once_and_names_first_admission() {
    let mut lane = Lane::with(EntryPolicy::OncePerDay, 0b1111);
    assert_eq!(lane.enter(OPENING), Ok(false));
    let Decision::Refused(refusal) = lane.pass(OPENING.plus(60_000), Direction::In) else {
        panic!()
    };
    assert_eq!(refusal.reason, Reason::AlreadyUsed);
    assert_eq!(refusal.facts.earlier.unwrap().at, OPENING);
    assert_eq!(
        lane.enter(OPENING.plus(DAY)),
        Ok(false),
        "a new day, a new admission"
    );
}

#[test]
fn party_that_went_out_returns_same_day() {
    let mut lane = Lane::with(EntryPolicy::OncePerDay, 0b1111);
    assert_eq!(lane.enter(OPENING), Ok(false));
    assert!(lane.leave(OPENING.plus(HOUR)));
    assert_eq!(lane.enter(OPENING.plus(2 * HOUR)), Ok(true));
    assert_eq!(lane.enter(OPENING.plus(3 * HOUR)), Err(Reason::AlreadyUsed));
}

#[test]
fn without_reentry_going_out_gives_nothing_back() {
    let mut lane = Lane::with(EntryPolicy::OncePerDay, 0b1111);
    lane.rules.reentry = false;
    assert_eq!(lane.enter(OPENING), Ok(false));
    assert!(lane.leave(OPENING.plus(HOUR)));
    assert_eq!(lane.enter(OPENING.plus(2 * HOUR)), Err(Reason::AlreadyUsed));
}

#[test]
fn single_ticket_is_used_up_for_all_days() {
    let mut lane = Lane::with(EntryPolicy::Single, 0b1111);
    assert_eq!(lane.enter(OPENING), Ok(false));
    assert!(lane.leave(OPENING.plus(HOUR)));
    assert_eq!(lane.enter(OPENING.plus(DAY)), Err(Reason::AlreadyUsed));
}

#[test]
fn an_unlimited_ticket_comes_and_goes() {
    let mut lane = Lane::with(EntryPolicy::Unlimited, 0b1111);
    assert_eq!(lane.enter(OPENING), Ok(false));
    assert_eq!(lane.enter(OPENING.plus(1)), Ok(true));
    assert_eq!(lane.enter(OPENING.plus(DAY)), Ok(false));
}

#[test]
fn wrong_day_says_wait_or_over() {
    assert_eq!(
        Lane::with(EntryPolicy::Single, 0b1000).enter(OPENING),
        Err(Reason::NotYetValid)
    );
    assert_eq!(
        Lane::with(EntryPolicy::Single, 0b0001).enter(OPENING.plus(DAY)),
        Err(Reason::Expired)
    );
    let mut lane = Lane::with(EntryPolicy::Single, 0b1001);
    let Decision::Refused(refusal) = lane.pass(OPENING.plus(DAY), Direction::In) else {
        panic!()
    };
    assert_eq!(refusal.reason, Reason::WrongDay);
    assert_eq!(refusal.facts.next_valid, Some(date(2024, 9, 8)));
    assert_eq!(refusal.facts.last_valid, Some(date(2024, 9, 5)));
    assert_eq!(
        Lane::with(EntryPolicy::Single, 0b1111).enter(OPENING.plus(-DAY)),
        Err(Reason::NotYetValid)
    );
    assert_eq!(
        Lane::with(EntryPolicy::Single, 0b1111).enter(OPENING.plus(4 * DAY)),
        Err(Reason::Expired)
    );
    assert_eq!(
        Lane::with(EntryPolicy::Single, 0x8000).enter(OPENING),
        Err(Reason::WrongDay)
    );
}

#[test]
fn midnight_is_the_exhibitions_and_not_utcs() {
    let mut lane = Lane::with(EntryPolicy::OncePerDay, 0b1111);
    let before_midnight = OPENING.plus(14 * HOUR + 50 * 60_000);
    assert_eq!(lane.enter(before_midnight), Ok(false));
    assert_eq!(
        lane.enter(before_midnight.plus(20 * 60_000)),
        Ok(false),
        "00:10 is a new day"
    );
    let mut lane = Lane::with(EntryPolicy::OncePerDay, 0b1111);
    assert_eq!(
        lane.enter(UnixMs(OPENING.0 - 3 * HOUR)),
        Ok(false),
        "06:00 in Hà Nội"
    );
    assert_eq!(
        lane.enter(OPENING),
        Err(Reason::AlreadyUsed),
        "UTC's midnight lies between"
    );
}

#[test]
fn revoked_ticket_is_refused_and_may_leave() {
    let mut lane = Lane::with(EntryPolicy::Unlimited, 0b1111);
    lane.status = TicketStatus::Revoked(OPENING.plus(HOUR));
    assert_eq!(lane.enter(OPENING), Ok(false));
    assert_eq!(lane.enter(OPENING.plus(HOUR)), Err(Reason::Revoked));
    assert!(lane.leave(OPENING.plus(2 * HOUR)));
    lane.status = TicketStatus::Blocked(OPENING);
    assert_eq!(lane.enter(OPENING.plus(HOUR)), Err(Reason::Blocked));
}

#[test]
fn ticket_of_another_exhibition_is_refused() {
    let mut lane = Lane::with(EntryPolicy::Unlimited, 0b1111);
    lane.claims.exhibition = ExhibitionId(23);
    assert_eq!(lane.enter(OPENING), Err(Reason::WrongExhibition));
}

#[test]
fn exit_is_never_stopped_and_uses_nothing() {
    let mut lane = Lane::with(EntryPolicy::Single, 0b0001);
    assert!(
        !lane.leave(OPENING),
        "out before in: someone came through a door without a kiosk"
    );
    assert_eq!(lane.enter(OPENING.plus(1)), Ok(false));
    assert!(lane.leave(OPENING.plus(9 * DAY)));
    assert!(!lane.leave(OPENING.plus(9 * DAY + 1)), "out twice");
}

#[test]
fn every_reason_is_found_by_its_code() {
    for reason in Reason::ALL {
        assert_eq!(Reason::from_code(reason.code()), Some(reason));
    }
    assert_eq!(Reason::from_code("a_reason_of_next_year"), None);
}

fn passage(at: i64, kiosk: &str, seq: u64, direction: Direction) -> Passage {
    Passage {
        order: RecordOrder {
            at: OPENING.plus(at),
            kiosk: kiosk.parse().unwrap(),
            incarnation: Incarnation(1),
            seq,
        },
        gate: "main".parse().unwrap(),
        direction,
        claims: ticket(EntryPolicy::OncePerDay, 0b1111),
        people: 3,
        by_staff: false,
    }
}

#[test]
fn later_of_two_cut_off_doors_conflicts() {
    let mut passages = [
        passage(5000, "A1", 1, Direction::In),
        passage(0, "B1", 1, Direction::In),
        passage(9000, "A1", 2, Direction::Out),
    ];
    passages.sort_by(|a, b| a.order.cmp(&b.order));
    let (marks, visits) = replay(&rules(), TicketStatus::Good, &passages);
    assert_eq!(
        marks,
        [
            Mark::Entry {
                first_today: true,
                new_people: 3,
                enters: 3
            },
            Mark::Conflict(Reason::AlreadyUsed),
            Mark::Exit {
                closes: vec![Closed {
                    zone: ZoneBit(0),
                    since: date(2024, 9, 5),
                    people: 3
                }]
            },
        ]
    );
    assert_eq!(visits.zone(ZoneBit(0)).inside, None);
}

proptest! {
    /// The kiosk decides scan by scan, the server replays the lot: both must come to the same.
    #[test]
    fn what_a_kiosk_decides_the_server_confirms(
        steps in proptest::collection::vec((0..5 * DAY, any::<bool>()), 0..40),
        policy in prop_oneof![Just(EntryPolicy::OncePerDay), Just(EntryPolicy::Single), Just(EntryPolicy::Unlimited)],
        days in 1_u16..16,
    ) {
        let mut steps = steps;
        steps.sort_by_key(|step| step.0);
        let mut lane = Lane::with(policy, days);
        let mut passed = Vec::new();
        for (number, (at, inwards)) in steps.into_iter().enumerate() {
            let direction = if inwards { Direction::In } else { Direction::Out };
            if !matches!(lane.pass(OPENING.plus(at), direction), Decision::Refused(_)) {
                let claims = lane.claims;
                passed.push(Passage { claims, ..passage(at, "A1", number as u64 + 1, direction) });
            }
        }
        let (marks, visits) = replay(&rules(), TicketStatus::Good, &passed);
        prop_assert!(!marks.iter().any(|mark| matches!(mark, Mark::Conflict(_))), "{:?}", marks);
        prop_assert_eq!(visits, lane.visits);
    }
}
