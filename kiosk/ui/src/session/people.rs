//! What a visitor of the hall leaves and is shown: their stamp card and their submission. Gone with them.

use texts::Language;
use view::{PeopleView, StampCard, VisitorCommand};

use super::page::Page;
use super::submission::{SubmissionAction, SubmissionForm, SubmissionStep, SubmissionSubject};
use super::writing::{AT_WORK_MS, Writer};

/// How long the desk may take to keep a submission, in milliseconds; after that its disk hangs, and the screen says so.
const SENDING_MS: u64 = 12_000;

/// What is kept of the present visitor, and the numbers that outlive them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct People {
    pub(super) form: SubmissionForm,
    pub(super) writer: Writer,
    /// The card that is theirs.
    card: Option<u64>,
    /// The last card that was seen; it is never shown again.
    seen: u64,
    submissions: u64,
    /// When the submission was sent that is waited for.
    sent_ms: u64,
}

impl People {
    /// What is left when the visitor goes: nothing of theirs.
    pub(super) fn after(&self) -> Self {
        Self {
            seen: self.seen,
            submissions: self.submissions,
            ..Self::default()
        }
    }

    /// Whether the desk may hold something for the present visitor.
    pub(super) fn holds_something(&self) -> bool {
        self.card.is_some() || self.form.holds_something()
    }

    /// Gets the form of a page ready.
    pub(super) fn open(&mut self, page: &Page) {
        if let Some(subject) = subject_of(page)
            && self.form.subject() != subject
        {
            self.form = SubmissionForm::new(subject);
        }
    }

    /// Whether a form is being filled in on a page, and there is something in it.
    pub(super) fn writes(&self, page: Option<&Page>) -> bool {
        page.and_then(subject_of) == Some(self.form.subject()) && self.form.holds_something()
    }

    /// Whether somebody worked on the form a moment ago.
    pub(super) fn is_at_work(&self, now_ms: u64) -> bool {
        self.form.step() != SubmissionStep::Thanks && self.writer.worked_within(AT_WORK_MS, now_ms)
    }

    /// Takes what was done to the form, and answers with the submission to send.
    pub(super) fn handle(
        &mut self,
        action: SubmissionAction,
        language: Language,
        now_ms: u64,
    ) -> Option<VisitorCommand> {
        self.writer.works(now_ms);
        let number = self.submissions + 1;
        let sent = self.form.handle(action, language, number);
        if sent.is_some() {
            self.submissions = number;
            self.sent_ms = now_ms;
        }
        sent
    }

    /// In how many milliseconds the submission that was sent is waited for no longer.
    pub(super) fn due_in_ms(&self, now_ms: u64) -> Option<u64> {
        let sending = self.form.step() == SubmissionStep::Sending;
        let gone = now_ms.saturating_sub(self.sent_ms);
        sending.then(|| SENDING_MS.saturating_sub(gone))
    }

    /// Lets time pass for a submission that was sent.
    pub(super) fn tick(&mut self, now_ms: u64) -> Option<VisitorCommand> {
        let over = self.due_in_ms(now_ms) == Some(0);
        over.then(|| self.form.give_up()).flatten()
    }

    /// Takes in a stamp card; `false` when it was seen before.
    pub(super) fn see(&mut self, card: &StampCard) -> bool {
        let is_new = card.id > self.seen;
        self.seen = self.seen.max(card.id);
        is_new
    }

    /// The card is the present visitor's.
    pub(super) fn keep_card(&mut self, card: u64) {
        self.card = Some(card);
    }

    /// The stamp card, if it is the present visitor's.
    pub(super) fn own_card<'a>(&self, view: &'a PeopleView) -> Option<&'a StampCard> {
        let card = view.stamps.as_ref();
        card.filter(|card| self.card == Some(card.id))
    }

    pub(super) fn take_back(&mut self, count: usize) {
        self.form.take_back(count);
        self.writer.did_not_work();
    }

    /// Wipes the form; nobody is at work on it any more.
    pub(super) fn wipe(&mut self) {
        self.form = SubmissionForm::new(self.form.subject());
        self.writer = Writer::default();
    }

    /// One step back in the form of a page; `false` when the page is to be left.
    pub(super) fn back(&mut self, page: Option<&Page>) -> bool {
        page.and_then(subject_of).is_some() && self.form.back()
    }
}

/// What the form of a page is for; `None` for a page without one.
fn subject_of(page: &Page) -> Option<SubmissionSubject> {
    match page {
        Page::Network => Some(SubmissionSubject::Network),
        Page::Contact(booth) => Some(SubmissionSubject::Contact(*booth)),
        _ => None,
    }
}
