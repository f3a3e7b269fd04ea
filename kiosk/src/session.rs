//! What one visitor does at the kiosk, as a pure state machine: which screen, which language, what was searched.
//!
//! Time is a parameter: milliseconds of any clock that only goes forward. Nothing here draws.

use shared::ids::{BoothNumber, VillageId};

use crate::i18n::Language;
use crate::view::{Command, LaneView};

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
    place: Place,
    search: String,
    village: Option<VillageId>,
    touched_ms: u64,
    verdict: Option<u64>,
    dismissed: Option<u64>,
    visit: u64,
}

/// Where the visitor is while there is no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Scan,
    Booths,
    Booth(BoothNumber),
}

/// Which screen to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The first one: waits for a ticket.
    Scan,
    /// The lane's verdict.
    Verdict,
    /// The list of booths.
    Booths,
    /// One booth.
    Booth(BoothNumber),
}

/// Everything that can move the visit on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'a> {
    /// Time has passed.
    Ticked,
    /// Somebody touched the screen or a key, wherever.
    Touched,
    /// What the lane is doing now.
    Lane(&'a LaneView),
    /// The visitor used a control.
    Chose(Action),
}

/// What a control asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Speak this language.
    Speak(Language),
    /// Show the booths.
    BrowseBooths,
    /// Show one booth.
    OpenBooth(BoothNumber),
    /// From a booth back to the list.
    BackToBooths,
    /// Back to the first screen.
    BackToScan,
    /// Only the booths of this village, or of all.
    OnlyVillage(Option<VillageId>),
    /// Search for this.
    Search(String),
    /// Forget search and village, show all booths.
    ShowAll,
    /// Answer to the question whether somebody is still there.
    StillHere,
    /// Put the verdict away.
    CloseVerdict,
    /// Scan one of the sample tickets.
    SampleTicket,
}

/// Whether anyone seems to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Touched a while ago at most, or the screen does not mind.
    Here,
    /// Not touched for long: the screen asks, and goes after so many seconds.
    Asked {
        /// Seconds left, 1 to 20.
        seconds: u64,
    },
}

impl Session {
    /// A visit that has not begun, in the language the house speaks first.
    #[must_use]
    pub fn new(house_language: Language) -> Self {
        Self {
            house_language,
            language: house_language,
            place: Place::Scan,
            search: String::new(),
            village: None,
            touched_ms: 0,
            verdict: None,
            dismissed: None,
            visit: 0,
        }
    }

    /// Takes one event, and answers with what to ask the desk for.
    pub fn handle(&mut self, event: Event<'_>, now_ms: u64) -> Option<Command> {
        match event {
            Event::Ticked => {
                self.tick(now_ms);
                None
            }
            Event::Touched => {
                self.touched_ms = now_ms;
                None
            }
            Event::Lane(lane) => {
                self.follow(lane, now_ms);
                None
            }
            Event::Chose(action) => {
                self.touched_ms = now_ms;
                self.choose(action, now_ms)
            }
        }
    }

    /// The screen to draw.
    #[must_use]
    pub fn screen(&self) -> Screen {
        match self.place {
            _ if self.verdict.is_some() => Screen::Verdict,
            Place::Scan => Screen::Scan,
            Place::Booths => Screen::Booths,
            Place::Booth(number) => Screen::Booth(number),
        }
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

    /// Counts visits: another number means another visitor, for whom nothing of the one before may be left.
    #[must_use]
    pub fn visit(&self) -> u64 {
        self.visit
    }

    /// Whether anyone seems to be there.
    #[must_use]
    pub fn presence(&self, now_ms: u64) -> Presence {
        let quiet = now_ms.saturating_sub(self.touched_ms);
        match self.screen() {
            Screen::Booths | Screen::Booth(_) if quiet >= QUIET_MS => {
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
        match self.screen() {
            Screen::Booths | Screen::Booth(_) if quiet < QUIET_MS => Some(QUIET_MS - quiet),
            Screen::Booths | Screen::Booth(_) => Some(1000 - quiet % 1000),
            Screen::Scan if self.language != self.house_language => {
                Some((QUIET_MS + COUNTDOWN_MS).saturating_sub(quiet).max(1))
            }
            Screen::Scan | Screen::Verdict => None,
        }
    }

    fn tick(&mut self, now_ms: u64) {
        let gone = now_ms.saturating_sub(self.touched_ms) >= QUIET_MS + COUNTDOWN_MS;
        let untouched = self.place == Place::Scan && self.language == self.house_language;
        if gone && self.verdict.is_none() && !untouched {
            self.next_visitor(now_ms);
        }
    }

    fn follow(&mut self, lane: &LaneView, now_ms: u64) {
        match lane {
            LaneView::Verdict(verdict) => {
                if self.dismissed != Some(verdict.id) {
                    self.verdict = Some(verdict.id);
                    self.dismissed = None;
                }
            }
            LaneView::Waiting | LaneView::OutOfOrder(_) => {
                self.dismissed = None;
                if self.verdict.is_some() {
                    self.next_visitor(now_ms);
                }
            }
            // The verdict before stays until the new one is there.
            LaneView::Reading | LaneView::Checking | LaneView::Asking(_) => {}
        }
    }

    fn choose(&mut self, action: Action, now_ms: u64) -> Option<Command> {
        match action {
            Action::Speak(language) => self.language = language,
            Action::BrowseBooths | Action::BackToBooths => self.place = Place::Booths,
            Action::OpenBooth(number) => self.place = Place::Booth(number),
            Action::BackToScan => self.next_visitor_keeping_language(now_ms),
            Action::OnlyVillage(village) => self.village = village,
            Action::Search(text) => self.search = text.chars().take(LONGEST_SEARCH).collect(),
            Action::ShowAll => {
                self.search.clear();
                self.village = None;
            }
            Action::StillHere => {}
            Action::CloseVerdict => {
                self.dismissed = self.verdict;
                self.next_visitor(now_ms);
                return Some(Command::Dismiss);
            }
            Action::SampleTicket => return Some(Command::SampleTicket),
        }
        None
    }

    /// Whoever goes back to the first screen may still be the same person: the language stays until the time is up.
    fn next_visitor_keeping_language(&mut self, now_ms: u64) {
        let language = self.language;
        self.next_visitor(now_ms);
        self.language = language;
    }

    fn next_visitor(&mut self, now_ms: u64) {
        *self = Self {
            touched_ms: now_ms,
            dismissed: self.dismissed,
            visit: self.visit + 1,
            ..Self::new(self.house_language)
        };
    }
}

#[cfg(test)]
mod tests;
