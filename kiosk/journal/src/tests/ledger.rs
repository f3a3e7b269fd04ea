//! The laws of the ledger: any order and any grouping add up to the same, and so does a recount.

use shared::checkin::{Direction, Passage, WalkIn};
use shared::ids::TicketType;
use shared::record::RecordOrder;
use shared::time::UnixMs;

use super::*;

const TICKETS: u32 = 4;

/// One item of a feed as plain numbers.
#[derive(Debug, Clone)]
struct Made {
    what: u8,
    ticket: u32,
    minute: i64,
    people: u16,
    target: prop::sample::Index,
}

fn made() -> impl Strategy<Value = Made> {
    (
        0_u8..12,
        0..TICKETS,
        0_i64..2_000,
        1_u16..4,
        any::<prop::sample::Index>(),
    )
        .prop_map(|(what, ticket, minute, people, target)| Made {
            what,
            ticket,
            minute,
            people,
            target,
        })
}

fn order(seq: usize, at: UnixMs) -> RecordOrder {
    RecordOrder {
        at,
        kiosk: kiosk("B1"),
        incarnation: Incarnation(5),
        seq: seq as u64 + 1,
    }
}

/// What the server says of record `index`: with the time that it had before, where that was corrected.
fn item(all: &[Made], index: usize) -> Vec<KnownItem> {
    let it = &all[index];
    // No two events of a kiosk are at the same millisecond.
    let at = MORNING.plus(it.minute * 60_000 + index as i64);
    let passage = |direction, by_staff, at| {
        KnownItem::passed(&Passage {
            order: order(index, at),
            gate: gate(if it.people == 3 { "nowhere" } else { "garden" }),
            direction,
            claims: claims(it.ticket, EntryPolicy::OncePerDay),
            people: it.people,
            by_staff,
        })
        .unwrap()
    };
    let walk_in = |direction, at| {
        KnownItem::walked(&WalkIn {
            order: order(index, at),
            gate: gate("main"),
            direction,
            kind: (it.people > 1).then_some(TicketType(1)),
            people: it.people,
        })
    };
    let wrong = at.plus(7 * 3_600_000);
    match it.what {
        0..=2 => vec![passage(Direction::In, false, at)],
        3 => vec![passage(Direction::Out, false, at)],
        4 => vec![passage(Direction::In, true, at)],
        5 => vec![walk_in(Direction::In, at)],
        6 => vec![walk_in(Direction::Out, at)],
        7 => vec![
            passage(Direction::In, false, wrong),
            passage(Direction::In, false, at).corrected_from(wrong),
        ],
        8 => vec![
            walk_in(Direction::In, wrong),
            walk_in(Direction::In, at).corrected_from(wrong),
        ],
        what => {
            let target = order(it.target.index(all.len()), at).id();
            // A hint, which may be wrong.
            vec![KnownItem::annulled(
                &target,
                (what > 9).then_some(TicketNumber(it.ticket)),
            )]
        }
    }
}

fn told(all: &[Made], order: &[usize], group: usize, revoked_after: usize) -> Journal {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = journal(dir.path());
    journal
        .db
        .pragma_update(None, "synchronous", "OFF")
        .unwrap();
    journal.apply_feed(&first_feed()).unwrap();
    for (number, group) in order.chunks(group).enumerate() {
        if number == revoked_after {
            let revoked = KnownItem::Revoked(standing(1));
            journal.apply_feed(&feed(1, vec![revoked])).unwrap();
        }
        let items = group.iter().flat_map(|index| item(all, *index));
        journal.apply_feed(&feed(1, items.collect())).unwrap();
    }
    let revoked = KnownItem::Revoked(standing(1));
    journal.apply_feed(&feed(1, vec![revoked])).unwrap();
    journal
}

fn histories_of(journal: &Journal) -> Vec<TicketHistory> {
    let numbers = 0..TICKETS;
    numbers
        .map(|number| journal.history(TicketNumber(number)).unwrap())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_order_and_grouping_adds_up_to_the_same(
        all in prop::collection::vec(made(), 1..30),
        keys in prop::collection::vec(any::<u32>(), 30),
        group in 1_usize..12,
        revoked_after in 0_usize..8,
        passages in 1_usize..6,
    ) {
        let straight: Vec<usize> = (0..all.len()).collect();
        let mut mixed = straight.clone();
        mixed.sort_by_key(|index| keys[*index]);
        let one = told(&all, &straight, 1, 0);
        let mut other = told(&all, &mixed, group, revoked_after);
        let counters = one.counters().unwrap();
        prop_assert_eq!(&counters, &other.counters().unwrap());
        prop_assert_eq!(histories_of(&one), histories_of(&other));
        let checked = other.check().unwrap();
        prop_assert!(checked.agrees(), "{:?}", checked);
        recount_mark::begin(&other.db).unwrap();
        while !other.recount(passages).unwrap() {}
        prop_assert_eq!(&counters, &other.counters().unwrap());
    }

    /// What comes before the catalogue is counted when that comes.
    #[test]
    fn late_catalogue_counts_what_came_before(
        all in prop::collection::vec(made(), 1..30),
    ) {
        let order: Vec<usize> = (0..all.len()).collect();
        let dir = tempfile::tempdir().unwrap();
        let mut late = journal(dir.path());
        let items = order.iter().flat_map(|index| item(&all, *index)).collect();
        late.apply_feed(&feed(1, items)).unwrap();
        prop_assert_eq!(late.counters().unwrap(), Counters::default());
        let revoked = FeedReply { catalogue: first_feed().catalogue, ..feed(2, vec![KnownItem::Revoked(standing(1))]) };
        late.apply_feed(&revoked).unwrap();
        while !late.recount(3).unwrap() {}
        let early = told(&all, &order, 4, 0);
        prop_assert_eq!(late.counters().unwrap(), early.counters().unwrap());
        prop_assert_eq!(histories_of(&late), histories_of(&early));
    }
}
