//! The programme at an instant: what is on now, what begins soon, what comes next.
//!
//! Sessions are written with a day and a local time. Here they become instants, so that one that runs past midnight is
//! still on when the date has changed.

use crate::catalogue::Catalogue;
use crate::time::{DayIndex, UnixMs};

/// What begins within this many minutes begins soon: long enough to walk there from anywhere on the grounds.
pub const SOON_MINUTES: i64 = 20;

const MINUTE_MS: i64 = 60_000;

/// All sessions, in order of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programme {
    slots: Vec<SessionTime>,
}

/// When a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTime {
    /// Its place in [`Catalogue::sessions`].
    pub session: usize,
    /// The day it is written under.
    pub day: DayIndex,
    /// The instant at which it begins.
    pub starts: UnixMs,
    /// The instant from which on it is over.
    pub ends: UnixMs,
}

/// What the programme says at an instant. All lists are in order of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgrammeNow {
    /// What is on.
    pub now: Vec<SessionTime>,
    /// What begins within the next [`SOON_MINUTES`].
    pub soon: Vec<SessionTime>,
    /// What begins next, whenever that is: all sessions that begin together. During a break or at night they may be
    /// hours away or on a later day; after the last session there is none.
    pub next: Vec<SessionTime>,
}

impl Programme {
    /// Returns the programme of a catalogue. A session on a day that the exhibition does not have is left out.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let calendar = catalogue.calendar();
        let sessions = catalogue.sessions.iter().enumerate();
        let mut slots: Vec<SessionTime> = sessions
            .filter_map(|(place, session)| {
                let day = DayIndex(session.day);
                let starts = calendar.at(calendar.date_of(day)?, session.starts);
                Some(SessionTime {
                    session: place,
                    day,
                    starts,
                    ends: starts.plus(i64::from(session.minutes) * MINUTE_MS),
                })
            })
            .collect();
        slots.sort_by_key(|slot| (slot.starts, slot.session));
        Self { slots }
    }

    /// Returns all sessions, in order of time.
    #[must_use]
    pub fn slots(&self) -> &[SessionTime] {
        &self.slots
    }

    /// Returns the sessions of a day, in order of time.
    pub fn of_day(&self, day: DayIndex) -> impl Iterator<Item = &SessionTime> {
        self.slots.iter().filter(move |slot| slot.day == day)
    }

    /// Returns what is on, begins soon, and comes next at an instant.
    #[must_use]
    pub fn at(&self, now: UnixMs) -> ProgrammeNow {
        let first_to_come = self.slots.partition_point(|slot| slot.starts <= now);
        let (begun, to_come) = self.slots.split_at(first_to_come);
        let soon = now.plus(SOON_MINUTES * MINUTE_MS);
        let next = to_come.first().map(|slot| slot.starts);
        let upto = |last: UnixMs| to_come.iter().take_while(move |slot| slot.starts <= last);
        ProgrammeNow {
            now: begun
                .iter()
                .filter(|slot| slot.ends > now)
                .copied()
                .collect(),
            soon: upto(soon).copied().collect(),
            next: next.map_or_else(Vec::new, |starts| upto(starts).copied().collect()),
        }
    }
}

impl SessionTime {
    /// Returns the minutes until it begins, rounded up, so that "in 20 minutes" is never too late; 0 once it has begun.
    #[must_use]
    pub fn minutes_until(&self, now: UnixMs) -> i64 {
        minutes(self.starts.since(now))
    }

    /// Returns the minutes until it is over, rounded up; 0 once it is.
    #[must_use]
    pub fn minutes_left(&self, now: UnixMs) -> i64 {
        minutes(self.ends.since(now))
    }
}

fn minutes(ms: i64) -> i64 {
    // The rest of a minute counts as one; there is nothing to overflow after the division.
    ms.max(0) / MINUTE_MS + i64::from(ms > 0 && ms % MINUTE_MS > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, Time, date, time};

    const FIRST: Date = date(2024, 9, 5);
    const LAST: Date = date(2024, 9, 8);

    fn sample() -> Catalogue {
        Catalogue::from_json(include_str!("../../assets/exhibition/catalogue.json")).unwrap()
    }

    /// Returns the names of the sample's sessions that are on, begin soon and come next at a local time.
    fn at(catalogue: &Catalogue, date: Date, time: Time) -> [Vec<String>; 3] {
        let moment = Programme::new(catalogue).at(catalogue.calendar().zone.at(date, time));
        [moment.now, moment.soon, moment.next].map(|slots| {
            let ids = slots
                .iter()
                .map(|slot| &catalogue.sessions[slot.session].id);
            ids.cloned().collect()
        })
    }

    #[test]
    fn session_is_soon_then_on_then_over() {
        let sample = sample();
        let opening = |hour, minute, second| at(&sample, FIRST, time(hour, minute, second, 0));
        let (wheel, leaf) = ("d1-1830-wheel", "d1-1915-leaf");
        assert_eq!(opening(18, 9, 59), [&[][..], &[], &[wheel]]);
        assert_eq!(opening(18, 10, 0), [&[][..], &[wheel], &[wheel]]);
        assert_eq!(opening(18, 29, 59), [&[][..], &[wheel], &[wheel]]);
        assert_eq!(opening(18, 30, 0), [&[wheel][..], &[], &[leaf]]);
        assert_eq!(opening(18, 59, 59), [&[wheel][..], &[leaf], &[leaf]]);
        assert_eq!(opening(19, 0, 0), [&[][..], &[leaf], &[leaf]]);
    }

    #[test]
    fn breaks_and_nights_show_only_what_is_next() {
        let sample = sample();
        let noon = at(&sample, date(2024, 9, 6), time(12, 30, 0, 0));
        assert_eq!(noon, [&[][..], &[], &["d2-1400-leaf"]]);
        let night = at(&sample, FIRST, time(23, 59, 59, 0));
        assert_eq!(night, [&[][..], &[], &["d2-0900-coil"]]);
        let before = at(&sample, date(2024, 8, 1), time(9, 0, 0, 0));
        assert_eq!(before, [&[][..], &[], &["d1-1830-wheel"]]);
    }

    #[test]
    fn nothing_comes_after_the_last_session() {
        let sample = sample();
        let last = "d4-1500-coil";
        let end = at(&sample, LAST, time(15, 59, 59, 0));
        assert_eq!(end, [&[last][..], &[], &[]]);
        for after in [time(16, 0, 0, 0), time(23, 59, 0, 0)] {
            assert!(at(&sample, LAST, after).iter().all(Vec::is_empty));
        }
    }

    #[test]
    fn session_past_midnight_stays_under_its_day() {
        let mut catalogue = sample();
        catalogue.sessions.truncate(1);
        catalogue.sessions[0].starts = time(23, 30, 0, 0);
        catalogue.sessions[0].minutes = 60;
        let id = catalogue.sessions[0].id.clone();
        let next_day = date(2024, 9, 6);
        let on = [vec![id.clone()], Vec::new(), Vec::new()];
        assert_eq!(at(&catalogue, FIRST, time(23, 59, 59, 0)), on);
        assert_eq!(at(&catalogue, next_day, time(0, 0, 0, 0)), on);
        assert_eq!(at(&catalogue, next_day, time(0, 29, 59, 0)), on);
        assert_eq!(at(&catalogue, next_day, time(0, 30, 0, 0))[0], [""; 0]);
        let programme = Programme::new(&catalogue);
        assert_eq!(programme.of_day(DayIndex(0)).count(), 1);
        assert_eq!(programme.of_day(DayIndex(1)).count(), 0);
    }

    #[test]
    fn simultaneous_sessions_stay_together_across_midnight() {
        let mut catalogue = sample();
        catalogue.sessions.truncate(3);
        for (session, minute) in catalogue.sessions.iter_mut().zip([5, 5, 10]) {
            session.day = 1;
            session.starts = time(0, minute, 0, 0);
        }
        let [first, second, third] = [0, 1, 2].map(|at| catalogue.sessions[at].id.as_str());
        let late = at(&catalogue, FIRST, time(23, 50, 0, 0));
        assert_eq!(late, [&[][..], &[first, second, third], &[first, second]]);
    }

    #[test]
    fn minutes_are_rounded_up_and_never_negative() {
        let slot = SessionTime {
            session: 0,
            day: DayIndex(0),
            starts: UnixMs(20 * 60_000),
            ends: UnixMs(50 * 60_000),
        };
        for (now, until, left) in [
            (0, 20, 50),
            (1, 20, 50),
            (60_000, 19, 49),
            (1_199_999, 1, 31),
        ] {
            assert_eq!(slot.minutes_until(UnixMs(now)), until);
            assert_eq!(slot.minutes_left(UnixMs(now)), left);
        }
        assert_eq!(slot.minutes_until(UnixMs(i64::MAX)), 0);
        assert_eq!(slot.minutes_left(UnixMs(3_000_000)), 0);
        assert!(slot.minutes_until(UnixMs(i64::MIN)) > 0);
    }

    #[test]
    fn every_minute_each_session_has_one_state() {
        let mut catalogue = sample();
        catalogue.sessions[0].day = 99;
        let programme = Programme::new(&catalogue);
        assert_eq!(programme.slots().len(), catalogue.sessions.len() - 1);
        let zone = catalogue.calendar().zone;
        let start = zone.midnight(FIRST);
        for minute in 0..4 * 24 * 60 {
            let now = start.plus(minute * 60_000);
            let moment = programme.at(now);
            let past = programme
                .slots()
                .iter()
                .filter(|slot| slot.ends <= now)
                .count();
            let to_come = programme.slots().iter().filter(|slot| slot.starts > now);
            assert_eq!(
                past + moment.now.len() + to_come.count(),
                programme.slots().len()
            );
            assert!(
                moment
                    .soon
                    .iter()
                    .all(|slot| slot.minutes_until(now) <= SOON_MINUTES)
            );
        }
    }
}
