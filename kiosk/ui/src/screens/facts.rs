//! The facts of a refusal as sentences: when, where, until when, how many.

use jiff::civil::Time;
use shared::checkin::{Admission, Facts, Limit, Span};
use shared::ids::ZoneBit;
use shared::ticket::SELLER_CODE_CHARS;
use shared::time::{LocalTime, UnixMs};
use texts::Key;

use super::DrawContext;

/// A fact that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Where and when the ticket was used before.
    Earlier,
    /// The next date it is valid on: come back then.
    NextValid,
    /// The last date it was valid on.
    LastValid,
    /// When the organisers withdrew it.
    RevokedSince,
    /// When the organisers stopped it.
    BlockedSince,
    /// When the gate opens for it: come back then.
    OpensAt,
    /// When the gate closed.
    ClosedAt,
    /// The exhibition's hours today, where the gate has said nothing of its own.
    Hours,
    /// How long to wait: scan it again then.
    Wait,
    /// How often it admits.
    Limit,
    /// How many people of the party may still come in.
    PartyLeft,
    /// The zone behind the gate.
    LeadsTo,
    /// How many are inside, of how many.
    Inside,
    /// How many there is room for.
    Room,
    /// That nobody knows the time.
    TimeUnknown,
    /// That no ticket's code is so short.
    TooShort,
}

impl Told {
    /// The sentence; `None` where the refusal does not know it. `at` is when the verdict was reached.
    pub(super) fn say(
        self,
        context: &DrawContext<'_>,
        facts: &Facts,
        at: UnixMs,
    ) -> Option<String> {
        let texts = context.texts;
        let moment = |at: UnixMs, now: UnixMs| Moment { context, now }.say(at);
        let counted = |key, count: u16| Some(texts.say_with(key, [("count", count.into())]));
        match self {
            Self::Earlier => {
                let Admission { gate, at: seen, .. } = facts.earlier.as_ref()?;
                let gate = context.view.gate_name(gate, context.language());
                let slots = [("time", moment(*seen, at).into()), ("gate", gate.into())];
                Some(texts.say_with(Key::UsedAt, slots))
            }
            Self::NextValid => {
                let date = texts.date_in_sentence(facts.next_valid?);
                Some(texts.say_with(Key::ComeBackOn, [("date", date.into())]))
            }
            Self::LastValid => {
                let date = texts.date_in_sentence(facts.last_valid?);
                let key = if facts.next_valid.is_some() {
                    Key::ValidBefore
                } else {
                    Key::WasValidUntil
                };
                Some(texts.say_with(key, [("date", date.into())]))
            }
            Self::RevokedSince | Self::BlockedSince => {
                let key = if self == Self::RevokedSince {
                    Key::RevokedSince
                } else {
                    Key::BlockedSince
                };
                Some(texts.say_with(key, [("time", moment(facts.since?, at).into())]))
            }
            Self::OpensAt => Some(come_back(context, facts.opens_at?, at)),
            Self::ClosedAt => {
                let time = moment(facts.closes_at?, at);
                Some(texts.say_with(Key::ClosedAt, [("time", time.into())]))
            }
            Self::Hours if facts.opens_at.is_some() || facts.closes_at.is_some() => None,
            Self::Hours => hours(context, at),
            Self::Wait => {
                let minutes = facts.minutes_to_wait(at)?.max(1);
                let time = moment(facts.wait_until?, at);
                let slots = [("minutes", minutes.into()), ("time", time.into())];
                Some(texts.say_with(Key::ScanAgainIn, slots))
            }
            Self::Limit => {
                let Limit {
                    span, admissions, ..
                } = facts.limit?;
                let key = match span {
                    Span::Day => Key::LimitADay,
                    Span::Exhibition => Key::LimitInAll,
                    Span::Days => Key::LimitDays,
                };
                counted(key, admissions)
            }
            Self::PartyLeft => {
                counted(Key::LimitParty, facts.people_left.filter(|left| *left > 0)?)
            }
            Self::LeadsTo => {
                let zone = zone_name(context, facts.zone?)?;
                Some(texts.say_with(Key::LeadsTo, [("zone", zone.into())]))
            }
            Self::Inside => {
                let (inside, capacity) = (facts.inside?, facts.capacity?);
                let slots = [("inside", inside.into()), ("capacity", capacity.into())];
                Some(texts.say_with(Key::InsideOf, slots))
            }
            Self::TimeUnknown => facts.time_unknown.then(|| texts.say(Key::TimeUnknown)),
            Self::TooShort => {
                let least = *SELLER_CODE_CHARS.start();
                let say = || texts.say_with(Key::CodeTooShort, [("least", least.into())]);
                facts.too_short.then(say)
            }
            Self::Room => counted(Key::RoomFor, facts.people_left.filter(|left| *left > 0)?),
        }
    }
}

/// Says instants as people at the door would: the time alone today, with its date on another day.
struct Moment<'a> {
    context: &'a DrawContext<'a>,
    now: UnixMs,
}

impl Moment<'_> {
    fn say(&self, at: UnixMs) -> String {
        let calendar = self.context.view.catalogue.calendar();
        let said = LocalTime {
            date: calendar.date_at(at),
            ..calendar.zone.local(at)
        };
        self.context.texts.time(said, calendar.date_at(self.now))
    }
}

/// When to come back: at a time today, or on another day with its name.
fn come_back(context: &DrawContext<'_>, opens: UnixMs, now: UnixMs) -> String {
    let zone = context.view.catalogue.calendar().zone;
    let (opens, today) = (zone.local(opens), zone.local(now).date);
    let time = opens.to_string();
    if opens.date == today {
        let slots = [("time", time.into())];
        return context.texts.say_with(Key::ComeBackAt, slots);
    }
    let date = context.texts.date_in_sentence(opens.date);
    let slots = [("time", time.into()), ("date", date.into())];
    context.texts.say_with(Key::ComeBackAtOn, slots)
}

fn hours(context: &DrawContext<'_>, at: UnixMs) -> Option<String> {
    let catalogue = &context.view.catalogue;
    let today = catalogue.calendar().date_at(at);
    let day = catalogue.days.iter().find(|day| day.date == today)?;
    let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
    let slots = [
        ("opens", clock(day.opens).into()),
        ("closes", clock(day.closes).into()),
    ];
    Some(context.texts.say_with(Key::OpenHours, slots))
}

fn zone_name<'a>(context: &DrawContext<'a>, bit: ZoneBit) -> Option<&'a str> {
    let zones = &context.view.catalogue.zones;
    let zone = zones.iter().find(|zone| zone.bit == bit)?;
    Some(zone.name.get(context.language())).filter(|name| !name.is_empty())
}
