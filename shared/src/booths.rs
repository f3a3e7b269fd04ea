//! Visits to booths, and booths looked up on kiosks: what they add up to, in whatever order they come.
//!
//! A ticket visits a booth once a day. Whatever it does there on the same day besides is a repeat
//! visit, and counts apart. The first is the one with the least [`Place`], not the one that arrives
//! first.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::checkin::Place;
use crate::ids::{BoothNumber, TicketNumber};
use crate::tally::Tally;
use crate::time::{Calendar, UnixMs};

/// One presentation of a ticket at a booth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Where it stands among all others.
    pub place: Place,
    /// The booth.
    pub booth: BoothNumber,
    /// The ticket.
    pub ticket: TicketNumber,
    /// How many people the ticket is for.
    pub people: u16,
}

/// A booth's page, opened on a kiosk some times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lookups {
    /// When the kiosk wrote it down.
    pub at: UnixMs,
    /// The booth.
    pub booth: BoothNumber,
    /// How many times.
    pub times: u16,
}

/// One booth on one date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BoothTally {
    /// Tickets that visited it.
    pub visits: i64,
    /// The people with these tickets.
    pub people: i64,
    /// Further visits of the same tickets on the same date.
    pub repeats: i64,
    /// How many times it was looked up on a kiosk.
    pub lookups: i64,
}

/// The visits of each ticket to each booth on each date, in order: the first one counts, the others are repeats.
#[derive(Debug, Default)]
pub struct Visits(HashMap<(BoothNumber, Date, TicketNumber), Vec<PartyVisit>>);

/// What there is to remember of a visit.
#[derive(Debug)]
struct PartyVisit {
    place: Place,
    people: u16,
}

impl Visits {
    /// Takes in a visit, each record once, in any order.
    pub fn visit(&mut self, calendar: &Calendar, tally: &mut Tally, visit: &Visit) {
        self.change(calendar, tally, visit, |visits| {
            let place = visits.partition_point(|it| it.place < visit.place);
            let (at, people) = (visit.place.clone(), visit.people);
            visits.insert(place, PartyVisit { place: at, people });
        });
    }

    /// Takes a visit out again that was taken in.
    pub(crate) fn remove(&mut self, calendar: &Calendar, tally: &mut Tally, visit: &Visit) {
        self.change(calendar, tally, visit, |visits| {
            visits.retain(|it| it.place != visit.place);
        });
    }

    fn change(
        &mut self,
        calendar: &Calendar,
        tally: &mut Tally,
        of: &Visit,
        change: impl FnOnce(&mut Vec<PartyVisit>),
    ) {
        let date = calendar.date_at(of.place.at);
        let visits = self.0.entry((of.booth, date, of.ticket)).or_default();
        let before = counted(visits);
        change(visits);
        let after = counted(visits);
        let of_booth = tally.booth(date, of.booth);
        of_booth.visits += after.visits - before.visits;
        of_booth.people += after.people - before.people;
        of_booth.repeats += after.repeats - before.repeats;
    }
}

fn counted(visits: &[PartyVisit]) -> BoothTally {
    let first = visits.first();
    BoothTally {
        visits: i64::from(first.is_some()),
        people: first.map_or(0, |first| i64::from(first.people)),
        repeats: visits.len().saturating_sub(1) as i64,
        lookups: 0,
    }
}

/// Takes look-ups in; takes them out again with a `sign` of -1.
pub(crate) fn look_up(calendar: &Calendar, tally: &mut Tally, lookups: Lookups, sign: i64) {
    let date = calendar.date_at(lookups.at);
    tally.booth(date, lookups.booth).lookups += i64::from(lookups.times) * sign;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Incarnation;
    use crate::time::Zone;

    const NOON: UnixMs = UnixMs(1_725_598_800_000);
    const BOOTH: BoothNumber = BoothNumber(12);

    fn visit(minute: i64, seq: u64, people: u16) -> Visit {
        Visit {
            place: Place {
                at: NOON.plus(minute * 60_000),
                kiosk: "K12".parse().unwrap(),
                incarnation: Incarnation(1),
                seq,
            },
            booth: BOOTH,
            ticket: TicketNumber(7),
            people,
        }
    }

    fn told(visits: impl IntoIterator<Item = Visit>) -> Vec<BoothTally> {
        let (mut book, mut tally) = (Visits::default(), Tally::default());
        let calendar = Calendar {
            zone: Zone::new(420),
            days: Vec::new(),
            night_minutes: 0,
        };
        for visit in visits {
            book.visit(&calendar, &mut tally, &visit);
        }
        let days = tally.days.values();
        days.map(|day| day.booths[&BOOTH]).collect()
    }

    #[test]
    fn a_party_that_comes_back_the_same_day_visits_once_and_again_the_next_day() {
        let days = told([
            visit(0, 1, 4),
            visit(90, 2, 4),
            visit(24 * 60, 3, 4),
            visit(24 * 60 + 1, 4, 4),
        ]);
        let day = BoothTally {
            visits: 1,
            people: 4,
            repeats: 1,
            lookups: 0,
        };
        assert_eq!(days, [day, day]);
    }

    #[test]
    fn whichever_visit_arrives_first_the_earliest_says_how_many_people_they_were() {
        let (early, late) = (visit(0, 1, 2), visit(5, 2, 3));
        let straight = told([early.clone(), late.clone()]);
        assert_eq!(straight[0].people, 2);
        assert_eq!(told([late, early]), straight);
    }
}
