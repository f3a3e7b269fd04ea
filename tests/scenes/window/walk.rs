//! The walk: every screen and every page in every language, upright and across, with usual and with large letters, low
//! down and in high contrast. On each nothing is too small to touch, without a name, cut short, or over an edge.

mod stops;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use shared::catalogue::Catalogue;
use texts::{Key, Language, Texts};
use ui::session::{AccessAction, Action, Aid, Page, Screen};
use view::Role as KioskRole;
use view::View;

use super::hall::{DENSITY, Hall, LANDSCAPE, PORTRAIT};
use super::people::BOOTH;
use super::pictures::Art;
use super::staffed;
use super::video::{self, Projectionist};
use stops::{Stop, staff_pages, stops};

/// What visitors may have chosen: each of it at least once.
const CHOSEN: [&[Aid]; 3] = [
    &[],
    &[Aid::LargeText],
    &[Aid::LowReach, Aid::HighContrast, Aid::Calm],
];

/// Where the panel with the aids is opened; elsewhere the button is there that opens it.
const WITH_PANEL: [&str; 6] = ["attract", "home", "booths-search", "visit", "scan", "again"];

#[test]
fn upright_every_screen_holds_in_every_language_with_usual_and_with_large_letters() {
    all_hold(PORTRAIT);
}

#[test]
fn across_every_screen_holds_in_every_language_with_usual_and_with_large_letters() {
    all_hold(LANDSCAPE);
}

/// A screen by its pixels and pixels per millimetre.
#[derive(Debug, Clone, Copy)]
struct Glass {
    size: [f32; 2],
    density: f32,
}

const SMALL_ACROSS: [f32; 2] = [800.0, 480.0];
const SMALL_UPRIGHT: [f32; 2] = [540.0, 960.0];

const ROLES: [KioskRole; 3] = [KioskRole::Hall, KioskRole::Booth(BOOTH), KioskRole::Door];

#[track_caller]
fn all_hold(size: [f32; 2]) {
    let glass = Glass {
        size,
        density: DENSITY,
    };
    let walks = Language::all().flat_map(|language| CHOSEN.map(|aids| (language, aids)));
    hold(glass, walks, stops);
}

/// The smallest screens that are supported, where a pixel is smallest: every language.
#[track_caller]
fn smallest_hold(size: [f32; 2]) {
    let glass = Glass { size, density: 5.5 };
    let walks = Language::all().map(|language| (language, CHOSEN[0]));
    hold(glass, walks, stops);
}

/// Other small screens: Vietnamese, and each another language.
#[track_caller]
fn small_holds(size: [f32; 2], density: f32, other: &str) {
    let other = Language::from_code(other).unwrap();
    let walks = [Language::VIETNAMESE, other].map(|language| (language, CHOSEN[0]));
    hold(Glass { size, density }, walks, stops);
}

/// The staff's pages in both of their languages.
#[track_caller]
fn staff_pages_hold(size: [f32; 2], density: f32) {
    let walks = Language::all().filter(|language| language.has_staff());
    let walks = walks.map(|language| (language, CHOSEN[0]));
    hold(Glass { size, density }, walks, staff_pages);
}

#[test]
fn smallest_screen_across_holds_every_page() {
    smallest_hold(SMALL_ACROSS);
}

#[test]
fn smallest_screen_upright_holds_every_page() {
    smallest_hold(SMALL_UPRIGHT);
}

#[test]
fn few_pixels_hold_every_page() {
    small_holds(SMALL_ACROSS, 2.8, "en");
    small_holds(SMALL_UPRIGHT, 2.8, "ja");
}

#[test]
fn small_laptop_screens_hold_every_page() {
    small_holds([1024.0, 600.0], 5.5, "ko");
    small_holds(LANDSCAPE, 5.5, "zh");
}

#[test]
fn smallest_screen_across_holds_staff_pages() {
    staff_pages_hold(SMALL_ACROSS, 2.8);
    staff_pages_hold(SMALL_ACROSS, 5.5);
}

#[test]
fn smallest_screen_upright_holds_staff_pages() {
    staff_pages_hold(SMALL_UPRIGHT, 2.8);
    staff_pages_hold(SMALL_UPRIGHT, 5.5);
}

#[test]
fn usual_screens_hold_staff_pages() {
    staff_pages_hold(PORTRAIT, DENSITY);
    staff_pages_hold(LANDSCAPE, DENSITY);
}

#[test]
fn screen_below_the_smallest_says_so() {
    for language in Language::all() {
        let texts = Texts::new(language);
        for size in [[640.0, 400.0], [320.0, 240.0], [400.0, 800.0]] {
            let mut hall = Hall::with(size, language, |options| options.px_per_mm = 5.5);
            hall.sees(&texts.say(Key::TooSmallTitle));
            hall.sees(&texts.say(Key::TooSmallNext));
            hall.no_words_leave_their_place();
            hall.keeps_a_picture("too-small");
            assert!(hall.controls().is_empty());
            hall.chooses(Action::Go(Page::Home));
            hall.sees(&texts.say(Key::TooSmallTitle));
        }
    }
}

#[track_caller]
fn hold(
    glass: Glass,
    walks: impl IntoIterator<Item = (Language, &'static [Aid])>,
    stops: fn() -> Vec<Stop>,
) {
    let sample = sync_server::catalogue::sample().unwrap();
    let sample = Arc::new(video::with_a_video(&sample));
    let mut fallen = Vec::new();
    for (language, aids) in walks {
        for role in ROLES {
            let here = stops().into_iter().filter(|stop| stop.at == role);
            fallen.extend(walk(glass, language, aids, role, &sample, here));
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

/// Sees every stop of a kiosk, and answers with those at which something was wrong; what it was stands above.
fn walk(
    glass: Glass,
    language: Language,
    aids: &[Aid],
    role: KioskRole,
    sample: &Arc<Catalogue>,
    stops: impl Iterator<Item = Stop>,
) -> Vec<String> {
    let projectionist = Projectionist::steady();
    let mut hall = Hall::with(glass.size, language, |options| {
        options.px_per_mm = glass.density;
        options.role = role;
        options.house.demo = true;
        options.video = projectionist.player();
        if kept().is_some() {
            options.pictures = Box::new(Art::default());
        }
    });
    if kept().is_some() {
        // As much room for letters as graphics cards have: all sizes of all screens are in one window here.
        hall.harness.input_mut().max_texture_side = Some(8192);
    }
    let mut usual = View::clone(&hall.view());
    usual.role = role;
    usual.catalogue = Arc::clone(sample);
    let mut fallen = Vec::new();
    for stop in stops {
        let code = language.code();
        let told = format!("{} at {glass:?} in {code} with {aids:?}", stop.name);
        let seen = catch_unwind(AssertUnwindSafe(|| see(&mut hall, &usual, stop, aids)));
        fallen.extend(seen.is_err().then_some(told));
    }
    fallen
}

/// Goes there and looks at it.
fn see(hall: &mut Hall, usual: &View, stop: Stop, aids: &[Aid]) {
    let mut view = usual.clone();
    if matches!(stop.screen, Screen::Staff(_)) {
        staffed::unlock(&mut view);
    }
    (stop.shows)(&mut view);
    hall.comes_to(stop.does, view);
    // A check shows only when it takes a moment.
    for _ in 0..2 {
        if hall.screen() != stop.screen {
            hall.harness.step();
        }
    }
    // A visitor comes with each verdict; the aids are theirs, and so they are chosen again.
    let on = hall.harness.state().session().visitor().access();
    for aid in aids.iter().filter(|aid| !on.has(**aid)) {
        hall.chooses(Action::Access(AccessAction::Turn(*aid)));
    }
    if stop.quiet {
        hall.is_left_for(32.0);
    }
    assert_eq!(hall.screen(), stop.screen);
    if stop.watches {
        hall.watches_the_video();
    }
    let mut name = stop.name.to_owned();
    for aid in aids {
        name = format!("{name}-{aid:?}");
    }
    hall.keeps_a_picture(&name);
    if stop.quiet {
        hall.holds_below_a_panel();
        return;
    }
    if matches!(stop.screen, Screen::Staff(_)) {
        hall.holds_beside_the_aids();
        return;
    }
    hall.holds();
    if !WITH_PANEL.contains(&stop.name) {
        return;
    }
    hall.chooses(Action::Access(AccessAction::Open));
    hall.keeps_a_picture(&format!("{name}-panel"));
    hall.holds_below_a_panel();
    hall.chooses(Action::Access(AccessAction::Close));
}

#[test]
fn the_window_itself_has_a_name_and_a_language_for_screen_readers() {
    let mut hall = Hall::open_in_the_hall(PORTRAIT, Language::VIETNAMESE);
    for language in Language::all() {
        hall.chooses(Action::Speak(language));
        let window = hall.harness.root();
        let told = window.accesskit_node();
        let name = hall.catalogue().name.get(language.code()).to_owned();
        assert!(!name.is_empty() && told.label().unwrap().ends_with(&name));
        assert_eq!(told.data().language(), Some(language.code()));
    }
    hall.change(|view| {
        let mut nameless = (*view.catalogue).clone();
        nameless.name.0.clear();
        view.catalogue = nameless.into();
    });
    let bare = Texts::new(Language::all().last().unwrap()).say(Key::WindowTitle);
    assert_eq!(hall.harness.root().accesskit_node().label(), Some(bare));
}

/// Where pictures are kept, if they are.
fn kept() -> Option<PathBuf> {
    std::env::var_os("KIOSK_PICTURES").map(PathBuf::from)
}

impl Hall {
    /// With `KIOSK_PICTURES=DIR` the window as it is now is kept, for people to look at.
    pub(super) fn keeps_a_picture(&self, name: &str) {
        if let Some(folder) = kept() {
            let [width, height] = self.size;
            let code = self.harness.state().session().language().code();
            let density = self.density;
            let file = format!("{name}-{width}x{height}@{density}-{code}.png");
            self.picture().save(&folder.join(file));
        }
    }

    /// All that holds for every screen.
    #[track_caller]
    fn holds(&self) {
        self.holds_beside_the_aids();
        self.leads_to_the_aids();
    }

    /// What holds also for staff, whose pages offer no aids.
    #[track_caller]
    fn holds_beside_the_aids(&self) {
        self.holds_below_a_panel();
        self.words_keep_clear_of_controls();
        self.controls_keep_clear_of_each_other();
    }

    /// What holds also for a screen that is partly covered.
    #[track_caller]
    fn holds_below_a_panel(&self) {
        self.every_target_is_large_enough();
        self.every_control_has_a_name();
        self.no_words_leave_their_place();
    }

    /// The controls, as far as they are seen: in a list that scrolls, a part of one may be hidden.
    pub(super) fn seen_controls(&self) -> Vec<(String, egui::Rect)> {
        let shapes = &self.harness.output().shapes;
        let seen = |(name, control): (String, egui::Rect)| {
            let drawn = shapes.iter().filter(|clipped| {
                let bounds = clipped.shape.visual_bounding_rect();
                bounds.is_positive() && control.expand(3.0).contains_rect(bounds)
            });
            let seen = drawn.map(|drawn| control.intersect(drawn.clip_rect));
            let least = seen.min_by(|a, b| a.area().total_cmp(&b.area()));
            (name, least.unwrap_or(control))
        };
        let controls = self.controls().into_iter().map(seen);
        controls.filter(|(_, seen)| seen.is_positive()).collect()
    }

    /// No control lies over a part of another.
    #[track_caller]
    fn controls_keep_clear_of_each_other(&self) {
        let controls = self.seen_controls();
        for (index, (name, control)) in controls.iter().enumerate() {
            let over = |(_, other): &&(String, egui::Rect)| {
                let apart = !control.shrink(1.0).intersects(*other);
                let within = control.contains_rect(*other) || other.contains_rect(*control);
                !apart && !within
            };
            let other = controls[index + 1..].iter().find(over);
            assert!(other.is_none(), "{name:?} at {control:?} over {other:?}");
        }
    }

    /// What makes the screens easier is offered on every one that has anything to touch.
    #[track_caller]
    fn leads_to_the_aids(&self) {
        let language = self.harness.state().session().language();
        if !self.controls().is_empty() {
            self.sees_button(&Texts::new(language).say(Key::AccessOpen));
        }
    }

    /// Words are on a control, or clear of it, as far as they are seen: in a list that scrolls, some are not.
    #[track_caller]
    fn words_keep_clear_of_controls(&self) {
        let controls = self.seen_controls();
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
    pub(super) fn no_words_leave_their_place(&self) {
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, self.size.into());
        for clipped in &self.harness.output().shapes {
            let egui::Shape::Text(text) = &clipped.shape else {
                continue;
            };
            let words = &text.galley.job.text;
            assert!(!text.galley.elided, "cut short: {words}");
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
