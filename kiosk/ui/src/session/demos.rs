//! What a visitor has open of the demonstrations: the day of the programme, the slide or the video of an artisan, and
//! what they ask of seats.

use shared::time::DayIndex;
use view::{Command, SeatNotice, SeatsView, VisitorCommand};

use super::page::Page;

/// How long a slide stays before the next comes by itself, in milliseconds: time to read two sentences slowly.
pub const SLIDE_MS: u64 = 9_000;

/// What a control of the demonstrations asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemosAction {
    /// Show this day of the programme.
    Day(DayIndex),
    /// Show this slide, counted from 0, and stay there.
    Slide(usize),
    /// Let the slides go by themselves from this one on, counted from 0.
    Play(usize),
    /// Stay at this slide, counted from 0.
    Pause(usize),
    /// Show the video from its beginning.
    Watch,
    /// Let the video stand still, or go on.
    PauseVideo(bool),
    /// Show the video's captions, or not.
    Captions(bool),
    /// Show the slides in place of the video.
    LeaveVideo,
    /// So many people want a place.
    TakeSeats(u16),
    /// Give the seats back.
    ReturnSeats,
    /// Put away what was said about seats.
    DismissSeatNotice,
}

/// What is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Demos {
    day: Option<DayIndex>,
    first_slide: usize,
    since_ms: u64,
    paused: bool,
    watching: Option<Watching>,
    without_captions: bool,
    said: Option<SeatNotice>,
}

/// A video that is being watched: it only ever begins by a touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watching {
    /// Tells this time from every other.
    pub run: u64,
    /// Whether it stands still.
    pub paused: bool,
    /// How long it had been on when it was stopped or went on last, in milliseconds.
    played_ms: u64,
    /// When that was.
    since_ms: u64,
}

impl Watching {
    /// Begins now. No two touches come at the same moment: it tells this time from every other.
    fn begins(now_ms: u64) -> Self {
        Self {
            run: now_ms,
            paused: false,
            played_ms: 0,
            since_ms: now_ms,
        }
    }

    /// Stands still from now on, or goes on.
    fn turned(self, paused: bool, now_ms: u64) -> Self {
        Self {
            paused,
            played_ms: self.played_ms(now_ms),
            since_ms: now_ms,
            ..self
        }
    }

    /// How long it has been on, in milliseconds and without its pauses, however far its pictures have come.
    #[must_use]
    pub fn played_ms(self, now_ms: u64) -> u64 {
        let gone = now_ms.saturating_sub(self.since_ms);
        self.played_ms + if self.paused { 0 } else { gone }
    }
}

impl Demos {
    /// The day that was chosen; `None` for the day that it is.
    #[must_use]
    pub fn day(&self) -> Option<DayIndex> {
        self.day
    }

    /// Which of so many slides is on, counted from 0. With `calm`, none goes by itself.
    #[must_use]
    pub fn slide(&self, slides: usize, calm: bool, now_ms: u64) -> usize {
        let gone = if self.plays(calm) {
            now_ms.saturating_sub(self.since_ms) / SLIDE_MS
        } else {
            0
        };
        let gone = usize::try_from(gone).unwrap_or(0);
        self.first_slide.saturating_add(gone) % slides.max(1)
    }

    /// Whether the slides go by themselves.
    #[must_use]
    pub fn plays(&self, calm: bool) -> bool {
        !self.paused && !calm
    }

    /// In how many milliseconds the next slide comes by itself; `None` for never.
    #[must_use]
    pub fn next_slide_ms(&self, calm: bool, now_ms: u64) -> Option<u64> {
        let gone = now_ms.saturating_sub(self.since_ms) % SLIDE_MS;
        self.plays(calm).then_some(SLIDE_MS - gone)
    }

    /// The video in place of the slides, if it is on.
    #[must_use]
    pub fn watching(&self) -> Option<Watching> {
        self.watching
    }

    /// Whether a video's captions are shown: they are, until somebody has had enough of them.
    #[must_use]
    pub fn captions(&self) -> bool {
        !self.without_captions
    }

    /// Forgets the chosen day and slide.
    pub(super) fn begin_anew(&mut self) {
        (self.day, self.first_slide, self.paused) = (None, 0, false);
    }

    /// Takes what a control asks for, and answers with what to ask the desk for.
    pub(super) fn choose(&mut self, action: DemosAction, now_ms: u64) -> Option<Command> {
        let asked = match action {
            DemosAction::Day(day) => {
                self.day = Some(day);
                return None;
            }
            DemosAction::Slide(slide) | DemosAction::Pause(slide) => {
                self.go_to(slide, true, now_ms);
                return None;
            }
            DemosAction::Play(slide) => {
                self.go_to(slide, false, now_ms);
                return None;
            }
            DemosAction::Watch => {
                self.watching = Some(Watching::begins(now_ms));
                return None;
            }
            DemosAction::PauseVideo(paused) => {
                self.watching = self
                    .watching
                    .map(|watching| watching.turned(paused, now_ms));
                return None;
            }
            DemosAction::Captions(shown) => {
                self.without_captions = !shown;
                return None;
            }
            DemosAction::LeaveVideo => {
                self.leave_video();
                self.go_to(0, false, now_ms);
                return None;
            }
            DemosAction::TakeSeats(people) => VisitorCommand::TakeSeats(people),
            DemosAction::ReturnSeats => VisitorCommand::ReturnSeats,
            DemosAction::DismissSeatNotice => VisitorCommand::DismissSeatNotice,
        };
        Some(Command::Visitor(asked))
    }

    /// Takes in what the desk says of seats; answers whether it has just said something to somebody.
    pub(super) fn hear(&mut self, seats: &SeatsView) -> bool {
        let news = self.said != seats.said;
        if news {
            self.said.clone_from(&seats.said);
        }
        news && self.said.is_some()
    }

    /// A page is opened: an artisan's slides begin anew, and no video goes on.
    pub(super) fn turn_to(&mut self, page: &Page, now_ms: u64) {
        self.leave_video();
        if matches!(page, Page::Artisan(_)) {
            self.go_to(0, false, now_ms);
        }
    }

    /// No video is on: on its page it begins by a touch.
    pub(super) fn leave_video(&mut self) {
        self.watching = None;
    }

    fn go_to(&mut self, slide: usize, paused: bool, now_ms: u64) {
        self.first_slide = slide;
        self.since_ms = now_ms;
        self.paused = paused;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u64 = 5_000;

    fn opened() -> Demos {
        let mut demos = Demos::default();
        demos.turn_to(&Page::Artisan("artisan-1".to_owned()), START);
        demos
    }

    #[test]
    fn slides_go_by_themselves_round_and_round_until_somebody_stops_them() {
        let mut demos = opened();
        assert_eq!(demos.slide(5, false, START), 0);
        assert_eq!(demos.next_slide_ms(false, START + 1_000), Some(8_000));
        assert_eq!(demos.slide(5, false, START + SLIDE_MS), 1);
        assert_eq!(demos.slide(5, false, START + 5 * SLIDE_MS), 0);
        demos.choose(DemosAction::Pause(3), START + SLIDE_MS);
        assert_eq!(demos.slide(5, false, u64::MAX), 3);
        assert_eq!(demos.next_slide_ms(false, u64::MAX), None);
        demos.choose(DemosAction::Play(3), 90_000);
        assert_eq!(demos.slide(5, false, 90_000 + SLIDE_MS), 4);
    }

    #[test]
    fn in_calm_nothing_moves_and_buttons_still_turn_the_slides() {
        let mut demos = opened();
        assert_eq!(demos.slide(5, true, START + 3 * SLIDE_MS), 0);
        assert_eq!(demos.next_slide_ms(true, START), None);
        demos.choose(DemosAction::Slide(2), START);
        assert_eq!(demos.slide(5, true, START + 3 * SLIDE_MS), 2);
    }

    #[test]
    fn whoever_is_said_something_to_is_there_and_only_then() {
        let mut demos = Demos::default();
        let mut seats = SeatsView::default();
        assert!(!demos.hear(&seats));
        seats.said = Some(SeatNotice {
            session: "wheel".to_owned(),
            answer: view::SeatAnswer::GivenBack,
        });
        assert!(demos.hear(&seats));
        assert!(!demos.hear(&seats), "the same still");
        seats.left.insert("wheel".to_owned(), 3);
        assert!(!demos.hear(&seats), "said to nobody");
        seats.said = None;
        assert!(!demos.hear(&seats));
    }

    #[test]
    fn a_video_begins_by_a_touch_and_ends_with_the_page() {
        let mut demos = opened();
        assert_eq!(demos.watching(), None);
        demos.choose(DemosAction::PauseVideo(true), START);
        assert_eq!(demos.watching(), None, "there is nothing to pause");
        demos.choose(DemosAction::Watch, START + 10);
        let first = demos.watching().unwrap();
        assert!(!first.paused && demos.captions());
        demos.choose(DemosAction::PauseVideo(true), START + 20);
        let paused = demos.watching().unwrap();
        assert!(paused.paused && paused.run == first.run);
        demos.choose(DemosAction::Captions(false), START + 30);
        demos.choose(DemosAction::Watch, START + 40);
        let again = demos.watching().unwrap();
        assert!(!again.paused && again.run != first.run);
        assert!(!demos.captions(), "as was chosen");
        demos.turn_to(&Page::Map(None), START + 50);
        assert_eq!(demos.watching(), None);
        demos.choose(DemosAction::Watch, START + 60);
        demos.choose(DemosAction::LeaveVideo, START + 90);
        assert_eq!(demos.watching(), None);
        assert_eq!(demos.slide(5, false, START + 90), 0);
    }

    #[test]
    fn a_video_is_on_as_long_as_it_does_not_stand_still() {
        let mut demos = opened();
        let mut at = |now: u64, does: DemosAction| {
            demos.choose(does, START + now);
            demos.watching().unwrap()
        };
        let watching = at(0, DemosAction::Watch);
        assert_eq!(watching.played_ms(START + 700), 700);
        let paused = at(700, DemosAction::PauseVideo(true));
        assert_eq!(paused.played_ms(START + 9_000), 700);
        let on = at(9_000, DemosAction::PauseVideo(false));
        assert_eq!(on.played_ms(START + 9_300), 1_000);
        let anew = at(9_300, DemosAction::Watch);
        assert_eq!(anew.played_ms(START + 9_300), 0);
    }

    #[test]
    fn a_slide_that_is_no_more_is_another_one_and_no_slides_are_none() {
        let mut demos = opened();
        demos.choose(DemosAction::Slide(7), START);
        assert_eq!(demos.slide(5, false, START), 2);
        assert_eq!(demos.slide(0, false, START), 0);
    }
}
