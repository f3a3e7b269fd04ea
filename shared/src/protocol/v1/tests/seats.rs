//! Shares and words on the wire.

use super::*;
use crate::ids::{BoothNumber, Incarnation};
use crate::seats::{
    AllocationMessage, NoSeat, SeatAllocation, SeatAllocator, SeatStatus, SeatTerms,
};

const PLACES_PUSH: &str = include_str!("../../../../golden/v1/places-push.json");
const PLACES_REPLY: &str = include_str!("../../../../golden/v1/places-reply.json");
const PLACES_PUSH_MOVED: &str = include_str!("../../../../golden/v1/places-push-moved.json");
const PLACES_REPLY_MOVED: &str = include_str!("../../../../golden/v1/places-reply-moved.json");
const PLACES_REPLY_RESTORED: &str =
    include_str!("../../../../golden/v1/places-reply-after-restore.json");
const PLACES_REPLY_ANSWERING: &str =
    include_str!("../../../../golden/v1/places-reply-answering.json");
const TOTALS: &str = include_str!("../../../../golden/v1/totals-of-the-halls.json");

#[test]
fn yesterdays_reports_and_words_are_still_understood() {
    for push in [PLACES_PUSH, PLACES_PUSH_MOVED] {
        let push: SeatsPush = survives(push);
        assert!(push.whole);
        for allocation in &push.allocations {
            assert!(allocation.checked().is_some());
        }
    }
    for (reply, is_of_this_epoch, answers) in [
        (PLACES_REPLY, false, None),
        (PLACES_REPLY_MOVED, false, None),
        (PLACES_REPLY_RESTORED, true, None),
        (PLACES_REPLY_ANSWERING, true, Some(232)),
    ] {
        let reply: SeatsReply = survives(reply);
        let message = &reply.words[0].message;
        assert_eq!(message.is_of_this_epoch, is_of_this_epoch);
        assert_eq!(message.answers, answers);
    }
}

#[test]
fn moved_session_and_released_seat_are_read() {
    let push: SeatsPush = serde_json::from_str(PLACES_PUSH_MOVED).unwrap();
    let report = push.allocations[0].checked().unwrap();
    assert_eq!(report.now, Some(UnixMs(1_725_594_900_000)));
    assert_eq!(
        report.given.iter().map(|it| it.overdue).collect::<Vec<_>>(),
        [false, true]
    );
    let reply: SeatsReply = serde_json::from_str(PLACES_REPLY_MOVED).unwrap();
    let word = &reply.words[0].message;
    assert_eq!(word.called, Some(UnixMs(1_725_594_600_000)));
    assert_eq!(word.released, [1]);
}

#[test]
fn allocation_travels_and_is_kept_as_json() {
    let starts = UnixMs(1_725_595_200_000);
    let now = starts.plus(-3_600_000);
    let mut allocator = SeatAllocator::new(SeatTerms::new(4, starts));
    let mut allocation = SeatAllocation::new(Incarnation(7));
    for _ in 0..2 {
        let report = AllocationReport::new("wheel", allocation.report(0, Some(now)));
        let report: AllocationReport = survives(&serde_json::to_string(&report).unwrap());
        let kiosk = "H1".parse().unwrap();
        let word = allocator.accept_report(&kiosk, report.checked().unwrap(), 2, now);
        let word = AllocatorReply {
            session: "wheel".to_owned(),
            message: word,
            elsewhere: Vec::new(),
        };
        let word: AllocatorReply = survives(&serde_json::to_string(&word).unwrap());
        allocation.apply_answer(&word.message, Some(now));
        // Both sides are switched off and on again.
        allocation = survives(&serde_json::to_string(&allocation).unwrap());
        allocator = survives(&serde_json::to_string(&allocator).unwrap());
    }
    assert_eq!(allocation.give(TicketNumber(7), starts, Some(now)), Ok(1));
    assert_eq!(allocation.give(TicketNumber(8), starts, Some(now)), Ok(2));
    let more = allocation.give(TicketNumber(9), starts, Some(now));
    assert_eq!(more, Err(NoSeat::Ask));
    assert_eq!(allocation.status(2), Some(SeatStatus::UntilLastCall));
}

#[test]
fn report_of_too_many_seats_is_ignored() {
    let push: SeatsPush = serde_json::from_str(PLACES_PUSH).unwrap();
    let [good, ..] = &push.allocations[..] else {
        unreachable!("the golden file has shares");
    };
    for spoil in [
        |message: &mut AllocationMessage| message.stock.granted = u32::MAX,
        |message: &mut AllocationMessage| message.late.granted = u32::MAX,
        |message: &mut AllocationMessage| message.waiting = u32::MAX,
    ] {
        let mut message = good.checked().unwrap().clone();
        spoil(&mut message);
        assert_eq!(AllocationReport::new("wheel", message).checked(), None);
    }
}

#[test]
fn seats_and_kiosk_roles_match_golden_totals() {
    let totals: Totals = survives(TOTALS);
    let roles = totals.kiosks.iter().map(|kiosk| kiosk.role);
    let known = [
        KioskRole::Door,
        KioskRole::Hall,
        KioskRole::Booth(BoothNumber(12)),
    ];
    assert!(roles.eq(known));
    assert!(
        known
            .iter()
            .all(|role| KioskRole::from_code(&role.code()) == Some(*role))
    );
    assert_eq!(KioskRole::from_code("roof"), None);
    let session = &totals.sessions[0];
    assert_eq!((session.taken, session.left), (5, 7));
    assert_eq!(session.kiosks[1].last_seen, None);
}
