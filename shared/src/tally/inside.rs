//! Who is inside, and nothing else of the tally: what a door has to know to see that it is full.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Effect, Rise};
use crate::checkin::Occupancy;
use crate::ids::ZoneBit;

/// People inside, by the date on which they came in and by zone. Zeros are left out, so that two
/// ways of counting can be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inside(BTreeMap<(Date, ZoneBit), i64>);

impl Inside {
    /// Puts contributions in.
    pub fn add<'a>(&mut self, effects: impl IntoIterator<Item = &'a Effect>) {
        for effect in effects {
            effect.rises().for_each(|rise| self.shift(rise));
        }
    }

    /// Takes contributions out again; the inverse of [`Inside::add`].
    pub fn remove<'a>(&mut self, effects: impl IntoIterator<Item = &'a Effect>) {
        for effect in effects {
            for rise in effect.rises() {
                let people = -rise.people;
                self.shift(Rise { people, ..rise });
            }
        }
    }

    /// Puts one change in.
    pub fn shift(&mut self, rise: Rise) {
        let key = (rise.date, rise.zone);
        let people = self.0.entry(key).or_default();
        *people += rise.people;
        if *people == 0 {
            self.0.remove(&key);
        }
    }

    /// Puts another count in.
    pub fn merge(&mut self, other: &Self) {
        other.rises().for_each(|rise| self.shift(rise));
    }

    /// All of it as changes from nothing.
    pub fn rises(&self) -> impl Iterator<Item = Rise> {
        self.0
            .iter()
            .map(|(&(date, zone), &people)| Rise { date, zone, people })
    }

    /// Who is inside on a date. Whoever came in on another date and was not scanned out is not
    /// taken to be inside still.
    #[must_use]
    pub fn on(&self, date: Date) -> Occupancy {
        let people = |people: i64| u32::try_from(people.max(0)).unwrap_or(u32::MAX);
        let zones = self.0.range((date, ZoneBit(0))..=(date, ZoneBit(u8::MAX)));
        Occupancy::of(zones.map(|(&(_, zone), &inside)| (zone, people(inside))))
    }
}
