//! Where the staff's state and the visitor's meet: staff take the screen from a visitor and give it back.

use view::{Command, StaffCommand};

use super::{Page, Screen, Session, StaffAction};

impl Session {
    /// Something that staff chose. What only moves them about is no command.
    pub(super) fn staff_chose(&mut self, action: StaffAction, now_ms: u64) -> Vec<Command> {
        self.touched_ms = now_ms;
        self.comfort.panel = false;
        if !self.role.has_gate() && is_about_a_gate(&action) {
            return Vec::new();
        }
        let takes_the_screen = matches!(
            action,
            StaffAction::Open | StaffAction::Admit(_) | StaffAction::PickShown(_)
        );
        let mut asked = Vec::new();
        if takes_the_screen {
            let question = self.front.screen() == Some(Screen::Asking);
            let dismiss = self.front.put_away(now_ms);
            // The lane keeps a verdict, so that staff can still say "the one that was shown"; a question can't wait.
            asked.extend(question.then_some(dismiss));
        }
        let staff = self.staff.handle(action, now_ms).into_iter();
        asked.extend(staff.map(Command::Staff));
        if self.staff.room().is_none() {
            self.next_visitor(now_ms);
        }
        asked
    }

    pub(super) fn staff_tick(&mut self, now_ms: u64) -> Vec<StaffCommand> {
        let inside = self.staff.inside();
        let asked = self.staff.tick(now_ms);
        if inside && self.staff.room().is_none() {
            self.next_visitor(now_ms);
        }
        asked
    }

    /// Takes characters of a scan out of whatever was being typed into.
    pub(super) fn take_back(&mut self, count: usize) {
        if self.staff.room().is_some() {
            self.staff.take_back(count);
        } else if self.trail.page() == Some(&Page::Booths) {
            self.browse.take_back(count);
        } else if matches!(self.trail.page(), Some(Page::Network | Page::Contact(_))) {
            self.people.take_back(count);
        }
    }
}

/// Whether a control leads to what is only done at a gate.
fn is_about_a_gate(action: &StaffAction) -> bool {
    match action {
        StaffAction::Go(room) => room.is_about_a_gate(),
        StaffAction::Admit(_) | StaffAction::PickShown(_) => true,
        _ => false,
    }
}

/// A text without its last characters.
pub(super) fn without_last(text: &str, count: usize) -> String {
    let kept = text.chars().count().saturating_sub(count);
    text.chars().take(kept).collect()
}
