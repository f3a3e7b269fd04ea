//! What the window has asked for and the desk has not come to yet.
//!
//! Wishes stand in a line of their own, beside the queue of events. That queue fills while the disk hangs, because a
//! camera goes on seeing what is held before it; a touch comes once. So a wish is never lost for want of room, and the
//! desk comes to it before the next code: what a ticket is scanned for is what the screen says when it is its turn.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::run::Loop;
use super::thread::Sample;
use crate::lane::LaneEvent;
use crate::view::Command;

/// How many dropped pictures may stand in the line; each may be large. Everything else is small, and no more than
/// somebody can touch.
const PICTURES: usize = 8;

/// The line, as both threads hold it. The lock is held only to put one in or take one out.
#[derive(Clone, Default)]
pub(super) struct Wishes(Arc<Mutex<VecDeque<Command>>>);

impl Wishes {
    /// Puts a wish at the end of the line; `false` when it is a picture too many.
    pub(super) fn add(&self, command: Command) -> bool {
        let mut line = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_picture = |it: &Command| matches!(it, Command::Picture(..));
        if is_picture(&command) && line.iter().filter(|it| is_picture(it)).count() >= PICTURES {
            return false;
        }
        line.push_back(command);
        true
    }

    /// Takes the first out of the line.
    pub(super) fn next(&self) -> Option<Command> {
        let mut line = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        line.pop_front()
    }
}

impl Loop {
    /// Does what the window asks for.
    pub(super) fn fulfil(&mut self, command: Command) {
        match command {
            Command::Dismiss => self.tell_lane(LaneEvent::Dismiss),
            Command::Picture(_, bytes) => self.look_at(bytes),
            Command::SampleTicket => match self.samples.as_mut().and_then(|samples| samples()) {
                Some(Sample::Code(code)) => self.seen(&code),
                Some(Sample::Picture(bytes)) => self.look_at(bytes),
                None => {}
            },
            Command::Answer { question, people } => self.answer(question, people),
            Command::Staff(command) => self.staff_command(command),
            Command::Visitor(command) => self.visitor_command(command),
            // A kiosk with a desk is set up.
            Command::SetUp(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Purpose, VisitorCommand};

    #[test]
    fn pictures_are_turned_away_when_there_are_too_many_and_nothing_else_is() {
        let wishes = Wishes::default();
        let picture = || Command::Picture("a.png".to_owned(), Vec::new());
        assert_eq!((0..10).filter(|_| wishes.add(picture())).count(), PICTURES);
        let scan = Command::Visitor(VisitorCommand::ScanFor(Purpose::Usual));
        assert!(wishes.add(scan.clone()));
        for _ in 0..PICTURES {
            assert_eq!(wishes.next(), Some(picture()));
        }
        assert_eq!((wishes.next(), wishes.next()), (Some(scan), None));
    }
}
