//! Somebody who fills in a form, and the ticket of somebody else that is scanned meanwhile.
//!
//! What stands in a form is seen on its own page and nowhere else: it is wiped as soon as anything else has the screen.
//! A ticket takes the screen, and so ends the form, unless somebody worked on it a moment ago. Then they are most likely
//! still there: the ticket is answered in a band over the page, and the form is gone unless somebody
//! goes on with it at once.

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

    /// Whether they worked on the form so short a time ago.
    pub(super) fn worked_within(&self, ms: u64, now_ms: u64) -> bool {
        self.worked.is_some_and(|at| now_ms.saturating_sub(at) < ms)
    }

    /// What the lane says is said in a band, beside the form, or on the whole screen.
    pub(super) fn place_lane(&mut self, beside: bool, now_ms: u64) {
        self.beside = beside;
        if beside {
            self.other = Some(now_ms);
        }
    }

    /// Whether what the lane says is said in a band.
    pub(super) fn is_beside(&self) -> bool {
        self.beside
    }

    /// A stamp card has come for somebody else: they are told that it can't be shown.
    pub(super) fn is_taken(&mut self, now_ms: u64) {
        self.told = Some(now_ms);
        self.other = Some(now_ms);
    }

    /// What is said in a band over the page, while the lane speaks or does not.
    pub(super) fn band(&self, lane_speaks: bool, now_ms: u64) -> Option<Band> {
        if self.beside && lane_speaks {
            return Some(Band::Verdict);
        }
        let told = self.told.map(|since| now_ms.saturating_sub(since));
        told.filter(|told| *told < TOLD_MS).map(|_| Band::Taken)
    }

    /// In how many milliseconds they are told no longer.
    pub(super) fn told_for_ms(&self, now_ms: u64) -> Option<u64> {
        let left = self
            .told
            .and_then(|at| TOLD_MS.checked_sub(now_ms.saturating_sub(at)));
        left.filter(|left| *left > 0)
    }

    /// In how many milliseconds the form ends because of another ticket, 0 for now.
    pub(super) fn ends_in_ms(&self, now_ms: u64) -> Option<u64> {
        let waited = now_ms.saturating_sub(self.other?);
        Some(AT_WORK_MS.saturating_sub(waited))
    }
}

#[cfg(test)]
mod tests;
