use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::checkin::Place;
use crate::checkin::{GateRule, Passage, Rules, Standing, TypeRule};
use crate::ids::{ExhibitionId, Incarnation, KeyId, TicketNumber};
use crate::ticket::{Claims, EntryPolicy};
use crate::time::{Calendar, UnixMs, Zone};

const OPENING: UnixMs = UnixMs(1_725_501_600_000);
const MINUTE: i64 = 60_000;

fn rules() -> Rules {
    let days = (5..=8).map(|day| date(2024, 9, day)).collect();
    let calendar = Calendar {
        zone: Zone::new(420),
        night_minutes: 0,
        days,
    };
    let mut rules = Rules::plain(ExhibitionId(24), calendar, true);
    rules.types.insert(TicketType(1), TypeRule::PLAIN);
    rules.gates.insert("main".parse().unwrap(), GateRule::PLAIN);
    rules
}

fn passage(ticket: u32, minute: i64, seq: u64, direction: Direction) -> Passage {
    Passage {
        place: Place {
            at: OPENING.plus(minute * MINUTE),
            kiosk: "A1".parse().unwrap(),
            incarnation: Incarnation(1),
            seq,
        },
        gate: "main".parse().unwrap(),
        direction,
        claims: Claims {
            key: KeyId(1),
            exhibition: ExhibitionId(24),
            number: TicketNumber(ticket),
            kind: TicketType(1),
            party: 2,
            days: 0b1111,
            policy: EntryPolicy::OncePerDay,
            zones: 1,
        },
        people: 2,
        by_staff: false,
    }
}

/// The tally as a server keeps it: ticket by ticket, record by record, in the order of arrival.
#[derive(Default)]
struct Server {
    tally: Tally,
    tickets: BTreeMap<TicketNumber, Vec<Passage>>,
}

impl Server {
    fn arrives(&mut self, passage: Passage) {
        let passages = self.tickets.entry(passage.claims.number).or_default();
        self.tally
            .remove(&effects(&rules(), Standing::Good, passages));
        passages.push(passage);
        passages.sort_by(|a, b| a.place.cmp(&b.place));
        self.tally.add(&effects(&rules(), Standing::Good, passages));
    }
}

#[test]
fn a_family_comes_goes_and_comes_again() {
    let mut server = Server::default();
    server.arrives(passage(1, 0, 1, Direction::In));
    server.arrives(passage(1, 60, 2, Direction::Out));
    server.arrives(passage(1, 90, 3, Direction::In));
    let day = &server.tally.days[&date(2024, 9, 5)];
    assert_eq!(
        (day.entries, day.reentries, day.exits, day.inside),
        (4, 2, 2, 2)
    );
    assert_eq!((day.unique_visitors, day.tickets, day.conflicts), (2, 1, 0));
    let rises: Vec<i64> = day
        .curve
        .iter()
        .map(|step| step.rise)
        .filter(|rise| *rise != 0)
        .collect();
    assert_eq!(rises, [2, -2, 2]);
}

#[test]
fn an_exit_after_midnight_empties_the_day_before() {
    let mut server = Server::default();
    server.arrives(passage(1, 0, 1, Direction::In));
    server.arrives(passage(1, 15 * 60 + 10, 2, Direction::Out));
    assert_eq!(server.tally.days[&date(2024, 9, 5)].inside, 0);
    assert_eq!(server.tally.days[&date(2024, 9, 6)].exits, 2);
    assert_eq!(server.tally.days[&date(2024, 9, 6)].inside, 0);
}

#[test]
fn taking_out_what_was_put_in_leaves_nothing_but_empty_days() {
    let passages = [
        passage(1, 0, 1, Direction::In),
        passage(1, 5, 2, Direction::Out),
    ];
    let effects = effects(&rules(), Standing::Good, &passages);
    let mut tally = Tally::default();
    tally.add(&effects);
    tally.remove(&effects);
    let day = &tally.days[&date(2024, 9, 5)];
    assert_eq!(
        (day.entries, day.exits, day.inside, day.tickets),
        (0, 0, 0, 0)
    );
}

proptest! {
    #[test]
    fn the_order_of_arrival_never_changes_the_totals(
        steps in proptest::collection::vec((1_u32..6, 0_i64..3000, any::<bool>()), 1..40),
        order in any::<proptest::sample::Index>().prop_flat_map(|_| Just(())).prop_perturb(|(), mut rng| {
            std::iter::repeat_with(|| rng.random::<u32>()).take(40).collect::<Vec<_>>()
        }),
    ) {
        let records: Vec<Passage> = steps.iter().enumerate().map(|(number, (ticket, minute, inwards))| {
            let direction = if *inwards { Direction::In } else { Direction::Out };
            passage(*ticket, *minute, number as u64 + 1, direction)
        }).collect();
        let mut shuffled: Vec<(u32, Passage)> = order.into_iter().zip(records.clone()).collect();
        shuffled.sort_by_key(|(key, _)| *key);

        let mut straight = Server::default();
        for record in records { straight.arrives(record); }
        let mut mixed = Server::default();
        for (_, record) in shuffled { mixed.arrives(record); }
        prop_assert_eq!(&straight.tickets, &mixed.tickets);
        // Days and gates that were touched and emptied again may stay as zeros; the numbers are what counts.
        for (date, day) in &straight.tally.days {
            let other = mixed.tally.days.get(date).cloned().unwrap_or_default();
            prop_assert_eq!((day.entries, day.reentries, day.exits, day.inside), (other.entries, other.reentries, other.exits, other.inside));
            prop_assert_eq!((day.unique_visitors, day.tickets, day.conflicts), (other.unique_visitors, other.tickets, other.conflicts));
            prop_assert_eq!(&day.curve, &other.curve);
        }
    }
}
