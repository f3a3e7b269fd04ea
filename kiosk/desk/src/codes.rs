//! From a code that a scanner sees, or an answer to a question, to a verdict on the screen.

use view::lane::{LaneEvent, Reaction};

use super::Answer;
use super::choose::kinds_by_form;
use super::run::Loop;

impl Loop {
    /// The way from a code to a verdict on the screen. The screen changes only after the verdict is
    /// durable.
    pub(super) fn seen(&mut self, code: &str) {
        self.pass_time();
        if self.seen_by_visitor(code) {
            return;
        }
        let leaving = self.leaving();
        match self.lane.handle(LaneEvent::Seen(code), self.now()) {
            Reaction::Judge => {}
            Reaction::Changed => return self.publish(),
            Reaction::None => return,
        }
        if let Some(leaving) = leaving {
            self.have_left(leaving);
        }
        if self.serves(code) {
            return;
        }
        let Some(desk) = &mut self.desk else {
            return;
        };
        self.slow.begin(&self.shown);
        let answer = desk.present(code, self.mode, &self.clock.stamp());
        self.slow.end();
        match answer {
            Ok(Answer::Judged(judged)) => self.settled(LaneEvent::Judged(code, judged.verdict)),
            Ok(Answer::Asks(question)) => self.tell_lane(LaneEvent::Asked(code, question)),
            Err(error) => self.out_of_order(&error),
        }
    }

    /// The way from an answer to a verdict. A question that is no longer on the screen is not
    /// answered: nobody saw what they said yes to.
    pub(super) fn answer(&mut self, question: u64, people: u16) {
        self.pass_time();
        if self.lane.asking() == Some(question) {
            self.take_answer(question, people);
        }
    }

    pub(super) fn take_answer(&mut self, question: u64, people: u16) {
        let Some(desk) = &mut self.desk else {
            return;
        };
        self.slow.begin(&self.shown);
        let judged = desk.answer(question, people, &self.clock.stamp());
        self.slow.end();
        match judged {
            Ok(Some(judged)) => self.settled(LaneEvent::Answered(question, judged.verdict)),
            Ok(None) => self.tell_lane(LaneEvent::Dismiss),
            Err(error) => self.out_of_order(&error),
        }
    }

    /// Shows a verdict that is durable, and has it sent.
    pub(super) fn settled(&mut self, verdict: LaneEvent<'_>) {
        self.lane.handle(verdict, self.now());
        self.recorded();
        self.publish();
        if self.staff.open_for().is_some() {
            // After the verdict is on the screen: looking through the journal may take a moment.
            self.staff_looks();
            self.publish();
        }
    }

    /// Has what was recorded counted and sent.
    pub(super) fn recorded(&mut self) {
        self.count_waiting();
        if let Some(uplink) = &self.uplink {
            uplink.wake();
        }
    }

    /// Takes the texts of a camera frame.
    pub(super) fn frame_seen(&mut self, texts: Vec<String>) {
        let at = self.clock.stamp().corrected();
        let texts = match &mut self.desk {
            Some(desk) => desk.kinds(texts, at),
            None => kinds_by_form(texts),
        };
        for text in self.in_view.frame(&texts, self.now()) {
            self.seen(&text);
        }
    }

    /// Judges a code in view that has waited for long enough.
    pub(super) fn judge_code_in_view(&mut self) {
        if let Some(text) = self.in_view.take_due(self.now()) {
            self.seen(&text);
        }
    }

    pub(super) fn look_at(&mut self, bytes: Vec<u8>) {
        // A queue that is full means that someone drops pictures faster than they can be read.
        if self.pictures.try_send(bytes).is_ok() {
            self.tell_lane(LaneEvent::Reading);
        }
    }

    /// Judges what a picture holds. A picture that is held out gets an answer, and an answer on the screen is a
    /// verdict like any other, so it is recorded: a picture without a code counts as a malformed ticket that was
    /// turned away. `kiosk scan`, where nobody stands at the door, says "unreadable" and records nothing.
    pub(super) fn decoded(&mut self, texts: Vec<String>) {
        let at = self.clock.stamp().corrected();
        let texts = match &mut self.desk {
            Some(desk) => desk.worth_judging(texts, at),
            None => texts,
        };
        if texts.is_empty() {
            self.seen("");
        }
        for text in texts {
            self.seen(&text);
        }
    }
}
