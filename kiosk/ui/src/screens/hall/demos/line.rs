//! A session as a visitor reads it: when, what, who, where, and how many seats are left.

use shared::catalogue::{Artisan, Session};
use shared::programme::{ProgrammeNow, SessionTime};
use shared::time::LocalTime;
use texts::Key;

use super::super::super::DrawContext;
use crate::theme::Tone;

/// How a session stands to the present moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// It is over.
    Over,
    /// It is on, for so many minutes still.
    Now(i64),
    /// It begins in so many minutes, soon.
    Soon(i64),
    /// It is the next to begin.
    Next,
    /// It comes later.
    Later,
}

/// A session, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DemoLine {
    /// The catalogue's name of it.
    pub(super) id: String,
    /// What is shown.
    pub(super) title: String,
    /// When it begins.
    pub(super) starts: LocalTime,
    /// How long it takes.
    pub(super) minutes: u16,
    /// The artisan's name; empty when the catalogue does not know them.
    pub(super) who: String,
    /// The catalogue's name of the area.
    pub(super) area_id: String,
    /// The area's name; empty when the catalogue does not know it.
    pub(super) area: String,
    /// Whether visitors try for themselves.
    pub(super) hands_on: bool,
    /// How many seats there are, where it has only so many.
    pub(super) seats: Option<u16>,
    /// How many of them nobody has; `None` where it is not known, or has all the seats anyone wants.
    pub(super) left: Option<u32>,
    /// How it stands to the present moment.
    pub(super) when: When,
}

impl DemoLine {
    /// The session of a slot; `None` when the catalogue has no such session.
    pub(super) fn new(
        context: &DrawContext<'_>,
        slot: &SessionTime,
        moment: &ProgrammeNow,
    ) -> Option<Self> {
        let catalogue = &context.view.catalogue;
        let session = catalogue.sessions.get(slot.session)?;
        let language = context.language();
        let area = catalogue.areas.iter().find(|area| area.id == session.area);
        let who = artisan(context, session).map_or("", |artisan| artisan.name.get(language));
        let left = context.view.seats.left.get(&session.id).copied();
        Some(Self {
            id: session.id.clone(),
            title: session.title.get(language).to_owned(),
            starts: catalogue.calendar().zone.local(slot.starts),
            minutes: session.minutes,
            who: who.to_owned(),
            area_id: session.area.clone(),
            area: area.map_or("", |area| area.name.get(language)).to_owned(),
            hands_on: session.hands_on,
            seats: session.places,
            left: left.filter(|_| session.places.is_some()),
            when: when(context, slot, moment),
        })
    }

    /// The sign that it is on, begins soon or comes next.
    pub(super) fn sign(&self, context: &DrawContext<'_>) -> Option<(String, Tone)> {
        let texts = context.texts;
        let minutes = |key, minutes: i64| texts.say_with(key, [("minutes", minutes.into())]);
        match self.when {
            When::Now(left) => Some((minutes(Key::ProgrammeNow, left), Tone::WELCOME)),
            When::Soon(until) => Some((minutes(Key::ProgrammeSoon, until), Tone::AGAIN)),
            When::Next => Some((texts.say(Key::ProgrammeNext), Tone::QUIET)),
            When::Over | When::Later => None,
        }
    }

    /// That visitors try for themselves, and how many seats are left.
    pub(super) fn hands_on(&self, context: &DrawContext<'_>) -> Option<String> {
        let texts = context.texts;
        if !self.hands_on {
            return None;
        }
        let Some(seats) = self.seats.filter(|_| self.takes_seats()) else {
            return Some(texts.say(Key::HandsOn));
        };
        let left = self.left.map(|left| left.min(u32::from(seats)));
        Some(match left {
            Some(0) => texts.say(Key::HandsOnFull),
            Some(left) => {
                let slots = [("left", left.into()), ("seats", seats.into())];
                texts.say_with(Key::HandsOnLeft, slots)
            }
            None => texts.say_with(Key::HandsOnSeats, [("seats", seats.into())]),
        })
    }

    /// Whether seats can still be taken, as far as the time goes.
    pub(super) fn takes_seats(&self) -> bool {
        self.seats.is_some() && matches!(self.when, When::Soon(_) | When::Next | When::Later)
    }

    /// What it is called where it is not seen.
    pub(super) fn told(&self, context: &DrawContext<'_>) -> String {
        let minutes = context
            .texts
            .say_with(Key::ProgrammeMinutes, [("minutes", self.minutes.into())]);
        let mut told = format!("{}. {}", self.starts, self.title);
        let sign = self.sign(context).map(|(words, _)| words);
        let rest = [sign, Some(minutes), self.hands_on(context)];
        for words in rest.into_iter().flatten() {
            told = format!("{told}. {words}");
        }
        for words in [&self.who, &self.area] {
            if !words.is_empty() {
                told = format!("{told}. {words}");
            }
        }
        told
    }
}

/// The artisan of a session.
pub(super) fn artisan<'a>(context: &DrawContext<'a>, session: &Session) -> Option<&'a Artisan> {
    let mut artisans = context.view.catalogue.artisans.iter();
    artisans.find(|artisan| artisan.id == session.artisan)
}

fn when(context: &DrawContext<'_>, slot: &SessionTime, moment: &ProgrammeNow) -> When {
    let now = context.now;
    if moment.now.contains(slot) {
        When::Now(slot.minutes_left(now))
    } else if moment.soon.contains(slot) {
        When::Soon(slot.minutes_until(now))
    } else if moment.next.contains(slot) {
        When::Next
    } else if slot.starts > now {
        When::Later
    } else {
        When::Over
    }
}
