//! What the verdict screen says, put together from the desk's verdict.

use shared::checkin::Refusal;
use shared::ids::BoothNumber;
use texts::Key;
use view::{Outcome, Verdict};

use super::refusals::{self, Row};
use super::{DrawContext, Mood};
use crate::badge;

/// The most facts beside a refusal: a refused visitor reads two lines, not five.
const FACTS: usize = 2;

/// What kind of answer an outcome is.
#[must_use]
pub fn mood_of(outcome: &Outcome) -> Mood {
    match outcome {
        Outcome::Admitted { again: false } | Outcome::Visited { again: false, .. } => Mood::Welcome,
        Outcome::Admitted { again: true } | Outcome::Visited { again: true, .. } => Mood::Again,
        Outcome::Exited => Mood::Goodbye,
        Outcome::Refused(refusal) => refusals::row(refusal.reason).mood,
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
    /// Facts that help to understand a refusal, at most two: when and where, until when, how many.
    pub facts: Vec<String>,
    /// What happened and what next in the second language, on refusals.
    pub second: Option<String>,
    /// The ticket's kind, on admissions.
    pub kind: Option<String>,
    /// The party, when it is more than one person.
    pub people: Option<String>,
    /// How many of a group are still to come.
    pub left: Option<String>,
    /// What became of the visitor's badge, where there is one.
    pub badge: Option<String>,
    /// Said when the same code was shown again a moment later.
    pub repeat: Option<String>,
    /// Where there is a person to turn to, on a kiosk that stands alone.
    pub help: Option<String>,
    /// The booth that the visitor may leave their name with.
    pub contact: Option<BoothNumber>,
    /// The ticket's short code, for staff, on refusals.
    pub code: Option<String>,
}

impl VerdictCard {
    /// Puts it together.
    #[must_use]
    pub fn new(context: &DrawContext<'_>, verdict: &Verdict) -> Self {
        let texts = context.texts;
        let mut card = match &verdict.outcome {
            Outcome::Admitted { again: false } => {
                Self::plain(context, verdict, Key::AdmittedTitle, Key::AdmittedNext)
            }
            Outcome::Admitted { again: true } => Self::plain(
                context,
                verdict,
                Key::AdmittedAgainTitle,
                Key::AdmittedAgainNext,
            ),
            Outcome::Exited => Self::plain(context, verdict, Key::ExitedTitle, Key::ExitedNext),
            Outcome::Visited { booth, again } => Self::visited(context, verdict, *booth, *again),
            Outcome::Refused(refusal) => Self::refused(context, verdict, refusal),
        };
        let counted = |key, count: u16| texts.say_with(key, [("count", count.into())]);
        card.kind = matches!(verdict.outcome, Outcome::Admitted { .. })
            .then(|| kind_of(context, verdict))
            .flatten();
        card.people = (verdict.people > 1).then(|| counted(Key::People, verdict.people));
        let left = verdict.people_left.filter(|left| *left > 0);
        card.left = left.map(|left| counted(Key::PeopleLeft, left));
        let badge =
            badge::is_due(context.view, context.house, verdict).then(|| context.slips.progress());
        card.badge = badge.flatten().map(|badge| texts.say(badge.words()));
        card.repeat = verdict.repeat.then(|| texts.say(Key::VerdictRepeat));
        card
    }

    /// The same for a party whose whole size is known, from the question that was asked about its ticket: "12 of 30
    /// still to come".
    #[must_use]
    pub fn of_party(self, context: &DrawContext<'_>, verdict: &Verdict, party: u16) -> Self {
        let left = self.left.map(|_| {
            let count = verdict.people_left.unwrap_or_default();
            let slots = [("count", count.into()), ("party", party.into())];
            context.texts.say_with(Key::PeopleLeftOf, slots)
        });
        Self { left, ..self }
    }

    /// Everything it says, in reading order.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let first = [Some(&self.title), Some(&self.next)];
        let last = [
            self.second.as_ref(),
            self.kind.as_ref(),
            self.people.as_ref(),
            self.left.as_ref(),
            self.badge.as_ref(),
            self.repeat.as_ref(),
            self.help.as_ref(),
            self.code.as_ref(),
        ];
        let facts = self.facts.iter().map(Some);
        first
            .into_iter()
            .chain(facts)
            .chain(last)
            .flatten()
            .map(String::as_str)
    }

    fn plain(context: &DrawContext<'_>, verdict: &Verdict, title: Key, next: Key) -> Self {
        Self {
            mood: mood_of(&verdict.outcome),
            title: context.texts.say(title),
            next: context.texts.say(next),
            facts: Vec::new(),
            second: None,
            kind: None,
            people: None,
            left: None,
            badge: None,
            repeat: None,
            help: None,
            contact: None,
            code: None,
        }
    }

    fn visited(
        context: &DrawContext<'_>,
        verdict: &Verdict,
        booth: BoothNumber,
        again: bool,
    ) -> Self {
        let (title, next) = if again {
            (Key::VisitedAgainTitle, Key::VisitedAgainNext)
        } else {
            (Key::VisitedTitle, Key::VisitedNext)
        };
        let mut card = Self::plain(context, verdict, title, next);
        let known = context.view.catalogue.booth(booth);
        card.contact = known.map(|booth| booth.number);
        card.facts = known
            .map(|booth| {
                let slots = [("number", booth.number.0.into())];
                let number = context.texts.say_with(Key::VisitBooth, slots);
                format!("{number} · {}", booth.name.get(context.language()))
            })
            .into_iter()
            .collect();
        card
    }

    fn refused(context: &DrawContext<'_>, verdict: &Verdict, refusal: &Refusal) -> Self {
        let Refusal { reason, facts } = refusal;
        let texts = context.texts;
        let Row {
            step,
            facts: worth_telling,
            person,
            ..
        } = refusals::row(*reason);
        let alone = context.view.mode.unattended;
        let (title, next) = Key::of_reason(*reason);
        let next = Key::alone(*reason).filter(|_| alone).unwrap_or(next);
        let mut card = Self::plain(context, verdict, title, next);
        if let Some(step) = step.and_then(|step| step.say(context, facts, verdict.at)) {
            card.next = step;
        }
        card.facts = worth_telling
            .iter()
            .filter_map(|fact| fact.say(context, facts, verdict.at))
            .take(FACTS)
            .collect();
        card.second = texts.second().map(|texts| {
            let other = Self::refused(&DrawContext { texts, ..*context }, verdict, refusal);
            format!("{}. {}", other.title, other.next)
        });
        card.help = (alone && person).then(|| context.house.help(texts));
        card.code = verdict
            .short_code
            .map(|code| texts.say_with(Key::VerdictCode, [("code", code.to_string().into())]));
        card
    }
}

/// The name of a ticket's kind in the visitor's language.
fn kind_of(context: &DrawContext<'_>, verdict: &Verdict) -> Option<String> {
    let kind = context.view.catalogue.ticket_type(verdict.kind?)?;
    let name = kind.name.get(context.language());
    (!name.is_empty()).then(|| name.to_owned())
}
