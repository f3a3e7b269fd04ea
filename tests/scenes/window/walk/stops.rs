//! Every screen of the walk, and how to come there.
//!
//! A screen is added by its line in [`stops`]. The stops of a kiosk are seen one after the other: a form is filled in
//! from stop to stop.

mod lane;
mod staff;
mod submissions;

use std::sync::Arc;

use shared::catalogue::{LifeCycleStage, PlaceKind};
use shared::checkin::Reason;
use shared::ids::BoothNumber;
use shared::route::Destination;
use shared::time::DayIndex;
use ui::session::{
    Action, BoothLayout, BoothsAction, DemosAction, LineAction, MapAction, Only, Page, Screen,
    Shelf,
};
use view::Role;
use view::{Kept, SeatAnswer, SeatNotice, SeatsView, StampCard, View};

use super::super::hall::NOW;
use super::super::people::knows;

/// A hands-on session of the sample exhibition with places, and one that is watched.
const HANDS_ON: &str = "d2-1100-wheel";
const TO_WATCH: &str = "d2-1400-leaf";

/// A screen to see.
pub(super) struct Stop {
    pub(super) name: &'static str,
    /// The kiosk at which it is seen.
    pub(super) at: Role,
    /// What the visitor does there, after the stop before.
    pub(super) does: Vec<Action>,
    /// What the desk shows then, other than usual.
    pub(super) shows: Box<dyn Fn(&mut View)>,
    /// What they see.
    pub(super) screen: Screen,
    /// Whether nobody touches anything until the screen asks whether they are there.
    pub(super) quiet: bool,
    /// Whether they watch the video that is there.
    pub(super) watches: bool,
}

impl Stop {
    fn then(mut self, does: impl IntoIterator<Item = Action>) -> Self {
        self.does.extend(does);
        self
    }

    fn shows(self, shows: impl Fn(&mut View) + 'static) -> Self {
        Self {
            shows: Box::new(shows),
            ..self
        }
    }
}

pub(super) use staff::staff_pages;

/// Every screen but the staff's.
pub(super) fn stops() -> Vec<Stop> {
    let mut stops = vec![rest("attract", Role::Hall), page("home", Page::Home)];
    stops.extend(booths());
    stops.extend(maps());
    stops.extend(demonstrations());
    stops.extend([
        page("nearest", Page::Nearest),
        page("villages", Page::Villages),
        page("village", Page::Village("bat-trang".parse().unwrap())),
        page("life-cycle", Page::LifeCycle),
        page("stamps", Page::Stamps),
        stamps("stamps-some", 1, 9),
        stamps("stamps-all", 2, 1),
    ]);
    stops.extend(submissions::submissions());
    stops.push(Stop {
        quiet: true,
        ..page("quiet", Page::Villages)
    });
    stops.extend(lane::at_a_booth());
    stops.extend(lane::at_the_door());
    stops
}

fn booths() -> Vec<Stop> {
    let list = |name, does: Vec<BoothsAction>| {
        let does = [BoothsAction::ShowAll].into_iter().chain(does);
        page(name, Page::Booths).then(does.map(Action::Booths))
    };
    let search = |words: &str| {
        let keys = LineAction::Type(words.to_owned());
        [LineAction::Open, keys].map(BoothsAction::Search).to_vec()
    };
    let by = |shelf| vec![BoothsAction::By(Some(shelf))];
    let grid = || vec![BoothsAction::Layout(BoothLayout::Grid)];
    let practice = Only::Practice(LifeCycleStage::Disposal);
    vec![
        list("booths", vec![]),
        list("booths-search", search("binh")),
        list("booths-nothing", search("qqqxxzzq")),
        list("booths-by-village", by(Shelf::Village)),
        list("booths-by-product", by(Shelf::Product)),
        list("booths-by-practice", by(Shelf::Practice)),
        list("booths-grid", grid()),
        list(
            "booths-grid-search",
            [grid(), search("nha ve sinh")].concat(),
        ),
        list("booths-only", vec![BoothsAction::Only(Some(practice))]),
        page("booth", Page::Booth(BoothNumber(7))),
    ]
}

fn maps() -> Vec<Stop> {
    let map = |does| page("map", Page::Map(None)).then([Action::Map(does)]);
    let far = BoothNumber(71);
    let to = |goal: Destination| Page::Map(Some(goal));
    vec![
        page("map", Page::Map(None)),
        Stop {
            name: "map-upper",
            ..map(MapAction::Level("upper".to_owned()))
        },
        Stop {
            name: "map-card",
            ..map(MapAction::Pick(Some(far)))
        },
        page("way", to(far.into())),
        page("way-step-free", to(far.into())).then([Action::Map(MapAction::StepFree(true))]),
        page("way-unknown", to(BoothNumber(999).into()))
            .then([Action::Map(MapAction::StepFree(false))]),
        page("way-to-area", to(Destination::Area("hands-on".to_owned()))),
        page(
            "way-to-nearest",
            to(Destination::Nearest(PlaceKind::Toilets)),
        ),
    ]
}

fn demonstrations() -> Vec<Stop> {
    let said = |name, answer: Option<SeatAnswer>| {
        page(name, Page::Session(HANDS_ON.to_owned())).shows(move |view| {
            view.seats = Arc::new(SeatsView {
                left: [(HANDS_ON.to_owned(), 7)].into(),
                said: answer.clone().map(|answer| SeatNotice {
                    session: HANDS_ON.to_owned(),
                    answer,
                }),
            });
        })
    };
    let yours = SeatAnswer::Yours {
        people: 2,
        kept: Kept::Until(NOW.plus(50 * 60_000)),
        new: true,
    };
    let refused = SeatAnswer::Refused(Reason::WrongDay);
    vec![
        page("programme", Page::Programme),
        page("programme-last-day", Page::Programme)
            .then([Action::Demos(DemosAction::Day(DayIndex(3)))]),
        said("session", None),
        said("session-how-many", Some(SeatAnswer::HowMany { most: 10 })),
        said("session-yours", Some(yours)),
        said("session-full", Some(SeatAnswer::TooFew { left: 0 })),
        said("session-not-now", Some(SeatAnswer::NotNow { at_hand: 1 })),
        said("session-refused", Some(refused)),
        page("session-to-watch", Page::Session(TO_WATCH.to_owned())),
        page("artisan", Page::Artisan("artisan-1".to_owned())),
        Stop {
            watches: true,
            ..page("video", Page::Artisan("artisan-1".to_owned()))
        },
        page("artisan-stopped", Page::Artisan("artisan-6".to_owned()))
            .then([Action::Demos(DemosAction::Pause(3))]),
    ]
}

/// A page of the hall.
fn page(name: &'static str, page: Page) -> Stop {
    Stop {
        name,
        at: Role::Hall,
        does: vec![Action::Go(page.clone())],
        shows: Box::new(|_| {}),
        screen: Screen::Page(page),
        quiet: false,
        watches: false,
    }
}

/// Where a kiosk rests.
fn rest(name: &'static str, at: Role) -> Stop {
    let screen = if at == Role::Hall {
        Screen::Attract
    } else {
        Screen::Scan
    };
    Stop {
        at,
        does: Vec::new(),
        screen,
        ..page(name, Page::Home)
    }
}

/// The card of a ticket that has visited every so manieth booth.
fn stamps(name: &'static str, id: u64, every: u16) -> Stop {
    Stop {
        does: Vec::new(),
        ..page(name, Page::Stamps)
    }
    .shows(move |view| {
        let booths = view.catalogue.booths.iter().map(|booth| booth.number);
        let booths = booths.filter(|booth| booth.0 % every == 0).collect();
        knows(view, |people| {
            people.stamps = Some(StampCard { id, booths });
        });
    })
}
