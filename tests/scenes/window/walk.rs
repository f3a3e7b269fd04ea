//! The walk: every screen and every page in every language, upright and across, with usual and with large letters, low
//! down and in high contrast. On each nothing is too small to touch, without a name, cut short, or over an edge.
//!
//! A page is added by its line in [`stops`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use kiosk::config::Role as KioskRole;
use kiosk::i18n::Language;
use kiosk::session::{AccessAction, Action, Aid, Page, Screen};
use kiosk::view::{LaneView, Outcome, Question};
use shared::checkin::Reason;
use shared::ids::{BoothNumber, TicketNumber, TicketType};

use super::hall::{self, Hall, LANDSCAPE, PORTRAIT, verdict};

/// A screen to see, and how to come there.
struct Stop {
    name: &'static str,
    go: Go,
    /// Whether names may end in an ellipsis there, since a list shows them whole elsewhere.
    may_cut: bool,
    /// Whether words are whole there only with usual letters and at the usual height; still to be mended. Touching and
    /// hearing hold there with every aid.
    usual_only: bool,
}

enum Go {
    /// A page of the hall.
    To(Page),
    /// What the lane says, at a door.
    Lane(LaneView),
    /// The artisan's page, with the video going on.
    Video,
    /// Where the kiosk rests.
    Rest(KioskRole),
}

fn page(name: &'static str, page: Page) -> Stop {
    Stop {
        name,
        go: Go::To(page),
        may_cut: false,
        usual_only: false,
    }
}

/// A page whose words are whole only without aids.
fn usual(stop: Stop) -> Stop {
    Stop {
        usual_only: true,
        ..stop
    }
}

fn lane(name: &'static str, lane: LaneView) -> Stop {
    Stop {
        name,
        go: Go::Lane(lane),
        may_cut: false,
        usual_only: false,
    }
}

fn rest(name: &'static str, role: KioskRole) -> Stop {
    Stop {
        name,
        go: Go::Rest(role),
        may_cut: false,
        usual_only: false,
    }
}

/// Every screen but the staff's, which have scenes of their own.
fn stops() -> Vec<Stop> {
    let question = Question {
        id: 1,
        ticket: TicketNumber(4711),
        kind: TicketType(3),
        most: 18,
        party: 30,
        again: false,
        confirm: false,
        leaving: false,
    };
    let mut stops = vec![
        rest("attract", KioskRole::Hall),
        page("home", Page::Home),
        Stop {
            may_cut: true,
            ..page("booths", Page::Booths)
        },
        page("booth", Page::Booth(BoothNumber(7))),
        usual(page("map", Page::Map(None))),
        usual(page("way", Page::Map(Some(BoothNumber(71))))),
        page("programme", Page::Programme),
        page("session", Page::Session("d0-1".to_owned())),
        page("session-to-watch", Page::Session("d0-0".to_owned())),
        page("artisan", Page::Artisan("artisan-1".to_owned())),
        Stop {
            go: Go::Video,
            ..page("video", Page::Home)
        },
        page("villages", Page::Villages),
        usual(page("village", Page::Village("bat-trang".parse().unwrap()))),
        page("life-cycle", Page::LifeCycle),
        page("network", Page::Network),
        usual(page("contact", Page::Contact(BoothNumber(7)))),
        page("stamps", Page::Stamps),
        rest("scan", KioskRole::Door),
        lane("checking", LaneView::Checking),
        lane("asking", LaneView::Asking(question)),
        lane(
            "admitted",
            verdict(1, Outcome::Admitted { again: false }, 4),
        ),
        lane("again", verdict(2, Outcome::Admitted { again: true }, 1)),
        lane("exited", verdict(3, Outcome::Exited, 1)),
        lane("out-of-order", LaneView::OutOfOrder(String::new())),
    ];
    // Those that say most; the door's own scenes see all of them.
    let refused = [Reason::AlreadyUsed, Reason::Full, Reason::NotOpen];
    for (id, reason) in (10..).zip(refused) {
        stops.push(lane("refused", verdict(id, hall::refusal(reason), 4)));
    }
    stops
}

/// What visitors may have chosen: each of it at least once.
const CHOSEN: [&[Aid]; 3] = [
    &[],
    &[Aid::LargeText],
    &[Aid::LowReach, Aid::HighContrast, Aid::Calm],
];

#[test]
fn upright_every_screen_holds_in_every_language_with_usual_and_with_large_letters() {
    all_hold(PORTRAIT);
}

#[test]
fn across_every_screen_holds_in_every_language_with_usual_and_with_large_letters() {
    all_hold(LANDSCAPE);
}

#[track_caller]
fn all_hold(size: [f32; 2]) {
    let mut fallen = Vec::new();
    for language in Language::all() {
        for aids in CHOSEN {
            fallen.extend(walk(size, language, aids));
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

/// Sees every stop, and answers with those at which something was wrong; what it was stands above.
fn walk(size: [f32; 2], language: Language, aids: &[Aid]) -> Vec<String> {
    let mut fallen = Vec::new();
    for role in [KioskRole::Hall, KioskRole::Door] {
        let mut hall = match role {
            KioskRole::Hall => Hall::open_with_a_video(size, language),
            _ => Hall::open(size, language),
        };
        for aid in aids {
            hall.chooses(Action::Access(AccessAction::Turn(*aid)));
        }
        for stop in stops() {
            let there = match &stop.go {
                Go::Rest(wanted) => *wanted == role,
                Go::To(_) | Go::Video => role == KioskRole::Hall,
                Go::Lane(_) => role == KioskRole::Door,
            };
            if !there {
                continue;
            }
            let code = language.code();
            let told = format!("{} at {size:?} in {code} with {aids:?}", stop.name);
            let seen = catch_unwind(AssertUnwindSafe(|| see(&mut hall, stop, aids)));
            fallen.extend(seen.is_err().then_some(told));
        }
    }
    fallen
}

/// Goes there and looks at it, with the panel closed and open.
fn see(hall: &mut Hall, stop: Stop, aids: &[Aid]) {
    match stop.go {
        Go::To(page) => {
            hall.chooses(Action::Go(page.clone()));
            assert_eq!(hall.screen(), Screen::Page(page));
        }
        Go::Video => hall.watches_the_video(),
        Go::Lane(lane) => {
            hall.lane(lane);
            hall.waits(1);
        }
        Go::Rest(_) => {}
    }
    // A visitor comes with each verdict; the aids are theirs, and so they are chosen again.
    let on = hall.harness.state().session().access();
    for aid in aids.iter().filter(|aid| !on.has(**aid)) {
        hall.chooses(Action::Access(AccessAction::Turn(*aid)));
    }
    let mut name = stop.name.to_owned();
    for aid in aids {
        name = format!("{name}-{aid:?}");
    }
    hall.keeps_a_picture(&name);
    if stop.usual_only && !aids.is_empty() {
        hall.every_target_is_large_enough();
        hall.every_control_has_a_name();
    } else {
        hall.holds(stop.may_cut);
    }
    hall.chooses(Action::Access(AccessAction::Open));
    if matches!(stop.name, "attract" | "home" | "scan" | "again") {
        hall.keeps_a_picture(&format!("{name}-panel"));
    }
    hall.every_target_is_large_enough();
    hall.every_control_has_a_name();
    hall.no_words_leave_their_place(true);
    hall.chooses(Action::Access(AccessAction::Close));
}

impl Hall {
    /// With `KIOSK_PICTURES=DIR` the window as it is now is kept, for people to look at.
    pub(super) fn keeps_a_picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("KIOSK_PICTURES").map(PathBuf::from) {
            let [width, height] = self.size;
            let code = self.harness.state().session().language().code();
            let file = format!("{name}-{width}x{height}-{code}.png");
            self.picture().save(&folder.join(file));
        }
    }

    /// All that holds for every screen.
    #[track_caller]
    fn holds(&self, may_cut: bool) {
        self.every_target_is_large_enough();
        self.every_control_has_a_name();
        self.no_words_leave_their_place(may_cut);
        self.words_keep_clear_of_controls();
    }

    /// Words are on a control, or clear of it, as far as they are seen: in a list that scrolls, some are not.
    #[track_caller]
    fn words_keep_clear_of_controls(&self) {
        let controls = self.controls();
        for clipped in &self.harness.output().shapes {
            let egui::Shape::Text(text) = &clipped.shape else {
                continue;
            };
            let whole = text.galley.rect.translate(text.pos.to_vec2());
            let seen = whole.intersect(clipped.clip_rect).shrink(1.0);
            let on_one = |seen: egui::Rect| {
                let mut under = controls.iter();
                under.any(|(_, control)| control.expand(1.0).contains_rect(seen))
            };
            if !seen.is_positive() || on_one(seen) {
                continue;
            }
            let words = &text.galley.job.text;
            let into = controls
                .iter()
                .find(|(_, control)| control.intersects(seen));
            assert!(into.is_none(), "{words:?} at {seen:?} runs into {into:?}");
        }
    }

    /// Whoever can't see the screen is told what each control is.
    #[track_caller]
    pub(super) fn every_control_has_a_name(&self) {
        for node in self.harness.root().children_recursive() {
            let told = node.accesskit_node();
            let control = matches!(
                told.role(),
                Role::Button | Role::RadioButton | Role::CheckBox | Role::TextInput | Role::Image
            );
            let named = told.label().is_some_and(|label| !label.trim().is_empty());
            assert!(named || !control, "{:?} at {:?}", told.role(), node.rect());
        }
    }

    /// Every text lies on the screen and within what is drawn of its place; in a list that scrolls, from left to right.
    #[track_caller]
    pub(super) fn no_words_leave_their_place(&self, may_cut: bool) {
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, self.size.into());
        for clipped in &self.harness.output().shapes {
            let egui::Shape::Text(text) = &clipped.shape else {
                continue;
            };
            let words = &text.galley.job.text;
            assert!(may_cut || !text.galley.elided, "cut short: {words}");
            let place = clipped.clip_rect.intersect(screen).expand(1.0);
            let seen = text.galley.rect.translate(text.pos.to_vec2());
            let scrolls = clipped.clip_rect.height() < 0.98 * screen.height();
            let within = seen.left() >= place.left() && seen.right() <= place.right();
            assert!(within, "{words:?} at {seen:?} beside {place:?}");
            let whole = seen.top() >= place.top() && seen.bottom() <= place.bottom();
            assert!(whole || scrolls, "{words:?} at {seen:?} over {place:?}");
        }
    }
}
