//! What to do next on the line to the server: pure functions of what waits and what happened.
//!
//! All times are milliseconds from any one instant that never run backwards.

use shared::ids::Incarnation;
use shared::protocol::MAX_BATCH;

use journal::Outbox;

/// How long a kiosk with nothing to send keeps silent, in milliseconds.
pub const HEARTBEAT_MS: u64 = 10_000;
/// The longest a kiosk backs off by itself, in milliseconds.
pub const BACK_OFF_MAX_MS: u64 = 60_000;
/// The first step of backing off, in milliseconds; it doubles with every failure.
const BACK_OFF_FIRST_MS: u64 = 1_000;
/// The longest that the server's own wish to be left alone is heeded, in milliseconds. A mistaken
/// header must not silence a kiosk for the day.
const RETRY_AFTER_MAX_MS: u64 = 600_000;
/// The pause after a feed answer that neither brought news nor waited for any, in milliseconds.
const IDLE_MS: u64 = 1_000;

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Send the records after `after`, at most `count` of them.
    Push {
        /// The life they belong to.
        incarnation: Incarnation,
        /// The server has everything up to here.
        after: u64,
        /// How many at most.
        count: usize,
    },
    /// Send a sign of life.
    Heartbeat(Incarnation),
    /// Do nothing until this time, or until something new is recorded.
    Wait(u64),
}

/// How the line has been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    failures: u32,
    not_before: u64,
    last_ok: Option<u64>,
    limit: usize,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            failures: 0,
            not_before: 0,
            last_ok: None,
            limit: MAX_BATCH,
        }
    }
}

impl Line {
    /// An exchange was completed; `true` when the one before had failed.
    pub fn succeeded(&mut self, now: u64) -> bool {
        let recovered = self.failures > 0;
        *self = Self {
            failures: 0,
            not_before: now,
            last_ok: Some(now),
            limit: if recovered {
                self.limit
            } else {
                (self.limit * 2).min(MAX_BATCH)
            },
        };
        recovered
    }

    /// An exchange failed. `jitter` is random from 0 to 1, so that kiosks that were cut off together
    /// do not come back together; `retry_after_ms` is the server's own wish.
    pub fn failed(&mut self, now: u64, retry_after_ms: Option<u64>, jitter: f64) {
        let step = BACK_OFF_FIRST_MS << self.failures.min(6);
        let pause = (step.min(BACK_OFF_MAX_MS) as f64 * jitter.clamp(0.0, 1.0)) as u64;
        let wish = retry_after_ms.unwrap_or(0).min(RETRY_AFTER_MAX_MS);
        self.failures = self.failures.saturating_add(1);
        // The smallest pause keeps an unlucky draw from becoming a busy loop.
        self.not_before = now + pause.max(wish).max(100);
    }

    /// The server found a batch too large.
    pub fn too_large(&mut self) {
        self.limit = (self.limit / 2).max(1);
    }

    /// Whether a smaller batch can still be tried.
    #[must_use]
    pub fn can_shrink(&self) -> bool {
        self.limit > 1
    }

    /// The server was just reached another way, so waiting longer is of no use.
    pub fn hurry(&mut self, now: u64) {
        self.not_before = self.not_before.min(now);
    }

    /// An answer came at once and brought nothing.
    pub fn idle(&mut self, now: u64) {
        self.not_before = now + IDLE_MS;
    }

    /// How long to leave the line alone; `None` when it may be used now.
    #[must_use]
    pub fn closed_until(&self, now: u64) -> Option<u64> {
        (now < self.not_before).then_some(self.not_before)
    }
}

/// What to send next, if anything.
#[must_use]
pub fn plan(outbox: &Outbox, line: &Line, now: u64) -> Step {
    if let Some(until) = line.closed_until(now) {
        return Step::Wait(until);
    }
    if let Some(span) = outbox.next {
        let there = usize::try_from(span.last - span.after).unwrap_or(MAX_BATCH);
        return Step::Push {
            incarnation: span.incarnation,
            after: span.after,
            count: there.min(line.limit),
        };
    }
    match line.last_ok.map(|last| last + HEARTBEAT_MS) {
        Some(due) if now < due => Step::Wait(due),
        _ => Step::Heartbeat(outbox.current),
    }
}

#[cfg(test)]
mod tests {
    use journal::Span;

    use super::*;

    const LIFE: Incarnation = Incarnation(7);

    fn outbox(after: u64, last: u64) -> Outbox {
        Outbox {
            current: LIFE,
            next: (after < last).then_some(Span {
                incarnation: LIFE,
                after,
                last,
            }),
            waiting: last - after,
        }
    }

    #[test]
    fn a_kiosk_says_that_it_lives_at_once_and_then_every_ten_seconds() {
        let mut line = Line::default();
        assert_eq!(plan(&outbox(3, 3), &line, 5), Step::Heartbeat(LIFE));
        line.succeeded(5);
        assert_eq!(plan(&outbox(3, 3), &line, 6), Step::Wait(5 + HEARTBEAT_MS));
        let due = 5 + HEARTBEAT_MS;
        assert_eq!(plan(&outbox(3, 3), &line, due), Step::Heartbeat(LIFE));
    }

    #[test]
    fn a_record_is_sent_at_once_and_a_heap_in_batches() {
        let mut line = Line::default();
        line.succeeded(5);
        let push = |after, count| Step::Push {
            incarnation: LIFE,
            after,
            count,
        };
        assert_eq!(plan(&outbox(3, 4), &line, 6), push(3, 1));
        assert_eq!(plan(&outbox(0, 1_200), &line, 6), push(0, MAX_BATCH));
        line.too_large();
        assert_eq!(plan(&outbox(0, 1_200), &line, 6), push(0, MAX_BATCH / 2));
        line.succeeded(7);
        assert_eq!(plan(&outbox(0, 1_200), &line, 7), push(0, MAX_BATCH));
    }

    #[test]
    fn failures_back_off_to_a_minute_and_one_success_ends_that() {
        let mut line = Line::default();
        let pauses: Vec<u64> = (0..9)
            .map(|_| {
                line.failed(0, None, 1.0);
                line.closed_until(0).unwrap_or(0)
            })
            .collect();
        assert_eq!(
            pauses,
            [
                1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000
            ]
        );
        assert_eq!(plan(&outbox(3, 4), &line, 59_999), Step::Wait(60_000));
        line.failed(0, None, 0.0);
        assert_eq!(line.closed_until(0), Some(100));
        assert!(line.succeeded(200));
        assert_eq!(line.closed_until(200), None);
        assert!(!line.succeeded(201));
    }

    #[test]
    fn the_servers_wish_to_be_left_alone_is_heeded_within_reason() {
        let mut line = Line::default();
        line.failed(0, Some(30_000), 1.0);
        assert_eq!(line.closed_until(0), Some(30_000));
        line.failed(0, Some(u64::MAX), 1.0);
        assert_eq!(line.closed_until(0), Some(RETRY_AFTER_MAX_MS));
        line.hurry(10);
        assert_eq!(line.closed_until(10), None);
    }

    #[test]
    fn a_server_that_does_not_wait_for_news_is_not_asked_without_end() {
        let mut line = Line::default();
        line.succeeded(10);
        line.idle(10);
        assert_eq!(line.closed_until(10), Some(10 + IDLE_MS));
    }
}
