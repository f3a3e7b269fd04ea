//! What the verdict screen says, put together from the desk's verdict.

use shared::checkin::{Reason, Refusal, Seen};
use shared::ids::GateId;
use shared::time::UnixMs;

use super::{Glance, Icon};
use crate::i18n::Key;
use crate::theme::Tone;
use crate::view::{Outcome, Verdict};

/// What kind of answer it is: decides colour and symbol together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Come in.
    Welcome,
    /// Come in again.
    Again,
    /// Goodbye.
    Goodbye,
    /// No.
    Refused,
    /// A person has to help.
    Staff,
}

impl Mood {
    /// Its colours.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::Welcome => Tone::WELCOME,
            Self::Again => Tone::AGAIN,
            Self::Goodbye => Tone::GOODBYE,
            Self::Refused => Tone::REFUSED,
            Self::Staff => Tone::STAFF,
        }
    }

    /// Its symbol.
    #[must_use]
    pub fn symbol(self) -> Icon {
        match self {
            Self::Welcome => Icon::Check,
            Self::Again => Icon::Return,
            Self::Goodbye => Icon::ExitDoor,
            Self::Refused => Icon::Cross,
            Self::Staff => Icon::Person,
        }
    }

    fn of_reason(reason: Reason) -> Self {
        match reason {
            Reason::NeedsStaff | Reason::Blocked | Reason::UnknownKey => Self::Staff,
            _ => Self::Refused,
        }
    }
}

/// What the verdict screen says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictCard {
    /// Colour and symbol.
    pub mood: Mood,
    /// One line what.
    pub title: String,
    /// One line what next.
    pub next: String,
    /// A fact that helps to understand: when and where it was used, until when it was valid.
    pub fact: Option<String>,
    /// The party, when it is more than one person.
    pub people: Option<String>,
    /// Said when the same code was shown again a moment later.
    pub repeat: Option<String>,
    /// The ticket's short code, for staff, on refusals.
    pub code: Option<String>,
}

impl VerdictCard {
    /// Puts it together.
    #[must_use]
    pub fn new(glance: &Glance<'_>, verdict: &Verdict) -> Self {
        let texts = glance.texts;
        let mut card = match &verdict.outcome {
            Outcome::Admitted { again: false } => {
                Self::plain(glance, Mood::Welcome, Key::AdmittedTitle, Key::AdmittedNext)
            }
            Outcome::Admitted { again: true } => Self::plain(
                glance,
                Mood::Again,
                Key::AdmittedAgainTitle,
                Key::AdmittedAgainNext,
            ),
            Outcome::Exited => {
                Self::plain(glance, Mood::Goodbye, Key::ExitedTitle, Key::ExitedNext)
            }
            Outcome::Refused(refusal) => Self::refused(glance, verdict, refusal),
        };
        card.people = (verdict.people > 1)
            .then(|| texts.say_with(Key::People, [("count", verdict.people.into())]));
        card.repeat = verdict.repeat.then(|| texts.say(Key::VerdictRepeat));
        card
    }

    /// Everything it says, in reading order.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        [
            Some(&self.title),
            Some(&self.next),
            self.fact.as_ref(),
            self.people.as_ref(),
        ]
        .into_iter()
        .chain([self.repeat.as_ref(), self.code.as_ref()])
        .flatten()
        .map(String::as_str)
    }

    fn plain(glance: &Glance<'_>, mood: Mood, title: Key, next: Key) -> Self {
        Self {
            mood,
            title: glance.texts.say(title),
            next: glance.texts.say(next),
            fact: None,
            people: None,
            repeat: None,
            code: None,
        }
    }

    fn refused(glance: &Glance<'_>, verdict: &Verdict, refusal: &Refusal) -> Self {
        let Refusal { reason, facts } = refusal;
        let texts = glance.texts;
        let (title, next) = Key::of_reason(*reason);
        let mut card = Self::plain(glance, Mood::of_reason(*reason), title, next);
        if let Some(Seen { gate, at, .. }) = &facts.earlier {
            if *reason == Reason::AlreadyUsed {
                card.title = used(glance, Key::UsedAt, gate, *at, verdict.at);
            } else {
                card.fact = Some(used(glance, Key::LastUsedAt, gate, *at, verdict.at));
            }
        }
        match (facts.next_valid, facts.last_valid) {
            (Some(date), _) => {
                let date = texts.date_in_sentence(date);
                card.next = texts.say_with(Key::ComeBackOn, [("date", date.into())]);
            }
            (None, Some(date)) => {
                let date = texts.date(date);
                card.fact = Some(texts.say_with(Key::WasValidUntil, [("date", date.into())]));
            }
            (None, None) => {}
        }
        if *reason == Reason::NotOpen {
            card.fact = open_hours(glance, verdict.at);
        }
        card.code = verdict
            .short_code
            .map(|code| texts.say_with(Key::VerdictCode, [("code", code.to_string().into())]));
        card
    }
}

/// Where and when the ticket was used before, in the exhibition's own time.
fn used(glance: &Glance<'_>, key: Key, gate: &GateId, at: UnixMs, now: UnixMs) -> String {
    let zone = glance.view.catalogue.calendar().zone;
    let time = glance.texts.time(zone.local(at), zone.local(now).date);
    let gate = glance.view.gate_name(gate, glance.language());
    glance
        .texts
        .say_with(key, [("time", time.into()), ("gate", gate.into())])
}

fn open_hours(glance: &Glance<'_>, at: UnixMs) -> Option<String> {
    let catalogue = &glance.view.catalogue;
    let today = catalogue.calendar().zone.local(at).date;
    let day = catalogue.days.iter().find(|day| day.date == today)?;
    let clock = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
    Some(glance.texts.say_with(
        Key::OpenHours,
        [
            ("opens", clock(day.opens).into()),
            ("closes", clock(day.closes).into()),
        ],
    ))
}
