//! A form that a visitor fills in to join the network, or to be contacted by an exhibitor: what stands in it, and how
//! far it is. Wiped with the next visitor, and as soon as it was sent or refused.

mod capitals;
mod steps;

use std::fmt;

use shared::letter::{
    LONGEST_NAME, LONGEST_NOTE, Letter, LetterError, LetterId, LetterPart, NetworkRole, Wish,
};
use shared::time::UnixMs;

use capitals::with_capitals;
pub use steps::{LetterAction, LetterStep, LetterSubject};

use super::line::{Line, LineAction, Writing};
use crate::i18n::Language;
use crate::view::{Draft, LetterAnswer, VisitorCommand};

/// A form.
#[derive(Clone, PartialEq, Eq)]
pub struct LetterForm {
    subject: LetterSubject,
    step: LetterStep,
    role: Option<NetworkRole>,
    name: Line,
    reach: Line,
    extra: Line,
    complaint: Option<LetterError>,
    /// The hash of the words they agreed to, and the language of them.
    agreed: Option<([u8; 32], Language)>,
    /// What was sent last, and what it is called. Sent again unchanged, it is the same letter.
    sent: Option<(u64, Draft)>,
}

/// Says how far it is, and nothing of what stands in it.
impl fmt::Debug for LetterForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LetterForm({:?}, {:?}, …)", self.subject, self.step)
    }
}

impl Default for LetterForm {
    fn default() -> Self {
        Self::new(LetterSubject::default())
    }
}

impl LetterForm {
    /// An empty form.
    #[must_use]
    pub fn new(subject: LetterSubject) -> Self {
        let step = match subject {
            LetterSubject::Network => LetterStep::Role,
            LetterSubject::Contact(_) => LetterStep::Details,
        };
        let mut reach = Line::new(LONGEST_NOTE.min(60));
        // Neither digits nor addresses have marks on them.
        reach.handle(LineAction::Write(Writing::Plain), Language::ENGLISH);
        Self {
            subject,
            step,
            role: None,
            name: Line::new(LONGEST_NAME),
            reach,
            extra: Line::new(LONGEST_NOTE),
            complaint: None,
            agreed: None,
            sent: None,
        }
    }

    /// What it is for.
    #[must_use]
    pub fn subject(&self) -> LetterSubject {
        self.subject
    }

    /// How far it is.
    #[must_use]
    pub fn step(&self) -> LetterStep {
        self.step
    }

    /// As what they join.
    #[must_use]
    pub fn role(&self) -> Option<NetworkRole> {
        self.role
    }

    /// One of its fields.
    #[must_use]
    pub fn line(&self, part: LetterPart) -> &Line {
        match part {
            LetterPart::Name => &self.name,
            LetterPart::Reach => &self.reach,
            LetterPart::Extra => &self.extra,
        }
    }

    /// What stands in a field, as it is shown and sent: names and places with capitals, which nobody has to type.
    #[must_use]
    pub fn text(&self, part: LetterPart) -> String {
        let text = self.line(part).text();
        match (part, self.subject) {
            (LetterPart::Name, _) | (LetterPart::Extra, LetterSubject::Network) => {
                with_capitals(&text, true)
            }
            (LetterPart::Extra, LetterSubject::Contact(_)) => with_capitals(&text, false),
            (LetterPart::Reach, _) => text,
        }
    }

    /// The field that keys go into.
    #[must_use]
    pub fn open(&self) -> Option<LetterPart> {
        PARTS.into_iter().find(|part| self.line(*part).is_open())
    }

    /// What is wrong with it, once they wanted to go on.
    #[must_use]
    pub fn complaint(&self) -> Option<LetterError> {
        self.complaint
    }

    /// Whether it is another than an empty one.
    #[must_use]
    pub fn holds_something(&self) -> bool {
        *self != Self::new(self.subject)
    }

    /// Takes what was done by somebody who reads a language; answers with the letter to send as `number`, once they
    /// agree.
    pub(super) fn handle(
        &mut self,
        action: LetterAction,
        language: Language,
        number: u64,
    ) -> Option<VisitorCommand> {
        match action {
            LetterAction::Join(role) => {
                self.role = Some(role);
                self.step = LetterStep::Details;
                self.go_to(Some(LetterPart::Name));
            }
            LetterAction::Line(part, action) => self.type_into(part, action, language),
            LetterAction::Next => self.next(),
            LetterAction::Agree(words) => {
                self.agreed = Some((words, language));
                return self.send(number);
            }
            LetterAction::Again => return self.send(number),
            LetterAction::Leave => *self = Self::new(self.subject),
        }
        None
    }

    /// One step back; `false` from the first one, and once it is sent.
    pub(super) fn back(&mut self) -> bool {
        self.step = match (self.step, self.subject) {
            (LetterStep::Details, LetterSubject::Network) => LetterStep::Role,
            (LetterStep::Consent | LetterStep::Failed, _) => LetterStep::Details,
            _ => return false,
        };
        true
    }

    /// Waits for the desk's answer no longer; gives the command that takes the letter back, so that it is true that
    /// nothing was sent.
    pub(super) fn give_up(&mut self) -> Option<VisitorCommand> {
        let number = self.sending()?;
        self.step = LetterStep::Failed;
        Some(VisitorCommand::TakeBack(number))
    }

    /// Takes the desk's answer.
    pub(super) fn answered(&mut self, answer: LetterAnswer) {
        if self.sending() != Some(answer.number) {
            return;
        }
        if answer.kept {
            *self = Self {
                step: LetterStep::Thanks,
                role: self.role,
                ..Self::new(self.subject)
            };
        } else {
            self.step = LetterStep::Failed;
        }
    }

    /// Takes the last keys back: a scanner typed them.
    pub(super) fn take_back(&mut self, count: usize) {
        if let Some(part) = self.open() {
            self.line_mut(part).take_back(count);
        }
    }

    fn type_into(&mut self, part: LetterPart, action: LineAction, language: Language) {
        match action {
            LineAction::Open => self.go_to(Some(part)),
            LineAction::Done => {
                let place = PARTS.iter().position(|known| *known == part);
                let after = place.and_then(|place| PARTS.get(place + 1));
                self.go_to(after.copied());
            }
            action => {
                self.complaint = None;
                self.line_mut(part).handle(action, language);
            }
        }
    }

    fn go_to(&mut self, open: Option<LetterPart>) {
        for part in PARTS {
            let action = if open == Some(part) {
                LineAction::Open
            } else {
                LineAction::Done
            };
            self.line_mut(part).handle(action, Language::VIETNAMESE);
        }
    }

    fn next(&mut self) {
        self.complaint = self
            .letter(Language::VIETNAMESE)
            .and_then(|letter| letter.check().err());
        match self.complaint {
            None => {
                self.go_to(None);
                self.step = LetterStep::Consent;
            }
            Some(error) => self.go_to(Some(part_of(error))),
        }
    }

    fn send(&mut self, number: u64) -> Option<VisitorCommand> {
        if !matches!(self.step, LetterStep::Consent | LetterStep::Failed) {
            return None;
        }
        let (words, language) = self.agreed?;
        let letter = self.letter(language)?;
        self.step = LetterStep::Sending;
        let draft = Draft {
            language: letter.language,
            name: letter.name,
            reach: letter.reach,
            wish: letter.wish,
            words,
        };
        let number = match &self.sent {
            Some((before, sent)) if *sent == draft => *before,
            _ => number,
        };
        self.sent = Some((number, draft.clone()));
        Some(VisitorCommand::Write { number, draft })
    }

    /// The letter that the desk has not answered yet.
    fn sending(&self) -> Option<u64> {
        let sent = self.sent.as_ref().map(|(number, _)| *number);
        sent.filter(|_| self.step == LetterStep::Sending)
    }

    /// The letter as it stands, without what the desk adds; `None` before a role was chosen.
    fn letter(&self, language: Language) -> Option<Letter> {
        let extra = Some(self.text(LetterPart::Extra).trim().to_owned());
        let extra = extra.filter(|text| !text.is_empty());
        let wish = match self.subject {
            LetterSubject::Network => Wish::Join {
                role: self.role?,
                place: extra,
            },
            LetterSubject::Contact(booth) => Wish::Contact { booth, note: extra },
        };
        Some(Letter {
            id: LetterId([0; 16]),
            written: UnixMs(0),
            language: language.code().to_owned(),
            name: self.text(LetterPart::Name).trim().to_owned(),
            reach: self.text(LetterPart::Reach).trim().to_owned(),
            wish,
            consent: None,
        })
    }

    fn line_mut(&mut self, part: LetterPart) -> &mut Line {
        match part {
            LetterPart::Name => &mut self.name,
            LetterPart::Reach => &mut self.reach,
            LetterPart::Extra => &mut self.extra,
        }
    }
}

/// The fields, in their order.
const PARTS: [LetterPart; 3] = [LetterPart::Name, LetterPart::Reach, LetterPart::Extra];

fn part_of(error: LetterError) -> LetterPart {
    match error {
        LetterError::Missing(part)
        | LetterError::TooLong(part)
        | LetterError::Unprintable(part) => part,
        LetterError::Unreachable => LetterPart::Reach,
    }
}

#[cfg(test)]
mod tests;
