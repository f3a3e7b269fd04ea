//! What is on the screen and who has it, a visitor, the lane or staff: a pure state machine. Time is a parameter, the
//! milliseconds of any clock that only goes forward. Nothing here draws.

mod access;
mod booths;
mod demos;
mod events;
mod front;
mod line;
mod map;
mod page;
mod people;
mod quiet;
mod staff;
mod stay;
mod submission;
mod visitor;
mod writing;

use front::VisitorChange;
use quiet::Quiet;
use shared::ids::BoothNumber;
use texts::Language;
use view::{Command, LaneView, PeopleView, Role, StaffCommand, VisitorCommand};

pub use access::{Access, AccessAction, Aid};
pub use booths::{BoothLayout, BoothsAction, Browse, Only, Shelf};
pub use demos::{Demos, DemosAction, SLIDE_MS, Watching};
pub use events::{Action, Event, Presence, Screen};
pub use front::{CHECK_IS_SLOW_MS, CHECK_SHOWS_MS, Front};
pub use line::{LONGEST_SEARCH, LineAction, RUB_OUT, TypedLine, Writing};
pub use map::{MapAction, MapVisit, Sight};
pub use page::Page;
pub use quiet::{COUNTDOWN_MS, QUIET_MS};
pub use staff::{
    Admission, AdmissionSubject, CODE_LENGTH, LOCK_AFTER_MS, MOST_PEOPLE, Notice, Setting,
    StaffAction, StaffRequest, StaffRoom, StaffSession, Walk,
};
pub use submission::{SubmissionAction, SubmissionForm, SubmissionStep, SubmissionSubject};
pub use visitor::Visitor;
pub use writing::{AT_WORK_MS, Band};

/// Who has the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    house_language: Language,
    role: Role,
    visitor: Visitor,
    /// Counts visitors.
    visit: u64,
    quiet: Quiet,
    front: Front,
    staff: StaffSession,
}

impl Session {
    /// A visit that has not begun, in the language the house speaks first.
    #[must_use]
    pub fn new(house_language: Language, role: Role) -> Self {
        Self {
            house_language,
            role,
            visitor: Visitor::new(house_language),
            visit: 0,
            quiet: Quiet::default(),
            front: Front::default(),
            staff: StaffSession::default(),
        }
    }

    /// Takes one event, and answers with what to ask the desk for, in this order.
    pub fn handle(&mut self, event: Event<'_>, now_ms: u64) -> Vec<Command> {
        let before = self.screen().purpose(self.role);
        let (visit, holds) = (self.visit, self.visitor.people.holds_something());
        let mut asked = self.take(event, now_ms);
        self.wipe_what_is_covered();
        let given_up = self.visitor.people.tick(now_ms);
        asked.extend(given_up.map(Command::Visitor));
        if holds && self.visit != visit {
            asked.push(Command::Visitor(VisitorCommand::Forget));
        }
        let purpose = self.screen().purpose(self.role);
        if purpose != before {
            asked.push(Command::Visitor(VisitorCommand::ScanFor(purpose)));
        }
        asked
    }

    /// The screen to draw.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let staff = self.staff.room().map(Screen::Staff);
        // Where organisers closed the kiosk, the first screen says so.
        let open = !self.front.is_closed();
        let page = || self.visitor.page().filter(|_| open).cloned();
        let shown = self.in_front().or(staff);
        let shown = shown.or_else(|| page().map(Screen::Page));
        shown.unwrap_or(Screen::of_rest(if open { self.role } else { Role::Door }))
    }

    /// Whether anyone seems to be there.
    #[must_use]
    pub fn presence(&self, now_ms: u64) -> Presence {
        if let Some(seconds) = self.staff.locks_in(now_ms) {
            return Presence::Locking { seconds };
        }
        let asked = || {
            self.quiet
                .asked_for_ms(now_ms)
                .filter(|_| self.screen().asks_when_quiet())
        };
        match self.visitor.form_ends_in_ms(now_ms).or_else(asked) {
            Some(left) => Presence::Asked {
                seconds: left.div_ceil(1000).max(1),
            },
            None => Presence::Here,
        }
    }

    /// In how many milliseconds the visit changes by itself (the question, its next second, its end); `None` when
    /// nothing is due. The screen need not be drawn again before.
    #[must_use]
    pub fn due_in_ms(&self, now_ms: u64) -> Option<u64> {
        let (screen, quiet) = (self.screen(), self.quiet);
        let forgets = screen.rests() && !self.visitor.is_untouched(self.house_language);
        let question = (screen.asks_when_quiet()).then(|| quiet.question_due_in_ms(now_ms));
        let visit = question.or(forgets.then(|| quiet.ends_in_ms(now_ms).max(1)));
        let (lane, staff) = (self.front.due_in_ms(now_ms), self.staff.due_in_ms(now_ms));
        let form = self.visitor.form_due_in_ms(now_ms);
        [visit, lane, staff, form].into_iter().flatten().min()
    }

    /// Whether the screen has a field for what a person types.
    #[must_use]
    pub fn has_field(&self) -> bool {
        let page = self.visitor.has_field() && self.in_front().is_none();
        page || self.staff.room().is_some()
    }

    /// What the lane has put in front.
    #[must_use]
    pub fn front(&self) -> &Front {
        &self.front
    }

    /// What is said in a band over the page.
    #[must_use]
    pub fn band(&self, now_ms: u64) -> Option<Band> {
        let lane_speaks = self.front.screen().is_some();
        self.visitor.band(lane_speaks, now_ms)
    }

    /// The present visitor.
    #[must_use]
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// The language to speak.
    #[must_use]
    pub fn language(&self) -> Language {
        self.visitor.language
    }

    /// Counts visits: another number means another visitor, for whom nothing of the one before may be left.
    #[must_use]
    pub fn visit(&self) -> u64 {
        self.visit
    }

    /// What staff do.
    #[must_use]
    pub fn staff(&self) -> &StaffSession {
        &self.staff
    }

    fn take(&mut self, event: Event<'_>, now_ms: u64) -> Vec<Command> {
        let mut asked = Vec::new();
        match event {
            Event::Ticked => asked = self.tick(now_ms),
            Event::Touched => {
                self.quiet.touched(now_ms);
                asked.extend(self.staff.touched(now_ms));
            }
            Event::Role(role) if self.role != role => {
                self.role = role;
                (self.front, self.staff) = Default::default();
                self.next_visitor(now_ms);
            }
            Event::Role(_) => {}
            Event::Lane(lane) => self.follow_lane(lane, now_ms),
            Event::Staff(view) => {
                if self.staff.follow(view, now_ms) {
                    self.next_visitor(now_ms);
                }
            }
            Event::People(view) => self.follow_people(view, now_ms),
            // Who holds a ticket to the scanner, or watches a video, is there, though they touch nothing.
            Event::Seats(seats) if !self.visitor.demos.hear(seats) => {}
            Event::Seats(_) | Event::Watched => self.quiet.touched(now_ms),
            Event::Leaked(count) => {
                if self.staff.room().is_some() {
                    self.staff.take_back(count);
                } else {
                    self.visitor.take_back(count);
                }
            }
            Event::Chose(action) => {
                self.quiet.touched(now_ms);
                return match action {
                    Action::Staff(action) => self.staff_chose(action, now_ms),
                    action => self.choose(action, now_ms).into_iter().collect(),
                };
            }
        }
        asked.into_iter().map(Command::Staff).collect()
    }

    fn follow_lane(&mut self, lane: &LaneView, now_ms: u64) {
        let beside = self.visitor.lane_speaks_beside();
        if let LaneView::Verdict(verdict) = lane {
            self.staff.saw(verdict);
            if self.visitor.stay.hear(verdict) && !beside {
                let stay = self.visitor.stay.clone();
                self.next_visitor(now_ms);
                self.visitor.stay = stay;
            }
        }
        let shown = self.in_front();
        let (was, turn) = (self.front.shown(), self.front.follow(lane, now_ms));
        if self.front.shown() != was {
            self.place_lane(now_ms);
        }
        if turn == VisitorChange::Next && !beside {
            if self.visitor.stay.has_walked_on() {
                self.next_visitor(now_ms);
            } else {
                self.next_visitor_by_the_way(now_ms);
            }
        }
        // What the lane has to say is not to be overlooked behind the panel.
        self.visitor.comfort.panel &= self.in_front() == shown;
    }

    /// Takes in what the desk knows for the present visitor.
    fn follow_people(&mut self, view: &PeopleView, now_ms: u64) {
        let card = view.stamps.as_ref();
        if let Some(card) = card.filter(|card| self.visitor.people.see(card)) {
            if self.is_at_work(now_ms) {
                self.visitor.people.writer.is_taken(now_ms);
            } else {
                if self.visitor.people.form.holds_something() {
                    self.next_visitor(now_ms);
                }
                self.visitor.show_card(card.id);
            }
        }
        if let Some(answer) = view.submission {
            self.visitor.people.form.answered(answer);
        }
    }

    fn tick(&mut self, now_ms: u64) -> Vec<StaffCommand> {
        let was = self.front.shown();
        self.front.tick(now_ms);
        if self.front.shown() != was {
            self.place_lane(now_ms);
        }
        if self.visitor.form_ends_in_ms(now_ms) == Some(0) {
            self.next_visitor(now_ms);
        }
        let at_pin = self.staff.room() == Some(StaffRoom::Pin);
        let is_untouched = self.visitor.is_untouched(self.house_language);
        let leaves = at_pin || !(is_untouched || self.staff.inside());
        let mut asked = Vec::new();
        if self.quiet.is_over(now_ms) && leaves && self.in_front().is_none() {
            asked = self.staff.leave();
            self.next_visitor(now_ms);
        }
        let inside = self.staff.inside();
        asked.extend(self.staff.tick(now_ms));
        if inside && self.staff.room().is_none() {
            self.next_visitor(now_ms);
        }
        asked
    }

    /// Something that a visitor chose.
    fn choose(&mut self, action: Action, now_ms: u64) -> Option<Command> {
        match action {
            Action::AskForContact(booth) => self.ask_for_contact(booth, now_ms),
            Action::ComeIn(people) => {
                self.front.choose(people);
                None
            }
            Action::Answer => self.front.answer(now_ms),
            Action::PutAway => {
                let command = self.front.put_away(now_ms);
                self.next_visitor_by_the_way(now_ms);
                Some(command)
            }
            Action::SampleTicket => Some(Command::SampleTicket),
            Action::SetUp(code) => Some(Command::SetUp(code)),
            action => {
                let leads_back = matches!(action, Action::Back | Action::Submission(_));
                let asked = self.visitor.choose(action, now_ms);
                // Behind the first page of the hall the visit is over.
                if leads_back && self.visitor.page().is_none() {
                    self.next_visitor_by_the_way(now_ms);
                }
                asked
            }
        }
    }

    /// Opens the form by which an exhibitor is asked to get in touch. From a verdict that puts the verdict away, and
    /// its visitor has opened no page yet.
    fn ask_for_contact(&mut self, booth: BoothNumber, now_ms: u64) -> Option<Command> {
        let shown = self.in_front().is_some();
        let dismiss = shown.then(|| self.front.put_away(now_ms));
        if shown {
            self.next_visitor_by_the_way(now_ms);
        }
        self.visitor.go(Page::Contact(booth), now_ms);
        dismiss
    }

    /// Something that staff chose. What only moves them about is no command.
    fn staff_chose(&mut self, action: StaffAction, now_ms: u64) -> Vec<Command> {
        self.visitor.comfort.panel = false;
        if !self.role.has_gate() && action.is_about_a_gate() {
            return Vec::new();
        }
        let mut asked = Vec::new();
        if action.takes_the_screen() {
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

    /// Forgets the visitor. Staff who stand at one of their screens stay there, in their language.
    fn next_visitor(&mut self, now_ms: u64) {
        let mut next = self.visitor.next(self.house_language);
        if self.staff.room().is_some() {
            next.language = self.visitor.language;
            next.comfort.access = self.visitor.comfort.access;
        }
        self.give_way_to(next, now_ms);
    }

    fn next_visitor_by_the_way(&mut self, now_ms: u64) {
        self.give_way_to(self.visitor.next_by_the_way(), now_ms);
    }

    fn give_way_to(&mut self, next: Visitor, now_ms: u64) {
        self.visitor = next;
        self.visit += 1;
        self.quiet.touched(now_ms);
    }

    /// What the lane puts in front of everything else.
    fn in_front(&self) -> Option<Screen> {
        let screen = self.front.screen();
        screen.filter(|_| !self.visitor.lane_speaks_beside())
    }

    /// The lane shows something new, on the whole screen or in a band.
    fn place_lane(&mut self, now_ms: u64) {
        let beside = self.front.screen().is_some() && self.is_at_work(now_ms);
        self.visitor.people.writer.place_lane(beside, now_ms);
    }

    /// Whether somebody fills in a form who is still there.
    fn is_at_work(&self, now_ms: u64) -> bool {
        self.role != Role::Door
            && self.staff.room().is_none()
            && self.visitor.writes()
            && self.visitor.people.is_at_work(now_ms)
    }

    /// Wipes the form as soon as its page is not what is on the screen.
    fn wipe_what_is_covered(&mut self) {
        let covered = self.staff.room().is_some() || self.in_front().is_some();
        let people = &mut self.visitor.people;
        if people.form.holds_something() && (covered || !self.visitor.writes()) {
            self.visitor.people.wipe();
        }
    }
}

#[cfg(test)]
mod tests;
