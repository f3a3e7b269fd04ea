//! The floor plan on a hall's kiosk: where one is, what there is, the way to a booth with steps and without.

use std::sync::Arc;

use egui_kittest::kittest::Queryable;
use shared::ids::BoothNumber;
use shared::route::Destination;
use texts::{Key, Language, Texts};
use ui::session::{Action, MapAction, Page, Screen};
use view::Role;

use super::everywhere::hold_everywhere;
use super::hall::{Hall, LANDSCAPE, PORTRAIT};

/// A hall's kiosk of the sample exhibition, with its map open.
pub(super) fn map(size: [f32; 2], language: Language, kiosk: &str) -> Hall {
    let mut hall = Hall::with(size, language, |options| {
        options.role = Role::Hall;
    });
    hall.change(|view| {
        view.role = Role::Hall;
        view.catalogue = Arc::new(sync_server::catalogue::sample().unwrap());
        view.status.kiosk = kiosk.parse().unwrap();
    });
    hall.chooses(Action::Go(Page::Map(None)));
    hall
}

impl Hall {
    /// What screen readers call a booth on the map.
    fn booth_on_map(&self, number: u16, language: Language) -> String {
        let texts = Texts::new(language);
        let name = self
            .catalogue()
            .booth(BoothNumber(number))
            .unwrap()
            .name
            .clone();
        let words = texts.say_with(Key::BoothNumber, [("number", number.into())]);
        format!("{words}. {}", name.get(language.code()))
    }

    /// The name of a level.
    fn level(&self, index: usize, language: Language) -> String {
        let catalogue = self.catalogue();
        let level = &catalogue.plan.as_ref().unwrap().levels[index];
        level.name.get(language.code()).to_owned()
    }

    /// Where a booth is on the glass.
    fn place_on_map(&self, number: u16, language: Language) -> egui::Rect {
        let name = self.booth_on_map(number, language);
        self.harness.get_by_label(&name).rect()
    }

    /// Opens the way to a booth.
    fn asks_the_way(&mut self, number: u16) {
        self.chooses(Action::Go(Page::Map(Some(BoothNumber(number).into()))));
    }
}

/// The states of the map, each by name with the kiosk that shows it.
const STATES: [(&str, &str); 8] = [
    ("map-rest", "hall-a"),
    ("map-gate", "A1"),
    ("map-card", "courtyard"),
    ("map-way", "A1"),
    ("map-step-free", "courtyard"),
    ("map-downstairs", "upper"),
    ("map-upper", "hall-b"),
    ("map-near", "hall-c"),
];

#[test]
fn every_state_of_the_map_is_well_laid_out() {
    let states = STATES.map(|(name, kiosk)| (name, (name, kiosk)));
    let open = |(name, kiosk): &(&str, &str), size, language| {
        let texts = Texts::new(language);
        let mut hall = map(size, language, kiosk);
        match *name {
            "map-card" => {
                let touched = MapAction::Pick(Some(BoothNumber(33)));
                hall.chooses(Action::Map(touched));
            }
            "map-way" => hall.asks_the_way(71),
            "map-step-free" => {
                hall.asks_the_way(46);
                hall.touches(&texts.say(Key::MapStepFree));
            }
            "map-downstairs" => {
                hall.touches(&hall.level(0, language));
                hall.asks_the_way(5);
            }
            "map-upper" => hall.touches(&hall.level(1, language)),
            "map-near" => {
                for _ in 0..3 {
                    hall.touches(&texts.say(Key::MapCloser));
                }
            }
            _ => {}
        }
        hall
    };
    let sizes = [PORTRAIT, LANDSCAPE];
    hold_everywhere(&sizes, &states, open, |_, hall| hall.is_well_laid_out());
}

#[test]
fn a_booth_touched_on_the_map_offers_its_page_and_the_way_there() {
    let english = Language::ENGLISH;
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = map(size, english, "hall-a");
        let booth = hall.place_on_map(3, english);
        // A finger that misses the small tile by a little means it all the same.
        hall.touches_at(booth.left_center() - egui::vec2(9.0, 0.0));
        hall.sees("Show the way");
        hall.touches("About this booth");
        assert_eq!(hall.screen(), Screen::Page(Page::Booth(BoothNumber(3))));
        hall.chooses(Action::Back);
        hall.touches_at(booth.center());
        hall.touches("Show the way");
        assert_eq!(
            hall.screen(),
            Screen::Page(Page::Map(Some(BoothNumber(3).into())))
        );
        assert!(hall.sees_anywhere("on foot") && hall.sees_anywhere("Booth 3 is"));
    }
}

#[test]
fn the_card_of_a_booth_is_put_away_by_its_button_or_by_touching_the_floor() {
    let english = Language::ENGLISH;
    let mut hall = map(PORTRAIT, english, "hall-a");
    let booth = hall.place_on_map(6, english);
    hall.touches_at(booth.center());
    hall.touches("Close");
    hall.does_not_see("Show the way");
    hall.touches_at(booth.center());
    hall.sees("Show the way");
    let canvas = hall.harness.get_by_label_contains("Map: ").rect();
    hall.touches_at(canvas.left_bottom() + egui::vec2(8.0, -8.0));
    hall.does_not_see("Show the way");
}

#[test]
fn buttons_bring_the_map_nearer_move_it_and_show_everything_again() {
    let english = Language::ENGLISH;
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = map(size, english, "A1");
        hall.touches("Show everything");
        let first = hall.place_on_map(43, english);
        hall.touches("Closer");
        hall.touches("Farther away");
        let back = hall.place_on_map(43, english);
        assert!(first.center().distance(back.center()) < 3.0);
        hall.touches("Closer");
        let near = hall.place_on_map(43, english);
        assert!(near.width() > first.width() * 1.4, "{near:?} {first:?}");
        hall.touches("Move down");
        let after = hall.place_on_map(43, english);
        assert!(
            after.center().y < near.center().y - 20.0,
            "what is below comes up"
        );
        hall.touches("Show everything");
        let again = hall.place_on_map(43, english);
        assert!((again.width() - first.width()).abs() < 0.5);
    }
}

#[test]
fn a_way_without_steps_is_longer_where_there_are_steps_and_is_asked_for_once() {
    let english = Language::ENGLISH;
    let mut hall = map(PORTRAIT, english, "courtyard");
    hall.asks_the_way(46);
    assert!(hall.sees_anywhere("take the steps"));
    hall.touches("Without steps");
    assert!(!hall.sees_anywhere("take the steps") && hall.sees_anywhere("the ramp"));
    hall.asks_the_way(66);
    assert!(
        !hall.sees_anywhere("take the steps"),
        "it stays for the next way"
    );
    hall.touches("Without steps");
    assert!(hall.sees_anywhere("take the steps"));
}

#[test]
fn a_way_down_from_the_upper_floor_says_where_it_changes_levels() {
    let english = Language::ENGLISH;
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = map(size, english, "upper");
        let booth = Page::Map(Some(BoothNumber(5).into()));
        hall.chooses(Action::Go(booth.clone()));
        assert!(hall.sees_anywhere("take the stairs to “Ground floor"));
        hall.touches("Without steps");
        assert!(hall.sees_anywhere("lift to “Ground floor"));
        let ground = hall.level(0, english);
        hall.touches(&ground);
        assert_eq!(hall.screen(), Screen::Page(booth));
        hall.place_on_map(5, english);
        hall.is_well_laid_out();
    }
}

#[test]
fn what_the_map_does_not_know_it_says_calmly() {
    let english = Language::ENGLISH;
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = map(size, english, "hall-a");
        hall.asks_the_way(999);
        hall.sees("This place is not on the map. Please ask the staff.");
        hall.is_well_laid_out();
        hall.change(|view| {
            let mut catalogue = (*view.catalogue).clone();
            catalogue.plan.as_mut().unwrap().stands.clear();
            view.catalogue = catalogue.into();
        });
        hall.asks_the_way(7);
        hall.sees("The way from here is not known. The place is marked on the map.");
        hall.place_on_map(7, english);
        hall.change(|view| {
            let mut catalogue = (*view.catalogue).clone();
            catalogue.plan = None;
            view.catalogue = catalogue.into();
        });
        hall.sees("The map has not reached this kiosk yet");
        hall.is_well_laid_out();
    }
}

#[test]
fn a_session_and_its_artisan_lead_to_the_area_where_they_are() {
    let english = Language::ENGLISH;
    for size in [PORTRAIT, LANDSCAPE] {
        let mut hall = map(size, english, "hall-a");
        hall.chooses(Action::Go(Page::Session("d2-1100-wheel".to_owned())));
        hall.touches("Show the way");
        let there = Page::Map(Some(Destination::Area("hands-on".to_owned())));
        assert_eq!(hall.screen(), Screen::Page(there));
        assert!(hall.sees_anywhere("on foot") && hall.sees_anywhere("“Hands-on area” is"));
        hall.chooses(Action::Back);
        hall.touches("About the artisan");
        // It may be further down than there is room for.
        hall.harness.get_by_label("Show the way").click_accesskit();
        hall.harness.run();
        assert!(hall.sees_anywhere("on foot"));
        // On the plan of before there was no such area: then the whole map is all there is.
        hall.change(|view| {
            let mut catalogue = (*view.catalogue).clone();
            catalogue.plan.as_mut().unwrap().areas.clear();
            view.catalogue = catalogue.into();
        });
        hall.sees("This place is not on the map. Please ask the staff.");
        hall.chooses(Action::Go(Page::Session("d2-1100-wheel".to_owned())));
        hall.touches("Open the map");
        assert_eq!(hall.screen(), Screen::Page(Page::Map(None)));
    }
}

#[test]
fn the_way_to_an_area_is_well_laid_out_in_every_language() {
    for size in [PORTRAIT, LANDSCAPE] {
        for language in Language::all() {
            let mut hall = map(size, language, "A1");
            let area = Destination::Area("demonstration".to_owned());
            hall.chooses(Action::Go(Page::Map(Some(area))));
            hall.keeps_a_picture("way-to-area");
            hall.is_well_laid_out();
        }
    }
}

#[test]
fn nothing_of_a_visitors_map_is_left_for_the_next() {
    let english = Language::ENGLISH;
    let mut hall = map(PORTRAIT, english, "hall-a");
    hall.touches("Closer");
    hall.asks_the_way(46);
    hall.touches("Without steps");
    hall.waits(60);
    assert_eq!(hall.screen(), Screen::Attract);
    assert_eq!(
        *hall.harness.state().session().visitor().map(),
        ui::session::MapVisit::default()
    );
}
