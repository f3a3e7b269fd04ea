//! The queue of commands from the window to the desk.
//!
//! It is apart from the queue of events. That one fills while the disk hangs, because a camera goes on seeing what is held
//! before it; a touch comes once. So a command is never lost for want of room, and the desk comes to it before the next
//! code: what a ticket is scanned for is what the screen says when it is its turn.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use view::Command;

/// How many dropped pictures may wait; each may be large. Everything else is small, and no more than
/// somebody can touch.
const PICTURES: usize = 8;

/// The queue, as both threads hold it. The lock is held only to add or take one.
#[derive(Clone, Default)]
pub(super) struct CommandQueue(Arc<Mutex<VecDeque<Command>>>);

impl CommandQueue {
    /// Appends a command; `false` when it is a picture too many.
    pub(super) fn add(&self, command: Command) -> bool {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_picture = |it: &Command| matches!(it, Command::Picture(..));
        if is_picture(&command) && queue.iter().filter(|it| is_picture(it)).count() >= PICTURES {
            return false;
        }
        queue.push_back(command);
        true
    }

    /// Takes the first command.
    pub(super) fn next(&self) -> Option<Command> {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        queue.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use view::{Purpose, VisitorCommand};

    use super::*;

    #[test]
    fn surplus_pictures_alone_are_turned_away() {
        let commands = CommandQueue::default();
        let picture = || Command::Picture("a.png".to_owned(), Vec::new());
        assert_eq!(
            (0..10).filter(|_| commands.add(picture())).count(),
            PICTURES
        );
        let scan = Command::Visitor(VisitorCommand::ScanFor(Purpose::Usual));
        assert!(commands.add(scan.clone()));
        for _ in 0..PICTURES {
            assert_eq!(commands.next(), Some(picture()));
        }
        assert_eq!((commands.next(), commands.next()), (Some(scan), None));
    }
}
