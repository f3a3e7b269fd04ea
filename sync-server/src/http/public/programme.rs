//! The programme on a phone: what is on, what comes next, what is later, and where.

use std::collections::HashMap;

use maud::{Markup, html};
use shared::catalogue::{Artisan, Catalogue, Session};
use shared::link::PublicPage;
use shared::programme::{Programme, ProgrammeNow, SessionTime};
use shared::time::{LocalTime, UnixMs};

use super::visitor::Visitor;
use super::{frame, signs};

/// What is on as of now.
pub(super) struct Now<'a> {
    catalogue: &'a Catalogue,
    programme: Programme,
    moment: ProgrammeNow,
    at: UnixMs,
    /// How many places nobody has, by session.
    left: HashMap<String, u32>,
}

impl<'a> Now<'a> {
    /// Returns the programme at an instant, with the places that are left in sessions that have only so many.
    pub(super) fn new(catalogue: &'a Catalogue, at: UnixMs, left: HashMap<String, u32>) -> Self {
        let programme = Programme::new(catalogue);
        let moment = programme.at(at);
        Self {
            catalogue,
            programme,
            moment,
            at,
            left,
        }
    }

    /// Returns the sessions that are not over and are as wanted, in order of time.
    pub(super) fn to_come(&self, wanted: impl Fn(&Session) -> bool) -> Vec<SessionTime> {
        let slots = self.programme.slots().iter();
        let slots = slots.filter(|slot| slot.ends > self.at);
        slots
            .filter(|slot| self.session(slot).is_some_and(&wanted))
            .copied()
            .collect()
    }

    /// Returns whether anyone could still take a place in a session that has only so many.
    fn has_places_to_give(&self) -> bool {
        let wanted = |session: &Session| {
            session.places.is_some() && self.left.get(&session.id).is_none_or(|left| *left > 0)
        };
        let slots = self.to_come(wanted);
        slots.iter().any(|slot| slot.starts > self.at)
    }

    fn session(&self, slot: &SessionTime) -> Option<&'a Session> {
        self.catalogue.sessions.get(slot.session)
    }

    fn local(&self, at: UnixMs) -> LocalTime {
        self.catalogue.calendar().zone.local(at)
    }

    fn is_today(&self, slot: &SessionTime) -> bool {
        let calendar = self.catalogue.calendar();
        calendar.date_of(slot.day) == Some(calendar.date_at(self.at))
    }
}

/// Returns the page.
pub(super) fn page(catalogue: &Catalogue, now: &Now<'_>, visitor: &Visitor) -> Markup {
    let language = visitor.language;
    let title = language.say(text_id!("programme-title"));
    let ProgrammeNow {
        now: on,
        soon,
        next,
    } = &now.moment;
    let coming = if soon.is_empty() { next } else { soon };
    let (today, other_days): (Vec<SessionTime>, Vec<SessionTime>) = now
        .to_come(|_| true)
        .into_iter()
        .filter(|slot| !on.contains(slot) && !coming.contains(slot))
        .partition(|slot| now.is_today(slot));
    let parts = [
        (text_id!("phone-now"), &on[..]),
        (text_id!("phone-soon"), &soon[..]),
        (
            text_id!("programme-next"),
            if soon.is_empty() { &next[..] } else { &[] },
        ),
        (text_id!("phone-later"), &today[..]),
    ];
    let days = other_days.chunk_by(|a, b| a.day == b.day);
    let nothing = on.is_empty() && next.is_empty();
    let body = html! {
        h1 { (title) }
        p.soft { (language.say_with(text_id!("phone-as-of"), [("time", now.local(now.at).to_string().into())])) }
        @if nothing {
            p.note { (language.say(text_id!("phone-programme-over"))) }
        }
        @for (head, slots) in parts {
            @if !slots.is_empty() {
                section {
                    h2 { (language.say(head)) }
                    (sessions(now, slots, true, visitor))
                }
            }
        }
        @if now.has_places_to_give() {
            p.soft { (language.say(text_id!("seat-hall"))) }
        }
        @for day in days {
            details {
                summary { (date(now, &day[0], visitor)) }
                (sessions(now, day, true, visitor))
            }
        }
    };
    frame::page(catalogue, visitor, &title, PublicPage::Programme, &body)
}

/// Sessions one below the other; with the area of each where that is not known anyway.
pub(super) fn sessions(
    now: &Now<'_>,
    slots: &[SessionTime],
    with_area: bool,
    visitor: &Visitor,
) -> Markup {
    html! {
        ol.sessions {
            @for slot in slots {
                @if let Some(session) = now.session(slot) {
                    (line(now, slot, session, with_area, visitor))
                }
            }
        }
    }
}

fn line(
    now: &Now<'_>,
    slot: &SessionTime,
    session: &Session,
    with_area: bool,
    visitor: &Visitor,
) -> Markup {
    let (language, catalogue) = (visitor.language, now.catalogue);
    let code = language.code;
    let (starts, ends) = (now.local(slot.starts), now.local(slot.ends));
    let mut artisans = catalogue.artisans.iter();
    let artisan = artisans.find(|artisan| artisan.id == session.artisan);
    let area = catalogue.areas.iter().find(|area| area.id == session.area);
    let sign = sign(now, slot, visitor);
    html! {
        li {
            p.when {
                @if !now.is_today(slot) { (date(now, slot, visitor)) " · " }
                strong { (starts) } "–" (ends)
                @if let Some((class, words)) = &sign {
                    " " span class=(class) { (words) }
                }
            }
            h3 { (session.title.get(code)) }
            @if let Some(artisan) = artisan {
                p.soft { (who(artisan, code)) }
            }
            @if session.hands_on {
                p.hands-on { (seats(now, session, visitor)) }
            }
            @if let Some(area) = area.filter(|_| with_area) {
                @let link = visitor.link(PublicPage::Area(&area.id));
                p { a.place-link href=(link.path()) { (signs::of_goal()) span { (area.name.get(code)) } } }
            }
        }
    }
}

fn who(artisan: &Artisan, code: &str) -> String {
    format!("{} · {}", artisan.name.get(code), artisan.craft.get(code))
}

/// Returns the words that it is on or begins soon, and their style.
fn sign(now: &Now<'_>, slot: &SessionTime, visitor: &Visitor) -> Option<(&'static str, String)> {
    let minutes = |id, minutes: i64| visitor.language.say_with(id, [("minutes", minutes.into())]);
    if now.moment.now.contains(slot) {
        let words = minutes(text_id!("programme-now"), slot.minutes_left(now.at));
        Some(("pill on", words))
    } else if now.moment.soon.contains(slot) {
        let words = minutes(text_id!("programme-soon"), slot.minutes_until(now.at));
        Some(("pill soon", words))
    } else {
        None
    }
}

/// Returns the words that visitors try for themselves, and how many seats are left.
fn seats(now: &Now<'_>, session: &Session, visitor: &Visitor) -> String {
    let language = visitor.language;
    let Some(seats) = session.places else {
        return language.say(text_id!("hands-on"));
    };
    match now.left.get(&session.id) {
        Some(0) => language.say(text_id!("hands-on-full")),
        Some(left) => {
            let slots = [("left", (*left).into()), ("seats", seats.into())];
            language.say_with(text_id!("hands-on-left"), slots)
        }
        None => language.say_with(text_id!("hands-on-seats"), [("seats", seats.into())]),
    }
}

/// "Saturday, 7 September".
fn date(now: &Now<'_>, slot: &SessionTime, visitor: &Visitor) -> String {
    let calendar = now.catalogue.calendar();
    let date = calendar.date_at(slot.starts);
    let slots = [
        ("weekday", date.weekday().to_monday_one_offset().into()),
        ("day", date.day().into()),
        ("month", date.month().into()),
    ];
    visitor.language.say_with(text_id!("date-short"), slots)
}
