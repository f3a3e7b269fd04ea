//! Hours that go on past midnight. They belong to the evening's day, at every door and in every total.

use jiff::civil::Time;

use super::findings::Findings;
use super::{Catalogue, GateHours, Hours};
use crate::time::{NIGHT_MINUTES_MOST, clock};

const DAY_MINUTES: u16 = 24 * 60;

/// Hours as they are written, with the place where they stand.
struct WrittenHours {
    place: String,
    opens: Time,
    closes: Time,
}

impl WrittenHours {
    fn crosses_midnight(&self) -> bool {
        self.closes <= self.opens
    }

    /// Returns the first minute from the day's midnight at which it is closed.
    fn closing_minute(&self) -> u16 {
        let next_day = if self.crosses_midnight() {
            DAY_MINUTES
        } else {
            0
        };
        next_day + minute_rounded_up(self.closes)
    }
}

impl Catalogue {
    /// Returns the minute after midnight at which the last door has closed, for the tickets that it admits longest: from then
    /// on it is the next day. 0 where every door closes before midnight.
    pub(super) fn night_minutes(&self) -> u16 {
        let rules = || self.ticket_types.iter().map(|kind| &kind.rules);
        let late = rules().map(|rules| rules.late_minutes).max().unwrap_or(0);
        let early = rules().map(|rules| rules.early_minutes).max().unwrap_or(0);
        let (gates, types) = (self.gate_hours(), self.type_hours());
        let all = || gates.iter().chain(&types);
        let closing = all().map(WrittenHours::closing_minute).max().unwrap_or(0);
        let night = closing.saturating_sub(DAY_MINUTES);
        let openings = all().map(|hours| minute_rounded_up(hours.opens));
        let first_opening = openings.filter(|opens| *opens >= night).min();
        let before_opening = first_opening.unwrap_or(DAY_MINUTES).saturating_sub(early);
        let last = gates.iter().map(WrittenHours::closing_minute).max();
        let last = last.unwrap_or(0).saturating_add(late);
        last.saturating_sub(DAY_MINUTES)
            .min(before_opening)
            .max(night)
            .min(NIGHT_MINUTES_MOST)
    }

    pub(super) fn check_night(&self, found: &mut Findings) {
        let night = self.night_minutes();
        for hours in self.gate_hours().iter().chain(&self.type_hours()) {
            let (opens, closes) = (hours.opens, hours.closes);
            let mut at = found.at(&hours.place);
            at.unless(
                opens != closes,
                format_args!(
                    "opens and closes at {opens}; where it never closes, leave the hours out"
                ),
            );
            let too_long = opens > closes && minute_rounded_up(closes) > NIGHT_MINUTES_MOST;
            let latest = clock(NIGHT_MINUTES_MOST);
            at.unless(
                !too_long,
                format_args!(
                    "closes at {closes}, before it opens at {opens}; hours that go on past midnight end at {latest} at the latest"
                ),
            );
            let after_night = minute_rounded_up(opens) >= night;
            let within_night = hours.closing_minute() <= night;
            let until = clock(night);
            at.unless(
                too_long || after_night || within_night,
                format_args!(
                    "opens at {opens}, while the evening before goes on until {until}; open at that time or later"
                ),
            );
        }
    }

    pub(super) fn remark_night(&self, found: &mut Findings) {
        let night = self.night_minutes();
        let until = clock(night);
        found.unless(
            night == 0,
            format_args!(
                "doors are open past midnight: what happens until {until} belongs to the evening's day, for tickets and in totals"
            ),
        );
    }

    /// Returns the hours of the days, and of gates that have their own.
    fn gate_hours(&self) -> Vec<WrittenHours> {
        let days = self.days.iter().map(|day| WrittenHours {
            place: format!("days: {}", day.date),
            opens: day.opens,
            closes: day.closes,
        });
        let gates = self.gates.iter().flat_map(|gate| match &gate.hours {
            GateHours::Own(hours) => written(&format!("gate {}", gate.id), hours),
            GateHours::Always | GateHours::AsTheDay => Vec::new(),
        });
        days.chain(gates).collect()
    }

    fn type_hours(&self) -> Vec<WrittenHours> {
        let kinds = self.ticket_types.iter();
        let hours =
            kinds.flat_map(|kind| written(&format!("ticket type {}", kind.key), &kind.rules.hours));
        hours.collect()
    }
}

fn written(place: &str, hours: &[Hours]) -> Vec<WrittenHours> {
    let hours = hours.iter().map(|hours| WrittenHours {
        place: place.to_owned(),
        opens: hours.opens,
        closes: hours.closes,
    });
    hours.collect()
}

fn minute_rounded_up(time: Time) -> u16 {
    let begun = time.second() > 0 || time.subsec_nanosecond() > 0;
    u16::from(time.hour().unsigned_abs()) * 60
        + u16::from(time.minute().unsigned_abs())
        + u16::from(begun)
}
