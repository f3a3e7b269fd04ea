//! What the lane in front of the scanner shows, as a pure state machine: time is a parameter.
//!
//! - The same code within [`QUIET_MS`] since it was last seen shows its first verdict, or the
//!   question that is still open, again, and nothing is recorded. A code that is simply held in view
//!   is not "again": it keeps its verdict up.
//! - Another code replaces any verdict and any question at once.
//! - A verdict goes away after a few seconds; a question after [`ASK_MS`], unanswered, with nothing
//!   recorded.

mod by_staff;

use shared::ids::TicketNumber;

use crate::{LaneView, OutOfOrder, Outcome, Question, Verdict};

/// How long a code stays quiet after it was last seen, in milliseconds.
pub const QUIET_MS: u64 = 3_000;
/// A code seen again within this many milliseconds never left the scanner's sight.
const HELD_MS: u64 = 700;
/// How long an admission or an exit is shown, in milliseconds.
pub const SHOW_PASSED_MS: u64 = 6_000;
/// How long a refusal is shown, in milliseconds: there is more to read, and staff may come over.
pub const SHOW_REFUSED_MS: u64 = 10_000;
/// How long a question waits for its answer, in milliseconds.
pub const ASK_MS: u64 = 30_000;
/// How long "reading" is shown at most, in milliseconds, should its end never be told.
pub const SHOW_READING_MS: u64 = 5_000;
/// The most codes that are remembered; more than can pass one scanner within [`QUIET_MS`].
const REMEMBERED: usize = 32;

/// What happens in front of the lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LaneEvent<'a> {
    /// A picture or a code is being looked at.
    Reading,
    /// A code was seen.
    Seen(&'a str),
    /// The verdict on a code that [`Lane::handle`] asked to be judged.
    Judged(&'a str, Verdict),
    /// A code that [`Lane::handle`] asked to be judged was served by a page of its own; nothing of it is shown here.
    Served(&'a str),
    /// Such a code can't be judged before this is answered.
    Asked(&'a str, Question),
    /// The verdict that the answer to the question with this number led to.
    Answered(u64, Verdict),
    /// Staff let someone in or counted them, without a code or against the verdict with this number.
    ByStaff(Verdict, Option<u64>),
    /// Staff took back a passage of this ticket, or of people without one.
    TakenBack(Option<TicketNumber>),
    /// Someone put the verdict or the question away.
    Dismiss,
    /// The kiosk can't work, for this reason.
    Broken(OutOfOrder),
    /// The kiosk can work again.
    Mended,
    /// Time has passed.
    Tick,
}

/// What is to be done about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reaction {
    /// Judge the code, record the verdict, and tell it with [`LaneEvent::Judged`]; or ask, and tell
    /// that with [`LaneEvent::Asked`].
    Judge,
    /// What is shown has changed.
    Changed,
    /// Nothing.
    None,
}

/// The lane.
#[derive(Debug, Clone)]
pub struct Lane {
    shown: LaneView,
    /// When what is shown goes away; `None` for never.
    until: Option<u64>,
    recent: Vec<RecentCode>,
}

/// A code that was judged, or asked about, a moment ago.
#[derive(Debug, Clone)]
struct RecentCode {
    code: String,
    reply: CodeReply,
    seen: u64,
}

/// What was said to a code.
#[derive(Debug, Clone)]
enum CodeReply {
    Verdict(Verdict),
    /// The question with this number.
    Asked(u64),
    /// Nothing: a page of its own says it.
    Served,
}

impl Default for Lane {
    fn default() -> Self {
        Self {
            shown: LaneView::Waiting,
            until: None,
            recent: Vec::new(),
        }
    }
}

impl Lane {
    /// What the screen shows.
    #[must_use]
    pub fn view(&self) -> &LaneView {
        &self.shown
    }

    /// When to send the next [`LaneEvent::Tick`], in the same milliseconds as `now`; `None` when
    /// nothing is going to change by itself.
    #[must_use]
    pub fn due(&self) -> Option<u64> {
        self.until
    }

    /// The number of the question that is open.
    #[must_use]
    pub fn asking(&self) -> Option<u64> {
        match &self.shown {
            LaneView::Asking(question) => Some(question.id),
            _ => None,
        }
    }

    /// Takes an event in. `now` counts milliseconds from any instant and never runs backwards.
    pub fn handle(&mut self, event: LaneEvent<'_>, now: u64) -> Reaction {
        let asking = self.asking();
        self.recent.retain(|recent| {
            let open = matches!(recent.reply, CodeReply::Asked(id) if asking == Some(id));
            open || now.saturating_sub(recent.seen) < QUIET_MS
        });
        match event {
            LaneEvent::Reading => match self.shown {
                LaneView::OutOfOrder(_) => Reaction::None,
                _ => self.show(LaneView::Reading, Some(now + SHOW_READING_MS)),
            },
            LaneEvent::Seen(code) => self.seen(code.trim(), now),
            LaneEvent::Judged(code, verdict) => {
                self.remember(code, CodeReply::Verdict(verdict.clone()), now);
                self.show_verdict(verdict, now)
            }
            LaneEvent::Served(code) => {
                self.remember(code, CodeReply::Served, now);
                self.show(LaneView::Waiting, None)
            }
            LaneEvent::Asked(code, question) => {
                self.remember(code, CodeReply::Asked(question.id), now);
                self.show(LaneView::Asking(question), Some(now + ASK_MS))
            }
            LaneEvent::Answered(question, verdict) => self.answered(question, verdict, now),
            LaneEvent::ByStaff(verdict, against) => self.by_staff(verdict, against, now),
            LaneEvent::TakenBack(ticket) => self.taken_back(ticket),
            LaneEvent::Dismiss | LaneEvent::Mended => self.put_away(&event),
            LaneEvent::Broken(why) => self.show(LaneView::OutOfOrder(why), None),
            LaneEvent::Tick => match self.until {
                Some(until) if until <= now => self.show(LaneView::Waiting, None),
                _ => Reaction::None,
            },
        }
    }

    fn seen(&mut self, code: &str, now: u64) -> Reaction {
        let broken = matches!(self.shown, LaneView::OutOfOrder(_));
        let Some(recent) = self.recent.iter_mut().find(|recent| recent.code == code) else {
            return self.judge();
        };
        let held = now.saturating_sub(recent.seen) < HELD_MS;
        recent.seen = now;
        if broken {
            // An old verdict would go away after a while, and leave a broken kiosk looking ready.
            return Reaction::None;
        }
        let mut verdict = match &recent.reply {
            CodeReply::Verdict(verdict) => verdict.clone(),
            CodeReply::Served if held => return Reaction::None,
            CodeReply::Served => return self.judge(),
            CodeReply::Asked(id) => {
                return match &self.shown {
                    // Held in view, it neither comes back after it was put away nor stays for ever.
                    _ if held => Reaction::None,
                    LaneView::Asking(open) if open.id == *id => {
                        self.until = Some(now + ASK_MS);
                        Reaction::None
                    }
                    _ => self.judge(),
                };
            }
        };
        match &self.shown {
            // A second code in the camera's view must not make the screen flip between two verdicts.
            LaneView::Verdict(shown) if held && shown.id != verdict.id => Reaction::None,
            LaneView::Asking(_) if held => Reaction::None,
            LaneView::Verdict(_) if held => {
                self.until = Some(now + show_ms(&verdict));
                Reaction::None
            }
            _ => {
                verdict.repeat = true;
                self.show_verdict(verdict, now)
            }
        }
    }

    /// A kiosk that is out of order says so until it has judged a code.
    fn judge(&mut self) -> Reaction {
        if !matches!(self.shown, LaneView::OutOfOrder(_)) {
            self.show(LaneView::Checking, None);
        }
        Reaction::Judge
    }

    fn remember(&mut self, code: &str, reply: CodeReply, now: u64) {
        let code = code.trim();
        self.recent.retain(|recent| recent.code != code);
        if self.recent.len() >= REMEMBERED {
            self.recent.remove(0);
        }
        self.recent.push(RecentCode {
            code: code.to_owned(),
            reply,
            seen: now,
        });
    }

    /// From the answer on, the code is quiet like one that was judged without asking.
    fn answered(&mut self, question: u64, verdict: Verdict, now: u64) -> Reaction {
        let is_asked = |recent: &&mut RecentCode| matches!(recent.reply, CodeReply::Asked(id) if id == question);
        if let Some(recent) = self.recent.iter_mut().find(is_asked) {
            recent.reply = CodeReply::Verdict(verdict.clone());
            recent.seen = now;
        }
        self.show_verdict(verdict, now)
    }

    fn show_verdict(&mut self, verdict: Verdict, now: u64) -> Reaction {
        let until = now + show_ms(&verdict);
        self.show(LaneView::Verdict(verdict), Some(until))
    }

    fn put_away(&mut self, event: &LaneEvent<'_>) -> Reaction {
        let broken = matches!(self.shown, LaneView::OutOfOrder(_));
        if broken == (*event == LaneEvent::Mended) {
            self.show(LaneView::Waiting, None)
        } else {
            Reaction::None
        }
    }

    fn show(&mut self, view: LaneView, until: Option<u64>) -> Reaction {
        self.until = until;
        if self.shown == view {
            return Reaction::None;
        }
        self.shown = view;
        Reaction::Changed
    }
}

fn show_ms(verdict: &Verdict) -> u64 {
    match verdict.outcome {
        Outcome::Admitted { .. } | Outcome::Exited | Outcome::Visited { .. } => SHOW_PASSED_MS,
        Outcome::Refused(_) => SHOW_REFUSED_MS,
    }
}

#[cfg(test)]
mod tests;
