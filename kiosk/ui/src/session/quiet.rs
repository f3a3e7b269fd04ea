//! Since when nobody has touched anything: when the screen asks whether somebody is there, and when it is over.

/// How long nobody may touch a page before it asks.
pub const QUIET_MS: u64 = 30_000;

/// How long the question with its countdown stays before the next visitor finds the first screen.
pub const COUNTDOWN_MS: u64 = 20_000;

/// When somebody last touched anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Quiet {
    touched_ms: u64,
}

impl Quiet {
    /// Somebody is there.
    pub(super) fn touched(&mut self, now_ms: u64) {
        self.touched_ms = now_ms;
    }

    /// Whether it is over: nobody has answered the question either.
    pub(super) fn is_over(self, now_ms: u64) -> bool {
        self.since_ms(now_ms) >= QUIET_MS + COUNTDOWN_MS
    }

    /// In how many milliseconds it is over, once a screen asks whether somebody is there.
    pub(super) fn asked_for_ms(self, now_ms: u64) -> Option<u64> {
        let quiet = self.since_ms(now_ms);
        (quiet >= QUIET_MS).then(|| self.ends_in_ms(now_ms))
    }

    /// In how many milliseconds a screen that asks changes: the question, its next second, its end.
    pub(super) fn question_due_in_ms(self, now_ms: u64) -> u64 {
        let quiet = self.since_ms(now_ms);
        let before = QUIET_MS.checked_sub(quiet).filter(|left| *left > 0);
        before.unwrap_or(1000 - quiet % 1000)
    }

    /// In how many milliseconds it is over.
    pub(super) fn ends_in_ms(self, now_ms: u64) -> u64 {
        (QUIET_MS + COUNTDOWN_MS).saturating_sub(self.since_ms(now_ms))
    }

    fn since_ms(self, now_ms: u64) -> u64 {
        now_ms.saturating_sub(self.touched_ms)
    }
}
