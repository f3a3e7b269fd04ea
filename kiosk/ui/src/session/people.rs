//! What a visitor of the hall leaves and is shown: their stamp card and their submission. Gone with them.

use shared::ids::BoothNumber;
use view::{Command, PeopleView, StampCard};

use super::submission::{SubmissionAction, SubmissionForm, SubmissionStep, SubmissionSubject};
use super::writing::Writer;
use super::{Page, Session};

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
        let subject = match page {
            Page::Network => SubmissionSubject::Network,
            Page::Contact(booth) => SubmissionSubject::Contact(*booth),
            _ => return,
        };
        if self.form.subject() != subject {
            self.form = SubmissionForm::new(subject);
        }
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
        matches!(page, Some(Page::Network | Page::Contact(_))) && self.form.back()
    }
}

impl Session {
    /// The form that is being filled in.
    #[must_use]
    pub fn submission(&self) -> &SubmissionForm {
        &self.people.form
    }

    /// The present visitor's stamp card, if this is theirs.
    #[must_use]
    pub fn own_card<'a>(&self, view: &'a PeopleView) -> Option<&'a StampCard> {
        view.stamps
            .as_ref()
            .filter(|card| self.people.card == Some(card.id))
    }

    /// Takes in what the desk knows for the present visitor.
    pub(super) fn follow_people(&mut self, view: &PeopleView, now_ms: u64) {
        if let Some(card) = view
            .stamps
            .as_ref()
            .filter(|card| card.id > self.people.seen)
        {
            self.people.seen = card.id;
            if !self.is_taken(now_ms) {
                if self.people.form.holds_something() {
                    self.next_visitor(now_ms);
                }
                self.people.card = Some(card.id);
                self.comfort.panel = false;
                self.trail.go(Page::Stamps);
            }
        }
        if let Some(answer) = view.submission {
            self.people.form.answered(answer);
        }
    }

    /// In how many milliseconds the submission that was sent is waited for no longer.
    pub(super) fn submission_due_in_ms(&self, now_ms: u64) -> Option<u64> {
        let sending = self.people.form.step() == SubmissionStep::Sending;
        let gone = now_ms.saturating_sub(self.people.sent_ms);
        sending.then(|| SENDING_MS.saturating_sub(gone))
    }

    /// Lets time pass for a submission that was sent.
    pub(super) fn submission_tick(&mut self, now_ms: u64) -> Option<Command> {
        let over = self.submission_due_in_ms(now_ms) == Some(0);
        let taken_back = over.then(|| self.people.form.give_up()).flatten();
        taken_back.map(Command::Visitor)
    }

    pub(super) fn submission_chose(
        &mut self,
        action: SubmissionAction,
        now_ms: u64,
    ) -> Option<Command> {
        let leaves = action == SubmissionAction::Leave;
        self.people.writer.works(now_ms);
        let number = self.people.submissions + 1;
        let sent = self.people.form.handle(action, self.language, number);
        if sent.is_some() {
            self.people.submissions = number;
            self.people.sent_ms = now_ms;
        }
        if leaves {
            self.trail.back();
            if self.trail.page().is_none() {
                self.next_visitor_by_the_way(now_ms);
            }
        }
        sent.map(Command::Visitor)
    }

    /// Opens the form by which an exhibitor is asked to get in touch. From a verdict that puts the verdict away, and
    /// its visitor has opened no page yet.
    pub(super) fn ask_for_contact(&mut self, booth: BoothNumber, now_ms: u64) -> Option<Command> {
        let shown = self.in_front().is_some();
        let dismiss = shown.then(|| self.front.put_away(now_ms));
        if shown {
            self.next_visitor_by_the_way(now_ms);
        }
        self.go(Page::Contact(booth));
        dismiss
    }
}
