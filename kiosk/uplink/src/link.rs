//! What both threads know together: how the line is, what is to be done, and whether to stop.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use shared::protocol::v1::DeviceReport;
use shared::time::UnixMs;
use view::LinkStatus;

use super::{News, Report, SeatsWanted};

/// Which of the two threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Sending,
    Listening,
}

/// The state that the threads share.
pub(super) struct Link {
    state: Mutex<State>,
    changed: Condvar,
    /// Held while news is taken into the journal.
    taking_in: Mutex<()>,
    report: Report,
}

#[derive(Default)]
struct State {
    stopping: bool,
    /// Counts calls that something is to be done.
    calls: u64,
    /// Counts calls to report the kiosk's allocations of seats.
    seats_calls: u64,
    /// The seats that someone waits for.
    seats_wanted: Option<SeatsWanted>,
    /// Counts how often the line came back after a failure, or the server may be at a new address.
    recoveries: u64,
    /// Counts how often the catalogue or something beside it became another.
    learnt: u64,
    heard: Option<UnixMs>,
    sending_trouble: Option<String>,
    listening_trouble: Option<String>,
    /// All news was fetched at least once.
    caught_up: bool,
    /// Up to which call everything was sent.
    sent_up_to: Option<u64>,
    sender_ended: bool,
    /// How the scanners and the sound are doing.
    parts: DeviceReport,
}

impl Link {
    pub(super) fn new(report: Report) -> Self {
        Self {
            state: Mutex::default(),
            changed: Condvar::new(),
            taking_in: Mutex::default(),
            report,
        }
    }

    /// Something is to be done.
    pub(super) fn call(&self) -> u64 {
        let mut state = self.lock();
        state.calls += 1;
        self.changed.notify_all();
        state.calls
    }

    pub(super) fn calls(&self) -> u64 {
        self.lock().calls
    }

    /// The kiosk's allocations have changed, or someone waits for seats, or no longer does.
    pub(super) fn call_for_seats(&self, wanted: Option<SeatsWanted>) {
        let mut state = self.lock();
        state.seats_calls += 1;
        state.seats_wanted = wanted;
        self.changed.notify_all();
    }

    pub(super) fn seats_calls(&self) -> u64 {
        self.lock().seats_calls
    }

    pub(super) fn seats_wanted(&self) -> Option<SeatsWanted> {
        self.lock().seats_wanted.clone()
    }

    pub(super) fn set_parts(&self, parts: DeviceReport) {
        self.lock().parts = parts;
    }

    pub(super) fn parts(&self) -> DeviceReport {
        self.lock().parts.clone()
    }

    pub(super) fn recoveries(&self) -> u64 {
        self.lock().recoveries
    }

    pub(super) fn stop(&self) {
        self.lock().stopping = true;
        self.changed.notify_all();
    }

    /// Held while news is taken in; once it was held after [`Link::stop`], no more news is.
    pub(super) fn taking_in(&self) -> MutexGuard<'_, ()> {
        self.taking_in
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn stopping(&self) -> bool {
        self.lock().stopping
    }

    pub(super) fn sender_ended(&self) {
        self.lock().sender_ended = true;
        self.changed.notify_all();
    }

    /// An exchange was completed; `recovered` when the one before had failed, and `trouble` is what is wrong all the
    /// same.
    pub(super) fn succeeded(
        &self,
        side: Side,
        at: UnixMs,
        recovered: bool,
        trouble: Option<String>,
    ) {
        let mut state = self.lock();
        state.heard = Some(at);
        *state.trouble(side) = trouble;
        state.recoveries += u64::from(recovered);
        self.tell(state);
    }

    /// Has every thread try the server at once.
    pub(super) fn hurry(&self) {
        self.lock().recoveries += 1;
        self.changed.notify_all();
    }

    /// An exchange failed.
    pub(super) fn failed(&self, side: Side, why: String) {
        let mut state = self.lock();
        *state.trouble(side) = Some(why);
        self.tell(state);
    }

    /// The catalogue, or something beside it, is another now.
    pub(super) fn learnt(&self) {
        self.lock().learnt += 1;
        self.changed.notify_all();
    }

    pub(super) fn times_learnt(&self) -> u64 {
        self.lock().learnt
    }

    /// Waits for another catalogue, a recovery, the end, or the time to pass.
    pub(super) fn pause_media(&self, learnt: u64, recoveries: u64, at_most: Duration) {
        drop(self.wait(at_most, |state| {
            state.stopping || state.learnt != learnt || state.recoveries != recoveries
        }));
    }

    pub(super) fn caught_up(&self) {
        self.lock().caught_up = true;
        self.changed.notify_all();
    }

    /// Everything recorded before this call is on the server.
    pub(super) fn sent_up_to(&self, call: u64) {
        self.lock().sent_up_to = Some(call);
        self.changed.notify_all();
    }

    pub(super) fn tell_news(&self, news: News) {
        (self.report)(news);
    }

    /// Waits for a new call (if given the number of the last), a recovery, the end, or the time to pass.
    pub(super) fn pause(&self, calls: Option<u64>, recoveries: u64, at_most: Duration) {
        drop(self.wait(at_most, |state| {
            state.stopping
                || calls.is_some_and(|calls| state.calls != calls)
                || state.recoveries != recoveries
        }));
    }

    /// The same, for a new call to report allocations.
    pub(super) fn pause_seats(&self, calls: Option<u64>, recoveries: u64, at_most: Duration) {
        drop(self.wait(at_most, |state| {
            state.stopping
                || calls.is_some_and(|calls| state.seats_calls != calls)
                || state.recoveries != recoveries
        }));
    }

    /// Waits until all news was fetched once, or can't be; `true` when it was.
    pub(super) fn wait_caught_up(&self, at_most: Duration) -> bool {
        self.wait(at_most, |state| {
            state.stopping || state.caught_up || state.listening_trouble.is_some()
        })
        .caught_up
    }

    /// Waits until everything recorded so far was sent, or can't be; `true` when it was.
    pub(super) fn wait_sent(&self, at_most: Duration) -> bool {
        let call = self.call();
        let sent = |state: &State| state.sent_up_to.is_some_and(|sent| sent >= call);
        let state = self.wait(at_most, |state| {
            state.stopping || state.sending_trouble.is_some() || sent(state)
        });
        sent(&state)
    }

    pub(super) fn wait_sender_ended(&self, at_most: Duration) -> bool {
        self.wait(at_most, |state| state.sender_ended).sender_ended
    }

    fn wait(&self, at_most: Duration, over: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let end = Instant::now() + at_most;
        let mut state = self.lock();
        while !over(&state) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            state = self
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        state
    }

    /// Reports how the line is, outside the lock: the listener may be slow.
    fn tell(&self, state: MutexGuard<'_, State>) {
        let status = state.status();
        drop(state);
        self.changed.notify_all();
        (self.report)(News::Link(status));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn trouble(&mut self, side: Side) -> &mut Option<String> {
        match side {
            Side::Sending => &mut self.sending_trouble,
            Side::Listening => &mut self.listening_trouble,
        }
    }

    fn status(&self) -> LinkStatus {
        match (
            self.sending_trouble
                .as_ref()
                .or(self.listening_trouble.as_ref()),
            self.heard,
        ) {
            (Some(why), heard) => LinkStatus::Offline(heard, why.clone()),
            (None, Some(heard)) => LinkStatus::Online(heard),
            (None, None) => LinkStatus::NotYet,
        }
    }
}
