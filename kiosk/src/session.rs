//! What one visitor does at the kiosk, as a pure state machine: which screen, which language, what was searched.
//!
//! Time is a parameter: milliseconds of any clock that only goes forward. Nothing here draws. What staff do is beside
//! it, in [`StaffSession`]: a visitor's visit ends, and theirs goes on.

mod beside;
mod events;
mod front;
mod hall;
mod map;
mod staff;

use shared::ids::VillageId;

use crate::config::Role;
use crate::i18n::Language;
use crate::view::{Command, LaneView, StaffCommand, VisitorCommand};
use front::{Front, Turn};
use hall::Trail;

pub use events::{Action, Event, Presence, Screen};
pub use front::{CHECK_IS_SLOW_MS, CHECK_SHOWS_MS};
pub use hall::Page;
pub use map::{MapAction, MapVisit, Sight};
pub use staff::{
    Admission, Asked, CODE_LENGTH, LOCK_AFTER_MS, MOST_PEOPLE, Notice, Setting, StaffAction,
    StaffRoom, StaffSession, Subject, Walk,
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
    search: String,
    village: Option<VillageId>,
    touched_ms: u64,
    front: Front,
    visit: u64,
    staff: StaffSession,
}

impl Session {
    /// A visit that has not begun, in the language the house speaks first.
    #[must_use]
    pub fn new(house_language: Language, role: Role) -> Self {
        Self {
            house_language,
            language: house_language,
            role,
            trail: Trail::default(),
            map: MapVisit::default(),
            search: String::new(),
            village: None,
            touched_ms: 0,
            front: Front::default(),
            visit: 0,
            staff: StaffSession::default(),
        }
    }

    /// Takes one event, and answers with what to ask the desk for, in this order.
    pub fn handle(&mut self, event: Event<'_>, now_ms: u64) -> Vec<Command> {
        let asked = match event {
            Event::Ticked => self.tick(now_ms),
            Event::Touched => {
                self.touched_ms = now_ms;
                self.staff.touched(now_ms).into_iter().collect()
            }
            Event::Lane(lane) => {
                if let LaneView::Verdict(verdict) = lane {
                    self.staff.saw(verdict);
                }
                if self.front.follow(lane, now_ms) == Turn::Next {
                    self.next_visitor(now_ms);
                }
                Vec::new()
            }
            Event::Staff(view) => {
                if self.staff.follow(view, now_ms) {
                    self.next_visitor(now_ms);
                }
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
        self.front
            .screen()
            .or(staff)
            .or_else(page)
            .unwrap_or(self.rest())
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

    /// What was typed into the search field.
    #[must_use]
    pub fn search(&self) -> &str {
        &self.search
    }

    /// The village whose booths alone are wanted.
    #[must_use]
    pub fn village(&self) -> Option<&VillageId> {
        self.village.as_ref()
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

    /// What staff do.
    #[must_use]
    pub fn staff(&self) -> &StaffSession {
        &self.staff
    }

    /// Whether anyone seems to be there.
    #[must_use]
    pub fn presence(&self, now_ms: u64) -> Presence {
        if let Some(seconds) = self.staff.locks_in(now_ms) {
            return Presence::Locking { seconds };
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
            Screen::Scan | Screen::Attract if self.language != self.house_language => {
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
        [visit, lane, staff].into_iter().flatten().min()
    }

    fn tick(&mut self, now_ms: u64) -> Vec<StaffCommand> {
        self.front.tick(now_ms);
        let gone = now_ms.saturating_sub(self.touched_ms) >= QUIET_MS + COUNTDOWN_MS;
        let untouched = self.trail.page().is_none() && self.language == self.house_language;
        let at_pin = self.staff.room() == Some(StaffRoom::Pin);
        let leaves = at_pin || !(untouched || self.staff.inside());
        let mut asked = Vec::new();
        if gone && leaves && self.front.screen().is_none() {
            asked = self.staff.leave();
            self.next_visitor(now_ms);
        }
        asked.extend(self.staff_tick(now_ms));
        asked
    }

    fn choose(&mut self, action: Action, now_ms: u64) -> Option<Command> {
        match action {
            Action::Speak(language) => self.language = language,
            Action::Go(page) => return self.go(page),
            Action::Map(action) => self.map.handle(action),
            Action::Back => {
                self.map.open_anew();
                self.trail.back();
                if self.trail.page().is_none() {
                    self.next_visitor_keeping_language(now_ms);
                }
            }
            Action::OnlyVillage(village) => self.village = village,
            Action::Search(text) => self.search = text.chars().take(LONGEST_SEARCH).collect(),
            Action::ShowAll => {
                self.search.clear();
                self.village = None;
            }
            // What staff choose went to their own state machine before it came here.
            Action::StillHere | Action::Staff(_) => {}
            Action::ComeIn(people) => self.front.choose(people),
            Action::Answer => return self.front.answer(now_ms),
            Action::PutAway => {
                let command = self.front.put_away(now_ms);
                self.next_visitor(now_ms);
                return Some(command);
            }
            Action::SampleTicket => return Some(Command::SampleTicket),
        }
        None
    }

    fn go(&mut self, page: Page) -> Option<Command> {
        let looked_up = match page {
            Page::Booth(number) => Some(VisitorCommand::LookedUp(number)),
            _ => None,
        };
        self.map.open_anew();
        self.trail.go(page);
        looked_up.map(Command::Visitor)
    }

    /// Whoever goes back to the first screen may still be the same person: the language stays until the time is up.
    fn next_visitor_keeping_language(&mut self, now_ms: u64) {
        let language = self.language;
        self.next_visitor(now_ms);
        self.language = language;
    }

    /// Forgets the visitor. Staff who stand at one of their screens stay there, in their language.
    fn next_visitor(&mut self, now_ms: u64) {
        let mut next = Self {
            touched_ms: now_ms,
            front: self.front.clone(),
            visit: self.visit + 1,
            staff: std::mem::take(&mut self.staff),
            ..Self::new(self.house_language, self.role)
        };
        if next.staff.room().is_some() {
            next.language = self.language;
        }
        *self = next;
    }
}

#[cfg(test)]
mod tests;
