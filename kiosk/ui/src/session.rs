//! What one visitor does at the kiosk, as a pure state machine: which screen, which language, what was searched.
//!
//! Time is a parameter: milliseconds of any clock that only goes forward. Nothing here draws. What staff do is beside
//! it, in [`StaffSession`]: a visitor's visit ends, and theirs goes on.

mod access;
mod beside;
mod booths;
mod demos;
mod events;
mod front;
mod hall;
mod line;
mod map;
mod people;
mod quiet;
mod staff;
mod stay;
mod submission;
mod visit;
mod writing;

use access::Comfort;
use front::{Front, VisitorChange};
use hall::Trail;
use people::People;
use stay::Stay;
use texts::Language;
use view::Role;
use view::{Command, LaneView, Purpose, VisitorCommand};

pub use access::{Access, AccessAction, Aid};
pub use booths::{BoothLayout, BoothsAction, Browse, Only, Shelf};
pub use demos::{Demos, DemosAction, SLIDE_MS, Watching};
pub use events::{Action, Event, Presence, Screen};
pub use front::{CHECK_IS_SLOW_MS, CHECK_SHOWS_MS};
pub use hall::Page;
pub use line::{LineAction, RUB_OUT, TypedLine, Writing};
pub use map::{MapAction, MapVisit, Sight};
pub use submission::{SubmissionAction, SubmissionForm, SubmissionStep, SubmissionSubject};
pub use writing::{AT_WORK_MS, Band};

pub use staff::{
    Admission, AdmissionSubject, CODE_LENGTH, LOCK_AFTER_MS, MOST_PEOPLE, Notice, Setting,
    StaffAction, StaffRequest, StaffRoom, StaffSession, Walk,
};

/// How long nobody may touch a booth screen before it asks.
pub const QUIET_MS: u64 = 30_000;

/// How long the question with its countdown stays before the next visitor finds the first screen.
pub const COUNTDOWN_MS: u64 = 20_000;

/// The longest search that is kept, in characters.
pub const LONGEST_SEARCH: usize = 60;

/// The state of the visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    house_language: Language,
    language: Language,
    role: Role,
    trail: Trail,
    map: MapVisit,
    browse: Browse,
    booth_layout: BoothLayout,
    comfort: Comfort,
    people: People,
    demos: Demos,
    touched_ms: u64,
    front: Front,
    stay: Stay,
    visit: u64,
    staff: StaffSession,
}

impl Session {
    /// Returns whether the screen has a field for what a person types.
    #[must_use]
    pub fn has_field(&self) -> bool {
        let page = matches!(
            self.trail.page(),
            Some(Page::Booths | Page::Network | Page::Contact(_))
        );
        self.staff.room().is_some() || (page && self.in_front().is_none())
    }

    /// A visit that has not begun, in the language the house speaks first.
    #[must_use]
    pub fn new(house_language: Language, role: Role) -> Self {
        Self {
            house_language,
            language: house_language,
            role,
            trail: Trail::default(),
            map: MapVisit::default(),
            browse: Browse::default(),
            booth_layout: BoothLayout::default(),
            comfort: Comfort::default(),
            people: People::default(),
            demos: Demos::default(),
            touched_ms: 0,
            front: Front::default(),
            stay: Stay::default(),
            visit: 0,
            staff: StaffSession::default(),
        }
    }

    /// Takes one event, and answers with what to ask the desk for, in this order.
    pub fn handle(&mut self, event: Event<'_>, now_ms: u64) -> Vec<Command> {
        let before = self.purpose();
        let (visit, holds) = (self.visit, self.people.holds_something());
        let mut asked = self.take(event, now_ms);
        self.wipe_what_is_covered();
        asked.extend(self.submission_tick(now_ms));
        if holds && self.visit != visit {
            asked.push(Command::Visitor(VisitorCommand::Forget));
        }
        let purpose = self.purpose();
        if purpose != before {
            asked.push(Command::Visitor(VisitorCommand::ScanFor(purpose)));
        }
        asked
    }

    fn take(&mut self, event: Event<'_>, now_ms: u64) -> Vec<Command> {
        let asked = match event {
            Event::Ticked => self.tick(now_ms),
            Event::Touched => {
                self.touched_ms = now_ms;
                self.staff.touched(now_ms).into_iter().collect()
            }
            Event::Lane(lane) => {
                let beside = self.speaks_beside();
                if let LaneView::Verdict(verdict) = lane {
                    self.staff.saw(verdict);
                    if self.stay.hear(verdict) && !beside {
                        let stay = self.stay.clone();
                        self.next_visitor(now_ms);
                        self.stay = stay;
                    }
                }
                let shown = self.in_front();
                let (was, turn) = (self.front.shown(), self.front.follow(lane, now_ms));
                if self.front.shown() != was {
                    self.place_in_front(now_ms);
                }
                if turn == VisitorChange::Next && !beside {
                    if self.stay.has_walked_on() {
                        self.next_visitor(now_ms);
                    } else {
                        self.next_visitor_by_the_way(now_ms);
                    }
                }
                // What the lane has to say is not to be overlooked behind the panel.
                self.comfort.panel &= self.in_front() == shown;
                Vec::new()
            }
            Event::Staff(view) => {
                if self.staff.follow(view, now_ms) {
                    self.next_visitor(now_ms);
                }
                Vec::new()
            }
            Event::People(view) => {
                self.follow_people(view, now_ms);
                Vec::new()
            }
            Event::Seats(seats) => {
                // A visitor who holds a ticket to the scanner is there, though they touch nothing.
                if self.demos.hear(seats) {
                    self.touched_ms = now_ms;
                }
                Vec::new()
            }
            // A visitor who watches a video is there, though they touch nothing.
            Event::Watched => {
                self.touched_ms = now_ms;
                Vec::new()
            }
            Event::Leaked(count) => {
                self.take_back(count);
                Vec::new()
            }
            Event::Chose(Action::Staff(action)) => return self.staff_chose(action, now_ms),
            Event::Chose(action) => {
                self.touched_ms = now_ms;
                return self.choose(action, now_ms).into_iter().collect();
            }
        };
        asked.into_iter().map(Command::Staff).collect()
    }

    /// The screen to draw.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let staff = self.staff.room().map(Screen::Staff);
        let page = || self.trail.page().cloned().map(Screen::Page);
        self.in_front()
            .or(staff)
            .or_else(page)
            .unwrap_or(self.rest())
    }

    /// What the lane puts in front of everything else.
    fn in_front(&self) -> Option<Screen> {
        self.front.screen().filter(|_| !self.speaks_beside())
    }

    /// What a ticket is scanned for. At a door it is always the gate: a reader there is not the one who comes in.
    fn purpose(&self) -> Purpose {
        match (self.role, self.screen()) {
            (Role::Hall | Role::Booth(_), Screen::Page(Page::Session(id))) => Purpose::Seat(id),
            _ => Purpose::Usual,
        }
    }

    /// The screen at which the kiosk rests.
    fn rest(&self) -> Screen {
        match self.role {
            Role::Door | Role::Booth(_) => Screen::Scan,
            Role::Hall => Screen::Attract,
        }
    }

    /// How many people the visitors have chosen to come in; `None` while nobody is asked.
    #[must_use]
    pub fn people(&self) -> Option<u16> {
        self.front.people()
    }

    /// Whether checking a ticket takes so long that somebody has to say so.
    #[must_use]
    pub fn check_is_slow(&self, now_ms: u64) -> bool {
        self.front.is_slow(now_ms)
    }

    /// The language to speak.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// What is looked for among the booths.
    #[must_use]
    pub fn browse(&self) -> &Browse {
        &self.browse
    }

    /// Returns how the booths are laid out.
    #[must_use]
    pub fn booth_layout(&self) -> BoothLayout {
        self.booth_layout
    }

    /// What is open of the demonstrations.
    #[must_use]
    pub fn demos(&self) -> &Demos {
        &self.demos
    }

    /// What the map shows.
    #[must_use]
    pub fn map(&self) -> &MapVisit {
        &self.map
    }

    /// Counts visits: another number means another visitor, for whom nothing of the one before may be left.
    #[must_use]
    pub fn visit(&self) -> u64 {
        self.visit
    }

    /// What makes the screens easier for the present visitor.
    #[must_use]
    pub fn access(&self) -> Access {
        self.comfort.access
    }

    /// Whether the panel is open that offers what makes the screens easier.
    #[must_use]
    pub fn access_is_open(&self) -> bool {
        self.comfort.panel
    }

    /// What staff do.
    #[must_use]
    pub fn staff(&self) -> &StaffSession {
        &self.staff
    }
}

#[cfg(test)]
mod tests;
