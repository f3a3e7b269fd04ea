//! Visits to booths: counted once a day, told to those who show stamp cards, exported.

use shared::ids::BoothNumber;
use shared::protocol::v1::{BoothTotals, FeedReply, KnownItem};
use shared::record::Fact;
use sync_server::operations::reports;

use crate::kiosk::{Kiosk, claims, known};
use crate::venue::{MINUTE, OPENING, Venue, feed_place};

const DAY: i64 = 24 * 60;

fn visit(kiosk: &mut Kiosk, ticket: u32, booth: u16, minute: i64) {
    let fact = Fact::Visited {
        booth: BoothNumber(booth),
        claims: claims(ticket),
        people: 2,
    };
    kiosk.fact(fact, minute);
}

/// The feed from its start for a kiosk that shows stamp cards.
fn feed_with_visits(kiosk: &Kiosk, venue: &Venue) -> FeedReply {
    let url = venue.url("/api/v1/feed?epoch=&after=0&catalogue=1&wait_s=0&visits=true");
    let mut answer = ureq::get(url)
        .header("authorization", format!("Bearer {}", kiosk.token))
        .call()
        .unwrap();
    serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
}

#[test]
fn second_visit_that_day_is_a_repeat() {
    let mut venue = Venue::closed();
    venue.show_sample();
    venue.start();
    let (mut morning, mut evening) = (venue.kiosk("K12"), venue.kiosk("K12b"));
    venue.place(&morning, "main", "12");
    venue.place(&evening, "main", "12");
    visit(&mut morning, 7, 12, 0);
    visit(&mut morning, 8, 12, 5);
    visit(&mut evening, 7, 12, 90);
    visit(&mut evening, 7, 12, DAY);
    evening.fact(
        Fact::LookedUp {
            booth: BoothNumber(71),
            times: 9,
        },
        100,
    );
    venue.set_clock(OPENING.plus(2 * DAY * MINUTE));
    evening.push(&venue);
    morning.push(&venue);
    let totals = venue.totals();
    let booth = |booth, visits, people, repeats, lookups| BoothTotals {
        booth: BoothNumber(booth),
        visits,
        people,
        repeats,
        lookups,
    };
    let expected = [booth(12, 2, 4, 1, 0), booth(71, 0, 0, 0, 9)];
    assert_eq!(totals.days[0].booths, expected);
    assert_eq!(totals.days[1].booths, [booth(12, 1, 2, 0, 0)]);
    assert_eq!((totals.days[0].entries, totals.days[0].tickets), (0, 0));
    venue.restart();
    assert_eq!(venue.totals().days, totals.days);

    let csv = reports::counts(&venue.database()).unwrap().booths_csv();
    let line = |booth: u16| {
        csv.lines()
            .find(|line| line.starts_with(&format!("2024-09-05,{booth},")))
    };
    assert!(csv.starts_with('\u{feff}') && line(12).unwrap().ends_with(",2,4,1,0"));
    assert!(line(71).unwrap().ends_with(",0,0,0,9"));
}

#[test]
fn visits_reach_only_kiosks_that_ask() {
    let venue = Venue::open();
    let (mut booth, hall) = (venue.kiosk("K12"), venue.kiosk("H1"));
    venue.place(&booth, "main", "12");
    booth.entry(7, 0);
    visit(&mut booth, 7, 12, 1);
    booth.push(&venue);
    let plain = hall.feed(&venue, "", 0, 0);
    assert_eq!((known(&plain).len(), plain.next), (1, feed_place(2)));
    let told = feed_with_visits(&hall, &venue);
    let [KnownItem::Entry(_), KnownItem::Visit(visit)] = known(&told)[..] else {
        panic!("an entry and a visit: {told:?}")
    };
    assert_eq!((visit.ticket.0, visit.booth), (7, BoothNumber(12)));
}
