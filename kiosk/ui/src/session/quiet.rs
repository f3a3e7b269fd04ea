//! What happens while nobody touches anything: the question whether somebody is there, and the end of the visit.

use view::StaffCommand;

use super::access::Comfort;
use super::{COUNTDOWN_MS, Presence, QUIET_MS, Screen, Session, StaffRoom};

impl Session {
    /// Whether anyone seems to be there.
    #[must_use]
    pub fn presence(&self, now_ms: u64) -> Presence {
        if let Some(seconds) = self.staff.locks_in(now_ms) {
            return Presence::Locking { seconds };
        }
        if let Some(left) = self.form_ends_in_ms(now_ms) {
            let seconds = left.div_ceil(1000).max(1);
            return Presence::Asked { seconds };
        }
        let quiet = now_ms.saturating_sub(self.touched_ms);
        match self.screen() {
            Screen::Page(_) | Screen::Staff(StaffRoom::Pin) if quiet >= QUIET_MS => {
                let left = (QUIET_MS + COUNTDOWN_MS).saturating_sub(quiet);
                Presence::Asked {
                    seconds: left.div_ceil(1000).max(1),
                }
            }
            _ => Presence::Here,
        }
    }

    /// In how many milliseconds the visit changes by itself (the question, its next second, its end); `None` when
    /// nothing is due. The screen need not be drawn again before.
    #[must_use]
    pub fn due_in_ms(&self, now_ms: u64) -> Option<u64> {
        let quiet = now_ms.saturating_sub(self.touched_ms);
        let visit = match self.screen() {
            Screen::Page(_) | Screen::Staff(StaffRoom::Pin) => {
                let before = QUIET_MS.checked_sub(quiet).filter(|left| *left > 0);
                Some(before.unwrap_or(1000 - quiet % 1000))
            }
            Screen::Scan | Screen::Attract if !self.is_untouched() => {
                Some((QUIET_MS + COUNTDOWN_MS).saturating_sub(quiet).max(1))
            }
            Screen::Scan
            | Screen::Attract
            | Screen::Checking
            | Screen::Asking
            | Screen::Verdict
            | Screen::Staff(_) => None,
        };
        let (lane, staff) = (self.front.due_in_ms(now_ms), self.staff.due_in_ms(now_ms));
        let form = self.writing_due_in_ms(now_ms);
        let submission = self.submission_due_in_ms(now_ms);
        let dues = [visit, lane, staff, form, submission];
        dues.into_iter().flatten().min()
    }

    pub(super) fn tick(&mut self, now_ms: u64) -> Vec<StaffCommand> {
        let was = self.front.shown();
        self.front.tick(now_ms);
        if self.front.shown() != was {
            self.place_in_front(now_ms);
        }
        if self.form_ends_in_ms(now_ms) == Some(0) {
            self.next_visitor(now_ms);
        }
        let gone = now_ms.saturating_sub(self.touched_ms) >= QUIET_MS + COUNTDOWN_MS;
        let at_pin = self.staff.room() == Some(StaffRoom::Pin);
        let leaves = at_pin || !(self.is_untouched() || self.staff.inside());
        let mut asked = Vec::new();
        if gone && leaves && self.in_front().is_none() {
            asked = self.staff.leave();
            self.next_visitor(now_ms);
        }
        asked.extend(self.staff_tick(now_ms));
        asked
    }

    /// Whether there is nothing of a visitor to forget.
    fn is_untouched(&self) -> bool {
        self.trail.page().is_none()
            && self.language == self.house_language
            && self.comfort == Comfort::default()
    }
}
