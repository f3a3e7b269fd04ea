//! The course of a visit: what its visitor chooses, and how nothing of it is left for the next.

use view::Command;

use super::{Action, Page, Session};

impl Session {
    /// Something that a visitor chose.
    pub(super) fn choose(&mut self, action: Action, now_ms: u64) -> Option<Command> {
        match action {
            Action::Speak(language) => {
                self.language = language;
                self.stay.begin();
            }
            Action::Access(action) => self.comfort.handle(action),
            Action::Begin(language) => {
                self.language = language;
                return self.go(Page::Home);
            }
            Action::Go(page) => return self.go(page),
            Action::Map(action) => self.map.handle(action),
            Action::Back => {
                self.comfort.panel = false;
                if self.people.back(self.trail.page()) {
                    return None;
                }
                self.map.open_anew();
                self.demos.leave_video();
                self.trail.back();
                self.begin_anew_at_home();
                if self.trail.page().is_none() {
                    self.next_visitor_by_the_way(now_ms);
                }
            }
            Action::Demos(action) => return self.demos.choose(action, now_ms),
            Action::Booths(action) => return self.booths_chose(action),
            // What staff choose went to their own state machine before it came here.
            Action::StillHere | Action::Staff(_) => self.people.writer.is_there(),
            Action::Submission(action) => return self.submission_chose(action, now_ms),
            Action::AskForContact(booth) => return self.ask_for_contact(booth, now_ms),
            Action::ComeIn(people) => self.front.choose(people),
            Action::Answer => return self.front.answer(now_ms),
            Action::PutAway => {
                let command = self.front.put_away(now_ms);
                self.next_visitor_by_the_way(now_ms);
                return Some(command);
            }
            Action::SampleTicket => return Some(Command::SampleTicket),
            Action::SetUp(code) => return Some(Command::SetUp(code)),
        }
        None
    }

    /// Behind the first screen may still be the same person: language and aids stay until the time is up.
    pub(super) fn next_visitor_by_the_way(&mut self, now_ms: u64) {
        let (language, comfort, stay) = (self.language, self.comfort, self.stay.clone());
        self.next_visitor(now_ms);
        (self.language, self.comfort, self.stay) = (language, comfort, stay);
    }

    /// Forgets the visitor. Staff who stand at one of their screens stay there, in their language.
    pub(super) fn next_visitor(&mut self, now_ms: u64) {
        let mut next = Self {
            touched_ms: now_ms,
            front: self.front.clone(),
            visit: self.visit + 1,
            people: self.people.after(),
            staff: std::mem::take(&mut self.staff),
            ..Self::new(self.house_language, self.role)
        };
        if next.staff.room().is_some() {
            next.language = self.language;
            next.comfort.access = self.comfort.access;
        }
        *self = next;
    }
}
