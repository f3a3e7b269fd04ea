//! A form that a visitor fills in to join the network, or to be contacted by an exhibitor: what stands in it, and how
//! far it is. Wiped with the next visitor, and as soon as it was sent or refused.

mod capitals;
mod steps;

use std::fmt;

use shared::submission::{
    LONGEST_NAME, LONGEST_NOTE, NetworkRole, Submission, SubmissionError, SubmissionField,
    SubmissionId, Wish, check_typed,
};
use shared::time::UnixMs;
use texts::Language;
use view::{Draft, SubmissionAnswer, VisitorCommand};

use capitals::with_capitals;
pub use steps::{SubmissionAction, SubmissionStep, SubmissionSubject};

use super::line::{LineAction, TypedLine, Writing};

/// A form.
#[derive(Clone, PartialEq, Eq)]
pub struct SubmissionForm {
    subject: SubmissionSubject,
    step: SubmissionStep,
    role: Option<NetworkRole>,
    name: TypedLine,
    organisation: TypedLine,
    reach: TypedLine,
    extra: TypedLine,
    complaint: Option<SubmissionError>,
    /// The hash of the words they agreed to, and the language of them.
    agreed: Option<([u8; 32], Language)>,
    /// What was sent last, and what it is called. Sent again unchanged, it is the same submission.
    sent: Option<(u64, Draft)>,
}

/// Says how far it is, and nothing of what stands in it.
impl fmt::Debug for SubmissionForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SubmissionForm({:?}, {:?}, …)", self.subject, self.step)
    }
}

impl Default for SubmissionForm {
    fn default() -> Self {
        Self::new(SubmissionSubject::default())
    }
}

impl SubmissionForm {
    /// An empty form.
    #[must_use]
    pub fn new(subject: SubmissionSubject) -> Self {
        let mut reach = TypedLine::new(LONGEST_NOTE.min(60));
        // Neither digits nor addresses have marks on them.
        reach.handle(LineAction::Write(Writing::Plain), Language::ENGLISH);
        Self {
            subject,
            step: subject.steps()[0],
            role: None,
            name: TypedLine::new(LONGEST_NAME),
            organisation: TypedLine::new(LONGEST_NAME),
            reach,
            extra: TypedLine::new(LONGEST_NOTE),
            complaint: None,
            agreed: None,
            sent: None,
        }
    }

    /// What it is for.
    #[must_use]
    pub fn subject(&self) -> SubmissionSubject {
        self.subject
    }

    /// How far it is.
    #[must_use]
    pub fn step(&self) -> SubmissionStep {
        self.step
    }

    /// Returns which step of how many this is, counted from 1; `None` once the submission is on its way.
    #[must_use]
    pub fn count(&self) -> Option<(usize, usize)> {
        let steps = self.subject.steps();
        let index = steps.iter().position(|step| *step == self.step)?;
        Some((index + 1, steps.len()))
    }

    /// Returns the fields of this step, in their order.
    #[must_use]
    pub fn parts(&self) -> &'static [SubmissionField] {
        match self.step {
            SubmissionStep::Person if self.has_organisation() => {
                &[SubmissionField::Name, SubmissionField::Organisation]
            }
            SubmissionStep::Person => &[SubmissionField::Name],
            SubmissionStep::Reach => &[SubmissionField::Reach, SubmissionField::Extra],
            _ => &[],
        }
    }

    /// Returns the fields of every step, the name first.
    pub fn parts_to_send(&self) -> impl Iterator<Item = SubmissionField> {
        let organisation = self.has_organisation();
        let asked =
            move |part: &SubmissionField| organisation || *part != SubmissionField::Organisation;
        PARTS.into_iter().filter(asked)
    }

    /// As what they join.
    #[must_use]
    pub fn role(&self) -> Option<NetworkRole> {
        self.role
    }

    /// One of its fields.
    #[must_use]
    pub fn line(&self, part: SubmissionField) -> &TypedLine {
        match part {
            SubmissionField::Name => &self.name,
            SubmissionField::Organisation => &self.organisation,
            SubmissionField::Reach => &self.reach,
            SubmissionField::Extra => &self.extra,
        }
    }

    /// What stands in a field, as it is shown and sent: names and places with capitals, which nobody has to type.
    #[must_use]
    pub fn text(&self, part: SubmissionField) -> String {
        let text = self.line(part).text();
        match (part, self.subject) {
            (SubmissionField::Name | SubmissionField::Organisation, _)
            | (SubmissionField::Extra, SubmissionSubject::Network) => with_capitals(&text, true),
            (SubmissionField::Extra, SubmissionSubject::Contact(_)) => with_capitals(&text, false),
            (SubmissionField::Reach, _) => text,
        }
    }

    /// The field that keys go into.
    #[must_use]
    pub fn open(&self) -> Option<SubmissionField> {
        PARTS.into_iter().find(|part| self.line(*part).is_open())
    }

    /// Returns what is wrong with a field that the visitor left, until they type into it.
    #[must_use]
    pub fn complaint(&self, part: SubmissionField) -> Option<SubmissionError> {
        self.complaint.filter(|error| part_of(*error) == part)
    }

    /// Whether it is another than an empty one.
    #[must_use]
    pub fn holds_something(&self) -> bool {
        *self != Self::new(self.subject)
    }

    /// Takes what was done by somebody who reads a language; answers with the submission to send as `number`, once they
    /// agree.
    pub(super) fn handle(
        &mut self,
        action: SubmissionAction,
        language: Language,
        number: u64,
    ) -> Option<VisitorCommand> {
        match action {
            SubmissionAction::Join(role) => {
                self.role = Some(role);
                self.enter(SubmissionStep::Person);
            }
            SubmissionAction::Line(part, action) => self.type_into(part, action, language),
            SubmissionAction::Next => self.next(),
            SubmissionAction::Agree(words) => {
                self.agreed = Some((words, language));
                return self.send(number);
            }
            SubmissionAction::Again => return self.send(number),
            SubmissionAction::Leave => *self = Self::new(self.subject),
        }
        None
    }

    /// One step back; `false` from the first one, and once it is sent.
    pub(super) fn back(&mut self) -> bool {
        self.step = match (self.step, self.subject) {
            (SubmissionStep::Person, SubmissionSubject::Network) => SubmissionStep::Role,
            (SubmissionStep::Reach, _) => SubmissionStep::Person,
            (SubmissionStep::Consent | SubmissionStep::Failed, _) => SubmissionStep::Reach,
            _ => return false,
        };
        self.complaint = None;
        self.go_to(None);
        true
    }

    /// Waits for the desk's answer no longer; gives the command that takes the submission back, so that it is true that
    /// nothing was sent.
    pub(super) fn give_up(&mut self) -> Option<VisitorCommand> {
        let number = self.sending()?;
        self.step = SubmissionStep::Failed;
        Some(VisitorCommand::TakeBack(number))
    }

    /// Takes the desk's answer.
    pub(super) fn answered(&mut self, answer: SubmissionAnswer) {
        if self.sending() != Some(answer.number) {
            return;
        }
        if answer.kept {
            *self = Self {
                step: SubmissionStep::Thanks,
                role: self.role,
                ..Self::new(self.subject)
            };
        } else {
            self.step = SubmissionStep::Failed;
        }
    }

    /// Takes the last keys back: a scanner typed them.
    pub(super) fn take_back(&mut self, count: usize) {
        if let Some(part) = self.open() {
            self.line_mut(part).take_back(count);
        }
    }

    fn type_into(&mut self, part: SubmissionField, action: LineAction, language: Language) {
        match action {
            LineAction::Open => {
                if let Some(left) = self.open() {
                    self.is_whole(left);
                }
                self.go_to(Some(part));
            }
            LineAction::Done => {
                // An error is said beside its field, and that field stays in sight.
                if self.is_whole(part) {
                    self.after(part);
                }
            }
            LineAction::Write(_) => self.line_mut(part).handle(action, language),
            action => {
                self.complaint = self.complaint.filter(|error| part_of(*error) != part);
                self.line_mut(part).handle(action, language);
            }
        }
    }

    /// Returns whether a field can be left as it is; otherwise the complaint says why not.
    fn is_whole(&mut self, part: SubmissionField) -> bool {
        let checked = check_typed(part, &self.text(part));
        if let Err(error) = checked {
            self.complaint = Some(error);
        }
        checked.is_ok()
    }

    /// Goes on to the next field, or the next step.
    fn after(&mut self, part: SubmissionField) {
        let parts = self.parts().iter().copied();
        match parts.skip_while(|known| *known != part).nth(1) {
            Some(next) => self.go_to(Some(next)),
            None => self.next(),
        }
    }

    fn go_to(&mut self, open: Option<SubmissionField>) {
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
        let mut parts = self.parts().iter().copied();
        if let Some(wrong) = parts.find(|part| !self.is_whole(*part)) {
            self.go_to(Some(wrong));
            return;
        }
        let steps = self.subject.steps().iter().copied();
        if let Some(step) = steps.skip_while(|step| *step != self.step).nth(1) {
            self.enter(step);
        }
    }

    /// Comes to a step from the one before it, ready to type unless something stands there already.
    fn enter(&mut self, step: SubmissionStep) {
        self.step = step;
        self.complaint = None;
        let first = self.parts().first().copied();
        self.go_to(first.filter(|part| self.text(*part).is_empty()));
    }

    fn has_organisation(&self) -> bool {
        self.role.is_some_and(NetworkRole::has_organisation)
    }

    fn send(&mut self, number: u64) -> Option<VisitorCommand> {
        if !matches!(self.step, SubmissionStep::Consent | SubmissionStep::Failed) {
            return None;
        }
        let (words, language) = self.agreed?;
        let submission = self.submission(language)?;
        self.step = SubmissionStep::Sending;
        let draft = Draft {
            language: submission.language,
            name: submission.name,
            reach: submission.reach,
            wish: submission.wish,
            words,
        };
        let number = match &self.sent {
            Some((before, sent)) if *sent == draft => *before,
            _ => number,
        };
        self.sent = Some((number, draft.clone()));
        Some(VisitorCommand::Write { number, draft })
    }

    /// The submission that the desk has not answered yet.
    fn sending(&self) -> Option<u64> {
        let sent = self.sent.as_ref().map(|(number, _)| *number);
        sent.filter(|_| self.step == SubmissionStep::Sending)
    }

    /// The submission as it stands, without what the desk adds; `None` before a role was chosen.
    fn submission(&self, language: Language) -> Option<Submission> {
        let optional = |part| {
            let text = self.text(part).trim().to_owned();
            Some(text).filter(|text| !text.is_empty())
        };
        let extra = optional(SubmissionField::Extra);
        let organisation = optional(SubmissionField::Organisation);
        let wish = match self.subject {
            SubmissionSubject::Network => Wish::Join {
                role: self.role?,
                organisation: organisation.filter(|_| self.has_organisation()),
                place: extra,
            },
            SubmissionSubject::Contact(booth) => Wish::Contact { booth, note: extra },
        };
        Some(Submission {
            id: SubmissionId([0; 16]),
            written: UnixMs(0),
            language: language.code().to_owned(),
            name: self.text(SubmissionField::Name).trim().to_owned(),
            reach: self.text(SubmissionField::Reach).trim().to_owned(),
            wish,
            consent: None,
        })
    }

    fn line_mut(&mut self, part: SubmissionField) -> &mut TypedLine {
        match part {
            SubmissionField::Name => &mut self.name,
            SubmissionField::Organisation => &mut self.organisation,
            SubmissionField::Reach => &mut self.reach,
            SubmissionField::Extra => &mut self.extra,
        }
    }
}

/// The fields, in their order.
const PARTS: [SubmissionField; 4] = [
    SubmissionField::Name,
    SubmissionField::Organisation,
    SubmissionField::Reach,
    SubmissionField::Extra,
];

fn part_of(error: SubmissionError) -> SubmissionField {
    match error {
        SubmissionError::Missing(part)
        | SubmissionError::TooLong(part)
        | SubmissionError::Unprintable(part) => part,
        SubmissionError::Unreachable | SubmissionError::Phone | SubmissionError::Email => {
            SubmissionField::Reach
        }
    }
}

#[cfg(test)]
mod tests;
