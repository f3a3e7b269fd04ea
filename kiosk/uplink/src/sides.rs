//! The two threads that talk about records: one sends them, the other listens for news.

use std::sync::Arc;
use std::time::{Duration, Instant};

use journal::clock::Clock;

use super::News;
use super::ask::Ask;
use super::client::ANSWER_TIMEOUT;
use super::courier::Courier;
use super::error::UplinkError;
use super::link::{Link, Side};
use super::plan::{Line, Step, plan};

/// How long the server may hold a question for news, in seconds. Together with [`ANSWER_TIMEOUT`] it is how long a server
/// can be gone without a word before the door says so: at most ten seconds.
const HOLD_S: u64 = 4;
const _: () = assert!(HOLD_S + ANSWER_TIMEOUT.as_secs() < 10);
/// After how many records the journal's log is brought home.
const TIDY_AFTER: u64 = 250;
/// An answer that took longer than this was held by the server, in milliseconds.
const HELD_MS: u64 = 500;

/// One of them.
pub(super) struct Thread {
    pub(super) courier: Courier,
    pub(super) link: Arc<Link>,
    pub(super) clock: Clock,
    pub(super) side: Side,
    pub(super) line: Line,
    /// How the line has been for submissions alone: a server that does not know of them must still get the records.
    pub(super) submissions: SubmissionLine,
    pub(super) started: Instant,
}

/// How it is with submissions.
#[derive(Default)]
pub(super) struct SubmissionLine {
    line: Line,
    /// The trouble that was told last, as long as it lasts.
    trouble: Option<String>,
    /// How many were last told to wait.
    waiting: u64,
}

impl SubmissionLine {
    /// Each new trouble is reported once: the submissions' own, too, since nobody else meets it.
    fn failed(&mut self, error: &UplinkError, now: u64) {
        self.line.failed(now, None, random());
        let trouble = error.to_string();
        if self.trouble.as_ref() != Some(&trouble) {
            eprintln!("kiosk: submissions: {trouble}");
            self.trouble = Some(trouble);
        }
    }

    fn succeeded(&mut self, now: u64) {
        self.line.succeeded(now);
        self.trouble = None;
    }
}

impl Thread {
    /// Works until the end.
    pub(super) fn run(&mut self) {
        match self.side {
            Side::Sending => self.send(),
            Side::Listening => self.listen(),
        }
    }

    fn send(&mut self) {
        let mut told = None;
        let mut tidied = 0;
        while !self.link.stopping() {
            let (calls, recoveries) = (self.link.calls(), self.link.recoveries());
            if calls - tidied >= TIDY_AFTER {
                tidied = calls;
                // Should it fail, the desk makes a checkpoint itself, or meets the same trouble.
                let _ = self.courier.tidy();
            }
            let now = self.now();
            let step = match self.courier.outbox() {
                Ok(outbox) => {
                    if told != Some(outbox.waiting) {
                        told = Some(outbox.waiting);
                        self.link.tell_news(News::Waiting);
                    }
                    if outbox.waiting == 0 && self.link.calls() == calls {
                        self.link.sent_up_to(calls);
                    }
                    plan(&outbox, &self.line, now)
                }
                Err(error) => {
                    self.failed(&error);
                    Step::Wait(self.line.closed_until(now).unwrap_or(now))
                }
            };
            let until = match step {
                Step::Push { .. } => None,
                Step::Heartbeat(_) | Step::Wait(_) => {
                    let until = self.send_submissions(now);
                    self.count_submissions();
                    until
                }
            };
            if let Step::Wait(next) = step {
                self.pause(
                    until.map_or(next, |until| next.min(until)),
                    calls,
                    recoveries,
                );
                continue;
            }
            match self.courier.push(step, self.link.parts()) {
                Ok(_) => self.succeeded(),
                Err(error) => {
                    if matches!(error, UplinkError::TooLarge { .. }) {
                        self.line.too_large();
                    }
                    self.failed(&error);
                }
            }
        }
        self.link.sender_ended();
    }

    /// Hands in submissions, if any wait and the line is open; answers with when to try again, if there is a reason to.
    fn send_submissions(&mut self, now: u64) -> Option<u64> {
        if self.line.closed_until(now).is_some() {
            return None;
        }
        if let Some(until) = self.submissions.line.closed_until(now) {
            return Some(until);
        }
        match self.courier.send_submissions() {
            Ok(0) => None,
            Ok(_) => {
                self.submissions.succeeded(now);
                // There may be more of them.
                Some(now)
            }
            // The line to the server may be well all the same: what is wrong with submissions does not make the kiosk offline.
            Err(error) => {
                self.submissions.failed(&error, now);
                self.submissions.line.closed_until(now)
            }
        }
    }

    /// Tells how many submissions wait, where it is another number than before.
    fn count_submissions(&mut self) {
        // Should it fail, sending them meets the same trouble and says so.
        if let Ok(waiting) = self.courier.submissions_waiting()
            && waiting != self.submissions.waiting
        {
            self.submissions.waiting = waiting;
            self.link.tell_news(News::Submissions(waiting));
        }
    }

    fn listen(&mut self) {
        let mut phones = String::new();
        while !self.link.stopping() {
            let counted = self.count_on();
            let (calls, recoveries) = (self.link.calls(), self.link.recoveries());
            let asked = self.now();
            if let Some(until) = self.line.closed_until(asked) {
                if counted {
                    self.pause(until, calls, recoveries);
                }
                continue;
            }
            let fetched = self.courier.next().and_then(|next| {
                // While something is left to count, the server is asked often and is not to wait.
                let hold_s = if counted { HOLD_S } else { 0 };
                let fetched = self.courier.fetch(&next, hold_s)?;
                Ok((next, fetched))
            });
            // News that comes in after the end is left alone: the caller that ended the uplink may rely on
            // the journal learning nothing more.
            let link = Arc::clone(&self.link);
            let _taking_in = link.taking_in();
            if link.stopping() {
                break;
            }
            let taken = fetched.and_then(|(next, fetched)| {
                let pulled = self.courier.take_in(&fetched)?;
                Ok((next, pulled))
            });
            match taken {
                Ok((next, pulled)) => {
                    self.succeeded();
                    let address = self.courier.address_for_phones();
                    if phones != address {
                        phones.clone_from(&address);
                        self.link.tell_news(News::PhonesAddress(address));
                    }
                    if pulled.applied.knowledge {
                        self.link.learnt();
                    }
                    if pulled.applied.knowledge || pulled.applied.passages > 0 {
                        self.link.tell_news(News::Learnt);
                    }
                    let held = self.now() - asked > HELD_MS;
                    let empty_handed = match next {
                        Ask::Register(_) => !pulled.moved,
                        Ask::News { wait } => wait && !pulled.moved && !pulled.more,
                    };
                    if empty_handed && !held && counted {
                        self.line.idle(self.now());
                    }
                    if !pulled.more {
                        self.link.caught_up();
                    }
                }
                Err(error) => self.failed(&error),
            }
        }
    }

    /// Under new rules, who is inside is counted anew here, where nobody waits for it: one step between two questions,
    /// so that the kiosk goes on hearing what the other doors do. `true` when nothing is left to count.
    fn count_on(&mut self) -> bool {
        // Should it fail, whatever comes next meets the same trouble and says so.
        self.courier.recount().unwrap_or(true)
    }

    fn succeeded(&mut self) {
        let recovered = self.line.succeeded(self.now());
        let clock = self.courier.clock_trouble();
        let clock = clock.map(|trouble| trouble.to_string());
        let now = self.clock.now();
        self.link.succeeded(self.side, now, recovered, clock);
    }

    fn failed(&mut self, error: &UplinkError) {
        let retry_after_ms = match error {
            UplinkError::Refused { retry_after_ms, .. } => *retry_after_ms,
            _ => None,
        };
        self.line.failed(self.now(), retry_after_ms, random());
        self.link.failed(self.side, error.to_string());
        if matches!(
            error,
            UplinkError::Revoked { .. } | UplinkError::Over { .. }
        ) {
            self.link.tell_news(News::Learnt);
        }
    }

    /// Waits, but goes on at once when the other thread has just reached the server again.
    fn pause(&mut self, until: u64, calls: u64, recoveries: u64) {
        // The listener has no use for calls to send.
        let calls = match self.side {
            Side::Sending => Some(calls),
            Side::Listening => None,
        };
        let left = Duration::from_millis(until.saturating_sub(self.now()));
        self.link.pause(calls, recoveries, left);
        if self.link.recoveries() != recoveries {
            self.line.hurry(self.now());
        }
    }

    fn now(&self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }
}

/// From 0 to 1. Without a random generator every kiosk waits its full time, which is safe.
pub(super) fn random() -> f64 {
    getrandom::u32().map_or(1.0, |number| f64::from(number) / f64::from(u32::MAX))
}
