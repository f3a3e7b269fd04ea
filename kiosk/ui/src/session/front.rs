//! What the lane has put in front of the visitor: a verdict, a question, or the word that a ticket is being checked.

use view::{Command, LaneView, Question, Verdict};

use super::events::Screen;

/// A check that takes no longer shows nothing: the verdict before may stay for so many milliseconds, and most disks
/// need less.
pub const CHECK_SHOWS_MS: u64 = 80;

/// After so many milliseconds a check is slow, and the visitor is asked to be patient.
pub const CHECK_IS_SLOW_MS: u64 = 3_000;

/// An answer that the desk has not taken after so many milliseconds was lost: the question is asked again.
const ANSWER_LOST_MS: u64 = 4_000;

/// What is in front.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    shown: Shown,
    /// The last verdict; it stays on the screen while the next code is being read.
    verdict: Option<Verdict>,
    /// The last question.
    question: Option<Question>,
    /// Whether organisers closed the kiosk.
    closed: bool,
    /// Since when a ticket is being checked.
    checking: Option<u64>,
    /// The verdict that was put away here; the lane may tell it for a moment still.
    put_away: Option<u64>,
    /// The question that was answered, or put away, and when.
    answered: Option<(u64, u64)>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    Nothing,
    Checking,
    Asking(OpenQuestion),
    Verdict(u64),
}

/// A question, and the answer that stands ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenQuestion {
    question: u64,
    most: u16,
    people: u16,
}

/// Whether the visit goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VisitorChange {
    /// With the same visitor.
    Same,
    /// What was shown to a visitor is gone, and they with it.
    Next,
}

impl Front {
    /// The screen that the lane wants, if any.
    pub(super) fn screen(&self) -> Option<Screen> {
        match self.shown {
            Shown::Nothing => None,
            Shown::Checking => Some(Screen::Checking),
            Shown::Asking(_) => Some(Screen::Asking),
            Shown::Verdict(_) => Some(Screen::Verdict),
        }
    }

    /// What is in front, to tell whether it is another than before.
    pub(super) fn shown(&self) -> Shown {
        self.shown
    }

    /// The verdict that is shown, or was last.
    #[must_use]
    pub fn verdict(&self) -> Option<&Verdict> {
        self.verdict.as_ref()
    }

    /// The question that is asked, or was last.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// Whether organisers closed the kiosk.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// How many people the visitors want to come in, while they are asked.
    #[must_use]
    pub fn people(&self) -> Option<u16> {
        match self.shown {
            Shown::Asking(asked) => Some(asked.people),
            _ => None,
        }
    }

    /// Whether a check takes so long that somebody has to say so.
    #[must_use]
    pub fn is_slow(&self, now_ms: u64) -> bool {
        self.checking
            .is_some_and(|since| now_ms.saturating_sub(since) >= CHECK_IS_SLOW_MS)
    }

    /// Takes in what the lane is doing now.
    pub(super) fn follow(&mut self, lane: &LaneView, now_ms: u64) -> VisitorChange {
        if !matches!(lane, LaneView::Checking) && !self.waits_for_an_answer(lane, now_ms) {
            self.checking = None;
        }
        self.closed = lane.is_closed();
        match lane {
            LaneView::Verdict(verdict) => {
                self.verdict = Some(verdict.clone());
                if self.put_away != Some(verdict.id) {
                    self.shown = Shown::Verdict(verdict.id);
                    self.put_away = None;
                }
            }
            LaneView::Asking(question) => self.ask(question, now_ms),
            LaneView::Checking => {
                self.checking.get_or_insert(now_ms);
            }
            // The verdict before stays until the new one is there; a question that the lane has dropped does not.
            LaneView::Reading => {
                if !matches!(self.shown, Shown::Verdict(_)) {
                    self.shown = Shown::Nothing;
                }
            }
            LaneView::Waiting | LaneView::OutOfOrder(_) | LaneView::SetUp(_) => {
                self.put_away = None;
                self.answered = None;
                if self.shown != Shown::Nothing {
                    self.shown = Shown::Nothing;
                    return VisitorChange::Next;
                }
            }
        }
        VisitorChange::Same
    }

    /// Lets time pass: a check that goes on takes the screen.
    pub(super) fn tick(&mut self, now_ms: u64) {
        if let Some(since) = self.checking
            && now_ms.saturating_sub(since) >= CHECK_SHOWS_MS
        {
            self.shown = Shown::Checking;
        }
    }

    /// In how many milliseconds it changes by itself.
    pub(super) fn due_in_ms(&self, now_ms: u64) -> Option<u64> {
        let checked = now_ms.saturating_sub(self.checking?);
        [CHECK_SHOWS_MS, CHECK_IS_SLOW_MS, ANSWER_LOST_MS]
            .into_iter()
            .find(|due| *due > checked)
            .map(|due| due - checked)
    }

    /// Keeps how many people want to come in, within what the question allows.
    pub(super) fn choose(&mut self, people: u16) {
        if let Shown::Asking(asked) = &mut self.shown {
            asked.people = people.clamp(1, asked.most.max(1));
        }
    }

    /// Answers the question. Until the desk has taken the answer, the ticket is being checked.
    pub(super) fn answer(&mut self, now_ms: u64) -> Option<Command> {
        let Shown::Asking(asked) = self.shown else {
            return None;
        };
        self.answered = Some((asked.question, now_ms));
        self.checking = Some(now_ms);
        self.shown = Shown::Checking;
        Some(Command::Answer {
            question: asked.question,
            people: asked.people,
        })
    }

    /// Puts away the verdict or the question.
    pub(super) fn put_away(&mut self, now_ms: u64) -> Command {
        match self.shown {
            Shown::Verdict(id) => self.put_away = Some(id),
            Shown::Asking(asked) => self.answered = Some((asked.question, now_ms)),
            Shown::Nothing | Shown::Checking => {}
        }
        self.shown = Shown::Nothing;
        Command::Dismiss
    }

    fn ask(&mut self, question: &Question, now_ms: u64) {
        self.question = Some(question.clone());
        if self.was_answered(question, now_ms) {
            return;
        }
        let known = matches!(self.shown, Shown::Asking(asked) if asked.question == question.id);
        if !known {
            self.answered = None;
            self.shown = Shown::Asking(OpenQuestion {
                question: question.id,
                most: question.most,
                // Most groups come together: then one touch is enough.
                people: question.most.max(1),
            });
        }
    }

    fn waits_for_an_answer(&self, lane: &LaneView, now_ms: u64) -> bool {
        matches!(lane, LaneView::Asking(question) if self.was_answered(question, now_ms))
    }

    fn was_answered(&self, question: &Question, now_ms: u64) -> bool {
        self.answered
            .is_some_and(|(id, at)| id == question.id && now_ms.saturating_sub(at) < ANSWER_LOST_MS)
    }
}

#[cfg(test)]
mod tests;
