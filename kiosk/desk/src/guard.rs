//! Whether staff mode is open, as a pure state machine: time is a parameter.
//!
//! - A PIN is checked elsewhere, since that takes a while; one at a time.
//! - After [`TRIES`] wrong PINs none is taken for a minute, and for twice as long each time that happens again. What
//!   counts towards it is kept in the journal, so that a restart gives no new tries. A right PIN makes up for all.
//! - Staff mode closes itself when nobody has touched the screen for [`STAFF_IDLE_MS`].
//! - It closes when the PIN that opened it is withdrawn.
//!
//! None of this touches the lane: tickets are scanned whatever happens here.

use std::sync::Arc;

use journal::PinTries;
use shared::ids::StaffId;
use shared::pin::StaffPin;
use shared::staff::StaffAct;
use shared::time::UnixMs;
use view::{STAFF_IDLE_MS, StaffState};

/// How many wrong PINs in a row are taken before a pause.
pub(crate) const TRIES: u8 = 5;
/// How long the first pause is, in milliseconds.
pub(crate) const FIRST_PAUSE_MS: i64 = 60_000;
/// How long a pause is at most, in milliseconds.
pub(crate) const LONGEST_PAUSE_MS: i64 = 15 * 60_000;

/// An instant by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// By the corrected clock, which may jump: for what is shown and kept.
    pub at: UnixMs,
    /// By a count of milliseconds that never jumps: for what is waited for.
    pub mono_ms: u64,
}

/// What happens to staff mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StaffEvent {
    /// A PIN was typed.
    Typed,
    /// The PIN that was typed is this one of those there are, or none of them.
    Checked(Option<StaffPin>),
    /// These are the PINs there are now.
    Pins(Arc<[StaffPin]>),
    /// Somebody touched the screen, or asked for something.
    Touched,
    /// Somebody closed it, or went away from the pad.
    Lock,
    /// Time has passed.
    Tick,
}

/// What is to be done about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reaction {
    /// Check the PIN against those there are, and tell with [`StaffEvent::Checked`].
    Check,
    /// Record this, with who did it, and keep [`Guard::tries`] with it; then show the new state. Should an
    /// [`StaffAct::Unlocked`] not be recorded, [`Guard::shut`] must follow.
    Record(StaffAct, Option<StaffId>),
    /// What is shown has changed.
    Changed,
    /// Nothing.
    None,
}

/// What stands before staff mode.
#[derive(Debug, Clone)]
pub(crate) struct Guard {
    state: State,
    tries: PinTries,
    pins: Arc<[StaffPin]>,
}

#[derive(Debug, Clone)]
enum State {
    Locked,
    Checking,
    /// A PIN was wrong; said until this count of milliseconds.
    Wrong(u64),
    /// No PIN is taken until this count of milliseconds.
    Paused(u64),
    /// Open with this PIN; untouched, until this count of milliseconds.
    Open(StaffPin, u64),
}

impl Guard {
    /// Locked, with what is remembered from before. A clock that was set back does not make a pause longer than it was
    /// to be.
    #[must_use]
    pub(crate) fn new(tries: PinTries, pins: Arc<[StaffPin]>, now: Moment) -> Self {
        let mut guard = Self {
            state: State::Locked,
            tries,
            pins,
        };
        if let Some(until) = tries.until {
            let left = until.since(now.at).min(pause_ms(tries.pauses));
            if left > 0 {
                guard.pause(left, now);
            }
        }
        guard
    }

    /// What the screen shows.
    #[must_use]
    pub(crate) fn state(&self) -> StaffState {
        match &self.state {
            State::Open(pin, _) => StaffState::Open(pin.id.clone()),
            State::Checking => StaffState::Checking,
            _ if self.pins.is_empty() => StaffState::NoPin,
            State::Locked => StaffState::Locked,
            State::Wrong(_) => StaffState::WrongPin {
                tries_left: TRIES.saturating_sub(self.tries.wrong),
            },
            State::Paused(_) => StaffState::LockedOut {
                until: self.tries.until.unwrap_or(UnixMs(0)),
            },
        }
    }

    /// Whose PIN opened it; `None` while it is closed.
    #[must_use]
    pub(crate) fn open_for(&self) -> Option<&StaffId> {
        match &self.state {
            State::Open(pin, _) => Some(&pin.id),
            _ => None,
        }
    }

    /// What to keep.
    #[must_use]
    pub(crate) fn tries(&self) -> PinTries {
        self.tries
    }

    /// The PINs there are.
    #[must_use]
    pub(crate) fn pins(&self) -> &Arc<[StaffPin]> {
        &self.pins
    }

    /// When to send the next [`StaffEvent::Tick`], in the milliseconds of [`Moment::mono_ms`].
    #[must_use]
    pub(crate) fn due(&self) -> Option<u64> {
        match self.state {
            State::Wrong(until) | State::Paused(until) | State::Open(_, until) => Some(until),
            State::Locked | State::Checking => None,
        }
    }

    /// Closes it without a word: its opening could not be recorded.
    pub(crate) fn shut(&mut self) {
        self.state = State::Locked;
    }

    /// Takes an event in.
    pub(crate) fn handle(&mut self, event: StaffEvent, now: Moment) -> Reaction {
        match event {
            StaffEvent::Typed => self.typed(),
            StaffEvent::Checked(pin) => self.checked(pin, now),
            StaffEvent::Pins(pins) => self.learnt(pins),
            StaffEvent::Touched => {
                if let State::Open(_, until) = &mut self.state {
                    *until = now.mono_ms + STAFF_IDLE_MS;
                }
                Reaction::None
            }
            StaffEvent::Lock => self.close(StaffAct::Locked),
            StaffEvent::Tick if self.due().is_some_and(|due| due <= now.mono_ms) => {
                self.close(StaffAct::TimedOut)
            }
            StaffEvent::Tick => Reaction::None,
        }
    }

    fn typed(&mut self) -> Reaction {
        match self.state {
            State::Locked | State::Wrong(_) if !self.pins.is_empty() => {
                self.state = State::Checking;
                Reaction::Check
            }
            _ => Reaction::None,
        }
    }

    fn checked(&mut self, pin: Option<StaffPin>, now: Moment) -> Reaction {
        if !matches!(self.state, State::Checking) {
            return Reaction::None;
        }
        // Meanwhile it may have been withdrawn.
        if let Some(pin) = pin.filter(|pin| self.pins.contains(pin)) {
            let staff = Some(pin.id.clone());
            self.tries = PinTries::default();
            self.state = State::Open(pin, now.mono_ms + STAFF_IDLE_MS);
            return Reaction::Record(StaffAct::Unlocked, staff);
        }
        self.tries.wrong = self.tries.wrong.saturating_add(1);
        if self.tries.wrong < TRIES {
            self.state = State::Wrong(now.mono_ms + STAFF_IDLE_MS);
            return Reaction::Record(StaffAct::WrongPin, None);
        }
        self.tries.wrong = 0;
        self.tries.pauses = self.tries.pauses.saturating_add(1);
        self.pause(pause_ms(self.tries.pauses), now);
        Reaction::Record(StaffAct::LockedOut, None)
    }

    fn pause(&mut self, ms: i64, now: Moment) {
        self.tries.until = Some(now.at.plus(ms));
        self.state = State::Paused(now.mono_ms.saturating_add(ms.unsigned_abs()));
    }

    fn learnt(&mut self, pins: Arc<[StaffPin]>) -> Reaction {
        let before = self.state();
        self.pins = pins;
        match &self.state {
            State::Open(pin, _) if !self.pins.contains(pin) => self.close(StaffAct::Locked),
            _ if self.state() != before => Reaction::Changed,
            _ => Reaction::None,
        }
    }

    fn close(&mut self, act: StaffAct) -> Reaction {
        match &self.state {
            State::Open(pin, _) => {
                let staff = Some(pin.id.clone());
                self.state = State::Locked;
                Reaction::Record(act, staff)
            }
            // Going away from the pad ends neither a pause nor a check; only time, or its end, does.
            State::Paused(_) if act == StaffAct::Locked => Reaction::None,
            State::Wrong(_) | State::Paused(_) => {
                self.state = State::Locked;
                Reaction::Changed
            }
            State::Locked | State::Checking => Reaction::None,
        }
    }
}

/// How long the pause of this number, from 1 on, is.
fn pause_ms(number: u8) -> i64 {
    let doublings = number.saturating_sub(1).min(8);
    (FIRST_PAUSE_MS << doublings).min(LONGEST_PAUSE_MS)
}

#[cfg(test)]
mod tests;
