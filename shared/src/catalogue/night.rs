//! Hours that go on past midnight. They belong to the evening's day, at every door and in every total.

use jiff::civil::Time;

use super::findings::{CataloguePart, Findings, ProblemKind, ProblemPlace};
use super::{Catalogue, GateHours, Hours};
use crate::time::{NIGHT_MINUTES_MOST, clock};

const DAY_MINUTES: u16 = 24 * 60;

/// Hours as they are written, with the place where they stand.
struct WrittenHours {
    place: ProblemPlace,
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
            let mut at = found.at(hours.place.clone());
            let words = opens.to_string();
            at.unless(opens != closes, ProblemKind::OpensAsItCloses { at: words });
            let too_long = opens > closes && minute_rounded_up(closes) > NIGHT_MINUTES_MOST;
            let latest = clock(NIGHT_MINUTES_MOST);
            let kind = ProblemKind::ClosesTooLate {
                opens: opens.to_string(),
                closes: closes.to_string(),
                latest,
            };
            at.unless(!too_long, kind);
            let after_night = minute_rounded_up(opens) >= night;
            let within_night = hours.closing_minute() <= night;
            let kind = ProblemKind::OpensAtNight {
                opens: opens.to_string(),
                until: clock(night),
            };
            at.unless(too_long || after_night || within_night, kind);
        }
    }

    pub(super) fn remark_night(&self, found: &mut Findings) {
        let night = self.night_minutes();
        let until = clock(night);
        let mut at = found.at(CataloguePart::Catalogue);
        at.unless(night == 0, ProblemKind::PastMidnight { until });
    }

    /// Returns the hours of the days, and of gates that have their own.
    fn gate_hours(&self) -> Vec<WrittenHours> {
        let days = self.days.iter().map(|day| WrittenHours {
            place: ProblemPlace::new(CataloguePart::Day, day.date),
            opens: day.opens,
            closes: day.closes,
        });
        let gates = self.gates.iter().flat_map(|gate| match &gate.hours {
            GateHours::Own(hours) => {
                written(&ProblemPlace::new(CataloguePart::Gate, &gate.id), hours)
            }
            GateHours::Always | GateHours::AsTheDay => Vec::new(),
        });
        days.chain(gates).collect()
    }

    fn type_hours(&self) -> Vec<WrittenHours> {
        let hours = self.ticket_types.iter().flat_map(|kind| {
            let place = ProblemPlace::new(CataloguePart::TicketType, &kind.key);
            written(&place, &kind.rules.hours)
        });
        hours.collect()
    }
}

fn written(place: &ProblemPlace, hours: &[Hours]) -> Vec<WrittenHours> {
    let hours = hours.iter().map(|hours| WrittenHours {
        place: place.clone(),
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
