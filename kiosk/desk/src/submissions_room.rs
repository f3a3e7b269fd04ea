//! What visitors write: each submission is on the disk before they are told that it is kept.

use std::path::Path;

use jiff::civil::Date;
use journal::SubmissionStore;
use shared::record::Stamp;
use shared::submission::{Consent, Submission, SubmissionId};
use view::{Draft, SubmissionAnswer};

use super::Desk;

/// What the last visitor wrote, and was told.
#[derive(Debug, Default)]
pub(super) struct SubmissionsRoom {
    /// What the submission is called that came last: by the window, and everywhere else.
    last: Option<(u64, SubmissionId)>,
    answer: Option<SubmissionAnswer>,
}

/// What a visitor does.
#[derive(Debug)]
pub(super) enum SubmissionsEvent {
    /// Hands a form in. The same number comes again when the answer was not seen.
    Write { number: u64, draft: Draft },
    /// Wants it back.
    TakeBack(u64),
    /// Is gone.
    Forget,
}

/// What the room needs to know to handle an event.
pub(super) struct SubmissionsContext<'a> {
    pub(super) data: &'a Path,
    /// Knows whether the time is sure.
    pub(super) desk: Option<&'a Desk>,
    pub(super) stamp: Stamp,
    pub(super) today: Date,
    pub(super) is_rehearsal: bool,
}

/// What follows from an event.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SubmissionsEffects {
    /// The screen is another.
    pub(super) changed: bool,
    /// What became of a form.
    pub(super) written: Option<WriteOutcome>,
}

/// What became of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WriteOutcome {
    /// The disk has it.
    Kept,
    /// It was tried in a rehearsal, of which nothing is kept: a person who tries the form is not to be written to.
    Rehearsed,
    /// It is no submission, or the system gives it no name.
    Invalid,
    /// The disk does not take it, for this reason.
    Failed(String),
}

impl SubmissionsRoom {
    /// Handles an event.
    pub(super) fn handle(
        &mut self,
        event: SubmissionsEvent,
        context: &SubmissionsContext<'_>,
    ) -> SubmissionsEffects {
        let (changed, written) = match event {
            SubmissionsEvent::Write { number, draft } => {
                let written = self.write(number, draft, context);
                let kept = matches!(written, WriteOutcome::Kept | WriteOutcome::Rehearsed);
                self.answer = Some(SubmissionAnswer { number, kept });
                (true, Some(written))
            }
            SubmissionsEvent::TakeBack(number) => (self.take_back(number, context), None),
            SubmissionsEvent::Forget => {
                self.answer = None;
                (true, None)
            }
        };
        SubmissionsEffects { changed, written }
    }

    /// What the visitor was told.
    pub(super) fn answer(&self) -> Option<SubmissionAnswer> {
        self.answer
    }

    fn write(
        &mut self,
        number: u64,
        draft: Draft,
        context: &SubmissionsContext<'_>,
    ) -> WriteOutcome {
        let Some(id) = self.id_of(number) else {
            return WriteOutcome::Invalid;
        };
        let stamp = &context.stamp;
        let known = context.desk.map(|desk| desk.journal().known_time(stamp));
        let submission = Submission {
            id,
            written: stamp.corrected(),
            language: draft.language,
            name: draft.name,
            reach: draft.reach,
            wish: draft.wish,
            consent: Some(Consent {
                words: draft.words,
                // Without a network the clock of a device that was switched on may say anything.
                time_known: matches!(known, Some(Ok(Some(_)))),
            }),
        };
        if submission.check().is_err() {
            return WriteOutcome::Invalid;
        }
        if context.is_rehearsal {
            return WriteOutcome::Rehearsed;
        }
        let kept = SubmissionStore::open(context.data)
            .and_then(|mut store| store.keep(&submission, context.today));
        kept.map_or_else(
            |error| WriteOutcome::Failed(error.to_string()),
            |()| WriteOutcome::Kept,
        )
    }

    /// Keeps a submission no longer; `false` when it is not the last. Should the disk fail here too, it is kept: then it is
    /// only the visitor who does not know.
    fn take_back(&mut self, number: u64, context: &SubmissionsContext<'_>) -> bool {
        let Some((_, id)) = self.last.filter(|(last, _)| *last == number) else {
            return false;
        };
        let _ = SubmissionStore::open(context.data)
            .and_then(|mut store| store.withdraw(id, context.today));
        self.answer = None;
        true
    }

    /// The name of a submission: the same when it comes again.
    fn id_of(&mut self, number: u64) -> Option<SubmissionId> {
        if let Some((_, id)) = self.last.filter(|(last, _)| *last == number) {
            return Some(id);
        }
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).ok()?;
        let id = SubmissionId(bytes);
        self.last = Some((number, id));
        Some(id)
    }
}

#[cfg(test)]
mod tests;
