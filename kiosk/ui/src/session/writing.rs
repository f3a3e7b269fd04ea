//! Somebody who fills in a form, and the ticket of somebody else that is scanned meanwhile.
//!
//! What stands in a form is seen on its own page and nowhere else: it is wiped as soon as anything else has the screen.
//! A ticket takes the screen, and so ends the form, unless somebody worked on it a moment ago. Then they are most likely
//! still there: the ticket is answered in a band over the page, and the form is gone unless somebody
//! goes on with it at once.

use view::Role;

use super::{Page, Session, SubmissionStep, SubmissionSubject};

/// A visitor who worked on their form so short a time ago is still there, in milliseconds. As long as that they have to say so
/// when another ticket was scanned.
pub const AT_WORK_MS: u64 = 10_000;

/// How long the screen says that the page is taken, in milliseconds.
const TOLD_MS: u64 = 6_000;

/// Keys that follow each other so closely may be one burst of a scanner, in milliseconds.
const BURST_MS: u64 = 400;

/// What is said in a band over the page, to somebody else than the one who writes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// The lane's verdict.
    Verdict,
    /// Their stamp card can't be shown now.
    Taken,
}

/// Who is at the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Writer {
    /// When the form was worked on last.
    worked: Option<u64>,
    /// Since when the ticket of somebody else waits for the writer to go on.
    other: Option<u64>,
    /// Both of them before the last burst of keys.
    before: (Option<u64>, Option<u64>),
    /// Since when the screen says that the page is taken.
    told: Option<u64>,
    /// What the lane says is said in a band.
    beside: bool,
}

impl Writer {
    /// Something was done to the form.
    pub(super) fn works(&mut self, now_ms: u64) {
        if self
            .worked
            .is_none_or(|at| now_ms.saturating_sub(at) > BURST_MS)
        {
            self.before = (self.worked, self.other);
        }
        self.worked = Some(now_ms);
        self.other = None;
    }

    /// The last keys were a scanner's: nobody worked, and the visitor has not gone on.
    pub(super) fn did_not_work(&mut self) {
        let (worked, other) = self.before;
        self.worked = worked;
        self.other = self.other.or(other);
    }

    /// They said that they are still there. A touch by itself says nothing: it may be the other's, on the band.
    pub(super) fn is_there(&mut self) {
        self.other = None;
        self.before.1 = None;
    }

    /// In how many milliseconds the form ends because of another ticket, 0 for now.
    fn ends_in_ms(&self, now_ms: u64) -> Option<u64> {
        let waited = now_ms.saturating_sub(self.other?);
        Some(AT_WORK_MS.saturating_sub(waited))
    }
}

impl Session {
    /// What is said in a band over the page.
    #[must_use]
    pub fn band(&self, now_ms: u64) -> Option<Band> {
        if !self.writes() {
            return None;
        }
        let writer = &self.people.writer;
        let told = writer.told.map(|since| now_ms.saturating_sub(since));
        if writer.beside && self.front.screen().is_some() {
            Some(Band::Verdict)
        } else {
            told.is_some_and(|told| told < TOLD_MS)
                .then_some(Band::Taken)
        }
    }

    /// Whether the page is open on which a form is being filled in, and there is something in it.
    pub(super) fn writes(&self) -> bool {
        let subject = match self.trail.page() {
            Some(Page::Network) => SubmissionSubject::Network,
            Some(Page::Contact(booth)) => SubmissionSubject::Contact(*booth),
            _ => return false,
        };
        let form = &self.people.form;
        form.subject() == subject && form.holds_something()
    }

    /// Whether the lane speaks in a band, and not on the whole screen.
    pub(super) fn speaks_beside(&self) -> bool {
        self.people.writer.beside && self.writes()
    }

    /// The lane shows something new: on the whole screen, or in a band. At a door it always has the screen.
    pub(super) fn place_in_front(&mut self, now_ms: u64) {
        let beside = self.front.screen().is_some() && self.is_at_work(now_ms);
        self.people.writer.beside = beside;
        if beside {
            self.people.writer.other = Some(now_ms);
        }
    }

    /// A stamp card has come for somebody: `true` when it can't be shown, and they are told so.
    pub(super) fn is_taken(&mut self, now_ms: u64) -> bool {
        let taken = self.is_at_work(now_ms);
        if taken {
            self.people.writer.told = Some(now_ms);
            self.people.writer.other = Some(now_ms);
        }
        taken
    }

    /// In how many milliseconds a form ends that nobody has gone on with since another ticket was scanned.
    pub(super) fn form_ends_in_ms(&self, now_ms: u64) -> Option<u64> {
        self.people
            .writer
            .ends_in_ms(now_ms)
            .filter(|_| self.writes())
    }

    /// In how many milliseconds the page is drawn otherwise because of somebody else's ticket.
    pub(super) fn writing_due_in_ms(&self, now_ms: u64) -> Option<u64> {
        let told = self.people.writer.told;
        let told = told.and_then(|at| TOLD_MS.checked_sub(now_ms.saturating_sub(at)));
        let told = told.filter(|left| *left > 0);
        // The countdown goes by seconds.
        let second = |left: u64| left - left.saturating_sub(1) / 1000 * 1000;
        let ends = self.form_ends_in_ms(now_ms);
        [told, ends.map(second)].into_iter().flatten().min()
    }

    /// Wipes the form as soon as its page is not what is on the screen.
    pub(super) fn wipe_what_is_covered(&mut self) {
        let covered = self.staff.room().is_some() || self.in_front().is_some();
        if self.people.form.holds_something() && (covered || !self.writes()) {
            self.people.wipe();
        }
    }

    fn is_at_work(&self, now_ms: u64) -> bool {
        let thanked = self.people.form.step() == SubmissionStep::Thanks;
        let worked = self.people.writer.worked;
        self.role != Role::Door
            && self.staff.room().is_none()
            && self.writes()
            && !thanked
            && worked.is_some_and(|at| now_ms.saturating_sub(at) < AT_WORK_MS)
    }
}

#[cfg(test)]
mod tests;
