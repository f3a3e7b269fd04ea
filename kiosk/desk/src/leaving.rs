//! A question to people on their way out that nobody answers.
//!
//! Nobody waits for an answer on the way out, and an exit that is not recorded leaves the house too full: a visitor who goes
//! without saying how many they are has gone out whole.

use view::LaneView;

use super::run::Loop;

impl Loop {
    /// The question to people on their way out, while it is open: its number, and how many they are at most.
    pub(super) fn leaving(&self) -> Option<(u64, u16)> {
        match self.lane.view() {
            LaneView::Asking(question) if question.leaving => Some((question.id, question.most)),
            _ => None,
        }
    }

    /// Answers it when its time is over.
    pub(super) fn let_leave(&mut self) {
        let over = self.lane.due().is_some_and(|due| due <= self.now());
        if let Some((question, most)) = self.leaving().filter(|_| over) {
            self.take_answer(question, most);
        }
    }

    /// Answers it when another code is before the scanner already, which is what the screen is for then.
    pub(super) fn have_left(&mut self, (question, most): (u64, u16)) {
        let stamp = self.clock.stamp();
        let desk = self.desk.as_mut();
        let answered = desk.map(|desk| desk.answer(question, most, &stamp));
        if let Some(Err(error)) = answered {
            self.out_of_order(&error);
        }
        self.recorded();
    }
}
